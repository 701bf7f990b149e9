from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from planner.gui.single_instance import Doorbell, raise_running, raise_starting, socket_name


@pytest.fixture
def doorbell(tmp_path: Path, qtbot: QtBot) -> Iterator[Doorbell]:
    doorbell = Doorbell(tmp_path / "default.planner")
    assert doorbell.listen()
    yield doorbell
    doorbell.close()


def test_a_second_start_rings_at_the_first(
    doorbell: Doorbell, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(doorbell.rung):
        assert raise_running(tmp_path / "default.planner")


def test_a_window_that_is_still_starting_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "default.planner"
    window = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from planner.gui.single_instance import Doorbell;"
        "application = QCoreApplication([]); doorbell = Doorbell(Path(sys.argv[1]));"
        "doorbell.rung.connect(application.quit); doorbell.listen(); sys.exit(application.exec())"
    )
    first = subprocess.Popen([sys.executable, "-c", window, str(file)])
    assert not raise_running(file), "it cannot be there so soon"
    assert raise_starting(file)
    assert first.wait(30) == 0


def test_another_file_is_another_window(doorbell: Doorbell, tmp_path: Path) -> None:
    assert not raise_running(tmp_path / "work.planner")


def test_nobody_is_there_any_more(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "default.planner"
    doorbell = Doorbell(file)
    doorbell.listen()
    doorbell.close()
    assert not raise_running(file)


def test_what_a_crash_left_behind_is_removed(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "default.planner"
    left = Path(QDir.tempPath(), socket_name(file))
    left.touch()
    assert not raise_running(file)
    doorbell = Doorbell(file)
    assert doorbell.listen()
    with qtbot.waitSignal(doorbell.rung):
        assert raise_running(file)
    doorbell.close()


@pytest.mark.parametrize("said", [b"quit", b"r", b"raise the roof and everything", b"\0" * 100_000])
def test_nothing_but_the_one_word_is_heard(
    said: bytes, doorbell: Doorbell, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "default.planner"
    rung: list[bool] = []
    doorbell.rung.connect(lambda: rung.append(True))
    caller = QLocalSocket()
    caller.connectToServer(socket_name(file))
    assert caller.waitForConnected(1000)
    caller.write(said)
    qtbot.waitUntil(lambda: caller.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert not rung
    with qtbot.waitSignal(doorbell.rung):
        assert raise_running(file)


def test_only_the_same_user_may_ring(tmp_path: Path, qtbot: QtBot) -> None:
    doorbell = Doorbell(tmp_path / "default.planner")
    doorbell.listen()
    server = doorbell.findChild(QLocalServer)
    assert isinstance(server, QLocalServer)
    assert server.socketOptions() == QLocalServer.SocketOption.UserAccessOption
    if os.name != "nt":
        assert Path(server.fullServerName()).stat().st_mode & 0o077 == 0
    doorbell.close()
