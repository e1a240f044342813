"""Tanda Terima: the receipt of the kecamatan for one kiriman of a village (kiriman-format.md 14.2, 14.3).

One A5 page. Its 8 digits can be read out over the telephone before the flash disk comes back. No NIK, no
names but that of who took it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
from desa_desktop.documents.isi_kiriman import BarisIsi, contents
from desa_desktop.documents.office import (
    Cetakan,
    Identitas,
    Penanda,
    file_name,
    moment,
    page,
    place_and_date,
    slip,
)
from desa_desktop.domain.wilayah import show_kode


@dataclass(frozen=True, slots=True, kw_only=True)
class TandaTerima:
    """Everything on the receipt. `kode_terima` are 8 digits (`4437-0798`), `kode_lembar` the 12 of the Lembar
    Pengantar, `digest` 64 hex digits.

    `dibuat` is what the village's clock claims, None when it cannot be read; `hilang` names the numbers
    before this one that have not come ("39, 41–43"), "" for none.
    """

    identitas: Identitas
    cetakan: Cetakan
    kode: str
    desa: str
    laptop: str
    nomor: int
    dibuat: datetime | None
    diterima: datetime
    oleh: str
    berkas: str
    baris: tuple[BarisIsi, ...]
    hilang: str
    kode_terima: str
    kode_lembar: str
    digest: str


def compose(data: TandaTerima) -> Page:
    """The receipt, one A5 page."""
    facts = [
        ("Dari", f"Desa {data.desa} ({show_kode(data.kode)})"),
        ("Laptop", data.laptop),
        ("Kiriman nomor", str(data.nomor)),
        ("Dibuat", moment(data.dibuat) if data.dibuat else "tidak terbaca"),
        ("Diterima", f"{moment(data.diterima)}, oleh {data.oleh}"),
        ("Berkas", data.berkas),
        ("Kode lembar", data.kode_lembar),
        ("Nomor belum datang", data.hilang or "tidak ada"),
    ]
    day = place_and_date(data.identitas.kecamatan, data.cetakan.tanggal)
    described = page(
        f"TandaTerima_{data.nomor:04}_{file_name(data.desa)}",
        f"Tanda Terima kiriman {data.nomor} {data.desa}",
        data.identitas,
        data.cetakan,
        (
            Heading(("TANDA TERIMA KIRIMAN", f"KECAMATAN {data.identitas.kecamatan.upper()}"), size=12.0),
            Fields(tuple(facts), label_width=34.0),
            contents(data.baris),
            Space(2.0),
            Paragraph("Kode terima", is_bold=True, align=Align.CENTRE, after=1.0, keep_next=True),
            BigDigits(tuple(data.kode_terima.split("-")), size=28.0),
            Items(_steps(data)),
            CodeAndStamp(data.digest, data.digest[:16], "Cap kecamatan", side=25.0),
            Signatures(
                (
                    Penanda(jabatan="Yang menyerahkan").signer(),
                    Penanda(jabatan="Petugas penerima", nama=data.oleh).signer(day),
                )
            ),
        ),
        size=9.0,
    )
    return slip(described)


def _steps(data: TandaTerima) -> tuple[str, ...]:
    steps = [
        f"Di laptop desa: Kirim & Terima, tab Riwayat, pilih kiriman nomor {data.nomor}, tekan Kode terima…, "
        "lalu ketik 8 angka di atas. Boleh dibacakan lewat telepon.",
        "Isinya tetap ikut kiriman berikutnya sampai umpan balik kecamatan diterima di laptop desa.",
    ]
    if data.hilang:
        steps.append(
            f"Nomor {data.hilang} belum datang. Datanya ikut lagi dalam kiriman sesudahnya; carilah "
            "flashdisk yang membawanya."
        )
    return tuple(steps)
