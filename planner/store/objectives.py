"""Objectives, their asks and the three names of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.objectives import (
    ASK_STEPS,
    OBJECTIVE_STEPS,
    Ask,
    AskFields,
    AskKind,
    AskStatus,
    Name,
    Objective,
    ObjectiveFields,
    ObjectiveLine,
    ObjectiveStatus,
    check_ask,
    check_names,
    check_objective,
    check_step,
    free_place,
    in_order,
    moved,
    put,
)
from planner.domain.people import Person, Standing, full_name
from planner.store import tables as t
from planner.store.people import People

if TYPE_CHECKING:
    from planner.store.database import Database


class Objectives:
    """The objectives of one file, each with its asks."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # Asking

    def get(self, objective: int) -> Objective:
        found = self._read("WHERE id = ?", objective)
        if not found:
            raise NotFoundError(
                "there is no objective {id}; see them with: planner objective list", id=objective
            )
        return found[0]

    def all(self) -> list[Objective]:
        """Every objective, active ones first, then by the day they are due."""
        return self._read("ORDER BY status <> 'active', by_date = '', by_date, id")

    def lines(self) -> list[ObjectiveLine]:
        """Every objective as lists show it: the active ones first, soonest first."""
        rows = self._db.rows(
            "SELECT id, title, by_date, status, colour FROM objective"
            " ORDER BY status <> 'active', status <> 'paused', status, by_date = '', by_date, id"
        )
        return [
            ObjectiveLine(
                id=number, title=title, by=by, status=ObjectiveStatus(status), colour=colour
            )
            for number, title, by, status, colour in rows
        ]

    def working_towards(self) -> list[ObjectiveLine]:
        """The active ones, soonest first."""
        return [line for line in self.lines() if line.status is ObjectiveStatus.ACTIVE]

    def ask(self, ask: int) -> Ask:
        objective = self._db.value("SELECT objective_id FROM ask WHERE id = ?", (ask,))
        if objective is None:
            raise NotFoundError("there is no ask {id}; nothing was changed", id=ask)
        return next(a for a in self.get(objective).asks if a.id == ask)

    # Changing

    def add(self, objective: Objective) -> Objective:
        """Keep a new objective, with the asks it brings."""
        check_objective(objective)
        with self._db.action("add", objective.title) as action:
            number = self._db.run(t.Objective.insert(**_row(objective)))
            for ask in objective.asks:
                self.add_ask(replace(ask, objective=number))
            action.touch(objectives={number})
            return self.get(number)

    def save(self, objective: Objective) -> Objective:
        """Keep an edited objective (not its asks); its status only along allowed steps."""
        check_objective(objective)
        with self._db.action("edit", objective.title) as action:
            before = self.get(objective.id)
            check_step(OBJECTIVE_STEPS, before.status, objective.status, "an objective")
            self._db.run(t.Objective.update(**_row(objective)).where(t.Objective.id == before.id))
            action.touch(objectives={objective.id})
            return self.get(objective.id)

    def edit(
        self, objective: int, *, burst: str = "", **fields: Unpack[ObjectiveFields]
    ) -> Objective:
        """Keep some fields as they were edited; `burst` as in `Store.together`."""
        edited = replace(self.get(objective), **fields)
        with self._db.action("edit", edited.title, burst=burst):
            return self.save(edited)

    def pause(self, objective: int) -> Objective:
        """Let it rest: its asks and names stay."""
        return self._turn("pause", objective, ObjectiveStatus.PAUSED)

    def resume(self, objective: int) -> Objective:
        """Work towards it again, after a pause or after it had ended."""
        return self._turn("resume", objective, ObjectiveStatus.ACTIVE)

    def _turn(self, verb: str, objective: int, status: ObjectiveStatus) -> Objective:
        before = self.get(objective)
        with self._db.action(verb, before.title):
            return self.save(replace(before, status=status))

    def delete(self, objective: int) -> None:
        """Move an objective to the bin, with its asks."""
        with self._db.action("delete", self.get(objective).title) as action:
            self._db.write("DELETE FROM objective WHERE id = ?", (objective,))
            action.touch(objectives={objective})

    def add_ask(self, ask: Ask, *, burst: str = "") -> Ask:
        """Keep a new ask with up to three names, as the last of its objective.

        With the `burst` of the edits that follow, typing it is one step.
        """
        check_ask(ask)
        with self._db.action("add", ask.text, burst=burst) as action:
            self.get(ask.objective)
            last = self._db.value(
                "SELECT max(position) FROM ask WHERE objective_id = ?", (ask.objective,)
            )
            place = 0 if last is None else last + 1
            number = self._db.run(t.Ask.insert(position=place, **_ask_row(ask)))
            self._keep_names(number, ask.names)
            action.touch(objectives={ask.objective})
            return self.ask(number)

    def save_ask(self, ask: Ask) -> Ask:
        """Keep an edited ask and its names; its status only along allowed steps."""
        check_ask(ask)
        with self._db.action("edit", ask.text) as action:
            before = self.ask(ask.id)
            check_step(ASK_STEPS, before.status, ask.status, "an ask")
            if before.objective != ask.objective:
                raise RuleError("an ask stays with its objective; add it to the other one anew")
            self._db.run(t.Ask.update(**_ask_row(ask)).where(t.Ask.id == ask.id))
            if _as_kept(before.names) != _as_kept(ask.names):
                self._keep_names(ask.id, ask.names)
            action.touch(objectives={ask.objective})
            return self.ask(ask.id)

    def edit_ask(self, ask: int, *, burst: str = "", **fields: Unpack[AskFields]) -> Ask:
        """Keep some fields as they were edited; `burst` as in `Store.together`."""
        edited = replace(self.ask(ask), **fields)
        with self._db.action("edit", edited.text, burst=burst):
            return self.save_ask(edited)

    def place_ask(self, ask: int, place: int) -> Objective:
        """Move an ask to another place among those of its objective, counted from 0."""
        moved = self.ask(ask)
        with self._db.action("edit", moved.text) as action:
            others = [one.id for one in self.get(moved.objective).asks if one.id != ask]
            others.insert(max(0, place), ask)
            for position, number in enumerate(others):
                self._db.write(
                    "UPDATE ask SET position = ?1 WHERE id = ?2 AND position <> ?1",
                    (position, number),
                )
            action.touch(objectives={moved.objective})
            return self.get(moved.objective)

    def delete_ask(self, ask: int) -> None:
        """Move an ask to the bin, with its names."""
        gone = self.ask(ask)
        with self._db.action("delete", gone.text) as action:
            self._db.write("DELETE FROM ask WHERE id = ?", (ask,))
            action.touch(objectives={gone.objective})

    # The three names

    def set_name(self, ask: int, rank: int, person: int, why: str = "") -> Ask:
        """Put somebody at a place, instead of whoever is there; one already named moves there."""
        return self._rename(ask, lambda names: put(names, Name(person=person, rank=rank, why=why)))

    def add_name(self, ask: int, person: int, why: str = "") -> Ask:
        """Put somebody at the first free place; RuleError when there are three, or they are one."""
        return self._rename(
            ask, lambda names: (*names, Name(person=person, rank=free_place(names), why=why))
        )

    def move_name(self, ask: int, rank: int, to: int) -> Ask:
        """Put who is at a place at another one; two that meet change places."""
        return self._rename(ask, lambda names: moved(names, rank, to))

    def remove_name(self, ask: int, rank: int) -> Ask:
        """Take the name at a place away; the person stays."""
        return self._rename(ask, lambda names: tuple(name for name in names if name.rank != rank))

    def wish(self, ask: int, rank: int, person: Person, why: str = "") -> Ask:
        """Put somebody new at a place, whom I wish to reach: kept and named in one step."""
        wished = replace(person, standing=Standing.WISHED, id=0)
        with self._db.action("add", full_name(wished)):
            return self.set_name(ask, rank, People(self._db).add(wished).id, why)

    def _rename(self, ask: int, change: Callable[[tuple[Name, ...]], tuple[Name, ...]]) -> Ask:
        before = self.ask(ask)
        return self.save_ask(replace(before, names=in_order(change(before.names))))

    def _keep_names(self, ask: int, names: tuple[Name, ...]) -> None:
        check_names(names)
        self._db.write("DELETE FROM ask_name WHERE ask_id = ?", (ask,))
        self._db.insert_many(
            "INSERT INTO ask_name (ask_id, person_id, rank, why) VALUES (?, ?, ?, ?)",
            [(ask, name.person, name.rank, name.why) for name in names],
        )

    # Rows and values

    def _read(self, clause: str, *params: int) -> list[Objective]:
        rows = self._db.rows(
            f"SELECT id, title, why, done_when, by_date, status, colour FROM objective {clause}",
            params,
        )
        return [
            Objective(
                id=number,
                title=title,
                why=why,
                done_when=done_when,
                by=by,
                status=ObjectiveStatus(status),
                colour=colour,
                asks=self._asks(number),
            )
            for number, title, why, done_when, by, status, colour in rows
        ]

    def _asks(self, objective: int) -> tuple[Ask, ...]:
        names: dict[int, list[Name]] = {}
        for ask, number, person, rank, why in self._db.rows(
            "SELECT ask_id, ask_name.id, person_id, rank, why FROM ask_name"
            " JOIN ask ON ask.id = ask_id WHERE objective_id = ? ORDER BY rank",
            (objective,),
        ):
            name = Name(id=number, person=person, rank=rank, why=why)
            names.setdefault(ask, []).append(name)
        rows = self._db.rows(
            "SELECT id, kind, text, done_when, by_date, status FROM ask WHERE objective_id = ?"
            " ORDER BY position, id",
            (objective,),
        )
        return tuple(
            Ask(
                id=number,
                objective=objective,
                kind=AskKind(kind),
                text=text,
                done_when=done_when,
                by=by,
                status=AskStatus(status),
                names=tuple(names.get(number, ())),
            )
            for number, kind, text, done_when, by, status in rows
        )


def _as_kept(names: tuple[Name, ...]) -> list[tuple[int, int, str]]:
    return [(name.rank, name.person, name.why) for name in in_order(names)]


def _row(objective: Objective) -> dict[str, str]:
    return {
        "title": objective.title,
        "why": objective.why,
        "done_when": objective.done_when,
        "by_date": objective.by,
        "status": objective.status,
        "colour": objective.colour,
    }


def _ask_row(ask: Ask) -> dict[str, object]:
    return {
        "objective_id": ask.objective,
        "kind": ask.kind,
        "text": ask.text,
        "done_when": ask.done_when,
        "by_date": ask.by,
        "status": ask.status,
    }
