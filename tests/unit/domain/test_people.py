"""People: their names, days that exist, and when a hello is due."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import RuleError
from planner.domain.people import (
    NEVER,
    Acquaintance,
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    FieldError,
    Person,
    PointKind,
    Standing,
    check_acquaintance,
    check_birthday,
    check_person,
    full_name,
    keep_in_touch_due,
    split_name,
)


def email(value: str, *, preferred: bool = False) -> ContactPoint:
    return ContactPoint(kind=PointKind.EMAIL, value=value, preferred=preferred)


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person(display_name="  Ana \n Ruiz "), "Ana Ruiz"),
        (Person(display_name="Ana", given="Other", family="Name"), "Ana"),
        (
            Person(prefix="Dr.", given="Ana", additional="L.", family="Ruiz", suffix="PhD"),
            "Dr. Ana L. Ruiz PhD",
        ),
        (Person(family=" Ruiz "), "Ruiz"),
        (Person(nickname="Anita", organisation="Acme"), "Anita"),
        (Person(organisation="Acme", points=(email("a@b.example"),)), "Acme"),
        (Person(points=(email("a@b.example"),)), "a@b.example"),
        (Person(points=(ContactPoint(kind=PointKind.PHONE, value="5550100"),)), "5550100"),
        (Person(points=(ContactPoint(kind=PointKind.URL, value="http://a.example"),)), ""),
        (Person(), ""),
    ],
)
def test_what_somebody_is_called(person: Person, name: str) -> None:
    assert full_name(person) == name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Ruiz", ("Ana", "Ruiz")),
        ("Ana Lucía Ruiz", ("Ana Lucía", "Ruiz")),
        ("Moura, Beatriz", ("Beatriz", "Moura")),
        ("de la Cruz, María José", ("María José", "de la Cruz")),
        ("Jan van der Berg", ("Jan", "van der Berg")),
        ("Anna von Holt", ("Anna", "von Holt")),
        ("Omar El Sayed", ("Omar", "El Sayed")),
        ("Van Morrison", ("Van", "Morrison")),
        ("Ana", ("Ana", "")),
        ("", ("", "")),
        ("  Ana   Ruiz ", ("Ana", "Ruiz")),
        ("Ruiz,", ("", "Ruiz")),
    ],
)
def test_a_name_in_one_piece_is_taken_apart(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@given(st.text())
def test_taking_a_name_apart_loses_no_word(name: str) -> None:
    given_name, family = split_name(name)
    words = sorted(f"{given_name} {family}".split())
    assert words == sorted(name.replace(",", " , ", 1).replace(" , ", " ", 1).split())


@pytest.mark.parametrize(
    "day", ["", "1980-05-03", "--05-03", "--02-29", "2000-02-29", "0001-01-01"]
)
def test_a_day_that_exists_is_a_birthday(day: str) -> None:
    assert check_birthday(day) == day


@pytest.mark.parametrize(
    "day",
    ["1980-02-30", "1981-02-29", "--02-30", "--13-01", "1980-00-10", "1980-5-3", "19800503",
     "0000-01-01", "1980-05-03\n", " 1980-05-03", "--5-3", "05-03", "１９８０-05-03", "x"],
)  # fmt: skip
def test_a_day_that_does_not_is_none(day: str) -> None:
    with pytest.raises(RuleError, match="is not a day"):
        check_birthday(day)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_birthday(day: date) -> None:
    assert check_birthday(day.isoformat()) == day.isoformat()
    assert check_birthday(f"-{day.isoformat()[4:]}") == f"-{day.isoformat()[4:]}"


def test_me_needs_no_name_and_others_do() -> None:
    assert check_person(Person(uid="me")) == Person(uid="me")
    with pytest.raises(RuleError, match="needs a name"):
        check_person(Person(uid="you"))
    with pytest.raises(RuleError, match="is empty"):
        check_person(Person(display_name="Ana", facts=(Fact(kind=FactKind.NEEDS, text=""),)))


def test_preferred_contact_points_come_first_and_the_rest_stay_in_order() -> None:
    person = Person(points=(email("a"), email("b"), email("c", preferred=True), email("d")))
    assert person.values(PointKind.EMAIL) == ("c", "a", "b", "d")
    assert person.values(PointKind.PHONE) == ()


TODAY = date(2026, 10, 13)
TALK = datetime(2026, 10, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("person", "last", "due"),
    [
        (Person(circle=Circle.INNER), TALK, date(2026, 10, 31)),
        (Person(circle=Circle.CLOSE), TALK, date(2026, 12, 30)),
        (Person(circle=Circle.ACTIVE), TALK, date(2027, 3, 30)),
        (Person(circle=Circle.WIDE), TALK, date(2027, 10, 1)),
        (Person(circle=Circle.WIDE, keep_in_touch=5), TALK, date(2026, 10, 6)),
        (Person(keep_in_touch=5), TALK, date(2026, 10, 6)),
        (Person(keep_in_touch=5), None, TODAY),
        (Person(circle=Circle.INNER, keep_in_touch=NEVER), TALK, None),
        (Person(), TALK, None),
        (Person(keep_in_touch=5, standing=Standing.WISHED), TALK, None),
        (Person(keep_in_touch=5, archived=True), TALK, None),
        (Person(keep_in_touch=5, uid="me"), TALK, None),
    ],
)
def test_when_to_say_hello(person: Person, last: datetime | None, due: date | None) -> None:
    assert keep_in_touch_due(person, last, TODAY) == due


def test_an_acquaintance_is_put_in_order_and_keeps_the_rest() -> None:
    edge = Acquaintance(a=7, b=3, strength=1, kind="work", how="Choir", since="2020-01-01", id=5)
    assert check_acquaintance(edge) == Acquaintance(
        a=3, b=7, strength=1, kind="work", how="Choir", since="2020-01-01", id=5
    )
    assert check_acquaintance(check_acquaintance(edge)) == check_acquaintance(edge)
    with pytest.raises(RuleError, match="their own acquaintance"):
        check_acquaintance(Acquaintance(a=3, b=3))
    with pytest.raises(RuleError, match="strength"):
        check_acquaintance(Acquaintance(a=3, b=4, strength=0))


@pytest.mark.parametrize(
    ("person", "field", "at"),
    [
        (Person(), "display_name", None),
        (Person(display_name="Ana", birthday="1980-02-30"), "birthday", None),
        (Person(display_name="Ana", keep_in_touch=-1), "keep_in_touch", None),
        (Person(display_name="Ana", tags=("a", "")), "tags", 1),
        (Person(display_name="Ana", facts=(Fact(kind=FactKind.NEEDS, text=""),)), "facts", 0),
    ],
)
def test_an_error_names_the_field_it_is_about(person: Person, field: str, at: int | None) -> None:
    with pytest.raises(FieldError) as error:
        check_person(person)
    assert (error.value.field, error.value.at) == (field, at)
