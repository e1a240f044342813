"""What every paper of an office shares: who it comes from, who signs, how it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Block,
    Cell,
    Letterhead,
    Margins,
    Measure,
    Page,
    Paper,
    Paragraph,
    Signatures,
    Signer,
)
from desa_desktop.domain.wording import (
    MOST_MONEY,
    sentence_case,
    show_date,
    show_money,
    show_time,
    terbilang_rupiah,
)

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

_NIP = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Identitas:
    """The office in whose name a paper is printed; `desa` is empty on papers of the kecamatan.

    `logo` is a PNG or JPEG. With `is_kop` the paper begins with the kop surat.
    """

    desa: str = ""
    kecamatan: str = ""
    kabupaten: str = ""
    provinsi: str = ""
    alamat: str = ""
    logo: bytes | None = None
    is_kop: bool = False

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The identity lines of the forms: DESA, KECAMATAN, KABUPATEN, PROVINSI."""
        lines = (
            ("DESA", self.desa),
            ("KECAMATAN", self.kecamatan),
            ("KABUPATEN", self.kabupaten),
            ("PROVINSI", self.provinsi),
        )
        return tuple((label, value.upper()) for label, value in lines if label != "DESA" or value)

    @property
    def sentence(self) -> str:
        """The same inside a sentence: `Desa Tursino, Kecamatan Kutoarjo, ...`."""
        lines = (
            ("Desa", self.desa),
            ("Kecamatan", self.kecamatan),
            ("Kabupaten", self.kabupaten),
            ("Provinsi", self.provinsi),
        )
        return ", ".join(f"{label} {value}" for label, value in lines if value)

    @property
    def heading(self) -> str:
        """The line under a title: `DESA TURSINO KECAMATAN KUTOARJO KABUPATEN PURWOREJO`."""
        return " ".join(f"{label} {value}" for label, value in self.pairs[:-1] if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Penanda:
    """Who signs: office, name, and NIP or NIAP if there is one."""

    jabatan: str
    nama: str = ""
    nomor: str = ""

    @property
    def nomor_tertulis(self) -> str:
        """`NIP 19...`: the 18 digits of a civil servant named as such; another number as it was written."""
        digits = self.nomor.replace(" ", "")
        return f"NIP {self.nomor}" if len(digits) == _NIP and digits.isdecimal() else self.nomor

    def signer(self, above: str = "") -> Signer:
        """The block of this signer with `above` over it (place and date, `Mengetahui,`)."""
        return Signer(office=f"{self.jabatan},", name=self.nama, above=above, number=self.nomor_tertulis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cetakan:
    """How one copy is printed: paper, edges, whether it is a draft, when, and its short code.

    `tanggal` is the day of printing for the foot; `kode` and `qr` belong to a document that is
    signed off; `is_contoh` marks papers of Mode Latihan.
    """

    paper: Paper = Paper.F4
    margins: Margins = field(default_factory=Margins)
    is_konsep: bool = False
    is_contoh: bool = False
    tanggal: date | None = None
    kode: str = ""
    qr: str = ""

    @property
    def watermark(self) -> str:
        """CONTOH for training, KONSEP before Sahkan, otherwise nothing."""
        if self.is_contoh:
            return "CONTOH"
        return "KONSEP" if self.is_konsep else ""

    @property
    def rancangan(self) -> str:
        """What stands before the name of a plan in its title: `RANCANGAN ` until Sahkan, then nothing."""
        return "RANCANGAN " if self.is_konsep else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lembaran:
    """What every list of the planning year carries: the office, the plan year, who signs, and when.

    `ketua_tim` is whoever made the list; without one the Kepala Desa signs alone.
    """

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    kepala_desa: Penanda
    ketua_tim: Penanda | None = None
    tanggal: date | None = None

    @property
    def signing(self) -> Signatures:
        """`Mengetahui` with the Kepala Desa at the left, place and date with the maker at the right."""
        day = place_and_date(self.identitas.desa, self.tanggal)
        if self.ketua_tim is None:
            return Signatures((self.kepala_desa.signer(day),))
        return Signatures((self.kepala_desa.signer("Mengetahui,"), self.ketua_tim.signer(day)))

    def list_page(self, kind: str, footer: str, blocks: tuple[Block, ...], *, landscape: bool = True) -> Page:
        """A list of this office on its paper; `kind` and `footer` are followed by year and village."""
        desa = self.identitas.desa
        return page(
            f"{kind}_{self.tahun}_{file_name(desa)}",
            f"{footer} {self.tahun} Desa {desa}",
            self.identitas,
            self.cetakan,
            blocks,
            is_landscape=landscape,
            size=10.0,
        )


def page(
    title: str,
    footer: str,
    identitas: Identitas,
    cetakan: Cetakan,
    blocks: tuple[Block, ...],
    *,
    is_landscape: bool = False,
    size: float = 11.0,
) -> Page:
    """A page of this office, with its kop surat if wanted, and everything the foot says."""
    return Page(
        title=title,
        blocks=(*kop(identitas), *blocks),
        paper=cetakan.paper,
        is_landscape=is_landscape,
        margins=cetakan.margins,
        watermark=cetakan.watermark,
        footer=footer,
        printed=cetakan.tanggal,
        code=cetakan.kode,
        qr=cetakan.qr,
        size=size,
    )


_SLIP = Margins(top=9.0, right=10.0, bottom=13.0, left=12.0)


def slip(described: Page) -> Page:
    """The page as an A5 slip, whatever paper the office prints on; it stays one page and gets smaller.

    Its foot has no room for the code of a dokumen, and a slip is none.
    """
    return replace(described, paper=Paper.A5, margins=_SLIP, code="", qr="", is_one_page=True)


def kop(identitas: Identitas) -> tuple[Block, ...]:
    """The kop surat, or nothing."""
    if not identitas.is_kop:
        return ()
    lines = [
        f"PEMERINTAH KABUPATEN {identitas.kabupaten.upper()}",
        f"KECAMATAN {identitas.kecamatan.upper()}",
    ]
    if identitas.desa:
        lines.append(f"DESA {identitas.desa.upper()}")
    return (Letterhead(tuple(lines), identitas.alamat, identitas.logo),)


def place_and_date(place: str, day: date | None) -> str:
    """`Tursino, 22 November 2026`, with dots to write on when the day is not known yet."""
    return f"{place}, {show_date(day) if day else '....................'}"


def moment(when: datetime) -> str:
    """`20 November 2026 pukul 10.15`, by the clock of this laptop."""
    here = when.astimezone()
    return f"{show_date(here.date())} pukul {show_time(here)}"


def roman(number: int) -> str:
    """The number of a bidang as the forms print it: 1 is I; from 11 on it stays a figure."""
    return _ROMAN[number - 1] if 1 <= number <= len(_ROMAN) else str(number)


def volume(number: Decimal | None, unit: str) -> Cell:
    """A volume with its unit; the unit alone when there is no number yet."""
    return Measure(number, unit) if number is not None else unit


def in_words(rupiah: int) -> Paragraph:
    """The line under a grand total; it stays with the signatures. Beyond 999 triliun it is in figures."""
    has_words = abs(rupiah) <= MOST_MONEY
    words = sentence_case(terbilang_rupiah(rupiah)) if has_words else show_money(rupiah, rp=True)
    return Paragraph(f"Terbilang: {words}", is_bold=True, size=9.0, before=1.5, keep_next=True)


def file_name(text: str) -> str:
    """A part of a file's name: letters, digits and dashes, so that every system takes it."""
    clean = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in text.strip())
    return "-".join(part for part in clean.split("-") if part)[:60] or "-"
