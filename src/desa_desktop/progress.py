"""How long work says how far it is, and how it is told to stop."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The person pressed Batal. Work that stops this way has left no trace."""


class Progress(Protocol):
    """What a long service knows of whoever waits for it."""

    def step(self, done: int, total: int, label: str) -> None:
        """Say that `done` of `total` parts are ready; `label` is an Indonesian sentence.

        Raises Cancelled when the person no longer wants the result.
        """
        ...


class Silent:
    """A Progress for tests and short work: nobody watches."""

    def step(self, done: int, total: int, label: str) -> None:
        """Say nothing."""
