"""How fluid the list of residents of a kecamatan is, beside Qt's own table over as many lines, in one run.

    python tests/bench/bench_daftar_penduduk.py [people]

Prints JSON lines: milliseconds until the screen Penduduk is painted and until a bare QTableView of as many
lines is; from a keystroke to the painted answer (the search box's own pause left out) beside Qt's
QSortFilterProxyModel over the names alone, with the processor's part of the question by itself; one page of
scrolling; the check of Mutu Data until its first counts and until its end; and how much memory the searched
register takes.
"""

from __future__ import annotations

import gc
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt  # noqa: E402
from PySide6.QtWidgets import QApplication, QTableView  # noqa: E402

from builders import DESA_ID  # noqa: E402
from desa_desktop.app import App  # noqa: E402
from desa_desktop.domain.desa import Desa, Dusun  # noqa: E402
from desa_desktop.domain.penduduk import Keluarga, Penduduk  # noqa: E402
from desa_desktop.progress import Silent  # noqa: E402
from desa_desktop.services import lihat_penduduk, penduduk  # noqa: E402
from desa_desktop.services.penduduk import SaringPenduduk, Urutan  # noqa: E402
from desa_desktop.store.unit import Kept  # noqa: E402
from desa_desktop.ui.desk import Desk  # noqa: E402
from desa_desktop.ui.kit.jobs import Jobs  # noqa: E402
from desa_desktop.ui.screens.penduduk.screen import PendudukScreen  # noqa: E402
from desa_desktop.ui.snapshot import settle  # noqa: E402
from desa_desktop.ui.style import Theme, apply  # noqa: E402
from layar import open_village  # noqa: E402
from office import OLEH, PUKUL  # noqa: E402
from warga_banyak import warga  # noqa: E402

DUSUN = ("Krajan", "Sidomulyo", "Kalangan", "Ngadirejo", "Tegalsari", "Karanganyar")
ROOM = (1366, 697)
TYPED: dict[str, tuple[str, ...]] = {
    "nama": ("s", "su", "sup", "supa", "supardi", "supardi san", "siti w"),
    "angka": ("330", "330699", "33069912", "0001", "99150786", "3306991508860001"),
    "dusun": ("krajan", "tegal", "rt 3", "rt 3/2", "melati"),
    "salah ketik": ("sopardi", "karjan", "sutrino hadi", "3306991508860091"),
}
HELD = SaringPenduduk(jk=("P",), umur_dari=17, umur_sampai=60, pekerjaan=(1, 2, 9))


def fill(app: App, people: int) -> None:
    """A register in six hamlets; mothers are called differently, as mothers are."""
    dice = random.Random(3)
    with app.database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun = [Dusun(urut=place, nama=nama) for place, nama in enumerate(DUSUN, 1)]
        unit.commit("dusun", OLEH, PUKUL)
        dusun = [str(one.id) for one in desa.dusun]
    families, residents = [], []
    names = [f"{one['nama']}" for _family, members in warga(3000, seed=8) for one in members]
    for family, members in warga(people):
        families.append({**family, "dusun_id": dice.choice(dusun)})
        residents += [{**one, "nama_ibu": dice.choice(names)} for one in members]
    with app.database.unit() as unit:
        unit.load(Keluarga, families)
        unit.load(Penduduk, residents)
        unit.commit("register", OLEH, PUKUL)


