"""The registers every village keeps (Permendagri 47/2016): their names and columns, as data.

The columns are `resources/rules/register.csv`; papers print them, nothing repeats their headings in code.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KolomRegister:
    """One column. `induk` is the heading above it, `tipe` one of integer, decimal, text, date, text+date,
    select_one, yes_no; `asal` says where its data come from.
    """

    nomor: int
    nama: str
    induk: str
    tipe: str
    asal: str


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its number in the regulation (`B.1`), title and columns in their order.

    `sumber` is where the columns stand, with what is not confirmed about them.
    """

    kode: str
    judul: str
    kolom: tuple[KolomRegister, ...]
    sumber: str


def read_registers(text: str) -> Mapping[str, Register]:
    """The registers by number out of `register.csv`. Raises KeyError, ValueError if a part is missing."""
    lines: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))):
        lines.setdefault(row["register"], []).append(row)
    return {kode: _register(kode, rows) for kode, rows in lines.items()}


def _register(kode: str, rows: list[dict[str, str]]) -> Register:
    columns = tuple(
        KolomRegister(int(row["kolom"]), row["nama_kolom"], row["induk_kolom"], row["tipe"], row["asal_data"])
        for row in rows
    )
    if [one.nomor for one in columns] != list(range(1, len(columns) + 1)):
        raise ValueError(f"{kode}: kolom")
    return Register(kode, rows[0]["judul"], columns, rows[0]["sumber"])
