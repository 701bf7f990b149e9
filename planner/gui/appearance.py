"""How a file's windows are to look: what was chosen in the settings, kept in the file itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from planner.gui import theme

if TYPE_CHECKING:
    from planner.store import Store

MODES = ("system", "light", "dark")
_SETTING = "appearance"


@dataclass(frozen=True, slots=True)
class Appearance:
    """`scale` is the size of text, 1.0 to 2.0; `still` is for those who want no motion."""

    mode: str = "system"
    scale: float = 1.0
    still: bool = False


def kept(store: Store) -> Appearance:
    """What the file says; for what cannot be understood, the usual."""
    found = store.settings.get(_SETTING)
    if not isinstance(found, dict):
        return Appearance()
    mode, scale = found.get("mode"), found.get("scale")
    return Appearance(
        mode=mode if mode in MODES else "system",
        scale=float(scale) if isinstance(scale, int | float) and 1 <= scale <= 2 else 1.0,
        still=found.get("still") is True,
    )


def keep(store: Store, appearance: Appearance) -> None:
    store.settings.set(_SETTING, asdict(appearance))


def show(application: QApplication, appearance: Appearance) -> None:
    """Dress all windows so, at once."""
    theme.choose(application, mode=appearance.mode, scale=appearance.scale, still=appearance.still)
