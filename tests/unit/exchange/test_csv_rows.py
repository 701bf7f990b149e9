"""Rows out of lines: quoting, line breaks, torn rows and where they are."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.exchange.csv_rows import Row, TornRow, read_rows
from planner.exchange.csv_text import LINE_LIMIT, read_lines, text_of

UNCLOSED = "a quotation mark is opened and not closed"


def rows_of(text: str, width: int = 0, separator: str = ",") -> list[Row | TornRow]:
    return list(read_rows(text.split("\n"), separator, width=width))


def test_quoted_cells_keep_separators_marks_and_line_breaks() -> None:
    text = 'a,b\n"x, y","said ""hi"""\n"one\n\ntwo",2\n\nlast,row'
    assert rows_of(text, width=2) == [
        Row(1, 1, ["a", "b"]),
        Row(2, 2, ["x, y", 'said "hi"']),
        Row(3, 5, ["one\n\ntwo", "2"]),
        Row(7, 7, ["last", "row"]),
    ]


def test_a_mark_never_closed_costs_only_its_row() -> None:
    text = '"Ana,a@x.example,1\n' + "\n".join(f"Bo{n},b{n}@x.example,1" for n in range(500))
    first, *others = rows_of(text, width=3)
    assert first == TornRow(1, UNCLOSED)
    assert [row.line for row in others] == list(range(2, 502))
    assert all(isinstance(row, Row) and len(row.cells) == 3 for row in others)


def test_two_stray_marks_do_not_swallow_the_rows_between() -> None:
    text = 'Ana,"open,1\nBo,b,2\nCy,c,3\nDi,d",4\nEd,e,5'
    assert [type(row) for row in rows_of(text, width=3)] == [TornRow, Row, Row, Row, Row]


def test_an_address_with_commas_over_lines_is_no_swallowed_row() -> None:
    text = 'Ana,"Rua Um, 1, 2 Esq\n1000 Lisboa, PT",a@x.example,+351'
    assert rows_of(text, width=4) == [
        Row(1, 2, ["Ana", "Rua Um, 1, 2 Esq\n1000 Lisboa, PT", "a@x.example", "+351"])
    ]


def test_a_long_note_is_one_cell() -> None:
    note = "\n".join(f"line {n}, and more" for n in range(2000))
    assert rows_of(f'Ana,"{note}",end', width=3) == [Row(1, 2000, ["Ana", note, "end"])]


def test_marks_that_were_not_doubled_are_kept_where_the_cells_still_fit() -> None:
    assert rows_of('"Ana "Nina" Ruiz",x', width=2) == [
        Row(1, 1, ['Ana "Nina" Ruiz', "x"], mended=True)
    ]
    assert rows_of('"Ana "Nina" Ruiz",x', width=3) == [
        TornRow(1, "text stands right after a closing quotation mark")
    ]


@pytest.mark.parametrize("line", ['5" pipe,x', 'Jo "the boss" Hill,x', '"a" ,x', 'a, "x"'])
def test_what_people_write_by_hand_is_no_error(line: str) -> None:
    (row,) = rows_of(line, width=2)
    assert isinstance(row, Row)
    assert not row.mended
    assert [cell.strip() for cell in row.cells][1] == "x"


def test_a_cell_over_the_csv_module_limit_is_read() -> None:
    (row,) = rows_of('"' + "a" * 200_000 + '",b', width=2)
    assert row == Row(1, 1, ["a" * 200_000, "b"])


def test_a_line_over_the_limit_is_one_torn_row() -> None:
    stream = io.BytesIO(b"a,b\n" + b"x" * (3 * LINE_LIMIT) + b"\nc,d\n")
    rows = list(read_rows(read_lines(stream), ","))
    assert rows == [
        Row(1, 1, ["a", "b"]),
        TornRow(2, f"the row is longer than {LINE_LIMIT:,} characters"),
        Row(3, 3, ["c", "d"]),
    ]


TEXT = "Jördis,Groß\nÖmer,„zurück“ 5 €\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
        TEXT.rstrip("\n").encode(),
        b"\xef\xbb\xbf" + TEXT.encode("utf-8-sig"),
    ],
)
def test_encodings_and_line_ends(data: bytes) -> None:
    assert list(read_lines(io.BytesIO(data))) == ["Jördis,Groß", "Ömer,„zurück“ 5 €"]
    assert text_of(data).rstrip("\n") == TEXT.rstrip("\n")


def test_one_wrong_byte_does_not_spoil_a_utf8_file() -> None:
    data = "Zoë,x\n".encode() * 5 + b"M\xfcller,x\n" + "Zoë,x\n".encode()
    assert list(read_lines(io.BytesIO(data)))[4:] == ["Zoë,x", "Müller,x", "Zoë,x"]


def test_controls_are_stripped_and_tabs_stay() -> None:
    assert list(read_lines(io.BytesIO(b"A\0n\x1ba,b\x07\tc\x0bd\n\x1a"))) == ["Ana,b\tc d"]


def test_a_character_cut_by_a_block_is_whole() -> None:
    data = ("é" * 100_000 + "\n").encode()
    assert list(read_lines(io.BytesIO(b"x" + data))) == ["x" + "é" * 100_000]


class Dribble(io.RawIOBase):
    """A stream that hands out a few bytes at a time, as pipes do."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, 3) if size >= 0 else size)


def test_a_pipe_reads_like_a_file() -> None:
    data = "Jördis,€\r\nBo,b\r\n".encode("utf-16")
    assert list(read_lines(Dribble(data))) == ["Jördis,€", "Bo,b"]  # type: ignore[arg-type]


LINES = st.lists(
    st.one_of(
        st.sampled_from(['"', "a,b,c", 'x","y', '"open,b,c', 'a,"b', 'c",d,e', "", '""', ",,"]),
        st.text(alphabet='ab", ;', max_size=12),
    ),
    max_size=40,
)


@given(LINES, st.integers(0, 4))
@settings(max_examples=300)
def test_every_line_belongs_to_one_row(lines: list[str], width: int) -> None:
    covered: list[int] = []
    for row in read_rows(lines, ",", width=width, one_line=[0]):
        last = row.last_line if isinstance(row, Row) else row.line
        covered += range(row.line, last + 1)
    assert covered == sorted(set(covered))
    blank = {n for n, line in enumerate(lines, 1) if not line.strip()}
    assert set(covered) | blank == set(range(1, len(lines) + 1))


@given(st.lists(st.lists(st.text(alphabet='a,"\n é', max_size=8), min_size=3, max_size=3)))
@settings(max_examples=200)
def test_proper_rows_come_back(table: list[list[str]]) -> None:
    table = [["head", *cells] for cells in table]
    text = "\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in table
    )
    rows = list(read_rows(text.split("\n"), ","))
    assert [row.cells for row in rows if isinstance(row, Row)] == table


class CountedLine(str):
    """A line that counts how often it is looked at."""

    looks = 0
    __slots__ = ()

    def count(self, *args: object) -> int:
        CountedLine.looks += 1
        return super().count(*args)  # type: ignore[arg-type]


@pytest.mark.parametrize("pattern", ['x","y', '"a,b', "a", '"', '","'])
def test_hostile_marks_take_linear_effort(pattern: str) -> None:
    """Each line opens what the next one closes: a look ahead from each would be quadratic."""
    lines = [CountedLine('"never,closed')] + [CountedLine(pattern)] * 5000
    CountedLine.looks = 0
    assert list(read_rows(lines, ",", width=5001))
    assert CountedLine.looks < 12 * len(lines)
