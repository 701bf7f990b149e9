"""The demo network as it stands in its file, for tests to look into."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from planner.domain.objectives import Objective
from planner.domain.people import FactKind, Person
from planner.exchange.archive import ArchiveItem, read_archive

FILE = Path(__file__).parents[3] / "resources" / "demo" / "network.json"
NOW = datetime(2026, 10, 13, 13, 50, tzinfo=ZoneInfo("Europe/Amsterdam"))
ITEMS = list(read_archive(io.BytesIO(FILE.read_bytes())))

T = TypeVar("T")


def every(kind: type[T]) -> list[T]:
    values = [item.value for item in ITEMS if isinstance(item, ArchiveItem)]
    return [value for value in values if isinstance(value, kind)]


PEOPLE = every(Person)
BY_ID = {person.id: person for person in PEOPLE}
BY_NAME = {person.display_name: person for person in PEOPLE}
OBJECTIVES = {objective.title: objective for objective in every(Objective)}
ASKS = [ask for objective in OBJECTIVES.values() for ask in objective.asks]


def name_of(key: int) -> str:
    return BY_ID[key].display_name


def facts(name: str, kind: FactKind) -> list[str]:
    return [fact.text for fact in BY_NAME[name].facts if fact.kind is kind]
