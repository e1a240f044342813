"""The patterns an author may put into regex(): a small language that can never run away.

A pattern becomes a list of steps that are followed side by side, so the work is at most length of
text times length of pattern, whatever a hostile template asks (reliability.md 9 forbids patterns
of users in Python's own engine). As in ODK, the whole text must match.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from desa_desktop.i18n import _

LONGEST_PATTERN = 300
LONGEST_TEXT = 200
MOST_STEPS = 600
_SPECIAL = set("\\^$.|?*+()[]{}")


class PatternError(ValueError):
    """A pattern outside the language; the text is an Indonesian sentence for the template's author."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """One letter out of ranges, or one outside them."""

    ranges: tuple[tuple[str, str], ...]
    is_negated: bool = False

    def has(self, letter: str) -> bool:
        return any(low <= letter <= high for low, high in self.ranges) != self.is_negated


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Either:
    ways: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    part: _Part
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class _Edge:
    is_end: bool


_Part = _Letters | _Sequence | _Either | _Repeat | _Edge
_CLASSES = {
    "d": _Letters((("0", "9"),)),
    "w": _Letters((("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z"))),
    "s": _Letters(((" ", " "), ("\t", "\r"))),
}
_ANY = _Letters((("\n", "\n"),), is_negated=True)


@dataclass(frozen=True, slots=True)
class _Jump:
    """Go on at each of these places."""

    places: tuple[int, ...]


_Step = _Letters | _Edge | _Jump


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready to be followed."""

    steps: tuple[_Step, ...]

    def matches(self, text: str) -> bool:
        """Whether the whole text fits. Text beyond 200 letters is the caller's to refuse."""
        here = self._spread({0}, 0, len(text))
        for place, letter in enumerate(text):
            after = {
                step + 1
                for step in here
                if step < len(self.steps)
                and isinstance(letters := self.steps[step], _Letters)
                and letters.has(letter)
            }
            here = self._spread(after, place + 1, len(text))
            if not here:
                return False
        return len(self.steps) in here

    def _spread(self, starts: set[int], place: int, length: int) -> set[int]:
        """All steps reachable without reading a letter."""
        reached: set[int] = set()
        waiting = list(starts)
        while waiting:
            number = waiting.pop()
            if number in reached:
                continue
            reached.add(number)
            step = self.steps[number] if number < len(self.steps) else None
            if isinstance(step, _Jump):
                waiting.extend(step.places)
            elif isinstance(step, _Edge) and place == (length if step.is_end else 0):
                waiting.append(number + 1)
        return reached


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> Pattern:
    """Read a pattern. Raises PatternError with the sentence for the author."""
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(_("pola lebih panjang dari {batas} huruf.").format(batas=LONGEST_PATTERN))
    reader = _Reader(pattern)
    part = reader.either()
    if reader.place < len(pattern):
        raise PatternError(_("pola berisi kurung tutup berlebih."))
    steps: list[_Step] = []
    _write(part, steps)
    return Pattern(tuple(steps))


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.place = 0
        self.depth = 0

    def peek(self) -> str:
        return self.pattern[self.place : self.place + 1]

    def take(self) -> str:
        sign = self.peek()
        self.place += 1
        return sign

    def either(self) -> _Part:
        ways = [self.sequence()]
        while self.peek() == "|":
            self.take()
            ways.append(self.sequence())
        return ways[0] if len(ways) == 1 else _Either(tuple(ways))

    def sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.peek() and self.peek() not in "|)":
            parts.append(self.repeated(self.single()))
        return _Sequence(tuple(parts))

    def single(self) -> _Part:
        sign = self.take()
        match sign:
            case "^" | "$":
                return _Edge(sign == "$")
            case ".":
                return _ANY
            case "(":
                return self.group()
            case "[":
                return self.letters()
            case "\\":
                return self.escaped()
            case "*" | "+" | "?" | "{":
                raise PatternError(
                    _('tanda "{tanda}" dalam pola tidak mengikuti apa pun.').format(tanda=sign)
                )
        return _Letters(((sign, sign),))

    def group(self) -> _Part:
        if self.pattern.startswith("?:", self.place):
            self.place += 2
        elif self.peek() == "?":
            raise PatternError(_("bentuk (?…) dalam pola tidak didukung."))
        self.depth += 1
        if self.depth > 20:
            raise PatternError(_("kurung dalam pola bersarang terlalu dalam."))
        inner = self.either()
        self.depth -= 1
        if self.take() != ")":
            raise PatternError(_("kurung dalam pola belum ditutup."))
        return inner

    def escaped(self) -> _Letters:
        sign = self.take()
        if sign.lower() in _CLASSES and sign:
            letters = _CLASSES[sign.lower()]
            return _Letters(letters.ranges, is_negated=sign.isupper())
        if sign in {"n", "t"}:
            plain = "\n" if sign == "n" else "\t"
            return _Letters(((plain, plain),))
        if not sign or sign.isalnum():
            raise PatternError(_('bentuk "\\{tanda}" dalam pola tidak didukung.').format(tanda=sign))
        return _Letters(((sign, sign),))

    def letters(self) -> _Letters:
        is_negated = self.peek() == "^"
        if is_negated:
            self.take()
        ranges: list[tuple[str, str]] = []
        while self.peek() != "]" or not ranges:
            low = self.take()
            if not low:
                raise PatternError(_("kurung siku dalam pola belum ditutup."))
            if low == "\\":
                found = self.escaped()
                if found.is_negated:
                    raise PatternError(_("kelas huruf besar (\\D, \\W, \\S) di dalam [ ] tidak didukung."))
                ranges.extend(found.ranges)
                continue
            ranges.append((low, self.upper_end(low)))
        self.take()
        return _Letters(tuple(ranges), is_negated)

    def upper_end(self, low: str) -> str:
        following = self.pattern[self.place + 1 : self.place + 2]
        if self.peek() != "-" or following in {"]", ""}:
            return low
        self.take()
        high = self.take()
        if high == "\\":
            high = self.take()
        if high < low:
            raise PatternError(_('urutan "{awal}-{akhir}" dalam pola terbalik.').format(awal=low, akhir=high))
        return high

    def repeated(self, part: _Part) -> _Part:
        sign = self.peek()
        if sign == "{":
            part = _Repeat(part, *self.counts())
        elif sign and sign in "*+?":
            self.take()
            part = _Repeat(part, 1 if sign == "+" else 0, 1 if sign == "?" else None)
        else:
            return part
        if self.peek() == "?":  # "as few as possible" changes nothing when the whole text must match
            self.take()
        if self.peek() and self.peek() in "*+{":
            raise PatternError(_("dua tanda ulang berurutan dalam pola tidak didukung."))
        return part

    def counts(self) -> tuple[int, int | None]:
        end = self.pattern.find("}", self.place)
        inside = self.pattern[self.place + 1 : end] if end > 0 else ""
        low, comma, high = inside.partition(",")
        if not low.isdecimal() or (high and not high.isdecimal()) or len(low) > 4 or len(high) > 4:
            raise PatternError(_("jumlah ulang dalam { } pada pola tidak dapat dibaca."))
        self.place = end + 1
        most = int(high) if high else (None if comma else int(low))
        if most is not None and most < int(low):
            raise PatternError(_("jumlah ulang dalam { } pada pola terbalik."))
        return int(low), most


