"""Consent for the register of residents: what the kecamatan asked and the village said, kept and obeyed.

Both sides keep every word with who gave it and when; each word is a milestone of the history and of the
audit chain (kiriman-format.md 12.6, ux.md 5.11).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.izin import PENDUDUK, Izin, Kata, KataIzin, asked_ever
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import N_, _
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange import register
from desa_desktop.services.exchange.results import Laptop
from desa_desktop.store import archive, journal
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.snapshots import Snapshot

OWN, ASKED = "izin:penduduk", "permintaan:penduduk"
"""Facts of the store: at a village its own words, at a kecamatan its requests by the village's uid."""


class TidakDiminta(DesaError):
    """The kecamatan does not ask for the register, so there is nothing to agree to."""

    message = N_("Kecamatan tidak meminta data penduduk lengkap. Data penduduk tetap di laptop ini.")
    hint = N_("Tidak ada yang perlu dilakukan. Bila kecamatan memintanya, pertanyaannya muncul di sini.")
    code = "K-317"


class IzinTidakBerlaku(DesaError):
    """A kiriman that was sealed with the register must not leave any more."""

    message = N_("Kiriman ini memuat data penduduk, dan izinnya sudah tidak berlaku. Tidak ada yang ditulis.")
    hint = N_("Buat kiriman baru; isinya tanpa data penduduk.")
    code = "K-318"


# ------------------------------------------------------------------ kept


def _plain(one: KataIzin) -> dict[str, str]:
    plain = {"kata": one.kata.value, "oleh": one.oleh, "jabatan": one.jabatan, "pada": one.pada.isoformat()}
    return plain if one.sampai is None else plain | {"sampai": one.sampai.isoformat()}


def _read(rows: Iterable[Mapping[str, str]]) -> tuple[KataIzin, ...]:
    return tuple(
        KataIzin(
            Kata(one["kata"]),
            one["oleh"],
            one["jabatan"],
            datetime.fromisoformat(one["pada"]),
            date.fromisoformat(one["sampai"]) if one.get("sampai") else None,
        )
        for one in rows
    )


def read_izin(unit: Unit) -> Izin:
    """What this village was asked and said."""
    text = archive.meta(unit, OWN)
    return Izin(_read(json.loads(text))) if text else Izin()


def _keep_izin(unit: Unit, izin: Izin) -> None:
    archive.put_meta(unit, OWN, json.dumps([_plain(one) for one in izin.riwayat]))


def read_requests(unit: Unit) -> dict[str, tuple[KataIzin, ...]]:
    """Uid of a village -> what this kecamatan asked of it, oldest first."""
    text = archive.meta(unit, ASKED)
    kept: Mapping[str, Any] = json.loads(text) if text else {}
    return {uid: _read(rows) for uid, rows in kept.items()}


def is_asking(asked: tuple[KataIzin, ...]) -> bool:
    """Whether the last of these words asks."""
    return bool(asked) and asked[-1].kata is Kata.DIMINTA


def asks_of_village(unit: Unit, uid: UUID) -> dict[str, frozenset[str]]:
    """At a village: our own uid with the jenis that were asked for and agreed."""
    return {str(uid): frozenset({PENDUDUK})} if read_izin(unit).is_berlaku else {}


def asked_now(unit: Unit, uid: str) -> frozenset[str]:
    """What a grant to this village asks for today."""
    return frozenset({PENDUDUK}) if is_asking(read_requests(unit).get(uid, ())) else frozenset()


def asks_of_kecamatan(unit: Unit) -> dict[str, frozenset[str]]:
    """At a kecamatan: the villages whose register it may be sent, as long as a request may be on its way."""
    found = read_requests(unit)
    return {uid: frozenset({PENDUDUK}) for uid, asked in found.items() if asked_ever(asked)}


# ------------------------------------------------------------------ the kecamatan


def note_request(unit: Unit, uid: UUID | str, *, minta: bool, by: str, at: datetime, laptop: str) -> bool:
    """Keep that this kecamatan asks a village for its register, or does no longer; whether that is new."""
    kept = read_requests(unit)
    asked = kept.get(str(uid), ())
    if is_asking(asked) is minta:
        return False
    word = Kata.DIMINTA if minta else Kata.GUGUR
    kept[str(uid)] = (*asked, KataIzin(word, by, "", at))
    plain = {key: [_plain(one) for one in rows] for key, rows in kept.items()}
    archive.put_meta(unit, ASKED, json.dumps(plain))
    name = _("minta data penduduk desa") if minta else _("berhenti meminta data penduduk desa")
    _milestone(unit, name, word, str(uid), by=by, at=at, laptop=laptop)
    return True


# ------------------------------------------------------------------ the village


def get_izin(database: Database) -> Izin:
    """What this village was asked and said about its register, for Pengaturan and Kirim."""
    with database.read() as unit:
        return read_izin(unit)


