"""The pages of the main window: each is made when it is first asked for, and misses no change."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from planner.domain.changes import Changes
from planner.gui.page import Page


class Pages(QStackedWidget):
    """What changes while nobody sees a page, it is told when it comes to the front."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, Page] = {}
        self._missed: dict[str, Changes] = {}
        self._kept: dict[str, object] = {}
        self.key = ""
        """The page that is shown; empty before the first."""

    @property
    def present(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self.key)

    @property
    def missed(self) -> Changes | None:
        """What changed in the file and is not on the present page."""
        return self._missed.get(self.key)

    def page(self, key: str) -> Page | None:
        """A page that was added."""
        return self._pages.get(key)

    def add(self, key: str, page: Page) -> Page:
        """Take a page, which then is as it was when the window was closed."""
        self._pages[key] = page
        self.addWidget(page)
        if key in self._kept:
            page.take_state(self._kept[key])
        return page

    def bring(self, key: str) -> None:
        """Show a page that was added, with all that changed since it was last in front."""
        if key != self.key:
            self.key = key
            self.catch_up()
            page = self._pages[key]
            self.setCurrentWidget(page)
            page.opened()

    def apply(self, changes: Changes, *, seen: bool) -> None:
        """Tell the present page of changes, if it is `seen`; the others are told later."""
        for key, page in self._pages.items():
            if seen and key == self.key:
                page.apply(changes)
            else:
                self._missed[key] = self._missed.get(key, Changes()) | changes

    def catch_up(self) -> None:
        """Show on the present page what changed while nobody saw it."""
        missed, page = self._missed.pop(self.key, None), self.present
        if missed and page:
            page.apply(missed)

    # What is kept of them

    def remember(self, kept: Mapping[str, object]) -> None:
        """Be as `kept` told, each page when it is added."""
        self._kept = dict(kept)

    def kept(self) -> dict[str, object]:
        """How the pages are now, and were, as JSON can hold it."""
        return self._kept | {key: page.kept_state() for key, page in self._pages.items()}
