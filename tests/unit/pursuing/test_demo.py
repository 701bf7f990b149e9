"""The demo's objective page: the asks, ways and helpers of the picture it was drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner import assets
from planner.domain.paths import AcquaintanceGraph
from planner.exchange.importing import Options, import_files
from planner.pursuing import (
    AskView,
    CareKind,
    Helper,
    MootKind,
    ObjectivePage,
    WayKind,
    moot,
    objective_page,
    who_could_help,
)
from planner.store import Store

NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("demo") / "demo.planner"
    with Store.create(path, None, clock=lambda: NOW) as store:
        report = import_files(store, [assets.path("demo", "network.json")], Options(), now=NOW)
        assert report.created
        yield store


@pytest.fixture(scope="module")
def page(demo: Store) -> ObjectivePage:
    (pilot,) = (line for line in demo.objectives.lines() if line.title.startswith("Find a winter"))
    return objective_page(demo, pilot.id, AcquaintanceGraph(demo.people.path_columns()))


def feedback(page: ObjectivePage) -> AskView:
    return next(one for one in page.asks if one.ask.text == "Get some feedback on our pricing")


def test_the_asks_are_ready_or_too_open_as_drawn(page: ObjectivePage) -> None:
    assert [one.ready for one in page.asks[:3]] == [True, False, True]
    assert feedback(page).free == (2, 3)
    assert feedback(page).begin


def test_the_ways_are_those_drawn(page: ObjectivePage) -> None:
    ways = {slot.name: slot.way for slot in page.asks[0].names}
    assert {name: way and (way.kind, way.through_name, way.hops) for name, way in ways.items()} == {
        "Ingrid Solberg": (WayKind.THROUGH, "Lotte de Wit", 2),
        "Jonas Wetzel": (WayKind.THROUGH, "Priya Raman", 2),
        "Beatriz Moura": (WayKind.NONE, "", 0),
    }
    (daniel,) = feedback(page).names
    assert daniel.way
    assert (daniel.name, daniel.way.kind) == ("Daniel Okafor", WayKind.KNOWN)


def test_the_meetings_are_those_drawn(page: ObjectivePage) -> None:
    assert [one.people[0][1] for one in page.coming[:2]] == ["Daniel Okafor", "Lotte de Wit"]


def helpers(demo: Store, page: ObjectivePage) -> dict[str, Helper]:
    return {one.name: one for one in who_could_help(demo, feedback(page).ask)}


def test_those_drawn_could_help_for_the_reasons_drawn(demo: Store, page: ObjectivePage) -> None:
    found = helpers(demo, page)
    assert {name: found[name].reasons[0].text for name in (
        "Marcus Thiele", "Petra Novak", "Amélie Fournier",
    )} == {
        "Marcus Thiele": "Signed sensor contracts for eleven years in Dresden."
        " He enjoys a sharp question.",
        "Petra Novak": "Builds for three sensor makers, so she hears what their customers pay",
        "Amélie Fournier": "Advises two utilities on tenders, so she knows where the limits sit",
    }  # fmt: skip
    assert next(iter(found)) == "Marcus Thiele"
    assert "Daniel Okafor" not in found


def test_who_is_to_be_asked_tomorrow_is_asked_with_care(demo: Store, page: ObjectivePage) -> None:
    found = helpers(demo, page)
    (care,) = found["Amélie Fournier"].care
    assert (care.kind, care.day) == (CareKind.ASKED_ALREADY, "2026-10-14")
    assert found["Marcus Thiele"].care == ()


def test_what_ending_it_would_make_needless(demo: Store, page: ObjectivePage) -> None:
    kinds = {item.kind for item in moot(demo, page.objective).items}
    assert {MootKind.MEETING, MootKind.INTRODUCTION, MootKind.FOLLOW_UP} <= kinds
