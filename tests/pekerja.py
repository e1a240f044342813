"""A process that works in an office and may be struck at any moment, ready within milliseconds.

One warmed-up Python forks a child for each piece of work. The child stops before the work (or before it opens
the office), so that strace can take hold of it, and says over a socket what a person would be told. It talks
with `send` and `recv` alone, which no fault here touches.

    python tests/pekerja.py FD      started by `Pekerja`, never by hand
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any
from unittest import mock

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]

import kerja as works
from desa_desktop.errors import DesaError
from desa_desktop.files import Fs
from desa_desktop.store import driver, place
from kiriman_offices import Offices

MOST = 1 << 16
PR_SET_PTRACER, ANYBODY = 0x59616D61, ctypes.c_ulong(-1)


@dataclass
class Nasib:
    """What became of one child: what it said to the person, what was refused, how it ended."""

    said: list[works.Said] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    jebol: str = ""
    """The trace of an exception that no person should ever meet."""
    killed: bool = False


class Pekerja:
    """The warmed-up process, from the side of a test."""

    def __init__(self) -> None:
        self._end, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, __file__, str(theirs.fileno())]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        theirs.close()

    def __enter__(self) -> Pekerja:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.close()
        self._process.wait()

    def work(
        self,
        kerja: works.Kerja,
        offices: Offices,
        take_hold: Callable[[int], None] = lambda _pid: None,
        **more: Any,
    ) -> Nasib:
        """Let a child do the work in this folder; `take_hold` gets its process id while it waits.

        `whole`: the child waits before it opens the office, else with the office open. `syncs=False`: the
        disk is never asked to confirm anything. `again`: what was refused is tried once more.
        """
        self._tell(kerja=kerja.nama, folder=str(offices.folder), hari=offices.hari, **more)
        fate = Nasib()
        while True:
            word, value = json.loads(self._hear())
            if word == "siap":
                take_hold(value)
                self._tell(mulai=True)
            elif word == "kata":
                fate.said.append(value)
            elif word == "ditolak":
                fate.refused.append(value)
            elif word == "jebol":
                fate.jebol += value
            else:
                fate.killed = value != 0
                return fate

    def _tell(self, **job: Any) -> None:
        self._end.send(json.dumps(job).encode())

    def _hear(self) -> bytes:
        heard = self._end.recv(MOST)
        if not heard:
            raise RuntimeError("the worker is gone")
        return heard


# ------------------------------------------------------------------ the process itself


def _serve(end: socket.socket) -> None:
    place.BALLAST_SIZE = 64 * 1024
    logging.disable()  # what is logged of a failing disk is meant
    warm: set[str] = set()
    while heard := end.recv(MOST):
        job = json.loads(heard)
        kerja = works.SEMUA[job["kerja"]]
        offices = Offices(Path(job["folder"]), hari=job["hari"])
        if kerja.nama not in warm:  # nothing may be imported for the first time under strace
            warm.add(kerja.nama)
            _rehearse(kerja, offices)
        child = os.fork()
        if not child:
            _be_child(end, kerja, offices, job)
        _pid, status = os.waitpid(child, 0)
        end.send(json.dumps(["selesai", status]).encode())


def _rehearse(kerja: works.Kerja, offices: Offices) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(offices.folder, Path(folder) / "kantor")
        copy = Offices(Path(folder) / "kantor", hari=offices.hari)
        with works.opened(kerja, copy) as app:
            kerja.do(app, copy, lambda _said: None)


def _be_child(end: socket.socket, kerja: works.Kerja, offices: Offices, job: dict[str, Any]) -> None:
    def send(word: str, value: Any) -> None:
        end.send(json.dumps([word, value]).encode())

    def wait() -> None:
        send("siap", os.getpid())
        end.recv(MOST)

    try:
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)  # strace is a cousin, not our parent
        if job.get("syncs", True):
            _work(kerja, offices, job, wait, send)
        else:
            with _never_synced():
                _work(kerja, offices, job, wait, send)
    except BaseException:
        send("jebol", traceback.format_exc())
    os._exit(0)


@contextmanager
def _never_synced() -> Iterator[None]:
    """The program as it must not be: nothing waits for the disk."""
    settings = tuple(
        ("synchronous", "OFF", 0) if one[0] == "synchronous" else one for one in driver._SETTINGS
    )
    nothing = mock.Mock(return_value=None)
    with (
        mock.patch.object(driver, "_SETTINGS", settings),
        mock.patch.multiple(Fs, sync=nothing, sync_folder=nothing),
    ):
        yield


def _work(
    kerja: works.Kerja,
    offices: Offices,
    job: dict[str, Any],
    wait: Callable[[], None],
    send: Callable[[str, Any], None],
) -> None:
    if job.get("whole"):
        wait()
    try:
        with works.opened(kerja, offices) as app:
            if not job.get("whole"):
                wait()
            for _attempt in range(2 if job.get("again") else 1):
                try:
                    kerja.do(app, offices, lambda said: send("kata", said))
                except DesaError as refusal:
                    send("ditolak", str(refusal))
                else:
                    break
    except DesaError as refusal:
        send("ditolak", str(refusal))


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
