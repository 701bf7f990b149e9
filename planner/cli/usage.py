"""Wrong usage, said in the person's language: what argparse says is English, and is looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.cli import streams
from planner.cli.session import spoken
from planner.domain.errors import PlannerError, RuleError
from planner.words import Words

_SHAPES = (
    (r"the following arguments are required: (?P<names>.*)",
     "the following arguments are required: {names}"),
    (r"unrecognized arguments: (?P<words>.*)", "unrecognized arguments: {words}"),
    (r"argument (?P<name>.*?): expected one argument", "argument {name}: expected one argument"),
    (r"argument (?P<name>.*?): expected at least one argument",
     "argument {name}: expected at least one argument"),
    (r"argument (?P<name>.*?): ignored explicit argument (?P<value>.*)",
     "argument {name} takes no value, so not {value}"),
    (r"argument (?P<name>.*?): invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)",
     "argument {name}: invalid choice: {value} (choose from {choices})"),
    (r"argument (?P<name>.*?): invalid int value: (?P<value>.*)",
     "argument {name}: {value} is no whole number"),
    (r"argument (?P<name>.*?): (?P<value>.*) is no whole number",
     "argument {name}: {value} is no whole number"),
    (r"argument (?P<name>.*?): (?P<value>.*) is not a date; write it like 2026-12-01",
     "argument {name}: {value} is not a date; write it like 2026-12-01"),
    (r"argument (?P<name>.*?): (?P<value>.*) is not written as COLUMN=FIELD",
     "argument {name}: {value} is not written as COLUMN=FIELD"),
    (r"argument (?P<name>.*?): an empty name is no file or folder",
     "argument {name}: an empty name is no file or folder"),
    (r"--demo opens the window, so leave the command out",
     "--demo opens the window, so leave the command out"),
)  # fmt: skip


def problem(message: str) -> PlannerError:
    """What argparse found, as an error whose values stay on one line and within bounds."""
    for shape, template in _SHAPES:
        found = re.fullmatch(shape, message, re.DOTALL)
        if found:
            return RuleError(template, **found.groupdict())
    return RuleError("{text}", text=message)


def report(message: str, command: str, arguments: Sequence[str]) -> None:
    """The line on stderr; its language is what the arguments or the system say."""
    words = Words(_language_in(arguments) or spoken())
    error = problem(message)
    said = words(error.template, **error.values)
    advice = words("see: {command} --help", command=command)
    streams.warn(f"planner: {said}; {advice}")


def _language_in(arguments: Sequence[str]) -> str:
    for option, value in zip(arguments, (*arguments[1:], ""), strict=True):
        named = value if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and named in ("de", "en"):
            return named
    return ""
