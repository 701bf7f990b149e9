"""Today as a person finds it: what is next and due, and what is worth doing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.daybook import today
from planner.domain.followups import Direction, FollowUp
from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.meetings import Meeting, MeetingStatus
from planner.domain.objectives import Ask, AskKind, Objective
from planner.domain.people import (
    KEEP_IN_TOUCH_DAYS,
    Acquaintance,
    Circle,
    Fact,
    FactKind,
    Person,
    Standing,
    keep_in_touch_due,
)
from planner.domain.today import DayWord, Gift, Lack
from planner.store import Store
from tests.samples import ME, PURPOSE, add, draft, planned
from tests.unit.daybook.days import DAY, LISBON, NOW, Pier, at, helps, look, needs, owe, steps, talk

# Meetings


def test_the_next_meeting_says_when_by_the_clock_here_and_what_for(store: Store) -> None:
    ana = add(store, "Ana Ruiz", given="Ana", title="Agronomist", organisation="Frost & Söhne")
    aim = store.objectives.add(
        Objective(
            title="Sell frost sensors",
            colour="#17614F",
            asks=(Ask(objective=0, kind=AskKind.ADVICE, text="Which grower would try one?"),),
        )
    )
    purpose = replace(PURPOSE, ask=aim.asks[0].id, give="The frost map of 2025")
    planned(store, ana, starts_at=at(2), zone="Asia/Tokyo", place="Fair, hall 3", purpose=purpose)
    page = look(store)
    assert page.next
    assert (f"{page.next.starts:%H:%M}", f"{page.next.ends:%H:%M}") == ("12:00", "12:25")
    who = page.next.people[0]
    assert (who.name, who.first, who.title) == ("Ana Ruiz", "Ana", "Agronomist")
    assert page.next.statement == PURPOSE.statement
    assert page.next.ask == "Which grower would try one?"
    assert page.next.give == "The frost map of 2025"
    assert page.next.objective
    assert (page.next.objective.title, page.next.objective.colour) == (aim.title, "#17614F")
    assert not page.next.begun
    assert page.counts.meetings == (page.next.starts,)


def test_without_an_ask_there_is_the_outcome_alone(store: Store) -> None:
    planned(store, add(store, "Ana Ruiz"), starts_at=at(2))
    page = look(store)
    assert page.next
    assert (page.next.ask, page.next.outcome) == ("", PURPOSE.outcome)
    assert page.next.objective is None


def test_a_meeting_goes_from_next_to_begun_to_how_did_it_go(store: Store) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"), starts_at=at(0))
    begun = look(store, at(0.2)).next
    assert begun
    assert begun.begun
    after = look(store, at(1))
    assert after.next is None
    assert [one.id for one in after.past] == [meeting.id]
    assert after.counts.meetings == ()
    store._db.clock = lambda: at(1)
    store.meetings.hold(meeting.id)
    assert look(store, at(1)).past == ()


def test_the_week_ends_before_its_weekday_comes_again(store: Store) -> None:
    ana = add(store, "Ana Ruiz")
    for days in (0, 1, 6, 7):
        planned(store, ana, starts_at=at(24 * days + 1))
    cancelled = planned(store, ana, starts_at=at(30))
    store.meetings.set_status(cancelled.id, MeetingStatus.CANCELLED)
    page = look(store)
    assert page.next
    assert [one.starts.day for one in (page.next, *page.later)] == [13, 14, 19]


# Promises


def test_promises_come_late_ones_first_and_are_told_by_their_day(store: Store) -> None:
    ana, ben = add(store, "Ana Ruiz"), add(store, "Ben Okri")
    for days in (None, 2, -2, 0, 9):
        owe(store, ana, days)
    owe(store, ben, 1, Direction.THEY_OWE)
    page = look(store)
    assert [(one.due.word, one.due.late) for one in page.i_owe.shown] == [
        (DayWord.WEEKDAY, True),
        (DayWord.TODAY, False),
        (DayWord.WEEKDAY, False),
    ]
    assert page.i_owe.more == 2
    assert [(one.who.name, one.due.word) for one in page.they_owe.shown] == [
        ("Ben Okri", DayWord.TOMORROW)
    ]
    assert (page.counts.promises, page.counts.answers) == (2, 0)
    assert not page.clear


def test_a_snoozed_promise_is_away_until_its_day(store: Store) -> None:
    ana = add(store, "Ana Ruiz")
    late, undated = owe(store, ana, -5), owe(store, ana)
    other = owe(store, ana, 1)
    for one in (late, undated):
        store.followups.snooze(one.id, DAY + timedelta(days=2))
    before = look(store)
    assert [one.id for one in before.i_owe.shown] == [other.id]
    assert (before.i_owe.more, before.counts.promises) == (0, 0)
    back = look(store, at(48))
    assert [one.id for one in back.i_owe.shown] == [other.id, late.id, undated.id]
    assert [one.due.word for one in back.i_owe.shown][1:] == [DayWord.TODAY, DayWord.TODAY]
    assert back.counts.promises == 3


def test_done_is_gone(store: Store) -> None:
    ana = add(store, "Ana Ruiz")
    store.followups.done(owe(store, ana, 0).id)
    assert look(store).i_owe.shown == ()
    assert look(store).clear


# Hellos


def test_who_was_silent_longest_for_their_rhythm_comes_first(store: Store) -> None:
    inner = add(store, "Ines Prado", circle=Circle.INNER)
    wide = add(store, "Wim Aalders", circle=Circle.WIDE)
    own = add(store, "Olu Bello", circle=Circle.WIDE, keep_in_touch=10)
    never = add(store, "Nora Hald", keep_in_touch=0, circle=Circle.INNER)
    talk(store, inner, 70)
    talk(store, wide, 400)
    talk(store, own, 60, "Über die Orgel. Er spielt wieder.")
    talk(store, never, 900)
    hellos = look(store).hellos
    assert [one.who.id for one in hellos] == [own, inner, wide]
    assert hellos[0].topic == "die Orgel"
    assert hellos[0].last == (NOW - timedelta(days=60)).astimezone(LISBON)


def test_nobody_is_greeted_twice(store: Store) -> None:
    people = [add(store, f"Person {n}", circle=Circle.INNER) for n in range(3)]
    for person in people:
        talk(store, person, 60)
    owe(store, people[0], 20, Direction.REACH_OUT)
    planned(store, people[1], starts_at=at(24 * 20))
    assert [one.who.id for one in look(store).hellos] == [people[2]]


def test_a_reach_out_that_is_due_is_a_hello(store: Store) -> None:
    ana = add(store, "Ana Ruiz")
    talk(store, ana, 3, "Coffee at the fair. She laughed.")
    promise = owe(store, ana, 0, Direction.REACH_OUT)
    owe(store, add(store, "Ben Okri"), 1, Direction.REACH_OUT)
    (hello,) = look(store).hellos
    assert hello.reach_out
    assert (hello.reach_out.id, hello.about, hello.topic) == (
        promise.id,
        "Coffee at the fair",
        "",
    )


def test_a_talk_to_come_is_no_contact_yet(store: Store) -> None:
    ana = add(store, "Ana Ruiz", circle=Circle.INNER)
    talk(store, ana, 60)
    talk(store, ana, -1)
    assert [one.who.id for one in look(store).hellos] == [ana]


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from([None, *Circle]),
        st.sampled_from([None, None, 0, 7, 45]),
        st.sampled_from([Standing.KNOWN, Standing.KNOWN, Standing.WISHED]),
        st.booleans(),
        st.lists(st.integers(1, 500), max_size=2),
    ),
    max_size=8,
)


@given(people=PEOPLE)
@settings(max_examples=40)
def test_the_day_to_say_hello_comes_as_the_rule_says(
    people: list[tuple[Circle | None, int | None, Standing, bool, list[int]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with Store.create(tmp_path_factory.mktemp("silent") / "s.planner", None) as store:
        expected = []
        for circle, own, standing, archived, talks in people:
            person = store.people.add(
                Person(
                    display_name="Ana Ruiz",
                    circle=circle,
                    keep_in_touch=own,
                    standing=standing,
                    archived=archived,
                )
            )
            for days in talks:
                talk(store, person.id, days)
            last = NOW - timedelta(days=min(talks)) if talks else None
            come = keep_in_touch_due(person, last, DAY)
            if come and come <= DAY:
                rhythm = own or KEEP_IN_TOUCH_DAYS[circle or Circle.WIDE]
                silence = min(talks) / rhythm if talks else 1.0
                expected.append((-silence, person.id))
        for limit in (2, 9):
            found = store.daily.silent(NOW, limit)
            assert found == [person for _, person in sorted(expected)][:limit]


# Drafts


def test_drafts_say_what_they_lack(store: Store) -> None:
    ana = add(store, "Ana Ruiz")
    aim = store.objectives.add(
        Objective(title="Price", asks=(Ask(objective=0, kind=AskKind.FEEDBACK, text="Feedback"),))
    )
    cases = {
        Lack.PURPOSE: draft(ana, starts_at=at(24), purpose=None),
        Lack.ASK: draft(ana, starts_at=at(25), purpose=replace(PURPOSE, statement="catch up")),
        Lack.WHY: draft(ana, starts_at=at(26), purpose=replace(PURPOSE, why="")),
        Lack.OUTCOME: draft(ana, starts_at=at(27), purpose=replace(PURPOSE, outcome="")),
        Lack.LINKED_ASK: draft(ana, starts_at=at(28), purpose=replace(PURPOSE, ask=aim.asks[0].id)),
        Lack.NOTHING: draft(ana, starts_at=at(29)),
        Lack.DATE: draft(ana, starts_at=None),
    }
    for lack, meeting in cases.items():
        kept = store.meetings.keep_draft(meeting)
        (one,) = look(store).waiting
        assert (one.lack, one.people[0].name) == (lack, "Ana Ruiz")
        store.meetings.delete(kept.id)


def test_the_draft_with_the_nearest_date_comes_first_and_the_gate_may_be_asked_later(
    store: Store,
) -> None:
    ana = add(store, "Ana Ruiz")
    dates = [None, at(50), at(20), None]
    kept = [store.meetings.keep_draft(draft(ana, starts_at=when)).id for when in dates]
    page = today(store, NOW, LISBON, whole=False)
    assert [one.id for one in page.waiting] == [kept[2], kept[1], kept[3]]
    assert page.waiting_more == 1
    assert {one.lack for one in page.waiting} == {None}


# Giving


def test_what_i_can_give_meets_a_need_and_both_facts_say_why(store: Store) -> None:
    me = store.people.get(ME)
    store.people.save(replace(me, facts=helps("Storks recorded at dawn")))
    ana = add(store, "Ana Ruiz", facts=needs("A recording of storks"))
    (gift,) = look(store).gifts
    assert (gift.to.id, gift.helper) == (ana, None)
    assert (gift.need, gift.offer) == ("A recording of storks", "Storks recorded at dawn")


def test_what_could_be_given_may_be_asked_later(store: Store) -> None:
    me = store.people.get(ME)
    store.people.save(replace(me, facts=helps("Storks recorded at dawn")))
    add(store, "Ana Ruiz", facts=needs("A recording of storks"))
    assert today(store, NOW, LISBON, whole=False).gifts == ()
    assert len(today(store, NOW, LISBON).gifts) == 1


def test_two_of_my_people_are_brought_together_unless_they_know_each_other(store: Store) -> None:
    ana = add(store, "Ana Ruiz", facts=needs("A recording of storks"))
    ben = add(store, "Ben Okri", facts=helps("Storks recorded at dawn"))
    (gift,) = look(store).gifts
    assert gift.helper
    assert (gift.to.id, gift.helper.id) == (ana, ben)
    store.people.acquaint(Acquaintance(a=ana, b=ben))
    assert look(store).gifts == ()


@pytest.mark.parametrize("status", [IntroductionStatus.ASKED, IntroductionStatus.DECLINED])
def test_who_was_asked_about_an_introduction_is_not_suggested_again(
    store: Store, status: IntroductionStatus
) -> None:
    ana = add(store, "Ana Ruiz", facts=needs("A recording of storks"))
    ben = add(store, "Ben Okri", facts=helps("Storks recorded at dawn"))
    store.introductions.add(Introduction(connector=ME, source=ana, target=ben, status=status))
    assert look(store).gifts == ()


@pytest.mark.parametrize(
    "person",
    [
        Person(display_name="Ana Ruiz", standing=Standing.WISHED),
        Person(display_name="Ana Ruiz", archived=True),
        Person(display_name="Ana Ruiz", facts=(Fact(kind=FactKind.AVOID, text="Owes rent"),)),
    ],
)
def test_gifts_go_to_people_i_have_to_do_with(store: Store, person: Person) -> None:
    store.people.save(replace(store.people.get(ME), facts=helps("Storks recorded at dawn")))
    known = (*person.facts, *needs("A recording of storks"))
    store.people.add(replace(person, facts=known))
    assert look(store).gifts == ()


def test_what_is_promised_or_brought_this_week_is_not_suggested(store: Store) -> None:
    store.people.save(replace(store.people.get(ME), facts=helps("Storks recorded at dawn")))
    ana = add(store, "Ana Ruiz", facts=needs("A recording of storks"))
    meeting = planned(
        store, ana, starts_at=at(20), purpose=replace(PURPOSE, give="The stork recordings")
    )
    assert look(store).gifts == ()
    store.meetings.delete(meeting.id)
    assert look(store).gifts
    store.followups.add(
        FollowUp(person=ana, text="Send the storks I recorded", direction=Direction.I_OWE)
    )
    assert look(store).gifts == ()


# Empty


def test_the_first_start_is_told_from_a_day_with_nothing_due(store: Store) -> None:
    page = look(store)
    assert page.first_start
    assert page.clear
    add(store, "Ana Ruiz")
    assert not look(store).first_start
    assert look(store).clear


def test_looking_changes_nothing(store: Store, pier: Pier) -> None:
    store.meetings.keep_draft(Meeting(people=(pier.lena,)))
    told: list[object] = []
    store.subscribe(told.append)
    look(store)
    steps(store)
    assert told == []


def test_names_and_texts_are_given_as_they_are(store: Store) -> None:
    hostile = "<b>Ana</b> \u202e 🎻 " + "x" * 2000
    ana = add(store, hostile, facts=needs(hostile), circle=Circle.INNER)
    store.people.save(replace(store.people.get(ME), facts=helps(hostile)))
    owe(store, ana, 0)
    page = look(store)
    assert {page.i_owe.shown[0].who.name, page.hellos[0].who.name} == {hostile.rstrip()}
    assert all(isinstance(one, Gift) for one in page.gifts)
