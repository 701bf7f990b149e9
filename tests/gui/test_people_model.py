from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from planner.domain.errors import PlannerError, StorageError
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.people import Circle, Person, Standing
from planner.domain.people_lists import (
    Cursor,
    ListedPerson,
    PeopleFilter,
    PeopleOrder,
    PeoplePage,
    SortBy,
)
from planner.gui.change_relay import ChangeRelay
from planner.gui.people.model import FIRST, Column, PeopleModel
from planner.store import Store
from planner.store.listing import Listing
from tests.conftest import Clock
from tests.samples import planned

CROWD = 20_000


class Watched(Listing):
    """Counts the rows that are read from the file, and can fail to read."""

    read = 0
    broken = False

    def rows(self, ids: Sequence[int]) -> list[ListedPerson]:
        if self.broken:
            raise StorageError("the disk is gone")
        self.read += len(ids)
        return super().rows(ids)

    def page(
        self,
        wanted: PeopleFilter,
        order: PeopleOrder | None = None,
        limit: int = FIRST,
        after: Cursor | None = None,
    ) -> PeoplePage:
        if self.broken:
            raise StorageError("the disk is gone")
        return super().page(wanted, order, limit, after)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crowd") / "crowd.planner"
    with Store.create(path, None) as store:
        store.people.add_many([Person(display_name=f"Person {n:05d}") for n in range(CROWD)])
    return path


@pytest.fixture
def crowd(crowded: Path, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    path = tmp_path / "crowd.planner"
    shutil.copy(crowded, path)
    with Store.open(path, None, clock=clock) as store:
        yield store


@pytest.fixture
def shown(clock: Clock, qtbot: QtBot) -> Callable[[Store], PeopleModel]:
    """A model that follows the changes of a store."""

    def make(store: Store) -> PeopleModel:
        model = PeopleModel(store.people.listing, clock)
        relay = ChangeRelay(store)
        relay.changed.connect(model.apply)
        search(model, "")
        return model

    return make


def search(model: PeopleModel, query: str, order: PeopleOrder | None = None) -> None:
    model.show(PeopleFilter(query=query), order or PeopleOrder())


def names(model: PeopleModel) -> list[str]:
    return [cell(model, row, Column.NAME) for row in range(model.rowCount())]


def cell(
    model: PeopleModel, row: int, column: Column, role: int = Qt.ItemDataRole.DisplayRole
) -> str:
    return str(model.index(row, column).data(role) or "")


def organisation(model: PeopleModel, row: int) -> str:
    person = model.person(row)
    assert person is not None
    return person.organisation


def add(store: Store, *everybody: str) -> list[int]:
    return [store.people.add(Person(display_name=name)).id for name in everybody]


def test_everybody_is_listed_in_the_order_of_names_and_I_am_not(
    store: Store, shown: Callable[[Store], PeopleModel]
) -> None:
    add(store, "Petra Novak", "Ángela Ruiz", "lotte de wit", "Øyvind Berg")
    assert names(shown(store)) == ["Ángela Ruiz", "lotte de wit", "Øyvind Berg", "Petra Novak"]


def test_a_crowd_comes_page_by_page_until_it_is_whole(
    crowd: Store, clock: Clock, qtbot: QtBot
) -> None:
    people = Watched(crowd.people._db)
    model = PeopleModel(people, clock)
    search(model, "")
    assert model.rowCount() == FIRST
    assert people.read == 0, "no row is read before it is looked at"
    assert cell(model, 0, Column.NAME) == "Person 00000"
    assert people.read < FIRST
    qtbot.waitUntil(lambda: model.rowCount() == CROWD, timeout=20_000)
    assert not model.canFetchMore(QModelIndex())
    assert cell(model, CROWD - 1, Column.NAME) == f"Person {CROWD - 1:05d}"
    assert cell(model, 12_345, Column.NAME) == "Person 12345"
    assert people.read < 1000, "rows nobody looked at are not read"


def test_a_list_that_nobody_sees_grows_when_it_is_seen_again(
    crowd: Store, clock: Clock, qtbot: QtBot
) -> None:
    model = PeopleModel(crowd.people.listing, clock)
    search(model, "")
    model.rest(True)
    qtbot.wait(400)
    assert model.rowCount() == FIRST
    search(model, "")
    model.rest(False)
    qtbot.waitUntil(lambda: model.rowCount() == CROWD, timeout=20_000)
    assert cell(model, CROWD - 1, Column.NAME) == f"Person {CROWD - 1:05d}"


def test_a_long_walk_does_not_keep_every_row(crowd: Store, clock: Clock, qtbot: QtBot) -> None:
    people = Watched(crowd.people._db)
    model = PeopleModel(people, clock)
    search(model, "")
    qtbot.waitUntil(lambda: model.rowCount() == CROWD, timeout=20_000)
    for row in range(6000):
        assert cell(model, row, Column.NAME) == f"Person {row:05d}"
    assert people.read == 6000, "walking through reads each row once"
    cell(model, 0, Column.NAME)
    assert people.read > 6000, "what was left behind long ago was let go"


def test_a_search_shows_its_first_matches_and_more_on_demand(
    crowd: Store, shown: Callable[[Store], PeopleModel]
) -> None:
    model = shown(crowd)
    search(model, "person 01")
    assert model.rowCount() == FIRST
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    found = names(model)
    assert found == [f"Person {n:05d}" for n in range(1000, 2000)]


def test_a_search_ignores_case_accents_and_order(
    store: Store, shown: Callable[[Store], PeopleModel]
) -> None:
    add(store, "Amélie Fournier", "Łukasz Øye", "Tomás Rey")
    model = shown(store)
    for typed, found in (
        ("AMELIE", "Amélie Fournier"),
        ("oye lukasz", "Łukasz Øye"),
        ("  tom ", "Tomás Rey"),
    ):
        search(model, typed)
        assert names(model) == [found]
    search(model, "nobody")
    assert names(model) == []


def test_somebody_added_on_another_thread_appears(
    store: Store, shown: Callable[[Store], PeopleModel], qtbot: QtBot
) -> None:
    add(store, "Amélie Fournier", "Petra Novak")
    model = shown(store)

    thread = threading.Thread(target=add, args=(store, "Lotte de Wit"))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: names(model) == ["Amélie Fournier", "Lotte de Wit", "Petra Novak"])


