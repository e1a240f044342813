"""Any workbook or CSV that a village or kecamatan brings, as rows that know their address.

A foreign workbook is opened in a process of its own with a limit of time and memory, because the
reading library can end the process it runs in on a hostile file (reliability.md 9). Values only:
no macro, link or formula is ever run. What is pasted from Excel does not pass through here but
through `read_clipboard`, which is plain text.

Started from source, wheel or the Windows folder, the reading process is this Python with the same
module path. A frozen program is its own executable: its `__main__` must hand over to
`serve_child()` when the first word on its command line is `CHILD_WORD`.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, TypeAlias

from desa_desktop.files import FS, Fs
from desa_desktop.sheets.failure import Cause, SheetUnreadable
from desa_desktop.sheets.hidden import Unseen, unseen_of
from desa_desktop.sheets.scan import (
    LIMITS,
    MIB,
    NOT_COUNTED,
    Kind,
    Limits,
    column_letters,
    counts_from_1904,
    kind_of,
    refuse_outside,
    scan,
    unread_cells,
)
from desa_desktop.sheets.text import csv_rows, read_clipboard

__all__ = [
    "CHILD_WORD",
    "LIMITS",
    "NOT_COUNTED",
    "Cause",
    "Cell",
    "Limits",
    "Row",
    "Sheet",
    "SheetUnreadable",
    "column_letters",
    "is_doubtful",
    "read_clipboard",
    "read_own_sheets",
    "read_sheets",
    "serve_child",
]

log = logging.getLogger(__name__)

Cell: TypeAlias = str | int | Decimal | bool | dt.date | dt.datetime | dt.time | None
CHILD_WORD = "--baca-lembar"
_CHILD_CODE = (
    "import sys; sys.path[:] = sys.argv[1:]; from desa_desktop.sheets import serve_child; serve_child()"
)
_EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row: the sheet's name, its number as Excel shows it (from 1), its cells from column A.

    Empty cells are None; empty cells at the end are left out.
    """

    sheet: str
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows without any content are left out, the others keep their numbers.

    `is_hidden`: who opens the workbook does not see it. `is_1904`: numbers that are days count from 1904,
    as old Excel for Mac did; cells formatted as dates are right already. `unread` are cells (row, column,
    both from 1) that show an error or an uncounted formula in Excel, with that sign; their value is None.
    `hidden` are the rows and `hidden_columns` the columns (from 1) that Excel does not show although the
    sheet is; `is_blind`: nobody can tell which those are.
    """

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    is_1904: bool = False
    unread: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    is_blind: bool = False


def is_doubtful(cell: Cell) -> bool:
    """Whether a number has more digits than a spreadsheet keeps: a NIK or KK stored as a number."""
    return isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= 10**_EXACT_DIGITS


def read_sheets(
    source: Path | bytes,
    *,
    name: str = "",
    fs: Fs = FS,
    limits: Limits = LIMITS,
) -> list[Sheet]:
    """Every sheet of an .xlsx, .xlsm, .xls, .ods or .csv, in the order of the file.

    `source` is a path or the bytes themselves; `name` is what messages call the file (default: the
    path's name). What the bytes are decides, not the name. Takes about 0.1 s for a small file; up
    to `limits.seconds`, so it belongs off the screen's thread. Raises SheetUnreadable.
    """
    shown = name or (source.name if isinstance(source, Path) else "")
    details = {"nama": shown} if shown else {}
    try:
        data = _load(source, fs, limits)
        kind = kind_of(data)
        if kind == "text":
            sheet = Path(shown).stem or "CSV"
            rows = csv_rows(data, sheet, limits)
            return [Sheet(sheet, tuple(Row(sheet, number, tuple(cells)) for number, cells in rows))]
        return _read_in_child(data, limits)
    except SheetUnreadable as refusal:
        raise SheetUnreadable(refusal.cause, **{**refusal.facts, **details}) from refusal


def read_own_sheets(data: bytes, *, name: str = "", limits: Limits = LIMITS) -> list[Sheet]:
    """The sheets of a workbook that came with the program, read in this process.

    It is trusted like the program's own code, and a process of its own would cost a tenth of a second of
    every start. Nothing that a person or a flash disk brought may come this way. Raises SheetUnreadable.
    """
    try:
        return _gathered(_lines(data, limits))
    except SheetUnreadable as refusal:
        raise SheetUnreadable(refusal.cause, **{**refusal.facts, "nama": name}) from refusal


def _load(source: Path | bytes, fs: Fs, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        try:
            data = fs.read(source, limits.packed + 1)
        except OSError as failure:
            raise SheetUnreadable(Cause.MISSING) from failure
    if len(data) > limits.packed:
        raise SheetUnreadable(Cause.TOO_BIG, batas=limits.packed // MIB)
    return data


# ── the side that asks ──────────────────────────────────────────────────────────────────────────


def _child_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_WORD]
    return [sys.executable, "-I", "-S", "-c", _CHILD_CODE, *(entry for entry in sys.path if entry)]


def _read_in_child(data: bytes, limits: Limits) -> list[Sheet]:
    order = json.dumps({name: getattr(limits, name) for name in Limits.__slots__}).encode() + b"\n"
    child = subprocess.Popen(
        _child_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with child:
        try:
            answer, _nothing = child.communicate(order + data, timeout=limits.seconds)
        except subprocess.TimeoutExpired as slow:
            child.kill()
            raise SheetUnreadable(Cause.TIMEOUT, batas=limits.seconds) from slow
        except BaseException:
            child.kill()
            raise
    return _understand(answer, child.returncode)


def _understand(answer: bytes, returncode: int) -> list[Sheet]:
    """The child's lines as sheets. A child that died before its last line ran out of memory or broke."""
    lines = answer.split(b"\n")
    if len(lines) < 2 or not lines[-2].startswith(b'{"'):
        log.info("the reading process ended early with %s", returncode)
        raise SheetUnreadable(Cause.TOO_HEAVY)
    last = json.loads(lines[-2])
    if "cause" in last:
        raise SheetUnreadable(Cause(last["cause"]), **last["details"])
    return _gathered(json.loads(line) for line in lines[:-2])


def _gathered(lines: Iterable[Any]) -> list[Sheet]:
    """What the reading side says, line by line, as sheets."""
    sheets: list[tuple[dict[str, Any], list[Row]]] = []
    for found in lines:
        if isinstance(found, dict):
            sheets.append((found, []))
        else:
            about, rows = sheets[-1]
            rows.append(Row(about["sheet"], found[0], tuple(_from_wire(cell) for cell in found[1])))
    return [
        Sheet(
            about["sheet"],
            tuple(rows),
            about["hidden"],
            about["is_1904"],
            {(row, column): sign for row, column, sign in about["unread"]},
            tuple(about["hidden_rows"]),
            tuple(about["hidden_columns"]),
            about["is_blind"],
        )
        for about, rows in sheets
    ]


def _from_wire(cell: Any) -> Cell:
    if isinstance(cell, list):
        kind, value = cell
        match kind:
            case "d":
                return Decimal(value)
            case "t":
                return dt.date.fromisoformat(value)
            case "w":
                return dt.datetime.fromisoformat(value)
            case "j":
                return dt.time.fromisoformat(value)
    return cell  # type: ignore[no-any-return]  # str, int, bool and None travel as they are


# ── the side that reads ─────────────────────────────────────────────────────────────────────────


def serve_child() -> None:
    """The reading process: limits and a workbook come in on standard input, JSON lines go out.

    The last line says either that everything was sent or why nothing can be read.
    """
    with open(0, "rb", closefd=False) as question, open(1, "wb", closefd=False) as answer:
        limits = Limits(**json.loads(question.readline()))
        _stay_small(limits)
        data = question.read()
        try:
            for line in _lines(data, limits):
                _say(answer, line)
            _say(answer, {"end": True})
        except SheetUnreadable as refusal:
            _say(answer, {"cause": refusal.cause.value, "details": refusal.facts})
        except MemoryError:
            _say(answer, {"cause": Cause.TOO_HEAVY.value, "details": {}})


def _say(answer: IO[bytes], line: object) -> None:
    answer.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n")


def _lines(data: bytes, limits: Limits) -> Iterator[object]:
    kind = kind_of(data)
    scan(data, kind, limits)
    book = _open(data, kind)
    hidden = {one.name for one in book.sheets_metadata if "Hidden" in str(one.visible)}
    is_1904, unread = counts_from_1904(data, kind), unread_cells(data, kind)
    unseen = unseen_of(data, kind)
    for name in book.sheet_names:
        hiding = (unseen or {}).get(name[:60], Unseen())
        signs = [(*place, sign) for place, sign in unread.get(name[:60], {}).items()]
        yield {
            "sheet": name,
            "hidden": name in hidden,
            "is_1904": is_1904,
            "unread": signs,
            "hidden_rows": hiding.rows,
            "hidden_columns": hiding.columns,
            "is_blind": unseen is None,
        }
        yield from _sheet_lines(book, name, limits)


def _open(data: bytes, kind: Kind) -> Any:
    import python_calamine as calamine

    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as locked:
        raise SheetUnreadable(Cause.PASSWORD) from locked
    except calamine.CalamineError as damage:
        cause = Cause.PASSWORD if "password" in str(damage).lower() else Cause.DAMAGED
        raise SheetUnreadable(cause) from damage


def _sheet_lines(book: Any, name: str, limits: Limits) -> Iterator[object]:
    import python_calamine as calamine

    try:
        sheet = book.get_sheet_by_name(name)
    except calamine.WorksheetNotFound:  # a chart or dialog sheet: a name without cells
        return
    except calamine.CalamineError as damage:
        raise SheetUnreadable(Cause.DAMAGED) from damage
    if sheet.start is None:
        return
    refuse_outside(name, sheet.end[0] + 1, sheet.end[1] + 1, limits)
    first_column = sheet.start[1]
    merged = _merged_downwards(sheet, limits)
    words: dict[int, str] = {}
    for number, row in enumerate(
        sheet.iter_rows(), start=1
    ):  # all rows from 1, columns from the first filled
        cells = [_to_wire(value) for value in row]
        _fill_merged(cells, merged.get(number - 1, ()), first_column, words)
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        for column, cell in enumerate(cells, start=first_column + 1):
            if isinstance(cell, str) and len(cell) > limits.cell:
                address = f"{column_letters(column)}{number}"
                raise SheetUnreadable(Cause.LONG_CELL, lembar=name, sel=address, batas=limits.cell)
        yield [number, [None] * first_column + cells]


_MOST_MERGED = 200_000  # rows of merged cells that are filled; more are no list of a village


def _merged_downwards(sheet: Any, limits: Limits) -> dict[int, list[tuple[int, bool]]]:
    """Row (from 0) -> columns (from 0) that belong to a cell merged over several rows; True in its first row.

    A hamlet written once beside its rows counts for each of them.
    """
    found: dict[int, list[tuple[int, bool]]] = {}
    filled = 0
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        bottom = min(bottom, limits.rows)
        filled += bottom - top
        if filled > _MOST_MERGED:
            raise SheetUnreadable(Cause.TOO_HEAVY)
        for row in range(top, bottom + 1) if bottom > top else ():
            found.setdefault(row, []).append((left, row == top))
    return found


def _fill_merged(
    cells: list[object], merged: Sequence[tuple[int, bool]], first_column: int, words: dict[int, str]
) -> None:
    """Put the words of merged cells into the rows they reach over. `words` holds them by column.

    Only words: an amount over three rows is one amount. A row that holds nothing else stays empty.
    """
    if all(cell is None for cell in cells):
        merged = [one for one in merged if one[1]]
    for column, is_first in merged:
        place = column - first_column
        if not 0 <= place < len(cells):
            continue
        cell = cells[place]
        if is_first:
            words.pop(column, None)
            if isinstance(cell, str):
                words[column] = cell
        elif cell is None:
            cells[place] = words.get(column)


def _to_wire(value: object) -> object:
    """A cell as JSON. Whole numbers become int, others keep the shortest digits Excel would show."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return None
        return int(value) if value.is_integer() else ["d", repr(value)]
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return ["t", value.date().isoformat()]
        return ["w", value.isoformat()]
    if isinstance(value, dt.date):
        return ["t", value.isoformat()]
    if isinstance(value, dt.time):
        return ["j", value.isoformat()]
    if isinstance(value, dt.timedelta):
        return ["d", str(Decimal(value.total_seconds()) / 86_400)]
    return value


def _stay_small(limits: Limits) -> None:
    """Limit this process's memory and time, so that a hostile workbook ends it and not the laptop."""
    if sys.platform == "win32":
        _stay_small_on_windows(limits.memory)
    else:
        import resource

        with suppress(ValueError, OSError):  # a lower limit is already in force
            resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _stay_small_on_windows(memory: int) -> None:
    """Put this process into a job object with a memory limit.

    Where Windows refuses (it may already be in a job that allows no other), the look at the
    parcel and the time limit remain; a reader that dies of memory still takes nobody with it.
    """
    import ctypes

    class Extended(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = [
            ("times", ctypes.c_int64 * 2),
            ("flags", ctypes.c_uint32),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peaks", ctypes.c_size_t * 2),
        ]

    extended_limit_information, process_memory_flag = 9, 0x100
    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limit = Extended(flags=process_memory_flag, process_memory=memory)
    size = ctypes.sizeof(limit)
    if kernel.SetInformationJobObject(job, extended_limit_information, ctypes.byref(limit), size):
        kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
