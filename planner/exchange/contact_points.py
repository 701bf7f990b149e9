"""Normal forms of e-mails and phones, for telling whether two are the same. The text stays."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from planner.domain.people import ContactPoint, Person, PointKind

_INTERNATIONAL = re.compile(r"\s*(?:\+|00)([\d\s()./-]+)$")
_TRUNK = re.compile(r"\(0+\)")
_SHORTEST, _LONGEST = 7, 15
"""Digits of an international number (ITU-T E.164)."""


def normalised(person: Person, region: str = "") -> Person:
    """The person with the normal form beside every e-mail and phone.

    `region` is the ISO 3166 country whose numbers are written without a country code.
    """
    points = tuple(_with_normal(point, region) for point in person.points)
    return person if points == person.points else replace(person, points=points)


def _with_normal(point: ContactPoint, region: str) -> ContactPoint:
    if point.kind is PointKind.EMAIL:
        normal = normal_email(point.value)
    elif point.kind is PointKind.PHONE:
        normal = normal_phone(point.value, region)
    else:
        return point
    return point if normal == point.normal else replace(point, normal=normal)


def normal_email(text: str) -> str:
    """Lower case, without a display name or `mailto:`; empty where there is no address."""
    address = text.strip().rpartition("<")[2].rstrip(">").removeprefix("mailto:").strip()
    return address.casefold() if "@" in address else ""


@lru_cache(maxsize=4096)
def normal_phone(text: str, region: str = "") -> str:
    """E.164 where the number is international or the region is known, else its digits alone."""
    international = _INTERNATIONAL.match(text)
    if international:
        digits = re.sub(r"\D", "", _TRUNK.sub("", international[1]))
        if _SHORTEST <= len(digits) <= _LONGEST:
            return f"+{digits}"
    number = re.split(r"(?i)\s*(?:ext|x|durchwahl|#|;)", text, maxsplit=1)[0]
    digits = re.sub(r"\D", "", number)
    if region and len(digits) >= _SHORTEST - 1:
        return _by_region(number, region) or digits
    return digits


def _by_region(number: str, region: str) -> str:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