def test_an_edit_shows_without_disturbing_the_list(
    store: Store, shown: Callable[[Store], PeopleModel], qtbot: QtBot
) -> None:
    add(store, "Amélie Fournier", "Petra Novak")
    model = shown(store)
    assert organisation(model, 1) == ""
    resets = QSignalSpy(model.modelReset)
    (petra,) = store.people.get_many([store.people.find("petra", 1)[0]])
    store.people.save(replace(petra, organisation="Cobalt Works", circle=Circle.CLOSE))
    qtbot.waitUntil(lambda: organisation(model, 1) == "Cobalt Works")
    assert cell(model, 1, Column.CIRCLE) == "Close"
    assert resets.count() == 0


def test_a_new_name_finds_its_new_place(
    store: Store, shown: Callable[[Store], PeopleModel], qtbot: QtBot
) -> None:
    first, *_ = add(store, "Amélie Fournier", "Lotte de Wit", "Petra Novak")
    model = shown(store)
    store.people.save(replace(store.people.get(first), display_name="Zoe Fournier"))
    qtbot.waitUntil(lambda: names(model) == ["Lotte de Wit", "Petra Novak", "Zoe Fournier"])


@pytest.mark.parametrize("query", ["", "person"])
def test_who_is_deleted_or_archived_leaves_and_comes_back(
    query: str, store: Store, shown: Callable[[Store], PeopleModel], qtbot: QtBot
) -> None:
    ids = add(store, "Person 1", "Person 2", "Person 3")
    model = shown(store)
    search(model, query)
    store.people.delete([ids[1]])
    qtbot.waitUntil(lambda: names(model) == ["Person 1", "Person 3"])
    store.people.delete([ids[2]])
    qtbot.waitUntil(lambda: names(model) == ["Person 1"])
    store.history.undo()
    qtbot.waitUntil(lambda: names(model) == ["Person 1", "Person 3"])


