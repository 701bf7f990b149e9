"""What people write about people, in German: the words and patterns for quick capture."""

from __future__ import annotations

from functools import cache

from planner.domain.capture_grammar import Grammar
from planner.domain.capture_tongue import Tongue


@cache
def german() -> Grammar:
    return Grammar.of(
        _tongue(),
        statements=_STATEMENTS,
        requests=_REQUESTS,
        duties=_DUTIES,
        openings=_OPENINGS,
        undertakings=_UNDERTAKINGS,
    )


_STATEMENTS = """
I owe: WHO braucht|brauchen|möchte|will von ME WHAT
I owe: WHO braucht|brauchen|möchte|will WHAT von ME
I owe: WHO bekommt|bekommen|kriegt|kriegen|erhält|erhalten von ME WHAT
they owe: WHO schuldet|schulden ME WHAT
they owe: WHO hat|haben ME WHAT PROMISED
they owe: WHO hat|haben ?ME PROMISED ?, WHAT
they owe: WHO hat|haben WHAT PROMISED
they owe: WHO hat|haben gesagt|gemeint|geschrieben , HE >GIVES ME WHAT
they owe: WHO hat|haben gesagt|gemeint|geschrieben , HE WILL ME WHAT
they owe: WHO hat|haben gesagt|gemeint|geschrieben , HE >RINGS +mich|uns REST
they owe: WHO >RINGS +mich|uns REST
they owe: WHO verspricht|versprechen|versprach ?ME ?, WHAT
they owe: WHO >GIVES ME WHAT
they owe: WHO WILL ME WHAT
they owe: WHO WILL WHAT!
they owe: WHO WILL WHAT ?zu +GIVE
they owe: WHO >REPORTS +sich REST
they owe: ?I warte|warten ?nur auf WHAT von WHO
they owe: ?I warte|warten ?nur auf WHO : WHAT
they owe: ?I warte|warten ?nur auf WHO wegen|bezüglich WHAT
they owe: ?I warte|warten ?nur darauf|drauf , dass|das|daß WHO WHAT >GIVES
they owe: ?I warte|warten ?nur darauf|drauf , dass|das|daß WHO WHAT
they owe: ?I bekomme|bekommen|kriege|kriegen|erwarte|erwarten von WHO WHAT
they owe: ?I bekomme|bekommen|kriege|kriegen|erwarte|erwarten WHAT von WHO
they owe: WHO >GIVES WHAT!
they owe: WHO >SETTLES WHAT
they owe: WHO WILL WHAT +fertig +haben|machen|stellen|bekommen
they owe: WHO >GIVES WHAT +FURTHER
they owe: WHO >SENDS WHAT
I owe: ?I schulde|schulden TO WHAT
I owe: ?I habe|hab|haben TO WHAT PROMISED
I owe: ?I habe|hab|haben TO PROMISED ?, WHAT
I owe: ?I habe|hab|haben TO gesagt|geschrieben|angekündigt ?, ?dass|daß I >IGIVE WHAT
I owe: ?I habe|hab|haben TO gesagt|geschrieben|angekündigt ?, ?dass|daß I WHAT
I owe: TO WHAT PROMISED
I owe: versprochen : TO! WHAT
I owe: ?I verspreche|versprach|versprechen TO ?, WHAT
I owe: I >IGIVE TO WHAT
I owe: I >IGIVE WHAT an|für WHO
I owe: WHO wartet|warten auf WHAT!
I owe: WHO wartet|warten auf WHAT von ME
I owe: WHO hat|haben mich|uns um WHAT gebeten
I owe: WHO hat|haben mich|uns gebeten ?, WHAT
I owe: WHO bittet|bitten|bat mich|uns um WHAT
I owe: WHO bittet|bitten|bat mich|uns , WHAT
reach out: I >REPORTS mich|uns bei WHO REST
reach out: ?I >IREACH ?mit|bei WHO REST
talk call: ?I ?habe|hab|haben ?+HOW ?mit WHO REST PHONED REST
talk message: ?I ?habe|hab|haben ?+HOW mit WHO REST gechattet|geschrieben|getextet REST
talk email: ?I ?habe|hab|haben mit WHO REST gemailt REST
talk message: ?I ?habe|hab|haben TO ?+ABOUT REST geschrieben|getextet|gesimst
talk meeting: ?I ?habe|hab|haben ?mich ?+HOW mit WHO REST TALKED REST
talk meeting: ?I ?habe|hab|haben ?bin mit WHO REST +DID REST
talk meeting: ?I ?war|waren mit WHO REST TALKED REST
talk meeting: ?I war|waren mit WHO REST +essen REST
plan meeting: ?I ?gehe|gehen mit WHO REST +essen ?+gehen REST
talk meeting: ?I ?habe|hab|haben ?bin ?+HOW WHO REST MET REST
talk meeting: WHO und ich haben|hatten REST TALKED REST
talk meeting: +WHO +hat +mich|uns|mir WHO +vorgestellt REST
talk meeting: WHO ?habe|hab|haben ?I +auf|bei|beim|in|im|während|am REST MET REST
talk meeting: +WHO +hat +mich|uns mit WHO REST +bekanntgemacht|vernetzt|zusammengebracht REST
talk call: WHO hat|haben ?mich|uns REST angerufen|zurückgerufen REST
talk call: WHO REST hat|haben ?mich|uns angerufen|zurückgerufen
talk email: WHO hat|haben ?ME REST geschrieben|gemailt|geantwortet REST
talk call: ?I telefonierte|telefonierten mit WHO REST
talk call: ?I rief|riefen WHO an REST
talk meeting: ?I sprach|sprachen|redete|redeten mit WHO REST
talk meeting: ?I traf|trafen|sah|sahen|besuchte|besuchten WHO REST
talk email: ?I ?habe|hab|haben TO WHAT +geschickt|gemailt|gesendet
talk meeting: ?I ?habe|hab|haben TO WHAT +gegeben|gezeigt|gebracht|überreicht
talk meeting: ?I ?habe|hab|haben ?einen|ein|eine ?+SUCH +MEAL mit WHO REST gehabt
talk meeting: ?I hatte|hatten ?einen|ein|eine ?+SUCH +MEAL mit WHO REST
talk call: ?I hatte|hatten ?einen|ein|eine ?+SUCH +PHONING mit WHO REST
plan meeting: ?I ?habe|haben ?einen|ein|eine ?+SUCH +MEAL mit WHO REST
plan call: ?I ?habe|haben ?einen|ein|eine ?+SUCH +PHONING mit WHO REST
they owe: von WHO : WHAT
I owe: an|für WHO : WHAT
talk email: ?eine mail|e-mail|antwort von|an WHO REST ?bekommen|erhalten
talk call: ?ein anruf von|bei WHO REST
talk message: ?eine nachricht|sms von|an WHO REST
talk letter: ?ein|eine brief|postkarte|karte von|an WHO REST
needs: WHO braucht|brauchen|benötigt|sucht|suchen|bräuchte WHAT
needs: WHO ist|sind auf der suche nach WHAT
needs: WHO will|wollen|möchte|möchten|hätte|hätten +A WHAT
can help with: WHO kann|können|könnte ?ME ?gut bei|beim|mit WHAT helfen|unterstützen|weiterhelfen
can help with: WHO hilft|helfen ?ME ?gern|gerne bei|beim|mit WHAT
can help with: WHO kennt|kennen sich ?gut ?sehr mit|in|bei WHAT aus
can help with: WHO bietet|bieten WHAT an
can help with: WHO ist|sind ?sehr gut|stark|erfahren in|mit|bei WHAT
can help with: WHO weiß|wissen ?viel ?alles über WHAT
can help with: WHO kann|können|könnte ?gut WHAT
works on: WHO arbeitet|arbeiten|forscht|forschen|tüftelt an WHAT
works on: WHO arbeitet|arbeiten +als|bei|in|für|am|beim|im WHAT
works on: WHO +DOES WHAT
works on: WHO an WHAT arbeitet|forscht|tüftelt
family: POSS ?kleine|kleiner|ältere|älterer|jüngere|jüngerer|große|großer +KIN REST
interest: WHO interessiert|interessieren sich ?sehr ?besonders für WHAT
interest: WHO begeistert|begeistern sich ?sehr für WHAT
avoid: WHO mag|mögen|isst|trinkt ?überhaupt|gar +kein|keine|keinen|keinerlei WHAT
avoid: WHO mag|mögen WHAT +nicht
avoid: WHO hasst|hassen WHAT
avoid: WHO ist|sind +allergisch +gegen|auf WHAT
interest: WHO mag|mögen|liebt|lieben WHAT
interest: WHO schwärmt|schwärmen von|für WHAT
interest: WHO ist|sind ?großer|große fan von WHAT
interest: WHO +PLAYS REST
interest: WHO geht|gehen|fährt|fahren +SPORT REST
family: WHO hat|haben WHAT:kin
family: WHO erwartet|erwarten WHAT:kin
family: WHO +bekommt|bekommen WHAT:kin
family: WHO ist|sind +verheiratet|verlobt REST
avoid: WHO +meiden REST
avoid: bei|gegenüber|vor|mit WHO nicht|nie|niemals ?über|auf|zu WHAT NAMED
avoid: bei|gegenüber|vor|mit WHO WHAT nicht|nie|niemals NAMED
avoid: WHO nicht|nie|niemals auf|nach|zu|über WHAT NAMED
person: neuer|neue|neues NEWCOMER ?ist ?: WHO REST
person: kontakt|person ?: WHO REST
"""

