"""The draft of a whole page that stores nothing before its button is pressed: it outlives a power cut.

Forms over a stored record keep only the editor that is open (`saving.keep_draft`). Where nothing is stored
yet, as on the page of an event, everything typed so far is kept, and offered again at the next start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from desa_desktop.services import editing
from desa_desktop.services.editing import Draf
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import Form

PERISTIWA = "penduduk.peristiwa"
KEDATANGAN = "penduduk.kedatangan"
PAGES = frozenset({PERISTIWA, KEDATANGAN})
"""The pages whose drafts stay until they are recorded or given up, also when the program is closed."""


class PageDraft(QObject):
    """Keeps what stands on one page. `layar` is one of `PAGES`."""

    def __init__(self, desk: Desk, layar: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._layar = desk, layar
        self._place: tuple[str, str] | None = None
        self._kept = ""

    @property
    def is_kept(self) -> bool:
        """Whether something typed here lies in the store."""
        return bool(self._kept)

    def begin(self, key: UUID, kolom: str) -> None:
        """Another record or another event is typed from now on."""
        self._place, self._kept = (str(key), kolom), ""

    def keep(self, judul: str, isi: Mapping[str, Any]) -> None:
        """Store what stands on the page, called `judul` where it is offered again."""
        if self._place is None:
            return
        text = json.dumps({"judul": judul, "isi": isi}, ensure_ascii=False)
        if text == self._kept:
            return
        self._kept = text
        desk, layar, (key, kolom), at = self._desk, self._layar, self._place, self._desk.now()
        desk.run(desk, lambda: editing.save_draft(desk.app.database, layar, key, kolom, text, at=at))

    def drop(self) -> None:
        """It was recorded or given up."""
        if self._place is None:
            return
        self._kept = ""
        desk = self._desk
        one = Draf(self._layar, self._place[0], self._place[1], "", desk.now())
        desk.run(desk, lambda: editing.drop_draft(desk.app.database, one))


def put_back(form: Form, texts: Mapping[str, Any]) -> None:
    """Type these texts into the fields again, and take what is clear, as if each had just been left."""
    for name, text in texts.items():
        box = form.boxes.get(name)
        if box is not None:
            box.editor.set_raw(str(text))
            box.editor.changed.emit()
    form.commit()


def title_of(draft: Draf) -> str:
    """How a draft is called where it is offered: what a page was about, else the text itself."""
    return str(_read(draft).get("judul", "")) if draft.layar in PAGES else draft.isi


def content_of(draft: Draf) -> dict[str, Any]:
    """What stood on the page."""
    found = _read(draft).get("isi")
    return found if isinstance(found, dict) else {}


def _read(draft: Draf) -> dict[str, Any]:
    try:
        found = json.loads(draft.isi)
    except ValueError:  # written by an earlier version in another form: nothing to put back
        return {}
    return found if isinstance(found, dict) else {}
