"""The demo network on its day, and what happens in it: a vague ask, the gate, a better ask.

What is written here is the same each time, to the letter and to the second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from planner import assets
from planner.debriefing import Answer, Drafts, Named, Promise, Told
from planner.domain.errors import StorageError
from planner.domain.followups import Direction
from planner.domain.meetings import AgendaItem, Meeting, Purpose, PurposeKind
from planner.exchange import importing
from planner.gating import Planned, plan
from planner.store import Store

NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)
"""When it is: ten to two in Delft, on a Tuesday. All that the network tells lies around it."""
ZONE = "Europe/Amsterdam"
_REGION = "NL"
_MARK = "demo"
"""The setting by which a file of the demo is known."""

# The records of the network keep their numbers in a new file.
PILOT, LINE_DAYS = 1, 7
"""The objective most of it is about; the ask for a day on the assembly line."""
DANIEL, PETRA = 1, 9
"""The meeting of this afternoon; the call that waits at the gate as a draft."""
LOTTE = "lotte-de-wit"

STATEMENT = (
    "Could you name two dates before 11 November when each of our two candidates can spend a day"
    " on your line?"
)
WHY = "It is her line, and within an hour she sees who tests and who guesses."
OUTCOME = "Two dates on Petra’s line, said before we hang up."
GIVE = "The number of a firmware engineer who likes to test on the line."
STARTS = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
AGENDA = (
    AgendaItem(text="Does the trombone still begin at six?", minutes=2, for_fun=True),
    AgendaItem(text="The fault to hide, and how long it takes to find", minutes=10),
    AgendaItem(text="What a guest on the line may touch", minutes=8),
    AgendaItem(text="The two dates", minutes=5),
)

CONTACTS = """\
BEGIN:VCARD
VERSION:4.0
FN:Hedda Lunde
ORG:Fjordvann
TITLE:Network engineer
EMAIL:hedda.lunde@fjordvann.example
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Petra Novak
ORG:Cobalt Works
TITLE:Head of assembly
EMAIL:petra.novak@cobaltworks.example
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Ruben Smit
ORG:Smit Lekdetectie
EMAIL:ruben@smit-lek.example
NOTE:Met at the field days; listens to pipes with a broom handle.
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:
NOTE:Somebody from the second stand on the left
END:VCARD
"""
"""A file to import: two new people, one known, one card without a name."""


@dataclass(frozen=True, slots=True)
class Story:
    """How the call with Petra was planned: behind the closed gate, and through the open one."""

    blocked: Planned
    planned: Planned


def day_clock() -> Callable[[], datetime]:
    """A clock that begins at the demo's `NOW` and goes on from there, in whole seconds."""
    started = time.monotonic()
    return lambda: NOW + timedelta(seconds=int(time.monotonic() - started))


def fill(store: Store) -> None:
    """Put the network into a new file, and the mark by which the file is known."""
    store.settings.set(_MARK, True)
    network = assets.path("demo", "network.json")
    report = importing.import_files(store, [network], importing.Options(region=_REGION), now=NOW)
    if report.skipped:
        raise StorageError(
            "{file} is damaged; the demo was not made: install On Purpose anew", file=network
        )


def is_demo(store: Store) -> bool:
    """Whether `fill` made this file, which may then be made anew."""
    return store.settings.get(_MARK) is True


def plan_through_the_gate(store: Store) -> Story:
    """Plan the call with Petra: first as vague as it waits there, then so that she can act on it.

    The first stays a draft and the second gets its date; both by what the file itself lets pass.
    """
    draft = replace(store.meetings.get(PETRA), starts_at=STARTS)
    blocked = plan(store, draft, NOW)
    return Story(blocked, plan(store, specific(blocked.meeting), NOW))


def specific(meeting: Meeting) -> Meeting:
    """The call with Petra as it passes the gate."""
    purpose = Purpose(
        kind=PurposeKind.ASK,
        statement=STATEMENT,
        why=WHY,
        outcome=OUTCOME,
        give=GIVE,
        ask=LINE_DAYS,
    )
    return replace(meeting, starts_at=STARTS, agenda=AGENDA, purpose=purpose)


def tell_of_daniel(store: Store) -> None:
    """Leave the debrief of this afternoon's meeting as somebody does who is called away from it."""
    daniel = store.meetings.get(DANIEL).people[0]
    oskar = store.people.id_of("oskar-lind")
    promises = (
        (Direction.I_OWE, "The revised offer", "2026-10-16"),
        (Direction.I_OWE, "The frost recordings, cleaned up", "2026-10-19"),
        (Direction.THEY_OWE, "Three conditions in writing", "2026-10-27"),
    )
    told = Told(
        answer=Answer.PARTLY,
        happened=(
            "He struck out the lock-in clause and the insurance line, and wrote “thirty-day exit”"
            " in the margin. With those changes he would sign for Merwede."
        ),
        fun="His crew names every valve. Our first sensor is going next to Brenda.",
        promises=tuple(
            Promise(person=daniel, direction=direction, text=text, due=due)
            for direction, text, due in promises
        ),
        named=(Named(person=oskar, name=store.people.get(oskar).display_name),),
    )
    Drafts(store).keep(DANIEL, told)
