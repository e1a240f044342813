"""Taking out a record that never should have been: typed twice, or into the wrong village.

This is no event: nobody died or moved. Whoever something happened to keeps the record, whatever becomes of
it (kependudukan.md 1); such a person is refused here, with the place where the other record stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.penduduk import (
    Keluarga,
    Mutasi,
    Penduduk,
    PesertaBantuan,
    ProgramBantuan,
    Putusan,
    PutusanGanda,
)
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import N_, _, ngettext
from desa_desktop.store.unit import Database, Unit


class MasihDisebut(DesaError):
    """Other records name this person, so the record cannot go."""

    message = N_("Catatan {nama} tidak dihapus, karena masih disebut {tempat}.")
    hint = N_("{tindakan}")
    code = "K-326"


@dataclass(frozen=True, slots=True)
class Terhapus:
    """Who went, and whether an empty family went along."""

    nama: str
    is_keluarga_ikut: bool
    langkah: str


def remove_mistaken(database: Database, key: UUID, alasan: str, *, by: str, at: datetime) -> Terhapus:
    """Take a mistaken record out as one step that can be undone; the reason stands in its name.

    A family without anybody left in it, of which nothing else speaks, goes along. Raises InvalidInput
    without a reason, NotFound, MasihDisebut; then nothing changed.
    """
    why = " ".join(alasan.split())
    if not why:
        raise InvalidInput({"alasan": _("Tulis alasannya: mengapa catatan ini keliru.")})
    with database.unit() as unit:
        orang = unit.get(Penduduk, key)
        _stop_if_named(unit, orang)
        nama = orang.nama or _("tanpa nama")
        family = unit.find(Keluarga, orang.keluarga_id) if orang.keluarga_id is not None else None
        for one in unit.select(PutusanGanda, satu_id=key) + unit.select(PutusanGanda, dua_id=key):
            unit.remove(one)  # the question whether two are one person goes with one of them
        unit.remove(orang)
        goes = family is not None and _is_left_empty(unit, family, key)
        if goes:
            unit.remove(family)
        step = _("hapus catatan keliru: {alasan}").format(alasan=why)
        unit.commit(step, by, at)
    return Terhapus(nama, goes, step)


def _stop_if_named(unit: Unit, orang: Penduduk) -> None:
    """Refuse with every place where the person is named. Raises MasihDisebut."""
    places: list[str] = []
    actions: list[str] = []
    events = len(unit.select(Mutasi, penduduk_id=orang.id))
    if events:
        places.append(
            ngettext("{n} peristiwa di tab Mutasi", "{n} peristiwa di tab Mutasi", events).format(n=events)
        )
        actions.append(_("Batalkan peristiwanya dengan alasan; datanya lalu keluar dari register."))
    programmes = [
        unit.get(ProgramBantuan, one.program_id).nama
        for one in unit.select(PesertaBantuan, penduduk_id=orang.id)
    ]
    if programmes:
        places.append(_("peserta bantuan {nama} di tab Bantuan").format(nama=", ".join(programmes)))
        actions.append(_("Keluarkan dulu dari daftar peserta."))
    merged = unit.select(Penduduk, digabung_ke_id=orang.id)
    decided = [*unit.select(PutusanGanda, satu_id=orang.id), *unit.select(PutusanGanda, dua_id=orang.id)]
    if merged or any(one.putusan is Putusan.GABUNG for one in decided):
        places.append(_("data ganda yang digabung"))
        actions.append(_("Urungkan dulu penggabungannya."))
    if places:
        raise MasihDisebut(
            nama=orang.nama or _("tanpa nama"), tempat=_(" dan ").join(places), tindakan=" ".join(actions)
        )


def _is_left_empty(unit: Unit, family: Keluarga, gone: UUID) -> bool:
    others = [one for one in unit.select(Penduduk, keluarga_id=family.id) if one.id != gone]
    has_help = bool(unit.select(PesertaBantuan, keluarga_id=family.id))
    has_events = bool(unit.select(Mutasi, keluarga_id=family.id))
    return not others and not has_help and not has_events
