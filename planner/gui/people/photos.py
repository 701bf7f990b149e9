"""Photos for small avatars: read and made small on the worker, a few hundred kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from planner.domain.errors import PlannerError
from planner.gui.tasks import Progress, Tasks

if TYPE_CHECKING:
    from planner.store import Store

_KEPT = 400
_SIDE = 144
"""Pixels: an avatar of 36 px at twice the text size on a fine screen."""


class Photos(QObject):
    """The photos of a file, small. Asking never waits."""

    arrived = Signal()
    """There are photos that were asked for."""

    def __init__(self, store: Store, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._tasks = store, tasks
        self._kept: dict[int, QPixmap | None] = {}
        self._asked: dict[int, None] = {}
        self._reading = False

    def of(self, person: int) -> QPixmap | None:
        """Somebody's photo, or None while there is none yet; `arrived` tells when there is."""
        if person not in self._kept and person not in self._asked:
            self._asked[person] = None
            if not self._reading:
                self._read()
        return self._kept.get(person)

    def forget(self, people: Iterable[int]) -> None:
        """These people may have another photo now."""
        for person in people:
            self._kept.pop(person, None)

    def _read(self) -> None:
        self._reading = True
        store, wanted = self._store, tuple(self._asked)

        def work(progress: Progress) -> dict[int, QImage | None]:
            found = {person: store.people.photo(person) for person in wanted}
            return {who: _small(photo.data) if photo else None for who, photo in found.items()}

        self._tasks.run(work, self._on_read, self._on_failed, self)

    def _on_read(self, found: dict[int, QImage | None]) -> None:
        self._reading = False
        for person, image in found.items():
            self._asked.pop(person, None)
            self._kept[person] = QPixmap.fromImage(image) if image else None
        for oldest in list(self._kept)[: max(0, len(self._kept) - _KEPT)]:
            del self._kept[oldest]
        if self._asked:
            self._read()
        self.arrived.emit()

    def _on_failed(self, problem: PlannerError) -> None:
        self._reading = False
        self._kept |= dict.fromkeys(self._asked)
        self._asked = {}


def _small(data: bytes) -> QImage:
    """A picture cut to a square and made small."""
    image = QImage.fromData(data)
    side = min(image.width(), image.height())
    if side == 0:
        return QImage()
    left, top = (image.width() - side) // 2, (image.height() - side) // 2
    wanted, mode = QSize(_SIDE, _SIDE), Qt.TransformationMode.SmoothTransformation
    return image.copy(left, top, side, side).scaled(
        wanted, Qt.AspectRatioMode.IgnoreAspectRatio, mode
    )
