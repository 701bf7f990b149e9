"""What a PDF says, as a program of somebody else reads it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path


def words_of(file: Path) -> str:
    """All its text on one line, without the marks that let long words break or turn the reading."""
    said = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return " ".join(re.sub("[\u200b\u202a-\u202e]", "", said).split())


def facts_of(file: Path) -> dict[str, str]:
    """Title, pages, tagged, …: as `pdfinfo` tells them."""
    said = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, text=True).stdout
    return dict(re.findall(r"^([^:\n]+):\s*(.*)$", said, re.MULTILINE))


def fonts_of(file: Path) -> list[tuple[str, bool]]:
    """The fonts of a PDF, and whether each is embedded."""
    said = subprocess.run(
        ["pdffonts", str(file)], check=True, capture_output=True, text=True
    ).stdout.splitlines()[2:]
    return [(line.split()[0], line.split()[-5] == "yes") for line in said]
