"""The blank and the filled form of a checklist, F4 portrait (ux.md 5.6).

The blank form carries template and version at its foot, so that answers typed from paper land in the
right version (ux.md 12.8).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desa_desktop.documents.blocks import Block, Fields, Heading, Page, Paragraph, Signatures, Table
from desa_desktop.documents.isian.lembar import Lembar
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.isian import show_periode


@dataclass(frozen=True, kw_only=True)
class Formulir:
    """A form to be printed. `periode` as it is stored (`2026-S2`), '' on a blank form for any period.

    `keadaan` is a word for a filled form (`Berjalan, 12 dari 34 terisi`).
    """

    identitas: Identitas
    cetakan: Cetakan
    lembar: Lembar
    periode: str
    kepala_desa: Penanda
    pengisi: Penanda
    keadaan: str = ""


def compose(data: Formulir) -> Page:
    """Title, whom and when it is about, the questions in their order, who filled it in and who signs."""
    template, lembar, desa = data.lembar.template, data.lembar, data.identitas.desa
    period = show_periode(data.periode) if data.periode else "." * 40
    pairs = [*_identity(data), ("Periode", period)]
    if data.keadaan:
        pairs.append(("Keadaan", data.keadaan))
    legend = _legend(data)
    blocks: list[Block] = [
        Heading((template.title.upper(),), size=13.0),
        Fields(tuple(pairs), label_width=35.0),
        *((Paragraph(legend, is_italic=True, size=8.5, after=1.0),) if legend else ()),
        *_first_alone(lembar.blocks()),
        Signatures(
            (
                data.kepala_desa.signer("Mengetahui,"),
                data.pengisi.signer(place_and_date(desa, None if lembar.is_blank else data.cetakan.tanggal)),
            )
        ),
    ]
    word = "Formulir" if lembar.is_blank else "Isian"
    name = [word, file_name(template.form_id), data.periode, file_name(desa)]
    described = page(
        "_".join(part for part in name if part),
        f"{template.title}, {period}" if data.periode else template.title,
        data.identitas,
        data.cetakan,
        tuple(blocks),
        size=10.0,
    )
    code = f"{template.form_id} versi {template.version}"
    return replace(described, code=" · ".join(part for part in (data.cetakan.kode, code) if part))


def _identity(data: Formulir) -> list[tuple[str, str]]:
    places = (
        ("Desa", data.identitas.desa),
        ("Kecamatan", data.identitas.kecamatan),
        ("Kabupaten", data.identitas.kabupaten),
        ("Provinsi", data.identitas.provinsi),
    )
    return [(label, value) for label, value in places if value]


def _legend(data: Formulir) -> str:
    if data.lembar.is_blank:
        return "Tanda * wajib diisi. Beri tanda silang pada kotak jawaban. Angka nol ditulis 0."
    if data.lembar.is_short:
        return "Bentuk ringkas: hanya pertanyaan yang sudah dijawab."
    return ""


def _first_alone(blocks: list[Block]) -> list[Block]:
    """The first table begins the sheet of the workbook; the others join it."""
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            return [*blocks[:place], replace(block, joins=False), *blocks[place + 1 :]]
    return blocks
