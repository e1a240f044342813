"""The dokumen `penduduk`: which fields of residents and families travel, and what may stand in them.

Its `isi` is {"keluarga": [...], "penduduk": [...]}, records by id, without what is empty anyway, so that
5,000 people are a file of half a megabyte. Source: kiriman-format.md 12.1, 12.6 and its open point 3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from desa_desktop.domain.penduduk.orang import Keluarga, Penduduk, StatusDasar

Baris = Mapping[str, Any]
Isi = Mapping[str, Any]

KELUARGA, PENDUDUK = "keluarga", "penduduk"
LISTS: Mapping[str, type[Any]] = {KELUARGA: Keluarga, PENDUDUK: Penduduk}
# Contacts, pictures, places of houses and notes are of no use to a statistic, and what a village noted for
# itself (confirmed warnings, texts that could not be read) is of no use to anybody else.
TINGGAL: Mapping[type[Any], frozenset[str]] = {
    Penduduk: frozenset(
        {
            *("desa_id", "versi", "diubah_pada", "konfirmasi", "teks_asli", "catatan"),
            *("telepon", "email", "foto", "lintang", "bujur", "tag_id_card"),
        }
    ),
    Keluarga: frozenset({"desa_id", "versi", "diubah_pada", "konfirmasi", "teks_asli", "catatan"}),
}

_NOT_DATA = frozenset({"desa_id", "versi", "diubah_pada"})


def staying(cls: type[Any]) -> tuple[str, ...]:
    """The fields that never leave the village but go between its own laptops, without `id`."""
    return tuple(name for name in cls.__dataclass_fields__ if name in TINGGAL[cls] - _NOT_DATA)


_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY, _CLOCK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"[0-9]{2}:[0-9]{2}")
_WORDS = frozenset(one.value for one in StatusDasar)
Rule = Callable[[Any], bool]


def travelling(cls: type[Any]) -> tuple[str, ...]:
    """The fields of a resident or family that travel, `id` among them."""
    return tuple(name for name in cls.__dataclass_fields__ if name not in TINGGAL[cls])


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\0" not in value


def _is_sixteen(value: Any) -> bool:
    return _is_text(value) and len(value) in (0, 16)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_day(value: Any) -> bool:
    return _is_written(value, _DAY, date.fromisoformat)


def _is_clock(value: Any) -> bool:
    return _is_written(value, _CLOCK, time.fromisoformat)


def _is_written(value: Any, pattern: re.Pattern[str], read: Callable[[str], object]) -> bool:
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        return False
    try:
        read(value)
    except ValueError:
        return False
    return True


def _between(low: int, high: int) -> Rule:
    return lambda value: type(value) is int and low <= value <= high


def _of(*words: str) -> Rule:
    return lambda value: isinstance(value, str) and value in words


_SPECIAL: Mapping[str, Rule] = {
    **dict.fromkeys(("id", "keluarga_id", "dusun_id", "digabung_ke_id"), _is_id),
    **dict.fromkeys(("nik", "nik_ayah", "nik_ibu", "no_kk"), _is_sixteen),
    "jk": _of("", "L", "P"),
    "kawin_tercatat": _of("", "tercatat", "belum_tercatat"),
    "status_dasar": _of(*_WORDS),
    "waktu_lahir": _is_clock,
    "is_lahir_perkiraan": lambda value: isinstance(value, bool),
    **dict.fromkeys(("berat", "panjang", "urut"), _between(0, 1_000_000)),
    "nomor_sementara": _between(1, 2**53 - 1),
    "anak_ke": _between(1, 999),
}


def _rule(cls: type[Any], name: str) -> Rule:
    if name in _SPECIAL:
        return _SPECIAL[name]
    if name.startswith("tanggal_"):
        return _is_day
    kind = str(cls.__dataclass_fields__[name].type)
    return _between(1, 999) if kind.startswith("int") else _is_text


_RULES: Mapping[str, Mapping[str, Rule]] = {
    daftar: {name: _rule(cls, name) for name in travelling(cls)} for daftar, cls in LISTS.items()
}
_MAY_BE_NONE: Mapping[str, frozenset[str]] = {
    daftar: frozenset(name for name in travelling(cls) if "None" in str(cls.__dataclass_fields__[name].type))
    for daftar, cls in LISTS.items()
}


def rows_of(isi: Isi, daftar: str) -> list[Baris]:
    """The rows of one list; none where there is no list of records."""
    rows = isi.get(daftar)
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def find_wrong(isi: Isi) -> list[tuple[str, str]]:
    """What no register can hold: (list, field) of each value, without the value, which may be a name.

    Fields that a newer program added are passed over; the snapshot keeps them.
    """
    found = [(daftar, "") for daftar in LISTS if not _is_list(isi.get(daftar))]
    if found:
        return found
    ids = {daftar: {str(one["id"]) for one in isi[daftar]} for daftar in LISTS}
    numbers: set[int] = set()
    for daftar in LISTS:
        rules, nothing = _RULES[daftar], _MAY_BE_NONE[daftar]
        for row in isi[daftar]:
            for name, value in row.items():
                rule = rules.get(name)
                if rule is not None and not (value is None and name in nothing) and not rule(value):
                    found.append((daftar, name))
    for row in isi[PENDUDUK]:
        found += [(PENDUDUK, name) for name in _loose_ends(row, ids)]
        number = row.get("nomor_sementara")
        if isinstance(number, int):
            if number in numbers:
                found.append((PENDUDUK, "nomor_sementara"))
            numbers.add(number)
    return found


def _is_list(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(one, dict) and "id" in one for one in rows)


def _loose_ends(row: Baris, ids: Mapping[str, set[str]]) -> list[str]:
    """References of a person that lead nowhere inside the register."""
    found = []
    if row.get("keluarga_id") is not None and row["keluarga_id"] not in ids[KELUARGA]:
        found.append("keluarga_id")
    kept = row.get("digabung_ke_id")
    if kept is not None and (
        kept not in ids[PENDUDUK]
        or kept == row["id"]
        or row.get("status_dasar") != StatusDasar.TIDAK_VALID.value
    ):
        found.append("digabung_ke_id")
    return found


def count(isi: Isi) -> tuple[int, int]:
    """Residents who live there, and families."""
    alive = StatusDasar.HIDUP.value
    people = sum(one.get("status_dasar", alive) == alive for one in rows_of(isi, PENDUDUK))
    return people, len(rows_of(isi, KELUARGA))


_PICTURE = re.compile(r"[0-9a-f]{64}")
PAIRS = frozenset({"konfirmasi", "teks_asli"})
"""Fields that hold texts by a word; they travel as records, so that two laptops may each add one."""
_LOKAL_RULES: Mapping[str, Rule] = {
    "foto": lambda value: isinstance(value, str) and _PICTURE.fullmatch(value) is not None,
    **dict.fromkeys(PAIRS, lambda value: _are_pairs(value)),
}


def _are_pairs(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, Mapping) and one.keys() == {"id", "nilai"} and all(map(_is_text, one.values()))
        for one in value
    )


def find_wrong_lokal(isi: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List and field of what cannot stand in the companion of a register; "" for its shape."""
    found: dict[tuple[str, str], None] = {}
    for daftar, cls in LISTS.items():
        listed = isi.get(daftar)
        if not isinstance(listed, list) or not all(isinstance(one, Mapping) for one in listed):
            found[daftar, ""] = None
            continue
        for one in listed:
            if not _is_id(one.get("id")):
                found[daftar, ""] = None
            for name in staying(cls):
                if name in one and not _LOKAL_RULES.get(name, _is_text)(one[name]):
                    found[daftar, name] = None
    return list(found)