_REQUESTS = """
I owe: +WHO +WHO ?zu +CONNECT
I owe: +WHO +mit +WHO ?zu +CONNECT
I owe: +WHO ?+einander ?zu +CONNECT
reach out: ?bei WHO +danke|hallo ?zu +sagen REST
I owe: >CONNECTING +WHO +WHO vor
I owe: TO! WHAT ?zu +GIVE
I owe: WHAT an|für WHO ?zu +GIVE
I owe: TO WHAT ?zu +GIVE
I owe: für WHO WHAT ?zu +GIVE
I owe: >GIVING TO WHAT
I owe: >GIVING WHAT an|für WHO
reach out: +rückruf|gruß|grüße an|bei WHO REST
reach out: ?mit|bei|an WHO REST ?zu +REACH REST
reach out: ?sich|mich mit|bei WHO REST ?zu +REACH REST
reach out: >REACHING ?mit|bei WHO REST
"""

_DUTIES = """
I owe: für|mit WHO WHAT
I owe: WHAT für|mit WHO REST
"""

_UNDERTAKINGS = """
I owe: I >IGIVE WHAT
I owe: I >IREPORTS +mich WHAT
I owe: I werde|muss|soll|sollte|will WHAT ?zu +GIVE
I owe: I habe|hab|haben versprochen|zugesagt|angeboten ?, WHAT
"""

