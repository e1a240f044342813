"""Columns and fields that understand more than their list: `02.03.10`, `DD`, `Mei - Jul`, `1, 6`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desa_desktop.domain.wording import Reading
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.kinds import Kind, read_value, show_value
from desa_desktop.ui.kit.table import Column


@dataclass(frozen=True, kw_only=True)
class SmartColumn(Column):
    """A column that understands more than its list: `understand` is asked first, None means `not I`."""

    understand: Callable[[str], object | None] | None = None
    wording: Callable[[object], str] | None = None
    problem: str = ""

    def read(self, text: str, today: Callable[[], date] | None) -> Reading[object]:
        """The value meant by a typed text."""
        if self.understand is None or not text.strip():
            return super().read(text, today)
        found = self.understand(text)
        if found is not None:
            return Reading(found)
        return Reading(None, self.problem) if self.problem else super().read(text, today)

    def show(self, value: object, *, long: bool = False) -> str:
        """The value in its own words."""
        return self.wording(value) if self.wording is not None else super().show(value, long=long)


@dataclass(frozen=True, kw_only=True)
class ListField(Field):
    """Several values of a list on one line with commas, where ticks would need too much room."""

    def read(self, text: str, today: Any) -> Reading[object]:
        """The values between the commas."""
        return read_value(Kind.MANY, text, choices=self.choices)

    def show(self, value: object, *, long: bool = False) -> str:
        """The values with commas."""
        return show_value(Kind.MANY, value or (), self.choices)
