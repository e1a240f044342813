"""What a tag alone does not say: which work is meant by `Montir`, which register by `Buku Kas Umum`.

The hints are data (`resources/rules/isi-awal.csv`): for a question, or a row of a table, a tag that is
plain. A hint of `-` says that nothing stored answers the question, with the reason.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

TIDAK_ADA = "-"


@dataclass(frozen=True, slots=True)
class Butir:
    """One hint: the tag in place of the form's own, and why (shown where there is no proposal)."""

    tag: str
    catatan: str = ""


@dataclass(frozen=True)
class Petunjuk:
    """The hints by form, question and row of its table (\"\" for a question outside tables)."""

    butir: Mapping[tuple[str, str, str], Butir]

    def find(self, form_id: str, kode: str, baris: str = "") -> Butir | None:
        """The hint for a question, or for one row of the table `kode`."""
        return self.butir.get((form_id, kode, baris))

    def has_rows(self, form_id: str, kode: str) -> bool:
        """Whether rows of this table have hints of their own: then the others have no proposal."""
        return (form_id, kode) in self._tables

    @property
    def _tables(self) -> frozenset[tuple[str, str]]:
        return frozenset((form, kode) for form, kode, baris in self.butir if baris)


def read_petunjuk(text: str) -> Petunjuk:
    """The hints out of `isi-awal.csv`. Raises KeyError if a column is missing."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return Petunjuk(
        {
            (row["templat"], row["kode"], row["baris"]): Butir(
                row["isi_awal"].strip(), row["catatan"].strip()
            )
            for row in rows
        }
    )
