"""Who could help: people I know, with what the records say, and with care for them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from planner.domain.followups import Direction, FollowUp
from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.meetings import MeetingStatus
from planner.domain.objectives import Ask, AskKind, Objective
from planner.domain.paths import AcquaintanceGraph
from planner.domain.people import Acquaintance, Circle, Fact, FactKind, Standing
from planner.pursuing import CareKind, Helper, Reason, ReasonKind, who_could_help
from planner.store import Store
from tests.conftest import Clock
from tests.samples import ME, PURPOSE, add, draft, reviewed


def an_ask(
    store: Store,
    text: str,
    kind: AskKind = AskKind.ADVICE,
    *,
    title: str = "Grow",
    names: tuple[int, ...] = (),
) -> Ask:
    objective = store.objectives.add(Objective(title=title))
    ask = store.objectives.add_ask(Ask(objective=objective.id, kind=kind, text=text))
    for person in names:
        ask = store.objectives.add_name(ask.id, person)
    return ask


def fact(text: str, kind: FactKind = FactKind.CAN_HELP_WITH) -> tuple[Fact, ...]:
    return (Fact(kind=kind, text=text),)


def graph(store: Store) -> AcquaintanceGraph:
    return AcquaintanceGraph(store.people.path_columns())


def names(found: tuple[Helper, ...]) -> list[str]:
    return [helper.name for helper in found]


def crowd(store: Store) -> None:
    """Others, so that a word can be rare or common."""
    for number in range(30):
        add(store, f"Guest {number}", facts=fact("Showing visitors the old harbour"))


def test_the_reason_is_what_was_written_down(store: Store) -> None:
    crowd(store)
    ana = add(
        store,
        "Ana Ruiz",
        organisation="Cobalt Works",
        circle=Circle.CLOSE,
        title="Orchard keeper",
        facts=fact("Grafting old pear trees"),
        why_connected="She saved my pears.",
    )
    (helper,) = who_could_help(store, an_ask(store, "Which rootstock to graft a pear tree on?"))
    assert (helper.person, helper.name, helper.organisation) == (ana, "Ana Ruiz", "Cobalt Works")
    assert (helper.title, helper.circle, helper.care) == ("Orchard keeper", Circle.CLOSE, ())
    assert helper.reasons == (
        Reason(ReasonKind.CAN_HELP_WITH, "Grafting old pear trees"),
        Reason(ReasonKind.WHY_CONNECTED, "She saved my pears."),
    )


@pytest.mark.parametrize(
    ("text", "more", "kind"),
    [
        ("A tenor for one concert", {"title": "Tenor and teacher"}, ReasonKind.TITLE),
        (
            "A tenor for one concert",
            {"facts": fact("A choir short of tenors", FactKind.WORKS_ON)},
            ReasonKind.WORKS_ON,
        ),
        (
            "A tenor for one concert",
            {"note": "Met at the lake. Her brother is a tenor in Graz. Tea, no milk."},
            ReasonKind.NOTE,
        ),
        ("What a city pays for", {"facts": fact("Cities")}, ReasonKind.CAN_HELP_WITH),
        ("Wer prüft unsere Mietverträge?", {"facts": fact("Mietvertrag lesen")},
         ReasonKind.CAN_HELP_WITH),
        ("Who checks a lease in Zürich?", {"facts": fact("Leases in Zurich")},
         ReasonKind.CAN_HELP_WITH),
        ("Ein Blick auf den Vertrag", {"facts": fact("Vertragsrecht", FactKind.WORKS_ON)},
         ReasonKind.WORKS_ON),
    ],
)  # fmt: skip
def test_words_are_found_wherever_and_however_they_stand(
    store: Store, text: str, more: dict[str, object], kind: ReasonKind
) -> None:
    crowd(store)
    add(store, "Ana Ruiz", **more)
    (helper,) = who_could_help(store, an_ask(store, text))
    assert [reason.kind for reason in helper.reasons] == [kind]


def test_of_a_long_note_the_sentence_is_told(store: Store) -> None:
    add(store, "Ana", note="Met at the lake.\nHer brother is a tenor in Graz! Tea, no milk.")
    (helper,) = who_could_help(store, an_ask(store, "A tenor for one concert"))
    assert helper.reasons == (Reason(ReasonKind.NOTE, "Her brother is a tenor in Graz!"),)


def test_words_of_one_matter_are_found_across_languages(store: Store) -> None:
    crowd(store)
    add(store, "Petra", facts=fact("Sie kennt die Preise der Stadtwerke"))
    add(store, "Lars", facts=fact("What the neighbours sing", FactKind.INTEREST))
    assert names(who_could_help(store, an_ask(store, "Feedback on our pricing"))) == ["Petra"]


def test_a_rare_word_says_more_than_a_common_one(store: Store) -> None:
    crowd(store)
    add(store, "Ana", facts=fact("Dredging a harbour"))
    found = who_could_help(store, an_ask(store, "Who has dredged a harbour?"))
    assert names(found)[0] == "Ana"
    assert len(found) == 10


def test_everyday_words_speak_for_nobody(store: Store) -> None:
    add(store, "Ana", why_connected="She says yes and means it, and has time for a call.")
    add(store, "Petra", facts=fact("A good answer to any question"))
    assert who_could_help(store, an_ask(store, "Say yes or no to a call, and take time")) == ()
    assert who_could_help(store, an_ask(store, "?!")) == ()


def test_words_of_the_objective_count_only_beside_others(store: Store) -> None:
    add(store, "Ana", facts=fact("Pears and plums"))
    add(store, "Petra", facts=fact("Pears in cellars"))
    add(store, "Ines", facts=fact("Deep cellars"))
    ask = an_ask(store, "A cool cellar from October", title="Sell a ton of pears")
    assert names(who_could_help(store, ask)) == ["Petra", "Ines"]


def test_only_people_one_may_ask_are_named(store: Store) -> None:
    help_with = fact("Grafting pear trees")
    ana = add(store, "Ana", facts=help_with)
    add(store, "Wished", facts=help_with, standing=Standing.WISHED)
    add(store, "Avoided", facts=(*help_with, Fact(kind=FactKind.AVOID, text="Not before May")))
    archived = add(store, "Archived", facts=help_with)
    named = add(store, "Named", facts=help_with)
    store.people.archive([archived])
    me = store.people.get(ME)
    store.people.save(me.__class__(id=ME, uid=me.uid, display_name="Me", facts=help_with))
    ask = an_ask(store, "Who grafts a pear tree?", names=(named,))
    assert [helper.person for helper in who_could_help(store, ask)] == [ana]


def test_who_knows_a_wished_name_comes_first_for_an_introduction(store: Store) -> None:
    ingrid = add(store, "Ingrid Solberg", standing=Standing.WISHED, organisation="Nordvann")
    lotte = add(store, "Lotte")
    oskar = add(store, "Oskar", organisation="nordvann")
    add(store, "Nora", organisation="Nordvann Sailing")
    add(store, "Ana", facts=fact("Pipes and utilities"))
    store.people.acquaint(Acquaintance(a=lotte, b=ingrid, strength=3, how="They sail together."))
    ask = an_ask(store, "An introduction to a utility", AskKind.INTRODUCTION, names=(ingrid,))
    found = who_could_help(store, ask)
    assert names(found) == ["Lotte", "Ana", "Oskar"]
    assert found[0].reasons == (
        Reason(ReasonKind.KNOWS, "They sail together.", ingrid, "Ingrid Solberg"),
    )
    assert found[0].person == lotte
    assert found[2].person == oskar
    assert found[2].reasons == (
        Reason(ReasonKind.WORTH_ASKING, "Nordvann", ingrid, "Ingrid Solberg"),
    )


def test_the_graph_finds_who_begins_a_longer_way(store: Store) -> None:
    ingrid = add(store, "Ingrid", standing=Standing.WISHED)
    priya, ida = add(store, "Priya"), add(store, "Ida")
    store.people.acquaint(Acquaintance(a=ME, b=priya))
    store.people.acquaint(Acquaintance(a=priya, b=ida, how="One choir."))
    store.people.acquaint(Acquaintance(a=ida, b=ingrid, how="One street."))
    ask = an_ask(store, "An introduction to her", AskKind.INTRODUCTION, names=(ingrid,))
    assert names(who_could_help(store, ask)) == ["Ida"]
    found = {helper.name: helper.reasons for helper in who_could_help(store, ask, graph(store))}
    assert found == {
        "Ida": (Reason(ReasonKind.KNOWS, "One street.", ingrid, "Ingrid"),),
        "Priya": (Reason(ReasonKind.KNOWS, "One choir.", ida, "Ida"),),
    }


def test_a_graph_that_knows_somebody_who_has_gone_leads_nowhere(store: Store) -> None:
    ingrid = add(store, "Ingrid", standing=Standing.WISHED)
    priya, ida = add(store, "Priya"), add(store, "Ida")
    for a, b in ((ME, priya), (priya, ida), (ida, ingrid)):
        store.people.acquaint(Acquaintance(a=a, b=b))
    ask = an_ask(store, "An introduction to her", AskKind.INTRODUCTION, names=(ingrid,))
    before = graph(store)
    store.people.delete([ida])
    assert who_could_help(store, ask, before) == ()


def test_who_works_where_the_ask_says_is_worth_asking(store: Store) -> None:
    add(store, "Ana", organisation="Águas do Vale")
    add(store, "Petra", organisation="Vale")
    ask = an_ask(store, "What did aguas do vale pay for a leak?")
    found = {helper.name: helper.reasons for helper in who_could_help(store, ask)}
    reason = Reason(ReasonKind.WORTH_ASKING, "Águas do Vale")
    assert reason in found["Ana"]


def test_a_shared_employer_is_never_told_as_knowing(store: Store) -> None:
    ingrid = add(store, "Ingrid", standing=Standing.WISHED, organisation="Nordvann")
    add(store, "Oskar", organisation="Nordvann")
    ask = an_ask(store, "An introduction to her", AskKind.INTRODUCTION, names=(ingrid,))
    (helper,) = who_could_help(store, ask, graph(store))
    assert [reason.kind for reason in helper.reasons] == [ReasonKind.WORTH_ASKING]


# Care


@pytest.fixture
def two(store: Store) -> tuple[int, int]:
    """Two who could help equally well; the first of them is named first."""
    return (
        add(store, "Ana", facts=fact("Grafting pear trees")),
        add(store, "Petra", facts=fact("Grafting pear trees")),
    )


def helpers(store: Store) -> dict[str, tuple[tuple[CareKind, str, str], ...]]:
    found = who_could_help(store, an_ask(store, "Who grafts a pear tree?"))
    return {h.name: tuple((c.kind, c.text, c.day) for c in h.care) for h in found}


def test_who_waits_for_something_late_sinks(store: Store, two: tuple[int, int]) -> None:
    assert list(helpers(store).items()) == [("Ana", ()), ("Petra", ())]
    for text, due in (("Jam", "2026-10-12"), ("Honey", "2026-10-01"), ("Bread", "2026-10-13")):
        store.followups.add(FollowUp(person=two[0], text=text, direction=Direction.I_OWE, due=due))
    assert list(helpers(store).items()) == [
        ("Petra", ()),
        ("Ana", ((CareKind.I_OWE_LATE, "Honey", "2026-10-01"),)),
    ]


def test_what_is_not_late_or_done_weighs_nothing(store: Store, two: tuple[int, int]) -> None:
    for text, due in (("Jam", "2026-10-13"), ("Honey", "")):
        store.followups.add(FollowUp(person=two[0], text=text, direction=Direction.I_OWE, due=due))
    late = store.followups.add(
        FollowUp(person=two[0], text="Bread", direction=Direction.I_OWE, due="2026-10-01")
    )
    store.followups.done(late.id)
    assert list(helpers(store)) == ["Ana", "Petra"]


def test_who_is_asked_already_sinks(store: Store, two: tuple[int, int], clock: Clock) -> None:
    ana, petra = two
    soon = clock.now + timedelta(days=2)
    meeting = store.meetings.plan(draft(ana, starts_at=soon), reviewed())
    said = (CareKind.ASKED_ALREADY, PURPOSE.statement, "2026-10-15")
    assert list(helpers(store).items()) == [("Petra", ()), ("Ana", (said,))]
    store.meetings.set_status(meeting.id, MeetingStatus.CANCELLED)
    assert list(helpers(store)) == ["Ana", "Petra"]
    wished = add(store, "Ingrid", standing=Standing.WISHED)
    introduction = store.introductions.add(Introduction(connector=ana, source=ME, target=wished))
    assert list(helpers(store)) == ["Ana", "Petra"]
    store.introductions.save(
        Introduction(
            id=introduction.id, connector=ana, source=ME, target=wished,
            status=IntroductionStatus.ASKED,
        )
    )  # fmt: skip
    assert helpers(store)["Ana"] == ((CareKind.ASKED_ALREADY, "Ingrid", ""),)
    assert list(helpers(store)) == ["Petra", "Ana"]
    store.followups.add(
        FollowUp(person=petra, text="A name", direction=Direction.THEY_OWE, due="2026-12-01")
    )
    assert helpers(store)["Petra"] == ((CareKind.ASKED_ALREADY, "A name", "2026-12-01"),)


def test_there_are_ten_at_most_and_as_many_as_asked_for(store: Store) -> None:
    for number in range(15):
        add(store, f"Guest {number}", facts=fact(f"Pear tree number {number}"))
    ask = an_ask(store, "Who grafts a pear tree?")
    assert len(who_could_help(store, ask)) == 10
    assert len(who_could_help(store, ask, limit=3)) == 3
    assert names(who_could_help(store, ask, limit=3)) == names(who_could_help(store, ask))[:3]


@pytest.mark.parametrize(
    "text", ['" OR * NEAR(', "\x00", "🍐🍐", "李明", "a" * 5000, "pear " * 900, "%_'; --", "-pear"]
)
def test_no_text_makes_it_stumble(store: Store, text: str) -> None:
    add(store, "Ana", facts=fact("Grafting pear trees"), organisation="(")
    assert len(who_could_help(store, an_ask(store, text))) <= 1
