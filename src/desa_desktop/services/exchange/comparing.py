"""How a dokumen would change, as the preview says it: counts, lines, the difference of money (ux.md 8.5).

What came may be of a newer program or against every rule (E_ISI) and is shown all the same, so nothing
is taken for granted about the kind of a value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, TypeGuard

from desa_desktop.domain import lampiran
from desa_desktop.domain.plain import CLASSES, Beda, Tanda, compare, title_of
from desa_desktop.domain.rab import rupiah_rab
from desa_desktop.domain.rkp import BarisRab
from desa_desktop.domain.sebutan import KIND, field_name, show_value, summary_of
from desa_desktop.domain.wording import show_money, show_number
from desa_desktop.i18n import _
from desa_desktop.services.exchange.results import BedaTampil
from desa_desktop.store.mapping import KINDS
from desa_desktop.sync.merge import is_mass_deletion

# the list that people count a dokumen by, the noun for its rows, and its column of money
MAIN = {
    "rpjm-desa": ("kegiatan", "biaya_tahun"),
    "rkp-desa": ("kegiatan", "biaya"),
    "durkp": ("baris", "perkiraan_biaya"),
    "daftar-usulan": ("usulan", "perkiraan_biaya"),
    "angka-pokok": ("baris", ""),
    "musyawarah": ("bahasan", ""),
    "isian": ("jawaban", ""),
    "telaah": ("catatan", ""),
}
# the order people see is a field of its own, and inserting a row moves all below: no change of content
_UNSEEN = frozenset({"urut", "id"})
_MONEY = frozenset({"biaya", "perkiraan_biaya", "jumlah", "silpa", "biaya_tahun"})
_BY_YEAR = "biaya_tahun"
_MOST_LINES = 5  # lines of an estimate that one cell of the preview names
_NUMBERS = ("nomor", "prioritas", "urut")


@dataclass(frozen=True, slots=True)
class Compared:
    """What a preview says of one dokumen. `hilang`: per list how many records go, of how many (the guard)."""

    baru: int
    berubah: int
    dihapus: int
    sama: int
    total_semula: int | None
    total_menjadi: int | None
    kalimat: str
    beda: tuple[BedaTampil, ...]
    hilang: Mapping[str, tuple[int, int]]


def noun(jenis: str) -> str:
    """What the rows of the main list are called."""
    names = {
        "rpjm-desa": _("kegiatan"),
        "rkp-desa": _("kegiatan"),
        "durkp": _("usulan"),
        "daftar-usulan": _("usulan"),
    }
    return names.get(jenis, _("baris"))


def compare_isi(
    jenis: str, old: Mapping[str, Any], new: Mapping[str, Any], numbers: Mapping[str, int] | None = None
) -> Compared:
    """How `new` differs from `old` (both `isi`, `{}` for nothing); `numbers` are row numbers by record id."""
    was, will = _seen(lampiran.unmark(jenis, old)), _seen(lampiran.unmark(jenis, new))
    main, money = MAIN.get(jenis, ("", ""))
    if main:
        counted = compare({main: was.get(main, [])}, {main: will.get(main, [])})
    else:
        counted = compare(was, will)
    whole = compare(was, will)
    places = _numbers(old) | _numbers(new) | dict(numbers or {})
    changes = [one for one in whole.beda if not (_is_blank(one.semula) and _is_blank(one.menjadi))]
    lines = tuple(_line(one, places) for one in changes)
    before = _sum(old, main, money) if old else None
    after = _sum(new, main, money)
    sentence = _sentence(jenis, counted.baru, counted.berubah, counted.dihapus, counted.sama)
    others = sum(one.daftar != main for one in changes) if main and old else 0
    parts = [sentence]
    if pictures := sum(one.is_foto for one in lines):
        parts.append(_("{n} foto baru, diganti, atau dihapus.").format(n=pictures))
    if others:
        parts.append(_("{n} isian lain berubah.").format(n=others))
    if not lines and _order(old) != _order(new) and old:
        parts.append(_("Urutan baris berubah."))
    if money and (before or after):  # a list without costs has no total to speak of
        parts.append(_money_sentence(before, after))
    return Compared(
        counted.baru,
        counted.berubah,
        counted.dihapus,
        counted.sama,
        before if money else None,
        after if money else None,
        " ".join(parts),
        lines,
        _gone(was, whole.beda),
    )


def _gone(was: Mapping[str, Any], changes: Sequence[Beda]) -> dict[str, tuple[int, int]]:
    gone = Counter(one.daftar for one in changes if one.tanda is Tanda.DIHAPUS)
    return {name: (gone[name], len(rows)) for name, rows in was.items() if isinstance(rows, list) and rows}


def mass_deletion(counts: Mapping[tuple[str, str], tuple[int, int]]) -> tuple[int, int, str] | None:
    """Whether so much of one jenis disappears that a person must confirm: gone, of how many, of what.

    `counts` are by jenis and list. The list that loses most comes first, the others stand in the words
    after it, so that two ceilings are never called activities.
    """
    for jenis in dict.fromkeys(one for one, _list in counts):
        lists = {name: pair for (one, name), pair in counts.items() if one == jenis and pair[0]}
        sums = [sum(pair[place] for (one, _n), pair in counts.items() if one == jenis) for place in (0, 1)]
        if not is_mass_deletion(*sums) and not any(is_mass_deletion(*pair) for pair in lists.values()):
            continue
        (first, (gone, total)), *others = sorted(lists.items(), key=lambda one: -one[1][0])
        words = row_noun(jenis, first)
        for name, (n, m) in others:
            more = _("{catatan} dan {n} dari {m} {lain}")
            words = more.format(catatan=words, n=n, m=m, lain=row_noun(jenis, name))
        return gone, total, words
    return None


def row_noun(jenis: str, daftar: str) -> str:
    """What the rows of one list are called, as people say it in a sentence."""
    if daftar == MAIN.get(jenis, ("", ""))[0]:
        return noun(jenis)
    if jenis == "penduduk":
        return _("keluarga") if daftar == "keluarga" else _("penduduk")
    parts = (one for one in KINDS.values() if one.parent is CLASSES.get(jenis) and one.attribute == daftar)
    part = next(parts, None)
    return _(KIND[part.cls]) if part is not None and part.cls in KIND else _("baris")


def _is_blank(value: object) -> bool:
    return value is None or value in ("", [], {})


def _seen(isi: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _tidy(value) for key, value in isi.items() if key not in ("urut", "nomor_terakhir")}


def _tidy(value: Any) -> Any:
    if isinstance(value, list) and value and all(isinstance(one, dict) and "id" in one for one in value):
        return [{key: _inner(one) for key, one in row.items() if key != "urut"} for row in value]
    return value


def _inner(value: Any) -> Any:
    """A list inside a record (its money rows) as content alone: neither ids nor order are read by people."""
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        rows = sorted(value, key=_place)
        return [{key: one for key, one in row.items() if key not in _UNSEEN} for row in rows]
    return value


def _place(row: Mapping[str, Any]) -> tuple[int, str]:
    urut = row.get("urut")
    return urut if isinstance(urut, int) else 0, str(row.get("id", ""))


def _order(isi: Mapping[str, Any]) -> dict[str, object]:
    return {record: row.get("urut") for record, row in _records(isi)}


def _records(isi: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for value in isi.values():
        if isinstance(value, list):
            for row in value:
                if isinstance(row, dict) and "id" in row:
                    yield str(row["id"]), row


def _numbers(isi: Mapping[str, Any]) -> dict[str, int]:
    found = {}
    for record, row in _records(isi):
        number = next((row[name] for name in _NUMBERS if isinstance(row.get(name), int)), 0)
        found[record] = number
    return found


def _sum(isi: Mapping[str, Any], main: str, money: str) -> int:
    rows = isi.get(main) if main else None
    if not money or not isinstance(rows, list):
        return 0
    return sum(_amount(money, row.get(money)) or 0 for row in rows if isinstance(row, dict))


def _amount(field: str, value: object) -> int | None:
    """Rupiah of a cell; of a mapping from year to rupiah (`biaya_tahun`) the sum; None for anything else."""
    if field == _BY_YEAR and isinstance(value, dict):
        return sum(one for one in value.values() if isinstance(one, int))
    return value if isinstance(value, int) else None


def _sentence(jenis: str, baru: int, berubah: int, dihapus: int, sama: int) -> str:
    counts = [(baru, _("baru")), (berubah, _("berubah")), (dihapus, _("dihapus")), (sama, _("sama"))]
    named = [(number, word) for number, word in counts if number]
    if not named:
        return _("Tidak ada {catatan}.").format(catatan=noun(jenis))
    first, *rest = named
    parts = [f"{first[0]} {noun(jenis)} {first[1]}", *(f"{number} {word}" for number, word in rest)]
    return f"{', '.join(parts)}."


def _money_sentence(before: int | None, after: int) -> str:
    total = show_money(after, rp=True)
    if before is None:
        return _("Total biaya {total}.").format(total=total)
    if after == before:
        return _("Total biaya tetap {total}.").format(total=total)
    change = show_money(abs(after - before), rp=True)
    if after > before:
        return _("Total biaya naik {selisih} menjadi {total}.").format(selisih=change, total=total)
    return _("Total biaya turun {selisih} menjadi {total}.").format(selisih=change, total=total)


def _line(beda: Beda, numbers: Mapping[str, int]) -> BedaTampil:
    place = f"/{beda.daftar}/{beda.record}" if beda.daftar else f"/{beda.kolom}"
    if beda.tanda is Tanda.BERUBAH and beda.kolom == "rab":
        was, will = _rab_texts(_rab_rows(beda.semula), _rab_rows(beda.menjadi))
    elif beda.tanda is Tanda.BERUBAH:
        was, will = _text(beda.kolom, beda.semula), _text(beda.kolom, beda.menjadi)
    else:
        was = summary_of(beda.semula) if beda.semula else ""
        will = summary_of(beda.menjadi) if beda.menjadi else ""
    before, after = "", ""
    if lampiran.is_picture_field(beda.kolom) or not beda.kolom:
        before, after = lampiran.picture_in(beda.semula), lampiran.picture_in(beda.menjadi)
    if beda.kolom in lampiran.FIELDS.values():  # those of answers are said by `checklist_words`
        was, will = photo_words(before, after)
    change = _change(beda)
    return BedaTampil(
        tanda=beda.tanda.value,
        tempat=place,
        daftar=field_name(beda.daftar) if beda.daftar else "",
        nomor=numbers.get(beda.record, 0),
        judul=beda.judul,
        kolom=beda.kolom,
        kolom_teks=field_name(beda.kolom) if beda.kolom else "",
        semula=beda.semula,
        menjadi=beda.menjadi,
        semula_teks=was,
        menjadi_teks=will,
        selisih=change,
        selisih_teks=_change_text(change),
        foto_semula=before,
        foto_menjadi=after,
    )


def photo_words(before: str, after: str) -> tuple[str, str]:
    """What a person reads of the pictures before and after; "" where there is none."""
    if before and after:
        return _("foto lama"), _("foto baru")
    here = _("ada foto")
    return here if before else "", here if after else ""


def show_plain(field: str, value: object) -> str:
    """A plain value for people: amounts with points, an estimate as its total, a row in a line."""
    if field == "rab" and isinstance(value, list):
        return _rab_text(_rab_rows(value), _rab_rows(value))
    if isinstance(value, dict) and "id" in value:
        return " · ".join(part for part in (title_of(value), summary_of(value)) if part)
    return _text(field, value)


def _text(field: str, value: object) -> str:
    if lampiran.is_picture_field(field) and lampiran.picture_in(value):
        return _("ada foto")
    if field in _MONEY and isinstance(value, int):
        return show_money(value)
    if field == "sumber_biaya" and _are_amounts(value):
        return ", ".join(
            f"{one.get('sumber', '')} {show_money(one.get('jumlah') or 0)}".strip() for one in value
        )
    return show_value(field, value)


def _rab_rows(value: object) -> list[Mapping[str, Any]]:
    """The lines of an estimate, of whatever a newer or a hostile program put in their place."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _rab_texts(was: Sequence[Mapping[str, Any]], will: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Both totals, each with the lines that the other side does not have like this."""
    only_was = [one for one in was if one not in will]
    only_will = [one for one in will if one not in was]
    return _rab_text(was, only_was), _rab_text(will, only_will)


