"""What reading one cell of a register gave: a value, a doubt to be answered, or a problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Terbaca(Generic[T]):
    """One cell as understood.

    With no `aturan` it is clear: `nilai`, or None for an empty cell. A doubt (`is_ragu`) and a problem have
    `nilai` None, so that nothing doubtful is stored unasked; `usul` are what was probably meant, the
    likeliest first, for a person to accept. `teks` is a whole sentence in the language in use.
    `is_perkiraan`: the value stands for less than was said (only the year of a birth).
    """

    nilai: T | None = None
    aturan: str = ""
    teks: str = ""
    usul: tuple[T, ...] = ()
    is_ragu: bool = False
    is_perkiraan: bool = False

    @property
    def is_jelas(self) -> bool:
        """True when there is nothing to ask."""
        return not self.aturan


def ragu(aturan: str, teks: str, *usul: T) -> Terbaca[T]:
    """A doubt with what was probably meant."""
    return Terbaca(None, aturan, teks, usul, is_ragu=True)


def salah(aturan: str, teks: str, *usul: T) -> Terbaca[T]:
    """A cell that cannot be taken as it is."""
    return Terbaca(None, aturan, teks, usul)
