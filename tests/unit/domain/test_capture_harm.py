"""What quick capture must not take for something else: a promise that nobody made, the day of
another matter, somebody who was not meant."""

from __future__ import annotations

import pytest

from planner.domain.capture import FollowUpItem, understand
from tests.unit.domain.capturing import NOW, known, told

NO_PROMISES = (
    *("Petra will not send me the draft", "Petra owes me nothing", "Petra never sent me the plan"),
    *("Kenji's assistant owes me a call", "Petra doesn't owe me anything any more"),
    *("Should I send Lotte the plan by Friday?", "Did Petra promise me two names?"),
    *("Petra schickt mir keinen Plan", "Petra schickt mir den Plan nicht"),
    *("Petra schuldet mir nichts mehr", "Petras Chef schuldet mir eine Antwort"),
    *("Soll ich Petra den Plan schicken?", "Hat Kenji die Pumpe schon bestellt?"),
    *("Svenja: neue Nummer 0171 5550123", "Neues Auto: rot", "If Petra sends it, I answer"),
)

SENTENCES: tuple[tuple[str, ...], ...] = (
    (
        "Nächste Woche will Petra mir die Zahlen geben",
        "they owe Petra Mon 19 Oct: Die Zahlen geben",
    ),
    (
        "Petra sollte mir bis Freitag den Plan schicken",
        "they owe Petra Fri 16 Oct: Den Plan schicken",
    ),
    (
        "Morgen bringt Petra mir die Leiter vorbei",
        "they owe Petra Thu 15 Oct: Die Leiter vorbeibringen",
    ),
    (
        "Kenji promised on Monday to send me the plan",
        "they owe Kenji: Send the plan (on Monday)",
    ),
    (
        "On Monday Kenji promised to send me the plan by Friday",
        "they owe Kenji Fri 16 Oct: Send the plan (On Monday)",
    ),
    (
        "yesterday Kenji promised me the plan",
        "they owe Kenji: The plan (yesterday)",
    ),
    (
        "Petra hat mir am Montag versprochen, den Plan zu schicken",
        "they owe Petra: Den Plan schicken (am Montag)",
    ),
    (
        "Petra hat mir den Plan für Montag versprochen",
        "they owe Petra Mon 19 Oct: Plan",
    ),
    (
        "Ask Kenji if Lotte can come on Friday",
        "reach out Kenji: Ask if Lotte can come on Friday",
    ),
    (
        "Petra fragen, ob sie am Freitag Zeit hat",
        "reach out Petra: Fragen, ob sie am Freitag Zeit hat",
    ),
    (
        "call Petra about Friday",
        "reach out Petra: Call about Friday",
    ),
    (
        "Petra Mo anrufen",
        "reach out Petra Mon 19 Oct: Anrufen",
    ),
    (
        "meeting with Petra moved to 3 Nov",
        "reach out Petra Tue 03 Nov: Meeting moved",
    ),
    (
        "To Petra by Friday: the quote",
        "I owe Petra Fri 16 Oct: The quote",
    ),
    (
        "Von Petra: Angebot bis Montag",
        "they owe Petra Mon 19 Oct: Angebot",
    ),
    (
        "Kenji mag keinen Kaffee",
        "Kenji avoid: keinen Kaffee",
    ),
    (
        "Neue Bekanntschaft: Rosalie Winter, Imkerin",
        "new Rosalie Winter: Imkerin",
    ),
    (
        "Daniel: Kenji owes me a call",
        "they owe Kenji: A call (Daniel)",
    ),
    (
        "my neighbour Oskar Bell owes me a ladder",
        "new Oskar Bell: Neighbour",
        "they owe Oskar Bell: A ladder",
    ),
    (
        "gestern Petra u. Kenji getroffen",
        "meeting Petra & Kenji Tue 13 Oct: ",
    ),
    (
        "Marcus wants to sell his boat",
        "note: Marcus wants to sell his boat",
    ),
)


@pytest.mark.parametrize("sentence", NO_PROMISES)
def test_what_nobody_promised_is_a_note(sentence: str) -> None:
    assert told(sentence) == [f"note: {sentence}"]


@pytest.mark.parametrize("row", SENTENCES, ids=[row[0] for row in SENTENCES])
def test_who_and_when_are_those_that_are_meant(row: tuple[str, ...]) -> None:
    sentence, *items = row
    assert told(sentence) == items


@pytest.mark.parametrize(
    "sentence",
    [
        "Lunch with Petra and Kenji. She owes me a call",
        "Mit Petra und Kenji gegessen. Er ruft mich an",
    ],
)
def test_which_one_of_two_she_is_is_asked(sentence: str) -> None:
    (promise,) = [
        item
        for item in understand(sentence, now=NOW, known=known).items
        if isinstance(item, FollowUpItem)
    ]
    assert promise.who.id is None
    assert [one.name for one in promise.who.candidates] == ["Petra Lind", "Kenji Mori"]
