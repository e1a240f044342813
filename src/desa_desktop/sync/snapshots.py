"""A snapshot: the whole content of one dokumen at one moment, named by its digest, naming its ancestors.

`make_snapshot` writes one, `read_snapshot` checks one that came, `check_parents` its descent.
Source: kiriman-format.md 12.2 and 12.3. Every finding is E_DOC.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, TypeGuard
from uuid import UUID

from desa_desktop.domain.dokumen import (
    SCHEMA_BASE,
    StatusDokumen,
    find_jenis,
    is_readable,
    next_revisi,
)
from desa_desktop.domain.identity import digest
from desa_desktop.sync import strict_json
from desa_desktop.sync.certificates.statements import HEX_32, HEX_64, UUID_TEXT, is_moment, matches
from desa_desktop.sync.rejection import Code, KirimanRejected

MOST_PARENTS = 8
MOST_ANCESTORS = 512
LONGEST_TEXT = 65_536
LARGEST_SNAPSHOT = 64 * 1024 * 1024
_KEYS = frozenset(
    {
        "id",
        "jenis",
        "pemilik",
        "schema",
        "status",
        "revisi",
        "parents",
        "leluhur",
        "oleh",
        "pada",
        "isi",
    }
)
MOST_PASSED = 10_000
_PASSED: set[str] = set()
"""Digests of snapshots whose form this process has checked: a file is judged, shown and accepted in turn."""
_JENIS = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """A snapshot without its content: what history is decided from. `digest` is 64 hex digits.

    `parents` are sorted, `leluhur` are the further ancestors in the order of the format.
    """

    digest: str
    id: str
    jenis: str
    pemilik: str
    status: StatusDokumen
    revisi: int
    parents: tuple[str, ...]
    leluhur: tuple[str, ...]

    @property
    def ancestors(self) -> frozenset[str]:
        """Every ancestor it names."""
        return frozenset(self.parents) | frozenset(self.leluhur)

    @property
    def line(self) -> frozenset[str]:
        """Itself and every ancestor it names (12.4)."""
        return self.ancestors | {self.digest}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Descent):
    """A whole snapshot. `data` are its bytes, `isi` its content; `oleh` and `pada` are claims for people."""

    schema: int
    oleh: str
    pada: str
    isi: Mapping[str, object]
    data: bytes

    @property
    def lampiran(self) -> frozenset[str]:
        """SHA-256 (hex) of every attachment its content names."""
        if b'"lampiran":' not in self.data:  # nearly always, and a register is long to walk through
            return frozenset()
        return frozenset(find_lampiran(self.isi))

    @property
    def is_readable(self) -> bool:
        """Whether this program can open it; else it is kept and sent on unopened (W_SCHEMA)."""
        return is_readable(self.jenis, self.schema)


def snapshot_digest(data: bytes) -> str:
    """The name of a snapshot: 64 hex digits over its bytes."""
    return digest("dok", data).hex()


def make_snapshot(
    *,
    id: UUID | str,
    jenis: str,
    pemilik: UUID | str,
    status: StatusDokumen,
    isi: Mapping[str, object],
    oleh: str,
    pada: datetime,
    parents: Iterable[Descent] = (),
    schema: int | None = None,
) -> Snapshot:
    """A new snapshot made from `parents`: none for the first, one, or all heads that are merged.

    `isi` is brought into the form of the format: text in NFC, record lists sorted by id. `pada` is an
    aware moment; `schema` is that of the program unless given (a newer one is written back unchanged).
    Raises ValueError when a rule of 12.2 is broken: that is our bug, not the sender's.
    """
    known = find_jenis(jenis)
    if schema is None:
        if known is None:
            raise ValueError(f"no schema is known for {jenis}")
        schema = known.schema
    sources = sorted(parents, key=lambda one: one.digest)
    fields = {
        "id": str(id),
        "isi": _tidy(isi),
        "jenis": jenis,
        "leluhur": list(compute_leluhur(sources)),
        "oleh": oleh,
        "pada": write_moment(pada),
        "parents": [one.digest for one in sources],
        "pemilik": str(pemilik),
        "revisi": next_revisi(status, tuple(one.revisi for one in sources)),
        "schema": schema,
        "status": status.value,
    }
    try:
        made = read_snapshot(strict_json.encode(fields))
        _compare_with_parents(made, sources)
    except KirimanRejected as failure:
        raise ValueError(f"a snapshot of {jenis} against the rules of the format") from failure
    return made


def read_snapshot(data: bytes) -> Snapshot:
    """The snapshot written in `data`, its form checked. Raises KirimanRejected (E_DOC).

    Bytes of the same digest are the same bytes: what passed once in this process is only read again.
    """
    if snapshot_digest(data) in _PASSED:
        return _build(json.loads(data), data)
    try:
        fields = strict_json.decode_object(data)
    except strict_json.NotStrict as failure:
        raise KirimanRejected(Code.E_DOC) from failure
    if len(data) > LARGEST_SNAPSHOT or fields.keys() != _KEYS or not _is_well_formed(fields):
        raise KirimanRejected(Code.E_DOC)
    snapshot = _build(fields, data)
    _check_content(snapshot)
    if len(_PASSED) >= MOST_PASSED:
        _PASSED.clear()
    _PASSED.add(snapshot.digest)
    return snapshot


def tidy_isi(isi: Mapping[str, object]) -> dict[str, object]:
    """A content in the form of the format: text in NFC, record lists sorted by id."""
    return {key: _tidy(value) for key, value in isi.items()}


def check_parents(snapshot: Snapshot, find: Callable[[str], Descent | None]) -> None:
    """Whether the snapshot descends from its parents as it says, if all of them are known to `find`.

    Raises KirimanRejected (E_DOC) when `id`, `jenis`, `pemilik`, `revisi` or `leluhur` do not follow.
    """
    found = [find(one) for one in snapshot.parents]
    parents = [one for one in found if one is not None]
    if len(parents) == len(found):
        _compare_with_parents(snapshot, parents)


def compute_leluhur(parents: Sequence[Descent]) -> tuple[str, ...]:
    """Every further ancestor, nearest first and fairly from each parent, at most 512 (12.3)."""
    ordered = sorted(parents, key=lambda one: one.digest)
    queues = [one.parents + one.leluhur for one in ordered]
    seen = {one.digest for one in ordered}
    result: list[str] = []
    for place in range(max((len(queue) for queue in queues), default=0)):
        for queue in queues:
            if place < len(queue) and queue[place] not in seen:
                seen.add(queue[place])
                result.append(queue[place])
                if len(result) == MOST_ANCESTORS:
                    return tuple(result)
    return tuple(result)


def is_record_list(value: object) -> TypeGuard[list[dict[str, object]]]:
    """Whether the value is a list whose every element is an object with a text `id` (an empty list is)."""
    return isinstance(value, list) and all(
        isinstance(one, dict) and isinstance(one.get("id"), str) for one in value
    )


def find_lampiran(value: object) -> Iterator[str]:
    """The SHA-256 of each attachment named in a content."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            named = one.get("lampiran")
            if matches(HEX_64, named):
                yield str(named)
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def write_moment(at: datetime) -> str:
    """A moment as the format writes it, with seconds and offset. Raises ValueError without an offset."""
    text = at.isoformat(timespec="seconds")
    if not is_moment(text):
        raise ValueError("a moment needs an offset of whole minutes")
    return text


