"""What can be said to the person it is about, and what must be led in to."""

from __future__ import annotations

import pytest

from planner.planning import is_said_to


@pytest.mark.parametrize(
    ("statement", "to_them"),
    [
        ("Could you introduce me to one utility that has paid for a trial?", True),
        ("Introduce me to whoever signs for sensors at Merwede.", True),
        ("Which two gaskets last a winter outdoors?", True),
        ("I’ll bring your drawings back and show you what we changed.", True),
        ("Nenn mir drei Stadtwerke, die einen Versuch bezahlt haben.", True),
        ("Können Sie den Entwurf bis Freitag lesen", True),
        ("Ich bringe Ihnen die Aufnahmen vom Februar mit.", True),
        ("Find out what made Merwede say yes to its last pilot.", False),
        ("Ask Daniel to read our offer and strike out what stops him; tell me first.", False),
        ("Learn how she costs gateways, so that our price covers them.", False),
        ("Sie lädt uns zum Versuch ein. Sie kennt die Preise.", False),
        ("Herausfinden, was Merwede zum Ja bewogen hat.", False),
        ("", False),
    ],
)
def test_what_is_said_to_them_is_told_from_what_is_said_of_them(
    statement: str, *, to_them: bool
) -> None:
    assert is_said_to("Daniel", statement) is to_them


def test_a_name_is_a_name_whatever_stands_in_it() -> None:
    assert not is_said_to("D.(", "Ask D.( to tell me three names.")
    assert is_said_to("", "Tell me three names.")
