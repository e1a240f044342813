"""Money of several sources in one cell: `ADD 90.000.000, DDS sisa`, shares in percent, or one column each.

The program never parts an amount by itself (perencanaan.md 8 V-10, 11 fault 2): the person gives the
amounts, one of them may be "what is left".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.wording import read_money, read_percent, show_money
from desa_desktop.i18n import _

Uang: TypeAlias = tuple[str, int | None, bool]  # source, rupiah, whether it is the SiLPA of that source

_PARTS = re.compile(r"[;+&\n]|\bdan\b|,(?![0-9])", re.IGNORECASE)
_COUNTED = re.compile(r"^(?:[a-z]|[0-9]{1,2}|[ivx]{1,4})[.)]\s*(?=[a-z]{2})|^[-•]\s*", re.IGNORECASE)
_YEAR = re.compile(r"20[0-9]{2}")
_SHARE = re.compile(
    r"(?P<sumber>(?:s\.|silpa )?[a-z][a-z ./()-]*?)\s*[:=]?\s*(?P<isi>(?:rp\.?\s*)?[0-9].*|sisa(?:nya)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bagian:
    """The share of one source: `jumlah` rupiah, or `persen` of the cost, or neither: what is left."""

    sumber: str
    is_silpa: bool = False
    jumlah: int | None = None
    persen: Decimal | None = None

    @property
    def is_sisa(self) -> bool:
        """Whether this source pays what the others leave."""
        return self.jumlah is None and self.persen is None


def bare_source(text: str) -> str:
    """The name of a source without what counts it in a list: `a. Dana Desa` is `Dana Desa`."""
    return _COUNTED.sub("", text, count=1)


def named_sources(text: str, aturan: Aturan) -> list[tuple[str, bool]]:
    """The sources that one cell names without amounts (`ADD, DDS`; `ADD/PBH`); [] if a word is none."""
    words = [one for one in re.split(r"[,;/+&\n]|\bdan\b", text) if one.strip()]
    found = []
    for word in words:
        one = aturan.read_sumber(word)
        if one is None:
            return []
        found.append((one[0].kunci, one[1]))
    return found


def read_bagian(text: str, aturan: Aturan) -> tuple[Bagian, ...]:
    """The shares a text gives (`ADD 90.000.000, DDS sisa`; `DDS 60%; ADD 40%`); () if it gives none.

    At least one share must have an amount or percent, and at most one may be what is left.
    """
    shares: list[Bagian] = []
    for part in _PARTS.split(text):
        if not part.strip():
            continue
        found = _SHARE.fullmatch(part.strip())
        source = aturan.read_sumber(found["sumber"].strip(" .:=")) if found else None
        if found is None or source is None:
            return ()
        one = _share(source[0].kunci, source[1], (found["isi"] or "").strip())
        if one is None:
            return ()
        shares.append(one)
    names = {(one.sumber, one.is_silpa) for one in shares}
    if len(names) != len(shares) or all(one.is_sisa for one in shares):
        return ()
    return tuple(shares) if sum(one.is_sisa for one in shares) <= 1 else ()


def _share(kunci: str, is_silpa: bool, said: str) -> Bagian | None:
    if not said or said.lower().startswith("sisa"):
        return Bagian(kunci, is_silpa)
    if said.endswith("%"):
        percent = read_percent(said)
        return None if percent.value is None else Bagian(kunci, is_silpa, persen=percent.value)
    if _YEAR.fullmatch(said):  # `ADD 2027` names a year
        return None
    money = read_money(said)
    return None if money.value is None else Bagian(kunci, is_silpa, jumlah=money.value)


def money_of(shares: Sequence[Bagian], biaya: int | None) -> tuple[tuple[Uang, ...], str]:
    """The money rows of shares under a cost in rupiah, and what is wrong with them ("" if nothing is).

    Percents are rounded to whole rupiah, halves upwards. Without a cost only amounts can be used.
    """
    if biaya is None:
        if any(one.jumlah is None for one in shares):
            return (), _("Isi biaya dulu, supaya dapat dibagi per sumber dana.")
        return tuple((one.sumber, one.jumlah, one.is_silpa) for one in shares), ""
    amounts = [_amount(one, biaya) for one in shares]
    given = sum(one for one in amounts if one is not None)
    if None in amounts:
        left = biaya - given
        amounts = [left if one is None else one for one in amounts]
        if left < 0:
            return (), _("Bagian sumber dana {jumlah} melebihi biaya {biaya}.").format(
                jumlah=show_money(given, rp=True), biaya=show_money(biaya, rp=True)
            )
    elif given != biaya:
        sentence = _("Jumlah per sumber dana {jumlah}, biayanya {biaya}. Samakan keduanya.")
        problem = sentence.format(jumlah=show_money(given, rp=True), biaya=show_money(biaya, rp=True))
        return _rows(shares, amounts), problem
    return _rows(shares, amounts), ""


def _amount(one: Bagian, biaya: int) -> int | None:
    if one.persen is None:
        return one.jumlah
    return int((Decimal(biaya) * one.persen / 100).to_integral_value(ROUND_HALF_UP))


def _rows(shares: Sequence[Bagian], amounts: Sequence[int | None]) -> tuple[Uang, ...]:
    return tuple((one.sumber, amount, one.is_silpa) for one, amount in zip(shares, amounts, strict=True))


def show_uang(money: Iterable[Uang]) -> str:
    """Money rows as a person would type them: `ADD 90.000.000; s.DDS 1.000.000`."""
    return "; ".join(
        f"{'s.' if is_silpa else ''}{sumber}{'' if jumlah is None else ' ' + show_money(jumlah)}"
        for sumber, jumlah, is_silpa in money
    )
