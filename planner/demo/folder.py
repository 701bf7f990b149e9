"""The demo in a folder: its file, the brief of the meeting planned in it, pictures of the windows.

All of it is made in a folder beside and put in its place at the end, so that a problem on the way
leaves what was there.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from planner import config, papers
from planner.config import Note, Profile, Protection
from planner.demo import story
from planner.demo.story import Story
from planner.domain.errors import ExchangeError, KeyProblem, LockedError, RuleError, StorageError
from planner.store import Store, datafile
from planner.store.lock import ProfileLock

BRIEF, SHARED = "brief.pdf", "brief-to-share.pdf"
_BENCH = ".demo-unfinished"

Tell = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Made:
    """How the meeting was planned; the names of the files in their order; why there is no paper,
    on a computer that can make none."""

    story: Story
    names: tuple[str, ...]
    no_paper: ExchangeError | None


def write(profile: Profile, *, language: str, tell: Tell) -> Made:
    """Make the demo as this profile, in its folder, in place of one made there before.

    Pictures and papers speak `language`; `tell` is told how many pictures of how many are taken.
    Raises StorageError when the folder cannot be used or something else bears one of the names,
    LockedError when the demo there is open, RuleError where Qt does not load.
    """
    pictures = _pictures()
    config.make_private(profile.folder, option="--out")
    with _bench(profile.folder) as bench, _to_be_replaced(profile):
        draft = Profile(profile.name, bench)
        shots = (f"{name}.png" for name in pictures.NAMES)
        _require_free(profile, (draft.file.name, draft.note.name, BRIEF, SHARED, *shots))
        told, no_paper = _make_file(draft, language)
        taken = _take(pictures, draft, language, tell)
        made = [draft.file, draft.note, bench / BRIEF, bench / SHARED, *taken]
        names = tuple(one.name for one in made if one.exists())
        for name in names:
            config.replace_durably(bench / name, profile.folder / name)
    return Made(told, names, no_paper)


def _pictures() -> ModuleType:
    try:
        from planner.demo import pictures
    except ImportError as error:
        raise RuleError(
            "the pictures need PySide6, which does not load here ({why}); nothing was written:"
            " install what is missing and try again",
            why=error,
        ) from None
    return pictures


@contextlib.contextmanager
def _bench(folder: Path) -> Iterator[Path]:
    """A folder for what is not finished; what a kill left of one is cleared away first."""
    bench = folder / _BENCH
    shutil.rmtree(bench, ignore_errors=True)
    with config.writing(folder):
        bench.mkdir(mode=0o700)
    try:
        yield bench
    finally:
        shutil.rmtree(bench, ignore_errors=True)


@contextlib.contextmanager
def _to_be_replaced(profile: Profile) -> Iterator[None]:
    """Hold the profile of a demo made before, as nothing but a demo is ever replaced."""
    if not profile.file.exists():
        yield
        return
    lock = ProfileLock(profile.lock)
    lock.acquire()
    try:
        if not _is_demo(profile.file):
            raise _in_the_way(profile.file)
        for leftover in datafile.companions(profile.file):
            with config.writing(leftover):
                leftover.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def _is_demo(file: Path) -> bool:
    try:
        with Store.open(file, None, read_only=True) as store:
            return story.is_demo(store)
    except (KeyProblem, StorageError) as problem:
        if isinstance(problem, LockedError):
            raise
        return False


def _require_free(profile: Profile, names: tuple[str, ...]) -> None:
    for name in names:
        target = profile.folder / name
        if target.is_dir():
            raise _in_the_way(target)


def _in_the_way(file: Path) -> StorageError:
    return StorageError(
        "{file} is in the way, as it is not from the demo; nothing was written:"
        " choose another folder with --out",
        file=file,
    )


def _make_file(draft: Profile, language: str) -> tuple[Story, ExchangeError | None]:
    """The file with the network and the meeting planned in it, and the papers of that meeting."""
    config.write_note(draft.note, Note.new(Protection.NONE))
    with Store.create(draft.file, None, clock=lambda: story.NOW) as store:
        story.fill(store)
        told = story.plan_through_the_gate(store)
        for name, share in ((BRIEF, False), (SHARED, True)):
            found = papers.brief(store, told.planned.meeting.id, language=language, share=share)
            try:
                papers.write(papers.typeset("brief", found.data), draft.folder / name)
            except ExchangeError as problem:
                return told, problem
    return told, None


def _take(pictures: ModuleType, draft: Profile, language: str, tell: Tell) -> list[Path]:
    """Pictures over a file of their own, as taking them leaves traces in it."""
    beside = draft.folder / "window" / draft.file.name
    beside.parent.mkdir(mode=0o700)
    with Store.create(beside, None, clock=lambda: story.NOW) as store:
        story.fill(store)
        taken: list[Path] = pictures.take_all(store, draft.folder, language, tell)
    return taken
