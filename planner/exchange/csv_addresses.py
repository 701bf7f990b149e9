"""Postal addresses out of columns: the lines a person would write on an envelope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """An address as lines, where it is, and whether it says no more than that."""

    label: str
    preferred: bool
    lines: str
    city: str
    country: str
    bare: bool


def read_addresses(label: str, preferred: bool, parts: Mapping[str, str]) -> list[Address]:
    """The addresses in columns that belong together; several are apart by `:::` in each cell.

    `parts` are `whole` (all of it as lines), `street`, `street2`, `street3`, `pobox`, `postcode`,
    `city`, `region` and `country`.
    """
    if not any(":::" in text for text in parts.values()):
        return [_address(label, preferred, parts)]
    cut = {part: [piece.strip() for piece in text.split(":::")] for part, text in parts.items()}
    return [
        _address(
            label, preferred, {part: pieces[i] for part, pieces in cut.items() if i < len(pieces)}
        )
        for i in range(max(map(len, cut.values()), default=0))
    ]


def home_of(addresses: Sequence[Address]) -> tuple[str, str]:
    """City and country of the home, else the work, else the first address that tells."""
    ranked = sorted(addresses, key=lambda address: _RANK.get(address.label, 2))
    place = next((a for a in ranked if a.city), None) or next(
        (a for a in ranked if a.country), None
    )
    return (place.city, place.country) if place else ("", "")


_RANK = {"home": 0, "work": 1}


def _address(label: str, preferred: bool, parts: Mapping[str, str]) -> Address:
    city = _line(parts.get("city", ""))
    country = _line(parts.get("country", ""))
    told = {part for part, text in parts.items() if text}
    lines = _with_whole(parts) if parts.get("whole") else _from_parts(parts)
    return Address(
        label=label,
        preferred=preferred,
        lines="\n".join(lines),
        city=city,
        country=country,
        bare=told <= {"city", "country"},
    )


def _with_whole(parts: Mapping[str, str]) -> list[str]:
    """The whole address, and below it what only its single columns tell."""
    seen = set(_words(parts["whole"]))
    rest = {
        part: text
        for part, text in parts.items()
        if part != "whole" and not seen.issuperset(_words(text))
    }
    return _lines(parts["whole"]) + _from_parts(rest)


def _from_parts(parts: Mapping[str, str]) -> list[str]:
    streets = (
        line for part in ("street", "street2", "street3") for line in _lines(parts.get(part))
    )
    pobox = _line(parts.get("pobox", ""))
    city, region, postcode, country = (
        _line(parts.get(part, "")) for part in ("city", "region", "postcode", "country")
    )
    if region and region != city:
        place = _joined([_joined([city, region], ", "), postcode])
    else:
        place = _joined([postcode, city])
    return [
        *streets,
        *filter(None, [f"PO Box {pobox}" if pobox.isdecimal() else pobox, place, country]),
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _joined(texts: Iterable[str], between: str = " ") -> str:
    return between.join(filter(None, texts))


def _lines(text: str | None) -> list[str]:
    return [line for line in map(_line, (text or "").split("\n")) if line]


def _line(text: str) -> str:
    return " ".join(text.split())
