"""German sentences of quick capture, and what they must become on Wednesday, 14 October 2026."""

from __future__ import annotations

import pytest

from tests.unit.domain.capturing import told

SENTENCES: tuple[tuple[str, ...], ...] = (
    (
        "Petra schuldet mir zwei Namen bis Freitag",
        "they owe Petra Fri 16 Oct: Zwei Namen",
    ),
    (
        "petra schuldet mir den schlüssel",
        "they owe petra: Schlüssel",
    ),
    (
        "Samuel und Ingrid schulden uns ein Essen",
        "they owe Samuel: Ein Essen",
        "they owe Ingrid: Ein Essen",
    ),
    (
        "Kenji schickt mir morgen die Firmware",
        "they owe Kenji Thu 15 Oct: Die Firmware schicken",
    ),
    (
        "Samuel leitet mir die Mail weiter",
        "they owe Samuel: Die Mail weiterleiten",
    ),
    (
        "Petra bringt uns am Sonntag die Noten mit",
        "they owe Petra Sun 18 Oct: Die Noten mitbringen",
    ),
    (
        "Lotte will mir am Samstag ihren Lieferwagen leihen",
        "they owe Lotte Sat 17 Oct: Ihren Lieferwagen leihen",
    ),
    (
        "Daniel wird uns am 3. November den Vertrag mailen",
        "they owe Daniel Tue 03 Nov: Den Vertrag mailen",
    ),
    (
        "Petra hat versprochen, mir bis Monatsende zwei Namen zu schicken",
        "they owe Petra Sat 31 Oct: Zwei Namen schicken",
    ),
    (
        "Frau Okafor hat mir das Zeugnis bis Ende Oktober zugesagt",
        "new Okafor: Frau",
        "they owe Okafor Sat 31 Oct: Zeugnis",
    ),
    (
        "Petra hat gesagt, sie schickt mir die Liste am Montag",
        "they owe Petra Mon 19 Oct: Die Liste schicken",
    ),
    (
        "Petra meldet sich bis Freitag",
        "they owe Petra Fri 16 Oct: Sich melden",
    ),
    (
        "Petra kümmert sich um die Genehmigung",
        "they owe Petra: Sich um die Genehmigung kümmern",
    ),
    (
        "warte auf Antwort von Amélie",
        "they owe Amélie: Antwort",
    ),
    (
        "ich habe Lotte den Frostbericht bis nächsten Mittwoch versprochen",
        "I owe Lotte Wed 21 Oct: Frostbericht",
    ),
    (
        "ich habe Kenji versprochen, ihn Petra vorzustellen",
        "I owe Kenji: Kenji Petra vorstellen",
    ),
    (
        "Ich schulde Tomás noch die Schwingungsnotizen bis Montag",
        "I owe Tomás Mon 19 Oct: Schwingungsnotizen",
    ),
    (
        "Ich schulde Tomás Notizen",
        "I owe Tomás: Notizen",
    ),
    (
        "Ich schulde Petra und Kenji das Protokoll bis Dienstag",
        "I owe Petra Tue 20 Oct: Protokoll",
        "I owe Kenji Tue 20 Oct: Protokoll",
    ),
    (
        "Amélie am Donnerstag die Zeichnung schicken",
        "I owe Amélie Thu 15 Oct: Die Zeichnung schicken",
    ),
    (
        "schick Amélie bis übermorgen die Zeichnung",
        "I owe Amélie Fri 16 Oct: Die Zeichnung schicken",
    ),
    (
        "stell Kenji Petra vor",
        "I owe Kenji: Kenji Petra vorstellen",
    ),
    (
        "Kenji und Petra vorstellen bis Ende der Woche",
        "I owe Kenji Fri 16 Oct: Kenji und Petra vorstellen",
    ),
    (
        "ich muss Ingrid in zwei Wochen den Schlüssel zurückgeben",
        "I owe Ingrid Wed 28 Oct: Den Schlüssel zurückgeben",
    ),
    (
        "Bis Montag muss ich Lotte den Stundenplan geben",
        "I owe Lotte Mon 19 Oct: Den Stundenplan geben",
    ),
    (
        "Ich werde Jonas Keller den Stundenplan bis 16.10. mailen",
        "I owe Jonas Keller Fri 16 Oct: Den Stundenplan mailen",
    ),
    (
        "Kuchen für Petra backen bis Samstag",
        "I owe Petra Sat 17 Oct: Kuchen backen",
    ),
    (
        "Petra wartet auf meinen Entwurf",
        "I owe Petra: Meinen Entwurf",
    ),
    (
        "Petra hat mich um den Sitzplan gebeten",
        "I owe Petra: Sitzplan",
    ),
    (
        "Jonas Keller möchte bis Dienstag eine Rückmeldung von mir",
        "I owe Jonas Keller Tue 20 Oct: Eine Rückmeldung",
    ),
    (
        "Mein Nachbar Marcus schuldet mir eine Leiter",
        "they owe Marcus: Eine Leiter",
    ),
    (
        "Marcus wegen der Bienen anrufen",
        "reach out Marcus: Wegen der Bienen anrufen",
    ),
    (
        "ruf Marcus nächste Woche an",
        "reach out Marcus Mon 19 Oct: Anrufen",
    ),
    (
        "nicht vergessen: Petra danken",
        "reach out Petra: Danken",
    ),
    (
        "Frag Ingrid nach den Noten",
        "reach out Ingrid: Nach den Noten fragen",
    ),
    (
        "Lade Lotte zum Konzert am 5.12. ein",
        "reach out Lotte Sat 05 Dec: Zum Konzert einladen",
    ),
    (
        "Erinnere mich daran, Petra am Freitag anzurufen",
        "reach out Petra Fri 16 Oct: Anrufen",
    ),
    (
        "Kannst du Kenji bis Freitag fragen, ob die Halle frei ist?",
        "reach out Kenji Fri 16 Oct: Fragen, ob die Halle frei ist",
    ),
    (
        "Ich melde mich nächste Woche bei Amélie",
        "reach out Amélie Mon 19 Oct: Melden",
    ),
    (
        "Petra die Fotos schicken und Kenji anrufen",
        "I owe Petra: Die Fotos schicken",
        "reach out Kenji: Anrufen",
    ),
    (
        "habe gestern mit Daniel telefoniert: er schickt mir bis Freitag den Vertrag",
        "call Daniel Tue 13 Oct: ",
        "they owe Daniel Fri 16 Oct: Den Vertrag schicken",
    ),
    (
        "Kaffee mit Lotte in Delft, sie segelt noch mit Ingrid",
        "meeting Lotte Wed 14 Oct: Kaffee in Delft",
        "Lotte interest: segelt noch mit Ingrid",
    ),
    (
        "Am Freitag Kaffee mit Samuel",
        "reach out Samuel Fri 16 Oct: Kaffee",
    ),
    (
        "Heute Noor Haddad auf der Tagung kennengelernt, sie forscht an Gezeitenkraft,"
        " braucht zwei Teststandorte",
        "new Noor Haddad, met 'Auf der Tagung'",
        "event Noor Haddad Wed 14 Oct: Auf der Tagung",
        "Noor Haddad works on: Gezeitenkraft",
        "Noor Haddad needs: zwei Teststandorte",
    ),
    (
        "am Montag Amélie in Porto besucht, sie hat zwei Kinder",
        "meeting Amélie Mon 12 Oct: In Porto",
        "Amélie family: zwei Kinder",
    ),
    (
        "traf gestern Priya Nair von Klinikum Nord, sie sucht eine Mentorin",
        "new Priya Nair (Klinikum Nord)",
        "meeting Priya Nair Tue 13 Oct: ",
        "Priya Nair needs: eine Mentorin",
    ),
    (
        "mit Samuel über das Budget gesprochen",
        "meeting Samuel Wed 14 Oct: Über das Budget",
    ),
    (
        "Am Sonntag mit Ingrid geprobt",
        "meeting Ingrid Sun 11 Oct: Geprobt",
    ),
    (
        "Daniel hat angerufen: Vertrag ist unterschrieben",
        "call Daniel Wed 14 Oct: Vertrag ist unterschrieben",
    ),
    (
        "E-Mail von Petra: Budget ist durch",
        "email Petra Wed 14 Oct: Budget ist durch",
    ),
    (
        "Habe Samuel den Entwurf geschickt",
        "email Samuel Wed 14 Oct: Den Entwurf geschickt",
    ),
    (
        "Petra hat mich Noor Haddad vorgestellt",
        "new Noor Haddad, met 'Petra hat mich vorgestellt'",
        "meeting Petra & Noor Haddad Wed 14 Oct: Petra hat mich vorgestellt",
    ),
    (
        "Spaziergang mit Ingrid am Sonntag letzter Woche",
        "meeting Ingrid Sun 11 Oct: Spaziergang",
    ),
    (
        "Treffen mit Tomás am 20.10. um 9:30 in der Werkstatt",
        "reach out Tomás Tue 20 Oct: Treffen um 9:30 in der Werkstatt",
    ),
    (
        "Lotte braucht eine Unterkunft für zwei Praktikanten",
        "Lotte needs: eine Unterkunft für zwei Praktikanten",
    ),
    (
        "Daniel kann bei Verträgen helfen",
        "Daniel can help with: Verträgen",
    ),
    (
        "Kenji kennt sich mit Zöllen aus",
        "Kenji can help with: Zöllen",
    ),
    (
        "Petra interessiert sich für Bienen",
        "Petra interest: Bienen",
    ),
    (
        "Ingrid mag Jazz und spielt Cello",
        "Ingrid interest: Jazz",
        "Ingrid interest: spielt Cello",
    ),
    (
        "Noor Haddad arbeitet als Tischlerin in Leeds",
        "new Noor Haddad",
        "Noor Haddad works on: als Tischlerin in Leeds",
    ),
    (
        "Ana Ruiz: sucht eine Werkstatt, kann gut schweißen",
        "new Ana Ruiz",
        "Ana Ruiz needs: eine Werkstatt",
        "Ana Ruiz can help with: schweißen",
    ),
    (
        "Neuer Kontakt: Ana Ruiz, Frostline",
        "new Ana Ruiz (Frostline)",
    ),
    (
        "Milch gekauft",
        "note: Milch gekauft",
    ),
    (
        "Die Stationsleitung braucht den Dienstplan",
        "note: Die Stationsleitung braucht den Dienstplan",
    ),
    (
        "Samuel arbeitet bei der Feuerwehr in Graz",
        "Samuel works on: bei der Feuerwehr in Graz",
    ),
    (
        "Lotte bekommt ein Baby",
        "Lotte family: bekommt ein Baby",
    ),
    (
        "heute Abend mit Lotte essen gehen",
        "reach out Lotte Wed 14 Oct: Essen gehen",
    ),
    (
        "morgen mit Lotte essen",
        "reach out Lotte Thu 15 Oct: Essen",
    ),
    (
        "war gestern mit Lotte essen",
        "meeting Lotte Tue 13 Oct: Essen",
    ),
    (
        "Petra schickt mir bis Ende Nov. die Pläne",
        "they owe Petra Mon 30 Nov: Die Pläne schicken",
    ),
    (
        "Petra schickt die Liste bis Ende Nov. Kenji braucht einen Lieferwagen.",
        "they owe Petra Mon 30 Nov: Die Liste schicken",
        "Kenji needs: einen Lieferwagen",
    ),
)


@pytest.mark.parametrize("row", SENTENCES, ids=[row[0] for row in SENTENCES])
def test_german_sentences(row: tuple[str, ...]) -> None:
    sentence, *items = row
    assert told(sentence) == items
