"""Archives in other layouts, cut off, changed, huge, or none at all."""

from __future__ import annotations

import io
import json
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.exchange.archive import ArchiveItem, Kind, looks_like_archive, read_archive
from planner.exchange.records import BadRecord
from tests.unit.exchange.archives import document, read

NETWORK = (Path(__file__).parents[3] / "resources" / "demo" / "network.json").read_bytes()
WHOLE = json.loads(NETWORK)


def values(data: bytes | str) -> list[tuple[Kind, object]]:
    items, bad = read(data)
    assert not bad
    return [(item.kind, item.value) for item in items]


LAYOUTS = {
    "pretty": json.dumps(WHOLE, indent=2).encode(),
    "one line": json.dumps(WHOLE, separators=(",", ":")).encode(),
    "sorted names": json.dumps(WHOLE, sort_keys=True, indent=0).encode(),
    "with a mark": b"\xef\xbb\xbf" + NETWORK,
    "UTF-16": NETWORK.decode().encode("utf-16"),
    "Windows line ends": NETWORK.replace(b"\n", b"\r\n"),
    "blank lines": NETWORK.replace(b"\n", b"\n\n"),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_of_the_document_is_read(name: str) -> None:
    assert values(LAYOUTS[name]) == values(NETWORK)


def test_lines_are_true_in_other_layouts_too() -> None:
    lines = LAYOUTS["pretty"].decode().split("\n")
    items, _ = read(LAYOUTS["pretty"])
    for item in items:
        assert lines[item.line - 1] == "    {"
        assert f'"id": {getattr(item.value, "id", 0)}' in lines[item.line]


class TestNone:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{}",
            b"[]",
            b"null",
            b"BEGIN:VCARD",
            b'{"format": "on-purpose"}',
            b'{"format": "on-purpose", "version": "1"}',
            b'{"format": "on-purpose", "version": 0}',
            b'{"format": "on-purpose", "version": true}',
            b'{"format": "elsewhere", "version": 1,\n"people": []}',
            b"\xff\xfe\x00",
            b"\x00" * 5000,
            b"{" * 200_000,
            b'{"a":' * 200_000,
        ],
        ids=lambda data: repr(data[:40]),
    )
    def test_is_refused_in_one_line(self, data: bytes) -> None:
        with pytest.raises(ExchangeError, match="no archive of On Purpose; nothing was imported"):
            list(read_archive(io.BytesIO(data)))

    @pytest.mark.parametrize("layout", ['{},\n"people": []\n}}\n', '{}, "people": []}}'])
    def test_a_newer_one_is_refused_before_anything_is_read(self, layout: str) -> None:
        text = '{"format": "on-purpose", "version": ' + layout.format(2)
        with pytest.raises(ExchangeError, match=r"newer On Purpose .*update this program first"):
            list(read_archive(io.BytesIO(text.encode())))

    def test_another_layout_of_more_than_64_mb_is_refused(self) -> None:
        class Endless(io.BytesIO):
            def readline(self, size: int | None = -1) -> bytes:
                return b"{" + bytes(100)

            def read(self, size: int | None = -1) -> bytes:
                assert size is not None
                assert 0 < size <= 64 * 1024 * 1024
                return bytes(size)

        with pytest.raises(ExchangeError, match="larger than 64 MB"):
            list(read_archive(Endless()))


