"""People in the file: kept as given, changed, archived, deleted; who knows whom; last contact."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.meetings import Channel, Interaction
from planner.domain.people import (
    Acquaintance,
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    Photo,
    PointKind,
    Standing,
)
from planner.store import Store
from tests.conftest import Clock
from tests.contents import contents
from tests.samples import ME, PERSON, PIXEL, add, email, phone


def without_ids(person: Person) -> Person:
    """What was given, of what was kept."""
    return replace(
        person,
        id=0,
        created_at="",
        updated_at="",
        points=tuple(replace(point, id=0) for point in person.points),
        facts=tuple(replace(fact, id=0) for fact in person.facts),
    )


def test_every_field_is_kept_and_none_is_left_at_its_default(store: Store) -> None:
    """So a field that is added to Person and forgotten by the store or here is noticed."""
    through = add(store, "Petra Vogel")
    given = replace(PERSON, met_through=through, standing=Standing.WISHED, archived=True)
    for field in fields(Person):
        if field.name not in ("id", "created_at", "updated_at"):
            assert getattr(given, field.name) != field.default, field.name
    kept = store.people.add(given)
    assert without_ids(kept) == given
    assert store.people.get(kept.id) == kept
    assert (kept.created_at, kept.updated_at) == ("2026-10-13T09:00:00Z",) * 2


@pytest.mark.parametrize(
    "text",
    [
        "a\0b",
        "\x1b[31m",
        "'; DROP TABLE person; --",
        "%s {} \\",
        "<b>x</b>",
        "😀👩‍👩‍👧",
        "שלום",
        "é",
    ],
)
def test_any_text_comes_back_as_it_went_in(store: Store, text: str) -> None:
    point = ContactPoint(kind=PointKind.IM, value=text, label=text, extra=text)
    given = Person(
        display_name=text, uid=text, given=text, note=text, organisation=text, extra=text,
        points=(point,), facts=(Fact(kind=FactKind.NEEDS, text=text),), tags=(text,),
    )  # fmt: skip
    kept = store.people.add(given)
    assert without_ids(store.people.get(kept.id)) == given
    store.people.delete([kept.id])
    store.history.undo()
    assert store.people.get(kept.id) == kept
    assert store.check().problems == ()


def test_a_text_that_is_no_unicode_is_refused_in_one_line(store: Store) -> None:
    with pytest.raises(RuleError, match="not valid Unicode; nothing was changed"):
        add(store, "Ana \udcff")
    assert store.people.ids() == []


def test_a_number_that_is_too_large_is_nobodys(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.people.get(10**30)


def test_me_is_there_from_the_start_but_in_no_list(store: Store) -> None:
    me = store.people.get(store.people.id_of("me"))
    assert (me.id, me.is_me) == (ME, True)
    assert store.people.ids() == store.people.page(9) == store.people.find("", 9) == []
    store.people.save(replace(me, display_name="Maja Lind", city="Lund"))
    assert store.people.get(ME).display_name == "Maja Lind"
    assert store.people.find("Maja", 9) == []
    with pytest.raises(RuleError, match="delete yourself"):
        store.people.delete([ME])
    store.people.archive([ME])
    assert not store.people.get(ME).archived


def test_who_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no such person"):
        store.people.get(99)
    with pytest.raises(NotFoundError, match="nobody here has the uid ghost"):
        store.people.id_of("ghost")
    with pytest.raises(NotFoundError):
        store.people.save(replace(PERSON, id=99))
    with pytest.raises(NotFoundError):
        store.people.acquaint(Acquaintance(a=ME, b=99))
    with pytest.raises(NotFoundError):
        store.people.set_photo(99, PIXEL)
    with pytest.raises(NotFoundError):
        store.people.delete([99])


@pytest.mark.parametrize(
    "person",
    [
        Person(),
        Person(display_name="   "),
        Person(display_name="Ana", birthday="1980-02-30"),
        Person(display_name="Ana", keep_in_touch=-1),
        Person(display_name="Ana", points=(ContactPoint(kind=PointKind.PHONE, value=""),)),
        Person(display_name="Ana", facts=(Fact(kind=FactKind.NEEDS, text=""),)),
        Person(display_name="Ana", tags=("",)),
    ],
)
def test_what_is_no_person_is_refused_before_anything_is_kept(store: Store, person: Person) -> None:
    with pytest.raises(RuleError):
        store.people.add(person)
    with pytest.raises(RuleError):
        store.people.add_many([Person(display_name="Petra"), person])
    kept = add(store, "Ana")
    with pytest.raises(RuleError):
        store.people.save(replace(person, id=kept))
    assert store.people.ids() == [kept]


def test_many_at_once_get_their_ids_in_order(store: Store) -> None:
    people = [Person(display_name=f"Guest {n}", tags=("guests", f"t{n % 3}")) for n in range(1200)]
    ids = store.people.add_many(people)
    kept = store.people.get_many(ids)
    assert [person.display_name for person in kept] == [p.display_name for p in people]
    assert all(person.tags == ("guests", f"t{n % 3}") for n, person in enumerate(kept))
    assert store.people.get_many(ids[::-1]) == kept[::-1]
    assert store.people.get_many([99_999, ids[3], ME]) == [kept[3], store.people.get(ME)]
    with pytest.raises(Exception, match="nothing was changed"):
        store.people.add_many([Person(display_name="Twice", uid="u")] * 2)
    assert store.people.find("Twice", 9) == []
    assert store.people.add_many([Person(display_name="Next")]) == [ids[-1] + 1]


def test_an_edit_touches_only_what_it_changes(store: Store, clock: Clock) -> None:
    kept = store.people.add(PERSON)
    rows = {row[0]: row for row in store._db.rows("SELECT * FROM contact_point")}
    clock.go_on(hours=1)
    first, second, third = kept.points
    changed = replace(
        kept,
        city="Beja",
        points=(first, replace(second, value="+351 555 010 200"), email("new@ruiz.example")),
        facts=kept.facts[1:],
        tags=("Growers", "bees"),
    )
    saved = store.people.save(changed)
    assert saved.city == "Beja"
    assert saved.updated_at == "2026-10-13T10:00:00Z"
    assert saved.created_at == kept.created_at
    assert [point.id for point in saved.points[:2]] == [first.id, second.id]
    assert [point.value for point in saved.points] == [
        "Ana@Ruiz.example", "+351 555 010 200", "new@ruiz.example",
    ]  # fmt: skip
    assert saved.facts == kept.facts[1:]
    assert saved.tags == ("bees", "growers")
    after = {row[0]: row for row in store._db.rows("SELECT * FROM contact_point")}
    assert after[first.id] == rows[first.id]
    assert third.id not in after
    store.history.undo()
    assert without_ids(store.people.get(kept.id)) == without_ids(kept)


def test_points_keep_the_order_they_are_given(store: Store) -> None:
    kept = store.people.add(PERSON)
    turned = store.people.save(replace(kept, points=kept.points[::-1]))
    assert turned.points == kept.points[::-1]
    assert turned.values(PointKind.EMAIL) == ("Ana@Ruiz.example",)


def test_tags_are_one_whatever_their_case(store: Store) -> None:
    ana = store.people.add(Person(display_name="Ana", tags=("Zürich", "ÄGYPTEN", "zürich")))
    petra = store.people.add(Person(display_name="Petra", tags=("ZÜRICH", "ägypten")))
    assert ana.tags == petra.tags == ("Zürich", "ÄGYPTEN")
    store.people.set_tag_colour("zürich", "#123456")
    store.people.set_tag_colour("new", "#654321")
    assert [(tag.name, tag.colour) for tag in store.people.tags()] == [
        ("new", "#654321"), ("Zürich", "#123456"), ("ÄGYPTEN", ""),
    ]  # fmt: skip


def test_pages_follow_each_other_without_a_gap(store: Store) -> None:
    names = ["Zoé", "ana", "Ana", "Ørjan", "Łucja", "Ana", "Élodie", "Bo"]
    ids = store.people.add_many([Person(display_name=name) for name in names])
    store.people.archive([ids[-1]])
    everybody = store.people.ids()
    assert [store.people.get(n).display_name for n in everybody] == [
        "ana", "Ana", "Ana", "Élodie", "Łucja", "Ørjan", "Zoé",
    ]  # fmt: skip
    paged: list[int] = []
    while page := store.people.page(2, paged[-1] if paged else None):
        paged += page
    assert paged == everybody
    assert store.people.find("  ", 3) == everybody[:3]
    store.people.archive([ids[-1]], archived=False)
    assert len(store.people.ids()) == len(names)


def test_rows_show_what_a_list_needs(store: Store, clock: Clock) -> None:
    ana = store.people.add(PERSON)
    add(store, "Petra Vogel")
    store.interactions.add(
        Interaction(people=(ana.id,), at=datetime(2026, 10, 1, tzinfo=UTC), channel=Channel.CALL)
    )
    (row,) = store.people.rows([99, ana.id])
    assert (row.id, row.uid, row.name) == (ana.id, "ana-ruiz", "Dr. Ana Ruiz")
    assert (row.organisation, row.title) == ("Frost & Söhne", "Agronomist")
    assert (row.emails, row.phones) == (("Ana@Ruiz.example",), ("+351 555 010 199",))
    assert (row.circle, row.standing) == (Circle.CLOSE, Standing.KNOWN)
    assert row.tags == ("growers", "Nachbarn") or row.tags == ("Nachbarn", "growers")
    assert row.last_contact == "2026-10-01T00:00:00Z"


def test_last_contact_is_the_latest_talk_that_took_place(store: Store, clock: Clock) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    assert store.people.last_contact(ana) is None

    def log(day: int, *people: int) -> Interaction:
        at = datetime(2026, 10, day, 12, tzinfo=UTC)
        return store.interactions.add(Interaction(people=people, at=at, channel=Channel.CALL))

    log(5, ana, petra)
    latest = log(9, ana)
    log(2, ana)
    log(20, ana)  # is still to come
    assert store.people.last_contact(ana) == datetime(2026, 10, 9, 12, tzinfo=UTC)
    assert store.people.last_contact(petra) == datetime(2026, 10, 5, 12, tzinfo=UTC)
    store.interactions.delete(latest.id)
    assert store.people.last_contact(ana) == datetime(2026, 10, 5, 12, tzinfo=UTC)
    clock.go_on(days=30)
    assert store.people.last_contacts([ana, petra, 99]) == {
        ana: "2026-10-20T12:00:00Z",
        petra: "2026-10-05T12:00:00Z",
    }


def test_a_photo_comes_and_goes_and_comes_back(store: Store) -> None:
    ana = store.people.add(Person(display_name="Ana"), PIXEL)
    assert store.people.photo(ana.id) == PIXEL
    other = Photo(media_type="image/jpeg", data=b"\0\xff" * 1000)
    store.people.set_photo(ana.id, other)
    assert store.people.photo(ana.id) == other
    store.history.undo()
    assert store.people.photo(ana.id) == PIXEL
    store.history.redo()
    assert store.people.photo(ana.id) == other
    store.people.set_photo(ana.id, None)
    assert store.people.photo(ana.id) is None
    store.history.undo()
    assert store.people.photo(ana.id) == other


def test_deleting_takes_what_is_only_about_them(filled: Store) -> None:
    before = contents(filled)
    filled.people.delete([2, 3])  # Ana and Petra
    after = contents(filled)
    for table in ("photo", "contact_point", "fact", "person_tag", "acquaintance", "interaction",
                  "meeting", "purpose", "follow_up", "introduction", "reminder"):  # fmt: skip
        assert after[table] == [], table
    for table in ("objective", "ask", "tag", "setting"):
        assert after[table] == before[table], table
    assert [name[2] for name in after["ask_name"]] == [4]
    assert filled.check().problems == ()
    filled.history.undo()
    assert contents(filled) == before


def test_a_meeting_of_two_stays_with_the_other(filled: Store) -> None:
    filled.people.delete([3])
    assert filled.meetings.get(1).people == (2,)
    assert filled.interactions.get(2).people == (2,)
    filled.people.delete([2])
    with pytest.raises(NotFoundError):
        filled.meetings.get(1)


# Who knows whom


def test_an_acquaintance_has_no_direction_and_is_one_per_pair(store: Store) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    first = store.people.acquaint(Acquaintance(a=petra, b=ana, strength=3, how="Choir"))
    assert (first.a, first.b) == (ana, petra)
    again = store.people.acquaint(Acquaintance(a=ana, b=petra, strength=1, since="2020-01-01"))
    assert again.id == first.id
    assert store.people.acquaintances() == [again]
    assert store.people.acquaintances(ana) == store.people.acquaintances(petra) == [again]
    assert store.people.acquaintance((ana, petra)) == again
    with_me = store.people.acquaint(Acquaintance(a=ana, b=ME))
    assert (with_me.a, with_me.b) == (ME, ana)
    assert store.people.acquaintances(petra) == [again]
    store.people.forget_acquaintance(petra, ana)
    assert store.people.acquaintances() == [with_me]
    store.history.undo()
    assert store.people.acquaintances() == [again, with_me]


@pytest.mark.parametrize(
    "edge", [Acquaintance(a=ME, b=ME), Acquaintance(a=ME, b=2, strength=4),
             Acquaintance(a=ME, b=2, strength=0)]
)  # fmt: skip
def test_what_is_no_acquaintance_is_refused(store: Store, edge: Acquaintance) -> None:
    add(store, "Ana")
    with pytest.raises(RuleError):
        store.people.acquaint(edge)
    assert store.people.acquaintances() == []


def test_no_way_leads_through_the_archived_and_the_avoided(store: Store) -> None:
    ana = add(store, "Ana", facts=(Fact(kind=FactKind.AVOID, text="Owes everybody"),))
    petra, marek = add(store, "Petra", archived=True), add(store, "Marek")
    assert store.people.closed_to_paths() == {ana, petra}
    assert marek not in store.people.closed_to_paths()
    store.people.acquaint(Acquaintance(a=ME, b=marek, strength=3))
    for gone in (ana, petra):
        store.people.acquaint(Acquaintance(a=marek, b=gone, strength=3))
    columns = {s: tuple(map(list, c)) for s, c in store.people.path_columns().items()}
    assert columns == {1: ([], []), 2: ([], []), 3: ([ME], [marek])}


@pytest.mark.parametrize("last", [0, 0xD7FE, 0xFFFF, 0x1_D7FE, 0x10_FFFE, 2**31 - 2, 2**47 - 2])
def test_the_graph_gets_the_acquaintances_whatever_their_ids_are(store: Store, last: int) -> None:
    people = [add(store, name) for name in ("Ana", "Petra", "Marek", "Lotte")]
    store._db.write("INSERT INTO sqlite_sequence (name, seq) VALUES ('acquaintance', ?)", (last,))
    pairs = [(a, b) for a in people for b in people if a < b]
    edges = [
        store.people.acquaint(Acquaintance(a=a, b=b, strength=n % 3 + 1))
        for n, (a, b) in enumerate(pairs)
    ]
    assert edges[0].id == last + 1
    assert sorted(
        (a, b, strength)
        for strength, columns in store.people.path_columns().items()
        for a, b in zip(*columns, strict=True)
    ) == sorted((edge.a, edge.b, edge.strength) for edge in edges)


@pytest.mark.parametrize("last", [0xD7FE, 0xFFFE, 0x10_FFFE, 2**31 - 2])
def test_the_graph_gets_people_whatever_their_ids_are(store: Store, last: int) -> None:
    store._db.write("UPDATE sqlite_sequence SET seq = ? WHERE name = 'person'", (last,))
    ana, petra = add(store, "Ana"), add(store, "Petra")
    assert ana == last + 1
    store.people.acquaint(Acquaintance(a=ana, b=petra, strength=2))
    store.people.acquaint(Acquaintance(a=ME, b=ana, strength=2))
    columns = tuple(map(list, store.people.path_columns()[2]))
    assert columns == ([ana, ME], [petra, ana])


# Finding candidates for an import


def test_what_an_import_brought_is_kept_apart(store: Store) -> None:
    ana, petra = store.people.add_many(
        [Person(display_name="Ana"), Person(display_name="Petra")], [{"city": "Évora"}, {}]
    )
    assert store.people.imported(ana) == {"city": "Évora"}
    assert store.people.imported(petra) == {}
    store.people.save(store.people.get(ana), {"city": "Beja"})
    assert store.people.imported(ana) == {"city": "Beja"}
    store.people.save(replace(store.people.get(ana), city="Faro"))
    assert store.people.imported(ana) == {"city": "Beja"}
    store.history.undo()
    store.history.undo()
    assert store.people.imported(ana) == {"city": "Évora"}


def test_candidates_are_found_by_uid_and_reach(store: Store) -> None:
    ana = add(store, "Ana", uid="a", points=(email("Ana@ruiz.example"),))
    petra = add(store, "Petra", uid="p", points=(phone("0555 1", "+495551"),))
    both = add(store, "Both", points=(email("ana@ruiz.example"), phone("1", "+495551")))
    lookup = store.people.lookup
    assert lookup.by_uid(["a", "p", "x"]) == {ana, petra}
    assert lookup.by_reach(["ana@ruiz.example"]) == {ana, both}
    assert lookup.by_reach(["+495551", ""]) == {petra, both}
    assert lookup.by_uid([]) == lookup.by_reach([]) == set()


def test_a_number_that_was_changed_is_not_found_by_what_it_was(store: Store) -> None:
    ana = store.people.add(
        Person(display_name="Ana", points=(phone("+351 555 010 199", "+351555010199"),))
    )
    (point,) = ana.points
    spelt = store.people.save(
        replace(ana, points=(replace(point, value="+351-555-010-199", label="work"),))
    )
    assert spelt.points[0].normal == "+351555010199"
    other = store.people.save(replace(ana, points=(replace(point, value="+351 555 010 200"),)))
    assert other.points[0].normal == ""
    assert store.people.lookup.by_reach({"+351555010199"}) == set()
