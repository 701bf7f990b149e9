"""Writing an export to a place the person chose; runs on the worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QIODevice, QSaveFile

from planner.domain.errors import ExchangeError
from planner.gui.tasks import Progress

if TYPE_CHECKING:
    from planner.exchange.exporting import Kind
    from planner.store import Store

_KINDS = ("vcf", "csv", "ics", "json")
_OF_PEOPLE = ("vcf", "csv")


def export(
    store: Store,
    target: Path,
    now: datetime,
    progress: Progress,
    *,
    people: Sequence[int] | None = None,
) -> None:
    """Write what the file holds, as the end of the name says; whole, or not at all.

    With `people` only those are written, as vCards or CSV.
    Raises ExchangeError when the name says nothing or the place cannot be written.
    """
    from planner.exchange.exporting import text_of

    kind = target.suffix.lstrip(".").casefold()
    if people is not None and kind not in _OF_PEOPLE:
        raise ExchangeError(
            "{file} does not say how to write people; nothing was changed: end the name in .vcf"
            " or .csv",
            file=target.name,
        )
    if kind not in _KINDS:
        raise ExchangeError(
            "{file} does not say what to write; nothing was changed: end the name in .vcf, .csv,"
            " .ics or .json",
            file=target.name,
        )
    file = QSaveFile(str(target))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _cannot(target, file)
    for piece in text_of(store, cast("Kind", kind), now=now, only=people):
        progress.check()
        if file.write(piece.encode()) < 0:
            raise _cannot(target, file)
    if not file.commit():
        raise _cannot(target, file)


def _cannot(target: Path, file: QSaveFile) -> ExchangeError:
    return ExchangeError(
        "{file} cannot be written ({why}); nothing was changed: choose another place",
        file=target,
        why=file.errorString(),
    )
