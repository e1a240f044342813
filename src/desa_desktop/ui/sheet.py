"""The one stylesheet: measures of ux.md 11.1 and the tokens of a theme as Qt's style rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desa_desktop.ui.style import Tokens


def stylesheet(t: Tokens, px: Callable[[float], int], arrow: str) -> str:
    """The rules for one theme; `px` turns a measure at 100 % text into pixels.

    `arrow` is the file of the small arrow of a choice box in the colour of this theme.
    """
    return "\n".join(
        (_text(t, px), _fields(t, px, arrow), _buttons(t, px), _tables(t, px), _frame(t, px), _strips(t, px))
    )


def _text(t: Tokens, px: Callable[[float], int]) -> str:
    # a name that came with a file is text, whatever it looks like: Qt would draw `<img src=...>` as a picture
    return f"""

QLabel, QToolTip {{ qproperty-textFormat: PlainText; }}
QToolTip {{ background: {t.kartu}; color: {t.teks}; border: 1px solid {t.batas}; padding: {px(4)}px; }}
QLabel {{ background: transparent; }}
QLabel[teks="judul"] {{ font-size: {px(20)}px; font-weight: 600; }}
QLabel[teks="bagian"] {{ font-size: {px(16)}px; font-weight: 600; }}
QLabel[teks="besar"] {{ font-size: {px(27)}px; font-weight: 600; }}
QLabel[teks="kecil"] {{ font-size: {px(12.5)}px; color: {t.sekunder}; }}
QLabel[teks="sekunder"] {{ color: {t.sekunder}; }}
QLabel[teks="label"] {{ font-weight: 600; }}
QLabel[teks="wajib"] {{ font-size: {px(12.5)}px; color: {t.waspada}; }}
QLabel[nada="galat"] {{ color: {t.bahaya}; }}
QLabel[nada="peringatan"] {{ color: {t.waspada}; }}
QLabel[nada="saran"] {{ color: {t.utama}; }}
QLabel[nada="sukses"] {{ color: {t.sukses}; }}
QLabel[nada="diam"] {{ color: {t.sekunder}; }}
"""


def _fields(t: Tokens, px: Callable[[float], int], arrow: str) -> str:
    editors = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox"
    focused = "QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus"
    return f"""
{editors} {{ background: {t.kartu}; color: {t.teks}; border: 1px solid {t.batas}; border-radius: 4px;
  selection-background-color: {t.pilih}; selection-color: {t.pilih_teks};
  placeholder-text-color: {t.sekunder}; }}
QLineEdit, QComboBox, QSpinBox {{ padding: 0 {px(7)}px; min-height: {px(30)}px; }}
QPlainTextEdit, QTextEdit {{ padding: {px(3)}px {px(4)}px; }}
{focused} {{ border: 2px solid {t.fokus}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{ padding: 0 {px(7) - 1}px; min-height: {px(30) - 2}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {px(3) - 1}px {px(4) - 1}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ background: {t.bg}; color: {t.nonaktif};
  border-color: {t.garis}; }}
QLineEdit[readOnly="true"] {{ background: {t.bg}; }}
QLineEdit[level="galat"], QPlainTextEdit[level="galat"] {{ border: 2px solid {t.bahaya}; }}
QLineEdit[level="peringatan"], QPlainTextEdit[level="peringatan"] {{ border: 2px solid {t.waspada}; }}
QLineEdit[level="galat"]:focus, QPlainTextEdit[level="galat"]:focus,
QLineEdit[level="peringatan"]:focus, QPlainTextEdit[level="peringatan"]:focus {{
  border: 2px solid {t.fokus}; }}
QLineEdit[sel="ya"], QLineEdit[sel="ya"]:focus {{ border: 2px solid {t.fokus}; border-radius: 0;
  padding: 0 {px(4)}px; min-height: 0; }}
QComboBox::drop-down {{ border: 0; width: {px(28)}px; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(12)}px; height: {px(12)}px; }}
QComboBox QAbstractItemView, QListView#daftar_pilihan {{ background: {t.kartu}; color: {t.teks};
  border: 1px solid {t.batas}; selection-background-color: {t.pilih}; selection-color: {t.pilih_teks};
  outline: 0; }}
QListView#daftar_pilihan::item {{ min-height: {px(30)}px; padding: 0 {px(6)}px; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; min-height: {px(32)}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(18)}px; height: {px(18)}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ background: {t.kartu}; border: 1px solid {t.batas}; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: {px(9)}px; }}
QCheckBox::indicator:checked {{ background: {t.utama}; border-color: {t.utama};
  image: url("{arrow.replace("panah-", "centang-")}"); }}
QRadioButton::indicator:checked {{ background: {t.utama_teks}; border: {px(6)}px solid {t.utama};
  width: {px(18) - 2 * px(6) + 2}px; height: {px(18) - 2 * px(6) + 2}px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {t.garis}; }}
