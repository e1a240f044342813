"""Words for people: Indonesian in the code, other languages by gettext catalogues.

The current language is the one piece of state shared by the whole program (architecture.md 3).
"""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

_current: _gettext.NullTranslations = _gettext.NullTranslations()


def _(text: str) -> str:
    """The text in the language in use. Call it when the text is shown, never at import time."""
    return _current.gettext(text)


def N_(text: str) -> str:
    """Mark a text for the catalogue where it is only declared; translate it later with `_`."""
    return text


def ngettext(one: str, many: str, number: int) -> str:
    """The singular or plural text for `number`."""
    return _current.ngettext(one, many, number)


def use_language(code: str, folder: Path | None = None) -> None:
    """Switch to the language `code` ("id", "en"); `folder` holds the catalogues.

    Indonesian needs no catalogue. An unknown language leaves Indonesian.
    """
    global _current
    if code == "id" or folder is None:
        _current = _gettext.NullTranslations()
        return
    _current = _gettext.translation("desa_desktop", folder, languages=[code], fallback=True)
