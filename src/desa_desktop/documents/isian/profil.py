"""Profil Desa: the village's book out of its Prodeskel checklists, with contents page, tables and signatures.

No level of development is printed: the official weights are not known (prodeskel.md 6.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desa_desktop.checklists import Group
from desa_desktop.documents.blocks import (
    Align,
    Block,
    Chart,
    Column,
    Contents,
    Heading,
    Items,
    Kind,
    Mark,
    Page,
    PageBreak,
    Paragraph,
    Row,
    Signatures,
    Space,
    Table,
)
from desa_desktop.documents.isian.lembar import Lembar
from desa_desktop.documents.office import (
    Cetakan,
    Identitas,
    Penanda,
    file_name,
    page,
    place_and_date,
    roman,
)
from desa_desktop.documents.tabel_statistik import statistics_table
from desa_desktop.domain.isian import show_periode
from desa_desktop.domain.statistik import Tabel
from desa_desktop.domain.statistik.bentuk import chart_of
from desa_desktop.domain.wording import show_date, show_number

CHAPTERS = {
    "": "Gambaran umum",
    "I.A": "Potensi sumber daya alam",
    "I.B": "Potensi sumber daya manusia",
    "I.C": "Potensi kelembagaan",
    "I.D": "Potensi prasarana dan sarana",
}
"""The chapters of Potensi Desa by the beginning of a section's name (prodeskel.md 4.2)."""
_PREFIX = re.compile(r"(I\.[A-D])(?![A-Za-z])[ .]*")
_MOST_EMPTY = 60


@dataclass(frozen=True, kw_only=True)
class Sumber:
    """One filled checklist the book is made of; `terisi` of `semua` are answered."""

    lembar: Lembar
    periode: str
    terisi: int
    semua: int
    selesai: bool


@dataclass(frozen=True, kw_only=True)
class ProfilDesa:
    """The book. `potensi` makes the first chapters, `perkembangan` the last; `tabel` are of `pada`."""

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    kepala_desa: Penanda
    sekretaris: Penanda
    potensi: Sumber | None = None
    perkembangan: Sumber | None = None
    tabel: tuple[Tabel, ...] = ()
    pada: date | None = None


@dataclass(frozen=True)
class _Bab:
    title: str
    blocks: tuple[Block, ...]


def compose(data: ProfilDesa) -> Page:
    """Title page, contents, chapters, and at the end where the figures come from."""
    desa = data.identitas.desa
    blocks: list[Block] = [*_title(data), PageBreak(), Heading(("DAFTAR ISI",), 14.0), Contents()]
    for number, bab in enumerate(_chapters(data), 1):
        blocks += [PageBreak(), Mark(f"BAB {roman(number)} {bab.title.upper()}"),
            Heading((f"BAB {roman(number)}", bab.title.upper()), 13.0), *bab.blocks]  # fmt: skip
    blocks += [PageBreak(), Mark("KEADAAN DATA DAN PENGESAHAN"), *_closing(data)]
    return page(
        f"ProfilDesa_{data.tahun}_{file_name(desa)}",
        f"Profil Desa {desa} Tahun {data.tahun}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
        size=10.5,
    )


def _title(data: ProfilDesa) -> Iterator[Block]:
    places = [f"{label} {value}" for label, value in data.identitas.pairs[1:]]
    yield from (
        Paragraph("", after=55.0),
        Heading(("PROFIL DESA",), 30.0),
        Heading((data.identitas.desa.upper(),), 24.0),
        Paragraph("", after=6.0),
        Heading((f"TAHUN {data.tahun}",), 18.0),
        Paragraph("", after=70.0),
        Heading(tuple(places), 14.0),
    )
    if data.identitas.alamat:
        yield Paragraph(data.identitas.alamat, align=Align.CENTRE)


