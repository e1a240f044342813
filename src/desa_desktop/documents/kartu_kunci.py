"""Kartu Nomor Kunci: the 30 digits of a key on paper, to be typed on the other side and stamped.

The card of the kecamatan, and with a second title the Lembar Pendaftaran of a village's laptop
(kiriman-format.md 9.1 and 10.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desa_desktop.documents.blocks import (
    Align,
    BigDigits,
    CodeAndStamp,
    Fields,
    Heading,
    Items,
    Page,
    Paragraph,
    Signatures,
    Space,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.domain.wording import show_date

_DIGITS = 30


class JenisKartu(Enum):
    """Which of the two papers it is."""

    KECAMATAN = "kecamatan"
    PENDAFTARAN = "pendaftaran"
    SEKANTOR = "sekantor"
    """The Lembar Pendaftaran of a further laptop of the kecamatan itself, or of its assistant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KartuKunci:
    """Everything on the card. `nomor_kunci` are 30 digits, blanks between them do not matter.

    `kode` is the area code of the office (`3306992001`), `label` names the laptop, `sejak` is when
    the key was made. Raises ValueError for anything but 30 digits.
    """

    identitas: Identitas
    cetakan: Cetakan
    jenis: JenisKartu
    kode: str
    nama: str
    nomor_kunci: str
    label: str = ""
    kid: str = ""
    sejak: date | None = None
    penanda: Penanda | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{30}", self.digits):
            raise ValueError("a Nomor Kunci has 30 digits")

    @property
    def digits(self) -> str:
        """The 30 digits without blanks."""
        return "".join(self.nomor_kunci.split())

    @property
    def groups(self) -> tuple[str, ...]:
        """Six groups of five."""
        return tuple(self.digits[start : start + 5] for start in range(0, _DIGITS, 5))

    @property
    def qr(self) -> str:
        """What the QR code says: `KRM1 <kode> <30 digits>`."""
        return f"KRM1 {re.sub(r'[^0-9]', '', self.kode)} {self.digits}"


_TITLE = {
    JenisKartu.KECAMATAN: ("KARTU NOMOR KUNCI", "KartuNomorKunci"),
    JenisKartu.PENDAFTARAN: ("LEMBAR PENDAFTARAN LAPTOP DESA", "LembarPendaftaran"),
    JenisKartu.SEKANTOR: ("LEMBAR PENDAFTARAN LAPTOP KECAMATAN", "LembarPendaftaran"),
}
_STEPS = {
    JenisKartu.KECAMATAN: (
        "Buka Desa Desktop di laptop desa, pilih Kirim & Terima, lalu Daftar ke kecamatan.",
        "Ketik ke-30 angka di atas, kelompok demi kelompok. Kelompok yang salah langsung disebut.",
        "Simpan kartu ini di lemari desa. Angkanya bukan rahasia, tetapi harus dari kartu bercap ini.",
    ),
    JenisKartu.PENDAFTARAN: (
        "Bubuhkan cap dan tanda tangan, lalu serahkan bersama flashdisk ke kecamatan.",
        "Petugas kecamatan mengetik ke-30 angka di atas dari lembar ini, atau mendengarnya lewat telepon.",
        "Jangan terima pendaftaran bila satu kelompok saja tidak cocok.",
    ),
    JenisKartu.SEKANTOR: (
        "Serahkan lembar ini bersama flashdisk ke laptop kecamatan yang sudah terdaftar.",
        "Di sana buka Kirim & Terima, tab Laptop Desa, pilih Daftarkan, lalu ketik ke-30 angka di atas.",
        "Jangan terima pendaftaran bila satu kelompok saja tidak cocok. Ini bukan kartu untuk desa.",
    ),
}


def compose(data: KartuKunci) -> Page:
    """The card, portrait."""
    title, name = _TITLE[data.jenis]
    place = data.identitas.desa or data.identitas.kecamatan
    facts = [("Nama", data.nama), ("Kode wilayah", show_kode(re.sub(r"[^0-9]", "", data.kode)))]
    facts += [("Laptop", data.label)] if data.label else []
    facts += [("Tanda kunci", data.kid)] if data.kid else []
    facts += [("Berlaku sejak", show_date(data.sejak))] if data.sejak else []
    signing = (
        (Signatures((data.penanda.signer(place_and_date(place, data.cetakan.tanggal)),)),)
        if data.penanda
        else ()
    )
    return page(
        f"{name}_{file_name(data.nama)}",
        f"{title.capitalize()} {data.nama}",
        data.identitas,
        data.cetakan,
        (
            Heading((title, data.nama.upper()), size=16.0),
            Fields(tuple(facts), label_width=38.0),
            Space(3.0),
            Paragraph("Nomor Kunci", is_bold=True, align=Align.CENTRE, keep_next=True),
            BigDigits(data.groups),
            CodeAndStamp(data.qr, data.qr, "Cap dan tanda tangan"),
            Items(_STEPS[data.jenis]),
            *signing,
        ),
    )
