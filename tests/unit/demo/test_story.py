"""What happens in the demo: always the same, and through the real gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.debriefing import Drafts
from planner.demo import story
from planner.domain.meetings import MeetingStatus, passes
from planner.exchange.exporting import text_of
from planner.papers import brief
from planner.store import Store
from tests.contents import contents


def made(path: Path) -> Store:
    store = Store.create(path, None, clock=lambda: story.NOW)
    story.fill(store)
    return store


@pytest.fixture
def demo(tmp_path: Path) -> Store:
    return made(tmp_path / "demo.planner")


def test_the_numbers_are_those_of_the_records_they_are_called_after(demo: Store) -> None:
    assert demo.objectives.get(story.PILOT).title == "Find a winter pilot utility"
    assert "Petra’s line" in demo.objectives.ask(story.LINE_DAYS).text
    for meeting, uid in ((story.DANIEL, "daniel-okafor"), (story.PETRA, "petra-novak")):
        assert demo.meetings.get(meeting).people == (demo.people.id_of(uid),)
    assert demo.meetings.get(story.PETRA).status is MeetingStatus.DRAFT


def test_the_vague_ask_is_blocked_and_the_specific_one_planned(demo: Store) -> None:
    before = demo.meetings.get(story.PETRA)
    told = story.plan_through_the_gate(demo)
    assert not told.blocked.passed
    assert len(told.blocked.suggestions) == 3
    assert told.blocked.meeting.purpose == before.purpose, "as it waits on Today"
    assert told.blocked.meeting.status is MeetingStatus.DRAFT
    assert told.planned.passed
    kept = demo.meetings.get(story.PETRA)
    assert kept.status is MeetingStatus.PLANNED
    assert passes(kept.purpose)
    assert sum(item.minutes for item in kept.agenda) == kept.minutes


def test_the_brief_of_the_planned_meeting_is_whole(demo: Store) -> None:
    data = brief(demo, story.plan_through_the_gate(demo).planned.meeting.id).data
    assert (data["who"], data["statement"]) == ("Petra Novak", story.STATEMENT)
    assert (data["why"], data["outcome"], data["give"]) == (story.WHY, story.OUTCOME, story.GIVE)
    assert [line["text"] for line in data["talk"]] == [item.text for item in story.AGENDA]


def test_the_debrief_lies_there_half_done(demo: Store) -> None:
    story.tell_of_daniel(demo)
    told = Drafts(demo).get(story.DANIEL)
    assert told
    assert told.promises[0].text == "The revised offer"
    assert told.named[0].name == "Oskar Lind"


def test_the_demo_is_the_same_each_time(tmp_path: Path) -> None:
    rows, texts = [], []
    for name in ("one", "other"):
        with made(tmp_path / f"{name}.planner") as store:
            story.plan_through_the_gate(store)
            story.tell_of_daniel(store)
            rows.append(contents(store))
            texts.append("".join(text_of(store, "json", now=story.NOW)))
    assert rows[0] == rows[1]
    assert texts[0] == texts[1]


def test_only_what_the_demo_made_is_known_as_its_file(demo: Store, store: Store) -> None:
    assert story.is_demo(demo)
    assert not story.is_demo(store)


def test_the_clock_begins_on_the_demo_s_day_and_goes_on() -> None:
    clock = story.day_clock()
    first = clock()
    assert 0 <= (first - story.NOW).total_seconds() < 60
    assert clock() >= first
    assert first.microsecond == 0
