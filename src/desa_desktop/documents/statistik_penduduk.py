"""Statistics of residents: each table with its chart, F4 portrait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desa_desktop.documents.blocks import (
    Block,
    Chart,
    Heading,
    Page,
    Paragraph,
    Signatures,
    Space,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.documents.tabel_statistik import statistics_table
from desa_desktop.domain.statistik import Tabel
from desa_desktop.domain.statistik.bentuk import chart_of
from desa_desktop.domain.wording import show_date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatistikPenduduk:
    """Tables of the residents of `pada`, in the order in which they are printed."""

    identitas: Identitas
    cetakan: Cetakan
    pada: date
    tabel: tuple[Tabel, ...]
    kepala_desa: Penanda
    sekretaris: Penanda


def compose(data: StatistikPenduduk) -> Page:
    """A page or more for each table: chart with its finding, then the numbers."""
    desa = data.identitas.desa
    blocks: list[Block] = []
    for place, tabel in enumerate(data.tabel):
        blocks += [Space(6.0)] if place else []
        lines = ("STATISTIK PENDUDUK", data.identitas.heading) if not place else ()
        blocks += [Heading(lines)] if lines else []
        blocks += [
            Paragraph(f"{tabel.judul}, keadaan {show_date(data.pada)}", size=9.0, keep_next=True),
            Chart(chart_of(tabel), bars=(2, 3) if tabel.kunci == "umur" else (_total_column(tabel),)),
            statistics_table(tabel, tabel.judul.removeprefix("Penduduk menurut ").capitalize()),
        ]
        if tabel.is_berimpit:
            blocks.append(Paragraph(_OVERLAP, is_italic=True, size=8.5))
    day = place_and_date(desa, data.cetakan.tanggal)
    blocks.append(Signatures((data.kepala_desa.signer("Mengetahui,"), data.sekretaris.signer(day))))
    return page(
        f"Statistik_{data.pada.isoformat()}_{file_name(desa)}",
        f"Statistik Penduduk Desa {desa}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
        size=10.0,
    )


def _total_column(tabel: Tabel) -> int:
    """The index of the column Jumlah."""
    return 5 if tabel.has_tanpa_jk else 4


_OVERLAP = "Satu orang bisa masuk beberapa kelompok, jadi baris-baris ini tidak dijumlahkan."
