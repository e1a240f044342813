"""Finds widgets whose words do not fit: a small laptop with large text must not cut a sentence."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)


def clipped_widgets(window: QWidget) -> list[str]:
    """One line for each visible widget that shows less than it should, empty if all is well.

    Looked at: labels, buttons, choice boxes, tab bars, and widgets that reach out of their parent
    (inside a scroll area they may). A label that elides on purpose has the size policy Ignored or the
    property `elipsis`.
    """
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window.window():
            continue
        name = widget.objectName() or f"{type(widget).__name__} in {_named(widget)}"
        lacks = _lack(widget)
        if lacks:
            found.append(f"{name}: {lacks}")
    return found


def _lack(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return _lack_of_label(widget)
    if isinstance(widget, QAbstractButton) and widget.text() and "\n" not in widget.text():
        room = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
        room += widget.iconSize().width() if not widget.icon().isNull() else 0
        if widget.property("bagian") != "navigasi" and room > widget.width() - 4:
            return f"text of {room} px in {widget.width()} px: {widget.text()}"
        if widget.fontMetrics().height() > widget.height():
            return f"line of {widget.fontMetrics().height()} px in {widget.height()} px"
    if isinstance(widget, QTabBar) and widget.sizeHint().width() > widget.width() + 2:
        return f"tabs of {widget.sizeHint().width()} px in {widget.width()} px"
    if isinstance(widget, QLineEdit | QComboBox) and widget.fontMetrics().height() > widget.height():
        return f"line of {widget.fontMetrics().height()} px in {widget.height()} px"
    if isinstance(widget, QScrollArea):
        return _lack_of_area(widget)
    return _out_of_parent(widget)


def _lack_of_area(area: QScrollArea) -> str:
    """A page that scrolls only up and down must not be wider than what is seen of it."""
    inner = area.widget()
    only_down = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if only_down and inner is not None and inner.width() > area.viewport().width() + 2:
        return f"page of {inner.width()} px in {area.viewport().width()} px"
    return _out_of_parent(area)


def _lack_of_label(label: QLabel) -> str:
    text = label.text()
    if not text or label.sizePolicy().horizontalPolicy() is label.sizePolicy().Policy.Ignored:
        return ""
    if label.property("elipsis"):
        return ""
    if label.textFormat() is Qt.TextFormat.RichText:
        return ""
    flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0
    room = label.contentsRect()
    needed = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 5000), flags, text)
    if needed.width() > room.width() + 2 or needed.height() > room.height() + 3:
        return f"needs {needed.width()}x{needed.height()}, has {room.width()}x{room.height()}: {text[:60]}"
    return ""


def _out_of_parent(widget: QWidget) -> str:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _in_scroll_area(widget):
        return ""
    if not parent.rect().adjusted(-2, -2, 2, 2).contains(widget.geometry()):
        return f"reaches out of its parent: {widget.geometry()} in {parent.rect()}"
    return ""


def _in_scroll_area(widget: QWidget) -> bool:
    """The frame's own area (property `bingkai`) does not count: a screen is to fit without its help."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea) and not parent.property("bingkai"):
            return True
        parent = parent.parentWidget()
    return False


def _named(widget: QWidget) -> str:
    parent = widget.parentWidget()
    while parent is not None and not parent.objectName():
        parent = parent.parentWidget()
    return parent.objectName() if parent is not None else "?"
