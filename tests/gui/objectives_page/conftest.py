"""The page, in the window."""

from __future__ import annotations

import pytest

from planner.gui.main_window import MainWindow
from planner.gui.objectives.page import ObjectivesPage


@pytest.fixture
def page(window: MainWindow) -> ObjectivesPage:
    page = window.page("objectives")
    assert isinstance(page, ObjectivesPage)
    window.show_page("objectives")
    return page
