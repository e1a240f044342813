"""Qt's own words in Indonesian: buttons, context menus, calendar, file and print dialogs.

Qt ships no Indonesian (platform.md 1.3). Every text Qt asks for goes through this translator, which
remembers what it did not know, so that a test can open the dialogs and fail on an English word.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from desa_desktop.ui.kit.qt_dictionary import WORDS

_NAME = "kata_qt"


class WordsOfQt(QTranslator):
    """Looks a source text up, whatever the context; `unknown` holds (context, text) it could not."""

    def __init__(self, parent: QApplication) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self.unknown: set[tuple[str, str]] = set()

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The Indonesian text; None becomes Qt's null text, which tells Qt to use its own (an empty one
        would be shown as it is: blank)."""
        found = WORDS.get(sourceText)
        if found is None:
            self.unknown.add((context, sourceText))
            return cast(str, None)
        return found.replace("%n", str(n)) if n >= 0 else found

    def isEmpty(self) -> bool:
        """Qt does not install an empty translator."""
        return False


def speak_indonesian(application: QApplication) -> WordsOfQt:
    """Install the translator once; later calls return the one there is."""
    known = application.findChild(WordsOfQt, _NAME)
    if known is not None:
        return known
    made = WordsOfQt(application)
    application.installTranslator(made)
    return made
