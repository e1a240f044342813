"""Kalender Dinding Perencanaan: the year in which a plan is made, on one sheet (ux.md 5.1). F4 landscape.

A rule is named beside its step only where a source was found for it; advice carries none.
"""

from __future__ import annotations

from dataclasses import dataclass

from desa_desktop.documents.blocks import Chart, Heading, Page, Paragraph
from desa_desktop.documents.office import Cetakan, Identitas, file_name, page
from desa_desktop.domain.grafik_kalender import Acara, KalenderDinding

_POINTS = 72 / 25.4
_HEAD = 24.0  # mm above the months


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalender:
    """`tahun` is the year on the sheet, `tahun_rencana` the plan that is made in it."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    tahun_rencana: int
    acara: tuple[Acara, ...]
    dasar: str = ""


def compose(data: Kalender) -> Page:
    """The sheet."""
    desa, edges = data.identitas.desa, data.cetakan.margins
    room = data.cetakan.paper.value[0] - edges.top - edges.bottom - _HEAD
    heading = (
        f"KALENDER PERENCANAAN DESA {desa.upper()} TAHUN {data.tahun}",
        f"Penyusunan RKP Desa Tahun {data.tahun_rencana}",
    )
    return page(
        f"KalenderPerencanaan_{data.tahun}_{file_name(desa)}",
        f"Kalender Perencanaan {data.tahun} Desa {desa}",
        data.identitas,
        data.cetakan,
        (
            Heading(heading, 13.0),
            Chart(KalenderDinding(heading[0], data.tahun, data.acara, room * _POINTS)),
            *((Paragraph(data.dasar, size=7.5, after=0.0),) if data.dasar else ()),
        ),
        is_landscape=True,
        size=9.0,
    )
