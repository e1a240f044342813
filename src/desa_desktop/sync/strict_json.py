"""The one way a value is written in a kiriman, so that equal content always gives equal bytes.

A restriction of RFC 8785 (kiriman-format.md 4): sorted keys, no white space, integers only, no key
twice, at most 16 levels, and `encode(decode(bytes)) == bytes`.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeAlias

Object: TypeAlias = "dict[str, object]"

MOST_LEVELS = 16
MOST_DIGITS = 17
LARGEST = 2**53 - 1
KEY = re.compile(r"[A-Za-z0-9_:/.\-]{1,64}", re.ASCII)
_GOOD_KEYS: set[str] = set()
"""Keys that were met and are inside the alphabet: a register names the same twenty some thousand times."""
_MOST_KEYS = 4096
_HOLDERS = (dict, list)


class NotStrict(ValueError):
    """The bytes are not strict JSON. The reader of a kiriman turns this into the code of the place."""


def decode(data: bytes) -> object:
    """The value written in `data`: None, bool, int, str, list or dict.

    Raises NotStrict when the bytes are not the one canonical form of what they say.
    """
    try:
        text = data.decode("utf-8")
        value: object = _DECODER.decode(text)
    except (ValueError, RecursionError) as failure:
        raise NotStrict(str(failure)) from failure
    if _too_deep(value):
        raise NotStrict("too many levels")
    if _write(value) != data:
        raise NotStrict("not in canonical form")
    return value


def decode_object(data: bytes) -> Object:
    """The object written in `data`. Raises NotStrict, also for any other value."""
    value = decode(data)
    if not isinstance(value, dict):
        raise NotStrict("not an object")
    return value


def encode(value: object) -> bytes:
    """The canonical bytes of a value of None, bool, int, str, list, tuple and dict.

    Raises NotStrict for floats, foreign types, keys outside the alphabet, integers beyond 2^53-1,
    lone surrogates and more than 16 levels: a writer's bug must not leave the house.
    """
    _check(value, MOST_LEVELS)
    try:
        return _write(value)
    except UnicodeEncodeError as failure:
        raise NotStrict("a lone surrogate") from failure


def is_integer(value: object, least: int = 0) -> bool:
    """Whether `value` is an integer (True and False are not) of at least `least`."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _write(value: object) -> bytes:
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode("utf-8")
    except UnicodeEncodeError as failure:
        raise NotStrict("a lone surrogate") from failure


def _pairs(pairs: list[tuple[str, object]]) -> Object:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise NotStrict("a key twice")
    if not result.keys() <= _GOOD_KEYS:
        for key in result:
            if not KEY.fullmatch(key):
                raise NotStrict("a key outside the alphabet")
        if len(_GOOD_KEYS) < _MOST_KEYS:
            _GOOD_KEYS.update(result)
    return result


def _integer(text: str) -> int:
    if len(text) > MOST_DIGITS:  # before the conversion, which is quadratic
        raise NotStrict("a number too long")
    number = int(text)
    if abs(number) > LARGEST:
        raise NotStrict("a number too large")
    return number


def _refuse(_text: str) -> object:
    raise NotStrict("not an integer")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_integer, parse_float=_refuse, parse_constant=_refuse
)


def _too_deep(value: object) -> bool:
    level: list[Any] = [value] if type(value) in _HOLDERS else []
    for _level in range(MOST_LEVELS):
        inner: list[Any] = []
        for one in level:
            values = one.values() if type(one) is dict else one
            inner += [each for each in values if type(each) in _HOLDERS]
        level = inner
    return bool(level)


def _check(value: object, levels: int) -> None:
    if value is None or isinstance(value, bool | str):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotStrict("a number too large")
        return
    if not isinstance(value, dict | list | tuple):
        raise NotStrict(f"{type(value).__name__} has no form in a kiriman")
    if not levels:
        raise NotStrict("too many levels")
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str) or not KEY.fullmatch(key):
                raise NotStrict("a key outside the alphabet")
            _check(inner, levels - 1)
    else:
        for inner in value:
            _check(inner, levels - 1)
