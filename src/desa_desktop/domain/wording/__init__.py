"""How the village writes and reads amounts, volumes, dates and hours (ux.md 3.4 to 3.6)."""

from __future__ import annotations

from desa_desktop.domain.wording.amounts import (
    MOST_MONEY,
    format_while_typing,
    read_integer,
    read_money,
    read_percent,
    read_quantity,
    show_money,
    show_number,
    show_percent,
)
from desa_desktop.domain.wording.calendar import (
    DAYS,
    MONTHS,
    date_in_words,
    read_date,
    read_time,
    show_date,
    show_date_day,
    show_date_short,
    show_time,
)
from desa_desktop.domain.wording.reading import Reading
from desa_desktop.domain.wording.words import sentence_case, terbilang, terbilang_rupiah

__all__ = [
    "DAYS",
    "MONTHS",
    "MOST_MONEY",
    "Reading",
    "date_in_words",
    "format_while_typing",
    "read_date",
    "read_integer",
    "read_money",
    "read_percent",
    "read_quantity",
    "read_time",
    "sentence_case",
    "show_date",
    "show_date_day",
    "show_date_short",
    "show_money",
    "show_number",
    "show_percent",
    "show_time",
    "terbilang",
    "terbilang_rupiah",
]