_OPENINGS = """
I owe: I werde|werden
I owe: werde|werden I
I owe: ?I habe|hab|haben versprochen ?,
: I muss|müssen|müsste|soll|sollte|sollten|möchte|möchten|will|wollen|wollte|würde|würden
: muss|müssen|müsste|soll|sollte|sollten|möchte|möchten|will|wollen|wollte I
: nicht vergessen ?:
: ?I habe|hab|haben vergessen ?,
: nicht vergessen ,
: erinnere|erinner mich ?bitte ?daran|dran ?,
: todo|aufgabe|to-do ?:
: muss|müssen|müsste|soll|sollte|sollten|möchte|möchten|will|wollen|würde|würden|bitte
: kannst|könntest du
: daran|dran denken ?:
: daran|dran denken ,
"""

_IRREGULAR = {
    "geben": "gibt gib",
    "lesen": "liest lies",
    "empfehlen": "empfiehlt empfiehl",
    "treffen": "trifft triff",
    "sprechen": "spricht sprich",
    "backen": "backt back",
    "laden": "lädt lad",
    "halten": "hält halt",
    "helfen": "hilft hilf",
    "übernehmen": "übernimmt übernimm",
}
"""Third person and imperative of strong verbs; all the others follow from the stem."""

_GIVE = (
    "schicken geben senden bringen zeigen leihen besorgen schreiben mailen liefern erklären"
    " nennen vermitteln empfehlen organisieren reservieren buchen machen leiten stellen suchen"
    " kaufen bauen backen prüfen lesen übersetzen drucken zeichnen holen klären bestellen"
    " reparieren kochen testen überweisen bezahlen spenden teilen finden sagen korrigieren"
    " vorbereiten entwerfen nähen bestätigen abstimmen"
)
_GIVE_APART = (
    "weiterleiten zuschicken zusenden mitbringen zurückgeben zurückschicken weitergeben"
    " raussuchen heraussuchen bereitstellen vorbeibringen abgeben ausleihen durchlesen"
    " nachreichen vorlegen"
)
_SETTLE = (
    "fragen klären prüfen besorgen bestellen übernehmen erledigen reservieren buchen vermitteln"
)
_REACH = (
    "rufen laden fragen besuchen treffen kontaktieren erinnern danken gratulieren antworten"
    " sprechen"
)
_REACH_MORE = (
    " telefonieren reden melden nachfragen nachhaken bedanken anrufen einladen zurückrufen"
    " anschreiben kennenlernen schreiben anmelden entschuldigen"
)
_CONNECT = "vorstellen vernetzen verbinden bekanntmachen zusammenbringen verkuppeln"
_APART = (
    "weiter zu mit zurück vor raus heraus bereit vorbei ab aus an ein nach durch kennen bekannt"
    " zusammen"
)

