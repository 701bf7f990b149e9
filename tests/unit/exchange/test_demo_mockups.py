"""What the mockups show is in the demo network."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.domain.followups import Direction, FollowUp, FollowUpStatus, Reminder
from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.meetings import Interaction, Meeting, MeetingStatus
from planner.domain.objectives import Ask, ObjectiveStatus
from planner.domain.people import Acquaintance, Circle, FactKind, Standing, keep_in_touch_due
from tests.unit.exchange.network import (
    ASKS,
    BY_ID,
    BY_NAME,
    NOW,
    OBJECTIVES,
    PEOPLE,
    every,
    facts,
    name_of,
)


def last_contact(name: str) -> datetime | None:
    key = BY_NAME[name].id
    return max((talk.at for talk in every(Interaction) if key in talk.people), default=None)


def meeting_with(name: str) -> Meeting:
    key = BY_NAME[name].id
    (found,) = [meeting for meeting in every(Meeting) if meeting.people == (key,)]
    return found


@pytest.mark.parametrize(
    ("name", "line", "circle", "last"),
    [
        ("Amélie Fournier", "Certification adviser, Independent", Circle.ACTIVE, (10, 6)),
        ("Beatriz Moura", "Chief financial officer, Águas do Vale", None, None),
        ("Daniel Okafor", "Network operations lead, Merwede Water", Circle.ACTIVE, (9, 30)),
        ("Fatima El Amrani", "Reporter, The Water Paper", Circle.WIDE, (8, 30)),
        ("Ingrid Solberg", "Director of asset management, Nordvann", None, None),
        ("Jonas Wetzel", "Head of innovation, Elbtal Stadtwerke", None, None),
        ("Kenji Mori", "Firmware engineer, Freelance", Circle.INNER, (10, 9)),
        ("Lotte de Wit", "Programme manager, Delta Water Lab", Circle.CLOSE, (10, 2)),
        ("Marcus Thiele", "Retired utility director, Dresden", Circle.CLOSE, (7, 14)),
        ("Petra Novak", "Assembly manager, Cobalt Works", Circle.ACTIVE, (10, 5)),
        ("Priya Raman", "Partner, Dock Street Ventures", Circle.ACTIVE, (9, 29)),
        ("Samuel Adeyemi", "Hydraulics professor, Rijnmond University", Circle.WIDE, (10, 1)),
        ("Tomás Rey", "Workshop owner, Rey Fijnmechanica", Circle.ACTIVE, (10, 3)),
    ],
)
def test_the_people_of_the_list(
    name: str, line: str, circle: Circle | None, last: tuple[int, int] | None
) -> None:
    person = BY_NAME[name]
    assert f"{person.title}, {person.organisation or person.city}" == line
    assert person.circle is circle
    assert (person.standing is Standing.WISHED) is (last is None)
    contact = last_contact(name)
    assert (contact and (contact.month, contact.day)) == last


def test_only_marcus_is_due_a_hello() -> None:
    due = []
    for person in PEOPLE:
        day = keep_in_touch_due(person, last_contact(person.display_name), NOW.date())
        if day and day <= NOW.date():
            due.append(person.display_name)
    assert due == ["Marcus Thiele"]
    talk = max(every(Interaction), key=lambda it: (BY_NAME["Marcus Thiele"].id in it.people, it.at))
    assert "his bees" in talk.summary


def test_lottes_page() -> None:
    lotte = BY_NAME["Lotte de Wit"]
    assert (lotte.given, lotte.family, lotte.city) == ("Lotte", "de Wit", "Delft")
    assert lotte.why_connected == (
        "She knows which utilities keep their word, and she tells me plainly when an idea is thin."
    )
    assert lotte.met_through == BY_NAME["Marcus Thiele"].id
    assert lotte.how_met == "Marcus Thiele introduced us at the Delft field days in 2021."
    assert lotte.met_on == "2021"
    cares = facts("Lotte de Wit", FactKind.INTEREST) + facts("Lotte de Wit", FactKind.FAMILY)
    assert cares == [
        "Testing in real streets",
        "Rebuilding a 1978 folkboat",
        "Her daughter, new in Ghent",
    ]
    assert facts("Lotte de Wit", FactKind.NEEDS) == [
        "A host for two interns",
        "A reader for a noise protocol",
    ]
    assert facts("Lotte de Wit", FactKind.CAN_HELP_WITH) == [
        "Introductions at Nordvann",
        "Honest reading of a pilot plan",
    ]
    history = [
        (f"{talk.at:%m-%d}", talk.summary)
        for talk in every(Interaction)
        if talk.people == (lotte.id,)
    ]
    assert history == [
        ("03-03", "Sent her the rig drawings. She used two of them."),
        ("06-11", "Coffee in Delft. She gave three names for field tests."),
        ("10-02", "Call, before her sailing trip. She still sails with Ingrid at weekends."),
    ]


def open_ones(direction: Direction) -> list[tuple[str, str, str]]:
    """What is open in one direction: name, text and day, by day."""
    found = [
        (name_of(it.person), it.text, it.due)
        for it in every(FollowUp)
        if it.status is FollowUpStatus.OPEN and it.direction is direction
    ]
    return sorted(found, key=lambda it: it[2])


def test_todays_follow_ups_come_first() -> None:
    assert open_ones(Direction.I_OWE)[:3] == [
        ("Tomás Rey", "Send the vibration test notes", "2026-10-11"),
        ("Kenji Mori", "Introduce Kenji to Petra", "2026-10-13"),
        ("Amélie Fournier", "Send the enclosure drawing", "2026-10-15"),
    ]
    assert open_ones(Direction.THEY_OWE)[:3] == [
        ("Priya Raman", "Two names for a hardware lead", "2026-10-13"),
        ("Samuel Adeyemi", "A slot in the pipe lab in November", "2026-10-14"),
        ("Petra Novak", "Comments on the gasket photos", "2026-10-16"),
    ]
    assert open_ones(Direction.REACH_OUT)[0] == (
        "Fatima El Amrani",
        "Offer the recordings",
        "2026-10-15",
    )


@pytest.mark.parametrize(
    ("direction", "name", "text", "day"),
    [
        (Direction.I_OWE, "Lotte de Wit", "The frost report, in draft", "2026-10-16"),
        (Direction.THEY_OWE, "Lotte de Wit", "A name at the pipe lab", "2026-10-19"),
        (Direction.I_OWE, "Daniel Okafor", "The revised offer", "2026-10-16"),
        (Direction.THEY_OWE, "Daniel Okafor", "Three conditions in writing", "2026-10-27"),
        (Direction.I_OWE, "Amélie Fournier", "The test plan", "2026-10-30"),
        (Direction.THEY_OWE, "Kenji Mori", "Firmware for the loggers", "2026-10-26"),
    ],
)
def test_the_other_promises_of_the_timeline(
    direction: Direction, name: str, text: str, day: str
) -> None:
    assert (name, text, day) in open_ones(direction)


@pytest.mark.parametrize(
    ("name", "at", "place", "statement"),
    [
        ("Daniel Okafor", "13 Oct 14:30", "Café Blom, Dordrecht", "Find out what made Merwede say"
         " yes to its last pilot, so that our offer fits on one page."),
        ("Amélie Fournier", "14 Oct 10:00", "", "Decide if certification can wait."),
        ("Kenji Mori", "15 Oct 16:00", None, "Choose the gasket for the winter build."),
        ("Lotte de Wit", "26 Oct 10:00", None, "Could you introduce me to one utility with fewer"
         " than 50,000 connections that has paid for a trial since 2024?"),
        ("Samuel Adeyemi", "28 Oct", None, "loggers"),
        ("Fatima El Amrani", "03 Nov", None, "Read the draft"),
        ("Tomás Rey", "04 Nov", None, "second build"),
        ("Priya Raman", "04 Nov", None, "Pick"),
    ],
)  # fmt: skip
def test_the_meetings_to_come(name: str, at: str, place: str | None, statement: str) -> None:
    meeting = meeting_with(name)
    assert meeting.starts_at
    assert meeting.purpose
    local = meeting.starts_at.astimezone(ZoneInfo(meeting.zone))
    assert f"{local:%d %b %H:%M}".startswith(at)
    assert place is None or meeting.place == place
    assert statement in meeting.purpose.statement
    assert meeting.purpose.why
    assert meeting.purpose.outcome
    assert meeting.purpose.give
    assert sum(item.minutes for item in meeting.agenda) == meeting.minutes
    assert sum(item.for_fun for item in meeting.agenda) == 1
    assert meeting.status in (MeetingStatus.PLANNED, MeetingStatus.CONFIRMED)


def test_the_brief_for_daniel() -> None:
    meeting = meeting_with("Daniel Okafor")
    purpose = meeting.purpose
    assert purpose
    assert meeting.minutes == 25
    assert purpose.why == (
        "He ran the smart-valve trial in 2024 and wrote the clause that let Merwede stop it after"
        " thirty days."
    )
    assert (
        purpose.outcome == "Three changes to the offer, in his words, before I send it on Friday."
    )
    assert purpose.give == "The February frost recordings, cleaned up for his two graduates."
    assert [item.text for item in meeting.agenda] == [
        "How did the under-tens do on Saturday?",
        "What nearly stopped the 2024 trial?",
        "The offer, a pen, and five quiet minutes.",
        "Which of these three would you call first?",
    ]
    (ask,) = [ask for ask in ASKS if ask.id == purpose.ask]
    assert ask.text == (
        "Would you read our one-page offer and strike out anything that would stop you signing?"
    )
    assert [(name_of(name.person), name.why) for name in ask.names] == [
        ("Oskar Lind", "They met last spring."),
        ("Jonas Wetzel", "Same working group."),
        ("Beatriz Moura", "Worth asking."),
    ]
    assert facts("Daniel Okafor", FactKind.INTEREST) == [
        "Fewer night call-outs",
        "Coaching under-tens",
        "Plain contracts",
    ]
    last = max((t for t in every(Interaction) if meeting.people[0] in t.people), key=lambda t: t.at)
    assert "how many sensors one crew can fit in a day. Tell him: fourteen." in last.summary


def test_a_call_with_petra_waits_at_the_gate() -> None:
    meeting = meeting_with("Petra Novak")
    assert meeting.status is MeetingStatus.DRAFT
    assert meeting.starts_at is None
    assert meeting.format == "call"


def test_what_hanna_works_towards() -> None:
    active = [it for it in OBJECTIVES.values() if it.status is ObjectiveStatus.ACTIVE]
    assert [(it.title, it.by) for it in active] == [
        ("Find a winter pilot utility", "2026-12-15"),
        ("Hire a hardware lead", "2026-11-30"),
        ("Settle certification", "2026-11-13"),
    ]
    assert all(it.why and it.done_when and it.asks and it.colour for it in OBJECTIVES.values())


def ask_line(ask: Ask) -> tuple[str, str, str, list[str]]:
    return ask.kind, ask.text, ask.by, [name_of(name.person) for name in ask.names]


def test_the_page_of_the_pilot() -> None:
    pilot = OBJECTIVES["Find a winter pilot utility"]
    assert pilot.why == (
        "Without one real network we are guessing. One winter of sound tells us whether to build"
        " the next sensor."
    )
    assert pilot.done_when == "One utility signs a 90-day pilot for twenty sensors."
    assert [ask_line(ask) for ask in pilot.asks[:3]] == [
        (
            "introduction",
            "An introduction to one utility with fewer than 50,000 connections that has paid for a"
            " trial since 2024.",
            "2026-10-30",
            ["Ingrid Solberg", "Jonas Wetzel", "Beatriz Moura"],
        ),
        ("feedback", "Get some feedback on our pricing", "2026-11-06", ["Daniel Okafor"]),
        (
            "decision",
            "A yes or no on hosting two loggers this winter",
            "2026-11-20",
            ["Samuel Adeyemi"],
        ),
    ]
    helped = facts("Petra Novak", FactKind.WORKS_ON) + facts(
        "Marcus Thiele", FactKind.CAN_HELP_WITH
    )
    helped += facts("Amélie Fournier", FactKind.CAN_HELP_WITH)
    for words in ("for three sensor makers", "eleven years in Dresden", "where the limits sit"):
        assert any(words in text for text in helped)


def ways(goal: str, longest: int = 4) -> list[tuple[int, list[str]]]:
    """Paths from me, over known people and no shorter one in it, by strength and length."""
    edges: dict[int, dict[int, int]] = {person.id: {} for person in PEOPLE}
    for edge in every(Acquaintance):
        edges[edge.a][edge.b] = edges[edge.b][edge.a] = edge.strength
    found: list[tuple[int, list[str]]] = []

    def go(path: list[int], strength: int) -> None:
        if path[-1] == BY_NAME[goal].id:
            found.append((strength, [name_of(key) for key in path[1:]]))
            return
        if len(path) >= longest or BY_ID[path[-1]].standing is Standing.WISHED:
            return
        for key, its in edges[path[-1]].items():
            if key not in path:
                go([*path, key], min(strength, its))

    go([1], 3)
    return sorted(found, key=lambda way: (-way[0], len(way[1])))


def test_the_three_ways_to_ingrid() -> None:
    assert ways("Ingrid Solberg") == [
        (3, ["Lotte de Wit", "Ingrid Solberg"]),
        (2, ["Daniel Okafor", "Oskar Lind", "Ingrid Solberg"]),
        (1, ["Samuel Adeyemi", "Greta Halvorsen", "Ingrid Solberg"]),
    ]
    assert BY_NAME["Ingrid Solberg"].why_connected == (
        "She decides which pipes Nordvann listens to next, and she has room for one small trial"
        " before the frost."
    )
    how = {(name_of(e.a), name_of(e.b)): e for e in every(Acquaintance)}
    lotte, sails = how["Hanna Vos", "Lotte de Wit"], how["Lotte de Wit", "Ingrid Solberg"]
    assert f"{lotte.kind} since {lotte.since}" == "friends since 2021"
    assert sails.kind == "sail together"
    assert sails.how == "Lotte shared an office with Ingrid and still sails with her."
    assert how["Daniel Okafor", "Oskar Lind"].how == "Daniel met him last spring."
    assert how["Ingrid Solberg", "Oskar Lind"].how == "Oskar buys for Ingrid’s team."
    assert how["Samuel Adeyemi", "Greta Halvorsen"].how == (
        "Samuel taught Greta. Ask him first if they’re in touch."
    )


def test_the_way_to_jonas_is_priya_and_there_is_none_to_beatriz() -> None:
    assert ways("Jonas Wetzel")[0] == (2, ["Priya Raman", "Jonas Wetzel"])
    assert ways("Beatriz Moura", longest=8) == []


def test_the_message_to_forward_and_every_stage_of_an_introduction() -> None:
    introductions = every(Introduction)
    statuses = Counter(it.status for it in introductions)
    assert set(statuses) == set(IntroductionStatus)
    ingrid = next(it for it in introductions if name_of(it.target) == "Ingrid Solberg")
    assert name_of(ingrid.connector) == "Lotte de Wit"
    texts = {name_of(message.to): message.text for message in ingrid.messages}
    assert texts["Ingrid Solberg"] == (
        "Ingrid, meet Hanna Vos. Her small team makes microphones that hear pipe leaks early.\n\n"
        "She is looking for one utility with fewer than 50,000 connections to host twenty sensors"
        " for ninety days this winter, easy to install. Would you spare her fifteen minutes before"
        " 30 October?"
    )
    assert "Lotte de Wit" in texts


def test_the_tray_tells_of_priyas_two_names_now() -> None:
    first = min(every(Reminder), key=lambda it: it.fires_at)
    follow_up = next(it for it in every(FollowUp) if it.id == first.follow_up)
    assert first.fires_at == NOW.astimezone(UTC)
    assert follow_up.text == "Two names for a hardware lead"
