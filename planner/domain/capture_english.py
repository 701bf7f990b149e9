"""What people write about people, in English: the words and patterns for quick capture."""

from __future__ import annotations

from functools import cache

from planner.domain.capture_grammar import Grammar
from planner.domain.capture_tongue import Tongue


@cache
def english() -> Grammar:
    return Grammar.of(
        _tongue(),
        statements=_STATEMENTS,
        requests=_REQUESTS,
        duties=_DUTIES,
        openings=_OPENINGS,
        undertakings=_UNDERTAKINGS,
    )


_STATEMENTS = """
they owe: WHO owes|owe|owed ME WHAT
they owe: WHO ?has|have|'s|'ve promised|promises ME ?: ?to ?that ?HE ?will|would|'ll|'d WHAT
they owe: WHO ?has|have|'s|'ve|'d promised|agreed|offered|volunteered to WHAT
they owe: WHO ?has|have|'s|'ve promised WHAT
they owe: WHO said|says|promised ?that he|she|they will|would|'ll|'d WHAT
they owe: WHO said|says|promised hell|shell|theyll WHAT
they owe: WHO and I agreed|decided ?that HE will|would|'ll|'d WHAT
they owe: ?I ?have|'ve agreed ?that WHO will|would|'ll|'d WHAT
they owe: WHO would|'d like|love to +HAND WHAT
needs: WHO would|'d like|love ?+to WHAT
they owe: WHO will|'ll|would|'d WHAT!
they owe: WHO will|'ll|would|'d +GIVE WHAT
they owe: WHO is|are|'s|'re going to WHAT!
they owe: WHO is|are|'s|'re going to +GIVE WHAT
they owe: WHO wants|plans|intends|hopes to WHAT!
they owe: WHO wants|plans|intends|hopes to +HAND WHAT
they owe: WHO to WHAT!
they owe: WHO to +GIVE WHAT
they owe: WHO +GIVES ME WHAT
they owe: WHO is|are|'s|'re +HANDING WHAT
they owe: WHO is|are|'s|'re +GIVING ME WHAT
they owe: ?I ?am|'m|are|'re waiting for|on WHO to WHAT
they owe: ?I ?am|'m|are|'re waiting on WHO for WHAT
they owe: ?I ?am|'m|are|'re waiting for|on WHO : WHAT
they owe: ?I ?am|'m|are|'re waiting for|on|expecting ?for|on WHAT from WHO
they owe: ?I ?am|'m|are|'re expecting WHAT from WHO
they owe: ?I ?am|'m|are|'re waiting for|on WHO 's WHAT
I owe: ?I owe TO WHAT
I owe: I owe WHAT to WHO
I owe: promised : TO! WHAT
I owe: ?I ?have|'ve|had promised TO ?: ?that ?to ?I ?will|would|'ll|'d WHAT
I owe: ?I ?have|'ve|had promised WHAT to WHO
I owe: ?I ?have|'ve told TO ?that I will|would|'ll|'d WHAT
I owe: ?I ?have|'ve told TO ill WHAT
I owe: WHO and I agreed|decided ?that I will|would|'ll|'d WHAT
I owe: WHO ?is|'s|are waiting for|on ME to WHAT
I owe: WHO ?is|'s|are waiting for|on WHAT!
I owe: WHO ?has|'s asked|expects|wants ME to WHAT
I owe: WHO ?has|'s asked ME for WHAT
I owe: WHO wants|needs|expects WHAT from ME REST
I owe: WHO wants|needs|expects from ME WHAT
talk meeting: ?I ?have|'ve ?just ?finally met|saw|visited|hosted|interviewed ?up ?with WHO REST
talk meeting: ?I ?have|'ve ?+HOW caught up with WHO REST
talk meeting: ?I ?have|'ve bumped|ran|run into WHO REST
talk meeting: ?I ?have|'ve ?+HOW talked|spoke|spoken|chatted ?+HOW to|with WHO REST
talk meeting: ?I ?have|'ve +DID with WHO REST
talk meeting: +WHO ?has +introduced|connected +me|us to|with WHO REST
talk meeting: ?I ?was|were|got|been +introduced to WHO REST
talk meeting: WHO ?I met +at|on|in|during|through REST
talk meeting: WHO and I met|talked|spoke|chatted REST
talk call: ?I ?have|'ve called|phoned|rang|rung|dialled|skyped|zoomed|facetimed ?with WHO REST
talk email: ?I ?have|'ve emailed|e-mailed|mailed WHO REST
talk letter: ?I ?have|'ve wrote|written|sent ?a letter|postcard|card to WHO REST
talk letter: ?I ?have|'ve wrote|written WHO ?a letter|postcard|card REST
talk email: ?I ?have|'ve wrote|written ?to WHO REST
talk meeting: ?I ?have|'ve ?just +told|thanked|congratulated|asked|helped WHO REST
talk message: ?I ?have|'ve texted|messaged|pinged|whatsapped WHO REST
talk email: ?I ?have|'ve +sent TO WHAT
talk meeting: ?I ?have|'ve +gave|given|showed TO WHAT
talk call: WHO ?has|'s called|rang|phoned ?ME ?back REST
talk email: WHO ?has|'s emailed|e-mailed|mailed|wrote|written ?to ?ME REST
talk message: WHO ?has|'s texted|messaged|pinged ?ME REST
talk meeting: ?I had ?a|an|another ?+SUCH +MEAL with WHO REST
plan meeting: ?I ?have ?a|an|another ?+SUCH +MEAL with WHO REST
talk call: ?I had ?a|an|another ?+SUCH ?+phone|video|zoom +CALLED with WHO REST
plan meeting: ?I ?am|'m|are|'re +seeing|meeting ?up ?with WHO REST
plan call: ?I ?have ?a|an|another ?+SUCH ?+phone|video|zoom +CALLED with WHO REST
talk email: ?I ?got|had|received ?an e-mail|email|mail from|to WHO REST
they owe: from WHO : WHAT
I owe: for|to WHO : WHAT
talk call: ?I ?got|had|received ?a ?phone call from|to WHO REST
talk message: ?I ?got|had|received ?a|an|another TEXTING from|to WHO REST
talk letter: ?I ?got|had|received ?a letter|postcard|card from|to WHO REST
needs: WHO needs|need|requires|seeks WHAT
needs: WHO ?is|are|'s|'re looking|searching|hunting|asking ?around for WHAT
needs: WHO wants|want +a|an|the|some|more|two|three|four|five WHAT
needs: WHO could use|do ?with WHAT
needs: WHO is|are|'s in need of WHAT
can help with: WHO can|could|may|might help ?out ?ME ?out with|on WHAT
can help with: WHO can|could|may|might help ?ME WHAT
can help with: WHO helps|offers|offered ?to ?help ?ME with WHAT
can help with: WHO is|are|'s good|great|brilliant|excellent|experienced at|with|in WHAT
can help with: WHO is|are|'s an expert in|on|at WHAT
can help with: WHO knows|know ?a ?lot ?all ?everything about WHAT
can help with: WHO offers|offered WHAT
can help with: WHO can|could WHAT
works on: WHO works|work|worked|working on WHAT
works on: WHO is|are|'s|'re working on WHAT
works on: WHO works|work|worked|working +as|at|for|in|with WHAT
works on: WHO is|are|'s|'re working +as|at|for|in|with WHAT
works on: WHO is|are|'s|'re +DOING WHAT
works on: WHO +DOES WHAT
avoid: WHO doesn't|doesnt|don't|dont like|eat|drink|want WHAT
avoid: WHO ?is|are|'s +allergic +to WHAT
interest: WHO ?really loves|love|likes|like|enjoys|adores WHAT
interest: WHO is|are|'s ?really into WHAT
interest: WHO is|are|'s ?really ?very interested in WHAT
interest: WHO is|are|'s ?really ?very keen|mad|crazy|passionate|fond|curious on|about|of WHAT
interest: WHO +PLAYS REST
family: WHO has|have|'s ?got ?expecting WHAT:kin
family: WHO is|are|'s +expecting WHAT
family: WHO is|are|'s +married|engaged REST
family: WHO got +married|engaged REST
family: WHO 's +KIN REST
family: POSS ?little|elder|older|younger +KIN REST
avoid: avoid WHO WHAT
avoid: NEVER mention|raise|discuss WHAT to|with|near|around WHO
avoid: NEVER bring up WHAT to|with|near|around WHO
avoid: NEVER bring WHAT up to|with|near|around WHO
avoid: NEVER ask WHO ?again about|for WHAT
avoid: NEVER talk|speak to|with WHO about WHAT
avoid: WHO hates|dislikes|detests WHAT
avoid: WHO can't|cant|cannot stand|bear WHAT
avoid: WHO doesn't|doesnt like|want to talk about WHAT
avoid: +avoid WHO
person: new ?NEWCOMER ?is ?: WHO REST
person: add ?contact|person WHO REST
"""