def _write(part: _Part, steps: list[_Step]) -> None:
    """Append the steps of one part; the place after the last step is where it is done."""
    if len(steps) > MOST_STEPS:
        raise PatternError(_("pola terlalu rumit."))
    if _is_nothing(part):
        return  # nothing, however often, is nothing: `(((){9999}){9999}){9999}` would be written for days
    match part:
        case _Letters() | _Edge():
            steps.append(part)
        case _Sequence():
            for inner in part.parts:
                _write(inner, steps)
        case _Either():
            _write_either(part, steps)
        case _Repeat():
            _write_repeat(part, steps)


def _is_nothing(part: _Part) -> bool:
    """Whether a part reads no letter and asks for no edge."""
    match part:
        case _Sequence():
            return all(_is_nothing(inner) for inner in part.parts)
        case _Either():
            return all(_is_nothing(way) for way in part.ways)
        case _Repeat():
            return part.most == 0 or _is_nothing(part.part)
    return False


def _write_either(part: _Either, steps: list[_Step]) -> None:
    fork = len(steps)
    steps.append(_Jump(()))
    starts, exits = [], []
    for way in part.ways:
        starts.append(len(steps))
        _write(way, steps)
        exits.append(len(steps))
        steps.append(_Jump(()))
    steps[fork] = _Jump(tuple(starts))
    for place in exits:
        steps[place] = _Jump((len(steps),))


def _write_repeat(part: _Repeat, steps: list[_Step]) -> None:
    for _time in range(part.least):
        _write(part.part, steps)
    if part.most is None:
        fork = len(steps)
        steps.append(_Jump(()))
        _write(part.part, steps)
        steps.append(_Jump((fork,)))
        steps[fork] = _Jump((fork + 1, len(steps)))
        return
    forks = []
    for _time in range(part.most - part.least):
        forks.append(len(steps))
        steps.append(_Jump(()))
        _write(part.part, steps)
    for fork in forks:
        steps[fork] = _Jump((fork + 1, len(steps)))
