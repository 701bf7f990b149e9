"""The mail program of a real desktop is started with the link, and with nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from planner.store import Store
from tests.conftest import Clock
from tests.e2e.screen import Screen, until
from tests.gui.wizard.steps import STATEMENT
from tests.samples import add, email

_RECORDER = '#!/bin/sh\nprintf "%s\\0" "$#" "$@" > "$HOME/opened.part"\n'
_RECORDER += 'mv "$HOME/opened.part" "$HOME/opened"\n'


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A session in which links are opened by a program that writes down what it is given."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("xdg-open", "xdg-email"):
        (programs / name).write_text(_RECORDER)
        (programs / name).chmod(0o755)
    screen = Screen(tmp_path)
    screen.environment["PATH"] = f"{programs}:{screen.environment['PATH']}"
    with screen:
        yield screen


def test_the_link_reaches_the_mail_program_whole(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "one.planner"
    with Store.create(file, None, clock=Clock()) as store:
        add(store, "Lotte --attach=/etc/passwd", given="Lotte;$(touch x)`touch x`&",
            points=(email("lotte@delta.example"),))  # fmt: skip
    person = screen.start(sys.executable, "-m", "tests.e2e.mailing", str(file))
    assert person.wait(60) == 0
    opened = tmp_path / "opened"
    until(opened.exists, "the mail program")
    count, link, _ = opened.read_text().split("\0")
    assert count == "1"
    parts = urlsplit(link)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "lotte@delta.example")
    headers = parse_qs(parts.query, strict_parsing=True)
    assert headers.keys() == {"subject", "body"}
    assert headers["subject"] == [STATEMENT]
    assert headers["body"][0].split("\r\n\r\n")[1] == STATEMENT