def take_request(unit: Unit, laptop: Laptop, asks: frozenset[str], oleh: str, *, at: datetime) -> None:
    """A grant came: keep what it asks. One that asks no longer ends an agreement, and the register is
    withdrawn with the next kiriman; asked again, the village decides again."""
    kantor, izin = office.require(unit), read_izin(unit)
    is_asked = PENDUDUK in asks
    if is_asked is izin.is_diminta:
        return
    if not is_asked:
        alasan = _("Kecamatan tidak lagi meminta data penduduk.")
        register.withdraw(unit, kantor.id, alasan, kid=laptop.keys.kid, at=at)
    word = Kata.DIMINTA if is_asked else Kata.GUGUR
    _keep_izin(unit, izin.after(KataIzin(word, oleh, "", at)))


def end_if_over(unit: Unit, laptop: Laptop, *, at: datetime) -> None:
    """An agreement whose last day is over ends before anything is sealed: the register is withdrawn with the
    next kiriman, as if the village had taken its word back."""
    said = read_izin(unit)
    if said.is_lewat(at.astimezone().date()):
        alasan = _("Jangka waktu izin mengirim data penduduk sudah habis.")
        register.withdraw(unit, office.require(unit).id, alasan, kid=laptop.keys.kid, at=at)
        _keep_izin(unit, said.after(KataIzin(Kata.HABIS, _("jangka waktu"), "", at)))


def stop_if_withdrawn(unit: Unit, dokumen: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """Whether a sealed kiriman of this village (its `dokumen` rows) may still be copied.

    Raises IzinTidakBerlaku for one that carries residents while no consent holds today.
    """
    has_people = any(
        one["jenis"] == PENDUDUK and one["status"] != StatusDokumen.DICABUT.value for one in dokumen
    )
    said = read_izin(unit)
    if has_people and (not said.is_berlaku or said.is_lewat(at.astimezone().date())):
        raise IzinTidakBerlaku


def end_elsewhere(unit: Unit, withdrawal: Snapshot) -> None:
    """Our register came back withdrawn: on another laptop of this office, or here before a restore.

    A consent that this laptop still remembers ends with it; only a new word lets the register travel again.
    """
    said = read_izin(unit)
    if said.is_berlaku:
        pada = datetime.fromisoformat(withdrawal.pada)
        _keep_izin(unit, said.after(KataIzin(Kata.CABUT, _("laptop lain"), "", pada)))


def decide(
    database: Database,
    laptop: Laptop,
    *,
    setuju: bool,
    oleh: str,
    jabatan: str,
    sampai: date | None = None,
    by: str,
    at: datetime,
) -> Izin:
    """The village agrees that its register travels with each kiriman, or takes that back.

    `oleh` and `jabatan` say who decided; `by` is who typed it. Taken back, nothing of it travels any more and
    the next kiriman takes it out of the kecamatan's laptop; so after `sampai`, the last day of the agreement
    (None: without an end). Raises TidakDiminta, InvalidInput without a name or for a day that is over; the
    same word again changes nothing, one with another last day does.
    """
    with database.unit() as unit:
        kantor, izin = office.require(unit), read_izin(unit)
        if not izin.is_diminta:
            raise TidakDiminta
        if not oleh.strip():
            raise InvalidInput({"oleh": _("Tulis nama yang memutuskan, misalnya Kepala Desa.")})
        if setuju and sampai is not None and sampai < at.astimezone().date():
            raise InvalidInput(
                {"sampai": _("Hari terakhir izin sudah lewat. Isi tanggal hari ini atau sesudahnya.")}
            )
        is_same_term = izin.terakhir is None or izin.terakhir.sampai == sampai
        if setuju is izin.is_berlaku and (not setuju or is_same_term):
            return izin
        word = Kata.SETUJU if setuju else Kata.CABUT
        said = izin.after(KataIzin(word, oleh.strip(), jabatan.strip(), at, sampai if setuju else None))
        _keep_izin(unit, said)
        if setuju:
            name = _("setujui data penduduk dikirim ke kecamatan")
        else:
            name = _("cabut izin data penduduk")
            alasan = _("Desa mencabut izin mengirim data penduduk.")
            register.withdraw(unit, kantor.id, alasan, kid=laptop.keys.kid, at=at)
        _milestone(unit, name, word, str(kantor.id), by=by, at=at, laptop=database.laptop)
        unit.commit(name, by, at)
    return said


def _milestone(unit: Unit, name: str, word: Kata, key: str, *, by: str, at: datetime, laptop: str) -> None:
    journal.write_milestone(
        unit.connection,
        name=name,
        by=by,
        at=at,
        laptop=laptop,
        act=f"izin-{word.value}",
        table="meta",
        key=key,
    )
