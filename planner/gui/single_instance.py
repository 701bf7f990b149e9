"""One window per profile: a second start raises the first one.

The profile's lock decides who may write; this only carries the word "raise" between programs of
the same user. Nothing else that arrives is looked at.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WORD = b"raise\n"
_PATIENCE_MS = 1000
_START_S, _AGAIN_S = 5.0, 0.1


def socket_name(file: Path) -> str:
    """The name under which this user's window over this file listens."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    digest = hashlib.sha256(f"{user}\0{file.resolve()}".encode()).hexdigest()
    return f"on-purpose-{digest[:24]}"


def raise_running(file: Path) -> bool:
    """Ask the window that has this file open to come to the front; False when there is none."""
    name = socket_name(file)
    if not _may_be_ours(name):
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(_WORD)
    sent = socket.waitForBytesWritten(_PATIENCE_MS)
    socket.disconnectFromServer()
    return sent


def raise_starting(file: Path) -> bool:
    """The same of a window that may just be starting: it listens a while after its first picture.

    False when seconds later there is still none, as while a command has the file.
    """
    deadline = time.monotonic() + _START_S
    while not raise_running(file):
        if time.monotonic() > deadline:
            return False
        time.sleep(_AGAIN_S)
    return True


def _may_be_ours(name: str) -> bool:
    """Whether a socket of that name is there and this user's own, where sockets are files."""
    if os.name == "nt":
        return True
    try:
        return Path(QDir.tempPath(), name).lstat().st_uid == os.getuid()
    except OSError:
        return False


class Doorbell(QObject):
    """Listens for later starts over the same file. Made by whoever holds the profile's lock."""

    rung = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(file)
        self._server: QLocalServer | None = None

    def listen(self) -> bool:
        """Begin to listen; False when that cannot be, and then a second start says so itself."""
        from PySide6.QtNetwork import QLocalServer

        if _may_be_ours(self._name):
            # We hold the lock, so whoever made this socket is gone.
            QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        return self._server.listen(self._name)

    def close(self) -> None:
        if self._server:
            self._server.close()

    def _on_connection(self) -> None:
        while self._server and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.setReadBufferSize(len(_WORD))
            # No closures here: one that held this object could end it inside the caller's end.
            caller.readyRead.connect(self._on_word)
            caller.disconnected.connect(caller.deleteLater)

    def _on_word(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            word = bytes(caller.read(len(_WORD)).data())
            caller.deleteLater()
            if word == _WORD:
                self.rung.emit()
