"""What may be typed: commands, their options, and wrong usage said in one line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from planner import __version__
from planner.cli import streams

DIRECTIONS = ("i-owe", "they-owe", "reach-out")
FORMATS = ("auto", "vcard", "csv", "linkedin", "google", "outlook", "ics", "json")


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal. Asked for its width at every option, `shutil` takes long."""

    def __init__(self, prog: str) -> None:
        try:
            columns = int(os.environ["COLUMNS"])
        except (KeyError, ValueError):
            try:
                columns = os.get_terminal_size().columns
            except OSError:
                columns = 0
        super().__init__(prog, width=(columns or 80) - 2)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Help, **settings)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Help and version, which argparse would lose in silence where they cannot be written."""
        streams.put(message, end="")

    def error(self, message: str) -> NoReturn:
        raise _WrongUsageError(message, self.prog)


class _WrongUsageError(Exception):
    """What argparse says, and the command that it says it of."""

    def __init__(self, message: str, command: str) -> None:
        super().__init__(message)
        self.message, self.command = message, command


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options of one call. `run` names the function of the command, `module.function`.

    A command loads no other's module, so that a short one starts at once.
    """
    try:
        parser = _parser(arguments)
        options = parser.parse_args(arguments)
        if not hasattr(options, "run"):
            options.run = "care.window"
        elif options.demo:
            parser.error("--demo opens the window, so leave the command out")
    except _WrongUsageError as wrong:
        from planner.cli import usage

        usage.report(wrong.message, wrong.command, arguments)
        raise SystemExit(2) from None
    return options


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for what was typed: of a known command it knows that one's group only."""
    parser = _Parser(
        prog="planner",
        description="A planner for meetings that have a reason. Without a command: the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"planner {__version__}")
    _common(parser, first=True)
    parser.add_argument(
        "--demo", action="store_true", help="open the window on a throw-away file to try it out"
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    groups = _groups()
    named = _command_in(arguments)
    for add, names in groups.items():
        if named in names or not any(named in known for known in groups.values()):
            add(commands)
    return parser


def _groups() -> Mapping[Callable[[Any], None], frozenset[str]]:
    """Who adds which commands. One group loads no values of the domain that it does not need."""
    return {
        _people: frozenset({"people", "person", "acquaint", "paths"}),
        _talks: frozenset({"log", "capture"}),
        _objectives: frozenset({"objective", "ask"}),
        _meetings: frozenset({"meeting"}),
        _gate: frozenset({"review"}),
        _follow_ups: frozenset({"followup", "remind"}),
        _files: frozenset({"import", "export"}),
        _papers: frozenset({"pdf"}),
        _demo: frozenset({"demo"}),
        _care: frozenset({"backup", "backups", "restore", "check", "key", "sample", "about"}),
    }


def _command_in(arguments: Sequence[str]) -> str:
    """The first word that is neither an option nor the value of one."""
    words = iter(arguments)
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


_WITH_VALUE = frozenset({"--profile", "--data-dir", "--passphrase-file", "--lang"})


def _common(parser: argparse.ArgumentParser, *, first: bool = False) -> None:
    """The common options: documented before the command, understood after it as well."""

    def default(value: Any) -> Any:
        return value if first else argparse.SUPPRESS

    add = parser.add_argument
    add("--profile", metavar="NAME", default=default("default"), help="a file of its own")
    add("--data-dir", metavar="DIR", type=_path, default=default(None), help="where the file lives")
    add(
        "--no-encryption",
        action="store_true",
        default=default(False),
        help="make a new file without a key",
    )
    add("--passphrase-file", metavar="FILE", type=_path, default=default(None))
    add("--lang", choices=("de", "en"), default=default(None), help="the language of messages")
    add("-v", "--verbose", action="count", default=default(0), help="write more into the log")
    add("--json", action="store_true", default=default(False), help="answer for a machine")


def _command(commands: Any, name: str, run: str, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=about, allow_abbrev=False
    )
    parser.set_defaults(run=run)
    _common(parser)
    return parser


def _group(commands: Any, name: str, about: str) -> Any:
    parser = commands.add_parser(name, help=about, allow_abbrev=False)
    _common(parser)
    return parser.add_subparsers(metavar="WHAT", required=True)


def _people(commands: Any) -> None:
    from planner.domain.people import Circle

    parser = _command(commands, "people", "people.find", "find people as the People page does")
    parser.add_argument("query", metavar="QUERY", nargs="*")
    parser.add_argument("--limit", type=_count, default=50, metavar="N")

    group = _group(commands, "person", "one person")
    parser = _command(group, "add", "people.add", "add a person")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--email", action="append", default=[])
    parser.add_argument("--phone", action="append", default=[])
    parser.add_argument("--org", default="")
    parser.add_argument("--title", default="")
    parser.add_argument("--circle", choices=[str(circle) for circle in Circle])
    parser.add_argument("--wished", action="store_true", help="someone I wish to reach")

    parser = _command(
        commands, "acquaint", "people.acquaint", "record that two people know each other"
    )
    parser.add_argument("uids", metavar="UID", nargs=2, help="a person's uid, or me")
    parser.add_argument("--strength", type=int, choices=(1, 2, 3), default=2)
    parser.add_argument("--how", default="", metavar="TEXT")

    parser = _command(commands, "paths", "people.paths", "warm paths from me to a person")
    parser.add_argument("uid", metavar="UID")
    parser.add_argument("--limit", type=_count, default=3, metavar="N")


def _talks(commands: Any) -> None:
    from planner.domain.meetings import Channel

    parser = _command(commands, "log", "people.log", "log something that happened")
    parser.add_argument("uid", metavar="UID")
    parser.add_argument("summary", metavar="SUMMARY")
    parser.add_argument("--at", default="", metavar="TIME")
    channels = [str(channel) for channel in Channel]
    parser.add_argument("--channel", choices=channels, default=str(Channel.MEETING))

    parser = _command(commands, "capture", "people.capture", "keep what a sentence says")
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--dry-run", action="store_true", help="only show what was understood")


def _objectives(commands: Any) -> None:
    from planner.domain.objectives import AskKind

    group = _group(commands, "objective", "what I work towards")
    parser = _command(group, "add", "plans.add_objective", "add an objective")
    parser.add_argument("title", metavar="TITLE")
    parser.add_argument("--why", default="")
    parser.add_argument("--done-when", default="")
    parser.add_argument("--by", type=_day, metavar="DATE")
    _command(group, "list", "plans.list_objectives", "all objectives")
    parser = _command(group, "show", "plans.show_objective", "one objective with its asks")
    parser.add_argument("id", type=_count, metavar="ID")

    group = _group(commands, "ask", "one specific need of an objective")
    parser = _command(group, "add", "plans.add_ask", "add an ask")
    parser.add_argument("objective", type=_count, metavar="OBJECTIVE")
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--kind", required=True, choices=[str(kind) for kind in AskKind])
    parser.add_argument("--by", type=_day, metavar="DATE")
    parser.add_argument("--name", action="append", nargs="+", default=[], metavar="UID")


def _gate(commands: Any) -> None:
    _command(commands, "review", "gate.review", "what the gate says of texts: JSON lines on stdin")


def _meetings(commands: Any) -> None:
    from planner.domain.meetings import MeetingFormat, PurposeKind

    group = _group(commands, "meeting", "meetings with their purposes")
    parser = _command(group, "plan", "gate.plan_meeting", "plan a meeting through the gate")
    parser.add_argument(
        "--with", dest="people", nargs="+", action="extend", required=True, metavar="UID"
    )
    parser.add_argument("--kind", required=True, choices=[str(kind) for kind in PurposeKind])
    for text in ("statement", "why", "outcome"):
        parser.add_argument(f"--{text}", required=True, metavar="TEXT")
    parser.add_argument("--give", default="", metavar="TEXT")
    parser.add_argument("--ask", type=_count, metavar="ID")
    parser.add_argument("--at", required=True, metavar="TIME")
    parser.add_argument("--zone", default="", metavar="ZONE")
    parser.add_argument("--minutes", type=_count, default=25)
    parser.add_argument("--place", default="")
    parser.add_argument("--link", default="")
    parser.add_argument("--format", choices=[str(way) for way in MeetingFormat])
    parser.add_argument(
        "--act", metavar="WORDS", help="words of the statement that say what will happen"
    )
    parser.add_argument("--object", metavar="WORDS", help="words that say what about")
    parser = _command(group, "list", "plans.list_meetings", "meetings in their order")
    parser.add_argument("--from", dest="start", type=_day, metavar="DATE")
    parser.add_argument("--to", dest="end", type=_day, metavar="DATE")
    for name, run, about in (
        ("show", "plans.show_meeting", "one meeting"),
        ("hold", "plans.hold_meeting", "it took place"),
        ("move", "plans.move_meeting", "another date"),
        ("cancel", "plans.cancel_meeting", "it will not take place"),
    ):
        parser = _command(group, name, run, about)
        parser.add_argument("id", type=_count, metavar="ID")
        if name == "hold":
            parser.add_argument("--notes", default="")
        if name == "move":
            parser.add_argument("--at", required=True, metavar="TIME")
            parser.add_argument("--zone", default="", metavar="ZONE")


def _follow_ups(commands: Any) -> None:
    group = _group(commands, "followup", "promises and hellos")
    parser = _command(group, "add", "plans.add_follow_up", "add a follow-up")
    parser.add_argument("uid", metavar="UID")
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--direction", required=True, choices=DIRECTIONS)
    parser.add_argument("--due", required=True, type=_day, metavar="DATE")
    parser = _command(group, "list", "plans.list_follow_ups", "open follow-ups")
    parser.add_argument("--due", type=_day, metavar="DATE", help="due up to this day")
    parser = _command(group, "done", "plans.finish_follow_up", "it is done")
    parser.add_argument("id", type=_count, metavar="ID")
    parser = _command(group, "snooze", "plans.snooze_follow_up", "let it rest until a day")
    parser.add_argument("id", type=_count, metavar="ID")
    parser.add_argument("until", type=_day, metavar="DATE")

    parser = _command(
        commands, "remind", "plans.remind", "reminders due at a time, each shown once"
    )
    parser.add_argument("--now", required=True, metavar="TIME")


def _files(commands: Any) -> None:
    parser = _command(commands, "import", "files.import_", "import contacts, calendars, archives")
    parser.add_argument("files", metavar="FILE", nargs="*", type=_path)
    parser.add_argument("--format", choices=FORMATS, default="auto")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    parser.add_argument("--map", action="append", default=[], type=_column, metavar="COLUMN=FIELD")
    parser.add_argument("--undo", type=_count, metavar="RUN", help="take one import back, whole")

    parser = _command(commands, "export", "files.export", "write people, calendar or everything")
    parser.add_argument("target", metavar="FILE", help="a .vcf, .csv, .json or .ics file, or -")
    parser.add_argument("--format", choices=("vcf", "csv", "json", "ics"))
    parser.add_argument("--version", dest="vcard", choices=("3.0", "4.0"), default="4.0")


def _papers(commands: Any) -> None:
    group = _group(commands, "pdf", "papers to print and to share")
    parser = _command(group, "brief", "papers.brief", "the one-page brief of a meeting")
    parser.add_argument("id", type=_count, metavar="ID")
    parser.add_argument("-o", dest="target", required=True, type=_path, metavar="FILE")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument("--share", action="store_true", help="leave out what is private")


def _demo(commands: Any) -> None:
    about = "a made-up network, a meeting planned in it, its brief, and pictures of the windows"
    parser = _command(commands, "demo", "demo.write", about)
    parser.add_argument("--out", required=True, type=_path, metavar="DIR", help="where it goes")


def _care(commands: Any) -> None:
    parser = _command(commands, "backup", "care.backup", "a complete, checked copy")
    parser.add_argument("-o", dest="target", type=_path, metavar="FILE")
    _command(commands, "backups", "care.backups", "the backups there are")
    parser = _command(commands, "restore", "care.restore", "bring a backup back")
    parser.add_argument("file", type=_path, metavar="FILE")
    parser = _command(commands, "check", "care.check", "look the file over")
    parser.add_argument("--repair", action="store_true", help="rebuild what can be rebuilt")

    group = _group(commands, "key", "the key of the file")
    _command(group, "show", "care.show_key", "the recovery key")
    _command(group, "rotate", "care.rotate_key", "a new key")
    parser = _command(group, "recover", "care.recover_key", "open a file with its recovery key")
    parser.add_argument("key", nargs="?", metavar="KEY", help="asked for when left out")

    parser = _command(
        commands, "sample", "care.sample", "fill an empty file with a made-up network"
    )
    parser.add_argument("--people", type=_count, required=True, metavar="N")
    parser.add_argument("--edges", type=_count, default=0, metavar="M")
    parser.add_argument("--interactions", type=_count, default=0, metavar="K")
    parser.add_argument("--seed", type=_count, default=1, metavar="S")
    _command(commands, "about", "care.about", "versions, folders, cipher and keyring")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date; write it like 2026-12-01"
        ) from None


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 12:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)


def _path(text: str) -> Path:
    """A file or folder. An empty name, as of a variable that is not set, would be the folder one
    is in."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name is no file or folder")
    return Path(text)


def _column(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign or not column.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not written as COLUMN=FIELD")
    return column, field
