"""Reports as what JSON knows, and back: frozen dataclasses of tuples, texts and numbers, field by field.

A decimal is written as text, so that it keeps its digits. What can't be rebuilt isn't written either: properties.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Return dictionaries, lists, texts, whole numbers, truths and None."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: type[T], plain: Any) -> T:
    """Rebuild what ``to_plain`` wrote of a ``kind``; members that the dataclass doesn't know are left aside."""
    return cast(T, _rebuilt(kind, plain))


@cache
def _hints(kind: type) -> dict[str, Any]:
    known = get_type_hints(kind)
    return {field.name: known[field.name] for field in fields(kind)}


def _rebuilt(kind: Any, plain: Any) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _rebuilt(hint, plain[name]) for name, hint in _hints(kind).items() if name in plain})
    if kind in (Decimal, date) and plain is not None:
        return Decimal(plain) if kind is Decimal else date.fromisoformat(plain)
    return _rebuilt_of(get_origin(kind), get_args(kind), plain)


def _rebuilt_of(origin: Any, inside: tuple[Any, ...], plain: Any) -> Any:
    if origin in (Union, UnionType):
        (only,) = [each for each in inside if each is not NoneType]
        return None if plain is None else _rebuilt(only, plain)
    if origin is tuple:
        kinds = [inside[0]] * len(plain) if inside[-1] is Ellipsis else list(inside)
        return tuple(_rebuilt(each, value) for each, value in zip(kinds, plain, strict=True))
    if origin is not None and origin is not Literal:
        return {key: _rebuilt(inside[1], value) for key, value in plain.items()}
    return plain
