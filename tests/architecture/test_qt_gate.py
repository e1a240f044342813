"""The gate for every upgrade of Qt's binding: it must not give away references of None.

PySide6 6.12.0 loses one at each call that returns nothing; before Python 3.12 the program then dies after
about five thousand calls (`none_dealloc`). 6.9.3 is balanced (platform.md 1.1).
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1000
NOISE = CALLS // 10  # what pytest itself takes and gives


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_thousand_calls_that_return_nothing_leave_none_where_it_was(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    model = QStandardItemModel()
    before = sys.getrefcount(None)
    for _call in range(CALLS):
        label.setText("x")
        model.appendRow(QStandardItem())
    assert sys.getrefcount(None) - before > -NOISE
