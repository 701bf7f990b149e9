"""The design tokens: colours of both themes, type styles, space and shape.

One table feeds the style sheet, the palettes and the painters (`theme.py`). Sizes are in px at
100 %; the theme multiplies them by the text scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Colours = Mapping[str, str]

STYLE = "Fusion"
"""The style of Qt that the style sheet is made for. It is named where the application is made:
asked for later, PySide would first make all the names that a style has."""
ARGUMENTS = ("on-purpose", "-style", STYLE)
"""What an application is made with; the first is what window managers know the windows by."""

LIGHT: Colours = {
    "window": "#F7F8F6",
    "sidebar": "#EEF1ED",
    "surface": "#FFFFFF",
    "sunken": "#F1F4F0",
    "rowHover": "#F4F6F3",
    "hover": "#E7EBE6",
    "hero": "#E9F2ED",
    "heroLine": "#C6DED3",
    "line": "#E2E6E0",
    "line2": "#CDD4CC",
    "field": "#868F88",
    "ink": "#18201C",
    "ink2": "#4A554F",
    "ink3": "#5E6862",
    "disabled": "#5E6862",
    "pine": "#17614F",
    "pineInk": "#0F4D3E",
    "pineFill": "#17614F",
    "pineFillHover": "#124F41",
    "pineFillPress": "#0D3F34",
    "onPine": "#FFFFFF",
    "pineSoft": "#E1EFE9",
    "pineLine": "#B5D5C8",
    "amber": "#8A5300",
    "amberSoft": "#FCF0D6",
    "amberLine": "#E3BE77",
    "sun": "#F3B63A",
    "rust": "#A63A22",
    "rustSoft": "#FBEAE4",
    "rustLine": "#E7B9AA",
    "plum": "#7B3C70",
    "plumSoft": "#F5EAF2",
    "plumLine": "#DDBFD6",
    "blue": "#275E94",
    "blueSoft": "#E6EFF8",
    "blueLine": "#B6CFE6",
    "focus": "#1B7AE0",
    "gateGround": "#DDE8DF",
    "gatePath": "#F3EBDA",
    "gateHedge": "#BFD6C8",
}

DARK: Colours = {
    "window": "#151A18",
    "sidebar": "#101412",
    "surface": "#1D2421",
    "sunken": "#181E1B",
    "rowHover": "#252D29",
    "hover": "#28312D",
    "hero": "#1A2E28",
    "heroLine": "#2B4A40",
    "line": "#2C3531",
    "line2": "#3C4742",
    "field": "#7A877F",
    "ink": "#ECF1EE",
    "ink2": "#B6C1BB",
    "ink3": "#95A19A",
    "disabled": "#95A19A",
    "pine": "#6CC8AA",
    "pineInk": "#A6E3CF",
    "pineFill": "#277A65",
    "pineFillHover": "#2B7F6A",
    "pineFillPress": "#206B58",
    "onPine": "#FFFFFF",
    "pineSoft": "#1C3A31",
    "pineLine": "#2F5B4D",
    "amber": "#F0BE5E",
    "amberSoft": "#382C14",
    "amberLine": "#6B5421",
    "sun": "#F3B63A",
    "rust": "#F3957C",
    "rustSoft": "#3B221B",
    "rustLine": "#6E3B2D",
    "plum": "#DDA3D0",
    "plumSoft": "#352231",
    "plumLine": "#5E3C57",
    "blue": "#8FBDEB",
    "blueSoft": "#1B2C3D",
    "blueLine": "#34506C",
    "focus": "#6FB1FF",
    "gateGround": "#22302A",
    "gatePath": "#3A3527",
    "gateHedge": "#2F4A3F",
}

AVATARS_LIGHT: tuple[tuple[str, str], ...] = (
    ("#DCECE5", "#0F4D3E"),
    ("#F1E2ED", "#6B3161"),
    ("#DFE9F5", "#1F4F80"),
    ("#F7E8C9", "#6A4000"),
    ("#F8E1D9", "#8A2E19"),
    ("#E1E7EA", "#394853"),
    ("#E6ECD4", "#455419"),
    ("#D7ECEE", "#0E525B"),
)
"""Fill and text; the same place in both tables is the same person."""

AVATARS_DARK: tuple[tuple[str, str], ...] = (
    ("#21443A", "#A6E3CF"),
    ("#472C41", "#EBC3E1"),
    ("#243C54", "#B7D6F5"),
    ("#483819", "#F3CF87"),
    ("#4C2C22", "#F8BBA8"),
    ("#333F47", "#CBD6DD"),
    ("#384020", "#D3DFA8"),
    ("#1C4347", "#A3DDE3"),
)

SCRIM = "#66101613"
"""Over the window behind a dialog: #101613 at 40 %."""

INTER, SERIF = "Inter", "Source Serif 4"


class Type(NamedTuple):
    """A type style: size and line height in px, the face, its weight, its tracking in per cent."""

    size: int
    line: int
    face: str = INTER
    weight: int = 400
    tracking: float = 0.0
    optical: float = 14.0
    """The optical size; from 32 on Inter is what its makers call Inter Display."""


TYPES: Mapping[str, Type] = {
    "display": Type(28, 36, weight=600, tracking=-1.2, optical=32),
    "title": Type(20, 28, weight=600, tracking=-0.6, optical=32),
    "heading": Type(15, 20, weight=600),
    "subheading": Type(14, 20, weight=600),
    "body": Type(14, 20),
    "small": Type(13, 18),
    "caption": Type(12, 16),
    "keycap": Type(11, 14, weight=500),
    "voice-xl": Type(24, 32, SERIF, optical=24),
    "voice-l": Type(20, 32, SERIF, optical=20),
    "voice-m": Type(18, 26, SERIF, optical=18),
    "voice-s": Type(16, 24, SERIF, optical=16),
    "voice-xs": Type(15, 22, SERIF, optical=15),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How the windows look now. `scale` multiplies all sizes; `still` means no motion."""

    dark: bool = False
    scale: float = 1.0
    still: bool = False
    contrast: bool = False
