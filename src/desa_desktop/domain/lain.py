"""What a newer program wrote and this one does not know: kept, counted, written back unchanged.

Only within one major schema, where fields are added and nothing changes its meaning (kiriman-format.md 15).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desa_desktop.domain.lampiran import LAMPIRAN
from desa_desktop.domain.plain import CLASSES, Isi, known_fields


def keep_unknown(jenis: str, before: Mapping[str, Any], after: Isi) -> Isi:
    """`after` with every field of `before` that this program does not know, in each record that is still
    there. A record that was removed takes its own with it."""
    cls = CLASSES.get(jenis)
    return _kept(cls, before, after, is_root=True) if cls is not None else after


def _kept(cls: type[Any], before: Mapping[str, Any], after: Isi, *, is_root: bool) -> Isi:
    known = known_fields(cls, is_root=is_root)
    made = {key: value for key, value in before.items() if _is_unknown(key, known)} | after
    for name, part in known.items():
        rows = after.get(name)
        if part is None or not isinstance(rows, list):
            continue
        earlier = _by_id(before.get(name))
        made[name] = [
            _kept(part, earlier[row["id"]], row, is_root=False) if row.get("id") in earlier else row
            for row in rows
        ]
    return made


def count_unknown(jenis: str, isi: Mapping[str, Any]) -> int:
    """How many fields of a content this program does not know, each once however many rows have it."""
    cls = CLASSES.get(jenis)
    return len(_unknown(cls, isi, "", is_root=True)) if cls is not None else 0


def _unknown(cls: type[Any], row: Mapping[str, Any], place: str, *, is_root: bool) -> set[str]:
    known = known_fields(cls, is_root=is_root)
    found = {f"{place}/{key}" for key in row if _is_unknown(key, known)}
    for name, part in known.items():
        if part is not None:
            for one in _by_id(row.get(name)).values():
                found |= _unknown(part, one, f"{place}/{name}", is_root=False)
    return found


def _is_unknown(key: str, known: Mapping[str, Any]) -> bool:
    return key not in known and key not in ("id", LAMPIRAN)


def _by_id(rows: object) -> dict[str, Mapping[str, Any]]:
    if not isinstance(rows, list):
        return {}
    return {str(one["id"]): one for one in rows if isinstance(one, dict) and "id" in one}
