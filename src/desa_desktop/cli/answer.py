"""What a command answers: the same facts as data for machines and as sentences and tables for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from uuid import UUID

from desa_desktop.errors import DesaError, InvalidInput

LONGEST_CELL = 60
# beside those that JSON writes as numbers anyway: DEL, C1, bidi signs and those without width
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True, slots=True)
class Pesan:
    """One message: its support code, how much it weighs, its sentence, where it belongs."""

    kode: str
    tingkat: str
    teks: str
    tempat: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or did. `data` is the object of cli.md, `text` the same for people; `warning`
    has nothing to do with the command, but somebody must hear it."""

    data: Mapping[str, object]
    text: str
    exit_code: int = 0
    pesan: tuple[Pesan, ...] = ()
    warning: str = ""


def with_warning(answer: Answer, kode: str, sentence: str) -> Answer:
    """The same answer with a word about the laptop itself."""
    said = Pesan(kode, "peringatan", sentence, {})
    return replace(answer, pesan=(*answer.pesan, said), warning=f"{sentence} ({kode})" if kode else sentence)


def plain(value: object) -> object:
    """A value as JSON has it: ids and paths as text, dates ISO, rupiah and volumes as numbers."""
    if value is None or isinstance(value, str | bool | int | float):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(plain(name)): plain(one) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no form in an answer")


def as_json(words: str, answer: Answer) -> str:
    """The one object of `--json`; `ok` is true when the exit code is 0."""
    content = {
        "ok": answer.exit_code == 0,
        "perintah": words,
        "data": plain(answer.data),
        "pesan": plain(answer.pesan),
    }
    written = json.dumps(content, ensure_ascii=False)
    # the same text for a program, but no sign that a terminal would obey
    return _OBEYED.sub(lambda one: f"\\u{ord(one[0]):04x}", written)


def of_failure(failure: DesaError) -> Answer:
    """A failure as an answer: one message per finding or field, else one for the whole."""
    return Answer({}, str(failure), failure.exit_code, tuple(_messages(failure)))


def _messages(failure: DesaError) -> list[Pesan]:
    from desa_desktop.domain.pemeriksaan import RuleBroken

    if isinstance(failure, RuleBroken):
        return [of_finding(one) for one in failure.pemeriksaan]
    if isinstance(failure, InvalidInput) and failure.fields:
        return [
            Pesan(failure.kode, "galat", sentence, {"kolom": field} if field else {})
            for field, sentence in failure.fields.items()
        ]
    return [Pesan(failure.kode, "galat", failure.sentence, {})]


def of_finding(one: object) -> Pesan:
    """A finding of a check as a message: the rule's number as code, the record and field as place."""
    from desa_desktop.domain.pemeriksaan import Pemeriksaan

    assert isinstance(one, Pemeriksaan)
    return Pesan(one.aturan, one.level.value, one.teks, place_of(one.record, one.field))


def place_of(record: UUID | None, field: str) -> dict[str, object]:
    """Where a finding jumps to: the id of the record and the field, without what is not known."""
    place: dict[str, object] = {}
    if record is not None:
        place["id"] = str(record)
    if field:
        place["kolom"] = field
    return place


def findings_data(findings: Iterable[object]) -> list[dict[str, object]]:
    """Findings in the shape of cli.md: aturan, tingkat, teks, tempat."""
    messages = [of_finding(one) for one in findings]
    return [
        {"aturan": one.kode, "tingkat": one.tingkat, "teks": one.teks, "tempat": one.tempat}
        for one in messages
    ]


def findings_text(findings: Iterable[object]) -> list[str]:
    """Findings as lines: `Galat    V-12  sentence`."""
    return [
        f"{one.tingkat.capitalize():<11} {one.kode:<6} {one.teks}"
        for one in (of_finding(each) for each in findings)
    ]


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under headings, numbers to the right, long texts cut."""
    content = [list(row) for row in rows]
    cells = [[_cell(value) for value in row] for row in content]
    lines = [list(headings), *cells]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headings))]
    lines.insert(1, ["-" * width for width in widths])
    is_number = [
        bool(content) and all(isinstance(row[place], int | Decimal | None) for row in content)
        for place in range(len(headings))
    ]
    return "\n".join(
        "  ".join(
            text.rjust(width) if to_the_right else text.ljust(width)
            for text, width, to_the_right in zip(line, widths, is_number, strict=True)
        ).rstrip()
        for line in lines
    )


def _cell(value: object) -> str:
    from desa_desktop.domain.sebutan import show_value

    text = " ".join(show_value("", value.value if isinstance(value, Enum) else value).split())
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
