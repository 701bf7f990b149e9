"""What a person typed into a field, as the file keeps it; RuleError says what is not understood."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, QUrl

from planner.domain.capture_dates import find_day
from planner.domain.errors import RuleError
from planner.domain.followups import Direction
from planner.domain.meetings import zone_info
from planner.domain.people import NEVER, ContactPoint, PointKind, check_birthday
from planner.gui.people.detail import tongues

if TYPE_CHECKING:
    from planner.domain.capture import KnownPerson

_ADDRESS = re.compile(
    r"[^\s@<>()\[\],;:\\\"]+@(?:[^\s@<>()\[\],;:\\\".]+\.)+[^\s@<>()\[\],;:\\\".]{2,}"
)
_PHONE = re.compile(r"\+?[0-9 ()./\-\u2011\u2013]+(?:(?:ext|x|#|;)\.? ?[0-9]+)?", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?::[0-9]+)?(?:[/?#]\S*)?")
_FEWEST_DIGITS, _MOST_DIGITS = 3, 20
_CLOCK = re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9:])")
_NOON = time(12)


# Contact points


def point_kind(typed: str) -> PointKind:
    """What kind of way to reach somebody a text looks like."""
    line = typed.strip()
    if "@" in line and " " not in line:
        return PointKind.SOCIAL if line.startswith("@") else PointKind.EMAIL
    if _PHONE.fullmatch(line) and _digits(line) >= _FEWEST_DIGITS:
        return PointKind.PHONE
    if _WEB.fullmatch(line):
        return PointKind.URL
    return PointKind.ADDRESS


def point(typed: str, kind: PointKind, before: ContactPoint | None = None) -> ContactPoint:
    """A contact point with its normal form. RuleError when it cannot be what it is meant to be."""
    from planner.exchange.contact_points import normal_email, normal_phone

    value = typed.strip()
    normal = ""
    if kind is PointKind.EMAIL:
        if not is_email(value):
            raise RuleError(
                "{value} is no e-mail address; write it like ana@ruiz.example", value=value
            )
        normal = normal_email(value)
    elif kind is PointKind.PHONE:
        if not is_phone(value):
            raise RuleError(
                "{value} is no phone number; write it like +351 555 010 199", value=value
            )
        normal = normal_phone(value)
    kept = before or ContactPoint(kind=kind, value=value)
    return ContactPoint(
        kind=kind,
        value=value,
        label=kept.label,
        normal=normal,
        preferred=kept.preferred,
        extra=kept.extra,
        id=kept.id,
    )


def is_email(value: str) -> bool:
    return bool(_ADDRESS.fullmatch(value)) and value.isprintable() and len(value) <= 254


def is_phone(value: str) -> bool:
    digits = _digits(value)
    return bool(_PHONE.fullmatch(value)) and _FEWEST_DIGITS <= digits <= _MOST_DIGITS


def _digits(value: str) -> int:
    return sum(character.isdigit() for character in value)


def link(one: ContactPoint) -> QUrl | None:
    """What opens when a contact point is clicked; None where nothing safe does.

    The address is checked and encoded, so that it can add no header to a mail (RFC 6068).
    """
    value = one.value.strip()
    if one.kind is PointKind.EMAIL and is_email(value):
        return QUrl("mailto:" + bytes(QUrl.toPercentEncoding(value, b"@").data()).decode("ascii"))
    if one.kind is PointKind.PHONE and is_phone(value):
        number = one.normal if is_phone(one.normal) else value
        kept = re.sub(r"[^0-9+]", "", re.split(r"(?i)ext|x|#|;", number, maxsplit=1)[0])
        return QUrl("tel:" + kept)
    if one.kind in (PointKind.URL, PointKind.SOCIAL) and _WEB.fullmatch(value):
        url = QUrl(value if "://" in value else f"https://{value}", QUrl.ParsingMode.StrictMode)
        return url if url.isValid() and url.scheme() in ("http", "https") else None
    return None


# Days


def day(typed: str, today: date, *, past: bool = False) -> date | None:
    """A day in words or figures; None for an empty text."""
    line = " ".join(typed.split())
    if not line:
        return None
    try:
        return date.fromisoformat(line)
    except ValueError:
        pass
    found = find_day(line, today=today, past=past)
    if not found:
        raise RuleError(
            "{text} is no day that is understood; write it like 16 October or next Friday",
            text=line,
        )
    return found[-1][2]


def moment(typed: str, now: datetime) -> datetime:
    """When something happened, from a day and perhaps a time of day; in UTC. `now` is local."""
    line = " ".join(typed.split())
    clock = _CLOCK.search(line)
    rest = (line[: clock.start()] + line[clock.end() :] if clock else line).strip(" ,")
    on = day(rest, now.date(), past=True) if rest else now.date()
    at = time(int(clock[1]), int(clock[2])) if clock else None
    if at is None and on == now.date():
        return now.astimezone(UTC).replace(microsecond=0)
    local = datetime.combine(on or now.date(), at or _NOON).replace(tzinfo=now.tzinfo)
    if local > now:
        raise RuleError("that is still to come; a talk is logged once it was held")
    return local.astimezone(UTC)


def birthday(typed: str) -> str:
    """A birthday as kept, from `3 May 1980`, `3 May`, `3.5.1980`, or the ISO forms."""
    line = " ".join(typed.split())
    if not line:
        return ""
    try:
        return check_birthday(line)
    except RuleError:
        pass
    found = _with_month_name(line) or _in_figures(line)
    if found is None:
        raise RuleError(
            "{day} is no day that is understood; write a birthday like 3 May 1980, or 3 May",
            day=line,
        )
    year, month, number = found
    return check_birthday(
        f"{year}-{month:02d}-{number:02d}" if year else f"--{month:02d}-{number:02d}"
    )


_Day = tuple[str, int, int]


def _with_month_name(line: str) -> _Day | None:
    words = re.findall(r"[^\W\d_]+|[0-9]+", line.casefold())
    months = [_month(word) for word in words if not word.isdigit()]
    named = [month for month in months if month]
    numbers = [word for word in words if word.isdigit()]
    if len(named) != 1 or not 1 <= len(numbers) <= 2:
        return None
    year = next((word for word in numbers if len(word) == 4), "")
    rest = [word for word in numbers if word != year]
    return (year, named[0], int(rest[0])) if len(rest) == 1 and len(rest[0]) <= 2 else None


def _month(word: str) -> int | None:
    if len(word) < 3:
        return None
    for locale in (QLocale(), QLocale("en_GB"), QLocale("de_DE")):
        for number in range(1, 13):
            if locale.monthName(number).casefold().startswith(word):
                return number
    return None


def _in_figures(line: str) -> _Day | None:
    match = re.fullmatch(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]?([0-9]{4})?\.?", line)
    if not match:
        return None
    first, second = int(match[1]), int(match[2])
    month_first = QLocale().dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
    month, number = (first, second) if month_first and "." not in line else (second, first)
    return match[3] or "", month, number


def met_on(typed: str, today: date) -> str:
    """When somebody was met: an ISO date, a year and month, or a year."""
    line = " ".join(typed.split())
    if not line or re.fullmatch(r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?", line):
        return line
    words = re.findall(r"[^\W\d_]+|[0-9]+", line.casefold())
    if len(words) == 2 and re.fullmatch("[12][0-9]{3}", words[1]) and (month := _month(words[0])):
        return f"{words[1]}-{month:02d}"
    found = day(line, today, past=True)
    return found.isoformat() if found else ""


# The rest


def rhythm(typed: str) -> int | None:
    """Days between two hellos: a number, alone or in words; None for the circle's own."""
    line = typed.strip().casefold()
    if not line:
        return None
    if line in ("never", "nie"):
        return NEVER
    numbers = re.findall(r"[0-9]+", line)
    if len(numbers) != 1 or line.startswith("-") or not 1 <= int(numbers[0]) <= 3650:
        raise RuleError("{text} is no number of days; write one from 1 to 3650", text=line)
    return int(numbers[0])


