"""Data Desa: the facts every paper needs, entered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.desa import AngkaPokok, Desa
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.pemeriksaan import Pemeriksaan, stop_on_galat
from desa_desktop.domain.pemeriksaan_desa import check_angka_pokok
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.store import tables
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Database


@dataclass(frozen=True, slots=True)
class Profil:
    """Everything on the screen Data Desa but the key figures."""

    desa: Desa
    dusun: tuple[lists.DusunRow, ...]
    perangkat: tuple[lists.PerangkatRow, ...]
    tokoh: tuple[lists.TokohRow, ...]


@dataclass(frozen=True, slots=True)
class AngkaTampil:
    """The key figures of a year with the findings about them."""

    id: UUID
    tahun: int
    status: StatusDokumen
    revisi: int
    baris: tuple[lists.AngkaRow, ...]
    pemeriksaan: tuple[Pemeriksaan, ...]


def profile(database: Database) -> Profil:
    """The own village. Raises NotFound when this office is not a village."""
    with database.read() as unit:
        uid = office.require(unit).id
        return Profil(
            unit.get(Desa, uid),
            tuple(lists.part_rows(unit, lists.DusunRow, tables.dusun, "desa_id", uid)),
            tuple(lists.part_rows(unit, lists.PerangkatRow, tables.perangkat, "desa_id", uid)),
            tuple(lists.part_rows(unit, lists.TokohRow, tables.tokoh, "desa_id", uid)),
        )


def change_profile(database: Database, values: Mapping[str, str], *, by: str, at: datetime) -> None:
    """Change fields of the village's identity; the office's own name follows. Raises InvalidInput."""
    own = {"nama", "kecamatan", "kabupaten", "provinsi", "alamat"}
    if own & set(values):
        office.correct_identity(database, {key: values[key] for key in own & set(values)}, by=by, at=at)
    rest = {key: value for key, value in values.items() if key not in own}
    if rest:
        with database.unit() as unit:
            desa = unit.get(Desa, office.require(unit).id)
            for field, value in rest.items():
                setattr(desa, field, value.strip())
            unit.commit(_("ubah identitas desa"), by, at)


def figures(database: Database, tahun: int) -> AngkaTampil:
    """The key figures of `tahun`. Raises NotFound when the year was never begun."""
    with database.read() as unit:
        uid = office.require(unit).id
        angka = unit.get(AngkaPokok, dokumen_id(uid, "angka-pokok", str(tahun)))
        rows = lists.part_rows(unit, lists.AngkaRow, tables.baris_angka, "angka_pokok_id", angka.id)
    return AngkaTampil(
        angka.id, tahun, angka.status, angka.revisi, tuple(rows), tuple(check_angka_pokok(angka))
    )


def finish_figures(
    database: Database, tahun: int, *, kid: str, by: str, at: datetime, alasan: str = ""
) -> None:
    """`Tandai Selesai` of the key figures of a year; a snapshot is made. Raises RuleBroken, Locked."""
    with database.unit() as unit:
        uid = office.require(unit).id
        angka = unit.get(AngkaPokok, dokumen_id(uid, "angka-pokok", str(tahun)))
        stop_if_locked(unit, AngkaPokok, angka)
        stop_on_galat(check_angka_pokok(angka), alasan)
        dokumen.ratify(unit, angka, uid, alasan=alasan, kid=kid, at=at)
        unit.commit(_("tandai selesai Angka Pokok {tahun}").format(tahun=tahun), by, at, kind="sahkan")


def reopen(database: Database, cls: type[Any], key: UUID, *, by: str, at: datetime) -> None:
    """`Buat perubahan`: a ratified dokumen becomes konsep again; what was signed keeps counting.

    Raises InvalidInput when it is a draft, NotFound.
    """
    with database.unit() as unit:
        root = unit.get(cls, key)
        dokumen.reopen(root)
        unit.commit(_("buat perubahan"), by, at)
