"""What the books of both plans have in common: cover, background, process, key figures, end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from desa_desktop.documents.blocks import (
    Block,
    Heading,
    Items,
    Mark,
    Page,
    PageBreak,
    Paragraph,
    Signatures,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.documents.perdes.bab import (
    SIZE,
    Anggota,
    Angka,
    Tahap,
    Wilayah,
    chapter,
    cover,
    figures,
    listed,
    members,
    part,
    prose,
    steps,
    table_of_contents,
)
from desa_desktop.domain.wording import show_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Buku:
    """A book without the chapters of its plan. `teks` are the text blocks by key, paragraph by paragraph.

    `bidang` are number and name of all bidang; `tahun` is the plan year, or the first of several.
    """

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    kepala_desa: Penanda
    bidang: tuple[tuple[int, str], ...]
    teks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_perubahan: bool = False
    dasar_perubahan: str = ""
    nomor_perdes: str = ""
    tanggal: date | None = None
    visi: str = ""
    angka: tuple[Angka, ...] = ()
    tahun_angka: int | None = None
    wilayah: tuple[Wilayah, ...] = ()
    tahapan: tuple[Tahap, ...] = ()
    tim: tuple[Anggota, ...] = ()
    lampiran: tuple[str, ...] = ()

    def text(self, key: str) -> tuple[str, ...]:
        """The paragraphs of one text block; none for one that is not there."""
        return self.teks.get(key, ())

    def bound(self, name: str, short: str, years: str, chapters: Iterable[Block]) -> Page:
        """The book, F4 portrait: cover, contents, the chapters, the list of what is attached.

        `name` is the plan in capitals, `short` as it is called (`RKP`), `years` what it is for.
        """
        desa = self.identitas.desa
        title = f"{'PERUBAHAN ' if self.is_perubahan else ''}{name}"
        lines = ((title, 20.0), (f"({short} DESA)", 18.0), (f"TAHUN {years}", 18.0))
        changed = "_Perubahan" if self.is_perubahan else ""
        return page(
            f"Dokumen{short}Des{changed}_{years.replace('–', '-')}_{file_name(desa)}",
            f"{'Perubahan ' if self.is_perubahan else ''}{short} Desa {desa} Tahun {years}",
            self.identitas,
            self.cetakan,
            (*cover(lines, self.identitas), *table_of_contents(), *chapters, *self._attached()),
            size=SIZE,
        )

    def background(self) -> Iterator[Block]:
        """The first chapter up to its legal grounds."""
        yield from chapter(1, "Pendahuluan")
        yield from part("A. Latar Belakang")
        yield from prose(self.text("latar-belakang"))
        if self.is_perubahan:
            yield from prose(self.text("latar-perubahan"))
            if self.dasar_perubahan:
                yield Paragraph(f"Dasar perubahan: {self.dasar_perubahan}")
        yield from part("B. Dasar Hukum")
        yield from listed(self.text("dasar-hukum"))

    def process(self, letters: tuple[str, str], short: str, years: str) -> Iterator[Block]:
        """How the plan was made and by whom, and how the book is ordered; `letters` of the two parts."""
        yield from part(f"{letters[0]}. Proses Penyusunan")
        yield from prose(self.text("proses"))
        yield from steps(self.tahapan, f"Tahapan penyusunan {short} Desa Tahun {years}")
        yield from members(self.tim, f"Tim Penyusun {short} Desa")
        yield from part(f"{letters[1]}. Sistematika")
        yield from listed(self.text("sistematika"))

    def key_figures(self) -> Iterator[Block]:
        """The key figures of the village with their year."""
        year = f" tahun {self.tahun_angka}" if self.tahun_angka else ""
        yield from figures(self.angka, f"Angka pokok desa{year}")

    def end(self, number: int) -> Iterator[Block]:
        """The last chapter with the Perdes and the signature."""
        yield from chapter(number, "Penutup")
        yield from prose(self.text("penutup"))
        if self.nomor_perdes and self.tanggal:
            yield Paragraph(
                f"Dokumen ini ditetapkan dengan Peraturan Desa Nomor {self.nomor_perdes} "
                f"tanggal {show_date(self.tanggal)}.",
                keep_next=True,
            )
        yield Signatures((self.kepala_desa.signer(place_and_date(self.identitas.desa, self.tanggal)),))

    def _attached(self) -> Iterator[Block]:
        if self.lampiran:
            yield PageBreak()
            yield Mark("DAFTAR LAMPIRAN")
            yield Heading(("DAFTAR LAMPIRAN",), 12.5)
            yield Items(self.lampiran)