_STOPS = """
ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen mein meine meinen meinem
meiner dein sein seine seinen seiner ihre ihren ihrer unser unsere unseren unserem unserer der
die das den dem des ein eine einen einem einer eines kein keine wer was wann wo wie warum welche
und oder aber wenn dass ob weil nicht nein ja bitte danke ok hallo notiz idee todo aufgabe neu
neuer neue neues alle jeder jede jemand niemand etwas nichts man leute in im am an auf bei beim
für von vom zu zum zur mit nach aus über unter vor seit bis um wegen als zwei drei vier fünf ist
sind war waren bin hat habe hab haben hatte wird werde werden kannst könntest könnt will muss
soll sollte kann können möchte mag noch auch schon mal dann heute morgen gestern kaffee tee
mittagessen abendessen frühstück treffen mittag termin telefonat anruf gespräch mail e-mail
nachricht brief postkarte karte sms kontakt person warte schulde traf rief sprach telefonierte
besuchte spaziergang bier essen videocall call videoanruf daran dran nicht versprochen sich
"""


def _tongue() -> Tongue:
    gives = {_third(verb): verb for verb in _GIVE.split()}
    giving = {form: verb for verb in _GIVE.split() for form in _commands(verb)}
    reaching = {form: verb for verb in _REACH.split() for form in _commands(verb)}
    return Tongue(
        code="de",
        classes={
            "i": _same("ich wir"),
            "me": _same("mir uns"),
            "such": _same(
                "guter gutes gute kurzer kurzes kurze langer langes lange schöner schönes schöne"
                " guten kurzen langen schönen"
            ),
            "newcomer": _same(
                "kontakt person bekanntschaft bekanntes mensch mitarbeiter mitarbeiterin chef"
                " chefin ansprechpartner ansprechpartnerin kollege kollegin bekannte bekannter"
                " nachbar nachbarin kundin"
                " kunde mitglied schülerin schüler patientin patient"
            ),
            "sends": {_third(verb): verb for verb in "schicken senden bringen mailen".split()},
            "a": _same("ein eine einen zwei drei vier mehr neue neuen neues"),
            "about": _same("wegen wg bezüglich über"),
            "further": _same("weiter zurück vorbei nach raus heraus bereit mit"),
            "how": _same("kurz lange lang ausführlich nett wieder"),
            "sport": _same(
                "bouldern klettern segeln wandern angeln schwimmen tanzen laufen joggen reiten"
                " rudern rad ski skifahren surfen tauchen"
            ),
            "named": _same(
                "ansprechen erwähnen nennen reden sprechen fragen diskutieren anschneiden anfangen"
            ),
            "promised": _same("versprochen zugesagt angeboten zugesichert"),
            "will": _same(
                "will wird wollen werden möchte möchten wollte wollten soll sollen sollte sollten"
            ),
            "gives": gives,
            "igive": {verb.removesuffix("n"): verb for verb in _GIVE.split()} | giving,
            "giving": giving,
            "give": _joined(f"{_GIVE} {_GIVE_APART} {_with_prefixes()}"),
            "reports": {
                "meldet": "melden",
                "melden": "melden",
                "melde": "melden",
                "kümmert": "kümmern",
            },
            "ireports": {"kümmere": "kümmern", "kümmer": "kümmern", "kümmern": "kümmern"},
            "settles": {_third(verb): verb for verb in _SETTLE.split()},
            "finite": _same(
                f"{' '.join(gives)} meldet melden kümmert will wird wollen werden möchte möchten"
                " wollte soll muss hat haben schuldet schulden bekommt bekommen kriegt fragt klärt"
                " prüft besorgt bestellt übernimmt erledigt reserviert bucht vermittelt ruft stellt"
            ),
            "rings": {"ruft": "rufen", "rufen": "rufen", "klingelt": "klingeln"},
            "he": _same("er sie"),
            "ireach": {verb.removesuffix("n"): verb for verb in _REACH.split()},
            "reaching": reaching,
            "reach": _joined(_REACH + _REACH_MORE),
            "connect": _joined(_CONNECT),
            "connecting": dict.fromkeys(["stell", "stelle"], "vorstellen"),
            "phoned": _same("telefoniert angerufen gezoomt zurückgerufen geskypt"),
            "talked": _same(
                "gesprochen geredet gegessen getroffen geplaudert zusammengesessen getrunken"
                " spaziert gegangen gewesen diskutiert unterhalten besprochen"
            ),
            "did": _same(
                "geprobt gekocht gearbeitet gesungen getanzt gewandert gelaufen gespielt gefeiert"
                " gesegelt verhandelt geklettert gereist"
            ),
            "met": _same("getroffen kennengelernt besucht gesehen wiedergesehen begegnet"),
            "meal": _same(
                "kaffee mittagessen abendessen frühstück tee bier treffen gespräch"
                " spaziergang essen termin lunch"
            ),
            "phoning": _same("telefonat videocall call videoanruf telefontermin anruf zoom"),
            "does": _same(
                "baut entwickelt leitet organisiert schreibt forscht unterrichtet lehrt studiert"
                " restauriert plant führt betreut"
            ),
            "plays": _same(
                "spielt singt segelt sammelt klettert malt kocht backt rudert gärtnert"
                " strickt tanzt wandert schwimmt surft züchtet imkert turnt läuft radelt"
            ),
            "kin": _same(
                "kind kinder sohn söhne tochter töchter zwillinge baby frau mann partner"
                " partnerin mutter vater eltern schwester schwestern bruder brüder geschwister"
                " familie enkel enkelin nachwuchs"
            ),
            "event": _same(
                "messe konferenz tagung kongress stammtisch empfang workshop feier festival"
                " gipfel ausstellung meetup hackathon symposium"
            ),
            "where": _same("auf bei beim im in während"),
            "auxiliary": _same(
                "hat haben hatte hatten ist sind war waren wird werden wurde kann will soll sollte"
                " sollten wollte wollten könnte könnten würde würden muss müsste darf"
            ),
            "phone": _same("telefonisch telefon zoom"),
            "meeting": _same("kennenlernen treffen"),
        },
        mine=frozenset(
            "mir uns mich mein meine meinen meinem meiner unser unsere unseren unserem"
            " unserer".split()
        ),
        fillers=frozenset(
            "noch auch gerade jetzt dann mal schon ja doch gern gerne immer nochmal bitte eben"
            " vorhin soeben".split()
        ),
        pronouns=frozenset("er sie ihm ihr ihn ihnen".split()),
        relatives=frozenset(["der", "die", "das"]),
        possessives=frozenset("sein seine ihr ihre".split()),
        particles=frozenset(_APART.split()),
        stops=frozenset([*_STOPS.split(), *giving, *reaching, *gives]),
    )


def _same(words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), "")


def _joined(verbs: str) -> dict[str, str]:
    """Infinitives, also with their "zu" inside: "weiterzuleiten"."""
    forms = _same(verbs)
    for verb in verbs.split():
        for apart in _APART.split():
            if verb.startswith(apart):
                forms[f"{apart}zu{verb.removeprefix(apart)}"] = verb
    return forms


def _with_prefixes() -> str:
    """What one may do for somebody with a word before it that stands apart: "zurückbringen"."""
    verbs = "bringen geben schicken senden leiten stellen holen lesen zahlen reichen legen nehmen"
    apart = "zurück vorbei mit weiter zu nach rüber hoch runter her hin durch ab raus rein ein"
    return " ".join(prefix + verb for verb in verbs.split() for prefix in apart.split())


def _third(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb].split()[0]
    stem = verb.removesuffix("n").removesuffix("e")
    return stem + ("et" if stem.endswith(("d", "t", "chn", "n" * 2 + "x")) else "t")


def _commands(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return (_IRREGULAR[verb].split()[1],)
    stem = verb.removesuffix("n").removesuffix("e")
    return (stem, stem + "e")
