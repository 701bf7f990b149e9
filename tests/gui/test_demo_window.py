"""`planner --demo`: a window that says what it is, and of which nothing stays."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner import app
from planner.demo import story
from planner.domain.errors import RuleError
from planner.gui.main_window import MainWindow


def test_the_demo_opens_on_its_day_and_takes_everything_with_it(
    qtbot: QtBot, tmp_path: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[str] = []

    def look() -> None:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        if window.windowTitle().startswith("Today") and window.status.label.text():
            timer.stop()
            assert window.store.path.is_relative_to(tmp_path)
            assert window.store.meetings.get(story.PETRA).purpose
            seen.extend((window.status.label.text(), window.status.detail.text()))
            seen.append(window.today.heading.text())
            assert not window.store.backups()
            window.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    assert app.run_demo(language="en") == 0
    assert seen == ["Demo: nothing here stays.", "In here it is 13 October 2026.",
                    "Tuesday, 13 October"]  # fmt: skip
    assert not list(tmp_path.iterdir())
    assert not list(own_folders.rglob("*.planner"))


def test_without_a_display_it_says_what_else_shows_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(RuleError, match="planner demo --out DIR"):
        app.run_demo()
