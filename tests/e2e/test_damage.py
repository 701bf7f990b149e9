"""No damaged encrypted file is read as a sound one; `bench` damages 1,000 in each of two ways."""

from __future__ import annotations

from pathlib import Path

from planner.store import Store, restore
from tests.contents import contents
from tests.e2e import damage
from tests.samples import KEY, fill


def test_whatever_is_changed_in_an_encrypted_file_is_noticed(tmp_path: Path) -> None:
    tally = damage.play(tmp_path / "encrypted", KEY, 100, seed=1)
    assert tally.wrong == []
    assert (tally.silent, tally.unchanged) == (0, 0)
    assert tally.detected == tally.mutated == 100


def test_a_damaged_plain_file_is_never_made_anew_and_crashes_nothing(tmp_path: Path) -> None:
    tally = damage.play(tmp_path / "plain", None, 50, seed=2)
    assert tally.wrong == []
    assert tally.detected > tally.silent
    print(f"{tally.silent} of {tally.mutated} damaged plain files were read back changed")


def test_the_newest_good_backup_is_there_when_the_file_is_damaged(tmp_path: Path) -> None:
    """The whole way: the damage is noticed, the backup brought back, equal row by row."""
    path = tmp_path / "default.planner"
    with Store.create(path, KEY) as store:
        fill(store)
        saved = contents(store)
        store.back_up()
        newest = store.backups()[0].path
    data = bytearray(path.read_bytes())
    data[20_480:24_576] = bytes(4096)
    path.write_bytes(data)
    with Store.open(path, KEY) as store:
        assert store.check().problems == ("1 pages do not match their seal",)
    aside = restore(newest, [KEY], path, KEY)
    assert aside
    assert aside.read_bytes() == data
    with Store.open(path, KEY) as store:
        assert contents(store) == saved
        assert store.check().problems == ()
