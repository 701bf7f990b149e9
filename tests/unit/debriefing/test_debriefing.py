"""A debrief is kept whole or not at all, in one step of undo, and waits as a draft until then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from planner import debriefing
from planner.debriefing import Answer, Drafts, Named, Phrases, Promise, Told
from planner.domain.errors import NotFoundError, RuleError
from planner.domain.followups import Direction, FollowUp, FollowUpStatus
from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.meetings import Feeling, Meeting, MeetingStatus, PurposeKind
from planner.domain.objectives import Ask, AskKind, AskStatus, Objective
from planner.domain.people import Standing
from planner.store import Store
from tests.contents import contents
from tests.samples import ME, PURPOSE, add, planned

TODAY = date(2026, 10, 13)
THIS_MORNING = datetime(2026, 10, 13, 8, 0, tzinfo=UTC)
PHRASES = Phrases(how="Daniel named them", thank="Thank Daniel", tell=("Tell Lotte",))


@pytest.fixture
def daniel(store: Store) -> int:
    return add(store, "Daniel Okafor", given="Daniel")


@pytest.fixture
def ask(store: Store) -> Ask:
    text = "Would you strike out what would stop you signing?"
    objective = store.objectives.add(
        Objective(title="A pilot", asks=(Ask(objective=0, kind=AskKind.FEEDBACK, text=text),))
    )
    return objective.asks[0]


@pytest.fixture
def meeting(store: Store, daniel: int, ask: Ask) -> Meeting:
    return planned(store, daniel, starts_at=THIS_MORNING, purpose=replace(PURPOSE, ask=ask.id))


def told(daniel: int, **more: object) -> Told:
    promises = (
        Promise(person=daniel, direction=Direction.I_OWE, text="The offer", due="2026-10-16"),
        Promise(person=daniel, direction=Direction.THEY_OWE, text="Conditions", due="2026-10-27"),
    )
    values: dict[str, object] = {
        "answer": Answer.PARTLY,
        "happened": "He struck out the lock-in",
        "fun": "His crew names every valve",
        "promises": promises,
        "named": (Named(name="Oskar Lind"),),
        "felt": Feeling.ENERGISED,
        "tell": False,
    }
    return Told(**(values | more))  # type: ignore[arg-type]


def test_all_of_it_is_kept_and_one_undo_takes_it_back(
    store: Store, meeting: Meeting, daniel: int, ask: Ask
) -> None:
    before = contents(store)
    done = debriefing.finish(store, meeting.id, told(daniel), PHRASES, today=TODAY)
    assert done.meeting.status is MeetingStatus.HELD
    (talk,) = store.interactions.with_person(daniel)
    assert (talk.summary, talk.fun, talk.felt, talk.meeting) == (
        "He struck out the lock-in", "His crew names every valve", Feeling.ENERGISED, meeting.id,
    )  # fmt: skip
    kept = [(one.direction, one.text, one.due, one.meeting) for one in store.followups.open()]
    assert kept == [
        (Direction.REACH_OUT, "Thank Daniel", "2026-10-14", meeting.id),
        (Direction.I_OWE, "The offer", "2026-10-16", meeting.id),
        (Direction.THEY_OWE, "Conditions", "2026-10-27", meeting.id),
    ]
    (oskar,) = store.people.get_many(store.people.find("Oskar", 3))
    assert oskar.standing is Standing.WISHED
    (edge,) = store.people.acquaintances(oskar.id)
    assert {edge.a, edge.b} == {daniel, oskar.id}
    assert edge.how == "Daniel named them"
    after = store.objectives.ask(ask.id)
    assert after.status is AskStatus.IN_PROGRESS
    assert [name.person for name in after.names] == [oskar.id]
    assert done.thanks
    assert store.followups.get(done.thanks.follow_up).text == "Thank Daniel"
    assert [one.text for one in done.thanks.promised] == ["The offer", "Conditions"]
    store.history.undo()
    assert contents(store) == before


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (None, AskStatus.OPEN), (Answer.YES, AskStatus.GRANTED),
        (Answer.PARTLY, AskStatus.IN_PROGRESS), (Answer.NOT_YET, AskStatus.IN_PROGRESS),
        (Answer.NO, AskStatus.DECLINED),
    ],
)  # fmt: skip
def test_the_answer_is_that_of_the_ask(
    store: Store, meeting: Meeting, daniel: int, ask: Ask, answer: Answer | None, status: AskStatus
) -> None:
    debriefing.finish(store, meeting.id, told(daniel, answer=answer), PHRASES, today=TODAY)
    assert store.objectives.ask(ask.id).status is status


@pytest.mark.parametrize(
    ("kind", "answer", "kept"),
    [
        (PurposeKind.ASK, Answer.PARTLY, Answer.PARTLY),
        (PurposeKind.LEARN, Answer.NOT_YET, Answer.NOT_YET),
        (PurposeKind.ASK, None, None),
        (PurposeKind.GIVE, Answer.YES, None),
        (PurposeKind.THANK, Answer.NO, None),
    ],
)
def test_what_came_of_it_stands_with_the_talk_where_something_was_wanted(
    store: Store, daniel: int, kind: PurposeKind, answer: Answer | None, kept: Answer | None
) -> None:
    plain = planned(store, daniel, starts_at=THIS_MORNING, purpose=replace(PURPOSE, kind=kind))
    debriefing.finish(store, plain.id, told(daniel, answer=answer), PHRASES, today=TODAY)
    (talk,) = store.interactions.with_person(daniel)
    assert talk.answer is kept
    (line,) = store.people.pages.history(daniel).items
    assert line.answer is kept
    store.history.undo()
    assert store.interactions.with_person(daniel) == []


def test_granting_lets_go_of_what_is_ticked_and_of_nothing_else(
    store: Store, meeting: Meeting, daniel: int, ask: Ask
) -> None:
    petra = add(store, "Petra Vogel")
    other = planned(store, petra, purpose=replace(PURPOSE, ask=ask.id))
    owed = store.followups.add(
        FollowUp(person=petra, text="A name", direction=Direction.THEY_OWE, meeting=other.id)
    )
    needless = debriefing.moot_with(store, debriefing.about(store, meeting.id))
    assert [(item.what, item.name) for item in needless] == [
        (PURPOSE.statement, "Petra Vogel"), ("A name", "Petra Vogel"),
    ]  # fmt: skip
    debriefing.finish(
        store, meeting.id, told(daniel, answer=Answer.YES), PHRASES, today=TODAY,
        drop=needless[1:],
    )  # fmt: skip
    assert store.followups.get(owed.id).status is FollowUpStatus.DROPPED
    assert store.meetings.get(other.id).status is MeetingStatus.PLANNED
    assert store.meetings.get(meeting.id).status is MeetingStatus.HELD
    assert len(store.followups.open()) == 3  # both promises and the thank-you note


def test_an_ask_that_ended_meanwhile_stays_as_it_is(
    store: Store, meeting: Meeting, daniel: int, ask: Ask
) -> None:
    store.objectives.edit_ask(ask.id, status=AskStatus.WITHDRAWN)
    assert debriefing.about(store, meeting.id).open_ask is None
    debriefing.finish(store, meeting.id, told(daniel, answer=Answer.NO), PHRASES, today=TODAY)
    after = store.objectives.ask(ask.id)
    assert (after.status, after.names) == (AskStatus.WITHDRAWN, ())
    assert store.interactions.with_person(daniel)[0].answer is Answer.NO


def test_a_fourth_name_stays_a_person_only(
    store: Store, meeting: Meeting, daniel: int, ask: Ask
) -> None:
    for name in ("Ana", "Bea"):
        store.objectives.add_name(ask.id, add(store, name))
    known = add(store, "Cem")
    named = (Named(name="Cem", person=known), Named(name="Dov"), Named(name="Me", person=ME))
    debriefing.finish(store, meeting.id, told(daniel, named=named), PHRASES, today=TODAY)
    assert [name.person for name in store.objectives.ask(ask.id).names][2:] == [known]
    assert len(store.people.acquaintances(daniel)) == 2


def test_the_same_name_is_one_person_and_who_was_deleted_meanwhile_is_named_all_the_same(
    store: Store, meeting: Meeting, daniel: int
) -> None:
    gone, petra = add(store, "Cem Aksoy"), add(store, "Petra Vogel")
    store.people.delete([gone])
    named = (
        Named(name="Ana Ruiz"), Named(name="ana  ruiz"), Named(name="Cem Aksoy", person=gone),
        Named(name="Petra Vogel", person=petra), Named(name="Petra Vogel", person=petra),
    )  # fmt: skip
    debriefing.finish(store, meeting.id, told(daniel, named=named), PHRASES, today=TODAY)
    assert len(store.people.find("Ana Ruiz", 9)) == 1
    assert len(store.people.find("Cem Aksoy", 9)) == 1
    assert len(store.people.acquaintances(daniel)) == 3


def test_whoever_brought_us_together_is_told_once(
    store: Store, meeting: Meeting, daniel: int
) -> None:
    lotte = add(store, "Lotte de Wit", given="Lotte")
    agreed = "2026-09-01T09:00:00Z"
    made = store.introductions.add(
        Introduction(
            connector=lotte, source=ME, target=daniel, status=IntroductionStatus.MADE,
            source_agreed=agreed, target_agreed=agreed,
        )
    )  # fmt: skip
    store.people.note_met_through([(daniel, lotte)])
    asked = debriefing.about(store, meeting.id)
    assert [one.first for one in asked.introducers] == ["Lotte"]
    debriefing.finish(store, meeting.id, told(daniel, tell=True), PHRASES, today=TODAY)
    (telling,) = store.followups.with_person(lotte)
    assert (telling.text, telling.due) == ("Tell Lotte", "2026-10-15")
    assert store.introductions.get(made.id).status is IntroductionStatus.MET


@pytest.mark.parametrize("status", ["to come", "held", "gone"])
def test_what_cannot_be_told_of_keeps_nothing(
    store: Store, meeting: Meeting, daniel: int, status: str
) -> None:
    if status == "to come":
        store.meetings.move(meeting.id, datetime(2026, 12, 1, tzinfo=UTC))
    elif status == "held":
        store.meetings.hold(meeting.id, "It took place")
    else:
        store.meetings.delete(meeting.id)
    before = contents(store)
    with pytest.raises((RuleError, NotFoundError)):
        debriefing.finish(store, meeting.id, told(daniel), PHRASES, today=TODAY)
    assert contents(store) == before


# Drafts


def test_a_draft_comes_back_as_it_was_typed(store: Store, meeting: Meeting, daniel: int) -> None:
    drafts = Drafts(store)
    assert drafts.get(meeting.id) is None
    typed = told(daniel, unfinished="Oskar’s num", thank=False)
    drafts.keep(meeting.id, typed)
    assert Drafts(store).get(meeting.id) == typed
    drafts.keep(meeting.id, Told())
    assert drafts.get(meeting.id) is None


def test_a_draft_outlives_its_undo_and_goes_with_the_next(
    store: Store, meeting: Meeting, daniel: int
) -> None:
    drafts, typed = Drafts(store), told(daniel)
    drafts.keep(meeting.id, typed)
    debriefing.finish(store, meeting.id, typed, PHRASES, today=TODAY)
    store.history.undo()
    assert drafts.get(meeting.id) == typed
    debriefing.finish(store, meeting.id, typed, PHRASES, today=TODAY)
    other = planned(store, daniel)
    drafts.keep(other.id, typed)
    assert drafts.get(meeting.id) is None
    assert drafts.get(other.id) == typed


@pytest.mark.parametrize("kept", [[], "x", {"1": 3}, {"1": {"answer": "maybe"}}, {"1": {}}])
def test_a_setting_that_says_nothing_counts_as_not_there(store: Store, kept: object) -> None:
    store.settings.set("debrief.drafts", kept)
    assert Drafts(store).get(1) is None
