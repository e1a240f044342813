"""The columns and fields of a proposal: what stands above them, how wide, and what can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.pemeriksaan_usulan import compact_dusun
from desa_desktop.domain.usulan import StatusUsulan
from desa_desktop.i18n import _
from desa_desktop.ui import choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.table import Column, Grouping

COMPLETED = ("uraian", "kelompok", "masalah", "lokasi", "satuan", "pengusul", "asal")
"""Text fields that complete from what was typed in them earlier (ux.md 3.7)."""


class Row(Protocol):
    """A proposal as the services hand it to lists; only what this screen asks of it."""

    @property
    def id(self) -> UUID: ...
    @property
    def tahun(self) -> int: ...
    @property
    def nomor(self) -> int: ...
    @property
    def uraian(self) -> str: ...
    @property
    def dusun(self) -> str: ...
    @property
    def lokasi(self) -> str: ...
    @property
    def bidang(self) -> str: ...
    @property
    def perkiraan_biaya(self) -> int | None: ...
    @property
    def tanda(self) -> tuple[str, ...]: ...
    @property
    def kelompok_rentan(self) -> tuple[str, ...]: ...
    @property
    def status(self) -> StatusUsulan: ...
    @property
    def asal_usulan_id(self) -> UUID | None: ...
    @property
    def teks_asli(self) -> Mapping[str, str]: ...


@dataclass(slots=True)
class Known:
    """What the screen has learnt with the last reading: hamlets, and earlier texts by field."""

    aturan: Aturan
    dusun: Sequence[str] = ()
    earlier: dict[str, Sequence[str]] = field(default_factory=dict)

    def texts(self, name: str) -> Callable[[], Sequence[str]]:
        """Earlier texts of a field; for units those of the rules come first."""

        def ask() -> Sequence[str]:
            own = self.earlier.get(name, ())
            return [*(one.nama for one in self.aturan.satuan), *own] if name == "satuan" else own

        return ask

    def hamlets(self) -> Sequence[Choice]:
        """The hamlets of Data Desa; others can be typed."""
        return choices.plain_choices(self.dusun)


def columns(known: Known) -> tuple[Column, ...]:
    """The columns of ux.md 5.3 and, hidden at first, those that the detail panel shows as well."""
    aturan = known.aturan
    return (
        Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=46, editable=False, frozen=True),
        Column(name="uraian", label=_("Uraian usulan"), width=280, stretch=True, wajib=True, frozen=True,
               earlier=known.texts("uraian")),
        Column(name="lokasi", label=_("Lokasi"), width=140, earlier=known.texts("lokasi")),
        Column(name="volume", label=_("Volume"), kind=Kind.QUANTITY, width=76),
        Column(name="satuan", label=_("Satuan"), width=84, earlier=known.texts("satuan")),
        Column(name="perkiraan_biaya", label=_("Perkiraan biaya"), kind=Kind.MONEY, width=128, total=True),
        Column(name="penerima_l", label=_("L"), kind=Kind.INTEGER, width=56,
               hint=_("Penerima manfaat laki-laki")),
        Column(name="penerima_p", label=_("P"), kind=Kind.INTEGER, width=56,
               hint=_("Penerima manfaat perempuan")),
        Column(name="tanda", label=_("Tanda"), kind=Kind.MANY, width=104,
               choices=choices.named_choices(aturan.tanda)),
        Column(name="status", label=_("Status"), kind=Kind.CHOICE, width=112, editable=False,
               choices=choices.status_choices()),
        Column(name="dusun", label=_("Dusun"), kind=Kind.CHOICE, width=110, shown=False, free=True,
               choices=known.hamlets),
        Column(name="kelompok", label=_("Kelompok"), width=130, shown=False, earlier=known.texts("kelompok")),
        Column(name="masalah", label=_("Masalah yang diatasi"), width=180, shown=False,
               earlier=known.texts("masalah")),
        Column(name="bidang", label=_("Bidang"), kind=Kind.CHOICE, width=160, shown=False,
               choices=choices.bidang_choices(aturan)),
        Column(name="kode_kegiatan", label=_("Kode kegiatan"), kind=Kind.CHOICE, width=120, shown=False,
               free=True, choices=choices.kegiatan_choices(aturan)),
        Column(name="penerima_rtm", label=_("RTM"), kind=Kind.INTEGER, width=60, shown=False,
               hint=_("Penerima rumah tangga miskin")),
        Column(name="sdgs", label=_("SDGs"), kind=Kind.MANY, width=80, shown=False,
               choices=choices.sdgs_choices(aturan)),
        Column(name="kelompok_rentan", label=_("Kelompok rentan"), kind=Kind.MANY, width=140, shown=False,
               choices=choices.named_choices(aturan.kelompok_rentan)),
        Column(name="pengusul", label=_("Pengusul"), width=130, shown=False,
               earlier=known.texts("pengusul")),
        Column(name="pengusul_jk", label=_("L/P pengusul"), kind=Kind.CHOICE, width=90, shown=False,
               choices=choices.jk_choices()),
        Column(name="asal", label=_("Asal"), width=140, shown=False, earlier=known.texts("asal")),
        Column(name="kewenangan", label=_("Kewenangan"), kind=Kind.CHOICE, width=170, shown=False,
               choices=choices.kewenangan_choices()),
        Column(name="alasan", label=_("Alasan"), width=160, shown=False),
    )  # fmt: skip


def by_dusun() -> Grouping:
    """One group for each hamlet; `Dusun Krajan` and `krajan` are one (the rules compare the names)."""
    return Grouping(key=dusun_key, label=dusun_label, count=lambda n: _("{n} usulan").format(n=n))


def dusun_key(row: Row) -> str:
    """By what a row belongs to a hamlet's group."""
    return compact_dusun(row.dusun)


