"""Introductions: three different people, made only after both sides agreed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.introductions import Introduction, IntroductionStatus, Message
from planner.store import Store
from tests.samples import ME, TUESDAY, add

S = IntroductionStatus


def idea(store: Store) -> Introduction:
    petra, marek = add(store, "Petra"), add(store, "Marek")
    return store.introductions.add(Introduction(connector=petra, source=ME, target=marek))


def test_every_field_is_kept(store: Store) -> None:
    petra, marek = add(store, "Petra"), add(store, "Marek")
    given = Introduction(
        connector=ME,
        source=petra,
        target=marek,
        status=S.AGREED,
        source_agreed="2026-10-01T00:00:00Z",
        target_agreed="2026-10-02T00:00:00Z",
        messages=(
            Message(to=petra, text="May I?", sent_at="2026-09-30T00:00:00Z"),
            Message(to=marek, text="May I?"),
        ),
    )
    kept = store.introductions.add(given)
    plain = tuple(replace(message, id=0) for message in kept.messages)
    assert replace(kept, id=0, messages=plain) == given
    assert store.introductions.all() == [kept]


def test_the_ladder_from_idea_to_met(store: Store) -> None:
    one = idea(store)
    one = store.introductions.save(replace(one, status=S.ASKED))
    one = store.introductions.agree(one.id, one.target, TUESDAY)
    assert (one.status, one.target_agreed) == (S.ASKED, "2026-12-01T10:00:00Z")
    one = store.introductions.agree(one.id, one.source, TUESDAY)
    assert one.status is S.AGREED
    for status in (S.MADE, S.MET):
        one = store.introductions.save(replace(one, status=status))
    assert store.introductions.get(one.id).status is S.MET


@pytest.mark.parametrize("agreed", ["", "source", "target"])
@pytest.mark.parametrize("status", [S.AGREED, S.MADE, S.MET])
def test_none_is_made_before_both_agreed(store: Store, agreed: str, status: S) -> None:
    one = store.introductions.save(replace(idea(store), status=S.ASKED))
    if agreed:
        one = store.introductions.agree(one.id, getattr(one, agreed), TUESDAY)
    with pytest.raises(RuleError, match="only after both sides agreed"):
        store.introductions.save(replace(one, status=status))
    with pytest.raises(RuleError, match="only after both sides agreed"):
        store.introductions.add(replace(one, id=0, status=status))
    assert store.introductions.all() == [one]


def test_a_consent_cannot_be_taken_out_of_what_rests_on_it(store: Store) -> None:
    one = store.introductions.save(replace(idea(store), status=S.ASKED))
    one = store.introductions.agree(one.id, one.target, TUESDAY)
    one = store.introductions.agree(one.id, one.source, TUESDAY)
    with pytest.raises(RuleError, match="only after both sides agreed"):
        store.introductions.save(replace(one, source_agreed=""))
    declined = store.introductions.save(replace(one, status=S.DECLINED, source_agreed=""))
    assert declined.status is S.DECLINED


def test_only_the_two_sides_can_agree(store: Store) -> None:
    one = store.introductions.save(replace(idea(store), status=S.ASKED))
    for somebody in (one.connector, 99):
        with pytest.raises(RuleError, match="not one of the two"):
            store.introductions.agree(one.id, somebody, TUESDAY)
    assert store.introductions.get(one.id) == one


def test_no_step_is_skipped(store: Store) -> None:
    agreed: dict[str, Any] = {
        "source_agreed": "2026-10-01T00:00:00Z",
        "target_agreed": "2026-10-02T00:00:00Z",
    }
    ladder = [S.IDEA, S.ASKED, S.AGREED, S.MADE, S.MET]
    steps = {*pairwise(ladder), (S.IDEA, S.DECLINED), (S.ASKED, S.DECLINED),
             (S.AGREED, S.DECLINED), (S.DECLINED, S.IDEA)}  # fmt: skip
    people: dict[str, Any] = {
        "connector": ME,
        "source": add(store, "Petra"),
        "target": add(store, "Marek"),
    }
    for now in S:
        one = store.introductions.add(Introduction(**people, **agreed, status=now))
        for then in S:
            if then is now or (now, then) in steps:
                continue
            with pytest.raises(RuleError, match="cannot become"):
                store.introductions.save(replace(one, status=then))
        for then in {there for here, there in steps if here is now}:
            saved = store.introductions.save(replace(one, status=then))
            assert saved.status is then
            store.history.undo()
        assert store.introductions.get(one.id) == one


@pytest.mark.parametrize(("connector", "source", "target"), [(1, 1, 2), (1, 2, 1), (2, 1, 1)])
def test_it_takes_three(store: Store, connector: int, source: int, target: int) -> None:
    add(store, "Petra")
    with pytest.raises(RuleError, match="three different people"):
        store.introductions.add(Introduction(connector=connector, source=source, target=target))


def test_messages_are_added_and_marked_as_sent(store: Store) -> None:
    one = idea(store)
    message = Message(to=one.connector, text="Could you connect us?")
    one = store.introductions.save(replace(one, messages=(message,)))
    sent = replace(one.messages[0], sent_at="2026-10-13T09:00:00Z")
    one = store.introductions.save(replace(one, messages=(sent, message)))
    assert [m.sent_at for m in one.messages] == ["2026-10-13T09:00:00Z", ""]


def test_who_is_not_there_is_said(store: Store) -> None:
    one = idea(store)
    for missing in (
        lambda: store.introductions.get(99),
        lambda: store.introductions.delete(99),
        lambda: store.introductions.agree(99, ME, TUESDAY),
        lambda: store.introductions.save(replace(one, id=99)),
        lambda: store.introductions.add(replace(one, target=99)),
        lambda: store.introductions.add(replace(one, messages=(Message(to=99, text="?"),))),
    ):
        with pytest.raises(NotFoundError):
            missing()
    assert store.introductions.all() == [one]


def test_an_empty_message_is_refused(store: Store) -> None:
    one = idea(store)
    with pytest.raises(RuleError, match="message"):
        store.introductions.save(replace(one, messages=(Message(to=ME, text=""),)))
