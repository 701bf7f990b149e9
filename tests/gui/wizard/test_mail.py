"""What the mail program gets: a stand-in for it records the links, and reads them as it would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from planner.domain.people import ContactPoint, PointKind
from planner.domain.today import Hello, Who
from planner.gui.main_window import MainWindow
from planner.gui.messages.dialog import MessageDialog
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.planned import PlannedPage
from planner.planning import Step
from planner.store import Store
from tests.gui.wizard.steps import OUTCOME, STATEMENT, WHY, at_when, choose_day, go_on, go_to, on
from tests.samples import add, email

INJECTED = "Call me\r\nBcc: everybody@evil.example\r\n\r\n<b>&attach=/etc/passwd&cc=x@evil.example"


@dataclass(frozen=True, slots=True)
class Mail:
    """A link as a mail program reads it (RFC 6068)."""

    to: str
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, link: str) -> Mail:
        parts = urlsplit(link)
        assert parts.scheme == "mailto"
        assert not parts.netloc
        assert not parts.fragment
        found = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
        assert all(len(values) == 1 for values in found.values())
        return cls(unquote(parts.path), {name: values[0] for name, values in found.items()})


class MailProgram(QObject):
    """Stands in for the mail program of the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    @Slot(QUrl)
    def take(self, link: QUrl) -> None:
        self.links.append(bytes(link.toEncoded().data()).decode("ascii"))

    @property
    def mail(self) -> Mail:
        (link,) = self.links
        return Mail.read(link)


@pytest.fixture
def program(window: MainWindow) -> Iterator[MailProgram]:
    program = MailProgram()
    QDesktopServices.setUrlHandler("mailto", program, "take")  # type: ignore[arg-type]
    yield program
    QDesktopServices.unsetUrlHandler("mailto")


def planned_page(wizard: Wizard) -> PlannedPage:
    at_when(wizard)
    choose_day(wizard, "20 October")
    go_on(wizard)
    page = wizard.findChild(PlannedPage)
    assert page is not None
    return page


def test_subject_and_first_sentence_are_the_purpose(
    open_wizard: Callable[..., Wizard], lotte: int, program: MailProgram
) -> None:
    page = planned_page(open_wizard(people=(lotte,)))
    QTest.keyClick(page.mail, Qt.Key.Key_Space)
    mail = program.mail
    assert mail.to == "lotte@delta.example"
    assert mail.headers.keys() == {"subject", "body"}
    assert mail.headers["subject"] == STATEMENT
    lines = mail.headers["body"].split("\r\n\r\n")
    assert lines[:2] == ["Dear Lotte,", STATEMENT]
    assert mail.headers["body"].count(STATEMENT) == 1, "said once, though it is on the agenda too"
    assert "Tue 20 Oct, 14:30 to 14:55" in lines[2]
    assert "folkboat" not in mail.headers["body"]


def test_a_purpose_that_is_written_of_them_is_led_in_to_where_they_read_it(
    open_wizard: Callable[..., Wizard], lotte: int
) -> None:
    statement = "Find out which two utilities paid Lotte for a trial since 2024"
    wizard = open_wizard(people=(lotte,))
    at_when(wizard)
    wizard.plan.write(statement=statement)
    choose_day(wizard, "20 October")
    go_on(wizard)
    page = wizard.findChild(PlannedPage)
    assert page is not None
    assert page.body.toPlainText().split("\n\n")[1] == (f"Here is what I am after: {statement}.")


def test_all_who_are_met_get_it(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, program: MailProgram
) -> None:
    petra = add(store, "Petra Novak", points=(email("petra@novak.example"),))
    hostile = add(store, "Eve", points=(email("eve@x.example?bcc=all@evil.example"),))
    page = planned_page(open_wizard(people=(lotte, petra, hostile)))
    QTest.keyClick(page.mail, Qt.Key.Key_Space)
    assert program.mail.to == "lotte@delta.example,petra@novak.example"
    assert program.mail.headers["body"].startswith("Hello,")


def test_a_message_instead_of_a_meeting_says_it_the_same_way(
    open_wizard: Callable[..., Wizard], lotte: int, program: MailProgram
) -> None:
    wizard = open_wizard(people=(lotte,))
    question = "Which of the two clamps would you buy, the blue or the grey one?"
    wizard.plan.write(statement=question, why=WHY, outcome="One of the two named")
    go_on(wizard)
    QTest.keyClick(on(wizard, AskPage).to_message, Qt.Key.Key_Space)
    page = wizard.findChild(PlannedPage)
    assert page is not None
    QTest.keyClick(page.mail, Qt.Key.Key_Space)
    assert program.mail.headers["subject"] == question
    assert program.mail.headers["body"].split("\r\n\r\n")[1] == question


