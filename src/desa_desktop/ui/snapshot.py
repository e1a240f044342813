"""A picture of any screen with a folder's data, drawn without a display (`desa-desktop cuplik`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QLocale, QSize, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from desa_desktop import paths
from desa_desktop.errors import NotFound, OutputFailed
from desa_desktop.i18n import _
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.garbage import collect_nowhere_else
from desa_desktop.ui.kit.jobs import Jobs
from desa_desktop.ui.kit.words_of_qt import speak_indonesian
from desa_desktop.ui.launch import note_qt_message
from desa_desktop.ui.main_window import MainWindow
from desa_desktop.ui.places import places_of
from desa_desktop.ui.style import SIZES, Theme, apply, load_fonts
from desa_desktop.ui.window_title import title_of

WIZARD, NEW = "wisaya", "baru"

if TYPE_CHECKING:
    from desa_desktop.app import App


def prepare() -> QApplication:
    """An application without a display; call it before anything else of Qt in this process."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    collect_nowhere_else()  # the picture's process is over before garbage matters
    qInstallMessageHandler(note_qt_message)
    return QApplication([_("Desa Desktop"), "-platform", "offscreen"])


def names(mode: str) -> list[str]:
    """What can be drawn in a mode, written as on the command line (`data-desa`)."""
    return [place.name.replace("_", "-") for place in places_of(mode) if place.listed or mode == "baru"]


def draw(
    app: App,
    place: str,
    path: Path,
    *,
    size: tuple[int, int] = (1366, 697),
    text_scale: int = 100,
    theme: str = "terang",
    key: object = None,
    block: Sequence[Sequence[str]] = (),
    beside: str = "",
    paper: str = "",
) -> None:
    """Write a PNG of a screen once its rows are there.

    The wizard is drawn as a new laptop shows it. `block` are cells that were pasted into the screen's list.
    `beside` names a window of its own that the screen opens (the wall of a meeting), drawn instead.
    `paper` is a document opened in Pratinjau Cetak.
    NotFound for a place that does not exist in this mode, OutputFailed if the file cannot be written,
    ValueError for an unknown theme or size of text (one of 100, 115, 130, 150).
    """
    mode = NEW if place == WIZARD else app.mode.value
    name = place.replace("-", "_")
    if name not in {one.name for one in places_of(mode)}:
        raise NotFound(apa=_("Layar {nama}").format(nama=place))
    if text_scale not in SIZES:
        raise ValueError(f"no such size of text: {text_scale}")
    application = prepare()
    QLocale.setDefault(QLocale("id_ID"))
    speak_indonesian(application)
    load_fonts(paths.resources() / "fonts")
    apply(application, Theme(theme), text_scale)
    kantor = app.kantor if mode != NEW else None
    title = title_of(mode, kantor.nama if kantor else "", kantor.tahun_rencana if kantor else None)
    window = MainWindow(mode, title, paths.resources())
    desk = Desk(app, Jobs())
    try:
        window.resize(QSize(*size))
        window.show()
        saving = import_module("desa_desktop.ui.saving")
        window.status.set_today(desk.today())
        window.attach(desk, saving.Steps(desk))
        import_module("desa_desktop.ui.frame_facts").FrameFacts(desk, window)
        window.go(name, key)
        settle(desk)
        if paper:
            tahun = kantor.tahun_rencana if kantor is not None else 0
            import_module("desa_desktop.ui.papers").open_paper(desk, paper, name, tahun=tahun)
            settle(desk)
        if block:
            _paste(window, block)
            settle(desk)
        drawn = _beside(beside, size) if beside else window
        settle(desk)
        picture = drawn.grab().toImage()
        if not picture.save(os.fspath(path), "PNG"):  # type: ignore[call-overload]  # str is right
            raise OutputFailed(apa=path.name, sebab=_("folder tujuan tidak menerima tulisan"))
    finally:
        desk.jobs.wait_idle()
        desk.jobs.close()
        window.desk = None
        window.close()
        window.deleteLater()


def _beside(name: str, size: tuple[int, int]) -> QWidget:
    """The other window of this name, in the size asked for. NotFound if the screen opened none."""
    found = next((one for one in QApplication.topLevelWidgets() if one.objectName() == name), None)
    if found is None:
        raise NotFound(apa=_("Layar {nama}").format(nama=name))
    found.showNormal()
    found.resize(QSize(*size))
    return found


def _paste(window: MainWindow, block: Sequence[Sequence[str]]) -> None:
    """Offer a block to the list that is shown; nothing of it is stored."""
    flow = import_module("desa_desktop.ui.paste_flow")
    for host in window.findChildren(flow.PasteHost):
        if host.isVisible():
            host.offer(flow.PasteOrder(flow.JenisTempel.USULAN), block)
            return


def settle(desk: Desk) -> None:
    """Run the event loop until the lanes are empty and everything has been laid out and painted."""
    for _round in range(3):  # a result may start another piece of work, or only a repaint
        desk.jobs.wait_idle()
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()
