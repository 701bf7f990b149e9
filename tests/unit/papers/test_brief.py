"""The brief of a meeting: what stands on its one page, and what gives way first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner import papers
from planner.domain.errors import NotFoundError, RuleError
from planner.domain.meetings import AgendaItem, Channel, Interaction, Meeting
from planner.domain.objectives import Ask, AskKind, Objective
from planner.domain.people import Fact, FactKind
from planner.store import Store
from tests.samples import ME, PURPOSE, TUESDAY, add, draft, planned
from tests.unit.papers.reading import facts_of, fonts_of, words_of

ASK = "Would you name two growers in the Douro who lose buds to frost in March?"


@pytest.fixture
def petra(store: Store) -> int:
    store.people.save(replace(store.people.get(ME), display_name="Hanna Vos"))
    person = add(
        store,
        "Petra Vogel",
        given="Petra",
        organisation="Rega Lda",
        title="Sales lead",
        note="Never mention the lawsuit",
        facts=(
            Fact(kind=FactKind.INTEREST, text="Sails on Sundays"),
            Fact(kind=FactKind.AVOID, text="Her former firm"),
        ),
    )
    store.interactions.add(
        Interaction(
            people=(person,),
            at=datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
            channel=Channel.CALL,
            summary="She asked how long a battery lasts",
        )
    )
    return person


@pytest.fixture
def meeting(store: Store, petra: int) -> Meeting:
    buyer = add(store, "Łukasz Øye", organisation="Fjord Pumps", title="Buyer")
    objective = store.objectives.add(
        Objective(
            title="Sell a hundred sensors",
            by="2027-03-31",
            asks=(Ask(objective=0, kind=AskKind.INTRODUCTION, text=ASK),),
        )
    )
    ask = store.objectives.add_name(objective.asks[0].id, buyer, "He buys in spring")
    return planned(
        store,
        petra,
        place="Café Arcada",
        purpose=replace(PURPOSE, ask=ask.id, give="A sensor to keep"),
        agenda=(
            AgendaItem(text="The regatta, briefly", for_fun=True),
            AgendaItem(text="Who lost buds in March"),
            AgendaItem(text="Which of them to call first"),
        ),
    )


def written(store: Store, meeting: Meeting, folder: Path, **options: Any) -> Path:
    found = papers.brief(store, meeting.id, **options)
    file = folder / "brief.pdf"
    papers.write(papers.typeset("brief", found.data), file)
    return file


def test_it_holds_what_to_have_in_mind(store: Store, meeting: Meeting, tmp_path: Path) -> None:
    said = words_of(written(store, meeting, tmp_path))
    for text in (
        "Petra Vogel", "Sales lead, Rega Lda", "Café Arcada", "Tuesday 1 December 2026",
        "10:00 to 10:25", PURPOSE.statement, f"“{ASK}”", PURPOSE.why, PURPOSE.outcome,
        "A sensor to keep", "Sails on Sundays.", "Łukasz Øye", "Fjord Pumps, buyer.",
        "He buys in spring", "Who lost buds in March", "1 September, in a call.",
        "She asked how long a battery lasts.", "Sell a hundred sensors", "by 31 March",
        "Prepared by Hanna Vos", "Notes",
    ):  # fmt: skip
        assert text in said, text
    assert "lawsuit" not in said
    assert "former firm" not in said


def test_the_time_is_that_of_the_place(store: Store, petra: int) -> None:
    late = planned(store, petra, zone="Asia/Tokyo", starts_at=TUESDAY.replace(hour=20))
    found = papers.brief(store, late.id)
    assert found.data["time"] == "05:00 to 05:25"
    assert found.data["day"] == "Wednesday 2 December 2026"
    assert found.name == "2026-12-02 Petra Vogel.pdf"


def test_the_twin_to_share_holds_nothing_private(
    store: Store, meeting: Meeting, tmp_path: Path
) -> None:
    said = words_of(written(store, meeting, tmp_path, share=True))
    for text in (
        PURPOSE.statement, PURPOSE.outcome, ASK, "A sensor to keep", "Who lost buds", "Petra",
    ):  # fmt: skip
        assert text in said, text
    for text in (
        PURPOSE.why, "Sails", "Łukasz", "He buys", "battery", "hundred sensors",
        "regatta", "Notes", "Last time", "lawsuit",
    ):  # fmt: skip
        assert text not in said, text


@pytest.mark.parametrize(("paper", "size"), [("a4", "595.276 x 841.89"), ("letter", "612 x 792")])
def test_it_is_tagged_titled_and_carries_its_fonts(
    store: Store, meeting: Meeting, tmp_path: Path, paper: str, size: str
) -> None:
    file = written(store, meeting, tmp_path, paper=paper)
    facts = facts_of(file)
    assert facts["Title"] == "Meeting brief: Petra Vogel"
    assert (facts["Tagged"], facts["Pages"]) == ("yes", "1")
    assert size in facts["Page size"]
    assert re.search(rb"/Lang *\(en\)", file.read_bytes())
    assert fonts_of(file)
    assert all(embedded for _, embedded in fonts_of(file))


def test_it_speaks_german(store: Store, meeting: Meeting, tmp_path: Path) -> None:
    said = words_of(written(store, meeting, tmp_path, language="de"))
    assert "Dienstag, 1. Dezember 2026" in said
    assert "Die Bitte" in said
    assert "1. September, am Telefon." in said


_SENTENCE = "Frost came to the lower rows in the third week of March and took the buds. "


@pytest.mark.parametrize("paper", papers.PAPERS)
@pytest.mark.parametrize(
    "text", [_SENTENCE * 80, "W" * 5_000, "霜が三月に来た。" * 700, "الصقيع في شهر مارس. " * 300]
)
def test_however_much_was_written_it_is_one_page_and_the_ask_is_whole(
    store: Store, meeting: Meeting, tmp_path: Path, text: str, paper: str
) -> None:
    assert meeting.purpose
    store.meetings.send_back(
        replace(
            meeting,
            place=text,
            purpose=replace(PURPOSE, statement=text, why=text, outcome=text, give=text,
                            ask=meeting.purpose.ask),
            agenda=tuple(AgendaItem(text=text) for _ in range(9)),
        )
    )  # fmt: skip
    file = written(store, meeting, tmp_path, paper=paper)
    assert facts_of(file)["Pages"] == "1"
    assert ASK in words_of(file)


@pytest.mark.parametrize(
    ("lines", "gone"),
    [(2, ""), (12, "Notes"), (14, "Notes, Last time"), (22, "Notes, Last time, Petra cares about")],
)
def test_what_gives_way_first(
    store: Store, meeting: Meeting, tmp_path: Path, lines: int, gone: str
) -> None:
    """The notes, then what was said last time, then what they care about; nothing else."""
    assert meeting.purpose
    text = _SENTENCE * 7
    share = lines * 22
    store.meetings.send_back(
        replace(
            meeting,
            purpose=replace(meeting.purpose, why=text[:share], outcome=text[:share],
                            give=text[:share]),
        )
    )  # fmt: skip
    said = words_of(written(store, meeting, tmp_path))
    labels = ("Notes", "Last time", "Petra cares about")
    assert ", ".join(label for label in labels if label not in said) == gone
    assert text[:share][:300].strip() in said


def test_nobody_and_no_purpose_have_no_brief(store: Store, petra: int) -> None:
    bare = store.meetings.keep_draft(draft(petra, purpose=None))
    with pytest.raises(RuleError, match="no purpose yet"):
        papers.brief(store, bare.id)
    with pytest.raises(NotFoundError):
        papers.brief(store, 99)


def test_words_of_nothing_but_space_and_the_first_day_of_all_are_typeset(
    store: Store, petra: int
) -> None:
    blank = replace(PURPOSE, statement=" \n ")
    first = datetime(1, 1, 1, tzinfo=UTC)
    one = draft(petra, purpose=blank, zone="America/New_York", starts_at=first)
    found = papers.brief(store, store.meetings.keep_draft(one).id)
    assert found.data["statement"] == "A meeting"
    assert papers.typeset("brief", found.data).whole


def test_without_a_day_a_name_or_an_ask_it_still_stands(store: Store, tmp_path: Path) -> None:
    nameless = add(store, "😀")
    bare = store.meetings.keep_draft(draft(nameless, starts_at=None, zone="Mars/Olympus"))
    file = written(store, bare, tmp_path)
    assert PURPOSE.statement in words_of(file)
    assert papers.brief(store, bare.id).name == "Meeting brief.pdf"


# What people write is text and nothing else


_TYPST = (
    '#read("/etc/passwd")', "#panic()", "$ x^2 $", "*bold*", "_dim_", "= Head", "#let a = 1",
    "`raw`", "<label>", "@reference", "\\ ", "#image(\"a.png\")", "// note", "/* note */", "~",
    "--", "[content]", "#[", '"', "#sys.inputs", "{{name}}", "%s", "]#", "'''", "#eval(\"1+1\")",
)  # fmt: skip


def _marked() -> st.SearchStrategy[str]:
    piece = st.sampled_from(_TYPST) | st.text(st.characters(codec="utf-8"), max_size=12)
    return st.lists(piece, min_size=1, max_size=5).map(" ".join)


@pytest.fixture
def page(store: Store, meeting: Meeting) -> dict[str, Any]:
    return dict(papers.brief(store, meeting.id).data)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_marked())
def test_every_text_is_typeset_in_every_place(page: dict[str, Any], text: str) -> None:
    everywhere = {key: text if isinstance(value, str) else value for key, value in page.items()}
    everywhere |= {key: page[key] for key in ("paper", "language")}
    everywhere["names"] = [{"name": text, "work": text, "why": text}]
    everywhere["talk"] = [{"when": "Open", "text": text}]
    assert papers.typeset("brief", everywhere).pages == 1


@pytest.mark.parametrize("code", _TYPST)
def test_code_and_markup_are_shown_as_they_were_typed(
    store: Store, petra: int, tmp_path: Path, code: str
) -> None:
    odd = f"Say {code} twice"
    one = store.meetings.keep_draft(
        draft(petra, purpose=replace(PURPOSE, statement=odd, why=odd, give=odd), place=odd,
              agenda=(AgendaItem(text=odd),))
    )  # fmt: skip
    said = words_of(written(store, one, tmp_path))
    assert said.count(" ".join(odd.split())) == 5


def test_any_script_is_shown_or_said_to_be_missing(
    store: Store, petra: int, tmp_path: Path
) -> None:
    for text in _scripts():
        one = store.meetings.keep_draft(draft(petra, purpose=replace(PURPOSE, why=text)))
        paper = papers.typeset("brief", papers.brief(store, one.id).data)
        assert paper.pages == 1


def _scripts() -> Iterator[str]:
    yield from ("Žluťoučký kůň", "Ελληνικά", "Кириллица", "שלום לכולם", "مرحبا بالعالم", "霜と芽",
                "Tiếng Việt", "हिन्दी", "👩‍👩‍👧 and 🇵🇹")  # fmt: skip


def test_who_is_met_is_not_one_of_three_names(store: Store, meeting: Meeting, petra: int) -> None:
    assert meeting.purpose
    assert meeting.purpose.ask
    store.objectives.add_name(meeting.purpose.ask, petra, "She sells to both")
    names = papers.brief(store, meeting.id).data["names"]
    assert [one["name"] for one in names] == ["Łukasz Øye"]


def test_what_one_of_the_three_does_takes_one_line(store: Store, meeting: Meeting) -> None:
    assert meeting.purpose
    assert meeting.purpose.ask
    clerk = add(store, "Ida Holm", organisation="Elbtal Works", title="Head of innovation and care")
    store.objectives.add_name(meeting.purpose.ask, clerk, "")
    names = papers.brief(store, meeting.id).data["names"]
    assert [one["work"] for one in names] == ["Fjord Pumps, buyer.", "Elbtal Works."]


def test_work_is_what_somebody_cares_about_only_where_nothing_else_is_known(
    store: Store, meeting: Meeting, petra: int
) -> None:
    person = store.people.get(petra)
    work = Fact(kind=FactKind.WORKS_ON, text="Pumps that start in frost")
    store.people.save(replace(person, facts=(*person.facts, work)))
    assert papers.brief(store, meeting.id).data["cares"] == "Sails on Sundays."
    store.people.save(replace(store.people.get(petra), facts=(work,)))
    assert papers.brief(store, meeting.id).data["cares"] == "Pumps that start in frost."
