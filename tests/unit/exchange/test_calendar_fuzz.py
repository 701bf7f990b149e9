"""Whatever the bytes are: no exception, no event without its line, nothing with a line break."""

from __future__ import annotations

import io
import random
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.exchange.calendar import looks_like_calendar, read_events
from planner.exchange.records import BadRecord, EventRecord

ICS = Path(__file__).parents[2] / "data" / "ics"
NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)
SEEDS = [(ICS / f"{name}.ics").read_bytes() for name in ("google", "outlook", "apple")]


def check(data: bytes) -> list[EventRecord | BadRecord]:
    looks_like_calendar(data)
    found = list(read_events(io.BytesIO(data), now=NOW, zone="Europe/Amsterdam"))
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for record in found:
        assert 1 <= record.line <= lines
        if isinstance(record, BadRecord):
            assert record.reason.isprintable()
            assert record.reason
        else:
            assert record.uid.isprintable() or record.uid.split() == [record.uid]
            assert record.starts_at.utcoffset() == record.ends_at.utcoffset()
            assert record.starts_at <= record.ends_at
            texts = [record.uid, record.summary, record.place]
            texts += [text for person in record.attendees for text in (person.name, person.email)]
            assert not any(c in text for text in texts for c in "\r\n\x00")
            assert all(person.name or person.email for person in record.attendees)
    return found


def mutate(data: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, cut out, repeated or put elsewhere."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        until = min(len(changed), at + chance.choice([1, 1, 3, 20, 400]))
        kind = chance.randrange(5)
        if kind == 0:
            changed[at] = chance.randrange(256)
        elif kind == 1 and len(changed) > 500:
            del changed[at:until]
        elif kind == 2:
            changed[at:at] = changed[at:until]
        elif kind == 3:
            piece = bytes(changed[at:until])
            place = chance.randrange(len(changed))
            changed[place:place] = piece
        else:
            changed[at:at] = chance.choice(
                [
                    b"\n",
                    b'"',
                    b"\\",
                    b"99999999",
                    b";",
                    b":",
                    b",",
                    b"\x00",
                    b"\xff",
                    b"-",
                    b"\r\n ",
                ]
            )
    return bytes(changed)


@pytest.mark.parametrize("seed", range(6))
def test_mutated_calendars_never_raise(seed: int) -> None:
    chance = random.Random(seed)
    found = 0
    for _ in range(50):
        found += len(check(mutate(SEEDS[seed % len(SEEDS)], chance)))
    assert found


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_in_an_event_never_raise(data: bytes) -> None:
    check(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + data + b"\nEND:VEVENT\nEND:VCALENDAR\n")


NAMES = ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID"]
SOME = (
    "20261013T120000Z 99991231T235959Z 15830101 20260101/P1D -P9999999D PT99999999999S"
    " FREQ=DAILY;UNTIL=15830101 FREQ=WEEKLY;COUNT=5 FREQ=YEARLY"
)
VALUES = st.one_of(
    st.sampled_from(SOME.split()),
    st.text(alphabet="0123456789TZP-+/,;=FREQDAILYMONTHSUWK", max_size=30),
)
PARAMS = st.sampled_from(["", ";VALUE=DATE", ";TZID=Europe/Berlin", ';TZID="', ";=", ";TZID=../x"])


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(NAMES), PARAMS, VALUES), max_size=8))
def test_any_times_never_raise(props: list[tuple[str, str, str]]) -> None:
    lines = "\n".join(f"{name}{param}:{value}" for name, param, value in props)
    check(f"BEGIN:VEVENT\nDTSTART:20260101T100000\n{lines}\nEND:VEVENT\n".encode())


BOMBS = {
    "a line of 10 MB": b"SUMMARY:" + b"x" * 10_000_000,
    "folds": b"SUMMARY:" + b"x\r\n " * 2_000_000,
    "line breaks": b"\n" * 5_000_000,
    "parameters": b"ATTENDEE" + b";A=b" * 100_000 + b":mailto:a@b.example",
    "quotes": b"ATTENDEE;CN=" + b'"' * 2_000_001 + b":mailto:a@b.example",
    "backslashes": b"SUMMARY:" + b"\\" * 1_000_000,
    "events in events": b"BEGIN:VEVENT\n" * 20_000,
    "alarms in alarms": b"BEGIN:VALARM\n" * 50_000,
    "attendees": b"ATTENDEE:mailto:a@b.example\n" * 100_000,
    "dates": b"EXDATE:" + b"20260101," * 50_000,
    "zones": b"END:VEVENT\n" + b"BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n" * 10_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little_memory_and_is_answered(name: str) -> None:
    body = b"UID:u\nDTSTART:20260101T100000Z\n" + BOMBS[name]
    data = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + body + b"\nEND:VEVENT\nEND:VCALENDAR\n"
    tracemalloc.start()
    try:
        found = list(read_events(io.BytesIO(data), now=NOW))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found
    assert peak < 8 * len(data) + 60_000_000