def zone(typed: str) -> str:
    """A time zone by its name, or by that of its city."""
    line = typed.split(",", maxsplit=1)[0].strip()
    if not line:
        return ""
    wanted = line.casefold().replace(" ", "_")
    for name in sorted(available_timezones()):
        if name.casefold() == wanted or name.casefold().rpartition("/")[2] == wanted:
            zone_info(name)
            return name
    raise RuleError(
        "{zone} is not a known time zone; write it like Europe/Lisbon, or a large city in it",
        zone=line,
    )


def languages(typed: str) -> tuple[str, ...]:
    """Languages by their codes where they are known, else as typed."""
    names = [" ".join(part.split()) for part in re.split(r"[,;/\n]", typed)]
    return tuple(dict.fromkeys(_code(name) for name in names if name))


def _code(name: str) -> str:
    wanted = name.casefold()
    if wanted in tongues.CODES:
        return tongues.CODES[wanted]
    for language in QLocale.Language:
        if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
            continue
        code = QLocale.languageToCode(language)
        own = QLocale(language).nativeLanguageName().casefold()
        if wanted in (code, QLocale.languageToString(language).casefold(), own):
            return "no" if code == "nb" else code
    return name


class Promise(NamedTuple):
    """A promise as it was typed."""

    direction: Direction
    text: str
    due: date | None


def promise(typed: str, direction: Direction, who: KnownPerson, now: datetime) -> Promise | None:
    """What was promised, and until when; None for an empty text.

    A whole sentence ("Lotte owes me a name by Monday") says itself who owes.
    """
    from planner.domain.capture import FollowUpItem, understand

    line = " ".join(typed.split())
    if not line:
        return None
    names = set(who.name.casefold().split())

    def known(name: str) -> tuple[KnownPerson, ...]:
        return (who,) if set(name.casefold().split()) <= names else ()

    items = understand(line, now=now, known=known).items
    if len(items) == 1 and isinstance(items[0], FollowUpItem) and items[0].who.id == who.id:
        return Promise(items[0].direction, items[0].text, items[0].due)
    found = find_day(line, today=now.date())
    if not found:
        return Promise(direction, line, None)
    start, end, due = found[-1]
    what = " ".join((line[:start] + line[end:]).split()).strip(" ,;")
    return Promise(direction, what or line, due)
