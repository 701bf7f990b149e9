"""A file with some of everything, for tests of the store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.store import Store
from tests.conftest import Clock
from tests.samples import fill


@pytest.fixture(scope="session")
def full(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("full") / "full.planner"
    shutil.copy(blank, path)
    with Store.open(path, None, clock=Clock()) as store:
        fill(store)
    return path


@pytest.fixture
def filled(full: Path, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """An open file with some of everything; who and what, see `tests.samples.fill`."""
    path = tmp_path / "default.planner"
    shutil.copy(full, path)
    with Store.open(path, None, clock=clock) as store:
        yield store
