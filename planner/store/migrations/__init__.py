"""Numbered schema steps in literal SQL. `PRAGMA user_version` says how many have been taken.

A step never uses the live table classes, and a step that has landed is never edited: what changes
comes as the next number.
"""

from __future__ import annotations


def steps() -> tuple[str, ...]:
    """The SQL of every step, in order; step n leads to `user_version` n."""
    from importlib import resources

    folder = resources.files(__package__)
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


VERSION = 7
"""The schema this program reads and writes."""
