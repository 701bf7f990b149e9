"""Who: pick people or name new ones, and see what stands open with each."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.followups import FollowUp
from planner.domain.people import ME, FactKind, Person, PersonRow, Standing, split_name
from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.widgets.avatar import Avatar
from planner.gui.widgets.button import Button, IconButton
from planner.gui.widgets.card import Card
from planner.gui.widgets.icon_label import IconLabel
from planner.gui.widgets.label import Label, Part
from planner.gui.widgets.person_picker import PersonPicker
from planner.gui.wizard import words
from planner.gui.wizard.pages import Gap, Inset, StepPage, clear
from planner.planning import Companion, Plan, companions

_OFFERED, _PROMISES, _FACTS = 8, 3, 6


class WhoPage(StepPage):
    """The people of the meeting, each with a card."""

    def __init__(self, desk: Desk, plan: Plan) -> None:
        super().__init__(desk, plan)
        self.heading.setText(self.tr("Whom do you want to meet?"))
        self.add_button = Button(self.tr("Choose somebody"), "secondary", icon="user-plus")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.pick)
        self.cards: dict[int, PersonCard] = {}
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.px(12))
        self.column.addWidget(Gap(20))
        self.column.addLayout(self._cards)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.px(12), 0, 0)
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_plan(self) -> None:
        today = self.desk.clock().astimezone().date()
        meeting = self.plan.meeting
        people = companions(self.store, meeting.people, self.desk.clock(), besides=meeting.id)
        clear(self._cards)
        self.cards = {}
        for one in people:
            card = PersonCard(one, today, besides=self.plan.purpose.statement)
            card.removed.connect(lambda person=one.id: self.take_away(person))
            self.cards[one.id] = card
            self._cards.addWidget(card)
        buttons = [one.remove for one in self.cards.values()]
        for one_button, other in pairwise((*buttons, self.add_button)):
            self.setTabOrder(one_button, other)
        self.add_button.setText(
            self.tr("Add somebody else") if people else self.tr("Choose somebody")
        )
        self.add_button.updateGeometry()

    def start(self) -> None:
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.plan.meeting.people and self.isVisible():
            self.pick()

    def pick(self) -> None:
        """Ask who comes."""
        picker = PersonPicker(self._find, self.add_button)
        picker.chosen.connect(self.choose)
        picker.wished.connect(self._on_wished)
        picker.open_below(self.add_button)

    def choose(self, person: int) -> None:
        """One more is met."""
        if person not in self.plan.meeting.people:
            self.plan.edit(people=(*self.plan.meeting.people, person))
            self._after()

    def take_away(self, person: int) -> None:
        self.plan.edit(people=tuple(one for one in self.plan.meeting.people if one != person))
        self._after()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after(self) -> None:
        self.show_plan()
        self.edited.emit()

    def _find(self, name: str) -> list[PersonRow]:
        me = self.store.people.id_of(ME)
        there = {me, *self.plan.meeting.people}
        found = self.store.people.find(name, _OFFERED + len(there))
        return self.store.people.rows([one for one in found if one not in there][:_OFFERED])

    def _on_wished(self, name: str) -> None:
        given, family = split_name(name)
        person = Person(display_name=name, given=given, family=family, standing=Standing.WISHED)
        self.do(lambda: self.choose(self.store.people.add(person).id))


class PersonCard(Card):
    """Somebody who is met, with what is worth knowing before."""

    removed = Signal()

    def __init__(self, one: Companion, today: date, *, besides: str = "") -> None:
        super().__init__()
        name = text.one_line(one.row.name)
        self.remove = IconButton(
            "x", self.tr("Meet without {name}").format(name=name), icon_size=16
        )
        self.remove.clicked.connect(self.removed)
        self.setAccessibleName(name)
        px = theme.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(20), px(16), px(12), px(18))
        self._column.setSpacing(px(6))
        self._column.addLayout(self._head(one, name))
        self._column.addSpacing(px(4))
        self._line(Label(words.last_contact(one, today), "body", "ink2", lines=3))
        for promises, icon, token, head in (
            (one.i_owe, "arrow-up-right", "plum", self.tr("You owe {who}")),
            (one.they_owe, "arrow-down-left", "blue", self.tr("{who} owes you")),
        ):
            self._promises(promises, icon, token, head.format(who=one.first), today)
        for icon, line in words.stands_open(one, today):
            self._line(IconLabel(icon, "pine", line, "body", lines=2))
        self._facts(one)
        for care in words.cares(one, today, besides):
            inset = Inset("hand-palm", "amber", "amberSoft", "amberLine", care)
            self._line(inset)

    def _head(self, one: Companion, name: str) -> QHBoxLayout:
        avatar = Avatar(40)
        avatar.show_person(one.row.name, one.row.uid, wished=one.wished)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(name, "heading", wrap=False))
        work = text.work(one.row) or (self.tr("Not met yet") if one.wished else "")
        if work:
            names.addWidget(Label(work, "small", "ink2", wrap=False))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(avatar)
        head.addLayout(names, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _promises(
        self, promises: tuple[FollowUp, ...], icon: str, token: str, head: str, today: date
    ) -> None:
        for one in promises[:_PROMISES]:
            said = words.promise(one.text, one.day, today)
            self._line(IconLabel(icon, token, f"{head}: {said}", "body", lines=2))

    def _facts(self, one: Companion) -> None:
        kinds = [kind for kind in FactKind if one.says(kind)]
        for kind in kinds[:_FACTS]:
            label = Label("", "body", lines=3)
            facts = "; ".join(text.one_line(said).rstrip(".") for said in one.says(kind)[:4])
            label.set_parts((Part(words.fact_kind(kind) + ": ", colour="ink2"), Part(facts)))
            self._line(label)

    def _line(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