_REQUESTS = """
reach out: +reply|talk|speak|listen|apologise|apologize to|with WHO REST
reach out: +say +hello|hi|thanks|thank +?you to WHO REST
reach out: +reach +out to WHO REST
reach out: +get +back to WHO REST
reach out: +call|phone|ring +back WHO REST
reach out: +get +in +touch with WHO REST
reach out: +follow +up with WHO REST
reach out: +follow-up|check-in with WHO REST
reach out: +check +in with|on WHO REST
reach out: +catch +up with WHO REST
reach out: +have|grab|get ?+a|an +MEAL with WHO REST
I owe: +introduce|connect +WHO +to|with +WHO REST
I owe: +introduce|connect +WHO REST
I owe: +GIVE TO WHAT
I owe: +GIVE WHAT to|with|for WHO REST
reach out: +WRITE ?to WHO +ABOUT REST
I owe: +WRITE TO WHAT
I owe: +help WHO REST
reach out: +WRITE ?to WHO
reach out: +CALL WHO REST
"""

_DUTIES = """
I owe: WHAT for|to|with WHO REST
I owe: WHAT +WHO +'s REST
"""

_UNDERTAKINGS = """
I owe: I will|'ll|shall +GIVE WHAT
I owe: ill +GIVE WHAT
I owe: I am|'m|are|'re going to +GIVE WHAT
I owe: I ?have|'ve promised|agreed|offered to WHAT
"""

