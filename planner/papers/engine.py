"""Typst, and how it is kept in its place: our templates, our fonts, JSON in, bytes out."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
import threading
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner import assets
from planner.domain.errors import ExchangeError

if TYPE_CHECKING:
    import typst

PAPERS = ("a4", "letter")
_FONTS = ("fontpkg_inter", "fontpkg_source_serif_4")
_PICTURE_PPI = 144.0
_PAGE = re.compile(rb"/Type\s*/Page\b")
_KEPT_CONTROLS = "\n\t"
_LENT = "on-purpose-shown-"
_DAY_S = 24 * 3600
_one_at_a_time = threading.Lock()
"""A compiler serves one thread at a time."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF. `whole` is False where a character that no font here has kept it from the standard for
    screen readers: it shows as an empty box."""

    pdf: bytes
    pages: int
    whole: bool


def typeset(template: str, data: Mapping[str, Any]) -> Paper:
    """The PDF of `resources/papers/<template>.typ` for some data.

    Raises ExchangeError when it cannot be typeset.
    """
    inputs = {"data": json.dumps(_clean(data), ensure_ascii=False)}
    with _one_at_a_time:
        try:
            pdf, whole = _compile(template, inputs, standard=True), True
        except RuntimeError:
            # A glyph that no font has is an error under the standard; then without it.
            pdf, whole = _compile(template, inputs, standard=False), False
    return Paper(pdf, len(_PAGE.findall(pdf)), whole)


def picture(template: str, data: Mapping[str, Any], ppi: float = _PICTURE_PPI) -> list[bytes]:
    """The pages as PNG, for looking at before saving."""
    inputs = {"data": json.dumps(_clean(data), ensure_ascii=False)}
    with _one_at_a_time:
        try:
            made = _compiler().compile(
                input=_source(template), format="png", ppi=ppi, sys_inputs=inputs
            )
        except RuntimeError as error:
            raise _refused() from error
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None]


def write(paper: Paper, target: Path) -> None:
    """Put a paper where it was asked for: whole or not at all, readable by this user alone.

    A link stays one; a pipe or a device is handed the paper, and stays what it is.
    """
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(paper.pdf)
            return
        place = Path(os.path.realpath(target))
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".pdf")
    except OSError as error:
        raise _unwritable(target) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(paper.pdf)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(target) from error


def lend(paper: Paper) -> Path:
    """A file of this paper for another program to show: private, and gone with this program."""
    handle, name = tempfile.mkstemp(dir=_lent().name, prefix="paper-", suffix=".pdf")
    with os.fdopen(handle, "wb") as file:
        file.write(paper.pdf)
    return Path(name)


def _compile(template: str, inputs: dict[str, str], *, standard: bool) -> bytes:
    """Under the standard PDF/UA-1 (tagged, for screen readers), or without."""
    try:
        made = _compiler().compile(
            input=_source(template),
            format="pdf",
            pdf_standards=["ua-1"] if standard else [],
            sys_inputs=inputs,
        )
    except RuntimeError as error:
        if standard:
            raise
        raise _refused() from error
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    try:
        import typst
    except ImportError as error:
        raise ExchangeError(
            "papers cannot be typeset on this computer; export people and calendar instead"
        ) from error
    fonts = [str(_package(name) / "files") for name in _FONTS]
    return typst.Compiler(root=_root().name, font_paths=fonts)


@cache
def _root() -> tempfile.TemporaryDirectory[str]:
    """An empty folder of our own (0700), so that a template can read no file at all; it goes with
    the program."""
    return tempfile.TemporaryDirectory(prefix="on-purpose-papers-")


@cache
def _lent() -> tempfile.TemporaryDirectory[str]:
    _clear_up()
    return tempfile.TemporaryDirectory(prefix=_LENT)


def _clear_up() -> None:
    """Remove what programs that were killed had lent; a day later nobody looks at it any more."""
    for left in Path(tempfile.gettempdir()).glob(f"{_LENT}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > _DAY_S and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)


@cache
def _source(template: str) -> bytes:
    """The template with what all papers share before it."""
    shared = assets.path("papers", "paper.typ").read_bytes()
    return shared + b"\n" + assets.path("papers", f"{template}.typ").read_bytes()


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(name)
    return Path(spec.origin).parent


def _clean(value: Any) -> Any:
    """Without control characters and lone surrogates, which no font can show."""
    if isinstance(value, str):
        kept = (c for c in value if c in _KEPT_CONTROLS or unicodedata.category(c) not in _BAD)
        return "".join(kept)
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return value


_BAD = frozenset({"Cc", "Cs"})


def _refused() -> ExchangeError:
    return ExchangeError("this paper could not be typeset; the file is as it was: try another one")


def _unwritable(target: Path) -> ExchangeError:
    return ExchangeError(
        "{file} could not be written; choose another folder, or make room on the disk", file=target
    )
