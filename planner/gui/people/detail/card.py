"""One person as a vCard in a file of their own; runs on the worker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QSaveFile

from planner.domain.errors import ExchangeError
from planner.gui.tasks import Progress

if TYPE_CHECKING:
    from planner.store import Store

_LONGEST = 80


def file_name(name: str) -> str:
    """What to call the file of somebody with that name, on any system."""
    safe = "".join(c if c.isalnum() or c in " -_" else "_" for c in name)
    return f"{safe[:_LONGEST].strip()}.vcf"


def write(store: Store, person: int, target: Path, progress: Progress) -> None:
    """Write the card, whole or not at all; ExchangeError when the place cannot be written."""
    from planner.exchange.vcard import write_vcards

    who = (store.people.get(person), store.people.photo(person))
    file = QSaveFile(str(target))
    written = file.open(QIODevice.OpenModeFlag.WriteOnly)
    for piece in write_vcards([who], "4.0"):
        progress.check()
        written = written and file.write(piece.encode()) >= 0
    if not (written and file.commit()):
        raise ExchangeError(
            "{file} cannot be written ({why}); nothing was changed: choose another place",
            file=target,
            why=file.errorString(),
        )