_OPENINGS = """
I owe: I ?have|'ve promised|agreed|offered to
I owe: I will|'ll|shall
I owe: ill
I owe: I said I will|would|'ll|'d
: ?I must|should|'d ?better ?remember ?to
: ?I must|should|'d ?better not forget ?to
: ?I ?still need|have|want|ought|got|plan|hope|would|'d ?like|love to ?remember ?to
: I am|'m|are|'re ?going|supposed to
: ?please remind me to
: ?please remember|remembering to
: do not forget to
: ?I forgot|forget to
: don't|dont forget to
: todo|task|to-do ?:
: to do ?:
: need|must|have|should|gotta|wanna ?to ?remember ?to
: please
: can|could you
: let me|us|'s
"""


_GIVE = (
    "send give show share forward bring lend pass get buy find make draft prepare book offer hand"
    " return recommend suggest deliver post reserve order print translate review check read fix"
    " repair organise organize arrange confirm build design teach explain host pay cook bake test"
    " drop pick sort sign finish fetch collect supply post install mend type upload"
)
_CALL = (
    "call phone ring visit meet thank congratulate invite ask remind contact tell chase nudge see"
    " greet interview wish warn brief update consult"
)
_WRITE = "email e-mail mail text message ping write whatsapp"

_STOPS = """
i you he she it we they me him her us them my your his its our their this that these those the a
an who whom what which when where why how and or but if so not no yes please ok okay thanks
hello hi hey note idea todo task new some any all both each every everyone everybody someone
somebody anyone nobody nothing something people in on at by for to of from with about into over
under after before until since as than then there here is are was were be been am do does did
done don't dont have has had will would shall should can could may might must need needs want
wants let got get today tomorrow met saw called phoned rang emailed wrote texted messaged talked
spoke chatted visited sent gave showed promised owe owes waiting expecting add avoid remember
introduce connect help follow check catch reach reply talk speak say coffee lunch dinner
breakfast brunch tea drinks walk meeting chat contact
"""


