"""The demo network holds together: by the rules, with nobody real in it, and warm."""

from __future__ import annotations

import re
from datetime import date

import phonenumbers

from planner.domain.followups import FollowUp, FollowUpStatus, check_follow_up
from planner.domain.introductions import Introduction, check_introduction
from planner.domain.meetings import Interaction, Meeting, MeetingStatus, check_meeting, zone_info
from planner.domain.objectives import check_ask, check_day, check_objective
from planner.domain.people import (
    ME,
    Acquaintance,
    FactKind,
    PointKind,
    Standing,
    Tag,
    check_acquaintance,
    check_person,
)
from planner.exchange.archive import ArchiveItem, write_archive
from tests.unit.exchange.network import (
    ASKS,
    BY_NAME,
    FILE,
    ITEMS,
    NOW,
    OBJECTIVES,
    PEOPLE,
    every,
    facts,
)


def test_it_is_what_the_writer_writes() -> None:
    assert all(isinstance(item, ArchiveItem) for item in ITEMS)
    items = [item for item in ITEMS if isinstance(item, ArchiveItem)]
    text = "".join(write_archive(items, [person.id for person in PEOPLE]))
    assert text == FILE.read_text("utf-8")


def test_it_keeps_the_rules_of_the_domain() -> None:
    for person in PEOPLE:
        check_person(person)
    for edge in every(Acquaintance):
        assert check_acquaintance(edge) == edge
    for objective in OBJECTIVES.values():
        check_objective(objective)
    for ask in ASKS:
        check_ask(ask)
    for meeting in every(Meeting):
        if meeting.status is MeetingStatus.DRAFT:
            check_meeting(meeting)
        zone_info(meeting.zone)
    for follow_up in every(FollowUp):
        check_follow_up(follow_up)
    for introduction in every(Introduction):
        check_introduction(introduction)
    for person in PEOPLE:
        zone_info(person.zone)
        for fact in person.facts:
            assert check_day(fact.since) == fact.since


def test_nobody_and_nothing_is_there_twice() -> None:
    assert len(BY_NAME) == len({person.uid for person in PEOPLE}) == len(PEOPLE)
    pairs = [(edge.a, edge.b) for edge in every(Acquaintance)]
    assert len(set(pairs)) == len(pairs)
    points = [point.normal for person in PEOPLE for point in person.points if point.normal]
    assert len(set(points)) == len(points)
    assert len({meeting.uid for meeting in every(Meeting)}) == len(every(Meeting))


def test_every_tag_has_its_colour() -> None:
    colours = {tag.name: tag.colour for tag in every(Tag)}
    assert {tag for person in PEOPLE for tag in person.tags} == set(colours)
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in colours.values())


def test_addresses_and_numbers_are_nobodys() -> None:
    for person in PEOPLE:
        for mail in person.values(PointKind.EMAIL):
            assert mail.endswith(".example")
            assert mail == mail.lower()
        for point in person.points:
            if point.kind is PointKind.PHONE:
                number = phonenumbers.parse(point.value, None)
                assert phonenumbers.is_valid_number(number)
                form = phonenumbers.PhoneNumberFormat.E164
                assert phonenumbers.format_number(number, form) == point.normal
            if point.kind is PointKind.URL:
                assert ".example" in point.value


def test_some_forty_people_from_several_walks_of_life() -> None:
    assert 38 <= len(PEOPLE) <= 46
    assert len({person.country for person in PEOPLE}) >= 10
    assert len({language for person in PEOPLE for language in person.languages}) >= 12
    for person in PEOPLE:
        if person.uid != ME:
            assert person.why_connected, person.display_name
        if person.standing is Standing.KNOWN and person.uid != ME:
            assert person.how_met, person.display_name
            assert len(person.facts) >= 2, person.display_name
    warm = [talk for talk in every(Interaction) if talk.fun]
    assert len(warm) * 2 > len(every(Interaction))


def test_needs_that_others_can_meet() -> None:
    assert "A host for two interns" in facts("Lotte de Wit", FactKind.NEEDS)
    assert any("two interns" in text for text in facts("Hamid Rostami", FactKind.CAN_HELP_WITH))
    assert any("noise" in text for text in facts("Hye-jin Noh", FactKind.CAN_HELP_WITH))
    assert any("firmware" in text for text in facts("Petra Novak", FactKind.NEEDS))
    assert any("February" in text for text in facts("Hanna Vos", FactKind.CAN_HELP_WITH))


def test_who_keeps_the_file() -> None:
    me = BY_NAME["Hanna Vos"]
    assert me.uid == ME
    assert me.id == 1


def test_all_talks_were_before_now_and_all_meetings_come_after() -> None:
    assert all(talk.at < NOW for talk in every(Interaction))
    assert all(m.starts_at > NOW for m in every(Meeting) if m.starts_at)
    assert all(check_day(it.due) >= str(date(2026, 10, 11)) for it in every(FollowUp)
               if it.status is FollowUpStatus.OPEN)  # fmt: skip
