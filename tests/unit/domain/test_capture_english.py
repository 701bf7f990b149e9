"""English sentences of quick capture, and what they must become on Wednesday, 14 October 2026."""

from __future__ import annotations

import pytest

from tests.unit.domain.capturing import told

SENTENCES: tuple[tuple[str, ...], ...] = (
    (
        "Petra owes me two names for a hardware lead by Friday",
        "they owe Petra Fri 16 Oct: Two names for a hardware lead",
    ),
    (
        "petra owes me the key",
        "they owe petra: The key",
    ),
    (
        "PETRA OWES ME TWO NAMES BY FRIDAY",
        "they owe PETRA Fri 16 Oct: TWO NAMES",
    ),
    (
        "Petra and Kenji owe us lunch",
        "they owe Petra: Lunch",
        "they owe Kenji: Lunch",
    ),
    (
        "Samuel will send me the pipe lab slot tomorrow",
        "they owe Samuel Thu 15 Oct: Send the pipe lab slot",
    ),
    (
        "Amélie is sending me the proofs by the end of next week",
        "they owe Amélie Fri 23 Oct: Send the proofs",
    ),
    (
        "Marcus offered to lend us his van",
        "they owe Marcus: Lend his van",
    ),
    (
        "Lotte said she would bring her drill on Saturday",
        "they owe Lotte Sat 17 Oct: Bring her drill",
    ),
    (
        "Tomás to send me the invoice by 30 Oct",
        "they owe Tomás Fri 30 Oct: Send the invoice",
    ),
    (
        "Dr. Vega promised me a reference letter by end of month",
        "they owe Vega Sat 31 Oct: A reference letter",
    ),
    (
        "waiting for the X-ray schedule from Amélie",
        "they owe Amélie: The X-ray schedule",
    ),
    (
        "waiting for Samuel to confirm the room",
        "they owe Samuel: Confirm the room",
    ),
    (
        "I owe Tomás the vibration notes by Monday",
        "I owe Tomás Mon 19 Oct: The vibration notes",
    ),
    (
        "I owe Petra and Kenji the minutes by Tuesday",
        "I owe Petra Tue 20 Oct: The minutes",
        "I owe Kenji Tue 20 Oct: The minutes",
    ),
    (
        "I promised Kenji to introduce him to Petra",
        "I owe Kenji: Introduce Kenji to Petra",
    ),
    (
        "I've promised Amélie that I'd read her chapter by Sunday",
        "I owe Amélie Sun 18 Oct: Read her chapter",
    ),
    (
        "send Amélie the enclosure drawing on Thursday",
        "I owe Amélie Thu 15 Oct: Send the enclosure drawing",
    ),
    (
        "share the lesson plan with Lotte by 16 Oct",
        "I owe Lotte Fri 16 Oct: Share the lesson plan",
    ),
    (
        "introduce Kenji and Petra by next Tuesday",
        "I owe Kenji Tue 20 Oct: Introduce Kenji and Petra",
    ),
    (
        "remind me to thank Daniel for the contract review",
        "reach out Daniel: Thank for the contract review",
    ),
    (
        "I need to bake a cake for Petra by Saturday",
        "I owe Petra Sat 17 Oct: Bake a cake",
    ),
    (
        "don't forget to return the ladder to Marcus",
        "I owe Marcus: Return the ladder",
    ),
    (
        "Petra asked me for the seating plan by Wednesday",
        "I owe Petra Wed 14 Oct: The seating plan",
    ),
    (
        "Samuel is waiting for my budget",
        "I owe Samuel: My budget",
    ),
    (
        "told Kenji I'd bring the amp on Saturday",
        "I owe Kenji Sat 17 Oct: Bring the amp",
    ),
    (
        "give Petra's keys to Marcus before Monday",
        "I owe Marcus Sun 18 Oct: Give Petra's keys",
    ),
    (
        "I will send Samuel the grant form, the budget and the letter by 1 December",
        "I owe Samuel Tue 01 Dec: Send the grant form, the budget and the letter",
    ),
    (
        "email Kenji the firmware by eow",
        "I owe Kenji Fri 16 Oct: Email the firmware",
    ),
    (
        "email Kenji about the firmware",
        "reach out Kenji: Email about the firmware",
    ),
    (
        "call Petra tomorrow about the lab slot",
        "reach out Petra Thu 15 Oct: Call about the lab slot",
    ),
    (
        "I'll call Marcus next week",
        "I owe Marcus Mon 19 Oct: Call",
    ),
    (
        "follow up with Amélie in two weeks",
        "reach out Amélie Wed 28 Oct: Follow up",
    ),
    (
        "get back to Samuel on 2026-11-02",
        "reach out Samuel Mon 02 Nov: Get back",
    ),
    (
        "I want to meet Noor Haddad next month",
        "wished Noor Haddad",
        "reach out Noor Haddad Sun 01 Nov: Meet",
    ),
    (
        "Petra owes me two names by Friday and I owe her the deck on Monday",
        "they owe Petra Fri 16 Oct: Two names",
        "I owe Petra Mon 19 Oct: The deck",
    ),
    (
        "I owe my neighbour Marcus a ladder",
        "I owe Marcus: A ladder",
    ),
    (
        "called Marcus about his bees",
        "call Marcus Wed 14 Oct: About his bees",
    ),
    (
        "met Ana Ruiz at the fair, works on frost sensors",
        "new Ana Ruiz, met 'At the fair'",
        "event Ana Ruiz Wed 14 Oct: At the fair",
        "Ana Ruiz works on: frost sensors",
    ),
    (
        "Met Ana Ruiz from Frostline at the trade fair yesterday. She needs a test site and"
        " can help with grants. Great fun!",
        "new Ana Ruiz (Frostline), met 'At the trade fair'",
        "event Ana Ruiz Tue 13 Oct: At the trade fair. Great fun",
        "Ana Ruiz needs: a test site",
        "Ana Ruiz can help with: grants",
    ),
    (
        "met with Priya Nair, a nurse from Porto, who is looking for a night-shift mentor",
        "new Priya Nair",
        "meeting Priya Nair Wed 14 Oct: A nurse from Porto",
        "Priya Nair needs: a night-shift mentor",
    ),
    (
        "met Bea, Petra and Kenji at the choir rehearsal on Sunday",
        "new Bea, met 'At the choir rehearsal'",
        "meeting Bea & Petra & Kenji Sun 11 Oct: At the choir rehearsal",
    ),
    (
        "lunch with Kenji and Samuel at the canteen",
        "meeting Kenji & Samuel Wed 14 Oct: Lunch at the canteen",
    ),
    (
        "coffee with Lotte in Delft last Tuesday, she still sails with Ingrid",
        "meeting Lotte Tue 13 Oct: Coffee in Delft",
        "Lotte interest: sails with Ingrid",
    ),
    (
        "coffee with Lotte on Friday",
        "reach out Lotte Fri 16 Oct: Coffee",
    ),
    (
        "Talked to Samuel: he will send me the slot by Monday and I owe him a lunch",
        "meeting Samuel Wed 14 Oct: ",
        "they owe Samuel Mon 19 Oct: Send the slot",
        "I owe Samuel: A lunch",
    ),
    (
        "spoke with Ingrid on the phone yesterday about the tenor section",
        "call Ingrid Tue 13 Oct: On the phone about the tenor section",
    ),
    (
        "Petra emailed me: the hall is free on 3 May",
        "email Petra Wed 14 Oct: The hall is free on 3 May",
    ),
    (
        "sent Petra the offer letter this morning",
        "email Petra Wed 14 Oct: Sent the offer letter",
    ),
    (
        "Petra introduced me to Noor Haddad, who teaches maths",
        "new Noor Haddad, met 'Petra introduced me'",
        "meeting Petra & Noor Haddad Wed 14 Oct: Petra introduced me",
        "Noor Haddad works on: teaches maths",
    ),
    (
        "Ran into Daniel at the market; his wife is expecting twins",
        "meeting Daniel Wed 14 Oct: At the market",
        "Daniel family: wife is expecting twins",
    ),
    (
        "Lotte needs a host for two interns",
        "Lotte needs: a host for two interns",
    ),
    (
        "Daniel can help with contracts",
        "Daniel can help with: contracts",
    ),
    (
        "Bea loves sailing",
        "new Bea",
        "Bea interest: sailing",
    ),
    (
        "Marcus keeps bees and plays the cello",
        "Marcus interest: keeps bees",
        "Marcus interest: plays the cello",
    ),
    (
        "Noor Haddad works as a carpenter in Leeds",
        "new Noor Haddad",
        "Noor Haddad works on: as a carpenter in Leeds",
    ),
    (
        "Kenji has two kids",
        "Kenji family: two kids",
    ),
    (
        "avoid Ingrid until the audit is over",
        "Ingrid avoid: until the audit is over",
    ),
    (
        "Ana Ruiz, head of procurement at Frostline, needs two pilot sites",
        "new Ana Ruiz (Frostline): Head of procurement",
        "Ana Ruiz needs: two pilot sites",
    ),
    (
        "Ana Ruiz: works on frost sensors, needs a host",
        "new Ana Ruiz",
        "Ana Ruiz works on: frost sensors",
        "Ana Ruiz needs: a host",
    ),
    (
        "new contact: Ana Ruiz, Frostline",
        "new Ana Ruiz (Frostline)",
    ),
    (
        "bought milk",
        "note: bought milk",
    ),
    (
        "Daniel can't help with contracts",
        "note: Daniel can't help with contracts",
    ),
    (
        "- call Petra\n- send Kenji the list by Friday\n- Lotte needs a tent",
        "reach out Petra: Call",
        "I owe Kenji Fri 16 Oct: Send the list",
        "Lotte needs: a tent",
    ),
    (
        "Kenji works at the harbour office",
        "Kenji works on: at the harbour office",
    ),
    (
        "Daniel got engaged in May",
        "Daniel family: engaged in May",
    ),
    (
        "Lotte wants the slides from me before the board meets on 3 Dec",
        "I owe Lotte Thu 03 Dec: The slides before the board meets",
    ),
    (
        "Kenji would like two of our chairs for the reading room",
        "Kenji needs: two of our chairs for the reading room",
    ),
    (
        "Kenji would love to send us his catalogue by Monday",
        "they owe Kenji Mon 19 Oct: Send his catalogue",
    ),
    (
        "tonight: drinks with Kenji",
        "reach out Kenji Wed 14 Oct: Drinks",
    ),
    (
        "Had a pint with Kenji last night; he's looking for a bookkeeper",
        "meeting Kenji Tue 13 Oct: Pint",
        "Kenji needs: a bookkeeper",
    ),
    (
        "call back Petra tomorrow about the lease",
        "reach out Petra Thu 15 Oct: Call back about the lease",
    ),
    (
        "Kenji sends me the plans by end of Nov. at the latest",
        "they owe Kenji Mon 30 Nov: Send the plans at the latest",
    ),
)


@pytest.mark.parametrize("row", SENTENCES, ids=[row[0] for row in SENTENCES])
def test_english_sentences(row: tuple[str, ...]) -> None:
    sentence, *items = row
    assert told(sentence) == items
