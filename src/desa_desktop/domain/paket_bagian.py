"""Reads one part of a Paket Aturan and says, in words, where something is wrong in it.

A kabupaten edits a paket in Excel: `bagian langkah, baris 3, isian bulan` is what its author can find again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from desa_desktop.i18n import _


class BagianSalah(ValueError):
    """A part of a paket is missing or malformed; the text says where and why.

    `nama`, `baris`, `isian` are the place as data, `why` the reason alone, so that who read the paket from
    sheets can name the sheet instead.
    """

    def __init__(
        self, text: str, nama: str = "", baris: int | None = None, isian: str = "", why: str = ""
    ) -> None:
        super().__init__(text)
        self.nama, self.baris, self.isian, self.why = nama, baris, isian, why or text


class Bagian:
    """One part (`kuorum`) or one row of a table (`langkah`, baris 3) and its values by name."""

    def __init__(self, nama: str, isi: object, baris: int | None = None) -> None:
        self.nama, self.baris = nama, baris
        if not isinstance(isi, Mapping):
            raise BagianSalah(self._where("") + _("isinya tidak lengkap"))
        self._isi = isi

    def has(self, isian: str) -> bool:
        """Whether the paket says anything here."""
        return isian in self._isi

    def text(self, isian: str, *, default: str | None = None, required: bool = False) -> str:
        """A text; `required`: it may not be empty. Raises BagianSalah."""
        value = self._value(isian, default)
        if not isinstance(value, str):
            raise self.wrong(isian, _("harus berupa teks"))
        if required and not value.strip():
            raise self.wrong(isian, _("belum diisi"))
        return value.strip()

    def number(self, isian: str, low: int, high: int | None = None, *, default: int | None = None) -> int:
        """A whole number from `low` to `high`. Raises BagianSalah."""
        value = self._value(isian, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(isian, _("harus berupa bilangan bulat"))
        if value < low or (high is not None and value > high):
            if high is None:
                raise self.wrong(isian, _("{isi} kurang dari {batas}").format(isi=value, batas=low))
            sentence = _("{isi} tidak antara {bawah} dan {atas}")
            raise self.wrong(isian, sentence.format(isi=value, bawah=low, atas=high))
        return value

    def percent(self, isian: str, *, default: str | None = None) -> Decimal:
        """A share of 0 to 100, written as text so that no digit is lost. Raises BagianSalah."""
        value = self._value(isian, default)
        try:
            if isinstance(value, bool) or not isinstance(value, str | int):
                raise InvalidOperation
            read = Decimal(str(value).replace(",", "."))
        except InvalidOperation as failure:
            raise self.wrong(isian, _("harus berupa angka persen, misalnya 30")) from failure
        if not 0 <= read <= 100:
            raise self.wrong(
                isian, _("{isi} tidak antara {bawah} dan {atas}").format(isi=read, bawah=0, atas=100)
            )
        return read

    def flag(self, isian: str, *, default: bool | None = None) -> bool:
        """Yes or no. Raises BagianSalah."""
        value = self._value(isian, default)
        if not isinstance(value, bool):
            raise self.wrong(isian, _("harus ya atau tidak"))
        return value

    def texts(self, isian: str, *, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts. Raises BagianSalah."""
        value = self._value(isian, default)
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self.wrong(isian, _("harus berupa daftar"))
        if not all(isinstance(one, str) for one in value):
            raise self.wrong(isian, _("harus berupa daftar teks"))
        return tuple(value)

    def numbers(self, isian: str, low: int, high: int) -> tuple[int, ...]:
        """A list of whole numbers from `low` to `high`. Raises BagianSalah."""
        value = self._value(isian, None)
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self.wrong(isian, _("harus berupa daftar"))
        for one in value:
            if isinstance(one, bool) or not isinstance(one, int) or not low <= one <= high:
                sentence = _("{isi} tidak antara {bawah} dan {atas}")
                raise self.wrong(isian, sentence.format(isi=one, bawah=low, atas=high))
        return tuple(value)

    def day(self, isian: str) -> date:
        """A date as `2026-01-05`. Raises BagianSalah."""
        text = self.text(isian, required=True)
        try:
            return date.fromisoformat(text)
        except ValueError as failure:
            raise self.wrong(isian, _('"{isi}" bukan tanggal').format(isi=text)) from failure

    def wrong(self, isian: str, why: str) -> BagianSalah:
        """The failure of one value, with its place."""
        return BagianSalah(self._where(isian) + why, self.nama, self.baris, isian, why)

    def _value(self, isian: str, default: object) -> object:
        if isian in self._isi:
            return self._isi[isian]
        if default is None:
            raise self.wrong(isian, _("tidak ada"))
        return default

    def _where(self, isian: str) -> str:
        parts = [_("bagian {nama}").format(nama=self.nama)] if self.nama else []
        if self.baris is not None:
            parts.append(_("baris {n}").format(n=self.baris))
        if isian:
            parts.append(_("isian {nama}").format(nama=isian))
        return ", ".join(parts) + ": "


def part(paket: Mapping[str, Any], nama: str) -> Bagian:
    """The part of this name. Raises BagianSalah."""
    if nama not in paket:
        raise BagianSalah(_("bagian {nama} tidak ada").format(nama=nama))
    return Bagian(nama, paket[nama])


def rows(paket: Mapping[str, Any], nama: str) -> Iterator[Bagian]:
    """The rows of a table, counted from 1. Raises BagianSalah."""
    if nama not in paket:
        raise BagianSalah(_("bagian {nama} tidak ada").format(nama=nama))
    value = paket[nama]
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise BagianSalah(_("bagian {nama}: harus berupa daftar").format(nama=nama))
    for number, one in enumerate(value, 1):
        yield Bagian(nama, one, number)
