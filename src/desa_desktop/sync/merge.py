"""Joining what two laptops of one office changed apart in a dokumen, so that nothing is dropped silently.

`merge` joins what only one side changed and lists the rest as selisih, which a person decides in Kotak
Selisih. Source: kiriman-format.md 13. Pure, over the `isi` of snapshots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desa_desktop.sync.snapshots import is_record_list

MASS_RECORDS, MASS_PERCENT = 25, 2
FEW_RECORDS, FEW_PERCENT = 10, 10


class _Absent(Enum):
    ABSENT = 0


ABSENT: Final = _Absent.ABSENT


class Sisi(Enum):
    """The two sides of a selisih; a is the head with the smaller digest."""

    A = "a"
    B = "b"


@dataclass(frozen=True, slots=True)
class Selisih:
    """One value that both sides changed. `jalan` leads to it: keys, and ids of records.

    A value is None where it is absent; `absent` names those of "dasar", "a", "b" that are.
    """

    jalan: tuple[str, ...]
    dasar: object
    a: object
    b: object
    absent: frozenset[str] = frozenset()

    @property
    def tempat(self) -> str:
        """The place as text, `/kegiatan/<id>/biaya`."""
        return "".join(f"/{step}" for step in self.jalan)


@dataclass(frozen=True, slots=True)
class Merged:
    """The joined content, with a's value (or b's where a removed it) at every open selisih."""

    isi: dict[str, object]
    selisih: tuple[Selisih, ...]


def merge(base: Mapping[str, object], a: Mapping[str, object], b: Mapping[str, object]) -> Merged:
    """Join two contents; `base` is their newest common ancestor, `{}` if none is held.

    All three must be of the program's own schema. The inputs are not changed.
    """
    found: list[Selisih] = []
    isi = _objects(dict(base), dict(a), dict(b), (), found)
    return Merged(isi, tuple(found))


@dataclass(frozen=True, slots=True)
class Sendiri:
    """A value that a person wrote instead of either side's."""

    nilai: object


def choose(isi: Mapping[str, object], putusan: Iterable[tuple[Selisih, Sisi | Sendiri]]) -> dict[str, object]:
    """The joined content with a person's choices put in; `isi` is that of `merge` and stays as it is.

    Raises KeyError when a selisih does not belong to this content.
    """
    result = dict(isi)
    for selisih, chosen in putusan:
        result = _replace(result, selisih.jalan, _chosen_value(selisih, chosen))
    return result


def _chosen_value(selisih: Selisih, chosen: Sisi | Sendiri) -> object:
    if isinstance(chosen, Sendiri):
        return chosen.nilai
    if chosen.value in selisih.absent:
        return ABSENT
    return selisih.a if chosen is Sisi.A else selisih.b


def is_mass_deletion(gone: int, total: int) -> bool:
    """Whether so many records of one list or jenis disappear that a person must confirm (W_MASS_DELETE)."""
    many = gone > MASS_RECORDS and gone * 100 > total * MASS_PERCENT
    large_part = gone >= FEW_RECORDS and gone * 100 >= total * FEW_PERCENT
    return many or large_part


def _join(base: object, a: object, b: object, jalan: tuple[str, ...], found: list[Selisih]) -> object:
    if _same(a, b) or _same(b, base):
        return a
    if _same(a, base):
        return b
    if isinstance(a, dict) and isinstance(b, dict):
        return _objects(base if isinstance(base, dict) else {}, a, b, jalan, found)
    if is_record_list(a) and is_record_list(b):
        before = _by_id(base) if is_record_list(base) else {}
        joined = _objects(before, _by_id(a), _by_id(b), jalan, found)
        return [joined[key] for key in sorted(joined)]
    values = {"dasar": base, "a": a, "b": b}
    absent = frozenset(name for name, value in values.items() if value is ABSENT)
    shown = {name: None if value is ABSENT else value for name, value in values.items()}
    found.append(Selisih(jalan, shown["dasar"], shown["a"], shown["b"], absent))
    return b if a is ABSENT else a


def _objects(
    base: Mapping[str, object],
    a: Mapping[str, object],
    b: Mapping[str, object],
    jalan: tuple[str, ...],
    found: list[Selisih],
) -> dict[str, object]:
    result: dict[str, object] = {}
    for key in sorted({*base, *a, *b}):
        value = _join(base.get(key, ABSENT), a.get(key, ABSENT), b.get(key, ABSENT), (*jalan, key), found)
        if value is not ABSENT:
            result[key] = value
    return result


def _by_id(records: list[dict[str, object]]) -> dict[str, object]:
    return {str(one["id"]): one for one in records}


def _same(a: object, b: object) -> bool:
    # True and 1 are equal in Python but not in a content.
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(_same(one, other) for one, other in zip(a, b, strict=True))
    return a == b


def _replace(isi: Mapping[str, object], jalan: tuple[str, ...], value: object) -> dict[str, object]:
    step, rest = jalan[0], jalan[1:]
    result = dict(isi)
    if not rest:
        if value is ABSENT:
            result.pop(step, None)
        else:
            result[step] = value
        return result
    inner = result[step]
    if isinstance(inner, Mapping):
        result[step] = _replace(inner, rest, value)
    elif is_record_list(inner):
        joined = _replace(_by_id(inner), rest, value)
        result[step] = [joined[key] for key in sorted(joined)]
    else:
        raise KeyError("/".join(jalan))
    return result