class TestDamage:
    def test_cut_off_keeps_what_is_there_and_says_so(self) -> None:
        lines = NETWORK.split(b"\n")
        for end in range(2, len(lines) - 2, 7):
            items, bad = read(b"\n".join(lines[:end]))
            assert [it.line for it in bad if "cut off" in it.reason] == [end]
            assert len(items) <= end

    def test_cut_off_in_another_layout(self) -> None:
        data = LAYOUTS["pretty"]
        items, bad = read(data[: len(data) // 2])
        assert items
        reason = "from here on this is no JSON; the rest of the file was not read"
        (line,) = [it.line for it in bad if it.reason == reason]
        assert data.split(b"\n")[line - 1] == b"    {"  # the record that the cut goes through
        assert line > max(item.line for item in items)

    def test_a_section_nobody_knows_is_named_once(self) -> None:
        text = document({"people": ['{"id": 1}'], "pets": ['{"id": 1}', '{"id": 2}']})
        items, bad = read(text)
        assert len(items) == 1
        why = "the section “pets” is not known; it was left out"
        assert bad == [BadRecord(line=5, reason=why)]
        items, bad = read(json.dumps(json.loads(text)))
        assert len(items) == 1
        assert bad == [BadRecord(line=1, reason=why)]

    def test_lines_that_belong_nowhere_are_named(self) -> None:
        text = document({"people": ['{"id": 1}']}).replace("],\n", "]\n") + "more\n"
        items, bad = read("\n".join(["x" if line == "" else line for line in text.split("\n")]))
        assert len(items) == 1
        assert [record.line for record in bad] == [6, 7]
        assert {record.reason for record in bad} == {"this line is no part of an archive"}

    def test_a_line_that_is_no_text(self) -> None:
        text = document({"people": ['{"id": 1}', '{"id": 2, "given": "é"}']})
        items, bad = read(text.encode("latin-1"))
        assert len(items) == 1
        reason = "the record holds bytes that are no text (UTF-8)"
        assert bad == [BadRecord(line=4, reason=reason)]

    def test_a_lost_bracket_does_not_shift_the_records_after_it(self) -> None:
        text = document({"tags": ['{"id": 1, "name": "a"}'], "people": ['{"id": 1}']})
        items, bad = read(text.replace("],\n", "", 1))
        assert [item.kind for item in items] == [Kind.TAG, Kind.PERSON]
        assert not bad

    def test_a_record_too_large_is_passed_over(self) -> None:
        huge = '{"id": 1, "note": "' + "x" * (33 * 1024 * 1024) + '"}'
        items, bad = read(document({"people": [huge, '{"id": 2}']}))
        assert [item.line for item in items] == [4]
        assert bad == [BadRecord(line=3, reason="the record is larger than 32 MB")]


def check(data: bytes) -> int:
    """Read it whatever it is; only a refusal may come of it, and records with true lines."""
    looks_like_archive(data)
    lines = data.count(b"\n") + 1
    try:
        found = list(read_archive(io.BytesIO(data)))
    except ExchangeError:
        return 0
    for record in found:
        assert 1 <= record.line <= lines
        if isinstance(record, BadRecord):
            assert record.reason.isprintable()
    return sum(isinstance(record, ArchiveItem) for record in found)


@pytest.mark.parametrize("name", ["ours", "pretty", "one line"])
def test_mutated_archives_never_raise(name: str) -> None:
    data = {**LAYOUTS, "ours": NETWORK}[name]
    chance = random.Random(name)
    kept = 0
    for _ in range(25):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(changed))
            until = at + chance.choice([1, 1, 30, 2000])
            kind = chance.randrange(4)
            if kind == 0:
                changed[at] = chance.randrange(256)
            elif kind == 1:
                del changed[at:until]
            elif kind == 2:
                changed[at:at] = changed[at:until]
            else:
                changed[at:at] = chance.choice(
                    [b"\n", b'"', b"{", b"]", b"\\", b",", b"1e9", b"\xff"]
                )
        kept += check(bytes(changed))
    assert kept


@settings(max_examples=150)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_never_raise(data: bytes, ours: bool) -> None:
    check(b'{"format": "on-purpose", "version": 1,\n"people": [\n' + data if ours else data)


@settings(max_examples=150)
@given(
    st.dictionaries(
        st.sampled_from(["id", "people", "starts_at", "minutes", "agenda", "purpose", "status"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(st.sampled_from(["kind", "text", "ask", "review"]), inner)
            ),
            max_leaves=4,
        ),
    )
)
def test_any_record_is_kept_or_named(record: dict[str, object]) -> None:
    text = document({"meetings": [json.dumps(record)]})
    items, bad = read(text)
    assert len(items) + len(bad) == 1


class Lines(io.RawIOBase):
    """A stream of lines that are made as they are read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self.size = 0

    def readline(self, size: int | None = -1) -> bytes:
        line = next(self._lines, b"")
        self.size += len(line)
        return line


def test_a_large_archive_needs_the_memory_of_a_record() -> None:
    def lines() -> Iterator[bytes]:
        yield b'{"format": "on-purpose", "version": 1,\n'
        yield b'"people": [\n'
        for number in range(1, 10_001):
            note = f"{number} " * 500
            yield f'{{"id": {number}, "uid": "p{number}", "note": "{note}"}},\n'.encode()
        yield b'{"id": 10001, "uid": "last"}\n'
        yield b"]\n"
        yield b"}\n"

    stream = Lines(lines())
    tracemalloc.start()
    try:
        count = sum(isinstance(item, ArchiveItem) for item in read_archive(stream))  # type: ignore[arg-type]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 10_001
    assert stream.size > 20_000_000
    assert peak < 3_000_000
