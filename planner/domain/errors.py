"""The errors a person may meet: what happened, what is safe, what to do, in one plain line.

A message is a template plus its values, so that the line can be translated before the values
are put in. Values are data and never contain sentences.
"""

from __future__ import annotations


class PlannerError(Exception):
    """A problem that the program can name. `str(error)` is its English line."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = {name: _one_line(value) for name, value in values.items()}
        super().__init__(template.format(**self.values))


class RuleError(PlannerError):
    """A rule of the domain refuses what was asked; nothing was changed."""


class NotFoundError(PlannerError):
    """Something was named that the file does not hold; nothing was changed."""


class StorageError(PlannerError):
    """The file or its folder cannot do what was asked (full, read-only, missing, damaged)."""


class KeyProblem(StorageError):
    """The key is wrong, missing, locked away or unusable; the file was not touched."""


class LockedError(StorageError):
    """Another program has this profile open."""


class ExchangeError(PlannerError):
    """A file to read or write is not what it should be; nothing was imported or written."""


def _one_line(value: object) -> object:
    """Keep a message on one line whatever a file name or a typed text contains."""
    if isinstance(value, int | float):
        return value
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= 300 else text[:299] + "…"