def dusun_label(row: Row) -> str:
    """What stands in the heading of a hamlet's group."""
    return row.dusun or _("Tanpa dusun")


def fields(known: Known) -> tuple[Field, ...]:
    """All fields of one proposal, in the order of ux.md 5.3."""
    aturan = known.aturan
    return (
        Field(name="dusun", label=_("Dusun"), kind=Kind.CHOICE, free=True, choices=known.hamlets),
        Field(name="kelompok", label=_("Kelompok"), earlier=known.texts("kelompok"),
              hint=_("Kelompok yang mengusulkan, misalnya PKK atau Gapoktan.")),
        Field(name="uraian", label=_("Uraian usulan"), kind=Kind.MULTILINE, lines=2, wajib=True),
        Field(name="masalah", label=_("Masalah yang diatasi"), kind=Kind.MULTILINE, lines=2),
        Field(name="bidang", label=_("Bidang"), kind=Kind.CHOICE, choices=choices.bidang_choices(aturan)),
        Field(name="kode_kegiatan", label=_("Kode kegiatan"), kind=Kind.CHOICE, free=True,
              choices=choices.kegiatan_choices(aturan), hint=_("Ketik nama kegiatan untuk mencari kodenya.")),
        Field(name="lokasi", label=_("Lokasi (RT/RW)"), earlier=known.texts("lokasi")),
        Field(name="volume", label=_("Volume"), kind=Kind.QUANTITY),
        Field(name="satuan", label=_("Satuan"), beside=True, earlier=known.texts("satuan")),
        Field(name="perkiraan_biaya", label=_("Perkiraan biaya"), kind=Kind.MONEY, unit=_("rupiah")),
        Field(name="penerima_l", label=_("Penerima L"), kind=Kind.INTEGER),
        Field(name="penerima_p", label=_("Penerima P"), kind=Kind.INTEGER, beside=True),
        Field(name="penerima_rtm", label=_("Rumah tangga miskin"), kind=Kind.INTEGER),
        Field(name="sdgs", label=_("SDGs Desa"), kind=Kind.MANY, folded=True, nothing=_("Belum dipilih"),
              choices=choices.sdgs_choices(aturan)),
        Field(name="kelompok_rentan", label=_("Kelompok rentan"), kind=Kind.MANY,
            across=2,
              choices=choices.named_choices(aturan.kelompok_rentan)),
        Field(name="pengusul", label=_("Pengusul"), earlier=known.texts("pengusul")),
        Field(name="pengusul_jk", label=_("L/P"), kind=Kind.CHOICE, beside=True,
              choices=choices.jk_choices()),
        Field(name="asal", label=_("Asal usulan"), earlier=known.texts("asal"),
              hint=_("Misalnya musyawarah dusun, kelompok perempuan, kartu skor.")),
        Field(name="tanda", label=_("Tanda isu"), kind=Kind.MANY,
            across=1,
              choices=choices.named_choices(aturan.tanda)),
        Field(name="kewenangan", label=_("Kewenangan"), kind=Kind.CHOICE,
              choices=choices.kewenangan_choices()),
        Field(name="status", label=_("Status"), kind=Kind.CHOICE, choices=choices.status_choices(),
              hint=_("Biasanya terisi dari keputusan musyawarah.")),
        Field(name="alasan", label=_("Alasan keputusan"), kind=Kind.MULTILINE, lines=2),
    )  # fmt: skip
