"""Quick capture: what a line such as "Petra owes me two names by Friday" means.

Understands English and German: promises both ways, talks, new people, facts and days. What cannot
be placed becomes a note, so that no word is lost, and nothing is kept before the person has seen
it. The words and patterns are in `capture_english` and `capture_german`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from planner.domain.capture_clauses import Sentence, sentences
from planner.domain.capture_items import (
    Capture,
    FactItem,
    FollowUpItem,
    KnownPerson,
    Mention,
    NoteItem,
    Part,
    PersonItem,
    Span,
    TalkItem,
    Understood,
)
from planner.domain.capture_matching import ARTICLES, DETERMINERS, TITLES, Known, Match
from planner.domain.capture_reading import Reading, Said, about, grammars_for, is_about
from planner.domain.capture_texts import (
    due_day,
    headed,
    is_role,
    line,
    organisation,
    planned_day,
    role,
    spans_of,
    talk_day,
    told_on,
    trimmed,
    words_of_text,
)
from planner.domain.capture_tongue import OF, Tongue, Word, is_capital
from planner.domain.followups import Direction
from planner.domain.meetings import Channel
from planner.domain.people import FactKind, Standing

__all__ = [
    "Capture",
    "FactItem",
    "FollowUpItem",
    "Known",
    "KnownPerson",
    "Mention",
    "NoteItem",
    "Part",
    "PersonItem",
    "Span",
    "TalkItem",
    "Understood",
    "understand",
]

LONGEST = 4000
"""Characters that are read closely; the rest of a longer text goes with what was said last."""

_DIRECTIONS = frozenset(Direction)


def understand(text: str, *, now: datetime, known: Known, language: str | None = None) -> Capture:
    """What the text says, in its order; only a blank text says nothing. Never raises.

    `known` answers a name as typed ("petra", "Ana Ruiz") with everybody whom it may mean: several
    are all handed back, and none is chosen. Days are reckoned from `now` in its own time zone.
    `language` is `en`, `de`, or None to tell from the words.
    """
    near = text[: _end_of_reading(text)]
    grammars = grammars_for(near, language)
    code = grammars[0].tongue.code
    capturing = _Capturing(text, now.date(), Reading(grammars, known, now.date()))
    for sentence in sentences(near, today=now.date(), language=code):
        capturing.take(sentence)
    if text[len(near) :].strip():
        capturing.follow(len(near))
    if not capturing.items and text.strip():
        capturing.note(0, len(text))
    return Capture(text=text, language=code, items=tuple(capturing.items))


def _end_of_reading(text: str) -> int:
    """Where a text that is too long to be read to its end is cut: between two words, if it can."""
    if len(text) <= LONGEST:
        return len(text)
    gap = max(text.rfind(blank, LONGEST // 2, LONGEST) for blank in " \n\t")
    return gap if gap > 0 else LONGEST


class _Capturing:
    """What was understood of a text so far."""

    def __init__(self, text: str, today: date, reading: Reading) -> None:
        self.items: list[Understood] = []
        self._text = text
        self._today = today
        self._reading = reading
        self._tongue = reading.tongue
        self._introduced: set[str] = set()
        # Places in `items` of the talk and the note that words left over on a line belong to.
        self._talk: int | None = None
        self._note: int | None = None

    def take(self, sentence: Sentence) -> None:
        if sentence.opens:
            self._talk = self._note = None
        if sentence.asks:
            self.note(sentence.words[0].start, sentence.end)
            return
        begun = len(self.items)
        subject: Match | None = None
        subject_words: list[Word] = []
        waiting: list[Word] = []
        parts = self._reading.parts(sentence)
        while parts:
            words = parts[0].words
            begins = begun == len(self.items)
            implied = not (begins and sentence.opens) or subject is not None
            said, used = self._reading.next(parts, implied=implied, named=subject is not None)
            del parts[:used]
            if said is not None:
                if subject and not is_about(subject, said):
                    waiting = sorted([*subject_words, *waiting], key=lambda word: word.start)
                    subject = None
                self._say(about(subject, said) if subject else said)
                self._lead(waiting, begun)
                subject, waiting = None, []
            elif not begins or self._talk is not None:
                self._leave(words, begun)
            elif subject is None and (subject := self._reading.subject(words)):
                self._reading.speak_of(subject.who[0])
                subject_words = words
            else:
                waiting += words
        if (waiting or subject) and begun == len(self.items):
            self.note(sentence.words[0].start, sentence.end)

    def note(self, start: int, end: int) -> None:
        """Keep words as they are that say nothing that is understood; those of one line stay
        together."""
        text = self._text[start:end].strip()
        text = text.lstrip("-*•·> ") or text
        span = Span(start, end, Part.TEXT)
        before = self.items[self._note] if self._note is not None else None
        if self._note is not None and isinstance(before, NoteItem):
            gap = "" if start == before.spans[-1].end and self._text[start].isalnum() else " "
            joined = NoteItem(text=f"{before.text}{gap}{text}", spans=(*before.spans, span))
            self.items[self._note] = joined
        else:
            self._note = len(self.items)
            self.items.append(NoteItem(text=text, spans=(span,)))

    def follow(self, start: int) -> None:
        """Keep the rest of the text, unread, with the last item, as it goes on there; a sentence or
        line of its own becomes a note."""
        item = self.items[-1] if self.items else None
        before = self._text[:start].rstrip()
        goes_on = (
            before and before[-1] not in ".!?;…" and "\n" not in self._text[len(before) : start]
        )
        if goes_on and isinstance(item, FollowUpItem | FactItem):
            span = Span(start, len(self._text), Part.TEXT)
            text = item.text + self._text[len(before) :].rstrip()
            self.items[-1] = replace(item, text=text, spans=(*item.spans, span))
        else:
            self.note(start, len(self._text))

    def _say(self, said: Said) -> None:
        said = self._with_asides(said)
        kind, _, channel = said.says.partition(" ")
        if said.says in _DIRECTIONS:
            self._promise(said, Direction(said.says))
        elif kind == "person":
            self._person(said)
        elif kind == "plan" and planned_day(said.match, self._today):
            self._promise(said, Direction.REACH_OUT)
        elif kind in ("talk", "plan"):
            self._talked(said, Channel(channel))
        else:
            self._fact(said, FactKind(said.says))
        match = said.match
        introduced = any(word in match.named for word in match.kept)
        together = kind in ("talk", "plan") and not introduced
        first = match.who[0 if said.says in _DIRECTIONS else -1]
        self._reading.speak_of(*(match.who if together else (first,)))

    def _with_asides(self, said: Said) -> Said:
        """With the words that tell who somebody known is ("my rival Kenji") beside the name, and
        what is beside the name of somebody who was new before among the others: there it is kept.
        """
        match = said.match
        if match.aside and match.who[-1].name in self._introduced:
            kept = (*match.kept, *match.aside)
            return replace(said, match=replace(match, kept=kept, aside=()))
        if not match.who[0].candidates:
            return said
        spare = {*said.tongue.classes["newcomer"], *TITLES, *ARTICLES, "."}
        told = [word for word in _described(match) if word.low not in spare]
        return replace(said, match=replace(match, aside=(*told, *match.aside)))

    def _promise(self, said: Said, direction: Direction) -> None:
        tongue, told = said.tongue, told_on(said.match, self._text, self._today)
        days = tuple(day for day in said.match.days if day not in told)
        match = replace(said.match, days=days)
        day = due_day(match, self._today)
        words = words_of_text(match, tongue, day, to_me=direction is Direction.THEY_OWE)
        words += [replace(one, text=f"({one.text})") for one in told]
        employer, words = self._employer(match, words, tongue)
        verb = words[-1 if tongue.code == "de" else 0]
        meeting = direction is Direction.REACH_OUT and verb.low in tongue.classes["meeting"]
        new = self._introduce(
            match,
            employer=employer,
            standing=Standing.WISHED if meeting else Standing.KNOWN,
        )
        if meeting and new and len(words) == 1 and day is None:
            wish, spans = self.items[-1], tuple(spans_of(words, Part.TEXT, self._text))
            self.items[-1] = replace(wish, spans=wish.spans + spans)
            return
        brought_together = any(word in match.named for word in match.kept)
        for who in match.who[: 1 if brought_together else None]:
            self.items.append(
                FollowUpItem(
                    who=who,
                    direction=direction,
                    text=headed(line(words, self._text)),
                    due=day.days[0] if day and day.days else None,
                    spans=self._spans(match, words, day),
                )
            )

    def _talked(self, said: Said, channel: Channel) -> None:
        match, tongue = said.match, said.tongue
        day = talk_day(match, self._today)
        words = words_of_text(match, tongue, day, to_me=False)
        channel = _channel(channel, words, tongue)
        employer, words = self._employer(match, words, tongue)
        summary = headed(line(words, self._text))
        met = summary if channel in (Channel.MEETING, Channel.EVENT) else ""
        self._introduce(match, employer=employer, how_met=met)
        self._talk = len(self.items)
        self.items.append(
            TalkItem(
                people=match.who,
                channel=channel,
                day=day.days[1] if day and day.days else self._today,
                summary=summary,
                spans=self._spans(match, words, day),
            )
        )

    def _fact(self, said: Said, kind: FactKind) -> None:
        words = words_of_text(said.match, said.tongue, None, to_me=False)
        self._introduce(said.match)
        for who in said.match.who:
            self.items.append(
                FactItem(
                    who=who,
                    kind=kind,
                    text=line(words, self._text),
                    spans=self._spans(said.match, words, None),
                )
            )

    def _person(self, said: Said) -> None:
        words = words_of_text(said.match, said.tongue, None, to_me=False)
        employer, words = organisation(words, said.tongue)
        self._introduce(said.match, employer=employer)
        self._talk = None
        words = trimmed(words, said.tongue)
        if words:
            row, spans = line(words, self._text), tuple(spans_of(words, Part.TEXT, self._text))
            self.items[-1] = _with(self.items[-1], row, ", ", spans, words, said.tongue)

    def _introduce(
        self,
        match: Match,
        *,
        employer: Sequence[Word] = (),
        how_met: str = "",
        standing: Standing = Standing.KNOWN,
    ) -> bool:
        """Hand back whoever is not in the file, once; True when there is somebody."""
        begun = len(self.items)
        note: list[Word] = []
        if match.aside and not employer:
            inside = [word for word in match.aside if word.text not in "()"]
            inside = inside[inside[0].low in OF :] if inside else []
            named = all(is_capital(word, self._tongue) for word in inside)
            employer, note = (inside, []) if named else ([], inside)
        if len(match.who) == 1:
            note += _described(match)
        for who in match.who:
            if who.candidates or who.name in self._introduced:
                continue
            self._introduced.add(who.name)
            self._reading.introduce(who)
            own = [word for word in match.named if word.text in who.name.split()]
            self.items.append(
                PersonItem(
                    name=who.name,
                    organisation=line(employer, self._text),
                    how_met=how_met,
                    note=headed(line(note, self._text)),
                    standing=standing,
                    spans=(
                        *spans_of(own, Part.PERSON, self._text),
                        *spans_of(employer, Part.ORGANISATION, self._text),
                        *spans_of(note, Part.TEXT, self._text),
                    ),
                )
            )
        return len(self.items) > begun

    def _employer(
        self, match: Match, words: list[Word], tongue: Tongue
    ) -> tuple[list[Word], list[Word]]:
        """The organisation that follows the name of somebody new, and the words without it."""
        if len(match.who) != 1 or match.who[0].candidates or not match.named:
            return [], words
        after = match.named[-1].end
        place = next((n for n, word in enumerate(words) if word.start >= after), len(words))
        employer, rest = organisation(words[place:], tongue)
        if employer and self._text[after : words[place].start].strip():
            return [], words
        return employer, trimmed([*words[:place], *rest], tongue) if employer else words

    def _lead(self, words: Sequence[Word], begun: int) -> None:
        """Words before what was understood tell of the one it introduced, or belong to its talk; a
        name alone is whoever told me so."""
        words = trimmed(words, self._tongue)
        if not words:
            return
        row, spans = line(words, self._text), tuple(spans_of(words, Part.TEXT, self._text))
        for place in range(begun, len(self.items)):
            item = self.items[place]
            if isinstance(item, PersonItem):
                self.items[place] = _with(item, row, ", ", spans, words, self._tongue)
                return
            if isinstance(item, TalkItem):
                summary = ", ".join(filter(None, (headed(row), item.summary)))
                self.items[place] = replace(item, summary=summary, spans=spans + item.spans)
                return
        first = self.items[begun] if begun < len(self.items) else None
        if isinstance(first, FollowUpItem | FactItem) and self._reading.subject(words):
            spans = tuple(spans_of(words, Part.TEXT, self._text))
            text = f"{first.text} ({row})"
            self.items[begun] = replace(first, text=text, spans=(*first.spans, *spans))
            return
        self.note(words[0].start, words[-1].end)

    def _leave(self, words: Sequence[Word], begun: int) -> None:
        """Words left over belong to the talk that they follow, or to what their sentence said last
        (its items are those from `begun` on)."""
        words = trimmed(words, self._tongue)
        place = len(self.items) - 1 if self._talk is None else self._talk
        if not words:
            return
        item = self.items[place]
        if isinstance(item, FollowUpItem | FactItem) and self._reading.tells_of_another(
            words, [item.who]
        ):
            self.note(words[0].start, words[-1].end)
            return
        if isinstance(item, FollowUpItem) and item.due is None:
            day = due_day(Match(kept=tuple(words)), self._today)
            if day and day.days:
                words = trimmed([word for word in words if word is not day], self._tongue)
                span = Span(day.start, day.end, Part.DAY)
                item = replace(item, due=day.days[0], spans=(*item.spans, span))
        row, spans = line(words, self._text), tuple(spans_of(words, Part.TEXT, self._text))
        joint = ", " if place >= begun else ". "
        self.items[place] = _with(item, row, joint, spans, words, self._tongue) if row else item

    def _spans(self, match: Match, words: Sequence[Word], day: Word | None) -> tuple[Span, ...]:
        named = {(word.start, word.end) for word in match.named}
        text = [word for word in words if (word.start, word.end) not in named]
        return (
            *spans_of(match.named, Part.PERSON, self._text),
            *spans_of(text, Part.TEXT, self._text),
            *spans_of([day] if day else [], Part.DAY, self._text),
        )


def _described(match: Match) -> list[Word]:
    """The words before the name of somebody new that tell who they are: "my neighbour", "Dr"."""
    named = match.named[: next((n for n, word in enumerate(match.named) if word.low in OF), None)]
    name = match.who[0].name.split()
    first = next((n for n, word in enumerate(named) if word.text == name[0]), 0)
    before = [word for word in named[:first] if word not in match.kept]
    return before[1:] if before and before[0].low in DETERMINERS else before


def _with(
    item: Understood,
    row: str,
    joint: str,
    spans: tuple[Span, ...],
    words: Sequence[Word],
    tongue: Tongue,
) -> Understood:
    """The item with words that follow it."""
    spans = item.spans + spans
    if isinstance(item, TalkItem):
        if not item.summary:
            return replace(item, summary=headed(row), spans=spans)
        follows = headed(row) if joint == ". " else row
        return replace(item, summary=item.summary + joint + follows, spans=spans)
    if isinstance(item, PersonItem):
        if not item.organisation:
            if all(is_capital(word, tongue) for word in words) and not is_role(words, tongue):
                return replace(item, organisation=row, spans=spans)
            employer, what = role(words, tongue)
            if employer:
                named = " ".join(word.text for word in employer)
                row = row.removesuffix(named).rstrip()
                row = row.removesuffix(words[len(what)].text).rstrip()
                item = replace(item, organisation=named)
        note = item.note + joint + row if item.note else headed(row)
        return replace(item, note=note, spans=spans)
    return replace(item, text=item.text + joint + row, spans=spans)


def _channel(channel: Channel, words: Sequence[Word], tongue: Tongue) -> Channel:
    """The channel, more closely: met at a fair, or spoke on the phone."""
    if channel is Channel.MEETING:
        for place, word in enumerate(words):
            where = words[max(0, place - 4) : place]
            if word.low.endswith(tuple(tongue.classes["event"])) and any(
                before.low in tongue.classes["where"] for before in where
            ):
                return Channel.EVENT
            if word.low in tongue.classes["phone"]:
                return Channel.CALL
    return channel