def test_the_archived_leave_the_list(
    store: Store, shown: Callable[[Store], PeopleModel], qtbot: QtBot
) -> None:
    ids = add(store, "Person 1", "Person 2")
    model = shown(store)
    store.people.archive([ids[0]])
    qtbot.waitUntil(lambda: names(model) == ["Person 2"])
    store.people.archive([ids[0]], archived=False)
    qtbot.waitUntil(lambda: names(model) == ["Person 1", "Person 2"])


def test_a_search_takes_in_who_begins_to_match(
    store: Store, shown: Callable[[Store], PeopleModel], qtbot: QtBot
) -> None:
    lotte, _ = add(store, "Lotte de Wit", "Petra Novak")
    model = shown(store)
    search(model, "delta")
    assert names(model) == []
    store.people.save(replace(store.people.get(lotte), organisation="Delta Water Lab"))
    qtbot.waitUntil(lambda: names(model) == ["Lotte de Wit"])


def test_changes_to_many_arrive_as_well(
    store: Store, shown: Callable[[Store], PeopleModel], qtbot: QtBot
) -> None:
    add(store, "Zoe Fournier")
    model = shown(store)
    store.people.add_many([Person(display_name=f"Person {n:03d}") for n in range(300)])
    qtbot.waitUntil(lambda: model.rowCount() == 301)
    assert cell(model, 300, Column.NAME) == "Zoe Fournier"


def test_last_contact_follows_what_is_logged_and_taken_back(
    store: Store, shown: Callable[[Store], PeopleModel], clock: Clock, qtbot: QtBot
) -> None:
    (lotte,) = add(store, "Lotte de Wit")
    model = shown(store)
    assert cell(model, 0, Column.LAST_CONTACT) == ""
    talk = store.interactions.add(
        Interaction(at=clock() - timedelta(days=11), channel=Channel.CALL, people=(lotte,))
    )
    qtbot.waitUntil(lambda: cell(model, 0, Column.LAST_CONTACT) == "2 Oct")
    store.interactions.save(replace(talk, at=clock() - timedelta(days=1)))
    qtbot.waitUntil(lambda: cell(model, 0, Column.LAST_CONTACT) == "12 Oct")
    store.history.undo()
    qtbot.waitUntil(lambda: cell(model, 0, Column.LAST_CONTACT) == "2 Oct")


def test_a_screen_reader_hears_the_row_in_words(
    store: Store, shown: Callable[[Store], PeopleModel], clock: Clock
) -> None:
    lotte = store.people.add(
        Person(
            display_name="Lotte de Wit",
            title="Programme manager",
            organisation="Delta Water Lab",
            circle=Circle.CLOSE,
        )
    )
    store.people.add(Person(display_name="Ingrid Solberg", standing=Standing.WISHED))
    store.interactions.add(
        Interaction(at=clock() - timedelta(days=11), channel=Channel.CALL, people=(lotte.id,))
    )
    model = shown(store)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert cell(model, 0, Column.NAME, role) == (
        "Ingrid Solberg, Wished, Not yet met, next: Find a way in"
    )
    assert cell(model, 1, Column.NAME, role) == (
        "Lotte de Wit, Programme manager, Delta Water Lab, Close, last contact Fri 2 Oct"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>x</b><img src=x>",
        "<table><tr><td>" * 30,
        "&lt;script&gt; & more, long enough for a tooltip",
        "one\ntwo\ttabs and lines that would make the row two lines high",
    ],
)
def test_a_name_is_never_markup(
    hostile: str, store: Store, shown: Callable[[Store], PeopleModel]
) -> None:
    store.people.add(Person(display_name=hostile, organisation=hostile, title="Director"))
    model = shown(store)
    plain = " ".join(hostile.split())
    assert cell(model, 0, Column.NAME) == plain[:400]
    tip = cell(model, 0, Column.NAME, Qt.ItemDataRole.ToolTipRole)
    rendered = QTextDocument()
    rendered.setHtml(tip)
    assert rendered.toPlainText() == f"{plain[:400]}, Director, {plain[:400]}"[:400]


