"""How the windows look: colours, fonts and sizes from the tokens, for painters and style sheet.

There is one look at a time, as there is one palette in Qt. It follows the system live (dark,
contrast) unless the person chose otherwise. Fonts are set in code and never in the style sheet:
both faces are variable fonts, whose weight Qt takes from an axis.
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from planner import assets
from planner.gui.tokens import AVATARS_DARK, AVATARS_LIGHT, DARK, LIGHT, SERIF, TYPES, Look

SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The sizes of text that can be chosen."""
_TYPE = "typeStyle"
_FALLBACKS = {SERIF: ["Source Serif Pro", "Noto Serif"]}
_SOFT = ("pineSoft", "amberSoft", "rustSoft", "plumSoft", "blueSoft", "hero", "sunken", "rowHover")


class _Signals(QObject):
    changed = Signal()


class Theme:
    """The present look and how it is applied to the application. Use the functions below."""

    def __init__(self) -> None:
        self.look = Look()
        self.mode = "system"
        self.signals = _Signals()
        self.colours: Mapping[str, str] = LIGHT
        self._fonts: dict[tuple[str, int | None, bool, bool], QFont] = {}

    def show(self, look: Look) -> None:
        self.look = look
        self.colours = DARK if look.dark else LIGHT
        if look.contrast:
            self.colours = _high_contrast(self.colours, QGuiApplication.palette())
        self._fonts.clear()


_theme = Theme()


# What painters and widgets ask


def on_change(slot: Callable[[], object]) -> None:
    """Call a method of a widget whenever the look has changed, as long as the widget lives.

    Sizes, colours and icons are to be taken anew then.
    """
    _theme.signals.changed.connect(slot)


def look() -> Look:
    return _theme.look


def colour(token: str) -> QColor:
    """The colour of a token in the present theme."""
    return QColor(_theme.colours[token])


def px(size: float) -> int:
    """A size at 100 % in the px of the present text scale."""
    return round(size * _theme.look.scale)


def duration(ms: int) -> int:
    """How long a motion takes: not at all for those who want none."""
    return 0 if _theme.look.still else ms


def font(
    style: str, weight: int | None = None, *, italic: bool = False, tabular: bool = False
) -> QFont:
    """The font of a type style, on request in another weight (400, 500, 600).

    `tabular` is for dates and times: every figure is as wide as the next (and so is a hyphen,
    which is why words are not set in it).
    """
    key = (style, weight, italic, tabular)
    found = _theme._fonts.get(key)
    if found is None:
        found = _theme._fonts[key] = _font(style, weight, italic=italic, tabular=tabular)
    return QFont(found)


def line_height(style: str) -> int:
    """The height of a line of a type style in px."""
    return px(TYPES[style].line)


def set_type(
    widget: QWidget, style: str, weight: int | None = None, *, tabular: bool = False
) -> None:
    """Give a widget the font of a type style, and again whenever the text scale changes."""
    widget.setProperty(_TYPE, f"{style}/{weight or ''}/{'t' if tabular else ''}")
    widget.setFont(font(style, weight, tabular=tabular))


def avatar(uid: str) -> tuple[QColor, QColor]:
    """Fill and text of a person's avatar: always the same for the same person."""
    table = AVATARS_DARK if _theme.look.dark else AVATARS_LIGHT
    fill, text = table[hashlib.blake2b(uid.encode(), digest_size=1).digest()[0] % len(table)]
    return QColor(fill), QColor(text)


# What the application and the settings do


def start(application: QApplication, mode: str = "system", scale: float = 1.0) -> None:
    """Load the fonts and dress the application, made in `tokens.STYLE`; then follow the system."""
    load_fonts()
    hints = application.styleHints()
    hints.colorSchemeChanged.connect(lambda _: choose(application))
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        accessibility().contrastPreferenceChanged.connect(lambda _: choose(application))
    choose(application, mode=mode, scale=scale)


