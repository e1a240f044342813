"""Asking for the period of a checklist: those of its own kind, the present one chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desa_desktop.domain.periode import Periode
from desa_desktop.i18n import _
from desa_desktop.ui.kit.ask import ask_choice


def ask_periode(parent: QWidget, title: str, offered: Sequence[Periode]) -> str | None:
    """The chosen period as it is written (`2026-TW3`), None if `Batal`."""
    question = _("{judul}: periode mana yang diisi?").format(judul=title)
    return ask_choice(parent, question, _("Buka"), [(str(one), one.show()) for one in offered])
