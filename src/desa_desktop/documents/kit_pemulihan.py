"""Kit Pemulihan on paper: the 30 digits that bring an office's data back, for its safe.

Without digits it is the same sheet with empty boxes, to be written by hand (kiriman-format.md 10.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desa_desktop.documents.blocks import (
    Align,
    BigDigits,
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

_GROUPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPemulihan:
    """Everything on the sheet. `angka` are 30 digits, or empty for a sheet filled in by hand.

    Raises ValueError for another count of digits.
    """

    identitas: Identitas
    cetakan: Cetakan
    kode: str
    nama: str
    angka: str = ""
    label: str = ""
    penanda: Penanda | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"([0-9]{30})?", "".join(self.angka.split())):
            raise ValueError("a Kit Pemulihan has 30 digits")

    @property
    def groups(self) -> tuple[str, ...]:
        """Six groups of five, empty ones on a sheet to be written by hand."""
        digits = "".join(self.angka.split())
        return tuple(digits[start * 5 : start * 5 + 5] for start in range(_GROUPS))


_STEPS = (
    "Simpan di lemari besi kantor, terpisah dari laptop dan dari flashdisk cadangan.",
    "Jangan difoto, jangan dikirim lewat pesan, dan jangan dibacakan lewat telepon.",
    "Laptop hilang, dicuri, atau terbakar: pasang aplikasi di laptop baru, pilih Pulihkan dari cadangan, "
    "pilih berkas cadangan di flashdisk, lalu ketik ke-30 angka ini.",
    "Tidak ada cadangan di flashdisk: daftarkan laptop baru, minta kiriman lengkap dari kecamatan, lalu buka "
    "titipan cadangan dengan ke-30 angka ini.",
    "Kata sandi lupa: pilih Buka dengan Kit Pemulihan saat kata sandi diminta.",
    "Angka terbaca orang lain: buat kit baru di Pengaturan, tab Pengaman, lalu musnahkan lembar ini.",
)


def compose(data: KitPemulihan) -> Page:
    """The sheet, portrait."""
    place = data.identitas.desa or data.identitas.kecamatan
    day = data.cetakan.tanggal
    facts = [("Nama", data.nama), ("Kode wilayah", show_kode(re.sub(r"[^0-9]", "", data.kode)))]
    facts += [("Laptop", data.label)] if data.label else []
    facts += [("Tanggal", show_date(day) if day and data.angka else "")]
    signing = (
        (Signatures((data.penanda.signer(place_and_date(place, data.cetakan.tanggal)),)),)
        if data.penanda
        else ()
    )
    return page(
        f"KitPemulihan_{file_name(data.nama)}",
        f"Kit Pemulihan {data.nama}",
        data.identitas,
        data.cetakan,
        (
            Heading(("KIT PEMULIHAN", data.nama.upper()), size=16.0),
            Paragraph(
                "RAHASIA. Siapa pun yang memegang lembar ini dan satu cadangan dapat membaca data kantor.",
                is_bold=True,
                align=Align.CENTRE,
            ),
            Space(2.0),
            Fields(tuple(facts), label_width=38.0),
            Space(3.0),
            BigDigits(data.groups),
            Items(_STEPS),
            *signing,
        ),
    )
