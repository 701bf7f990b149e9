"""Days in words, in English and German: what "by Friday" or "in zwei Wochen" means today.

A day named without its week or year is the one to come, or, in what has happened, the last one.
"By Friday" may be today, "on Friday" is later than today, and "next Friday" is in the next week.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from planner.domain.capture_calendar import (
    ENGLISH_ORDINALS,
    GERMAN_ORDINALS,
    Reckon,
    any_of,
    count,
    dated,
    day_of_month,
    days_away,
    feast,
    groups_of,
    is_deadline,
    part_of_month,
    period,
    period_after,
    start_of_month,
    tomorrow,
    week_by_number,
    weekday,
    weekday_later,
    weekday_of_week,
)
from planner.domain.capture_tongue import UMLAUTS

__all__ = ["Found", "find_day", "is_deadline", "is_exact"]

Found = tuple[int, int, date]
"""Where the words begin and end in the text, and the day that they mean."""


def find_day(
    text: str, *, today: date, language: str | None = None, past: bool = False
) -> list[Found]:
    """Every day that the text names, in order, each with its preposition ("by", "bis zum").

    `language` is `en`, `de` or None for both. `past` tells that the text is about what happened.
    What names no possible day (30 February) is not found. Never raises.
    """
    found: list[Found] = []
    for pattern, reckon in _rules("en") + _rules("de") if language is None else _rules(language):
        for match in pattern.finditer(text):
            # "The notes of Monday" and "our Monday walk" say nothing about when.
            if _NO_DAY.search(text, max(0, match.start() - 9), match.start()):
                continue
            try:
                found.append((*match.span(), reckon(groups_of(match), today, past)))
            except (LookupError, ValueError, OverflowError):
                continue
    found.sort(key=lambda day: (day[0], -day[1]))
    apart: list[Found] = []
    for one in found:
        if not apart or one[0] >= apart[-1][1]:
            apart.append(one)
    return apart


def is_exact(words: str) -> bool:
    """True when words that `find_day` found name the year, and mean the same whenever read."""
    return re.search("[0-9]{4}", words) is not None


_NO_DAY = re.compile(
    r"(?<!\w)(?:of|from|since|dated|every|each|the|a|my|our|your|his|her|their"
    r"|about|re|regarding|wegen|wg[.]?|über|vom|von|seit|jeden|guten|diesen|am)\s$",
    re.IGNORECASE,
)

_ENGLISH: Mapping[str, str] = {
    "before": "no later than|not later than|due by|due on|due|by|until|till|before|b4|for|on|at|to",
    "day": "(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    "cob": "(?:(?:cob|eob|eod|close of business|end of (?:the )?day|first thing)(?: on)? )?",
    "short": "(?P<day>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)",
    "bare": "(?P<day>(?-i:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun|tues|weds|thurs?|fri))",
    "close": r"[.]?\s{0,3}(?:[,;:!?)–—]|\n|$)|[.]\s",
    "ordinal": f"(?P<number>{any_of(ENGLISH_ORDINALS)})",
    "link": "about|re|regarding|with|for|to|because|and|or|at|in|if|so|that|whether|but|then",
    "named": "(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    "|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)[.]?,? )?",
    "weekday": "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    "|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)",
    "month": "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)",
    # Of "Nov." in the midst of a sentence, not the one that ends it.
    "dot": "(?:[.](?=\\s{1,3}(?-i:[a-zäöü0-9])))?",
    "number": "(?P<number>a couple of|a couple|a few|an?|one|two|three|four|five|six|seven|eight"
    "|nine|ten|eleven|twelve|[0-9]{1,3})",
    "units": "(?P<unit>(?:day|week|wk|fortnight|month|year)s?)",
    "unit": "(?P<unit>week|wk|month|quarter|year)",
    "which": "(?P<which>next|nxt|this coming|this past|this|the coming|coming|past|last)",
    "part": "(?P<part>end|close|late|middle|mid|beginning|start|early)",
    "hours": "(?: morning| afternoon| evening| night| noon)?",
    "nth": "(?P<number>[0-9]{1,2})(?:st|nd|rd|th)",
    "n": "(?P<number>[0-9]{1,2})",
    "year": "(?P<year>[0-9]{4})",
}

_ENGLISH_RULES: tuple[tuple[str, Reckon], ...] = (
    ("today|tonight|this (?:morning|afternoon|evening)|eod|end of (?:the )?day", days_away(0)),
    ("{cob}(?:tomm?orr?ow|tmrw|tmw|tmr|tomoz|2morrow|2moro){hours}", days_away(1)),
    ("(?:the )?day after tomorrow{hours}", days_away(2)),
    ("yesterday{hours}|last night", days_away(-1)),
    ("(?:the )?day before yesterday{hours}", days_away(-2)),
    ("{cob}(?:{which} )?{day}{hours}", weekday),
    ("{cob}(?P<which>next|nxt|last|this) {short}", weekday),
    ("!{short}", weekday),
    ("{bare}(?={close})", weekday),
    ("(?:a )?week (?:on |from )?{day}", weekday_later),
    ("{day} week", weekday_later),
    ("(?:a )?week (?:from )?today|today week", days_away(7)),
    ("(?:a )?week (?:from )?tomorrow|tomorrow week", days_away(8)),
    ("{day} (?P<which>next)(?! week| month| year)", weekday),
    ("(?:the )?{unit} after (?P<which>next)", period_after),
    ("{day}{hours},? (?:of )?(?P<which>next|nxt|last|this) (?:week|wk)", weekday_of_week),
    ("{short},? (?:of )?(?P<which>next|nxt|last|this) (?:week|wk)", weekday_of_week),
    ("(?P<which>next|nxt|last|this) (?:week|wk)(?: on)?,? {day}{hours}", weekday_of_week),
    ("(?:in|within)(?: the (?:next|coming))? {number} {units}(?:['’]? time)?", count),
    ("{number} {units} from (?:now|today)", count),
    ("{number} {units} (?P<ago>ago)", count),
    (
        "(?:(?:the )?{part}(?: |-)(?:of )?)?(?:the )?{which} (?:{unit}|(?P<weekend>weekend))",
        period,
    ),
    ("(?:the )?{part} of (?:the )?{unit}|eo(?P<initial>[wmqy])", period),
    ("{unit}(?:['’]s)?(?: |-)(?P<part>end)", period),
    ("!(?P<weekend>weekend)", period),
    ("(?:the )?{part}(?: |-)(?:of )?{month}{dot}(?:,? {year})?", part_of_month),
    ("(?P<until>by|before|until|till) {month}{dot}(?: {year})?", start_of_month),
    ("{cob}{named}(?:the )?{n}(?:st|nd|rd|th)?(?: of)? {month}[.]?(?:,? {year})?", dated),
    ("{cob}{named}{month}[.]? {n}(?:st|nd|rd|th)?(?:,? {year})?", dated),
    ("!{cob}{nth}", day_of_month),
    ("{weekday},? (?:the )?{nth}", day_of_month),
    ("!(?P<feast>christmas|xmas|x-mas|new year|easter)(?:['’]?s)?(?: eve| day)?", feast),
    ("(?:in )?(?:calendar week|cw) ?{n}", week_by_number),
    ("(?:in )(?:week|wk) {n}(?! of)", week_by_number),
    ("!(?:week|wk) {n}(?! of)", week_by_number),
    ("(?:the )?{ordinal}(?: of)? {month}(?:,? {year})?", dated),
    ("!{ordinal}(?={close}|,? (?:{link})(?!\\w))", day_of_month),
    ("{n}(?P<slash>/)(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4}|[0-9]{2})", dated),
    ("!{n}(?P<slash>/)(?P<month>[0-9]{1,2})(?P<year>)", dated),
    ("(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<number>[0-9]{2})", dated),
    ("{n}[.](?P<month>[0-9]{1,2})[.](?P<year>[0-9]{4}|[0-9]{2})", dated),
)

_GERMAN: Mapping[str, str] = {
    "before": "fällig bis zum|fällig bis|fällig am|fällig zum|fällig"
    "|spätestens bis zum|spätestens bis|spätestens am|spätestens|bis spätestens|bis zum"
    "|bis zur|bis|vor dem|vor|am|zum|zur|zu|für|an|gegen|ab|auf|übers",
    "day": "(?P<day>montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)",
    "short": "(?P<day>(?-i:Mo|Di|Mi|Do|Fr|Sa|So))[.]?",
    "bare": "(?P<day>(?-i:Mo|Di|Mi|Do|Fr|Sa|So))",
    "close": r"[.]?\s{0,3}(?:[,;:!?)–—]|\n|$)",
    "dotted": r"(?P<day>(?-i:(?:Mo|Di|Mi|Do|Sa)[.](?=\s)|(?:Fr|So)[.](?=\s{1,3}[a-zäöü0-9])))",
    "follows": "(?:mit|bei|um|wegen|wg|noch|früh|abends?|mittags?|nachmittags?|vormittags?)",
    "ordinal": f"(?P<number>{any_of(GERMAN_ORDINALS)})",
    "named": "(?:(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    "|(?-i:Mo|Di|Mi|Do|Fr|Sa|So)[.]?),? (?:de[nmr] )?)?",
    "month": "(?P<month>jan(?:uar)?|jänner|feb(?:ruar)?|märz|mrz|apr(?:il)?|mai|juni?|juli?"
    "|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)",
    # Of "Nov." in the midst of a sentence, not the one that ends it.
    "dot": "(?:[.](?=\\s{1,3}(?-i:[a-zäöü0-9])))?",
    "number": "(?P<number>ein paar|eine[mnr]?|ein|zwei|zwo|drei|einigen|vier|fünf|sechs|sieben|acht"
    "|neun|zehn|elf|zwölf|vierzehn|[0-9]{1,3})",
    "units": "(?P<unit>(?:tag|woche|monat|jahr)(?:en|es|e|n|s)?)",
    "unit": "(?P<unit>woche|monat|quartal|jahr)(?:es|s)?",
    "which": "(?P<which>(?:übernächste|nächste|kommende|diese|letzte|vergangene|vorige)[mnrs]?)",
    "part": "(?P<part>ende|mitte|anfang)",
    "hours": "(?: ?(?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht))?",
    "n": "(?P<number>[0-9]{1,2})[.]",
    "nn": "(?P<number>[0-9]{1,2})",
    "week": "(?:kw|kalenderwoche)",
    "year": "(?P<year>[0-9]{4})",
}

_GERMAN_RULES: tuple[tuple[str, Reckon], ...] = (
    ("heute{hours}", days_away(0)),
    ("morgen(?: (?:früh|vormittag|mittag|nachmittag|abend|nacht))?", tomorrow),
    ("übermorgen{hours}", days_away(2)),
    ("gestern{hours}", days_away(-1)),
    ("vorgestern{hours}", days_away(-2)),
    ("(?:{which} )?{day}{hours}", weekday),
    ("{which} {short}", weekday),
    ("!{short}", weekday),
    ("{bare}(?={close})", weekday),
    ("{dotted}", weekday),
    ("{bare}(?= {follows}(?!\\w))", weekday),
    ("(?:am|bis) (?P<day>mo|di|mi|do|fr|sa)", weekday),
    ("(?<=\\w\\s){bare}(?= (?-i:[a-zäöü]+(?:en|ern|eln))(?!\\w))", weekday),
    ("morgen in einer woche|morgen in acht tagen", days_away(8)),
    ("{day}{hours} in einer woche", weekday_later),
    ("{day}{hours},? {which} woche", weekday_of_week),
    ("{which} woche,?(?: am)? {day}{hours}", weekday_of_week),
    ("{which} woche,?(?: am)? {short}", weekday_of_week),
    ("(?:heute in|in|binnen|innerhalb von|innerhalb) {number} {units}", count),
    ("(?P<ago>vor) {number} {units}", count),
    ("(?:{part} )?{which} (?:{unit}|(?P<weekend>wochenende))", period),
    ("{part} (?:der|des) {unit}", period),
    ("(?P<unit>monat|quartal|jahr)e?s(?P<part>ende|anfang|mitte)", period),
    ("!(?P<weekend>wochenende)", period),
    ("{part} {month}{dot}(?: {year})?", part_of_month),
    ("(?P<until>spätestens bis|bis spätestens|bis|vor) {month}{dot}(?: {year})?", start_of_month),
    ("!(?P<feast>weihnachten|silvester|neujahr|jahreswechsel|ostern|pfingsten)", feast),
    ("(?:(?:in|ab) )?(?:der )?(?:{part} (?:der )?)?{week} ?{nn}", week_by_number),
    ("(?:in der )?{n} {week}", week_by_number),
    ("{named}{n} ?{month}[.]?(?: {year})?", dated),
    ("{named}{n} ?(?P<month>[0-9]{1,2})[.](?: ?(?P<year>[0-9]{4}|[0-9]{2}))?", dated),
    ("!{n}(?P<month>[0-9]{1,2})(?![.,]?[0-9]| ?(?:€|euro?|uhr|h)(?!\\w))", dated),
    ("!{n}(?! ?(?-i:[A-ZÄÖÜ]))", day_of_month),
    ("{ordinal} {month}(?: {year})?", dated),
    ("!{ordinal}(?! ?(?-i:[A-ZÄÖÜ]))", day_of_month),
    ("(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<number>[0-9]{2})", dated),
)


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], Reckon], ...]:
    words, rules, the = {
        "en": (_ENGLISH, _ENGLISH_RULES, "(?:the )?"),
        "de": (_GERMAN, _GERMAN_RULES, "(?:de[nmr] )?"),
    }[language]
    return tuple((_pattern(rule, words, the), reckon) for rule, reckon in rules)


def _pattern(rule: str, words: Mapping[str, str], the: str) -> re.Pattern[str]:
    """A rule with its words put in. `!` wants a preposition, and a space may be a few."""
    core = re.sub("{([a-z]+)}", lambda name: words[name[1]], rule.removeprefix("!"))
    before = f"(?:(?P<before>{words['before']}) {the})" + ("" if rule[0] == "!" else "?")
    pattern = rf"(?<!\w){before}(?:{core})(?!\w|['’]s)"
    for umlaut, typed in UMLAUTS.items():
        pattern = pattern.replace(umlaut, f"(?:{umlaut}|{typed})")
    return re.compile(pattern.replace(" ", r"(?:\s{1,3})"), re.IGNORECASE)
