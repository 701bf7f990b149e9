"""Importing through the command line: nobody lost, nobody doubled, all of it undone as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Answer, Planner

OneLine = Callable[[Answer, int], str]

BAD_CARDS = (
    "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:4.0\nFN:   \nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody in particular\nEND:VCARD\n",
    "BEGIN:VCARD\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nN:\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nBDAY:1980-05-03\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;;;\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nCATEGORIES:friends\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nX-SOMETHING:only\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nREV:2020-01-01\nUID:lonely\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nTZ:+01:00\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nFN:\\n\\n\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nN:;;;Dr.;\nTITLE:\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nGEO:1;2\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nthis is no property\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nEMAIL:\nTEL:\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nFN:\u00a0\u200b\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nADR:;;;;;;\nEND:VCARD\n",
)


def _mixed_file(path: Path, good: int, each_bad: int) -> list[int]:
    """A file of good cards with the bad ones strewn in; the lines where the bad ones begin."""
    lines, text, line = [], [], 1
    every = good // (each_bad * len(BAD_CARDS))
    bad = [card for _ in range(each_bad) for card in BAD_CARDS]
    for number in range(good):
        card = (
            f"BEGIN:VCARD\nVERSION:3.0\nN:Family{number};Given;;;\nFN:Given Family{number}\n"
            f"EMAIL:p{number}@post.example\nTEL:+31 6 {number:08d}\nORG:Same\nEND:VCARD\n"
        )
        text.append(card)
        line += card.count("\n")
        if number % every == every - 1 and bad:
            lines.append(line)
            text.append(bad[0])
            line += bad.pop(0).count("\n")
    assert not bad
    path.write_text("".join(text), encoding="utf-8")
    return lines


def test_9800_of_10000_come_in_200_are_named_and_undo_leaves_none(
    planner: Planner, tmp_path: Path
) -> None:
    file = tmp_path / "phone.vcf"
    lines = _mixed_file(file, 9800, 10)
    report = planner("import", file, "--json")
    assert report.status == 0
    said = report.json
    assert (said["created"], said["updated"], said["duplicates"]) == (9800, 0, 0)
    assert [bad["line"] for bad in said["skipped"]] == lines
    assert all(bad["reason"] and bad["file"] == str(file) for bad in said["skipped"])
    assert len(planner("people", "--limit", "20000", "--json").lines) == 9800
    again = planner("import", file, "--json").json
    assert (again["created"], again["updated"], again["duplicates"]) == (0, 0, 9800)
    taken = planner("import", "--undo", str(said["run"]), "--json").json
    assert taken == {"removed": 9800, "restored": 0}
    assert planner("people", "--json").lines == []
    assert planner("check", "--json").json["ok"]


def _card(**properties: str) -> str:
    lines = "".join(f"{name}:{value}\n" for name, value in properties.items())
    return f"BEGIN:VCARD\nVERSION:3.0\n{lines}END:VCARD\n"


@pytest.fixture
def imported(planner: Planner, tmp_path: Path) -> Callable[..., Answer]:
    """Import these cards as one file."""

    def run(*cards: str) -> Answer:
        file = tmp_path / "cards.vcf"
        file.write_text("".join(cards), encoding="utf-8")
        return planner("import", file, "--json")

    return run


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"FN": "Ana Ruiz", "UID": "a"}, {"FN": "Ana Ruiz Gil", "UID": "a"}),
        ({"FN": "Ana Ruiz", "EMAIL": "Ana@F.example"}, {"FN": "A Ruiz", "EMAIL": "ana@f.example"}),
        ({"FN": "Ana Ruiz", "TEL": "+34 600 000 001"}, {"FN": "Ruiz, Ana", "TEL": "0034600000001"}),
        ({"FN": "Jon Smyth", "ORG": "Acme"}, {"FN": "John Smith", "ORG": "ACME"}),
        ({"FN": "Katarína Nováková", "BDAY": "1980-05-03", "EMAIL": "k@x.example"},
         {"FN": "Katarina Novakova", "BDAY": "1980-05-03"}),
        ({"FN": "Ana Ruiz"}, {"FN": "Ana Ruiz"}),
    ],
)  # fmt: skip
def test_one_person_twice_is_one_person(
    planner: Planner,
    imported: Callable[..., Answer],
    first: dict[str, str],
    second: dict[str, str],
) -> None:
    assert imported(_card(**first)).json["created"] == 1
    assert imported(_card(**second)).json["created"] == 0
    assert len(planner("people", "--json").lines) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"FN": "Ana Ruiz", "EMAIL": "o@x.example"}, {"FN": "Bo Lind", "EMAIL": "o@x.example"}),
        ({"FN": "Ana Ruiz", "TEL": "+34 600 000 001"}, {"FN": "Tomás Gil", "TEL": "+34600000001"}),
        ({"FN": "Guest 12", "ORG": "Acme"}, {"FN": "Guest 13", "ORG": "Acme"}),
        ({"FN": "Ana Ruiz", "ORG": "Acme", "EMAIL": "a1@x.example"},
         {"FN": "Ana Ruiz", "ORG": "Acme", "EMAIL": "a2@x.example"}),
        ({"FN": "Ana Ruiz", "NOTE": "one"}, {"FN": "Ana Ruiz", "NOTE": "another"}),
    ],
)  # fmt: skip
def test_two_people_stay_two(
    planner: Planner,
    imported: Callable[..., Answer],
    first: dict[str, str],
    second: dict[str, str],
) -> None:
    assert imported(_card(**first), _card(**second)).json["created"] == 2
    assert len(planner("people", "--json").lines) == 2


def test_a_newer_card_updates_and_what_i_edited_stays(
    planner: Planner, imported: Callable[..., Answer], tmp_path: Path
) -> None:
    from dataclasses import replace

    from planner.store import Store

    imported(_card(FN="Ana Ruiz", UID="a", TITLE="Nurse", ORG="Clinic"))
    with Store.open(tmp_path / "data" / "default.planner", None) as store:
        ana = store.people.get(store.people.id_of("a"))
        store.people.save(replace(ana, organisation="Clinic North"))
    report = imported(_card(FN="Ana Ruiz", UID="a", TITLE="Head nurse", ORG="Clinic East"))
    assert report.json["updated"] == 1
    (row,) = planner("people", "--json").lines
    assert (row["title"], row["organisation"]) == ("Head nurse", "Clinic North")
    taken = planner("import", "--undo", str(report.json["run"]), "--json").json
    assert taken == {"removed": 0, "restored": 1}
    assert planner("people", "--json").lines[0]["title"] == "Nurse"


def test_what_a_second_card_brings_is_kept_as_well(
    planner: Planner, imported: Callable[..., Answer]
) -> None:
    imported(_card(FN="Ana", UID="a", **{"X-BOAT": "folkboat"}))
    imported(_card(FN="Ana", UID="a", **{"X-BOAT": "folkboat", "X-BEES": "two hives"}))
    written = planner("export", "-", "--format", "vcf").out
    assert written.count("X-BOAT:folkboat") == 1
    assert "X-BEES:two hives" in written


def test_undo_of_an_import_keeps_what_was_there_and_later_edits(
    planner: Planner, imported: Callable[..., Answer]
) -> None:
    planner("person", "add", "Bea", "--email", "bea@x.example")
    report = imported(_card(FN="Bea", EMAIL="bea@x.example", TEL="+1 555 0100"), _card(FN="Cem"))
    uid = planner("people", "bea", "--json").lines[0]["uid"]
    planner("log", uid, "Met")
    planner("import", "--undo", str(report.json["run"]))
    (bea,) = planner("people", "--json").lines
    assert (bea["name"], bea["phones"]) == ("Bea", [])
    assert bea["last_contact"]


def test_a_dry_run_says_what_would_happen_and_writes_nothing(
    planner: Planner, imported: Callable[..., Answer], tmp_path: Path
) -> None:
    planner("person", "add", "Bea")
    before = (tmp_path / "data" / "default.planner").read_bytes()
    file = tmp_path / "cards.vcf"
    file.write_text(_card(FN="Ana") + _card(NOTE="nobody"), encoding="utf-8")
    said = planner("import", file, "--dry-run", "--json").json
    assert (said["run"], said["created"], len(said["skipped"])) == (None, 1, 1)
    assert (tmp_path / "data" / "default.planner").read_bytes() == before
    assert len(planner("people", "--json").lines) == 1


def test_one_unreadable_file_does_not_keep_the_others_out(planner: Planner, tmp_path: Path) -> None:
    good = tmp_path / "good.vcf"
    good.write_text(_card(FN="Ana"), encoding="utf-8")
    movie = tmp_path / "movie.mp4"
    movie.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 50)
    answer = planner("import", movie, good, "--json")
    assert answer.status == 1
    assert answer.json["created"] == 1
    assert answer.json["skipped"][0]["file"] == str(movie)
    assert answer.err.count("\n") == 1


CONTENTS = {
    "empty": b"",
    "binary": bytes(range(256)) * 99,
    "prose": b"Dear diary, today was long and nothing in it is a contact.\n" * 40,
}


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "binary", "huge", "prose"])
def test_what_is_no_contacts_file_is_said_in_one_line(
    planner: Planner, one_line: OneLine, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "thing.dat"
    if kind == "folder":
        path.mkdir()
    elif kind == "huge":
        with path.open("wb") as file:
            file.truncate(2 << 30)
    elif kind != "missing":
        path.write_bytes(CONTENTS[kind])
    assert "thing.dat" in one_line(planner("import", path), 1)
    assert planner("people", "--json").lines == []


def test_photos_are_re_encoded_and_what_is_none_is_named(
    planner: Planner, imported: Callable[..., Answer], tmp_path: Path
) -> None:
    import base64
    from io import BytesIO

    from PIL import Image

    from planner.store import Store

    out = BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(out, "PNG")
    good = base64.b64encode(out.getvalue()).decode()
    svg = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()
    report = imported(
        _card(FN="Ana", UID="a", **{"PHOTO;ENCODING=b;TYPE=PNG": good}),
        _card(FN="Bea", UID="b", **{"PHOTO;ENCODING=b;TYPE=JPEG": svg}),
    ).json
    assert report["created"] == 2
    assert any("line 7" in warning and "photo" in warning for warning in report["warnings"])
    with Store.open(tmp_path / "data" / "default.planner", None) as store:
        photo = store.people.photo(store.people.id_of("a"))
        assert photo is not None
        assert photo.media_type == "image/jpeg"
        assert max(Image.open(BytesIO(photo.data)).size) == 1024
        assert store.people.photo(store.people.id_of("b")) is None
