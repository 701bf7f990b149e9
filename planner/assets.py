"""The only place that finds resources, from source and inside a bundle."""

from __future__ import annotations

import sys
from pathlib import Path


def path(*parts: str) -> Path:
    """A file or folder under resources/."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)
