"""Notulen: what was said in a musyawarah, item by item, and what came of it.

Form F of the field notes on village planning, section 6: agenda, Hari/Tanggal, Jam, Tempat, the minutes,
signature of the notulis; with who spoke for which unsur and the answer given. F4 portrait.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from desa_desktop.documents.blocks import (
    Block,
    Column,
    Fields,
    Heading,
    Items,
    Kind,
    Page,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.wording import show_date_day, show_time

_DOTS = "...................."
_EMPTY_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ucapan:
    """What one person said, at what hour, for which unsur, and the answer."""

    isi: str
    pembicara: str = ""
    unsur: str = ""
    tanggapan: str = ""
    pukul: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bagian:
    """An item of the agenda (`judul`) with what was said about it; "" for notes that belong to none."""

    judul: str
    ucapan: tuple[Ucapan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notulen:
    """Everything in the minutes. `hadir` says how many came, as a sentence."""

    identitas: Identitas
    cetakan: Cetakan
    jenis: str
    acara: str
    notulis: Penanda
    tanggal: date | None = None
    mulai: time | None = None
    selesai: time | None = None
    tempat: str = ""
    pimpinan: str = ""
    hadir: str = ""
    agenda: tuple[str, ...] = ()
    bagian: tuple[Bagian, ...] = ()
    keputusan: tuple[str, ...] = ()
    mengetahui: Penanda | None = None


def compose(data: Notulen) -> Page:
    """The minutes, F4 portrait."""
    place = data.identitas.desa or data.identitas.kecamatan
    day = data.tanggal.isoformat() if data.tanggal else "kosong"
    above = place_and_date(place, data.tanggal)
    signers = (data.mengetahui.signer("Mengetahui,"),) if data.mengetahui is not None else ()
    return page(
        f"Notulen_{file_name(data.jenis.capitalize())}_{day}_{file_name(place)}",
        f"Notulen {data.acara}, {place}",
        data.identitas,
        data.cetakan,
        (
            Heading(("NOTULEN RAPAT", data.acara.upper(), data.identitas.heading)),
            Fields(_facts(data), label_width=36.0),
            Paragraph("A. Agenda rapat", is_bold=True, keep_next=True),
            Items(data.agenda or (_DOTS,), indent=5.0),
            Paragraph("B. Notulen rapat", is_bold=True, keep_next=True, after=1.0),
            *_minutes(data),
            Paragraph("C. Keputusan", is_bold=True, keep_next=True, before=2.0),
            Items(data.keputusan or (_DOTS,), indent=5.0),
            Signatures((*signers, data.notulis.signer(above))),
        ),
        size=10.5,
    )


def _facts(data: Notulen) -> tuple[tuple[str, str], ...]:
    start = show_time(data.mulai) if data.mulai else "....."
    end = show_time(data.selesai) if data.selesai else "selesai"
    return (
        ("Hari/Tanggal", show_date_day(data.tanggal) if data.tanggal else _DOTS),
        ("Jam", f"{start} sampai dengan {end}"),
        ("Tempat", data.tempat or _DOTS),
        ("Pimpinan rapat", data.pimpinan or _DOTS),
        ("Hadir", data.hadir or "sebagaimana daftar hadir terlampir"),
    )


def _minutes(data: Notulen) -> tuple[Block, ...]:
    """A numbered table per item of the agenda; numbers run on, since people refer to them."""
    spoken = [part for part in data.bagian if part.ucapan]
    if not spoken:
        return (_table(tuple(Row((number, "", "", ""), height=12) for number in range(1, _EMPTY_ROWS + 1))),)
    blocks: list[Block] = []
    counter = 0
    for part in spoken:
        if part.judul or len(spoken) > 1:
            title = part.judul or "Catatan lain"
            blocks.append(Paragraph(title, is_italic=True, before=1.0, after=1.0, keep_next=True))
        rows = []
        for one in part.ucapan:
            counter += 1
            rows.append(Row((counter, _speaker(one), one.isi, one.tanggapan)))
        blocks.append(_table(tuple(rows)))
    return tuple(blocks)


def _speaker(one: Ucapan) -> str:
    who = one.pembicara or "-"
    if one.unsur:
        who = f"{who} ({one.unsur})"
    return f"{who}\n{show_time(one.pukul)}" if one.pukul else who


def _table(rows: tuple[Row, ...]) -> Table:
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Pembicara (unsur)", 44),
        Column("Isi pembicaraan", 70),
        Column("Tanggapan", 52),
    )
    return Table(columns, rows, sheet="Notulen", size=9.5)
