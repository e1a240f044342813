"""A plain answer as it is stored, turned into the kind its question asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from desa_desktop.checklists import values
from desa_desktop.checklists.state import Plain
from desa_desktop.checklists.template import NUMERIC, WITH_CHOICES, Kind, Question
from desa_desktop.checklists.values import Value
from desa_desktop.i18n import _

LONGEST_ANSWER = 10_000


def typed(question: Question, raw: Plain) -> tuple[Value, str]:
    """The typed value and, if the answer cannot be that, the sentence that says so.

    A number is int, Decimal or text with a decimal point; what a person types with Indonesian
    points and commas was read by the screen before it was stored.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None, ""
    if question.kind in NUMERIC:
        return _number(question, raw)
    if question.kind in WITH_CHOICES:
        return _chosen(question, raw)
    match question.kind:
        case Kind.DATE:
            day = _day(raw)
            return day, "" if day else _("Tanggal tidak dikenal. Contoh: 22/11/2026.")
        case Kind.TIME:
            clock = _clock(raw)
            return clock, "" if clock else _("Jam tidak dikenal. Contoh: 14.05.")
        case Kind.ACKNOWLEDGE:
            return _acknowledged(raw)
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        return None, _("Isi dengan teks.")
    written = str(raw)
    if len(written) > LONGEST_ANSWER:
        return None, _("Isian lebih panjang dari {batas} huruf.").format(batas=LONGEST_ANSWER)
    return written, ""


def _number(question: Question, raw: Plain) -> tuple[Value, str]:
    found: Decimal | None = None
    if isinstance(raw, Decimal):
        found = values.parse_number(format(raw, "f")) if abs(raw.adjusted()) < 30 else None
    elif isinstance(raw, int) and not isinstance(raw, bool):
        found = Decimal(raw) if abs(raw) < 10**30 else None
    elif isinstance(raw, str):
        found = values.parse_number(raw)
    if found is None:
        return None, _("Isi dengan angka, misalnya 1.250.000.")
    if question.kind is Kind.INTEGER and found != found.to_integral_value():
        return None, _("Isi dengan angka bulat, misalnya 12.")
    if question.kind is Kind.RANGE and not _within(question, found):
        return None, _("Isi dengan angka {awal} sampai {akhir}.").format(
            awal=question.parameters.get("start", "0"), akhir=question.parameters.get("end", "10")
        )
    return found, ""


def _within(question: Question, found: Decimal) -> bool:
    start = values.parse_number(question.parameters.get("start", "0")) or Decimal(0)
    end = values.parse_number(question.parameters.get("end", "10"))
    return start <= found and (end is None or found <= end)


def _chosen(question: Question, raw: Plain) -> tuple[Value, str]:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Sequence):
        return None, _("Jawaban ini tidak ada dalam pilihan. Pilih lagi.")
    if isinstance(raw, str | int):
        names = str(raw).split()
    elif all(isinstance(one, str | int) and not isinstance(one, bool) for one in raw):
        names = [str(one) for one in raw]
    else:
        return None, _("Jawaban ini tidak ada dalam pilihan. Pilih lagi.")
    if question.kind is Kind.SELECT_ONE and len(names) > 1:
        return None, _("Pilih satu jawaban saja.")
    return " ".join(names) or None, ""


def _acknowledged(raw: Plain) -> tuple[Value, str]:
    if raw in (True, "OK", "ya", "true"):
        return "OK", ""
    if raw in (False, "tidak", "false"):
        return None, ""
    return None, _("Jawaban ini tidak ada dalam pilihan. Pilih lagi.")


def _day(raw: Plain) -> dt.date | None:
    if isinstance(raw, dt.date):
        return values.as_date(raw)
    return values.parse_date(raw.strip()) if isinstance(raw, str) else None


def _clock(raw: Plain) -> dt.time | None:
    if isinstance(raw, dt.time):
        return raw
    if not isinstance(raw, str):
        return None
    try:
        return dt.time.fromisoformat(raw.strip().replace(".", ":"))
    except ValueError:
        return None
