"""Three people who would help, and how near those who are met stand to each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.domain.meetings import PurposeKind
from planner.domain.people import ME, Person, PersonRow, Standing, split_name
from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.widgets.button import Button
from planner.gui.widgets.label import Label, Part
from planner.gui.widgets.name_slot import Dragged, Named, NameSlots
from planner.gui.wizard import words
from planner.planning import Plan, Tie, ties
from planner.pursuing import Way, WayKind

_OFFERED = 8
_WAYS = {
    Tie.KNOWS_WELL: Way(WayKind.KNOWN),
    Tie.KNOWS: Way(WayKind.KNOWN),
    Tie.MAY_KNOW: Way(WayKind.THROUGH, hops=2),
    Tie.NONE: Way(WayKind.NONE),
}


class Names(QWidget):
    """The three names of the ask the meeting serves."""

    told = Signal(str)
    changed = Signal()
    link_requested = Signal()

    def __init__(self, desk: Desk, plan: Plan) -> None:
        super().__init__()
        self._desk, self._plan, self._store = desk, plan, desk.store
        self.head = Label("", "small", weight=600, lines=2)
        self.slots_ = NameSlots(self._find, fill="surface")
        self.link = Button(self.tr("Choose the ask it serves, to name three people"), "link")
        self.link.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(9))
        layout.addWidget(self.head)
        layout.addWidget(self.slots_)
        layout.addWidget(self.link)
        self.link.clicked.connect(self.link_requested)
        slots = self.slots_
        objectives = self._store.objectives
        slots.chosen.connect(
            lambda rank, who: self._do(lambda a: objectives.set_name(a, rank, who))
        )
        slots.moved.connect(lambda rank, to: self._do(lambda a: objectives.move_name(a, rank, to)))
        slots.removed.connect(lambda rank: self._do(lambda a: objectives.remove_name(a, rank)))
        slots.wished.connect(self._on_wished)
        slots.dropped.connect(self._on_dropped)

    def say_who(self) -> None:
        """What names are good for, in words that fit the state of the gate."""
        who, ask = words.first(self._plan), self._plan.ask
        if ask and any(name.person not in self._plan.meeting.people for name in ask.names):
            rest = self.tr("They can pick one, or think of someone better.")
            if who:
                rest = self.tr("{who} can pick one, or think of someone better.")
        else:
            rest = self.tr("With a name, they can get you one step closer.")
            if who:
                rest = self.tr("With a name, {who} can get you one step closer.")
        self.head.set_parts(
            (
                Part(self.tr("Name three people who would help"), 600),
                Part("  " + rest.format(who=who), 400, colour="ink2"),
            )
        )

    def show_names(self) -> None:
        ask = self._plan.ask
        wanted = self._plan.purpose.kind in (PurposeKind.ASK, PurposeKind.LEARN)
        self.setVisible(wanted)
        self.head.setVisible(ask is not None)
        self.slots_.setVisible(ask is not None)
        self.link.setVisible(ask is None)
        if ask is None:
            return
        people = [name.person for name in ask.names]
        rows = {row.id: row for row in self._store.people.rows(people)}
        near = ties(self._store, self._plan.meeting.people, people)
        shown = []
        for name in ask.names:
            row = rows.get(name.person)
            if row is not None:
                shown.append((name.rank, self._named(row, *near[row.id], why=name.why)))
        self.slots_.show_names(ask.id, shown)
        self.say_who()

    def _named(self, row: PersonRow, through: int, tie: Tie, *, why: str) -> Named:
        met = next((one for one in self._plan.people if one.id == through), None)
        who = split_name(met.name)[0] or met.name if met else ""
        comes = row.id in self._plan.meeting.people
        return Named(
            person=row.id,
            name=row.name,
            uid=row.uid,
            wished=row.standing is Standing.WISHED,
            way=Way(WayKind.KNOWN) if comes else _WAYS[tie],
            words=self.tr("Will be there") if comes else words.tie(tie, who),
            why=why,
        )

    def _find(self, name: str) -> list[PersonRow]:
        there = {self._store.people.id_of(ME), *self._plan.meeting.people}
        found = self._store.people.find(name, _OFFERED + len(there))
        return self._store.people.rows([one for one in found if one not in there][:_OFFERED])

    def _do(self, deed: Callable[[int], object]) -> None:
        ask = self._plan.ask
        if ask is None:
            return
        try:
            deed(ask.id)
        except PlannerError as problem:
            self.told.emit(text.error(problem))
        self._plan.refresh()
        self.show_names()
        QTimer.singleShot(0, self, self.changed.emit)

    def _on_wished(self, rank: int, name: str) -> None:
        given, family = split_name(name)
        person = Person(display_name=name, given=given, family=family)
        self._do(lambda ask: self._store.objectives.wish(ask, rank, person))

    def _on_dropped(self, rank: int, dragged: Dragged) -> None:
        if dragged.rank:
            self._do(lambda ask: self._store.objectives.move_name(ask, dragged.rank, rank))
