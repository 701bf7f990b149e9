"""The one-page brief of a meeting: what to have in mind, and nothing more than fits a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from planner.domain.errors import RuleError
from planner.domain.meetings import Meeting, Purpose, zone_info
from planner.domain.people import ME, Fact, FactKind, Person, PersonRow
from planner.papers.words import PaperWords
from planner.store import Store

_LONGEST = {"statement": 320, "ask": 600, "why": 600, "outcome": 400, "give": 400, "line": 200}
"""Characters of each text that a page has room for, wide ones counted twice; longer texts end in an
ellipsis."""
_LINES, _CARES, _NAMES = 6, 5, 3
_ONE_LINE = 28
"""Characters of what one of the three does that fit a line."""
_MINE_ALONE = ("why", "cares", "last", "names")
"""What a brief to share leaves out, beside the notes, the objective and what is for fun."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What the template gets, with the name to offer for the file."""

    data: Mapping[str, Any]
    name: str


def brief(
    store: Store,
    meeting: int,
    *,
    language: str = "en",
    paper: str = "a4",
    share: bool = False,
) -> Brief:
    """The brief of a meeting that has people and a purpose; RuleError otherwise.

    `paper` is a4 or letter. With `share` it holds nothing private: not why this person, what they
    care about, the names, what was said before, my objective, or the lines for fun, which may rest
    on any of these. What I hope to leave with stays, as both are to know when it is there.
    """
    words = PaperWords(language)
    one = store.meetings.get(meeting)
    purpose = one.purpose
    if not one.people or purpose is None:
        raise RuleError("this meeting has nobody or no purpose yet; write them, then take a brief")
    people = store.people.get_many(list(one.people))
    lead, me = people[0], store.people.get(store.people.id_of(ME))
    if share:
        one = replace(one, agenda=tuple(item for item in one.agenda if not item.for_fun))
    said = _texts(store, one, purpose, lead, words)
    if share:
        said = {key: value for key, value in said.items() if key not in _MINE_ALONE}
    names = ", ".join(person.display_name for person in people)
    data = {
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "language": words.language,
        "title": f"{words['brief']}: {_cut(names, 200)}",
        "words": words.labels(_cut(lead.given or lead.display_name, 24)),
        "who": _cut(names, 120),
        "work": _work(lead) if len(people) == 1 else "",
        **_when(one, words),
        "place": _cut(one.place or one.link, 90),
        "statement": _cut(purpose.statement, _LONGEST["statement"]) or words["untitled"],
        **said,
        "notes": not share,
        "prepared": words["prepared"].format(name=_cut(me.display_name, 60))
        if me.display_name
        else "",
        "objective": "" if share else _objective(store, purpose, words),
    }
    return Brief(data, _file_name(one, names, words))


def _texts(
    store: Store, meeting: Meeting, purpose: Purpose, lead: Person, words: PaperWords
) -> dict[str, Any]:
    ask = store.objectives.ask(purpose.ask) if purpose.ask else None
    found: dict[str, Any] = {
        "ask": words["quote"].format(text=_cut(ask.text, _LONGEST["ask"])) if ask else "",
        "why": _cut(purpose.why, _LONGEST["why"]),
        "outcome": _cut(purpose.outcome, _LONGEST["outcome"]),
        "give": _cut(purpose.give, _LONGEST["give"]),
        "cares": _cares(lead),
        "talk": _talk(meeting, words),
        "last": _last_time(store, lead, meeting, words),
    }
    if ask:
        rows = {row.id: row for row in store.people.rows([name.person for name in ask.names])}
        found["names"] = [
            {
                "name": _cut(rows[name.person].name, 60),
                "work": _cut(_work_of(rows[name.person]), 80),
                "why": _cut(name.why, 90),
            }
            for name in sorted(ask.names, key=lambda name: name.rank)[:_NAMES]
            if name.person in rows and name.person not in meeting.people
        ]
    return found


