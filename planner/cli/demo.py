"""The command that shows what the program is like where no window can be opened."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from planner import config
from planner.cli.session import Session

if TYPE_CHECKING:
    from planner.demo.story import Story


def write(session: Session, options: argparse.Namespace) -> None:
    from planner.demo import folder

    made = folder.write(
        config.profile(options.profile, options.out),
        language=session.words.language,
        tell=session.show_progress,
    )
    files = [str(options.out / name) for name in made.names]
    session.give({"files": files})
    _tell_story(session, made.story)
    if made.no_paper is not None:
        session.tell(session.words(made.no_paper.template, **made.no_paper.values))
    session.say("Written; begin with today.png:")
    for file in files:
        session.line(f"  {file}")


def _tell_story(session: Session, story: Story) -> None:
    """What the gate said of the first ask, and that it let the second pass."""
    blocked, planned = story.blocked.meeting.purpose, story.planned.meeting.purpose
    assert blocked
    assert planned
    session.line(f"“{blocked.statement}”")
    session.say("The gate stays closed:")
    for hint in story.blocked.suggestions:
        session.line(f"  {hint}")
    session.line(f"“{planned.statement}”")
    session.say("The gate opens, and the meeting has its date.")
