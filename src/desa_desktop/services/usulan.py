"""Usulan: collect proposals, see what is odd about them, bring unfunded ones back next year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.jejak import check_tahun_lalu
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.pemeriksaan_usulan import check_daftar_usulan
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan, Usulan
from desa_desktop.i18n import _
from desa_desktop.services import jejak
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows
from desa_desktop.store import tables
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Database

ARCHIVED = (StatusUsulan.DITUNDA, StatusUsulan.TIDAK_DISEPAKATI)


@dataclass(frozen=True, slots=True)
class DaftarTampil:
    """The list of one plan year: its id (parent of new rows), its rows and the findings about them."""

    id: UUID
    tahun: int
    baris: tuple[lists.UsulanRow, ...]
    dusun: tuple[str, ...]
    pemeriksaan: tuple[Pemeriksaan, ...]


def show_list(database: Database, aturan: Aturan, tahun: int) -> DaftarTampil:
    """The proposals of the own village for `tahun`, with hints about look-alikes and unknown hamlets."""
    with database.read() as unit:
        uid = office.require(unit).id
        key = dokumen_id(uid, "daftar-usulan", str(tahun))
        rows = lists.usulan_rows(unit, uid, tahun)
        hamlets = tuple(
            one.nama
            for one in lists.part_rows(unit, lists.DusunRow, tables.dusun, "desa_id", uid)
            if one.nama
        )
        earlier = jejak.earlier_years(unit, uid, tahun, aturan.ambang_mirip)
    proposals = [_as_usulan(row) for row in rows]
    findings = check_daftar_usulan(proposals, aturan, hamlets)
    findings += check_tahun_lalu(proposals, earlier)
    return DaftarTampil(key, tahun, tuple(rows), hamlets, tuple(findings))


def _as_usulan(row: lists.UsulanRow) -> Usulan:
    values = {one.name: getattr(row, one.name) for one in fields(row) if one.name != "tahun"}
    return Usulan(**values)


def list_usulan(database: Database, tahun: int | None = None) -> list[lists.UsulanRow]:
    """The proposals of the own village, of one plan year or all."""
    with database.read() as unit:
        return lists.usulan_rows(unit, office.require(unit).id, tahun)


def archive_of(database: Database, before: int) -> list[lists.UsulanRow]:
    """Proposals that came to nothing in the plan years up to `before`, newest first.

    Put off or not agreed in the meeting; agreed, but dropped from the ratified plan; put off or refused by
    the kabupaten. The reason stands in `alasan`.
    """
    with database.read() as unit:
        uid = office.require(unit).id
        why = jejak.dropped(unit, uid, before)
        rows = lists.usulan_rows(unit, uid)
    kept = [row for row in rows if row.tahun <= before and (row.status in ARCHIVED or row.id in why)]
    return [replace(row, alasan=why.get(row.id, row.alasan)) for row in kept]


def propose_again(
    database: Database, keys: Sequence[UUID], tahun: int, *, by: str, at: datetime
) -> list[UUID]:
    """Copy archived proposals into the list of `tahun` as new ones; the old ones stay as they were.

    Each new one names the old one as its origin, and its life line goes on there (`domain.jejak`). One that
    stands in that list already is not copied again (a second press of the button).
    Raises NotFound when a proposal or the year's list is missing.
    """
    kept = (
        "uraian",
        "masalah",
        "dusun",
        "kelompok",
        "bidang",
        "kode_kegiatan",
        "lokasi",
        "volume",
        "satuan",
        "perkiraan_biaya",
        "penerima_l",
        "penerima_p",
        "penerima_rtm",
        "sdgs",
        "kelompok_rentan",
        "pengusul",
        "pengusul_jk",
        "tanda",
        "kewenangan",
    )
    with database.unit() as unit:
        uid = office.require(unit).id
        target = unit.get(DaftarUsulan, dokumen_id(uid, "daftar-usulan", str(tahun)))
        listed = unit.select(Usulan, daftar_usulan_id=target.id)
        there = {one for row in listed for one in row.gabungan_dari}
        there |= {str(row.asal_usulan_id) for row in listed if row.asal_usulan_id is not None}
        rows = []
        for key in keys:
            if str(key) in there:
                continue
            old = unit.get(Usulan, key)
            values: dict[str, object] = {name: getattr(old, name) for name in kept}
            rows.append({**values, "asal": _("usulan lama"), "asal_usulan_id": old.id})
        if not rows:
            return []
        made = insert_rows(target, KINDS[Usulan], rows)
        unit.commit(_("usulkan lagi {n} usulan").format(n=len(made)), by, at)
    return made


def hamlets(database: Database) -> list[str]:
    """The names of the own village's hamlets in their order."""
    with database.read() as unit:
        desa = unit.find(Desa, office.require(unit).id)
    return [one.nama for one in desa.dusun if one.nama] if desa is not None else []


def earlier_values(database: Database, field: str) -> Sequence[str]:
    """What was typed earlier in a text field of Usulan, for completion."""
    with database.read() as unit:
        return lists.earlier_values(unit, tables.usulan, field)
