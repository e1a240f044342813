"""Two rows of a file that are one record: money of another source, SiLPA below its ceiling."""

from __future__ import annotations

from desa_desktop.domain.teks import plain_words
from desa_desktop.domain.tempel.bagi import Bagian, show_uang
from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.tempel.lengkap import SHARED
from desa_desktop.domain.tempel.sel import Bacaan, Masalah
from desa_desktop.i18n import _

_MONEY = {"biaya", "sumber", "is_silpa", "sumber_biaya", "_bagian", "_bidang", "_sub_bidang", "bidang"}
_SAME = ("kode", "nama", "lokasi")


def join_rows(
    jenis: JenisTempel, first: tuple[int, Bacaan], second: tuple[int, Bacaan], *, is_nameless: bool
) -> Bacaan | None:
    """The first row with what the second adds to it, or None when the second is a record of its own.

    Rows come with their number. `is_nameless`: the second has no name of its own.
    """
    if jenis is JenisTempel.RKP:
        return _join_money(first, second, is_nameless=is_nameless)
    if jenis is JenisTempel.PAGU:
        return _join_ceiling(first[1], second[1])
    return None


def _join_money(first: tuple[int, Bacaan], second: tuple[int, Bacaan], *, is_nameless: bool) -> Bacaan | None:
    main, other = first[1], second[1]
    if other.teks_asli or any(one.kolom not in ("kode", "nama") for one in other.masalah):
        return None
    more, had = _shares(other), _shares(main)
    if not more or not had or {one[:2] for one in more} & {one[:2] for one in had}:
        return None
    if not (_adds_only_money(other) if is_nameless else _is_same(main, other)):
        return None
    shares = tuple(Bagian(sumber, silpa, jumlah) for sumber, silpa, jumlah in (*had, *more))
    nilai = {name: value for name, value in main.nilai.items() if name not in ("sumber", "is_silpa")}
    total = sum(one.jumlah or 0 for one in shares)
    sentence = _("Baris {satu} dan {dua} digabung: {uang}. Periksa jumlahnya.")
    uang = show_uang((one.sumber, one.jumlah, one.is_silpa) for one in shares)
    problem = Masalah("sumber", uang, "V-10", sentence.format(satu=first[0], dua=second[0], uang=uang))
    kept = tuple(one for one in main.masalah if one.aturan not in ("V-10", SHARED))
    return Bacaan({**nilai, "biaya": total, "_bagian": shares}, main.teks_asli, (*kept, problem))


def _shares(read: Bacaan) -> list[tuple[str, bool, int]]:
    """The money of a row with its amounts; [] when a source or an amount is missing."""
    shares = read.nilai.get("_bagian")
    if isinstance(shares, tuple):
        found = [(one.sumber, one.is_silpa, one.jumlah) for one in shares if isinstance(one, Bagian)]
        return [(sumber, silpa, jumlah) for sumber, silpa, jumlah in found if jumlah is not None]
    sumber, biaya = read.nilai.get("sumber"), read.nilai.get("biaya")
    if isinstance(sumber, str) and sumber and isinstance(biaya, int):
        return [(sumber, bool(read.nilai.get("is_silpa")), biaya)]
    return []


def _adds_only_money(read: Bacaan) -> bool:
    return {name for name, value in read.nilai.items() if value not in (None, "", ())} <= _MONEY


def _is_same(main: Bacaan, other: Bacaan) -> bool:
    """The same activity at the same place, and nothing else that differs."""
    if any(
        plain_words(str(main.nilai.get(one, ""))) != plain_words(str(other.nilai.get(one, "")))
        for one in _SAME
    ):
        return False
    return all(
        main.nilai.get(name) == value
        for name, value in other.nilai.items()
        if name not in _MONEY and name not in _SAME and value not in (None, "", ())
    )


def _join_ceiling(main: Bacaan, other: Bacaan) -> Bacaan | None:
    if not other.nilai.get("_silpa") or main.nilai.get("sumber") != other.nilai.get("sumber"):
        return None
    if main.nilai.get("silpa") is not None or other.masalah:
        return None
    return Bacaan(
        {**main.nilai, "silpa": other.nilai.get("silpa")}, {**main.teks_asli, **other.teks_asli}, main.masalah
    )
