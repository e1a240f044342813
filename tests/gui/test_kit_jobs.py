"""The two lanes and the desk: success, failure, bug, cancel, and a screen closed half-way."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import Shiboken

from desa_desktop.errors import DiskFull, NotFound, StorageFailed
from desa_desktop.progress import Progress
from desa_desktop.ui.desk import Desk, SaveState
from desa_desktop.ui.kit.jobs import Jobs, Lane
from desa_desktop.ui.kit.memory import Memory
from desa_desktop.ui.kit.notice import Notice, Tone


def test_a_result_arrives_on_the_thread_of_the_screen(desk: Desk) -> None:
    heard: list[tuple[int, bool, bool]] = []
    screen_thread = threading.get_ident()

    def then(on_screen: bool) -> None:
        heard.append((42, on_screen, threading.get_ident() == screen_thread))

    desk.run(desk, lambda: threading.get_ident() == screen_thread, then)
    desk.jobs.wait_idle()
    assert heard == [(42, False, True)]


def test_saves_keep_the_order_in_which_they_were_typed(desk: Desk) -> None:
    written: list[int] = []
    for number in range(50):
        desk.save(desk, lambda number=number: written.append(number))
    desk.jobs.wait_idle()
    assert written == list(range(50))
    assert desk.save_state is SaveState.SAVED


def test_typing_is_saved_while_long_work_runs(desk: Desk) -> None:
    go_on = threading.Event()
    order: list[str] = []
    desk.run_long(desk, lambda _progress: go_on.wait(10), lambda _r: order.append("panjang"))
    desk.save(desk, lambda: None, lambda _r: (order.append("simpan"), go_on.set()))
    desk.jobs.wait_idle()
    assert order == ["simpan", "panjang"]


def test_a_failure_a_person_understands_shows_its_sentence_and_code(desk: Desk) -> None:
    shown: list[Notice] = []
    desk.noticed.connect(shown.append)

    def work() -> None:
        raise NotFound(apa="Usulan nomor 9")

    desk.run(desk, work)
    desk.jobs.wait_idle()
    assert [one.text for one in shown] == [
        "Usulan nomor 9 tidak ditemukan. Periksa ejaan atau nomornya. (K-104)"
    ]
    assert shown[0].tone is Tone.GALAT


def test_a_screen_may_answer_a_failure_itself(desk: Desk) -> None:
    shown: list[Notice] = []
    codes: list[str] = []
    desk.noticed.connect(shown.append)

    def work() -> None:
        raise NotFound(apa="Dusun")

    desk.run(desk, work, failed=lambda error: codes.append(error.kode))
    desk.jobs.wait_idle()
    assert codes == ["K-104"]
    assert not shown


@pytest.mark.warns
def test_a_bug_is_logged_with_its_trace_and_announced_once(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    traces: list[str] = []
    desk.crashed.connect(traces.append)
    desk.run(desk, lambda: 1 // 0)
    desk.jobs.wait_idle()
    assert len(traces) == 1
    assert "ZeroDivisionError" in traces[0]
    assert "job 1 crashed" in caplog.text


def test_cancelled_work_says_nothing_and_gives_no_result(desk: Desk) -> None:
    heard: list[object] = []
    desk.noticed.connect(heard.append)
    started = threading.Event()
    asked = threading.Event()

    def work(progress: Progress) -> str:
        started.set()
        asked.wait(10)
        progress.step(1, 2, "Memeriksa 1 dari 2")
        return "selesai"

    job = desk.run_long(desk, work, heard.append, cancelled=lambda: heard.append("batal"))
    assert started.wait(10)
    job.cancel()
    asked.set()
    desk.jobs.wait_idle()
    assert heard == ["batal"]


def test_a_screen_closed_half_way_hears_nothing(desk: Desk) -> None:
    heard: list[object] = []
    go_on = threading.Event()
    screen = QLabel()
    desk.run(screen, lambda: go_on.wait(10), heard.append)
    Shiboken.delete(screen)
    go_on.set()
    desk.jobs.wait_idle()
    assert not heard


def test_progress_is_told_on_the_thread_of_the_screen(desk: Desk) -> None:
    steps: list[tuple[int, int, str]] = []
    desk.long_stepped.connect(lambda done, total, label: steps.append((done, total, label)))

    def work(progress: Progress) -> None:
        for number in (1, 2, 3):
            progress.step(number, 3, f"Memeriksa {number} dari 3 kiriman…")

    desk.run_long(desk, work)
    desk.jobs.wait_idle()
    assert steps[-1] == (3, 3, "Memeriksa 3 dari 3 kiriman…")


class _Disk:
    """A disk that is full until somebody makes room."""

    def __init__(self) -> None:
        self.full = True
        self.held: dict[str, str] = {}

    def write(self, place: str, value: str) -> None:
        if self.full:
            raise StorageFailed(sebab="ruang disk penuh")
        self.held[place] = value


def test_what_a_full_disk_refuses_is_kept_and_written_on_retry(desk: Desk) -> None:
    disk = _Disk()
    shown: list[Notice] = []
    desk.noticed.connect(shown.append)
    desk.save(desk, lambda: disk.write("biaya", "85"), place="biaya")
    desk.jobs.wait_idle()
    assert desk.save_state is SaveState.UNSAVED
    assert desk.has_unsaved
    assert shown[-1].action == "Coba lagi"
    disk.full = False
    assert shown[-1].act is not None
    shown[-1].act()
    desk.jobs.wait_idle()
    assert disk.held == {"biaya": "85"}
    assert desk.save_state is SaveState.SAVED
    assert not desk.has_unsaved


def test_a_value_refused_by_a_disk_that_made_room_is_written_again_at_once(desk: Desk) -> None:
    disk = _Disk()
    shown: list[Notice] = []
    desk.noticed.connect(shown.append)

    def write() -> None:
        if disk.full:
            disk.full = False
            raise DiskFull(sebab="ruang disk penuh", is_relieved=True)
        disk.write("biaya", "85")

    desk.save(desk, write, place="biaya")
    desk.jobs.wait_idle()
    assert disk.held == {"biaya": "85"}
    assert desk.save_state is SaveState.SAVED
    assert shown == []


def test_a_newer_value_of_the_same_cell_is_never_overwritten_by_the_retry(desk: Desk) -> None:
    disk = _Disk()
    desk.save(desk, lambda: disk.write("biaya", "85"), place="biaya")
    desk.save(desk, lambda: disk.write("biaya", "90"), place="biaya")
    desk.jobs.wait_idle()
    assert desk.refused == 1
    disk.full = False
    desk.save(desk, lambda: disk.write("lokasi", "RT 03"), place="lokasi")
    desk.jobs.wait_idle()
    assert disk.held == {"biaya": "90", "lokasi": "RT 03"}


def test_a_save_of_a_screen_already_closed_still_reaches_the_disk(desk: Desk) -> None:
    disk = _Disk()
    screen = QLabel()
    desk.save(screen, lambda: disk.write("biaya", "85"), place="biaya")
    Shiboken.delete(screen)
    desk.jobs.wait_idle()
    assert desk.save_state is SaveState.UNSAVED
    disk.full = False
    desk.retry()
    desk.jobs.wait_idle()
    assert disk.held == {"biaya": "85"}


def test_word_of_a_commit_reaches_screens_on_their_own_thread(desk: Desk) -> None:
    heard: list[tuple[frozenset[str], bool]] = []
    own = QThread.currentThread()
    listener = QObject()
    desk.changed.connect(lambda kinds: heard.append((kinds, QThread.currentThread() == own)))
    desk.run(listener, lambda: desk.hear(frozenset({"usulan"})))
    desk.jobs.wait_idle()
    while not heard:
        desk.run(listener, lambda: None)
        desk.jobs.wait_idle()
    assert heard == [(frozenset({"usulan"}), True)]


def test_widths_are_remembered_and_a_damaged_file_only_forgets(tmp_path: Path) -> None:
    file = tmp_path / "tampilan.json"
    memory = Memory()
    memory.put("usulan.tabel.lebar", [40, 200])
    memory.store(file)
    again = Memory()
    again.load(file)
    assert again.get("usulan.tabel.lebar") == [40, 200]
    file.write_bytes(b"{")
    empty = Memory()
    empty.load(file)
    assert empty.get("usulan.tabel.lebar", "tidak ada") == "tidak ada"


def test_work_handed_over_after_closing_is_not_begun(qapp: QApplication) -> None:
    jobs = Jobs()
    jobs.close()
    done: list[str] = []
    job = jobs.start(
        Lane.SHORT, jobs, lambda _progress: done.append("late"), lambda _end: done.append("told")
    )
    assert job.stopping
    assert jobs.idle
    assert done == []
