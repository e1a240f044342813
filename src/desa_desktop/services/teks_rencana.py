"""The texts of a Perdes and of the document of a plan: the default, and what the village made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kantor import Kantor
from desa_desktop.domain.naskah import Naskah, paragraphs
from desa_desktop.domain.naskah_rencana import BLOK, Blok, check_text, find_blok
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import editing
from desa_desktop.services import kantor as office
from desa_desktop.store.unit import Database, Unit

BASIS = "dasar_tim"
BASIS_BAWAAN = "permendesa21"
"""The setting of the office that says which regulation its papers cite (perencanaan.md 2.1)."""


@dataclass(frozen=True, slots=True)
class BlokTampil:
    """One text as the screen shows it. `bawaan` is the default, `teks` what will be printed, unfilled."""

    blok: Blok
    bawaan: str
    teks: str
    is_ubahan: bool

    @property
    def id(self) -> str:
        """The key of the text."""
        return self.blok.kunci


@dataclass(frozen=True, slots=True)
class TeksRencana:
    """All texts of one plan. `key` is the plan's id; `is_terkunci`: it is ratified and its texts stand."""

    jenis: str
    key: UUID
    tahun: int
    is_terkunci: bool
    revisi: int
    blok: tuple[BlokTampil, ...]


def show_texts(database: Database, naskah: Naskah, jenis: str, tahun: int) -> TeksRencana:
    """The texts of the plan `jenis` (`rkp`, `rpjm`) that holds `tahun`. Raises NotFound."""
    with database.read() as unit:
        kantor = office.require(unit)
        plan = plan_of(unit, kantor.id, jenis, tahun)
        own, varian = plan.teks, basis(kantor)
        rows = tuple(
            BlokTampil(one, default, own.get(one.kunci, "") or default, bool(own.get(one.kunci)))
            for one in BLOK[jenis]
            for default in ["\n".join(naskah.bawaan(one.kunci, varian))]
        )
        return TeksRencana(
            jenis, plan.id, plan.tahun, plan.status is StatusDokumen.DISAHKAN, plan.revisi, rows
        )


def change_text(
    database: Database,
    naskah: Naskah,
    jenis: str,
    tahun: int,
    kunci: str,
    text: str,
    *,
    by: str,
    at: datetime,
) -> None:
    """`Ubah teks`: the village's own wording, as one step that can be undone.

    A text typed as the default stands is no wording of its own. Raises InvalidInput (`kunci`, `teks`),
    Locked when the plan is ratified, NotFound; then nothing changed.
    """
    blok = find_blok(jenis, kunci)
    whole = check_text(blok, text, naskah)
    with database.read() as unit:
        default = naskah.bawaan(blok.kunci, basis(office.require(unit)))
    own = "" if paragraphs(whole) == default else whole
    _store(database, jenis, tahun, blok, own, _("ubah teks {judul}"), by, at)


def restore_text(database: Database, jenis: str, tahun: int, kunci: str, *, by: str, at: datetime) -> None:
    """`Kembalikan ke semula`: the default wording again. Raises InvalidInput (`kunci`), Locked, NotFound."""
    blok = find_blok(jenis, kunci)
    _store(database, jenis, tahun, blok, "", _("kembalikan teks {judul}"), by, at)


def _store(
    database: Database, jenis: str, tahun: int, blok: Blok, text: str, name: str, by: str, at: datetime
) -> None:
    with database.read() as unit:
        plan = plan_of(unit, office.require(unit).id, jenis, tahun)
        key, kept = plan.id, {kunci: one for kunci, one in plan.teks.items() if kunci != blok.kunci}
    teks = {**kept, blok.kunci: text} if text else kept  # the plan keeps facts of other papers there too
    cls: type[Any] = RkpDesa if jenis == "rkp" else RpjmDesa
    editing.change_many(
        database, cls, {key: {"teks": teks}}, by=by, at=at, name=name.format(judul=_(blok.judul))
    )


def basis(kantor: Kantor) -> str:
    """The regulation this office follows: `permendagri114` or `permendesa21`."""
    return kantor.setelan.get(BASIS) or BASIS_BAWAAN


def plan_of(unit: Unit, kantor: UUID, jenis: str, tahun: int) -> Any:
    """The RKP Desa of `tahun`, or the RPJM Desa whose years hold it. Raises NotFound."""
    plan = (
        unit.find(RkpDesa, dokumen_id(kantor, "rkp-desa", str(tahun)))
        if jenis == "rkp"
        else rpjm_of(unit, kantor, tahun)
    )
    if plan is None:
        apa = _("RKPDes {tahun}") if jenis == "rkp" else _("RPJM Desa untuk tahun {tahun}")
        raise NotFound(apa=apa.format(tahun=tahun))
    return plan


def rpjm_of(unit: Unit, kantor: UUID, tahun: int) -> RpjmDesa | None:
    """The RPJM Desa whose years hold `tahun`, the newest of several; None if there is none."""
    found = [one for one in unit.select(RpjmDesa, desa_id=kantor) if tahun in one.daftar_tahun]
    return max(found, key=lambda one: one.tahun, default=None)


def fill(
    naskah: Naskah, kunci: str, nilai: Mapping[str, str], plan: RkpDesa | RpjmDesa, kantor: Kantor
) -> tuple[str, ...]:
    """The paragraphs of one text of a plan, filled for paper. Raises InvalidInput, KeyError."""
    return naskah.isi(kunci, nilai, plan.teks, basis(kantor))
