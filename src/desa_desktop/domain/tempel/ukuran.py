"""What a cell of volumes says beside a number and its unit: measures (`120 m x 3 m`), a price (`@ 5.000`).

Nothing is multiplied in silence: `120 m x 3 m` may mean 120 m of road or 360 m2 of concrete.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desa_desktop.domain.wording import read_money, read_quantity, show_number
from desa_desktop.i18n import _

_TIMES = re.compile(
    r"\s*(?:(?<=[0-9\s²³)])x(?=[\s0-9])|(?<=[a-z²³)'])\s+x(?=[\s0-9])|[×*])\s*", re.IGNORECASE
)
_MEASURE = re.compile(r"([0-9][0-9.,]*)\s*([^\W\d_][^0-9]*[23²³]?)?", re.IGNORECASE)
_PRICE = re.compile(
    r"(?P<isi>[^@]*?)[\s,;]*@\s*(?P<harga>(?:rp\.?\s*)?[0-9][0-9.,]*(?:\s*(?:jt|juta|rb|ribu))?-?)",
    re.IGNORECASE,
)
_POWERS = {2: "m²", 3: "m³"}


@dataclass(frozen=True, slots=True)
class Ukuran:
    """Several measures: their numbers and units, "" where none stands."""

    angka: tuple[Decimal, ...]
    satuan: tuple[str, ...]

    @property
    def hasil(self) -> tuple[Decimal, str] | None:
        """The product, where the unit at the end says that it is meant: `3 x 4 x 0,2 m3`; else None."""
        *before, last = self.satuan
        if _POWERS.get(len(self.angka)) != last or any(one not in ("", "m") for one in before):
            return None
        product = Decimal(1)
        for one in self.angka:
            product *= one
        return product.normalize(), last

    @property
    def pertanyaan(self) -> str:
        """What is asked about measures, with both meanings where they are metres."""
        if len(self.angka) == 2 and set(self.satuan) <= {"", "m"}:
            sentence = _("Berisi ukuran. Isi satu volume dan satuannya, misalnya {panjang} m atau {luas} m².")
            area = self.angka[0] * self.angka[1]
            return sentence.format(panjang=show_number(self.angka[0]), luas=show_number(area.normalize()))
        return _("Berisi beberapa ukuran. Isi satu volume dan satuannya.")


def read_ukuran(text: str, find_satuan: Callable[[str], str]) -> Ukuran | None:
    """The measures of a text with `x` between them; None when it is no such text."""
    parts = [_MEASURE.fullmatch(part.strip()) for part in _TIMES.split(text)]
    found: Sequence[re.Match[str]] = [part for part in parts if part is not None]
    if len(parts) < 2 or len(found) != len(parts):
        return None
    numbers = [read_quantity(part[1]).value for part in found]
    units = [(part[2] or "").strip(" .") for part in found]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers):
        return None
    return Ukuran(tuple(known), tuple(find_satuan(unit) or unit for unit in units))


def split_price(text: str) -> tuple[str, int] | None:
    """`2 unit @ 5.000.000` as `2 unit` and the rupiah of one; None when no price can be read."""
    found = _PRICE.fullmatch(text)
    price = read_money(found["harga"]).value if found is not None else None
    return None if found is None or price is None else (found["isi"], price)