def _rab_text(rows: Sequence[Mapping[str, Any]], named: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    total = _("Jumlah {jumlah}").format(jumlah=show_money(_rab_total(rows)))
    lines = [_rab_line(one) for one in named[:_MOST_LINES]]
    if len(named) > _MOST_LINES:
        lines.append(_("dan {n} baris lain").format(n=len(named) - _MOST_LINES))
    return " · ".join([total, *lines])


def _rab_line(row: Mapping[str, Any]) -> str:
    volume, price = _rab_volume(row), row.get("harga_satuan")
    amount = show_number(volume) if volume is not None else "–"
    words = f"{amount} {row.get('satuan') or ''}".strip()
    return f"{row.get('uraian') or '–'}: {words} × {show_money(price) if isinstance(price, int) else '–'}"


def _rab_total(rows: Sequence[Mapping[str, Any]]) -> int:
    return rupiah_rab(
        BarisRab(volume=_rab_volume(one), harga_satuan=one["harga_satuan"])
        for one in rows
        if isinstance(one.get("harga_satuan"), int)
    )


def _rab_volume(row: Mapping[str, Any]) -> Decimal | None:
    try:
        volume = Decimal(row.get("volume") or "")
    except (InvalidOperation, TypeError, ValueError):
        return None
    return volume if volume.is_finite() else None


def _are_amounts(value: object) -> TypeGuard[list[Mapping[str, Any]]]:
    return isinstance(value, list) and all(
        isinstance(one, dict) and isinstance(one.get("jumlah") or 0, int) for one in value
    )


def _change(beda: Beda) -> int | None:
    if beda.tanda is Tanda.BERUBAH and beda.kolom == "rab":
        return _rab_total(_rab_rows(beda.menjadi)) - _rab_total(_rab_rows(beda.semula))
    if beda.tanda is Tanda.BERUBAH:
        if beda.kolom not in _MONEY:
            return None
        was, will = _amount(beda.kolom, beda.semula or 0), _amount(beda.kolom, beda.menjadi or 0)
        return will - was if was is not None and will is not None else None
    row = beda.menjadi if beda.tanda is Tanda.BARU else beda.semula
    amount: int | None = next(
        (
            found
            for key in ("biaya", "perkiraan_biaya", "jumlah", _BY_YEAR)
            if (found := _amount(key, row.get(key))) is not None
        ),
        None,
    )
    if amount is None:
        return None
    return amount if beda.tanda is Tanda.BARU else -amount


def _change_text(change: int | None) -> str:
    if not change:
        return ""
    word = _("naik") if change > 0 else _("turun")
    return f"{word} {show_money(abs(change))}"