QCheckBox:focus, QRadioButton:focus {{ outline: 0; border: 2px solid {t.fokus}; border-radius: 4px; }}
QCheckBox, QRadioButton {{ border: 2px solid transparent; }}
QCalendarWidget QWidget {{ alternate-background-color: {t.bg}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {t.utama};
  selection-color: {t.utama_teks}; outline: 0; }}
QCalendarWidget QToolButton {{ color: {t.teks}; background: transparent; min-height: {px(28)}px;
  padding: 0 {px(6)}px; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
"""


def _buttons(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QPushButton, QToolButton {{ background: {t.kartu}; color: {t.teks}; border: 1px solid {t.batas};
  border-radius: 4px; padding: 0 {px(12)}px; min-height: {px(32)}px; }}
QPushButton {{ padding: 0 {px(16)}px; }}
QToolButton {{ padding: 0 {px(8)}px; }}
QPushButton:hover, QToolButton:hover {{ background: {t.utama_bg}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {t.pilih};
  color: {t.pilih_teks}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.fokus}; padding: 0 {px(16) - 1}px;
  min-height: {px(32) - 2}px; }}
QToolButton:focus {{ padding: 0 {px(8) - 1}px; }}
QPushButton:disabled, QToolButton:disabled {{ background: {t.bg}; color: {t.nonaktif};
  border-color: {t.garis}; }}
QPushButton[peran="utama"] {{ background: {t.utama}; color: {t.utama_teks}; border: 1px solid {t.utama};
  font-weight: 600; padding: 0 {px(16)}px; }}
QPushButton[peran="utama"]:focus {{ border: 3px solid {t.fokus}; padding: 0 {px(16) - 2}px;
  min-height: {px(32) - 4}px; }}
QPushButton[peran="utama"]:disabled {{ background: {t.garis}; color: {t.nonaktif}; border-color: {t.garis}; }}
QPushButton[peran="bahaya"] {{ color: {t.bahaya}; border-color: {t.bahaya}; }}
QPushButton[peran="tautan"], QToolButton[peran="tautan"] {{ background: transparent; color: {t.utama};
  border: 1px solid transparent; padding: 0 {px(6)}px; }}
QPushButton[peran="tautan"]:hover, QToolButton[peran="tautan"]:hover {{ text-decoration: underline; }}
QPushButton[peran="tautan"]:focus, QToolButton[peran="tautan"]:focus {{ border: 2px solid {t.fokus};
  padding: 0 {px(6) - 1}px; }}
QPushButton[rapat="ya"] {{ min-height: {px(26)}px; padding: 0 {px(8)}px; }}
QPushButton[pilihan="ya"] {{ text-align: left; }}
QPushButton[rapat="ya"]:focus {{ min-height: {px(26) - 2}px; padding: 0 {px(8) - 1}px; }}
QPushButton[peran="pilihan"] {{ min-height: {px(38)}px; }}
QPushButton[peran="pilihan_besar"] {{ min-height: {px(54)}px; text-align: left; }}
QPushButton[peran="pilihan_besar"]:checked {{ background: {t.utama}; color: {t.utama_teks}; }}
QPushButton[peran="pilihan"]:checked {{ background: {t.utama}; color: {t.utama_teks};
  border-color: {t.utama}; }}
"""


def _tables(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QTableView, QListView, QTreeView {{ background: {t.kartu}; color: {t.teks}; border: 1px solid {t.garis};
  gridline-color: {t.garis}; selection-background-color: {t.pilih}; selection-color: {t.pilih_teks};
  outline: 0; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 1px solid {t.fokus}; }}
QListView[polos="ya"], QListView[polos="ya"]:focus {{ border: 0; background: transparent; }}
QTableView[bagian="jumlah"] {{ border-top: 0; background: {t.bg}; }}
QTableView[bagian="beku"] {{ border: 0; border-right: 2px solid {t.batas}; }}
QHeaderView {{ background: {t.bg}; border: 0; }}
QHeaderView::section {{ background: {t.bg}; color: {t.teks}; border: 0; border-right: 1px solid {t.garis};
  border-bottom: 1px solid {t.batas}; padding: 0 {px(6)}px; font-weight: 600; }}
QTableCornerButton::section {{ background: {t.bg}; border: 0; }}
QScrollBar:vertical {{ background: {t.bg}; width: {px(14)}px; margin: 0; }}
QScrollBar:horizontal {{ background: {t.bg}; height: {px(14)}px; margin: 0; }}
QScrollBar::handle {{ background: {t.batas}; border-radius: 4px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea {{ border: 0; background: transparent; }}
QScrollArea:focus {{ border: 1px solid {t.fokus}; }}
QScrollArea > QWidget > QWidget[gulung="ya"] {{ background: transparent; }}
"""


def _frame(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QMainWindow, QDialog, QMessageBox {{ background: {t.bg}; }}
QMenuBar {{ background: {t.kartu}; color: {t.teks}; border-bottom: 1px solid {t.garis};
  padding: 0 {px(4)}px; }}
QMenuBar::item {{ padding: {px(4)}px {px(10)}px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {t.pilih}; color: {t.pilih_teks}; }}
QMenu {{ background: {t.kartu}; color: {t.teks}; border: 1px solid {t.batas}; padding: {px(4)}px 0; }}
QMenu::item {{ padding: {px(6)}px {px(28)}px {px(6)}px {px(20)}px; }}
QMenu::item:selected {{ background: {t.pilih}; color: {t.pilih_teks}; }}
QMenu::item:disabled {{ color: {t.nonaktif}; }}
QMenu::separator {{ height: 1px; background: {t.garis}; margin: {px(4)}px 0; }}
QFrame[bagian="navigasi"] {{ background: {t.kartu}; border: 0; border-right: 1px solid {t.garis}; }}
QToolButton[bagian="navigasi"] {{ background: transparent; border: 0; border-left: 4px solid transparent;
  border-radius: 0; text-align: left; min-height: {px(30)}px; padding: 0 {px(8)}px; }}
QToolButton[bagian="navigasi"][hitung="ya"] {{ padding-right: {px(40)}px; }}
QToolButton[bagian="navigasi"]:hover {{ background: {t.bg}; }}
QToolButton[bagian="navigasi"]:checked {{ background: {t.pilih}; color: {t.pilih_teks};
  border-left: 4px solid {t.utama}; font-weight: 600; }}
QToolButton[bagian="navigasi"]:focus {{ border: 2px solid {t.fokus}; border-radius: 4px; }}
QFrame[bagian="kepala"] {{ background: {t.kartu}; border: 0; border-bottom: 1px solid {t.garis}; }}
QFrame[bagian="status"] {{ background: {t.kartu}; border: 0; border-top: 1px solid {t.garis}; }}
QFrame[bagian="status"] QLabel {{ font-size: {px(12.5)}px; color: {t.sekunder}; }}
QLabel[lencana="desa"] {{ background: {t.utama_bg}; color: {t.utama}; font-weight: 600;
  padding: 0 {px(8)}px; border-radius: 4px; }}
QFrame[bagian="status"] QLabel[lencana="desa"] {{ color: {t.utama}; }}
QLabel[lencana="latihan"] {{ background: {t.waspada_bg}; color: {t.waspada}; font-weight: 600;
  padding: 0 {px(8)}px; border-radius: 4px; }}
QFrame[bagian="status"] QLabel[lencana="latihan"] {{ color: {t.waspada}; }}
QFrame[kartu="ya"] {{ background: {t.kartu}; border: 1px solid {t.garis}; border-radius: 4px; }}
QFrame[kartu="ya"]:focus {{ border: 2px solid {t.fokus}; }}
QFrame[garis="ya"] {{ background: {t.garis}; border: 0; max-height: 1px; min-height: 1px; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {t.sekunder}; padding: 0 {px(14)}px; min-height: {px(34)}px;
  border: 0; border-bottom: 3px solid transparent; }}
QTabBar::tab:selected {{ color: {t.teks}; border-bottom: 3px solid {t.utama}; font-weight: 600; }}
QTabBar::tab:hover {{ background: {t.utama_bg}; }}
QTabBar:focus {{ border: 0; }}
QTabBar::tab:selected:focus {{ border: 2px solid {t.fokus}; border-bottom: 3px solid {t.utama};
  border-radius: 4px; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {t.garis}; }}
QSplitter::handle {{ background: {t.garis}; }}
QGroupBox {{ border: 1px solid {t.garis}; border-radius: 4px; margin-top: {px(10)}px;
  padding-top: {px(8)}px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: {px(8)}px; font-weight: 600; }}
QTextBrowser {{ background: {t.kartu}; border: 0; padding: {px(8)}px; }}
"""


def _strips(t: Tokens, px: Callable[[float], int]) -> str:
    rules = [
        f'QFrame[pita="{name}"] {{ background: {ground}; border: 0; border-left: 4px solid {ink}; }}\n'
        f'QFrame[pita="{name}"] QLabel {{ color: {t.teks}; }}'
        for name, ground, ink in (
            ("galat", t.bahaya_bg, t.bahaya),
            ("peringatan", t.waspada_bg, t.waspada),
            ("saran", t.utama_bg, t.utama),
            ("sukses", t.sukses_bg, t.sukses),
        )
    ]
    rules.append(
        f"QProgressBar {{ background: {t.garis}; border: 0; border-radius: 4px; max-height: {px(8)}px;"
        f" min-height: {px(8)}px; }}\n"
        f"QProgressBar::chunk {{ background: {t.utama}; border-radius: 4px; }}"
    )
    return "\n".join(rules)
