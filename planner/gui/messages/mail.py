"""Opening a draft in the person's mail program, so that no text can become a header."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from PySide6.QtCore import QUrl

_ADDRESS = re.compile(
    r"[^\s@?&,;:<>()\[\]\"\\%]+@[^\s@?&,;:<>()\[\]\"\\%]+\.[^\s@?&,;:<>()\[\]\"\\%]+"
)
_LONGEST = 1_800
"""Characters of a link that every system passes on."""


def is_address(text: str) -> bool:
    """Whether a text is one plain mail address, and nothing that could add another field."""
    return bool(_ADDRESS.fullmatch(text))


def mail_link(to: str | Iterable[str], subject: str, body: str) -> QUrl:
    """A `mailto:` link (RFC 6068) to one address or several, without those not to trust."""
    addresses = (to,) if isinstance(to, str) else to
    to = ",".join(quote(one, safe="@") for one in addresses if is_address(one))
    lines = body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    head = f"mailto:{to}?subject={quote(' '.join(subject.split()), safe='')}&body="
    return QUrl(head + _quoted(lines, _LONGEST - len(head)), QUrl.ParsingMode.StrictMode)


def _quoted(text: str, room: int) -> str:
    """Percent-encoded, and cut between characters where it would be too long."""
    encoded = [quote(character, safe="") for character in text.encode("utf-8", "replace").decode()]
    length, kept = 0, []
    for piece in encoded:
        length += len(piece)
        if length > room:
            break
        kept.append(piece)
    return "".join(kept)
