"""The menu bar: every command of the program with its key, so that people learn the keys from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desa_desktop.i18n import _
from desa_desktop.ui.places import Place
from desa_desktop.ui.style import SIZES, Theme

if TYPE_CHECKING:
    from desa_desktop.ui.screen import Command


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of a menu. `usable` is asked when the menu opens and after each change of screen."""

    name: str
    text: str
    act: Callable[[], object]
    keys: Sequence[str] = ()
    usable: Callable[[], bool] = field(default=lambda: True)


class Menus:
    """The menus of the window and their actions by name (`sunting.urungkan`)."""

    def __init__(self, bar: QMenuBar, owner: QWidget) -> None:
        self._bar = bar
        self._owner = owner
        self._items: dict[str, tuple[Item, QAction]] = {}
        self._screen_actions: list[QAction] = []
        self._commands: tuple[Command, ...] = ()
        bar.setObjectName("bingkai.menu")
        self.file = self._menu("berkas", _("&Berkas"))
        self.edit = self._menu("sunting", _("&Sunting"))
        self.look = self._menu("lihat", _("&Lihat"))
        self.tools = self._menu("alat", _("&Alat"))
        self.help = self._menu("bantuan", _("Ba&ntuan"))

    def add(self, menu: QMenu, items: Sequence[Item | None]) -> None:
        """Append lines; None is a separator."""
        for item in items:
            if item is None:
                menu.addSeparator()
                continue
            action = QAction(item.text, self._owner)
            action.setObjectName(f"{menu.objectName()}.{item.name}")
            action.setShortcuts([_keys(key) for key in item.keys])
            action.triggered.connect(lambda _on=False, act=item.act: act())
            menu.addAction(action)
            self._items[f"{menu.objectName().removeprefix('menu.')}.{item.name}"] = (item, action)

    def clear(self) -> None:
        """Empty every menu, to be filled for another mode."""
        self._screen_actions, self._commands = [], ()
        for _item, action in self._items.values():
            action.deleteLater()
        self._items.clear()
        for menu in (self.file, self.edit, self.look, self.tools, self.help):
            menu.clear()

    def add_choice(
        self, menu: QMenu, title: str, name: str, options: Sequence[tuple[object, str]],
        take: Callable[[object], object],
    ) -> dict[object, QAction]:  # fmt: skip
        """A submenu of which one line is ticked; returns the actions by value."""
        below = menu.addMenu(title)
        below.setObjectName(f"{menu.objectName()}.{name}")
        group = QActionGroup(self._owner)
        actions = {}
        for value, text in options:
            action = QAction(text, self._owner)
            action.setObjectName(f"{below.objectName()}.{value}")
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, value=value: take(value))
            group.addAction(action)
            below.addAction(action)
            actions[value] = action
        return actions

    def action(self, name: str) -> QAction:
        """The action of `menu.name`."""
        return self._items[name][1]

    def all_items(self) -> list[tuple[str, str, str]]:
        """(name, text, keys) of every line: for `Cari apa saja` and the page of keys."""
        found = []
        for name, (item, action) in self._items.items():
            keys = ", ".join(word(key.toString()) for key in action.shortcuts())
            found.append((name, item.text.replace("&", ""), keys))
        return found

    def refresh(self) -> None:
        """Grey what cannot be done now."""
        for item, action in self._items.values():
            action.setEnabled(item.usable())

    def set_screen_commands(self, commands: Sequence[Command]) -> None:
        """Put the open screen's commands at the top of the menu Alat.

        A screen says its commands after every step of the cursor; lines that only became usable or not stay.
        """
        if [(one.text, one.key) for one in commands] != [(one.text, one.key) for one in self._commands]:
            self._make_lines(commands)
        self._commands = tuple(commands)
        for command, action in zip(commands, self._screen_actions, strict=False):  # a separator ends them
            action.setEnabled(command.enabled)

    def _make_lines(self, commands: Sequence[Command]) -> None:
        for old in self._screen_actions:
            self.tools.removeAction(old)
            old.deleteLater()
        self._screen_actions = []
        first = self.tools.actions()[0] if self.tools.actions() else None
        for number, command in enumerate(commands):
            action = QAction(command.text, self._owner)
            action.setShortcut(_keys(command.key))
            action.triggered.connect(lambda _on=False, number=number: self._commands[number].act())
            self._screen_actions.append(action)
        if commands:
            line = QAction(self._owner)
            line.setSeparator(True)
            self._screen_actions.append(line)
        for action in self._screen_actions:
            if first is None:
                self.tools.addAction(action)
            else:
                self.tools.insertAction(first, action)

    def place_items(self, places: Sequence[Place], go: Callable[[str], object]) -> list[Item]:
        """The lines of the menu Lihat that open a place."""
        return [
            Item(
                name=place.name,
                text=place.label.replace("&", "&&"),
                keys=[place.key] if place.key else [],
                act=partial(go, place.name),
            )
            for place in places
            if place.listed
        ]

    def _menu(self, name: str, title: str) -> QMenu:
        menu = self._bar.addMenu(title)
        menu.setObjectName(f"menu.{name}")
        menu.aboutToShow.connect(self.refresh)
        return menu


def _keys(text: str) -> QKeySequence:
    """A key as the code writes it (`Alt+Left`), whatever language Qt's own words are in."""
    return QKeySequence(text, QKeySequence.SequenceFormat.PortableText)


def size_options() -> list[tuple[object, str]]:
    """`100%` to `150%`."""
    return [(size, f"{size}%") for size in SIZES]


def theme_options() -> list[tuple[object, str]]:
    """The three themes by their names."""
    return [
        (Theme.TERANG, _("Terang")),
        (Theme.GELAP, _("Gelap")),
        (Theme.KONTRAS, _("Kontras Tinggi")),
    ]


def word(key: str) -> str:
    """A key as people read it on an Indonesian page: Left is `Kiri`."""
    for english, own in (
        ("Return", "Enter"), ("Left", _("Kiri")), ("Right", _("Kanan")), ("Up", _("Atas")),
        ("Down", _("Bawah")), ("Del", "Delete"), ("Ins", "Insert"),
    ):  # fmt: skip
        if key.endswith(english):
            return key.removesuffix(english) + own
    return key