def _tongue() -> Tongue:
    plain = f"{_GIVE} {_CALL} {_WRITE}"
    return Tongue(
        code="en",
        classes={
            "i": _same("i we"),
            "me": _same("me us"),
            "he": _same("he she they"),
            "such": _same("quick long short nice good great lovely first brief"),
            "how": _same("briefly quickly again shortly twice"),
            "called": _same("call phone-call zoom videocall"),
            "never": _same("don't dont never not"),
            "newcomer": _same(
                "contact person acquaintance colleague client customer neighbour neighbor member"
                " student patient supplier"
            ),
            "give": _same(_GIVE),
            "gives": {_third(verb): verb for verb in _GIVE.split()},
            "giving": {_ongoing(verb): verb for verb in _GIVE.split()},
            "hand": _same(
                "send give show share forward bring lend pass hand return deliver email drop"
            ),
            "handing": {
                _ongoing(verb): verb
                for verb in "send share forward bring lend return deliver email drop".split()
            },
            "texting": _same("text message sms whatsapp voicemail dm"),
            "call": _same(_CALL),
            "write": _same(_WRITE),
            "about": _same("about on re regarding for that whether if because"),
            "meal": _same(
                "coffee lunch dinner breakfast brunch tea drinks drink beer pint wine walk meeting"
                " chat talk conversation catch-up"
            ),
            "did": _same(
                "worked rehearsed sang played hiked walked cooked ate danced cycled"
                " celebrated sailed climbed travelled"
            ),
            "does": _same(
                "builds makes sells researches studies develops writes organises organizes runs"
                " leads designs teaches trains restores conducts manages"
            ),
            "doing": _same(
                "building researching studying developing writing organising organizing running"
                " leading designing teaching training restoring conducting managing planning"
                " opening launching rehearsing setting learning preparing"
            ),
            "plays": _same(
                "plays sings sails collects climbs paints cooks bakes rows gardens knits"
                " dances hikes cycles swims surfs keeps breeds skis"
            ),
            "kin": _same(
                "kid kids child children son sons daughter daughters twins baby wife husband"
                " partner fiancé fiancée mother father mum mom dad parents sister sisters"
                " brother brothers siblings family grandson granddaughter grandchild"
                " grandchildren"
            ),
            "event": _same(
                "fair conference congress meetup summit exhibition expo workshop party reception"
                " gala hackathon festival symposium"
            ),
            "where": _same("at during in"),
            "auxiliary": _same("has have had is are was were will would does did"),
            "phone": _same("phone telephone zoom skype"),
            "meeting": _same("meet"),
        },
        mine=frozenset("me us my our mine ours myself".split()),
        fillers=frozenset("still also just already then too now kindly again finally".split()),
        pronouns=frozenset("he she him her they them".split()),
        relatives=frozenset(["who", "which"]),
        possessives=frozenset(["his", "her", "their"]),
        particles=frozenset(),
        stops=frozenset(f"{_STOPS} {plain}".split()),
    )


def _same(words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), "")


def _third(verb: str) -> str:
    return verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s")


def _ongoing(verb: str) -> str:
    return (verb + "t" if verb == "get" else verb.removesuffix("e")) + "ing"
