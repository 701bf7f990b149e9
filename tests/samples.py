"""Records for tests, of fictional people; and one file that holds some of every kind.

`python -m tests.samples FILE` writes that file: so the frozen ones in `tests/data/files` were made.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from planner.domain.followups import Direction, FollowUp, Reminder
from planner.domain.introductions import Introduction, IntroductionStatus, Message
from planner.domain.meetings import (
    AgendaItem,
    Answer,
    Channel,
    Feeling,
    Interaction,
    Meeting,
    MeetingFormat,
    Purpose,
    PurposeKind,
    ReviewRecord,
)
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import (
    Acquaintance,
    Circle,
    ContactPoint,
    Earlier,
    Fact,
    FactKind,
    Person,
    Photo,
    PointKind,
    Standing,
)
from planner.store import Store

ME = 1
KEY = "0123456789abcdef" * 4
OTHER_KEY = "fedcba9876543210" * 4
TUESDAY = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)

PURPOSE = Purpose(
    kind=PurposeKind.ASK,
    statement="Ask Petra to name two buyers of frost sensors in the Douro valley",
    why="She sold irrigation to forty growers there",
    outcome="Two names with a phone number by Friday",
)


def email(value: str, **more: Any) -> ContactPoint:
    return ContactPoint(kind=PointKind.EMAIL, value=value, normal=value.casefold(), **more)


def phone(value: str, normal: str = "", **more: Any) -> ContactPoint:
    return ContactPoint(kind=PointKind.PHONE, value=value, normal=normal, **more)


def add(store: Store, name: str, **more: Any) -> int:
    """A new person; the id."""
    return store.people.add(Person(display_name=name, **more)).id


def reviewed(purpose: Purpose = PURPOSE, *, passed: bool = True, **more: Any) -> ReviewRecord:
    """What a gate would have said of these texts."""
    texts = {
        "statement": purpose.statement,
        "why": purpose.why,
        "outcome": purpose.outcome,
        "gate": "1",
        "at": "2026-10-13T09:00:00Z",
        "findings": "{}",
    }
    return ReviewRecord(passed=passed, **(texts | more))


def draft(*people: int, **more: Any) -> Meeting:
    values: dict[str, Any] = {"starts_at": TUESDAY, "zone": "Europe/Lisbon", "purpose": PURPOSE}
    return Meeting(people=people, **(values | more))


def planned(store: Store, *people: int, **more: Any) -> Meeting:
    """A meeting that is through the gate."""
    meeting = draft(*people, **more)
    return store.meetings.plan(meeting, reviewed(meeting.purpose or PURPOSE))


PERSON = Person(
    display_name="Dr. Ana Ruiz",
    uid="ana-ruiz",
    given="Ana",
    family="Ruiz",
    additional="Lucía",
    prefix="Dr.",
    suffix="PhD",
    nickname="Anita",
    organisation="Frost & Söhne",
    title="Agronomist",
    circle=Circle.CLOSE,
    keep_in_touch=45,
    why_connected="She tests our sensors",
    how_met="At the growers' fair",
    met_on="2024-05",
    birthday="--05-03",
    zone="Europe/Lisbon",
    languages=("pt", "en"),
    city="Évora",
    country="Portugal",
    note="Prefers *walks*.\n\nAllergic to nuts",
    extra="X-SKIN:blue",
    points=(
        email("Ana@Ruiz.example", label="work", preferred=True),
        phone("+351 555 010 199", "+351555010199", label="mobile", extra="TYPE=cell"),
        ContactPoint(kind=PointKind.ADDRESS, value="Rua das Flores 7\n7000 Évora"),
    ),
    facts=(
        Fact(kind=FactKind.NEEDS, text="a field to try on", since="2026-01-01"),
        Fact(kind=FactKind.CAN_HELP_WITH, text="soil tests"),
    ),
    tags=("growers", "Nachbarn"),
    earlier=(Earlier(uid="ruiz-2019", name="A. Ruiz Campos", imported='{"city": "Faro"}'),),
)

PIXEL = Photo(media_type="image/png", data=bytes(range(256)))


def fill(store: Store) -> None:
    """Keep at least one record of every kind, most of them with something in every field."""
    ana = store.people.add(PERSON, PIXEL).id
    petra = add(store, "Petra Vogel", met_through=ana, points=(email("petra@vogel.example"),))
    marek = add(store, "Łukasz Øye", standing=Standing.WISHED)
    store.people.set_tag_colour("growers", "#3f6b4f")
    store.people.acquaint(Acquaintance(a=ME, b=ana, strength=3, how="Neighbours"))
    store.people.acquaint(Acquaintance(a=marek, b=petra, kind="work", since="2020-01-01"))
    objective = store.objectives.add(
        Objective(
            title="Sell a hundred sensors",
            why="Or the firm ends",
            done_when="A hundred are paid",
            by="2027-03-31",
            colour="#aa5500",
            asks=(Ask(objective=0, kind=AskKind.INTRODUCTION, text="Two buyers in the Douro"),),
        )
    )
    ask = store.objectives.save_ask(
        replace(
            objective.asks[0],
            names=(Name(person=marek, rank=1, why="He buys"), Name(person=petra, rank=2)),
        )
    )
    meeting = planned(
        store,
        petra,
        ana,
        purpose=replace(PURPOSE, ask=ask.id, give="A sensor to keep"),
        format=MeetingFormat.COFFEE,
        place="Café Arcada",
        agenda=(AgendaItem(text="Buyers", minutes=15), AgendaItem(text="Bees", for_fun=True)),
    )
    store.meetings.keep_draft(draft(ana, starts_at=None, purpose=None))
    past = planned(store, ana, starts_at=datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    store.meetings.hold(past.id, "She will try two", "The goat", Feeling.ENERGISED, Answer.PARTLY)
    talk = store.interactions.add(
        Interaction(
            people=(ana, petra),
            at=datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
            channel=Channel.CALL,
            summary="Prices",
            uid="calendar-17",
        )
    )
    owed = store.followups.add(
        FollowUp(
            person=petra,
            text="Send the price list",
            direction=Direction.I_OWE,
            due="2026-10-20",
            time="14:30",
            zone="Europe/Lisbon",
            repeats="FREQ=WEEKLY;COUNT=2",
            interaction=talk.id,
            meeting=meeting.id,
        )
    )
    store.followups.snooze(owed.id, date(2026, 10, 22))
    store.reminders.add(Reminder(follow_up=owed.id, fires_at=TUESDAY))
    store.reminders.add(Reminder(meeting=meeting.id, fires_at=TUESDAY))
    introduction = store.introductions.add(
        Introduction(
            connector=petra,
            source=ME,
            target=marek,
            ask=ask.id,
            messages=(Message(to=petra, text="Could you connect us?"),),
        )
    )
    store.introductions.save(replace(introduction, status=IntroductionStatus.ASKED))
    store.settings.set("language", "de")


def main(arguments: Sequence[str]) -> None:
    fixed = datetime(2026, 10, 13, 9, 0, tzinfo=UTC)
    with Store.create(Path(arguments[0]), None, clock=lambda: fixed) as store:
        fill(store)


if __name__ == "__main__":
    main(sys.argv[1:])