class Bare(QAbstractTableModel):
    """As many lines of the same texts, all in memory."""

    def __init__(self, rows: list[tuple[str, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent: Any = QModelIndex()) -> int:  # noqa: B008
        return len(self._rows)

    def columnCount(self, _parent: Any = QModelIndex()) -> int:  # noqa: B008
        return len(self._rows[0])

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def processor(work: Callable[[], object]) -> float:
    """Milliseconds of this program's processor time, whatever else the machine does."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def say(what: str, **figures: object) -> None:
    shown = {name: round(one, 1) if isinstance(one, float) else one for name, one in figures.items()}
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
    print(
        json.dumps({"bench": "daftar_penduduk", "what": what, "load": load, **shown}, ensure_ascii=False),
        flush=True,
    )


def memory() -> float:
    """Megabytes of this process."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 / 1e6 if status.exists() else 0.0


def rows_of(app: App, today: Any) -> list[tuple[str, ...]]:
    keys = penduduk.keys_of_penduduk(app.database, SaringPenduduk(), today)
    rows = penduduk.rows_of_penduduk(app.database, keys)
    names = ("nama", "nik", "jk", "tanggal_lahir", "shdk", "no_kk", "alamat", "rt", "rw")
    return [tuple(str(getattr(one, name)) for name in names) for one in rows]


def typed() -> Iterator[tuple[str, str]]:
    for kind, words in TYPED.items():
        for word in words:
            yield kind, word


def measure(app: App) -> None:
    desk = Desk(app, Jobs())
    today = desk.today()

    def shown() -> PendudukScreen:
        screen = PendudukScreen(desk)
        screen.resize(*ROOM)
        screen.show()
        while screen.orang.model.rowCount() == 0:
            QApplication.processEvents()
        screen.grab()
        return screen

    before = memory()
    reading = processor(lambda: penduduk.read_register(app.database, Silent()))
    say("register di memori", mb=memory() - before, dibaca_cpu_ms=reading)
    app.database.kept = Kept()
    made: list[PendudukScreen] = []
    cold = milliseconds(lambda: made.append(shown()))
    screen = made[0]
    settle(desk)
    warm = milliseconds(lambda: made.append(shown()))
    settle(desk)
    rows = rows_of(app, today)
    model = Bare(rows)
    proxy = QSortFilterProxyModel()

    def bare() -> QTableView:
        view = QTableView()
        view.setModel(model)
        view.resize(*ROOM)
        view.show()
        QApplication.processEvents()
        view.grab()
        return view

    views: list[QTableView] = []
    plain = milliseconds(lambda: views.append(bare()))
    say("gambar pertama", pertama_ms=cold, lagi_ms=warm, qtableview_ms=plain, kali=warm / plain)
    view, tab = views[0], screen.orang
    proxy.setSourceModel(model)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    view.setModel(proxy)

    def answer(word: str) -> None:
        tab.search.line.setText(word)
        tab.search.searched.emit(word)
        settle(desk)
        tab.grab()

    def filtered(word: str) -> None:
        proxy.setFilterFixedString(word)
        QApplication.processEvents()
        view.grab()

    gathered: dict[str, list[tuple[float, float, float]]] = {}
    for kind, word in typed():
        asked = SaringPenduduk(kata=word)
        alone = processor(lambda asked=asked: penduduk.list_penduduk(app.database, asked, today))
        painted = milliseconds(lambda word=word: answer(word))
        qt = milliseconds(lambda word=word: filtered(word))
        gathered.setdefault(kind, []).append((alone, painted, qt))
    for kind, figures in gathered.items():
        alone, painted, qt = (list(one) for one in zip(*figures, strict=True))
        say(
            f"satu ketikan: {kind}",
            tanya_cpu_ms=statistics.median(alone),
            tanya_terlama_cpu_ms=max(alone),
            sampai_tampil_ms=statistics.median(painted),
            qt_filter_ms=statistics.median(qt),
            kali=statistics.median(painted) / statistics.median(qt),
        )
    for urutan in Urutan:
        asked = [
            SaringPenduduk(**{**_fields(HELD), "kata": word})
            for word in ("su", "3306991", "krajan", "sopardi")
        ]
        penduduk.list_penduduk(app.database, HELD, today, urutan=urutan)
        ask = partial(penduduk.list_penduduk, app.database, today=today, urutan=urutan)
        spent = [processor(partial(ask, one)) for one in asked]
        say(
            f"tersaring, urut {urutan.value}",
            tanya_cpu_ms=statistics.median(spent),
            terlama_cpu_ms=max(spent),
        )
    answer("")
    bar, other = tab.grid.view.verticalScrollBar(), view.verticalScrollBar()
    proxy.setFilterFixedString("")
    ours, theirs = [], []
    for step in range(1, 16):
        place = step * len(rows) // 17

        def scroll(place: int = place) -> None:
            bar.setValue(place)
            tab.grab()
            while tab.model.row_at(place) is None:
                QApplication.processEvents()
            tab.grab()

        def scroll_bare(place: int = place) -> None:
            other.setValue(place)
            view.grab()

        ours.append(milliseconds(scroll))
        theirs.append(milliseconds(scroll_bare))
    say(
        "gulir jauh",
        ms=statistics.median(ours),
        qtableview_ms=statistics.median(theirs),
        kali=statistics.median(ours) / statistics.median(theirs),
    )
    for one in (*made, *views):
        one.close()
    gc.collect()
    first: list[float] = []
    start = time.process_time()
    lihat_penduduk.look_mutu(
        app.database, app.kode, today, Silent(),
        lambda _data: first.append((time.process_time() - start) * 1000),
    )  # fmt: skip
    say("mutu data", hitungan_pertama_cpu_ms=first[0], selesai_cpu_ms=(time.process_time() - start) * 1000)
    desk.jobs.close()


def _fields(saring: SaringPenduduk) -> dict[str, Any]:
    return {name: getattr(saring, name) for name in SaringPenduduk.__slots__}


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 150_000
    application = QApplication([])
    apply(application, Theme.TERANG, 100)
    with tempfile.TemporaryDirectory() as folder, open_village(Path(folder)) as app:
        fill(app, people)
        measure(app)


if __name__ == "__main__":
    main()
