"""Tab Pengkajian: kalender musim, kelembagaan, masalah with its ranking (H1), program masuk desa, sketsa."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.aturan_tahap import KriteriaSkema, Skema
from desa_desktop.domain.matriks_rpjm import skema_tindakan
from desa_desktop.domain.rpjm import KajianLembaga, KalenderMusim, Masalah, ProgramRpjm
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import rpjm
from desa_desktop.ui import choices
from desa_desktop.ui.kit.grid import Change
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.saving import cells_refused
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rpjm.daftar import PlainList, months_words
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca
from desa_desktop.ui.screens.rpjm.sketsa import SketchPage

_MONTH = "bulan_"
PAPERS = {
    "musim": "kalender-musim",
    "lembaga": "kelembagaan",
    "masalah": "masalah",
    "sketsa": "sketsa-desa",
}


@dataclass(frozen=True, slots=True)
class BarisMasalah:
    """A problem with the sum of its values and its rank."""

    id: UUID
    masalah: Masalah
    jumlah: int | None
    peringkat: int | None


_VALUE = "nilai_"
"""Before the key of a criterion: columns of a problem have names of their own (`potensi` is one)."""


class KajianTab(RpjmTab):
    """Five parts side by side; each has its own table and its own paper."""

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "pengkajian")
        aturan = plan.desk.app.aturan
        self.musim = PlainList(
            plan, "musim", KalenderMusim, _season_columns(), title=_("Kalender musim"), first="uraian",
            empty=_("Kalender musim mencatat masalah atau kegiatan yang datang pada bulan tertentu."),
            add=_("Tambah musim"), describe=lambda row: row.uraian, change=self._months,
        )  # fmt: skip
        self.lembaga = PlainList(
            plan, "lembaga", KajianLembaga, _institution_columns(), title=_("Kelembagaan desa"),
            empty=_("Kelembagaan mencatat peran, masalah, dan potensi setiap lembaga di desa."),
            add=_("Tambah lembaga"), first="lembaga", describe=lambda row: row.lembaga,
        )  # fmt: skip
        scheme = skema_tindakan(plan.desk.app.aturan)
        self.masalah = PlainList(
            plan, "masalah", Masalah, _problem_columns(scheme), title=_("Masalah dan potensi"),
            empty=_("Catat masalah, penyebab, potensi, dan usulan tindakan. Nilainya menentukan peringkat."),
            add=_("Tambah masalah"), first="uraian", describe=lambda row: row.masalah.uraian,
            new_values=lambda after: self._same_category(after), change=self._values,
        )  # fmt: skip
        self.program = PlainList(
            plan, "program", ProgramRpjm, _programme_columns(aturan), title=_("Program masuk desa"),
            empty=_("Catat program pemerintah pusat, provinsi, atau kabupaten yang akan masuk ke desa."),
            add=_("Tambah program"), first="nama", describe=lambda row: row.nama,
        )  # fmt: skip
        self.sketsa = SketchPage(plan)
        self.parts: dict[str, PlainList | SketchPage] = {
            "musim": self.musim,
            "lembaga": self.lembaga,
            "masalah": self.masalah,
            "program": self.program,
            "sketsa": self.sketsa,
        }
        labels = (
            _("Kalender musim"),
            _("Kelembagaan"),
            _("Masalah"),
            _("Program masuk"),
            _("Sketsa"),
        )
        self.tabs = Tabs("rpjm.kajian")
        for (name, part), label in zip(self.parts.items(), labels, strict=True):
            page = QWidget()
            inner = QVBoxLayout(page)
            inner.setContentsMargins(16, 8, 16, 8)
            inner.addWidget(part)
            self.tabs.add(name, label, page)
        self.tabs.bar.setAccessibleName(_("Bagian pengkajian"))
        self.tabs.turned.connect(lambda _name: self.primary_changed.emit())
        self.tabs.remember(plan.desk.memory)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.addWidget(self.tabs, 1)

    # -- saving ----------------------------------------------------------------------------------------

    def _months(self, changes: list[Change]) -> list[Change]:
        """Months go through the service that adds a tick to those that are there."""
        ticks: dict[UUID, dict[int, bool]] = {}
        plain: list[Change] = []
        for row_id, name, value in changes:
            if name.startswith(_MONTH):
                ticks.setdefault(cast(UUID, row_id), {})[int(name.removeprefix(_MONTH))] = bool(value)
            else:
                plain.append((row_id, name, value))
        if ticks:
            desk, grid = self.plan.desk, self.musim.grid
            self.plan.save(
                grid,
                rpjm.set_months,
                ticks,
                failed=lambda error: cells_refused(desk, grid, changes, error),
            )
        return plain

    def _values(self, changes: list[Change]) -> list[Change]:
        """Values of H1 go through the service that knows their limits."""
        values: dict[UUID, dict[str, int | None]] = {}
        plain: list[Change] = []
        aturan = self.plan.desk.app.aturan
        for row_id, name, value in changes:
            if name.startswith(_VALUE):
                key = name.removeprefix(_VALUE)
                values.setdefault(cast(UUID, row_id), {})[key] = cast("int | None", value)
            else:
                plain.append((row_id, name, value))
        if values:
            desk, grid = self.plan.desk, self.masalah.grid

            def refused(error: DesaError) -> None:
                if isinstance(error, InvalidInput):
                    error = InvalidInput({f"{_VALUE}{key}": text for key, text in error.fields.items()})
                cells_refused(desk, grid, changes, error)

            self.plan.save(
                grid,
                rpjm.set_values,
                aturan,
                values,
                failed=refused,
            )
        return plain

    def _same_category(self, after: object) -> dict[str, object]:
        row = next((one for one in self.masalah.rows if one.id == after), None)
        return {"kategori": row.masalah.kategori} if row is not None else {}

    # -- the tab ---------------------------------------------------------------------------------------

    def show_plan(self, read: Terbaca) -> None:
        """Every part, with how many rows it has."""
        plan = read.tampil.rpjm
        findings = read.tampil.pemeriksaan
        ranked = {one.masalah.id: one for one in read.tampil.peringkat}
        self.musim.show_list(sorted(plan.musim, key=lambda one: one.urut))
        self.lembaga.show_list(sorted(plan.kelembagaan, key=lambda one: one.urut))
        self.masalah.show_list(
            [
                BarisMasalah(one.id, one, ranked[one.id].jumlah, ranked[one.id].peringkat)
                for one in sorted(plan.masalah, key=lambda one: one.urut)
            ],
            findings,
        )
        self.program.show_list(sorted(plan.program, key=lambda one: one.urut))
        self.sketsa.show_picture(read.sketsa, has_sketch=bool(plan.sketsa))
        for name in ("musim", "lembaga", "masalah", "program"):
            part = self.parts[name]
            assert isinstance(part, PlainList)
            self.tabs.set_count(name, len(part.rows))

    @property
    def part(self) -> PlainList | SketchPage:
        """What is shown."""
        return self.parts[self.tabs.current]

    def print_part(self, *, ranking: bool = False) -> bool:
        """The paper of the part that is shown; False where it has none."""
        jenis = "peringkat-tindakan" if ranking else PAPERS.get(self.tabs.current)
        if jenis is None:
            return False
        desk, tahun = self.plan.desk, self.plan.tahun
        desk.after_saves(lambda: open_paper(desk, jenis, "rpjm", tahun=tahun))
        return True

    def primary(self) -> Primary | None:
        """The next row of the part that is shown."""
        part = self.part
        if self.plan.is_locked:
            return None
        if isinstance(part, SketchPage):
            return Primary(_("Pilih gambar"), part.choose_file)
        return Primary(part.add_words, part.add)

    def arrive(self) -> None:
        """Into the part that is shown."""
        self.part.arrive()

    def jump(self, record: UUID | None, field: str) -> bool:
        """The cell a finding names, on whatever part it is."""
        for name, part in self.parts.items():
            if isinstance(part, PlainList) and any(one.id == record for one in part.rows):
                self.tabs.turn_to(name)
                return part.jump(record, field)
        return False


def _season_columns() -> tuple[Column, ...]:
    return (
        Column(name="uraian", label=_("Masalah/kegiatan"), width=260, stretch=True, frozen=True),
        *(_month(number, word) for number, word in enumerate(months_words(), 1)),
    )


def _month(number: int, word: str) -> Column:
    return Column(
        name=f"{_MONTH}{number}", label=word, kind=Kind.TICK, width=50, value=lambda row: number in row.bulan
    )


def _institution_columns() -> tuple[Column, ...]:
    return (
        Column(name="lembaga", label=_("Lembaga"), width=170, frozen=True),
        Column(name="peran", label=_("Peran"), width=240, stretch=True),
        Column(name="masalah", label=_("Masalah"), width=240),
        Column(name="potensi", label=_("Potensi"), width=240),
    )


def _problem_columns(skema: Skema) -> tuple[Column, ...]:
    def of(name: str, label: str, width: int, **more: object) -> Column:
        given = {"name": name, "label": label, "width": width,
                 "value": lambda row: getattr(row.masalah, name)}  # fmt: skip
        return Column(**{**given, **more})  # type: ignore[arg-type]

    def criterion(one: KriteriaSkema) -> Column:
        words = _("{kriteria}: {awal} sampai {akhir}")
        hint = words.format(kriteria=one.nama, awal=skema.nilai_terendah, akhir=skema.nilai_tertinggi)
        return Column(name=f"{_VALUE}{one.kunci}", label=one.pendek, kind=Kind.INTEGER, width=84,
                      value=lambda row: row.masalah.nilai.get(one.kunci), hint=hint)  # fmt: skip

    return (
        of("kategori", _("Kategori"), 110, frozen=True),
        of("uraian", _("Masalah"), 190, stretch=True, frozen=True),
        of("penyebab", _("Penyebab"), 150),
        of("potensi", _("Potensi"), 150),
        of("tindakan", _("Usulan tindakan"), 160),
        *(criterion(one) for one in skema.kriteria),
        Column(name="jumlah", label=_("Jumlah"), kind=Kind.INTEGER, width=70, editable=False),
        Column(name="peringkat", label=_("Peringkat"), kind=Kind.INTEGER, width=84, editable=False),
    )


def _programme_columns(aturan: Aturan) -> tuple[Column, ...]:
    return (
        Column(name="nama", label=_("Nama program/kegiatan"), width=220, stretch=True, frozen=True),
        Column(name="bidang", label=_("Bidang"), kind=Kind.CHOICE, width=150,
               choices=choices.bidang_choices(aturan), value=lambda row: row.bidang or None),
        Column(name="asal", label=_("Pemerintah/Prov/Kab"), width=140),
        Column(name="sdgs", label=_("SDGs"), kind=Kind.MANY, width=80,
               choices=[Choice(one.nomor, str(one.nomor), one.nama) for one in aturan.sdgs]),
        Column(name="tahun", label=_("Tahun"), kind=Kind.INTEGER, width=70,
               text=lambda row: str(row.tahun or "")),
        Column(name="lokasi", label=_("Lokasi"), width=120),
        Column(name="volume", label=_("Volume"), kind=Kind.QUANTITY, width=74),
        Column(name="satuan", label=_("Satuan"), width=70,
               earlier=lambda: [one.nama for one in aturan.satuan]),
        Column(name="pagu", label=_("Total pagu"), kind=Kind.MONEY, width=124, total=True),
    )  # fmt: skip
