"""Lembar Pemeriksaan: what the checks of the plan found, with the rule, its weight and the place.

Field notes on village planning, section 8 (warnings are shown and printed in the check report).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desa_desktop.documents.blocks import Band, Column, Heading, Kind, Level, Page, Paragraph, Row, Table
from desa_desktop.documents.office import Lembaran

TINGKAT: Mapping[str, str] = {"galat": "Galat", "peringatan": "Peringatan", "saran": "Saran"}
"""The weights in their order: what stands in the way, what needs a reason, what is advice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Temuan:
    """One finding: number of the rule, weight (a key of TINGKAT), the sentence, and where it is."""

    aturan: str
    tingkat: str
    teks: str
    tempat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarPemeriksaan(Lembaran):
    """The findings by dokumen: its name and what was found there."""

    bagian: tuple[tuple[str, tuple[Temuan, ...]], ...]

    @property
    def hitung(self) -> str:
        """`2 galat, 5 peringatan, 1 saran`."""
        found = [one.tingkat for _name, own in self.bagian for one in own]
        return ", ".join(f"{found.count(key)} {name.lower()}" for key, name in TINGKAT.items())


def compose(data: LembarPemeriksaan) -> Page:
    """The sheet, F4 landscape; a dokumen without findings says so."""
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Aturan", 18, Kind.CENTRED),
        Column("Tingkat", 26, Kind.CENTRED),
        Column("Temuan", 170),
        Column("Tempat", 66),
        Column("Sudah", 16, Kind.TICK),
    )
    rows: list[Row | Band] = []
    counter = 0
    for name, own in data.bagian:
        rows.append(Band(Level.GROUP, f"{name}: {len(own)} temuan" if own else f"{name}: tidak ada temuan"))
        for one in own:
            counter += 1
            level = TINGKAT.get(one.tingkat, one.tingkat)
            rows.append(Row((counter, one.aturan, level, one.teks, one.tempat, False)))
    rows.append(Band(Level.TOTAL, f"JUMLAH {counter} TEMUAN: {data.hitung}"))
    note = (
        "Galat menghalangi pengesahan. Peringatan boleh dilanjutkan dengan alasan. "
        "Saran hanya anjuran dan bukan kutipan peraturan."
    )
    heading = Heading(("LEMBAR PEMERIKSAAN", f"RENCANA DESA TAHUN {data.tahun}", data.identitas.heading))
    table = Table(columns, tuple(rows), sheet=f"Pemeriksaan {data.tahun}")
    blocks = (heading, Paragraph(note, size=9.0, keep_next=True), table, data.signing)
    return data.list_page("LembarPemeriksaan", "Lembar Pemeriksaan Rencana Desa", blocks)
