"""The only place that finds resources: from source, installed, and inside a bundle."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


def path(*parts: str) -> Path:
    """A file or folder under resources/."""
    return _root().joinpath("resources", *parts)


@cache
def _root() -> Path:
    """Where resources/ lies: beside the package in its source and in a bundle, in it where it is
    installed."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle)
    package = Path(__file__).resolve().parent
    return package if (package / "resources").is_dir() else package.parent
