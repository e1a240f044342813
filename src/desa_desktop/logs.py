"""The log a helper can read without meeting a resident: ids, counts and times, five files of 1 MB.

Whoever logs writes no names; this net catches what slips through: every run of eight or more digits
is masked, and an exception leaves its place but not its words (architecture.md 12, ux.md 12.6).
"""

from __future__ import annotations

import contextlib
import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

FILE_NAME = "desa-desktop.log"
FILE_SIZE = 1024 * 1024
FILES = 5
LONG_NUMBER = re.compile(r"\d{8,}")

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def mask(text: str) -> str:
    """The text with each digit of every long number (NIK, KK, telephone) replaced by `#`."""
    return LONG_NUMBER.sub(lambda found: "#" * len(found[0]), text)


class QuietFormatter(logging.Formatter):
    """Writes a record without what could name a person."""

    def __init__(self) -> None:
        """Time, level, module, message."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line for the file. A text made earlier by another handler is not taken over: it has words."""
        record.exc_text = None
        line = mask(super().format(record))
        record.exc_text = None
        return line

    def formatException(self, ei: _ExcInfo) -> str:
        """Where it happened and of which kind; the exception's own words may hold a name and stay out."""
        if ei[1] is None:
            return ""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines += traceback.format_tb(error.__traceback__)
            kind = type(error)
            number = f" {error.errno}" if isinstance(error, OSError) else ""
            lines.append(f"{kind.__module__}.{kind.__qualname__}{number}\n")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()


def start(folder: Path | None) -> logging.Handler:
    """Write the log of the whole program into `folder` from now on, or nowhere; `stop` ends it.

    A folder that cannot be written costs the log, not the person's work. Without any handler Python would
    print warnings, words of exceptions included, on the person's terminal.
    """
    handler: logging.Handler = logging.NullHandler()
    if folder is not None:
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                folder / FILE_NAME, maxBytes=FILE_SIZE, backupCount=FILES - 1, encoding="utf-8"
            )
    handler.setFormatter(QuietFormatter())
    root = logging.getLogger()
    for old in [each for each in root.handlers if isinstance(each.formatter, QuietFormatter)]:
        stop(old)
    root.addHandler(handler)
    logging.getLogger("desa_desktop").setLevel(logging.INFO)
    return handler


def stop(handler: logging.Handler) -> None:
    """Close the file and forget it."""
    logging.getLogger().removeHandler(handler)
    handler.close()
