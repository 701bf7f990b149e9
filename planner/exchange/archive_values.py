"""Frozen dataclasses as JSON objects and back, by the types of their fields.

Fields that hold their default are left out. Reading is strict: what is no value of its field's
type, is missing or is not known raises ValueError with a reason in plain words.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

LARGEST_NUMBER = 2**63 - 1
"""What a database keeps."""

T = TypeVar("T")
_Way = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    default: Any
    encode: _Way
    decode: _Way


class Codec:
    """Encodes and decodes dataclasses of texts, numbers, truths, bytes, UTC times, enums, tuples
    and dataclasses.

    `hidden` names, per class, fields that are not in the JSON, and the value they get on reading.
    """

    def __init__(self, hidden: Mapping[type, Mapping[str, Any]]) -> None:
        self._hidden = hidden
        self._fields: dict[type, tuple[_Field, ...]] = {}

    def encode(self, value: Any) -> dict[str, Any]:
        """The JSON object that tells `value`."""
        told = ((field, getattr(value, field.name)) for field in self._fields_of(type(value)))
        return {field.name: field.encode(here) for field, here in told if here != field.default}

    def decode(self, kind: type[T], data: object) -> T:
        """The value of `kind` that a JSON object tells."""
        if not isinstance(data, dict):
            raise ValueError(f"{_said(data)} where an object is wanted")
        values = dict(self._hidden.get(kind, {}))
        known = self._fields_of(kind)
        for field in known:
            if field.name in data:
                try:
                    values[field.name] = field.decode(data[field.name])
                except ValueError as error:
                    raise ValueError(f"{field.name}: {error}") from None
            elif field.default is MISSING:
                raise ValueError(f"{field.name} is missing")
        unknown = sorted(data.keys() - {field.name for field in known})
        if unknown:
            raise ValueError(f"fields that are not known: {', '.join(map(_said, unknown[:5]))}")
        return kind(**values)

    def _fields_of(self, kind: Any) -> tuple[_Field, ...]:
        if kind not in self._fields:
            hints = get_type_hints(kind)
            hidden = self._hidden.get(kind, {})
            self._fields[kind] = tuple(
                _Field(field.name, field.default, *self._ways(hints[field.name]))
                for field in fields(kind)
                if field.name not in hidden
            )
        return self._fields[kind]

    def _ways(self, hint: Any) -> tuple[_Way, _Way]:
        """How values of this type are written and read."""
        if hint in _SIMPLE:
            return _SIMPLE[hint]
        if isinstance(hint, UnionType):
            (inner,) = (part for part in get_args(hint) if part is not NoneType)
            write, read = self._ways(inner)
            return write, lambda data: None if data is None else read(data)
        if get_origin(hint) is tuple:
            write, read = self._ways(get_args(hint)[0])
            return lambda value: [write(item) for item in value], lambda data: _tuple(data, read)
        if isinstance(hint, type) and is_dataclass(hint):
            return self.encode, lambda data: self.decode(hint, data)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return str, lambda data: _enum(hint, data)
        raise TypeError(f"no way to write {hint} as JSON")


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise ValueError(f"{_said(data)} where a text is wanted")
    return data


def _number(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise ValueError(f"{_said(data)} where a whole number is wanted")
    if abs(data) > LARGEST_NUMBER:
        raise ValueError("a number too large to keep")
    return data


def _truth(data: object) -> bool:
    if not isinstance(data, bool):
        raise ValueError(f"{_said(data)} where true or false is wanted")
    return data


def _bytes(data: object) -> bytes:
    try:
        return base64.b64decode(_text(data), validate=True)
    except binascii.Error:
        raise ValueError("a text that is no base64") from None


def _time(data: object) -> datetime:
    text = _text(data)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"{_said(text)} is no time with its offset, like 2026-12-01T10:00:00Z")


def _time_text(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _enum(kind: type[StrEnum], data: object) -> StrEnum:
    text = _text(data)
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(kind)
        raise ValueError(f"{_said(text)} is none of: {known}") from None


def _tuple(data: object, read: _Way) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ValueError(f"{_said(data)} where a list is wanted")
    return tuple(read(item) for item in data)


_SIMPLE: Mapping[Any, tuple[_Way, _Way]] = {
    str: (str, _text),
    int: (int, _number),
    bool: (bool, _truth),
    bytes: (lambda value: base64.b64encode(value).decode(), _bytes),
    datetime: (_time_text, _time),
    Any: (lambda value: value, lambda data: data),
}


def _said(data: object) -> str:
    """A JSON value in plain words, short and on one line."""
    if isinstance(data, str):
        shown = "".join(char if char.isprintable() else " " for char in data[:40])
        return f"“{shown}”" if len(data) <= 40 else f"“{shown}…”"
    if isinstance(data, bool):
        return "true" if data else "false"
    if data is None:
        return "null"
    if isinstance(data, dict):
        return "an object"
    return "a list" if isinstance(data, list) else "a number"