def _is_well_formed(fields: Mapping[str, object]) -> bool:
    parents, leluhur = fields["parents"], fields["leluhur"]
    return (
        matches(UUID_TEXT, fields["id"])
        and matches(_JENIS, fields["jenis"])
        and matches(UUID_TEXT, fields["pemilik"])
        and strict_json.is_integer(fields["schema"], SCHEMA_BASE)
        and fields["status"] in list(StatusDokumen)
        and strict_json.is_integer(fields["revisi"])
        and _are_digests(parents, MOST_PARENTS)
        and _are_digests(leluhur, MOST_ANCESTORS)
        and matches(HEX_32, fields["oleh"])
        and is_moment(fields["pada"])
        and isinstance(fields["isi"], dict)
    )


def _are_digests(value: object, most: int) -> TypeGuard[list[str]]:
    return isinstance(value, list) and len(value) <= most and all(matches(HEX_64, one) for one in value)


def _build(fields: Mapping[str, object], data: bytes) -> Snapshot:
    parents, leluhur, isi = fields["parents"], fields["leluhur"], fields["isi"]
    assert isinstance(parents, list)
    assert isinstance(leluhur, list)
    assert isinstance(isi, dict)
    return Snapshot(
        digest=snapshot_digest(data),
        id=str(fields["id"]),
        jenis=str(fields["jenis"]),
        pemilik=str(fields["pemilik"]),
        status=StatusDokumen(str(fields["status"])),
        revisi=int(str(fields["revisi"])),
        parents=tuple(parents),
        leluhur=tuple(leluhur),
        schema=int(str(fields["schema"])),
        oleh=str(fields["oleh"]),
        pada=str(fields["pada"]),
        isi=isi,
        data=data,
    )


