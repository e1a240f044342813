"""The columns of the activities of an RPJM Desa: a tick and an amount for every year of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.matriks import pola_name
from desa_desktop.domain.matriks_rpjm import arah_text
from desa_desktop.domain.rkp import PolaPelaksanaan
from desa_desktop.domain.rpjm import KegiatanRpjm
from desa_desktop.i18n import _
from desa_desktop.services.rpjm import RpjmTampil
from desa_desktop.ui import choices
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.smart import SmartColumn
from desa_desktop.ui.kit.table import Column, Grouping

TICK, AMOUNT = "tahun_", "biaya_"
_PASTED_AS = {"nomor": "_nomor", "jumlah": "_biaya", "asal": "", "arah": ""}
"""Columns of the screen that a pasted block names otherwise; where an activity comes from is not pasted."""


def pasted_as(name: str, years: Sequence[int]) -> str:
    """What a pasted block calls a column of the screen; a year counts from the first of the plan.

    "" for a column that cannot be pasted into.
    """
    for prefix in (TICK, AMOUNT):
        if name.startswith(prefix):
            return f"_{prefix}{years.index(int(name.removeprefix(prefix))) + 1}"
    return _PASTED_AS.get(name, name)


@dataclass(frozen=True, slots=True)
class BarisRpjm:
    """An activity where it stands in the matrix: its number, its groups, its origin, its aim."""

    id: UUID
    nomor: int
    bidang: str
    sub: str
    kegiatan: KegiatanRpjm
    asal: str
    arah: str


def rows_of(shown: RpjmTampil) -> list[BarisRpjm]:
    """All activities in the order of the matrix."""
    rows: list[BarisRpjm] = []
    for bidang in shown.kelompok:
        bidang_label = f"{int(bidang.kode)} {bidang.nama}" if bidang.kode else bidang.nama
        for sub in bidang.sub_bidang:
            number = ".".join(str(int(part)) for part in sub.kode.split(".")) if sub.kode else ""
            label = f"{number} {sub.nama}".strip() or _("Pilih kode supaya masuk bidangnya")
            for found in sub.kegiatan:
                one: Any = found
                rows.append(
                    BarisRpjm(
                        one.id,
                        len(rows) + 1,
                        bidang_label,
                        label,
                        one,
                        _origin(one, shown),
                        arah_text(one.arah_id, shown.arah),
                    )
                )
    return rows


def _origin(one: KegiatanRpjm, shown: RpjmTampil) -> str:
    """`12`, or `12, 15` for one that several gagasan were joined into."""
    keys = [one.usulan_id, *(UUID(key) for key in one.gabungan_dari)]
    found = [shown.usulan[key].nomor for key in keys if key is not None and key in shown.usulan]
    return ", ".join(str(number) for number in found)


def by_bidang() -> Sequence[Grouping]:
    """Group lines bidang and sub bidang with the number of their activities."""

    def count(number: int) -> str:
        return _("{n} kegiatan").format(n=number)

    return (
        Grouping(key=lambda row: row.bidang, label=lambda row: row.bidang, count=count),
        Grouping(key=lambda row: row.sub, label=lambda row: row.sub, count=count),
    )


def activity_columns(aturan: Aturan, years: Sequence[int]) -> tuple[Column, ...]:
    """Ticks are shown, amounts can be shown instead; the rest of the form stands under `Kolom…`."""

    def of(name: str, label: str, **more: object) -> Column:
        given = {"name": name, "label": label, "value": lambda row: getattr(row.kegiatan, name)}
        return Column(**{**given, **more})  # type: ignore[arg-type]

    return (
        Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=46, editable=False, frozen=True),
        SmartColumn(name="kode", label=_("Kode"), kind=Kind.CHOICE, width=82, wajib=True, frozen=True,
                    choices=choices.kegiatan_choices(aturan), hint=_("Ketik kode atau nama kegiatan"),
                    value=lambda row: row.kegiatan.kode or None, understand=_kode_reader(aturan),
                    text=lambda row: row.kegiatan.kode),
        of("nama", _("Jenis kegiatan"), width=190, stretch=True, wajib=True, frozen=True),
        of("lokasi", _("Lokasi"), width=96),
        of("volume", _("Volume"), kind=Kind.QUANTITY, width=70),
        of("satuan", _("Satuan"), width=64, earlier=lambda: [one.nama for one in aturan.satuan]),
        *(_tick(year) for year in years),
        *(_amount(year) for year in years),
        Column(name="jumlah", label=_("Jumlah"), kind=Kind.MONEY, width=112, editable=False, total=True,
               value=lambda row: row.kegiatan.biaya),
        SmartColumn(name="sumber", label=_("Sumber"), width=84, value=lambda row: row.kegiatan.sumber,
                    understand=sources_reader(aturan), wording=sources_words,
                    hint=_("Satu atau beberapa, misalnya ADD, DDS"),
                    problem=_("Sumber dana ini tidak dikenal. Contoh: DDS, atau ADD, DDS.")),
        of("pola", _("Pola"), kind=Kind.CHOICE, width=92,
           choices=[Choice(one, pola_name(one)) for one in PolaPelaksanaan]),
        Column(name="asal", label=_("Gagasan"), width=80, shown=False, editable=False,
               hint=_("Nomor usulan asal kegiatan ini")),
        Column(name="arah", label=_("Tujuan/sasaran"), width=150, shown=False, editable=False),
        of("sasaran", _("Sasaran/manfaat"), width=150, shown=False),
        of("sdgs", _("SDGs"), kind=Kind.MANY, width=80, shown=False,
           choices=[Choice(one.nomor, str(one.nomor), one.nama) for one in aturan.sdgs]),
        of("data_eksisting", _("Data eksisting"), width=140, shown=False),
        of("indikator", _("Indikator"), width=140, shown=False),
        of("penerima_l", _("L"), kind=Kind.INTEGER, width=56, shown=False, hint=_("Penerima laki-laki")),
        of("penerima_p", _("P"), kind=Kind.INTEGER, width=56, shown=False, hint=_("Penerima perempuan")),
        of("penerima_rtm", _("RTM"), kind=Kind.INTEGER, width=60, shown=False,
           hint=_("Penerima rumah tangga miskin")),
        of("tanda", _("Tanda isu"), kind=Kind.MANY, width=120, shown=False,
           choices=choices.named_choices(aturan.tanda)),
    )  # fmt: skip


def _tick(year: int) -> Column:
    return Column(
        name=f"{TICK}{year}",
        label=str(year),
        kind=Kind.TICK,
        width=46,
        value=lambda row: year in row.kegiatan.tahun,
        hint=_("Spasi atau 1: centang · 0: kosongkan"),
    )


def _amount(year: int) -> Column:
    return Column(
        name=f"{AMOUNT}{year}",
        label=_("Biaya {tahun}").format(tahun=year),
        kind=Kind.MONEY,
        width=112,
        total=True,
        shown=False,
        value=lambda row: row.kegiatan.biaya_tahun.get(str(year)),
    )


def _kode_reader(aturan: Aturan) -> Callable[[str], object | None]:
    def read(text: str) -> object | None:
        found = aturan.kegiatan(text)
        return found.kode if found is not None else None

    return read


def sources_reader(aturan: Aturan) -> Callable[[str], object | None]:
    """One or several sources between commas, by any of their names; None when one is not known."""

    def read(text: str) -> object | None:
        found = [aturan.sumber(word) for word in (part.strip() for part in text.split(",")) if word]
        if not found or any(one is None for one in found):
            return None
        return tuple(dict.fromkeys(one.kunci for one in found if one is not None))

    return read


def sources_words(value: object) -> str:
    """`ADD, DDS`."""
    return ", ".join(value) if isinstance(value, tuple) else ""
