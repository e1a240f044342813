"""Own form templates of the tests: what a kecamatan might write about its villages' posyandu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desa_desktop.documents.templat import write_templat

HEADS = ["type", "name", "label", "required", "relevant", "constraint"]
POSYANDU: tuple[Sequence[str], ...] = (
    ["begin_group", "umum", "1. Umum"],
    ["integer", "balita", "Balita yang ditimbang", "yes"],
    ["select_one ya_tidak", "buka", "Posyandu buka setiap bulan"],
    ["text", "kader", "Nama ketua kader"],
    ["end_group"],
    ["begin_repeat", "alat", "Alat"],
    ["text", "alat_nama", "Nama alat"],
    ["integer", "alat_jumlah", "Jumlah"],
    ["end_repeat"],
)
# the question about the leader is gone, the second column of the table too; one question is new
POSYANDU_2: tuple[Sequence[str], ...] = (
    ["begin_group", "umum", "1. Umum"],
    ["integer", "balita", "Balita yang ditimbang bulan ini", "yes"],
    ["select_one ya_tidak", "buka", "Posyandu buka setiap bulan"],
    ["integer", "ibu_hamil", "Ibu hamil yang datang"],
    ["end_group"],
    ["begin_repeat", "alat", "Alat"],
    ["text", "alat_nama", "Nama alat"],
    ["end_repeat"],
)
CHOICES = [["list_name", "name", "label"], ["ya_tidak", "ya", "Ya"], ["ya_tidak", "tidak", "Tidak"]]


def workbook(
    folder: Path,
    survey: Sequence[Sequence[str]] = POSYANDU,
    *,
    versi: int = 1,
    form_id: str = "posyandu-kita",
    judul: str = "Posyandu Kita",
    nama: str = "",
    **settings: str,
) -> Path:
    """A template file in `folder`, as its author saved it."""
    sheets: Mapping[str, Sequence[Sequence[str]]] = {
        "survey": [HEADS, *([*row, *[""] * (len(HEADS) - len(row))] for row in survey)],
        "choices": CHOICES,
        "settings": [
            ["form_title", "form_id", "version", "x_periode", *settings],
            [judul, form_id, str(versi), "semester", *settings.values()],
        ],
    }
    target = folder / (nama or f"{form_id}.v{versi}.xlsx")
    target.write_bytes(write_templat(sheets))
    return target