@pytest.mark.parametrize(
    "address",
    [
        "lotte@delta.example?bcc=everybody@evil.example",
        "lotte@delta.example&bcc=everybody@evil.example",
        "lotte@delta.example,everybody@evil.example",
        "lotte@delta.example;everybody@evil.example",
        "lotte@delta.example%0D%0ABcc:everybody@evil.example",
        "lotte@delta.example\r\nBcc: everybody@evil.example",
        "Lotte <everybody@evil.example>",
        '"a b"@delta.example',
        "lotte@delta.example#x",
        "--attach=/etc/passwd",
        "lotte",
    ],
)
def test_an_address_that_would_add_something_is_left_out(
    open_wizard: Callable[..., Wizard],
    store: Store,
    lotte: int,
    program: MailProgram,
    address: str,
) -> None:
    point = ContactPoint(kind=PointKind.EMAIL, value=address, normal=address.casefold())
    store.people.save(replace(store.people.get(lotte), points=(point,)))
    page = planned_page(open_wizard(people=(lotte,)))
    QTest.keyClick(page.mail, Qt.Key.Key_Space)
    mail = program.mail
    assert mail.to in ("", "lotte@delta.example#x")
    assert mail.headers.keys() == {"subject", "body"}
    assert "evil" not in program.links[0]


def test_no_line_of_a_text_becomes_a_header(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, program: MailProgram
) -> None:
    store.people.save(replace(store.people.get(lotte), given=INJECTED))
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(place=INJECTED)
    page = planned_page(wizard)
    page.subject.setText(INJECTED)
    page.body.setPlainText(f"{INJECTED}\n{INJECTED}")
    QTest.keyClick(page.mail, Qt.Key.Key_Space)
    mail = program.mail
    assert mail.to == "lotte@delta.example"
    assert mail.headers.keys() == {"subject", "body"}
    assert not {"\r", "\n"} & set(mail.headers["subject"])
    assert mail.headers["body"] == f"{INJECTED}\r\n{INJECTED}"
    assert "\r" not in program.links[0]


def test_a_long_message_is_cut_between_characters_and_still_opens(
    open_wizard: Callable[..., Wizard], lotte: int, program: MailProgram
) -> None:
    page = planned_page(open_wizard(people=(lotte,)))
    page.body.setPlainText("Żółć 👩‍👩‍👧 & more. " * 300)
    QTest.keyClick(page.mail, Qt.Key.Key_Space)
    assert len(program.links[0]) <= 1_800
    body = program.mail.headers["body"]
    assert "�" not in body
    assert ("Żółć 👩‍👩‍👧 & more. " * 300).startswith(body)


def test_a_message_from_today_goes_the_same_way(
    window: MainWindow, store: Store, lotte: int, program: MailProgram
) -> None:
    hostile = "lotte@delta.example?cc=x@evil.example"
    points = (
        ContactPoint(kind=PointKind.EMAIL, value=hostile, normal=hostile),
        email("lotte@lab.example"),
    )
    store.people.save(replace(store.people.get(lotte), points=points))
    person = store.people.get(lotte)
    who = Who(id=lotte, name=INJECTED, uid=person.uid, first=INJECTED)
    window.write(Hello(who=who, about=INJECTED, topic=INJECTED))
    dialog = window.findChild(MessageDialog)
    assert isinstance(dialog, MessageDialog)
    QTest.keyClick(dialog.mail, Qt.Key.Key_Space)
    mail = program.mail
    assert mail.to == "lotte@lab.example"
    assert mail.headers.keys() == {"subject", "body"}
    assert "Bcc" not in mail.headers["subject"]
    dialog.reject()


def test_the_purpose_is_the_subject_even_where_it_is_long(
    open_wizard: Callable[..., Wizard], lotte: int, program: MailProgram
) -> None:
    wizard = open_wizard(people=(lotte,))
    long = STATEMENT.replace("one utility", "one utility with fewer than 50,000 connections")
    wizard.plan.write(statement=long, why=WHY, outcome=OUTCOME)
    go_to(wizard, Step.WHEN)
    choose_day(wizard, "20 October")
    go_on(wizard)
    page = wizard.findChild(PlannedPage)
    assert page is not None
    QTest.keyClick(page.mail, Qt.Key.Key_Space)
    subject = program.mail.headers["subject"]
    assert len(subject) <= 78
    assert subject.endswith("…")
    assert long.startswith(subject[:-1])