def _chapters(data: ProfilDesa) -> Iterator[_Bab]:
    """Chapters with something in them, in the order of the forms."""
    if data.potensi is not None:
        by_prefix: dict[str, list[Group]] = {}
        for section in data.potensi.lembar.template.sections:
            found = _PREFIX.match(section.label)
            by_prefix.setdefault(found[1] if found else "", []).append(section)
        for prefix, title in CHAPTERS.items():
            blocks = _sections(data.potensi, by_prefix.get(prefix, ()))
            if blocks:
                yield _Bab(title, tuple(blocks))
            if prefix == "I.B" and data.tabel:
                yield _Bab("Keadaan penduduk", tuple(_population(data)))
    elif data.tabel:
        yield _Bab("Keadaan penduduk", tuple(_population(data)))
    if data.perkembangan is not None:
        blocks = _sections(data.perkembangan, data.perkembangan.lembar.template.sections)
        if blocks:
            yield _Bab("Tingkat perkembangan", tuple(blocks))


def _sections(source: Sumber, sections: Sequence[Group]) -> list[Block]:
    """The answered sections, each with its place in the contents; which were not is said at the end."""
    blocks: list[Block] = []
    for section in sections:
        inside = source.lembar.blocks([section])
        if inside:
            blocks += [Mark(_without_prefix(section.label), 2), *inside]
    if blocks:
        words = f"Sumber: {_named(source)}. Yang tidak tercantum belum diisi."
        blocks.insert(0, Paragraph(words, is_italic=True, size=9.0, after=2.0, keep_next=True))
    return blocks


def _without_prefix(label: str) -> str:
    rest = _PREFIX.sub("", label, count=1)
    return rest[:1].upper() + rest[1:] if rest else label


def _named(source: Sumber) -> str:
    template = source.lembar.template
    return f"isian {template.title}, {show_periode(source.periode)}"


# ------------------------------------------------------------------ residents


def _population(data: ProfilDesa) -> Iterator[Block]:
    if data.pada is not None:
        words = f"Sumber: register penduduk desa, keadaan {show_date(data.pada)}."
        yield Paragraph(words, is_italic=True, size=9.0, after=2.0, keep_next=True)
    for place, tabel in enumerate(data.tabel):
        if place:
            yield Space(5.0)
        yield Mark(tabel.judul, 2)
        yield Paragraph(tabel.judul, is_bold=True, size=11.0, after=1.0, keep_next=True)
        yield Chart(chart_of(tabel))
        yield statistics_table(tabel, tabel.judul, jumlah=26.0)


# ------------------------------------------------------------------ the end


def _closing(data: ProfilDesa) -> Iterator[Block]:
    yield Heading(("KEADAAN DATA DAN PENGESAHAN",), 13.0)
    yield Paragraph(
        f"Profil ini memuat keadaan Desa {data.identitas.desa} tahun {data.tahun} menurut isian desa. "
        "Tingkat perkembangan (swadaya, swakarya, swasembada) tidak dihitung di sini, karena bobot resminya "
        "ditetapkan kementerian.",
        align=Align.JUSTIFY,
        after=3.0,
    )
    sources = [one for one in (data.potensi, data.perkembangan) if one is not None]
    yield _sources(sources)
    for source in sources:
        empty = _empty(source)
        if not empty:
            continue
        title = source.lembar.template.title
        yield Paragraph(
            f"{title}: bagian yang belum diisi", is_bold=True, before=4.0, after=1.0, keep_next=True
        )
        shown = empty[:_MOST_EMPTY]
        if len(empty) > len(shown):
            shown = [*shown, f"dan {len(empty) - len(shown)} bagian lain"]
        yield Items(tuple(shown), marks="-")
    day = place_and_date(data.identitas.desa, data.cetakan.tanggal)
    yield Signatures((data.kepala_desa.signer("Mengetahui,"), data.sekretaris.signer(day)))


def _empty(source: Sumber) -> list[str]:
    template = source.lembar.template
    return [one.label for one in template.sections if not source.lembar.blocks([one])]


def _sources(sources: Sequence[Sumber]) -> Table:
    rows = []
    for number, one in enumerate(sources, 1):
        template = one.lembar.template
        filled = f"{show_number(one.terisi)} dari {show_number(one.semua)}"
        state = "Selesai" if one.selesai else "Berjalan"
        rows.append(Row((number, template.title, show_periode(one.periode), filled, state)))
    columns = (
        Column("No", 9, Kind.CENTRED),
        Column("Isian", 70),
        Column("Periode", 36),
        Column("Terisi", 34, Kind.CENTRED),
        Column("Keadaan", 26, Kind.CENTRED),
    )
    return Table(columns, tuple(rows), "Sumber", 9.0)
