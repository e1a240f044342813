"""F1: the page about this screen, beside the screen. Pages are Markdown files that need no internet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.style import look

WIDTH = 340


class HelpPanel(QFrame):
    """Shows `<name>.md` of the help folder; `printed` asks to print the page."""

    closed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bingkai.bantuan")
        self.setProperty("kartu", "ya")
        self._folder = folder
        title = QLabel(_("Bantuan"))
        title.setProperty("teks", "bagian")
        close = QPushButton(_("Tutup"))
        close.setObjectName("bingkai.bantuan.tutup")
        close.setProperty("rapat", "ya")
        close.clicked.connect(self.closed)
        self.page = QTextBrowser()
        self.page.setObjectName("bingkai.bantuan.halaman")
        self.page.setAccessibleName(_("Halaman bantuan"))
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(lambda link: self.show_page(Path(link.path()).stem))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.addLayout(head)
        box.addWidget(self.page, 1)
        self.setFixedWidth(look().px(WIDTH))

    @property
    def pages(self) -> list[str]:
        """Names of the pages there are."""
        return sorted(file.stem for file in self._folder.glob("*.md"))

    def has(self, name: str) -> bool:
        """Whether there is a page of this name."""
        return (self._folder / f"{name}.md").is_file()

    def title_of(self, name: str) -> str:
        """The first heading of a page."""
        first = (self._folder / f"{name}.md").read_text(encoding="utf-8").lstrip().splitlines()[0]
        return first.lstrip("# ").strip()

    def show_page(self, name: str) -> bool:
        """Show a page; False if it has not been written."""
        if not self.has(name):
            return False
        self.page.setMarkdown((self._folder / f"{name}.md").read_text(encoding="utf-8"))
        self.setFixedWidth(look().px(WIDTH))
        self.show()
        return True

    def show_text(self, markdown: str) -> None:
        """Show a page that is made on the spot (keys, about)."""
        self.page.setMarkdown(markdown)
        self.setFixedWidth(look().px(WIDTH))
        self.show()
        self.page.setFocus()