def _check_content(snapshot: Snapshot) -> None:
    parents, leluhur = snapshot.parents, snapshot.leluhur
    good = (
        list(parents) == sorted(set(parents))
        and len(set(leluhur)) == len(leluhur)
        and not set(parents) & set(leluhur)
        and (bool(parents) or not leluhur)
        and _is_revisi_possible(snapshot)
        and _is_status_possible(snapshot)
        and _is_isi_possible(snapshot.isi)
    )
    if not good:
        raise KirimanRejected(Code.E_DOC)


def _is_revisi_possible(snapshot: Snapshot) -> bool:
    if snapshot.parents:
        return snapshot.status is not StatusDokumen.DISAHKAN or snapshot.revisi >= 1
    if snapshot.status is StatusDokumen.DICABUT:
        return False
    return snapshot.revisi == next_revisi(snapshot.status, ())


def _is_status_possible(snapshot: Snapshot) -> bool:
    if snapshot.status is StatusDokumen.DICABUT:
        alasan = snapshot.isi.get("alasan")
        return snapshot.isi.keys() == {"alasan"} and isinstance(alasan, str) and bool(alasan.strip())
    known = find_jenis(snapshot.jenis)
    if known is None or not snapshot.is_readable:
        return True  # a newer program may have other rules for it
    return not (known.is_hidup and snapshot.status is StatusDokumen.KONSEP)


def _is_isi_possible(isi: Mapping[str, object]) -> bool:
    # a register has some hundred thousand values: only what holds others is put aside, types as decoded
    waiting: list[Any] = [isi]
    while waiting:
        one = waiting.pop()
        if type(one) is list and is_record_list(one) and not _is_in_order(one):
            return False
        for value in one if type(one) is list else one.values():
            kind = type(value)
            if kind is str:
                if len(value) > LONGEST_TEXT:
                    return False
            elif kind is dict or kind is list:
                waiting.append(value)
    return True


def _is_in_order(records: list[dict[str, object]]) -> bool:
    names = [str(one["id"]) for one in records]
    return all(first < second for first, second in pairwise(names))


def _compare_with_parents(snapshot: Snapshot, parents: Sequence[Descent]) -> None:
    if not parents:
        return
    good = (
        all(
            (one.id, one.jenis, one.pemilik) == (snapshot.id, snapshot.jenis, snapshot.pemilik)
            for one in parents
        )
        and snapshot.revisi == next_revisi(snapshot.status, tuple(one.revisi for one in parents))
        and snapshot.leluhur == compute_leluhur(parents)
    )
    if not good:
        raise KirimanRejected(Code.E_DOC)


def _tidy(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: _tidy(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        tidied = [_tidy(one) for one in value]
        return sorted(tidied, key=lambda one: str(one["id"])) if is_record_list(tidied) else tidied
    return value
