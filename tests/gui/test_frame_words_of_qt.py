"""Every word Qt itself puts on the screen is Indonesian: dialogs, context menus, calendar, printing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QSpinBox,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desa_desktop.ui.kit.words_of_qt import WordsOfQt, speak_indonesian

NOT_WORDS = {
    "+", "Form", "QT_LAYOUT_DIRECTION",
}  # fmt: skip


@pytest.fixture
def words(qapp: QApplication) -> WordsOfQt:
    made = speak_indonesian(qapp)
    made.unknown.clear()
    return made


def untranslated(words: WordsOfQt) -> list[str]:
    """What Qt asked for and got in English; names of papers and of keys (QShortcut asks for all 200 of
    a keyboard as soon as one shortcut is read) are no sentences; kinds of files are named by the system;
    that a machine without printers lacks their library is told to nobody."""
    technical = {"QPageSize", "QGuiApplication", "QShortcut", "QMimeType", "QLibrary"}
    return sorted(
        f"{context}: {text}"
        for context, text in words.unknown
        if context not in technical and text not in NOT_WORDS and not text.startswith("Alt+")
    )


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    QApplication.processEvents()


def test_every_standard_button_is_indonesian(qtbot: QtBot, words: WordsOfQt) -> None:
    box = QDialogButtonBox()
    for button in QDialogButtonBox.StandardButton:
        if button not in (
            QDialogButtonBox.StandardButton.NoButton,
            QDialogButtonBox.StandardButton.FirstButton,
            QDialogButtonBox.StandardButton.LastButton,
        ):
            box.addButton(button)
    show(qtbot, box)
    assert untranslated(words) == []
    texts = {button.text().replace("&", "") for button in box.buttons()}
    assert {"Simpan", "Batal", "Tutup", "Ya", "Tidak", "Coba lagi"} <= texts


def test_message_boxes_and_small_questions_are_indonesian(qtbot: QtBot, words: WordsOfQt) -> None:
    box = QMessageBox()
    box.setDetailedText("rincian")
    box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
    show(qtbot, box)
    asked = QInputDialog()
    show(qtbot, asked)
    assert untranslated(words) == []


def test_context_menus_of_text_are_indonesian(qtbot: QtBot, words: WordsOfQt) -> None:
    spin = QSpinBox()
    line = QLineEdit("Talud")
    for widget in (line, QPlainTextEdit("Talud"), QTextBrowser()):
        show(qtbot, widget)
        assert widget.createStandardContextMenu() is not None
    show(qtbot, spin)
    assert spin.lineEdit().createStandardContextMenu() is not None
    assert untranslated(words) == []
    menu = line.createStandardContextMenu()
    texts = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert texts == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih semua"]


def test_the_file_dialog_is_indonesian(qtbot: QtBot, words: WordsOfQt, tmp_path: Path) -> None:
    (tmp_path / "RKPDes_2027_Tursino.pdf").write_bytes(b"%PDF")
    (tmp_path / "folder").mkdir()
    for mode in (QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave):
        dialog = QFileDialog(None, "Simpan sebagai", str(tmp_path), "Dokumen PDF (*.pdf)")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(mode)
        dialog.setViewMode(QFileDialog.ViewMode.Detail)
        show(qtbot, dialog)
        for menu in dialog.findChildren(QMenu):
            menu.aboutToShow.emit()
    assert untranslated(words) == []


def test_the_calendar_has_indonesian_months_and_days(qtbot: QtBot, words: WordsOfQt) -> None:
    month = QCalendarWidget()
    month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    show(qtbot, month)
    assert untranslated(words) == []
    assert month.locale().monthName(8) == "Agustus"
    assert month.locale().dayName(1) == "Senin"


def test_the_print_dialogs_are_indonesian(qtbot: QtBot, words: WordsOfQt, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    show(qtbot, QPrintDialog(printer))
    assert untranslated(words) == []


def test_a_word_nobody_translated_is_noticed(words: WordsOfQt) -> None:
    assert QCoreApplication.translate("QFileDialog", "Totally new text") == "Totally new text"
    assert untranslated(words) == ["QFileDialog: Totally new text"]
