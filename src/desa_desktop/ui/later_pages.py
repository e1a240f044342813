"""The pages of a screen, each made when it is first looked at or spoken to.

A plan has fifteen pages and a person opens it to look at one. On a slow laptop the others cost the second in
which the screen does not come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desa_desktop.ui.kit.tabs import Tabs

P = TypeVar("P", bound=QWidget)
K = TypeVar("K", bound=QWidget)


class LaterPages(Mapping[str, P], Generic[P]):
    """Pages by name: those with a label under the tabs, the others in their place among `layers`.

    `join` gets each page once, when it has its place: to connect it, and to show it what was read before.
    """

    def __init__(
        self,
        tabs: Tabs,
        layers: QStackedWidget,
        makers: Mapping[str, Callable[[], P]],
        labels: Mapping[str, str],
        join: Callable[[P], object],
    ) -> None:
        self._tabs = tabs
        self._layers = layers
        self._makers = makers
        self._join = join
        self.made: dict[str, P] = {}
        for name, label in labels.items():
            tabs.add(name, label, QWidget())
        tabs.before_turn = self.__getitem__

    def __getitem__(self, name: str) -> P:
        if name not in self.made:
            page = self._makers[name]()
            self.made[name] = page
            page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # until it is shown
            if not self._tabs.replace(name, page):
                self._layers.addWidget(page)
            self._join(page)
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def of(self, name: str, kind: type[K]) -> K:
        """The page of this name, which is of this kind."""
        page = self[name]
        assert isinstance(page, kind)
        return page

    def is_shown(self, name: str) -> bool:
        """Whether this page stands in the place of the tabs now."""
        return name in self.made and self._layers.currentWidget() is self.made[name]


class PageOf(Generic[K]):
    """An attribute of a screen that has `pages`: the page of this name, made when it is first spoken to."""

    def __init__(self, name: str, kind: type[K]) -> None:
        self._name = name
        self._kind = kind

    def __get__(self, screen: Any, _owner: object) -> K:
        if screen is None:
            raise AttributeError(self._name)
        pages: LaterPages[Any] = screen.pages
        return pages.of(self._name, self._kind)
