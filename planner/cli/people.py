"""Commands about people: find, add, acquaint, paths, log, capture."""

from __future__ import annotations

import argparse
from datetime import datetime

from planner.cli import shapes
from planner.cli.session import Session
from planner.cli.shapes import Shapes
from planner.domain.errors import RuleError
from planner.domain.people import (
    ME,
    Acquaintance,
    Circle,
    ContactPoint,
    Person,
    PointKind,
    Standing,
    split_name,
)


def find(session: Session, options: argparse.Namespace) -> None:
    store = session.reading()
    for row in store.people.rows(store.people.find(" ".join(options.query), options.limit)):
        session.give(shapes.person(row))
        session.line(shapes.person_line(row))


def add(session: Session, options: argparse.Namespace) -> None:
    from planner.exchange.contact_points import normalised

    name = " ".join(options.name.split())
    given, family = split_name(name)
    reach = [(PointKind.EMAIL, text.strip()) for text in options.email]
    reach += [(PointKind.PHONE, text.strip()) for text in options.phone]
    person = Person(
        display_name=name,
        given=given,
        family=family,
        organisation=" ".join(options.org.split()),
        title=" ".join(options.title.split()),
        circle=Circle(options.circle) if options.circle else None,
        standing=Standing.WISHED if options.wished else Standing.KNOWN,
        points=tuple(ContactPoint(kind=k, value=v) for k, v in dict.fromkeys(reach) if v),
    )
    store = session.writing()
    kept = store.people.add(normalised(person, session.region))
    row = store.people.rows([kept.id])[0]
    session.give(shapes.person(row))
    session.say("Added {person}", person=shapes.person_line(row))


def acquaint(session: Session, options: argparse.Namespace) -> None:
    store = session.writing()
    a, b = (store.people.id_of(uid) for uid in options.uids)
    edge = store.people.acquaint(Acquaintance(a=a, b=b, strength=options.strength, how=options.how))
    session.give(Shapes(store).edge(edge))
    first, second = Shapes(store).people((a, b))
    session.say("{a} and {b} know each other", a=first["name"] or ME, b=second["name"] or ME)


def paths(session: Session, options: argparse.Namespace) -> None:
    from planner.domain.paths import AcquaintanceGraph

    store = session.reading()
    target = store.people.id_of(options.uid)
    graph = AcquaintanceGraph(store.people.path_columns())
    found = graph.best(store.people.id_of(ME), target, options.limit)
    say = Shapes(store)
    answer = []
    for path in found:
        edges = [edge for edge in map(store.people.acquaintance, path.links) if edge]
        people = say.people(path.people)
        answer.append(
            {
                "people": [one["uid"] for one in people],
                "strength": path.strength,
                "facts": [edge.how or edge.kind for edge in edges],
            }
        )
        names = " → ".join(one["name"] or "me" for one in people)
        facts = "; ".join(edge.how for edge in edges if edge.how)
        session.line(f"{names}  ({facts})" if facts else names)
    session.give(answer)
    if not found:
        session.say("No way in yet. Who might know someone there?")


def log(session: Session, options: argparse.Namespace) -> None:
    from planner.cli.moments import chosen
    from planner.domain.meetings import Channel, Interaction

    at = chosen(options.at, session.zone) if options.at else session.now
    store = session.writing()
    kept = store.interactions.add(
        Interaction(
            people=(store.people.id_of(options.uid),),
            at=at,
            channel=Channel(options.channel),
            summary=options.summary,
        )
    )
    session.give(Shapes(store).interaction(kept))
    session.say("Logged for {day}", day=f"{at.astimezone():%d %b %Y}")
    if at > session.now:
        session.tell(session.words("that is still to come; a talk is logged once it was held"))


def capture(session: Session, options: argparse.Namespace) -> None:
    from planner.capturing import described, keep, understood

    store = session.reading() if options.dry_run else session.writing()
    now = datetime.now().astimezone()
    capture = understood(store, options.text, now=now, language=options.lang)
    items = [described(store, item) for item in capture.items]
    if not items:
        raise RuleError("there is nothing to keep in an empty text")
    if not options.dry_run:
        keep(store, capture, now=now)
    session.give({"text": capture.text, "language": capture.language, "items": items})
    for item in items:
        names = ", ".join(one["name"] for one in item["people"])
        day = item.get("due") or item.get("day") or ""
        what = item.get("direction") or item.get("fact") or item["kind"]
        session.line("  ".join(filter(None, (str(what), names, day, item["text"]))))