def choose(
    application: QApplication,
    *,
    mode: str | None = None,
    scale: float | None = None,
    still: bool | None = None,
) -> None:
    """Change what the person chose; what is not given stays. `mode`: system, light or dark."""
    _theme.mode = mode or _theme.mode
    wanted = replace(
        _theme.look,
        dark=_is_dark(application, _theme.mode),
        scale=min(max(scale or _theme.look.scale, 1.0), 2.0),
        still=_theme.look.still if still is None else still,
        contrast=_wants_contrast(application),
    )
    _theme.show(wanted)
    application.setPalette(palette())
    application.setFont(font("body"))
    application.setStyleSheet(style_sheet())
    for widget in application.allWidgets():
        kept = widget.property(_TYPE)
        if kept:
            style, weight, tabular = str(kept).split("/")
            widget.setFont(font(style, int(weight) if weight else None, tabular=bool(tabular)))
    _theme.signals.changed.emit()


def style_sheet() -> str:
    """The style sheet of the present look: the template with colours and scaled sizes."""
    template = _Template(assets.path("styles", "planner.qss").read_text(encoding="utf-8"))
    return template.substitute(_Values(_theme.colours))


def palette() -> QPalette:
    """Qt's palette in the present colours, for what the style sheet does not reach."""
    made, role = QPalette(), QPalette.ColorRole
    for roles, token in (
        ((role.Window,), "window"),
        ((role.Base, role.Button, role.ToolTipBase), "surface"),
        ((role.AlternateBase,), "sunken"),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), "ink"),
        ((role.PlaceholderText,), "ink3"),
        ((role.Highlight,), "pineSoft"),
        ((role.HighlightedText,), "ink"),
        ((role.Link, role.Accent), "pine"),
        ((role.Mid, role.Midlight), "line2"),
        ((role.Light,), "surface"),
        ((role.Dark, role.Shadow), "field"),
    ):
        for one in roles:
            made.setColor(one, colour(token))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, colour("disabled"))
    return made


@cache
def load_fonts() -> None:
    """Make the faces of the text known to Qt; once in a process."""
    for package in ("fontpkg_inter", "fontpkg_source_serif_4"):
        for file in sorted((package_folder(package) / "files").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))


def package_folder(package: str) -> Path:
    """Where an installed package lies, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(package)
    return Path(spec.origin).parent


def _font(style: str, weight: int | None, *, italic: bool, tabular: bool) -> QFont:
    type_ = TYPES[style]
    made = QFont()
    made.setFamilies([type_.face, *_FALLBACKS.get(type_.face, ["Noto Sans"])])
    made.setPixelSize(px(type_.size))
    value = weight or type_.weight
    made.setWeight(QFont.Weight(value))
    made.setItalic(italic)
    made.setVariableAxis(QFont.Tag("wght"), value)
    made.setVariableAxis(QFont.Tag("opsz"), type_.optical)
    if type_.tracking:
        tracking = px(type_.size) * type_.tracking / 100
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    # Said either way: a widget takes over from its parent what is not said.
    made.setFeature(QFont.Tag("tnum"), int(tabular))
    return made


def _is_dark(application: QApplication, mode: str) -> bool:
    if mode in ("light", "dark"):
        return mode == "dark"
    return application.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _wants_contrast(application: QApplication) -> bool:
    accessibility = getattr(application.styleHints(), "accessibility", None)  # from Qt 6.10 on
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _high_contrast(colours: Mapping[str, str], system: QPalette) -> Mapping[str, str]:
    """The system's own colours for text, grounds and borders, and no soft fills."""
    ground, ink = system.window().color().name(), system.windowText().color().name()
    strong = dict(colours)
    strong.update(dict.fromkeys(("window", "sidebar", "surface", *_SOFT), ground))
    strong.update(dict.fromkeys(("ink", "ink2", "ink3", "field", "line", "line2"), ink))
    return strong


class _Template(string.Template):
    """`${token}` is a colour, `${12px}` a size in the present scale."""

    idpattern = r"[A-Za-z0-9]+"


class _Values(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"{px(int(name.removesuffix('px')))}px"
