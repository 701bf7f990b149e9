"""The page, in the window."""

from __future__ import annotations

import pytest

from planner.gui.main_window import MainWindow
from planner.gui.people.page import PeoplePage


@pytest.fixture
def page(window: MainWindow) -> PeoplePage:
    """The page in a window as wide as most."""
    window.resize(1440, 864)
    window.show_page("people")
    return window.people
