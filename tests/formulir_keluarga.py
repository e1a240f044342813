"""A short family form and a short form with names in it, as a village may be given them by its kecamatan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desa_desktop.checklists import Template, load_template
from desa_desktop.documents.templat import write_templat

FORM = "data-keluarga"
SURVEY = [
    ["type", "name", "label", "required", "relevant", "constraint", "x_unit", "x_baris", "x_katalog"],
    ["begin group", "rumah", "1. Rumah dan penghasilan"],
    ["text", "nama_kk", "Nama Kepala Keluarga", "yes"],
    ["integer", "penghasilan", "Penghasilan sebulan", "", "", ". >= 0", "Rp"],
    ["select_one rumah", "status_rumah", "Status rumah", "yes"],
    ["select_multiple bantuan", "bantuan", "Bantuan yang diterima"],
    ["date", "tanggal", "Tanggal pendataan"],
    ["begin repeat", "lahan", "Kepemilikan lahan", "", "", "", "", "tetap", "jenis_lahan"],
    ["decimal", "lahan__luas", "Luas", "", "", "", "Ha"],
    ["end repeat"],
    ["begin repeat", "ternak", "Ternak", "", "", "", "", "pilih", "jenis_ternak"],
    ["integer", "ternak__jumlah", "Jumlah", "", "", "", "ekor"],
    ["end repeat"],
    ["begin repeat", "anggota", "Anggota keluarga", "", "", "", "", "bebas"],
    ["text", "anggota__nama", "Nama"],
    ["select_one ya_tidak", "anggota__sekolah", "Masih sekolah"],
    ["end repeat"],
    ["end group"],
]
CHOICES = [
    ["list_name", "name", "label"],
    *[["rumah", name, label] for name, label in (("1", "Milik sendiri"), ("2", "Sewa"), ("3", "Menumpang"))],
    *[["bantuan", name, label] for name, label in (("pkh", "PKH"), ("blt", "BLT Desa"))],
    *[["jenis_lahan", name, label] for name, label in (("1", "Sawah"), ("2", "Kebun"))],
    *[["jenis_ternak", name, label] for name, label in (("sapi", "Sapi"), ("ayam", "Ayam kampung"))],
    *[["ya_tidak", name, label] for name, label in (("ya", "Ya"), ("tidak", "Tidak"))],
]
NAMED = "sasaran-gizi"


def family_form() -> Template:
    """Filled each year for each family; one of three tables of every kind."""
    return _template(SURVEY, CHOICES, [FORM, "Data Keluarga", "tahun", "keluarga", ""])


def named_form() -> Template:
    """A quarterly form of the office whose list of children stays in the village."""
    survey = [
        ["type", "name", "label", "x_privasi", "x_baris"],
        ["integer", "jumlah_anak", "Jumlah anak"],
        ["begin repeat", "anak", "Anak", "lokal", "bebas"],
        ["text", "anak__nama", "Nama anak"],
        ["end repeat"],
        ["begin repeat", "tindak", "Tindak lanjut", "", "bebas"],
        ["text", "tindak__uraian", "Uraian"],
        ["text", "tindak__sasaran", "Nama sasaran", "lokal"],
        ["end repeat"],
    ]
    return _template(survey, [["list_name", "name", "label"]], [NAMED, "Sasaran Gizi", "triwulan", "", ""])


def templates() -> Mapping[str, Template]:
    """Both by their form id."""
    return {one.form_id: one for one in (family_form(), named_form())}


def shelf_of(folder: Path) -> Path:
    """A folder with the shipped name of the family form in it, for a program that is started."""
    (folder / f"{FORM}.v1.xlsx").write_bytes(
        _bytes(SURVEY, CHOICES, [FORM, "Data Keluarga", "tahun", "keluarga", ""])
    )
    return folder


def _template(survey: list[list[str]], choices: list[list[str]], settings: list[str]) -> Template:
    return load_template(_bytes(survey, choices, settings), is_own=True)


def _bytes(survey: list[list[str]], choices: list[list[str]], settings: list[str]) -> bytes:
    form_id, title, period, filler, privacy = settings
    width = len(survey[0])
    return write_templat(
        {
            "survey": [[*row, *[""] * (width - len(row))] for row in survey],
            "choices": choices,
            "settings": [
                ["form_title", "form_id", "version", "x_periode", "x_per", "x_privasi"],
                [title, form_id, "1", period, filler, privacy],
            ],
        }
    )
