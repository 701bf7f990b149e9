"""Everything out and in again, equal; and what is no value is named, not kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from planner.domain.errors import ExchangeError
from planner.domain.followups import Direction, FollowUp, Reminder
from planner.domain.introductions import Introduction, Message
from planner.domain.meetings import Channel, Interaction, Meeting, Purpose, PurposeKind
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import Acquaintance, Circle, Person, Photo
from planner.exchange.archive import (
    SECTIONS,
    ArchiveItem,
    Kind,
    Setting,
    Value,
    looks_like_archive,
    translate,
    write_archive,
)
from tests.unit.exchange.archives import Everything, archives, document, read

NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)


def write(items: list[ArchiveItem], people: list[int]) -> str:
    return "".join(write_archive(items, people))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(archives())
def test_what_was_written_is_read_back_equal(everything: Everything) -> None:
    text = write(everything.items, everything.people)
    items, bad = read(text)
    assert not bad
    numbers: dict[tuple[Kind, int], int] = {}  # the store's ids by the archive's
    for read_item, item in zip(items, everything.items, strict=True):
        theirs, ours = read_item.value, item.value
        if not isinstance(theirs, Setting) and not isinstance(ours, Setting):
            numbers[item.kind, theirs.id] = ours.id
        if isinstance(theirs, Objective) and isinstance(ours, Objective):
            for new, old in zip(theirs.asks, ours.asks, strict=True):
                numbers[Kind.ASK, new.id] = old.id
    for read_item, item in zip(items, everything.items, strict=True):
        value = translate(read_item.value, lambda kind, key: numbers[kind, key])
        if isinstance(value, Objective) and isinstance(item.value, Objective):
            asks = zip(value.asks, item.value.asks, strict=True)
            same = tuple(replace(a, id=b.id, objective=b.objective) for a, b in asks)
            value = replace(value, asks=same)
        if not isinstance(value, Setting) and not isinstance(item.value, Setting):
            value = replace(value, id=item.value.id)
        assert (read_item.kind, value, read_item.photo) == (item.kind, item.value, item.photo)
    people = [read_item.value for read_item in items if read_item.kind is Kind.PERSON]
    keys = [person.id for person in people if isinstance(person, Person)]
    assert keys == list(range(1, len(people) + 1))
    assert write(items, keys) == text


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(archives())
def test_every_record_is_on_the_line_it_says(everything: Everything) -> None:
    lines = write(everything.items, everything.people).split("\n")
    items, _ = read("\n".join(lines))
    for item in items:
        told = json.loads(lines[item.line - 1].removesuffix(","))
        if isinstance(item.value, Setting):
            assert told["key"] == item.value.key
        else:
            assert told["id"] == item.value.id
    assert len({item.line for item in items}) == len(items)


ANA = Person(id=70, uid="ana", display_name="Ana Ruiz", circle=Circle.CLOSE, met_through=12)
BEA = Person(id=12, uid="bea", display_name="Bea")
REFERRING: list[tuple[Value, list[tuple[Kind, int]]]] = [
    (ANA, [(Kind.PERSON, 12)]),
    (Acquaintance(a=1, b=2), [(Kind.PERSON, 1), (Kind.PERSON, 2)]),
    (
        Objective(
            title="o",
            id=3,
            asks=(
                Ask(objective=3, kind=AskKind.ADVICE, text="a", names=(Name(person=4, rank=1),)),
            ),
        ),
        [(Kind.PERSON, 4)],
    ),
    (
        Meeting(people=(5, 6), purpose=Purpose(kind=PurposeKind.ASK, ask=7)),
        [(Kind.PERSON, 5), (Kind.PERSON, 6), (Kind.ASK, 7)],
    ),
    (
        Interaction(people=(8,), at=NOW, channel=Channel.CALL, meeting=9),
        [(Kind.PERSON, 8), (Kind.MEETING, 9)],
    ),
    (
        FollowUp(person=1, text="f", direction=Direction.I_OWE, meeting=2, interaction=3),
        [(Kind.PERSON, 1), (Kind.MEETING, 2), (Kind.INTERACTION, 3)],
    ),
    (
        Introduction(connector=1, source=2, target=3, ask=4, messages=(Message(to=5, text="m"),)),
        [(Kind.PERSON, 1), (Kind.PERSON, 2), (Kind.PERSON, 3), (Kind.ASK, 4), (Kind.PERSON, 5)],
    ),
    (Reminder(fires_at=NOW, follow_up=1, meeting=2), [(Kind.FOLLOW_UP, 1), (Kind.MEETING, 2)]),
]


@pytest.mark.parametrize(("value", "references"), REFERRING, ids=lambda it: type(it).__name__)
def test_every_reference_is_translated(value: Value, references: list[tuple[Kind, int]]) -> None:
    asked: list[tuple[Kind, int]] = []

    def new_id(kind: Kind, key: int) -> int:
        asked.append((kind, key))
        return key + 1000

    moved = translate(value, new_id)
    assert sorted(asked) == sorted(references)
    assert translate(moved, lambda _, key: key - 1000) == value
    assert moved != value


ITEMS = [
    ArchiveItem(kind=Kind.SETTING, value=Setting(key="language", value="en")),
    ArchiveItem(kind=Kind.PERSON, value=ANA, photo=Photo(media_type="image/png", data=b"\x89PNG")),
    ArchiveItem(kind=Kind.PERSON, value=BEA),
    ArchiveItem(
        kind=Kind.INTERACTION,
        value=Interaction(id=4, people=(12,), at=NOW, channel=Channel.CALL, summary="Hi\nyou"),
    ),
]


class TestForm:
    def test_is_one_record_per_line_without_defaults(self) -> None:
        assert write(ITEMS, [70, 12]).splitlines() == [
            '{"format": "on-purpose", "version": 1,',
            '"settings": [',
            '{"key": "language", "value": "en"}',
            "],",
            '"tags": [],',
            '"people": [',
            '{"id": 1, "display_name": "Ana Ruiz", "uid": "ana", "circle": "close",'
            ' "met_through": 2, "photo": {"media_type": "image/png", "data": "iVBORw=="}},',
            '{"id": 2, "display_name": "Bea", "uid": "bea"}',
            "],",
            '"acquaintances": [],',
            '"objectives": [],',
            '"meetings": [],',
            '"interactions": [',
            '{"id": 1, "people": [2], "at": "2026-10-13T11:50:00Z", "channel": "call",'
            ' "summary": "Hi\\nyou"}',
            "],",
            '"follow_ups": [],',
            '"introductions": [],',
            '"reminders": []',
            "}",
        ]

    def test_an_empty_one_is_an_archive_too(self) -> None:
        text = write([], [])
        assert json.loads(text).keys() == {"format", "version", *SECTIONS}
        assert read(text) == ([], [])

    def test_someone_met_later_in_the_file_is_found(self) -> None:
        items, bad = read(write(ITEMS, [70, 12]))
        assert not bad
        assert [item.value.met_through for item in items if isinstance(item.value, Person)] == [
            2,
            None,
        ]

    def test_equal_contents_are_equal_files_whatever_their_ids(self) -> None:
        other = [replace(ITEMS[0])]
        for item in ITEMS[1:]:
            moved = translate(item.value, lambda _, key: key + 5)
            assert not isinstance(moved, Setting)
            other.append(replace(item, value=replace(moved, id=moved.id + 5)))
        assert write(other, [75, 17]) == write(ITEMS, [70, 12])

    def test_a_reference_to_nothing_is_not_written(self) -> None:
        lost = ArchiveItem(kind=Kind.PERSON, value=replace(BEA, met_through=99))
        with pytest.raises(ExchangeError, match="nothing was written: run planner check"):
            write([lost], [12])

    def test_items_out_of_order_are_not_written(self) -> None:
        with pytest.raises(ValueError, match="out of order"):
            write([*ITEMS, ITEMS[0]], [70, 12])
        with pytest.raises(ValueError, match="out of order"):
            write(ITEMS, [12, 70])


def reason(section: str, record: str, *before: str) -> str:
    """Why the last record of a section is none, when those before it are good."""
    people = ['{"id": 1, "uid": "a"}', '{"id": 2, "uid": "b"}']
    if section == "people":
        people += [*before, record]
        text = document({"people": people})
    else:
        text = document({"people": people, section: [*before, record]})
    items, bad = read(text)
    assert len(items) == 2 + len(before)
    assert len(bad) == 1
    assert text.split("\n")[bad[0].line - 1] == record
    return bad[0].reason


NO_TIME = "is no time with its offset, like 2026-12-01T10:00:00Z"
ADVICE = '"kind": "advice", "text": "a"'


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ("{", "this is no JSON"),
        ("[]", "a list where an object is wanted"),
        ("17", "a number where an object is wanted"),
        ('{"uid": "c"}', "it has no id of 1 or more"),
        ('{"id": 0}', "it has no id of 1 or more"),
        ('{"id": 2}', "its id 2 is that of another one"),
        ('{"id": 3, "id": 3}', "it has a field twice"),
        ('{"id": "3"}', "id: “3” where a whole number is wanted"),
        ('{"id": true}', "id: true where a whole number is wanted"),
        ('{"id": 3.0}', "id: a number where a whole number is wanted"),
        ('{"id": 9223372036854775808}', "id: a number too large to keep"),
        ('{"id": 3, "given": 4}', "given: a number where a text is wanted"),
        ('{"id": 3, "given": null}', "given: null where a text is wanted"),
        ('{"id": 3, "given": "\\ud83d"}', "it holds half a character"),
        ('{"id": 3, "archived": 1}', "archived: a number where true or false is wanted"),
        ('{"id": 3, "circle": "x"}', "circle: “x” is none of: inner, close, active, wide"),
        ('{"id": 3, "languages": "en"}', "languages: “en” where a list is wanted"),
        ('{"id": 3, "shoe\\nsize": 4}', "fields that are not known: “shoe size”"),
        ('{"id": 3, "points": [{"kind": "email"}]}', "points: value is missing"),
        (
            '{"id": 3, "points": [{"kind": "email", "value": "a", "id": 1}]}',
            "points: fields that are not known: “id”",
        ),
        (
            '{"id": 3, "photo": {"media_type": "image/png", "data": "?"}}',
            "photo: data: a text that is no base64",
        ),
    ],
)
def test_what_is_no_person_is_named(record: str, why: str) -> None:
    assert reason("people", record) == f"person: {why}"


@pytest.mark.parametrize(
    ("section", "record", "why"),
    [
        (
            "settings",
            '{"key": "k", "value": NaN}',
            "setting: NaN is no number that can be kept",
        ),
        (
            "settings",
            '{"key": "k", "value": 1e999}',
            "setting: 1e999 is no number that can be kept",
        ),
        ("settings", '{"key": "k"}', "setting: value is missing"),
        (
            "acquaintances",
            '{"id": 1, "a": 1, "b": 9}',
            "acquaintance: it refers to 9, which is none of the people read before it",
        ),
        (
            "objectives",
            f'{{"id": 1, "title": "o", "asks": [{{"id": 1, {ADVICE}, "objective": 1}}]}}',
            "objective: asks: fields that are not known: “objective”",
        ),
        (
            "objectives",
            f'{{"id": 1, "title": "o", "asks": [{{"id": 1, {ADVICE}}}, {{"id": 1, {ADVICE}}}]}}',
            "objective: two of its asks have the same id",
        ),
        (
            "meetings",
            '{"id": 1, "people": [1], "starts_at": "2026-10-13T11:50:00"}',
            f"meeting: starts_at: “2026-10-13T11:50:00” {NO_TIME}",
        ),
        (
            "meetings",
            '{"id": 1, "people": [1], "purpose": {"kind": "ask", "ask": 1}}',
            "meeting: it refers to 1, which is none of the asks read before it",
        ),
        (
            "interactions",
            '{"id": 1, "people": [1], "at": "9999-12-31T23:00:00-12:00", "channel": "call"}',
            f"interaction: at: “9999-12-31T23:00:00-12:00” {NO_TIME}",
        ),
        (
            "reminders",
            '{"id": 1, "fires_at": "2026-10-13T11:50:00Z", "follow_up": 1}',
            "reminder: it refers to 1, which is none of the follow_ups read before it",
        ),
    ],
)
def test_what_is_no_other_record_is_named(section: str, record: str, why: str) -> None:
    assert reason(section, record) == why


def test_deep_and_long_values_are_named_too() -> None:
    deep = '{"key": "k", "value": ' + "[" * 100_000 + "]" * 100_000 + "}"
    assert reason("settings", deep) == "setting: it is nested too deeply"
    long = '{"key": "k", "value": ' + "1" * 5000 + "}"
    assert reason("settings", long).endswith("is no number that can be kept")


def test_one_bad_person_costs_only_what_refers_to_it() -> None:
    text = document(
        {
            "people": ['{"id": 1}', '{"id": 2, "circle": "x"}', '{"id": 3, "met_through": 2}'],
            "acquaintances": ['{"id": 1, "a": 1, "b": 2}', '{"id": 2, "a": 1, "b": 3}'],
        }
    )
    items, bad = read(text)
    assert [(item.kind, item.line) for item in items] == [
        (Kind.PERSON, 3),
        (Kind.PERSON, 5),
        (Kind.ACQUAINTANCE, 9),
    ]
    assert [record.line for record in bad] == [4, 5, 8]
    assert bad[1].reason == "person: met_through: 2 is none of the people; that was left out"


@pytest.mark.parametrize(
    ("head", "yes"),
    [
        (b'{"format": "on-purpose", "version": 1,\n', True),
        (b'\xef\xbb\xbf{\n  "format" : "on-purpose"', True),
        ('{"format": "on-purpose"'.encode("utf-16"), True),
        (b'{"format": "other"}', False),
        (b'["format": "on-purpose"]', False),
        (b"", False),
        (b"\xff\xfe\x00\xd8", False),
    ],
)
def test_what_looks_like_an_archive(head: bytes, yes: bool) -> None:
    assert looks_like_archive(head) is yes
