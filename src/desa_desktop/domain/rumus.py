"""Activities whose cost is a share of a pagu and follows it: `20% DDS` (perencanaan.md 9.2).

The share is taken of the pagu without SiLPA, as the earmarks of the rules are, and rounded to the nearest
whole rupiah, half a rupiah upwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.rkp import Kegiatan, Pagu, SumberBiaya
from desa_desktop.domain.wording import show_money, show_number
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

_WHOLE = 100
_PARTS = re.compile(
    r"^\s*([0-9]+(?:[.,][0-9]{1,4})?)\s*(?:%|persen)\s*(?:dari)?\s*(?:pagu)?\s*(.+?)\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class Rumus:
    """A share of one source's pagu: `persen` above 0, at most 100."""

    sumber: str
    persen: Decimal

    @property
    def teks(self) -> str:
        """`20% DDS`, the mark beside the cost."""
        return f"{show_number(self.persen)}% {self.sumber}"

    @property
    def isi(self) -> dict[str, str]:
        """As the activity stores it."""
        return {"sumber": self.sumber, "persen": str(self.persen)}


def stored_rumus(isi: Mapping[str, str]) -> Rumus | None:
    """The formula an activity stores; None for none, or for one that a stranger's file has bent."""
    try:
        persen = Decimal(str(isi.get("persen", "")))
    except InvalidOperation:
        return None
    sumber = str(isi.get("sumber", ""))
    if not sumber or not persen.is_finite() or not 0 < persen <= _WHOLE:
        return None
    return Rumus(sumber, persen)


def rumus_of(kegiatan: Kegiatan) -> Rumus | None:
    """The formula of an activity, None when its cost is its own."""
    return stored_rumus(kegiatan.rumus)


def read_rumus(text: str, aturan: Aturan) -> Rumus:
    """The formula meant by `20% DDS`, `20 persen dari Dana Desa`. Raises InvalidInput with the sentence."""
    found = _PARTS.match(text)
    sumber = aturan.sumber(found.group(2)) if found is not None else None
    if found is None or sumber is None:
        sentence = _("Rumus {teks} tidak jelas. Contoh: 20% DDS.").format(teks=text.strip())
        raise InvalidInput({"rumus": sentence})
    persen = Decimal(found.group(1).replace(",", "."))
    if not 0 < persen <= _WHOLE:
        raise InvalidInput({"rumus": _("Persen rumus harus lebih dari 0 dan paling banyak 100.")})
    return Rumus(sumber.kunci, persen)


def rupiah_rumus(rumus: Rumus, pagu: Iterable[Pagu]) -> int | None:
    """Whole rupiah of the share, half upwards; None while that source has no pagu."""
    amounts = [one.jumlah for one in pagu if one.sumber == rumus.sumber and one.jumlah is not None]
    if not amounts:
        return None
    return int((rumus.persen * sum(amounts) / _WHOLE).to_integral_value(ROUND_HALF_UP))


def terapkan_rumus(kegiatan: Kegiatan, pagu: Iterable[Pagu]) -> bool:
    """Let cost and the one money row of a formula row follow the pagu; True when something changed.

    Without a pagu the amount stays as it was: what was planned does not vanish because a row was deleted.
    """
    rumus = rumus_of(kegiatan)
    rupiah = rupiah_rumus(rumus, pagu) if rumus is not None else None
    if rumus is None or rupiah is None:
        return False
    money = kegiatan.sumber_biaya
    fits = len(money) == 1 and money[0].sumber == rumus.sumber and not money[0].is_silpa
    if fits and kegiatan.biaya == rupiah and money[0].jumlah == rupiah:
        return False
    kegiatan.biaya = rupiah
    if fits:
        money[0].jumlah = rupiah
    else:
        money[:] = [SumberBiaya(urut=1, sumber=rumus.sumber, jumlah=rupiah)]
    return True


def kalimat_rumus(kegiatan: Kegiatan, pagu: Iterable[Pagu]) -> str:
    """What the panel says of a formula row, with the rule of rounding; "" for others."""
    rumus = rumus_of(kegiatan)
    if rumus is None:
        return ""
    rupiah = rupiah_rumus(rumus, pagu)
    if rupiah is None:
        words = _("{rumus}: pagu {sumber} belum diisi, biaya belum dihitung.")
        return words.format(rumus=rumus.teks, sumber=rumus.sumber)
    words = _("{rumus} = {rupiah}, dibulatkan ke rupiah terdekat. Biaya mengikuti pagu.")
    return words.format(rumus=rumus.teks, rupiah=show_money(rupiah, rp=True))
