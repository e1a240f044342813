"""What came out of reading something a person typed: a value, or a sentence that helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """One typed value as understood.

    `value` is None for an empty text and for one with a `problem`: a whole sentence in the
    language in use, with its support `code` (`K-101`). `suggestion` is what was probably
    meant; it counts only after the person agreed.
    """

    value: T | None
    problem: str = ""
    code: str = ""
    suggestion: T | None = None

    @property
    def is_clear(self) -> bool:
        """True when there is nothing to ask: a value, or an empty text that may be empty."""
        return not self.problem
