"""How rows from the clipboard or a file become records: columns, readings, questions (ux.md 3.9).

Nothing is dropped and nothing is guessed: a cell becomes a value, or stays as text with a question, or
stands in a column that is reported as not used. Everything here is pure; services store the result.
"""

from __future__ import annotations

from desa_desktop.domain.tempel.baca import Konteks, shown_value
from desa_desktop.domain.tempel.banding import (
    BarisLama,
    KeadaanImpor,
    compare_rows,
    hitung_impor,
    mark_mirip,
)
from desa_desktop.domain.tempel.baris import (
    BarisTempel,
    KeadaanBaris,
    accept_suggestion,
    dismiss,
    hitung_keadaan,
    most_rows,
    read_rows,
    ringkas_keadaan,
    write_value,
)
from desa_desktop.domain.tempel.berkas import Tersembunyi, find_hidden, look_over, masa_of
from desa_desktop.domain.tempel.kolom import JenisTempel, Kolom, kolom_of
from desa_desktop.domain.tempel.lewat import count_records
from desa_desktop.domain.tempel.peta import (
    KolomDiabaikan,
    Peta,
    change_mapping,
    guess_mapping,
    position_mapping,
)
from desa_desktop.domain.tempel.sel import Masalah, cell_text
from desa_desktop.domain.tempel.temuan import Temuan

__all__ = [
    "BarisLama",
    "BarisTempel",
    "JenisTempel",
    "KeadaanBaris",
    "KeadaanImpor",
    "Kolom",
    "KolomDiabaikan",
    "Konteks",
    "Masalah",
    "Peta",
    "Temuan",
    "Tersembunyi",
    "accept_suggestion",
    "cell_text",
    "change_mapping",
    "compare_rows",
    "count_records",
    "dismiss",
    "find_hidden",
    "guess_mapping",
    "hitung_impor",
    "hitung_keadaan",
    "kolom_of",
    "look_over",
    "mark_mirip",
    "masa_of",
    "most_rows",
    "position_mapping",
    "read_rows",
    "ringkas_keadaan",
    "shown_value",
    "write_value",
]