def test_a_file_that_cannot_be_read_is_said_and_the_list_stays(
    store: Store, clock: Clock, qtbot: QtBot
) -> None:
    add(store, "Lotte de Wit", "Petra Novak")
    people = Watched(store.people._db)
    model = PeopleModel(people, clock)
    search(model, "")
    troubles: list[PlannerError] = []
    model.trouble.connect(troubles.append)
    people.broken = True
    assert cell(model, 0, Column.NAME) == ""
    assert [str(trouble) for trouble in troubles] == ["the disk is gone"]
    assert model.rowCount() == 2
    people.broken = False
    model.refresh()
    assert names(model) == ["Lotte de Wit", "Petra Novak"]


def test_what_comes_next_is_said_in_words(
    store: Store, shown: Callable[[Store], PeopleModel], clock: Clock, qtbot: QtBot
) -> None:
    ana, ben, cora, dora, eli = add(store, "Ana", "Ben", "Cora", "Dora", "Eli")
    planned(store, ana, starts_at=clock() + timedelta(hours=4), zone="UTC")
    planned(store, ben, starts_at=clock() + timedelta(days=1), zone="UTC")
    store.followups.add(
        FollowUp(person=cora, text="Send the drawing", direction=Direction.I_OWE, due="2026-10-11")
    )
    store.followups.add(
        FollowUp(
            person=dora, text="A slot in the lab", direction=Direction.THEY_OWE, due="2026-10-20"
        )
    )
    store.followups.add(
        FollowUp(person=eli, text="Petra's number", direction=Direction.THEY_OWE, due="2026-10-20")
    )
    model = shown(store)
    time = (clock() + timedelta(hours=4)).astimezone().strftime("%H:%M")
    assert [cell(model, row, Column.NEXT_STEP) for row in range(5)] == [
        f"Meet at {time}",
        "Meet tomorrow",
        "Send the drawing",
        "Hear about a slot in the lab",
        "Hear: Petra's number",
    ]
    tip = cell(model, 2, Column.NEXT_STEP, Qt.ItemDataRole.ToolTipRole)
    assert "Send the drawing, was due Sun 11 Oct" in tip


def test_a_list_is_sorted_as_asked_and_who_has_nothing_comes_last(
    store: Store, shown: Callable[[Store], PeopleModel], clock: Clock
) -> None:
    ana, ben, _ = add(store, "Ana", "Ben", "Cora")
    for person, days in ((ana, 3), (ben, 30)):
        at = clock() - timedelta(days=days)
        store.interactions.add(Interaction(at=at, channel=Channel.CALL, people=(person,)))
    model = shown(store)
    search(model, "", PeopleOrder(by=SortBy.LAST_CONTACT))
    assert names(model) == ["Ben", "Ana", "Cora"]
    search(model, "", PeopleOrder(by=SortBy.LAST_CONTACT, descending=True))
    assert names(model) == ["Ana", "Ben", "Cora"]


def test_far_down_a_long_list_changes_show_as_well(
    crowd: Store, shown: Callable[[Store], PeopleModel], qtbot: QtBot
) -> None:
    model = shown(crowd)
    model.load_all()
    last = CROWD - 1
    assert cell(model, last, Column.NAME) == f"Person {last:05d}"
    gone, renamed = model.ids([range(last, last + 1), range(5, 6)])
    crowd.people.delete([gone])
    qtbot.waitUntil(lambda: model.rowCount() == last)
    crowd.people.save(replace(crowd.people.get(renamed), display_name="Zoe Fournier"))
    qtbot.waitUntil(lambda: model.row_of(renamed) == last - 1, timeout=20_000)
    assert cell(model, last - 1, Column.NAME) == "Zoe Fournier"
    crowd.history.undo()
    crowd.history.undo()
    qtbot.waitUntil(lambda: model.row_of(gone) == last, timeout=20_000)
    assert model.row_of(renamed) == 5
