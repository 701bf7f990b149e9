"""Two people become one: nothing of either is lost, and one undo brings both back exactly."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import RuleError
from planner.domain.followups import Direction, FollowUp
from planner.domain.introductions import Introduction, Message
from planner.domain.meetings import Channel, Interaction
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import (
    Acquaintance,
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    PointKind,
    Standing,
)
from planner.exchange.importing import Options, import_files
from planner.store import Store
from tests.conftest import Clock
from tests.contents import state
from tests.samples import ME, PERSON, PIXEL, add, draft, email

AT = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
ANA, PETRA, MAREK = 2, 3, 4


def test_the_preview_shows_both_and_proposes_what_is_there(store: Store) -> None:
    bob = add(store, "Bob", organisation="Delta", city="Delft")
    robert = add(store, "Robert Vos", organisation="Gamma", title="Engineer")
    preview = store.people.merging.preview(bob, robert)
    shown = {field.name: field for field in preview.fields}
    assert (shown["title"].proposed, shown["title"].conflict) == ("Engineer", False)
    assert (shown["city"].proposed, shown["city"].conflict) == ("Delft", False)
    assert (shown["organisation"].proposed, shown["organisation"].conflict) == ("Delta", True)
    assert {field.name for field in preview.conflicts} == {"display_name", "organisation"}
    assert store.people.get(bob).title == ""


def test_the_chosen_value_stays_and_the_other_is_in_the_note(store: Store) -> None:
    bob = add(store, "Bob", organisation="Delta", note="Likes tea")
    robert = add(store, "Robert Vos", organisation="Gamma", circle=Circle.CLOSE, note="Sails")
    merged = store.people.merging.merge(
        bob, robert, {"display_name": True}, {"heading": "Von {name}", "organisation": "Firma"}
    )
    assert (merged.id, merged.display_name, merged.organisation) == (bob, "Robert Vos", "Delta")
    assert merged.circle is Circle.CLOSE
    assert merged.note == "Likes tea\n\nSails\n\nVon Robert Vos:\nName: Bob\nFirma: Gamma"
    assert store.people.find("bob", 9) == [bob]


def test_known_wins_over_wished_and_shown_over_archived(store: Store) -> None:
    wished = add(store, "Bob", standing=Standing.WISHED)
    known = add(store, "Bob", archived=True)
    merged = store.people.merging.merge(wished, known)
    assert (merged.standing, merged.archived) == (Standing.KNOWN, False)


def test_of_two_edges_the_stronger_stays_with_what_both_rest_on(store: Store) -> None:
    bob, robert, eva = add(store, "Bob"), add(store, "Robert"), add(store, "Eva")
    store.people.acquaint(Acquaintance(a=bob, b=eva, strength=1, how="School", since="2001-09-01"))
    store.people.acquaint(Acquaintance(a=robert, b=eva, strength=3, how="Sailing"))
    store.people.acquaint(Acquaintance(a=robert, b=ME, strength=2, how="Neighbours"))
    store.people.acquaint(Acquaintance(a=bob, b=robert, how="Twins, it seemed"))
    merged = store.people.merging.merge(bob, robert)
    edges = {(e.a, e.b): e for e in store.people.acquaintances(bob)}
    assert set(edges) == {(ME, bob), (bob, eva)}
    both = edges[bob, eva]
    assert (both.strength, both.how, both.since) == (3, "Sailing; School", "2001-09-01")
    assert "Twins, it seemed" in merged.note


def test_an_introduction_to_oneself_becomes_a_line_of_the_note(store: Store) -> None:
    bob, robert, eva = add(store, "Bob"), add(store, "Robert"), add(store, "Eva")
    store.introductions.add(
        Introduction(
            connector=eva,
            source=bob,
            target=robert,
            messages=(Message(to=robert, text="You two\nshould meet"),),
        )
    )
    other = store.introductions.add(Introduction(connector=robert, source=ME, target=eva))
    merged = store.people.merging.merge(bob, robert)
    assert [i.id for i in store.introductions.all()] == [other.id]
    assert store.introductions.get(other.id).connector == bob
    assert "Eva – Bob – Robert (idea); You two should meet" in merged.note


def test_named_twice_for_an_ask_is_named_once_at_the_better_place(store: Store) -> None:
    bob, robert, eva = add(store, "Bob"), add(store, "Robert"), add(store, "Eva")
    objective = store.objectives.add(
        Objective(title="Pilot", asks=(Ask(objective=0, kind=AskKind.ADVICE, text="A name"),))
    )
    names = (
        Name(person=robert, rank=1, why="Runs it"),
        Name(person=eva, rank=2),
        Name(person=bob, rank=3, why="Owns it"),
    )
    store.objectives.save_ask(replace(objective.asks[0], names=names))
    store.people.merging.merge(bob, robert)
    (ask,) = store.objectives.get(objective.id).asks
    assert [(n.person, n.rank, n.why) for n in ask.names] == [
        (bob, 1, "Owns it; Runs it"),
        (eva, 2, ""),
    ]


def test_nobody_is_met_through_themselves(store: Store) -> None:
    robert = add(store, "Robert")
    bob, eva = add(store, "Bob", met_through=robert), add(store, "Eva", met_through=robert)
    merged = store.people.merging.merge(bob, robert)
    assert merged.met_through is None
    assert "Met through: Robert" in merged.note
    assert store.people.get(eva).met_through == bob


def test_whom_one_cannot_merge(store: Store) -> None:
    bob = add(store, "Bob")
    with pytest.raises(RuleError, match="one person already"):
        store.people.merging.merge(bob, bob)
    with pytest.raises(RuleError, match="this file is yours"):
        store.people.merging.merge(bob, ME)


@pytest.mark.parametrize(("keep", "other"), [(ANA, PETRA), (PETRA, ANA), (MAREK, ANA), (ME, ANA)])
def test_a_full_file_is_whole_after_merging_and_as_before_after_undo(
    filled: Store, keep: int, other: int
) -> None:
    before = state(filled)
    filled.people.merging.merge(keep, other)
    assert filled.check().problems == ()
    after = state(filled)
    step = filled.history.undo()
    assert step is not None
    assert (step.verb, state(filled)) == ("merge", before)
    assert filled.check().problems == ()
    filled.history.redo()
    assert state(filled) == after


CARD = """BEGIN:VCARD\r\nVERSION:4.0\r\nUID:{uid}\r\nFN:{name}\r\nEMAIL:{email}\r
ORG:{org}\r\nNOTE:{note}\r\nEND:VCARD\r\n"""


def test_a_file_that_brings_either_again_finds_the_one(store: Store, tmp_path: Path) -> None:
    cards = {
        "bob": {"name": "Bob", "email": "b@delta.example", "org": "Delta", "note": "Tea"},
        "robert": {"name": "Mr R. Vos", "email": "vos@gamma.example", "org": "Gamma", "note": "x"},
    }
    for uid, values in cards.items():
        path = tmp_path / f"{uid}.vcf"
        path.write_bytes(CARD.format(uid=uid, **values).encode())
        import_files(store, [path], Options(), now=AT)
    bob, robert = store.people.id_of("bob"), store.people.id_of("robert")
    merged = store.people.merging.merge(bob, robert)
    before = state(store)
    for uid in ("robert", "bob", "robert"):
        report = import_files(store, [tmp_path / f"{uid}.vcf"], Options(), now=AT)
        assert (report.created, report.updated, report.duplicates) == (0, 0, 1)
    assert store.people.get(bob) == merged
    assert state(store) == before
    changed = CARD.format(uid="robert", **(cards["robert"] | {"name": "R. Vos", "org": "Gamma 2"}))
    (tmp_path / "later.vcf").write_bytes(changed.replace("NOTE:x", "TITLE:Head").encode())
    report = import_files(store, [tmp_path / "later.vcf"], Options(), now=AT)
    assert (report.created, report.updated) == (0, 1)
    assert store.people.get(bob).title == "Head"
    assert store.people.get(bob).organisation == "Delta"


# Whatever two people are, all of both is found again, and undo gives both back.

WORDS = st.sampled_from(
    ["", "amber", "birch", "cedar", "delta", "ember", "fjord", "garnet", "heron", "iris", "jade"]
)
NAMES = WORDS.map(lambda word: f"{word.title()} Quill".strip())
PEOPLE = st.builds(
    Person,
    display_name=NAMES,
    given=WORDS,
    nickname=WORDS,
    organisation=WORDS,
    title=WORDS,
    city=WORDS,
    note=WORDS,
    how_met=WORDS,
    why_connected=WORDS,
    standing=st.sampled_from(Standing),
    circle=st.none() | st.sampled_from(Circle),
    languages=st.lists(st.sampled_from(["pt", "en", "nl"]), unique=True, max_size=2).map(tuple),
    birthday=st.sampled_from(["", "--05-03", "1980-05-03"]),
    points=st.lists(
        st.builds(
            ContactPoint,
            kind=st.sampled_from(PointKind),
            value=WORDS.filter(bool),
            label=st.sampled_from(["", "work", "home"]),
            preferred=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    facts=st.lists(
        st.builds(Fact, kind=st.sampled_from(FactKind), text=WORDS.filter(bool)), max_size=3
    ).map(tuple),
    tags=st.lists(WORDS.filter(bool), unique=True, max_size=2).map(tuple),
)


@settings(max_examples=60)
@given(ours=PEOPLE, theirs=PEOPLE, choices=st.dictionaries(
    st.sampled_from(["display_name", "organisation", "title", "city", "circle", "photo"]),
    st.booleans()), links=st.lists(st.integers(0, 11), max_size=8))  # fmt: skip
def test_everything_of_both_is_found_after_merging(
    blank: Path, ours: Person, theirs: Person, choices: dict[str, bool], links: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "default.planner"
        shutil.copy(blank, path)
        with Store.open(path, None, clock=Clock()) as store:
            people = [store.people.add(ours).id, store.people.add(theirs).id, add(store, "Eva")]
            for number in links:
                link(store, number, *people)
            found = {word for person in (ours, theirs) for word in said(person)}
            before = state(store)
            merged = store.people.merging.merge(people[0], people[1], choices)
            assert found <= said(merged)
            for word in found - {person.note for person in (ours, theirs)}:
                assert people[0] in store.people.find(word, 9)
            assert store.people.ids() == sorted(
                {people[0], people[2]}, key=lambda n: store.people.get(n).display_name.casefold()
            )
            assert {f.person for f in store.followups.all()} <= {people[0]}
            assert store.check().problems == ()
            store.history.undo()
            assert state(store) == before


def said(person: Person) -> set[str]:
    """Every word that somebody's records hold."""
    texts = [
        person.display_name, person.given, person.nickname, person.organisation, person.title,
        person.city, person.note, person.how_met, person.why_connected,
        *(point.value for point in person.points), *(fact.text for fact in person.facts),
        *person.tags,
    ]  # fmt: skip
    return {word for text in texts for word in text.casefold().replace(":", " ").split()}


def link(store: Store, number: int, ours: int, theirs: int, third: int) -> None:
    """One of a dozen ties of these people to the rest of the file."""
    one = (ours, theirs)[number % 2]
    kind = number // 2
    if kind == 0:
        store.followups.add(FollowUp(person=one, text="Send it", direction=Direction.I_OWE))
    elif kind == 1:
        store.interactions.add(
            Interaction(people=(one, third) if number % 4 else (ours, theirs), at=AT,
                        channel=Channel.CALL)
        )  # fmt: skip
    elif kind == 2:
        store.people.acquaint(Acquaintance(a=one, b=third, how=f"Fair {number}"))
    elif kind == 3:
        store.meetings.keep_draft(draft(one, third))
    elif kind == 4:
        store.people.set_photo(one, PIXEL)
    else:
        store.introductions.add(Introduction(connector=third, source=ours, target=theirs))


def test_the_photo_that_is_chosen_stays(store: Store) -> None:
    ana = store.people.add(PERSON)
    other = store.people.add(Person(display_name="Ana R.", points=(email("a@r.example"),)), PIXEL)
    store.people.merging.merge(ana.id, other.id)
    assert store.people.photo(ana.id) == PIXEL
