"""Colours can be told apart by everybody, and every size of text reaches the widgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip

from desa_desktop.ui.style import SIZES, TOKENS, Theme, apply, contrast, load_fonts, look

PAIRS = [
    ("teks", "bg", 4.5), ("teks", "kartu", 4.5), ("sekunder", "bg", 4.5), ("sekunder", "kartu", 4.5),
    ("nonaktif", "kartu", 4.5), ("batas", "kartu", 3.0),
    ("utama", "kartu", 4.5), ("utama_teks", "utama", 4.5),
    ("utama", "utama_bg", 4.5), ("teks", "utama_bg", 4.5), ("bahaya", "kartu", 4.5),
    ("bahaya", "bahaya_bg", 4.5), ("teks", "bahaya_bg", 4.5), ("waspada", "kartu", 4.5),
    ("waspada", "waspada_bg", 4.5), ("teks", "waspada_bg", 4.5), ("sukses", "kartu", 4.5),
    ("sukses", "sukses_bg", 4.5), ("teks", "sukses_bg", 4.5), ("fokus", "kartu", 3.0), ("fokus", "bg", 3.0),
    ("pilih_teks", "pilih", 4.5), ("bahaya", "bg", 4.5), ("waspada", "bg", 4.5), ("sukses", "bg", 4.5),
]  # fmt: skip


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_pair_of_colours_can_be_read(theme: Theme, ink: str, ground: str, least: float) -> None:
    tokens = TOKENS[theme]
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= least


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#0B5A8A", "#FFFFFF") == pytest.approx(7.4, abs=0.05)


@pytest.mark.parametrize("size", SIZES)
def test_each_size_of_text_reaches_a_label(qapp: QApplication, size: int) -> None:
    apply(qapp, Theme.TERANG, size)
    label = QLabel("Usulan")
    label.ensurePolished()
    assert label.font().pixelSize() == round(14 * size / 100)
    assert look().scale == size


def test_the_dark_theme_reaches_the_palette_whatever_the_system_says(qapp: QApplication) -> None:
    apply(qapp, Theme.GELAP, 100)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == TOKENS[Theme.GELAP].bg.lower()


def test_a_name_that_looks_like_markup_is_text_in_every_label_tip_and_question(qapp: QApplication) -> None:
    """kiriman-format.md 17 row 43: `<img src=...>` in a name is neither drawn nor fetched."""
    apply(qapp, Theme.TERANG, 100)
    hostile = "<b>Tursino</b><img src='file:///etc/passwd'>"
    label, box = QLabel(hostile), QMessageBox()
    box.setText(hostile)
    box.setInformativeText(hostile)
    label.show()
    QToolTip.showText(QPoint(1, 1), hostile, label)
    tips = [one for one in qapp.topLevelWidgets() if isinstance(one, QLabel) and one is not label]
    box.ensurePolished()
    words = [one for one in box.findChildren(QLabel) if one.text() == hostile]
    for one in words:
        one.ensurePolished()
    assert len(words) == 2
    assert tips
    for one in (label, *tips, *words):
        assert one.textFormat() is Qt.TextFormat.PlainText
    QToolTip.hideText()
    label.close()


def test_a_size_nobody_offers_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError):
        apply(qapp, Theme.TERANG, 110)


def test_a_folder_without_fonts_is_no_accident(tmp_path: Path) -> None:
    assert load_fonts(tmp_path) == []
