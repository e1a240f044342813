"""Where a second start knocks: it hands over its files, and the first window comes to the front.

Whatever happens to a caller - it leaves, stays, or talks nonsense - nothing of it outlives the doorbell, and
nothing is opened from inside Qt's reading of a socket.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)
WAIT = 500  # milliseconds to wait for the first window to answer
_LONGEST = 64 * 1024  # bytes; a few hundred paths
_HEARD = b"ya\n"


def knock(channel: str, files: Sequence[Path]) -> bool:
    """True if a first window listens there: it comes to the front and takes our files."""
    socket = QLocalSocket()
    socket.connectToServer(channel)
    if not socket.waitForConnected(WAIT):
        return False
    socket.write(json.dumps([str(file) for file in files]).encode() + b"\n")
    socket.waitForBytesWritten(WAIT)
    socket.waitForReadyRead(WAIT)
    socket.disconnectFromServer()
    return True


class Doorbell(QObject):
    """`rung(files)` for each second start, from the event loop. Call `close` before what it rings is gone."""

    rung = Signal(list)

    def __init__(self, channel: str, parent: QObject) -> None:
        super().__init__(parent)
        self._callers: list[_Caller] = []
        QLocalServer.removeServer(channel)  # left by a crash: nobody answered a moment ago
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)
        if not self._server.listen(channel):
            log.info("second starts cannot find this window: %s", self._server.errorString())

    @property
    def callers(self) -> int:
        """How many are on the line."""
        return len(self._callers)

    def close(self) -> None:
        """Listen no more and cut off whoever is on the line."""
        self._server.close()
        callers, self._callers = self._callers, []
        for caller in callers:
            caller.cut_off()

    @Slot()
    def _on_knock(self) -> None:
        while self._server.hasPendingConnections():
            caller = _Caller(self._server.nextPendingConnection(), self)
            # queued: what is opened for the files may run an event loop of its own
            caller.said.connect(self.rung, Qt.ConnectionType.QueuedConnection)
            caller.left.connect(self._on_left, Qt.ConnectionType.QueuedConnection)
            self._callers.append(caller)

    @Slot(QObject)
    def _on_left(self, caller: QObject) -> None:
        if isinstance(caller, _Caller) and caller in self._callers:
            self._callers.remove(caller)
            caller.deleteLater()


class _Caller(QObject):
    """One second start on the line; owns its socket."""

    said = Signal(list)
    left = Signal(QObject)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        socket.setParent(self)
        self._socket = socket
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self._on_disconnected)

    def cut_off(self) -> None:
        """Hear nothing more of it."""
        self._socket.readyRead.disconnect(self._read)
        self._socket.disconnected.disconnect(self._on_disconnected)
        self._socket.abort()
        self.deleteLater()

    @Slot()
    def _read(self) -> None:
        if not self._socket.canReadLine():
            if self._socket.bytesAvailable() > _LONGEST:
                self._socket.abort()
            return
        files = _files_of(bytes(self._socket.readLine(_LONGEST).data()))
        if files is None:
            self._socket.abort()  # not one of ours
            return
        self._socket.write(_HEARD)
        self.said.emit(files)

    @Slot()
    def _on_disconnected(self) -> None:
        self.left.emit(self)


def _files_of(line: bytes) -> list[Path] | None:
    """The files a second start names; None for anything else."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        return None
    return [Path(one) for one in said]
