"""Drafts of messages for what Today suggests, in plain words and easy to decline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.debriefing import Promise, Thanks
from planner.domain.followups import Direction
from planner.domain.introductions import Introduction, IntroductionStatus, Message
from planner.domain.meetings import Channel, Interaction
from planner.domain.people import ME
from planner.domain.today import Gift, Hello, Step, Who
from planner.gui import text
from planner.store import Store

translate = text.translate
Suggestion = Step | Gift | Hello | Thanks


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to somebody, before anybody has changed it."""

    to: Who
    subject: str
    body: str


def draft(about: Suggestion, me: str) -> Draft:
    """The message for a suggestion; `me` is how the writer signs."""
    to, (subject, lines) = _about(about)
    greeting = translate("messages", "Dear {name},").format(name=_first(to))
    return Draft(to, subject, "\n\n".join(filter(None, [greeting, *lines, me])))


def _about(about: Suggestion) -> tuple[Who, tuple[str, list[str]]]:
    match about:
        case Step():
            return about.connector, _step(about)
        case Gift():
            return about.helper or about.to, _gift(about)
        case Hello():
            return about.who, _hello(about)
        case Thanks():
            return about.to, _thanks(about)


def note_as_sent(store: Store, about: Suggestion, body: str, at: datetime) -> None:
    """Keep what was sent: an introduction that is asked for, or a talk that took place.

    One step of undo. Raises PlannerError when it cannot be kept.
    """
    me = store.people.id_of(ME)
    sent = at.isoformat(timespec="seconds")
    match about:
        case Step():
            with store.together("ask", about.connector.name):
                message = Message(to=about.connector.id, text=body, sent_at=sent)
                _ask(store, about, me, message)
        case Gift(helper=Who() as helper):
            message = Message(to=helper.id, text=body, sent_at=sent)
            store.introductions.add(
                Introduction(
                    connector=me,
                    source=helper.id,
                    target=about.to.id,
                    status=IntroductionStatus.ASKED,
                    messages=(message,),
                )
            )
        case Gift():
            summary = translate("messages", "Offered: {what}").format(what=about.offer)
            _log(store, about.to, summary, at)
        case Hello():
            with store.together("log", about.who.name):
                _log(store, about.who, translate("messages", "Said hello"), at)
                if about.reach_out is not None:
                    store.followups.done(about.reach_out.id)
        case Thanks():
            with store.together("log", about.to.name):
                _log(store, about.to, translate("messages", "Said thank you"), at)
                store.followups.done(about.follow_up)


def _ask(store: Store, step: Step, me: int, message: Message) -> None:
    if step.introduction is not None:
        kept = store.introductions.get(step.introduction)
        asked = replace(kept, status=IntroductionStatus.ASKED, messages=(*kept.messages, message))
        store.introductions.save(asked)
        return
    store.introductions.add(
        Introduction(
            connector=step.connector.id,
            source=me,
            target=step.target.id,
            ask=step.ask,
            status=IntroductionStatus.ASKED,
            messages=(message,),
        )
    )


def _log(store: Store, who: Who, summary: str, at: datetime) -> None:
    store.interactions.add(
        Interaction(people=(who.id,), at=at, channel=Channel.MESSAGE, summary=summary)
    )


def _step(step: Step) -> tuple[str, list[str]]:
    target = text.one_line(step.target.name)
    if step.care is not None and step.care.gift is not None:
        gift = step.care.gift
        subject = translate("messages", "Something for you")
        offer = translate(
            "messages", "You are looking for {need}. I have {offer}. Shall I send it?"
        )
        return subject, [
            offer.format(need=text.sentence_part(gift.need), offer=text.sentence_part(gift.offer))
        ]
    subject = translate("messages", "Would you introduce me to {name}?").format(name=target)
    need = text.sentence_part(step.ask_text)
    return subject, [
        translate("messages", "I am looking for this: {ask}.").format(ask=need.rstrip("?")),
        translate("messages", "I think {name} could help. {why}")
        .format(name=target, why=text.sentence(step.why))
        .strip(),
        translate(
            "messages",
            "Would you ask {name} whether an introduction is welcome? A no is fine, too.",
        ).format(name=_first(step.target)),
    ]


def _gift(gift: Gift) -> tuple[str, list[str]]:
    need, offer = text.sentence_part(gift.need), text.sentence_part(gift.offer)
    to = text.one_line(gift.to.name)
    if gift.helper is None:
        return _offer(gift)
    subject = translate("messages", "May I introduce you to {name}?").format(name=to)
    line = translate(
        "messages",
        "{name} is looking for {need}, and you could help with {offer}."
        " May I introduce you to each other? A no is fine, too.",
    )
    return subject, [line.format(name=to, need=need, offer=offer)]


def _offer(gift: Gift) -> tuple[str, list[str]]:
    line = translate("messages", "You are looking for {need}. I have {offer}. Shall I send it?")
    need, offer = text.sentence_part(gift.need), text.sentence_part(gift.offer)
    return translate("messages", "Something for you"), [line.format(need=need, offer=offer)]


def _hello(hello: Hello) -> tuple[str, list[str]]:
    subject = translate("messages", "How are you?")
    about = text.sentence_part(hello.about)
    if about.casefold().startswith(("about ", "über ")):
        about = about.partition(" ")[2]
    if hello.last is None or not about:
        return subject, [translate("messages", "How are you? I would be glad to hear from you.")]
    line = translate("messages", "When we last spoke it was about {about}. How did that go on?")
    return subject, [line.format(about=about)]


def _thanks(thanks: Thanks) -> tuple[str, list[str]]:
    day = text.day(thanks.day, thanks.day)
    lines = [translate("messages", "Thank you for your time on {day}.").format(day=day)]
    for direction, lead_in in (
        (Direction.I_OWE, translate("messages", "What I promised:")),
        (Direction.THEY_OWE, translate("messages", "What you promised:")),
    ):
        owed = [_owed(one, thanks.day) for one in thanks.promised if one.direction is direction]
        if owed:
            lines.append("\n".join([lead_in, *owed]))
    return translate("messages", "Thank you"), lines


def _owed(promise: Promise, today: date) -> str:
    what = f"– {text.one_line(promise.text)}"
    if not promise.due:
        return what
    due = text.by_day(date.fromisoformat(promise.due), today)
    return translate("messages", "{what} ({by})").format(what=what, by=due)


def _first(who: Who) -> str:
    return text.one_line(who.first or who.name)
