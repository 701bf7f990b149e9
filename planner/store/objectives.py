"""Objectives, their asks and the three names of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.objectives import (
    ASK_STEPS,
    OBJECTIVE_STEPS,
    Ask,
    AskKind,
    AskStatus,
    Name,
    Objective,
    ObjectiveStatus,
    check_ask,
    check_names,
    check_objective,
    check_step,
)
from planner.store import tables as t

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

    def delete(self, objective: int) -> None:
        """Move an objective to the bin, with its asks."""
        with self._db.action("delete", self.get(objective).title) as action:
            self._db.write("DELETE FROM objective WHERE id = ?", (objective,))
            action.touch(objectives={objective})

    def add_ask(self, ask: Ask) -> Ask:
        """Keep a new ask with up to three names."""
        check_ask(ask)
        with self._db.action("add", ask.text) as action:
            self.get(ask.objective)
            number = self._db.run(t.Ask.insert(**_ask_row(ask)))
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
            if before.names != ask.names:
                self._keep_names(ask.id, ask.names)
            action.touch(objectives={ask.objective})
            return self.ask(ask.id)

    def delete_ask(self, ask: int) -> None:
        gone = self.ask(ask)
        with self._db.action("delete", gone.text) as action:
            self._db.write("DELETE FROM ask WHERE id = ?", (ask,))
            action.touch(objectives={gone.objective})

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
            " ORDER BY id",
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
