"""Introductions: who brings whom together, with whose consent, and the messages for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.introductions import (
    INTRODUCTION_STEPS,
    Introduction,
    IntroductionStatus,
    Message,
    check_introduction,
)
from planner.domain.objectives import check_step
from planner.store import tables as t
from planner.store.moments import to_text

if TYPE_CHECKING:
    from planner.store.database import Database


class Introductions:
    """The introductions of one file; made only after both sides agreed."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, introduction: int) -> Introduction:
        found = self._read("WHERE id = ?", (introduction,))
        if not found:
            raise NotFoundError("there is no introduction {id} in this file", id=introduction)
        return found[0]

    def all(self) -> list[Introduction]:
        return self._read("ORDER BY id", ())

    def pending(self, asks: Iterable[int]) -> list[Introduction]:
        """Those for one of these asks that are still to be made."""
        return self._read(
            "WHERE ask_id IN (SELECT value FROM json_each(?))"
            " AND status IN ('idea', 'asked', 'agreed') ORDER BY id",
            (json.dumps(list(asks)),),
        )

    def between(self, one: int, other: int) -> list[Introduction]:
        """Those that bring these two together, whichever way."""
        return self._read(
            "WHERE (source_id, target_id) IN ((?1, ?2), (?2, ?1)) ORDER BY id", (one, other)
        )

    def add(self, introduction: Introduction) -> Introduction:
        check_introduction(introduction)
        with self._db.action("add") as action:
            number = self._db.run(t.Introduction.insert(**_row(introduction)))
            self._keep_messages(number, introduction.messages)
            action.touch(introductions={number}, people=_people(introduction))
            return self.get(number)

    def save(self, introduction: Introduction) -> Introduction:
        """Keep an edited introduction; its status only along allowed steps."""
        check_introduction(introduction)
        with self._db.action("edit") as action:
            before = self.get(introduction.id)
            check_step(INTRODUCTION_STEPS, before.status, introduction.status, "an introduction")
            self._db.run(
                t.Introduction.update(**_row(introduction)).where(t.Introduction.id == before.id)
            )
            if before.messages != introduction.messages:
                self._keep_messages(before.id, introduction.messages)
            action.touch(introductions={before.id}, people=_people(introduction))
            return self.get(before.id)

    def agree(self, introduction: int, person: int, at: datetime) -> Introduction:
        """One side consents; with both consents the introduction is agreed."""
        before = self.get(introduction)
        if person not in (before.source, before.target):
            raise RuleError("this person is not one of the two who are brought together")
        after = replace(
            before,
            source_agreed=to_text(at) if person == before.source else before.source_agreed,
            target_agreed=to_text(at) if person == before.target else before.target_agreed,
        )
        if (
            before.status is IntroductionStatus.ASKED
            and after.source_agreed
            and after.target_agreed
        ):
            after = replace(after, status=IntroductionStatus.AGREED)
        return self.save(after)

    def delete(self, introduction: int) -> None:
        gone = self.get(introduction)
        with self._db.action("delete") as action:
            self._db.write("DELETE FROM introduction WHERE id = ?", (introduction,))
            action.touch(introductions={introduction}, people=_people(gone))

    def _keep_messages(self, introduction: int, messages: Sequence[Message]) -> None:
        self._db.write(
            "DELETE FROM introduction_message WHERE introduction_id = ?", (introduction,)
        )
        self._db.insert_many(
            "INSERT INTO introduction_message (introduction_id, to_id, text, sent_at)"
            " VALUES (?, ?, ?, ?)",
            [(introduction, m.to, m.text, m.sent_at) for m in messages],
        )

    def _read(self, clause: str, params: Sequence[Any]) -> list[Introduction]:
        rows = self._db.rows(
            "SELECT id, connector_id, source_id, target_id, ask_id, status, source_agreed,"
            f" target_agreed FROM introduction {clause}",
            params,
        )
        messages: dict[int, list[Message]] = {}
        for owner, number, to, text, sent_at in self._db.rows(
            "SELECT introduction_id, id, to_id, text, sent_at FROM introduction_message"
            " WHERE introduction_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps([row[0] for row in rows]),),
        ):
            message = Message(id=number, to=to, text=text, sent_at=sent_at)
            messages.setdefault(owner, []).append(message)
        return [
            Introduction(
                id=number,
                connector=connector,
                source=source,
                target=target,
                ask=ask,
                status=IntroductionStatus(status),
                source_agreed=source_agreed,
                target_agreed=target_agreed,
                messages=tuple(messages.get(number, ())),
            )
            for number, connector, source, target, ask, status, source_agreed, target_agreed in rows
        ]


def _people(introduction: Introduction) -> set[int]:
    return {introduction.connector, introduction.source, introduction.target}


def _row(introduction: Introduction) -> dict[str, Any]:
    return {
        "connector_id": introduction.connector,
        "source_id": introduction.source,
        "target_id": introduction.target,
        "ask_id": introduction.ask,
        "status": introduction.status,
        "source_agreed": introduction.source_agreed,
        "target_agreed": introduction.target_agreed,
    }
