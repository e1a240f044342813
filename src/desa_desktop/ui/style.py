"""How the program looks: three themes of tokens, four sizes of text, one palette, one stylesheet.

Tokens and measures are ux.md 11. Everything that paints asks `look()`, so a change of theme or size
reaches each widget; nothing reads colours or fonts from Windows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desa_desktop import paths
from desa_desktop.ui.sheet import stylesheet

SIZES = (100, 115, 130, 150)
FAMILY = "Noto Sans"


class Theme(StrEnum):
    """The three themes; the value is the word of the settings file and of `cuplik --tema`."""

    TERANG = "terang"
    GELAP = "gelap"
    KONTRAS = "kontras"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by use, each `#RRGGBB` (ux.md 11.3); `*_bg` is the ground its namesake stands on."""

    bg: str
    kartu: str
    teks: str
    sekunder: str
    nonaktif: str
    batas: str
    garis: str
    utama: str
    utama_teks: str
    utama_bg: str
    bahaya: str
    bahaya_bg: str
    waspada: str
    waspada_bg: str
    sukses: str
    sukses_bg: str
    fokus: str
    pilih: str
    pilih_teks: str


TOKENS: dict[Theme, Tokens] = {
    Theme.TERANG: Tokens(
        bg="#F7F8FA", kartu="#FFFFFF", teks="#1B2430", sekunder="#4A5666", nonaktif="#6B7686",
        batas="#7A8696", garis="#D5DAE1", utama="#0B5A8A", utama_teks="#FFFFFF", utama_bg="#E3F0F8",
        bahaya="#A61B1B", bahaya_bg="#FCE9E9", waspada="#7A4A00", waspada_bg="#FFF2D6",
        sukses="#1B6B35", sukses_bg="#E4F4E8", fokus="#B8480A", pilih="#CFE5F5", pilih_teks="#1B2430",
    ),
    Theme.GELAP: Tokens(
        bg="#14181D", kartu="#1D232A", teks="#EDF1F5", sekunder="#B4BFCB", nonaktif="#97A3B0",
        batas="#8592A1", garis="#39434E", utama="#7CC4F0", utama_teks="#14181D", utama_bg="#12354A",
        bahaya="#FF9C95", bahaya_bg="#4A1D1B", waspada="#F5C46A", waspada_bg="#453208",
        sukses="#8EDBA2", sukses_bg="#163A22", fokus="#FFB27A", pilih="#1F4560", pilih_teks="#EDF1F5",
    ),
    Theme.KONTRAS: Tokens(
        bg="#FFFFFF", kartu="#FFFFFF", teks="#000000", sekunder="#000000", nonaktif="#4A4A4A",
        batas="#000000", garis="#000000", utama="#000000", utama_teks="#FFFFFF", utama_bg="#FFFFFF",
        bahaya="#8A0000", bahaya_bg="#FFFFFF", waspada="#5A3600", waspada_bg="#FFFFFF",
        sukses="#004A18", sukses_bg="#FFFFFF", fokus="#0000C8", pilih="#000000", pilih_teks="#FFFF00",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """The theme and size of text in use."""

    theme: Theme
    scale: int

    @property
    def tokens(self) -> Tokens:
        """The colours of this theme as text."""
        return TOKENS[self.theme]

    def colour(self, token: str) -> QColor:
        """The colour of a token by its name, e.g. `bahaya`."""
        return QColor(cast(str, getattr(self.tokens, token)))

    def px(self, size: float) -> int:
        """A measure given for 100 % text, in pixels of this size of text."""
        return max(1, round(size * self.scale / 100))

    def font(self, size: float = 14, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The screen's font; `size` in pixels at 100 % (14 body, 12.5 secondary, 16 section, 20 title)."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        font.setStyleHint(QFont.StyleHint.SansSerif)
        return font


_PROPERTY = "desa_look"
_PLAIN = Look(Theme.TERANG, 100)


def look() -> Look:
    """The look in use; Terang at 100 % before `apply` was called."""
    application = QApplication.instance()
    known = application.property(_PROPERTY) if application is not None else None
    return known if isinstance(known, Look) else _PLAIN


def load_fonts(folder: Path) -> list[str]:
    """Make the program's own fonts known to Qt; returns the families.

    A folder without fonts gives an empty list: Qt then uses what the machine has.
    """
    families: list[str] = []
    for file in sorted(folder.glob("NotoSans*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families


def apply(application: QApplication, theme: Theme = Theme.TERANG, scale: int = 100) -> Look:
    """Dress the whole application; every widget hears of it by the style change event.

    Raises ValueError for a size of text that is not one of SIZES.
    """
    if scale not in SIZES:
        raise ValueError(f"no such size of text: {scale}")
    new = Look(Theme(theme), scale)
    application.setProperty(_PROPERTY, new)
    # Qt dresses bare widgets seven times faster than it changes one sheet for another
    application.setStyleSheet("")
    style = application.style()
    if style is None or style.objectName() != "fusion":
        application.setStyle("Fusion")
    application.setFont(new.font())
    application.setPalette(palette(new))
    arrow = paths.resources() / "icons" / f"panah-{new.theme.value}.svg"
    application.setStyleSheet(stylesheet(new.tokens, new.px, arrow.as_posix()))
    return new


def palette(new: Look) -> QPalette:
    """The explicit palette of a look: nothing is left to the colours of the operating system."""
    made = QPalette()
    role = QPalette.ColorRole
    for place, token in {
        role.Window: "bg", role.WindowText: "teks", role.Base: "kartu", role.AlternateBase: "bg",
        role.ToolTipBase: "kartu", role.ToolTipText: "teks", role.PlaceholderText: "sekunder",
        role.Text: "teks", role.Button: "kartu", role.ButtonText: "teks", role.BrightText: "bahaya",
        role.Link: "utama", role.LinkVisited: "utama", role.Highlight: "pilih",
        role.HighlightedText: "pilih_teks", role.Light: "kartu", role.Midlight: "garis",
        role.Mid: "batas", role.Dark: "batas", role.Shadow: "batas", role.Accent: "utama",
    }.items():  # fmt: skip
        made.setColor(place, new.colour(token))
    off = QPalette.ColorGroup.Disabled
    for place in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(off, place, new.colour("nonaktif"))
    made.setColor(off, role.Highlight, new.colour("garis"))
    return made


def is_restyle(event: QEvent) -> bool:
    """Whether a widget's change event means that colours or sizes are new."""
    return event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange)


def set_role(widget: QWidget, **properties: str) -> None:
    """Give a widget the properties the stylesheet looks at (e.g. `peran="utama"`) and redraw it."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two `#RRGGBB` colours, 1.0 to 21.0."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts: Iterable[float] = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