def _cares(person: Person) -> str:
    """What they care about; of somebody of whom nothing is known but work, that."""
    facts: list[Fact] = []
    for kinds in ((FactKind.INTEREST, FactKind.FAMILY), (FactKind.WORKS_ON,)):
        facts = facts or [fact for kind in kinds for fact in person.facts if fact.kind is kind]
    return " ".join(_sentence(_cut(fact.text, 90)) for fact in facts[:_CARES])


def _talk(meeting: Meeting, words: PaperWords) -> list[dict[str, str]]:
    """The agenda, each line with its place in the talk."""
    items = meeting.agenda[:_LINES]
    last = len(items) - 1
    lines = []
    for place, item in enumerate(items):
        key = "open" if place == 0 else "close" if place == last else "then"
        key = "fun" if item.for_fun and key == "then" else key
        lines.append({"when": words[key], "text": _cut(item.text, _LONGEST["line"])})
    return lines


def _last_time(store: Store, person: Person, meeting: Meeting, words: PaperWords) -> str:
    talks = [
        talk
        for talk in store.interactions.with_person(person.id)
        if meeting.starts_at is None or talk.at < meeting.starts_at
    ]
    if not talks:
        return ""
    latest = max(talks, key=lambda talk: talk.at)
    day = words.short_day(_local(latest.at, meeting).date())
    how = words["last by"].format(day=day, how=words[f"by {latest.channel}"])
    return " ".join(filter(None, (_sentence(how), _sentence(_cut(latest.summary, 240)))))


def _when(meeting: Meeting, words: PaperWords) -> dict[str, str]:
    if meeting.starts_at is None or meeting.ends_at is None:
        return {"day": "", "time": ""}
    start, end = (_local(at, meeting) for at in (meeting.starts_at, meeting.ends_at))
    time = words["to"].format(start=f"{start:%H:%M}", end=f"{end:%H:%M}")
    return {"day": words.day(start.date()), "time": time}


def _local(at: datetime, meeting: Meeting) -> datetime:
    """A moment on the clocks of the meeting's place, or of this computer's where it has none."""
    try:
        try:
            return at.astimezone(zone_info(meeting.zone) if meeting.zone else None)
        except RuleError:  # a zone that this computer does not know
            return at.astimezone()
    except OverflowError:  # the first or last day that a calendar has
        return at


def _objective(store: Store, purpose: Purpose, words: PaperWords) -> str:
    if not purpose.ask:
        return ""
    objective = store.objectives.get(store.objectives.ask(purpose.ask).objective)
    title = _cut(objective.title, 80)
    if not objective.by:
        return words["for"].format(title=title)
    return words["for by"].format(
        title=title, day=words.short_day(date.fromisoformat(objective.by))
    )


def _work_of(row: PersonRow) -> str:
    """`Nordvann, procurement.`, or the organisation alone where both would take two lines."""
    title = row.title[:1].lower() + row.title[1:] if row.title[1:2].islower() else row.title
    both = ", ".join(filter(None, (row.organisation, title)))
    return _sentence(both if len(both) <= _ONE_LINE else row.organisation or title)


def _work(person: Person) -> str:
    return _cut(", ".join(filter(None, (person.title, person.organisation))), 120)


def _cut(text: str, longest: int) -> str:
    """On one line, and no longer than there is room for."""
    line = " ".join(text[: 4 * longest].split())
    kept = "".join(_within(line, longest))
    return kept if kept == line else kept[:-1].rstrip() + "…"


def _within(line: str, longest: int) -> Iterator[str]:
    room = longest
    for letter in line:
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return
        yield letter


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!", "…")) else text + "."


def _file_name(meeting: Meeting, names: str, words: PaperWords) -> str:
    kept = "".join(c if c.isalnum() or c in " -" else " " for c in names[:400])
    day = f"{_local(meeting.starts_at, meeting):%Y-%m-%d}" if meeting.starts_at else ""
    who = " ".join(kept.split())[:80].strip() or words["brief"]
    return " ".join(filter(None, (day, who))) + ".pdf"
