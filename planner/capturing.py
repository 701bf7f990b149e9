"""Quick capture against the file: who is meant, what was understood, and keeping it as one step."""

from __future__ import annotations

from datetime import datetime, time
from itertools import chain
from typing import Any

from planner.domain.capture import (
    Capture,
    FactItem,
    FollowUpItem,
    KnownPerson,
    Mention,
    NoteItem,
    PersonItem,
    TalkItem,
    Understood,
    understand,
)
from planner.domain.capture_tongue import with_umlauts, without_umlauts
from planner.domain.errors import RuleError
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Interaction
from planner.domain.people import ME, Fact, Person, split_name
from planner.store import Store, fold

_MOST_NAMESAKES = 20
_MOST_ASKED = 200
"""People who may only have such a word in their organisation are read as well."""


def understood(store: Store, text: str, *, now: datetime, language: str | None) -> Capture:
    """What a text says about the people of this file; nothing is kept. `now` is local time."""
    return understand(text, now=now, known=lambda name: _known(store, name), language=language)


def keep(store: Store, capture: Capture, *, now: datetime) -> None:
    """Keep all of it, in one transaction that undo takes back as one.

    Somebody named whom nobody here is called becomes a person. Raises RuleError when a name means
    several people; then nothing is kept.
    """
    with store.together("capture", capture.text):
        made: dict[str, int] = {}
        for item in sorted(capture.items, key=lambda one: not isinstance(one, PersonItem)):
            _keep(store, item, made, now)


def described(store: Store, item: Understood) -> dict[str, Any]:
    """An item as the command line prints it."""
    match item:
        case FollowUpItem():
            return {
                "kind": "follow-up",
                "people": [_named(store, item.who)],
                "direction": str(item.direction).casefold().replace(" ", "-"),
                "text": item.text,
                "due": item.due.isoformat() if item.due else None,
            }
        case TalkItem():
            return {
                "kind": "talk",
                "people": [_named(store, who) for who in item.people],
                "channel": str(item.channel),
                "day": item.day.isoformat(),
                "text": item.summary,
            }
        case PersonItem():
            return {
                "kind": "person",
                "people": [{"uid": None, "name": item.name}],
                "organisation": item.organisation,
                "how_met": item.how_met,
                "standing": str(item.standing),
                "text": item.note,
            }
        case FactItem():
            return {
                "kind": "fact",
                "people": [_named(store, item.who)],
                "fact": str(item.kind),
                "text": item.text,
            }
        case NoteItem():
            return {"kind": "note", "people": [], "text": item.text}


def _known(store: Store, name: str) -> tuple[KnownPerson, ...]:
    """Everybody in whose name or nickname all words of this one stand; archived people only where
    nobody else is called so. "Joerg" may be Jörg, and Jörg may be filed as Joerg."""
    spellings = {fold(name), fold(without_umlauts(name)), fold(with_umlauts(name))}
    asked = [set(fold(one).split()) for one in (name, without_umlauts(name))]
    ids = dict.fromkeys(
        [
            *chain.from_iterable(store.people.called(one, _MOST_ASKED) for one in spellings),
            *store.people.find(name, _MOST_NAMESAKES),
        ]
    )
    found = []
    for person in store.people.get_many(list(ids)):
        whole = f"{person.display_name} {person.nickname}"
        words = set(fold(whole).split()) | set(fold(without_umlauts(whole)).split())
        if any(one and one <= words for one in asked):
            found.append(
                KnownPerson(
                    id=person.id,
                    name=person.display_name,
                    organisation=person.organisation,
                    archived=person.archived,
                )
            )
    present = [one for one in found if not one.archived]
    return tuple((present or found)[:_MOST_NAMESAKES])


def _named(store: Store, who: Mention) -> dict[str, Any]:
    if who.id is None and who.candidates:
        rows = store.people.rows([one.id for one in who.candidates])
        may_be = [{"uid": row.uid, "name": row.name} for row in rows]
        return {"uid": None, "name": who.name, "candidates": may_be}
    if who.id is None:
        return {"uid": None, "name": who.name}
    row = store.people.rows([who.id])[0]
    return {"uid": row.uid, "name": row.name}


def _keep(store: Store, item: Understood, made: dict[str, int], now: datetime) -> None:
    match item:
        case PersonItem():
            given, family = split_name(item.name)
            person = store.people.add(
                Person(
                    display_name=item.name,
                    given=given,
                    family=family,
                    organisation=item.organisation,
                    how_met=item.how_met,
                    note=item.note,
                    standing=item.standing,
                )
            )
            made[fold(item.name)] = person.id
        case FollowUpItem():
            store.followups.add(
                FollowUp(
                    person=_id_of(store, item.who, made),
                    text=item.text,
                    direction=item.direction,
                    due=item.due.isoformat() if item.due else "",
                )
            )
        case TalkItem():
            at = now if item.day == now.date() else datetime.combine(item.day, _NOON, now.tzinfo)
            store.interactions.add(
                Interaction(
                    people=tuple(_id_of(store, who, made) for who in item.people),
                    at=at,
                    channel=item.channel,
                    summary=item.summary,
                )
            )
        case FactItem():
            store.people.add_fact(
                _id_of(store, item.who, made), Fact(kind=item.kind, text=item.text)
            )
        case NoteItem():
            me = store.people.id_of(ME)
            store.followups.add(FollowUp(person=me, text=item.text, direction=Direction.REACH_OUT))


_NOON = time(12)


def _id_of(store: Store, who: Mention, made: dict[str, int]) -> int:
    if who.id is not None:
        return who.id
    if len(who.candidates) > 1:
        names = ", ".join(f"{one.name} ({one.organisation})" for one in who.candidates)
        raise RuleError(
            "{name} may be {names}; nothing was kept: write the whole name",
            name=who.name,
            names=names.replace(" ()", ""),
        )
    folded = fold(who.name)
    words = set(folded.split())
    known = next((n for name, n in made.items() if words <= set(name.split())), None)
    if known is None:
        given, family = split_name(who.name)
        person = Person(display_name=who.name, given=given, family=family)
        known = made[folded] = store.people.add(person).id
    return known
