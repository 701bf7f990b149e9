"""The demo network on its day, 13 October 2026 at 13:50 in Delft, shows what the mockup shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner import assets
from planner.daybook import closer, today
from planner.domain.paths import AcquaintanceGraph
from planner.domain.today import DayWord, Encounter, Lack, Promise, Today
from planner.exchange.importing import Options, import_files
from planner.store import Store

DELFT = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.planner"
    shutil.copy(blank, path)
    with Store.open(path, None, clock=lambda: NOW) as store:
        report = import_files(store, [assets.path("demo", "network.json")], Options(), now=NOW)
        assert not report.skipped
        yield store


@pytest.fixture(scope="module")
def page(demo: Store) -> Today:
    return today(demo, NOW, DELFT)


def test_the_next_meeting(page: Today) -> None:
    meeting = page.next
    assert meeting
    assert [(who.name, who.title, who.organisation) for who in meeting.people] == [
        ("Daniel Okafor", "Network operations lead", "Merwede Water")
    ]
    assert (f"{meeting.starts:%H:%M}", f"{meeting.ends:%H:%M}") == ("14:30", "14:55")
    assert (meeting.starts - page.now).total_seconds() == 40 * 60
    assert meeting.place == "Café Blom, Dordrecht"
    assert meeting.statement == (
        "Find out what made Merwede say yes to its last pilot, so that our offer fits on one page."
    )
    assert meeting.ask == (
        "Would you read our one-page offer and strike out anything that would stop you signing?"
    )
    assert meeting.give == "The February frost recordings, cleaned up for his two graduates."
    assert meeting.objective
    assert meeting.objective.title == "Find a winter pilot utility"
    assert page.past == ()


def line(promise: Promise) -> tuple[str, str, DayWord, bool]:
    return promise.text, promise.who.name, promise.due.word, promise.due.late


def test_follow_ups(page: Today) -> None:
    assert [line(one) for one in page.i_owe.shown] == [
        ("Send the vibration test notes", "Tomás Rey", DayWord.WEEKDAY, True),
        ("Introduce Kenji to Petra", "Kenji Mori", DayWord.TODAY, False),
        ("Send the enclosure drawing", "Amélie Fournier", DayWord.WEEKDAY, False),
    ]
    assert page.i_owe.shown[0].due.day
    assert f"{page.i_owe.shown[0].due.day:%A}" == "Sunday"
    assert [line(one) for one in page.they_owe.shown] == [
        ("Two names for a hardware lead", "Priya Raman", DayWord.TODAY, False),
        ("A slot in the pipe lab in November", "Samuel Adeyemi", DayWord.TOMORROW, False),
        ("Comments on the gasket photos", "Petra Novak", DayWord.WEEKDAY, False),
    ]
    assert page.i_owe.more > 0


def test_the_line_under_the_title(page: Today) -> None:
    """One meeting this afternoon, two promises to keep, one answer to ask after."""
    assert [start.hour for start in page.counts.meetings] == [14]
    assert (page.counts.promises, page.counts.answers) == (2, 1)


def test_say_hello_to_marcus(page: Today) -> None:
    (hello,) = page.hellos
    assert hello.who.name == "Marcus Thiele"
    assert hello.last
    assert (hello.last.month, hello.last.day) == (7, 14)
    assert hello.topic == "his bees"


def test_one_step_closer(demo: Store) -> None:
    graph = AcquaintanceGraph(demo.people.path_columns())
    step, *others = closer(demo, graph, NOW, DELFT)
    assert [who.name for who in step.path] == ["Hanna Vos", "Lotte de Wit", "Ingrid Solberg"]
    assert (step.connector.first, step.connector.id) == ("Lotte", step.path[1].id)
    assert step.target.wished
    assert step.strength == 3
    assert step.fact == "Lotte shared an office with Ingrid and still sails with her."
    assert step.last
    assert (page_day(NOW) - page_day(step.last)).days == 11
    assert step.care is None
    assert step.introduction
    assert [one.target.name for one in others] == ["Jonas Wetzel", "Callum Drummond"]


def page_day(at: datetime) -> datetime:
    return at.astimezone(DELFT).replace(hour=0, minute=0)


def test_something_to_give(page: Today) -> None:
    first, second, *_ = page.gifts
    assert first.to.name == "Fatima El Amrani"
    assert first.helper is None
    assert first.need == "A recording of a pipe bursting in frost"
    assert first.offer == "The February frost recordings, cleaned up"
    assert second.helper
    assert (second.to.name, second.helper.name) == ("Lotte de Wit", "Hye-jin Noh")


def later(meeting: Encounter) -> tuple[str, str, str]:
    return f"{meeting.starts:%a %H:%M}", meeting.people[0].name, meeting.statement


def test_later_this_week(page: Today) -> None:
    assert [later(meeting) for meeting in page.later] == [
        ("Wed 10:00", "Amélie Fournier", "Decide if certification can wait."),
        ("Thu 16:00", "Kenji Mori", "Choose the gasket for the winter build."),
    ]


def test_the_call_with_petra_waits_because_its_ask_is_too_open(page: Today) -> None:
    (draft,) = page.waiting
    assert (draft.people[0].name, draft.format, draft.lack) == ("Petra Novak", "call", Lack.ASK)
    assert draft.criteria
    assert page.waiting_more == 0
