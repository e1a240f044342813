"""The sentences of a form template that skip, check and calculate, read into a small tree.

Grammar and meaning are ux.md 7.3: a subset of XLSForm. Nothing here runs Python; a text that is
not in the grammar is a ParseError with its place, in words for the author of the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from desa_desktop.i18n import _

LONGEST = 4_000
DEEPEST = 40
MOST_OPERATORS = 200  # a chain of them is a tree as deep as it is long


class ParseError(ValueError):
    """An expression that is not in the grammar.

    `sentence` and `suggestion` are Indonesian; `start` and `end` frame the piece to underline. The
    template reader turns it into a Problem; it never reaches a person as an exception.
    """

    def __init__(self, sentence: str, start: int, end: int, suggestion: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.suggestion = sentence, suggestion
        self.start, self.end = start, end


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or a text between quotes."""

    value: Decimal | str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ref:
    """`${name}`: the answer to another question, or the rows of a table."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Here:
    """`.`: the answer this expression belongs to; `..` (`is_parent`): the row it stands in."""

    is_parent: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word: a column of the choices sheet in choice_filter, a mistake anywhere else."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus sign before a value."""

    operand: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Two values and the operator between them."""

    operator: str
    left: Node
    right: Node
    start: int
    end: int


Node: TypeAlias = Literal | Ref | Here | Word | Call | Negative | Binary


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: its text as the author wrote it, and its tree."""

    text: str
    root: Node

    def nodes(self) -> Iterator[Node]:
        """Every part of the tree, from the outside in."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            match node:
                case Call():
                    waiting.extend(reversed(node.arguments))
                case Negative():
                    waiting.append(node.operand)
                case Binary():
                    waiting.extend((node.right, node.left))

    def names(self) -> tuple[str, ...]:
        """The questions it looks at, each once, in the order they appear."""
        return tuple(dict.fromkeys(node.name for node in self.nodes() if isinstance(node, Ref)))


# ── words ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # number, text, ref, name, op, end
    text: str
    start: int
    end: int


_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_PIECES = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<number>\d+(?:\.\d+)?|\.\d+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<ref>\$\{[^{}]*\})
    | (?P<name>[A-Za-z_](?:[\w\-]|\.(?=\w))*(?::[A-Za-z_][\w\-]*)?)
    | (?P<op>!=|<=|>=|<>|==|\.\.|[-+*=<>(),.])
    """,
    re.VERBOSE,
)
_WORD_OPERATORS = {"and", "or", "div", "mod"}
_NAME = re.compile(r"[A-Za-z_][\w.\-]*\Z")


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while place < len(text):
        piece = _PIECES.match(text, place)
        if piece is None:
            raise _unknown_sign(text, place)
        kind = piece.lastgroup or ""
        if kind != "space":
            token = _Token(kind, piece.group(), place, piece.end())
            found.append(_named_operator(token, found))
        place = piece.end()
    found.append(_Token("end", "", len(text), len(text)))
    return found


def _named_operator(token: _Token, before: list[_Token]) -> _Token:
    """`div` after a value is an operator; `a-b` without blanks is one name in this grammar."""
    after_value = bool(before) and (before[-1].kind in {"number", "text", "ref", "name"})
    after_value = after_value or (bool(before) and before[-1].text in {")", ".", ".."})
    if token.kind == "name" and after_value and token.text in _WORD_OPERATORS:
        return _Token("op", token.text, token.start, token.end)
    return token


def _unknown_sign(text: str, place: int) -> ParseError:
    sign = text[place]
    if sign in "\"'":
        return ParseError(_("tanda kutip belum ditutup."), place, len(text))
    if sign == "$":
        return ParseError(
            _("tanda ${ belum ditutup.") if text.startswith("${", place) else _("tanda $ sendirian."),
            place,
            len(text),
            _("Tulis ${nama_isian}."),
        )
    if sign == "/":
        return ParseError(
            _("alamat dengan garis miring tidak didukung."),
            place,
            place + 1,
            _("Tulis ${nama_isian}, dan div untuk membagi."),
        )
    return ParseError(_('tanda "{tanda}" tidak dikenal.').format(tanda=sign), place, place + 1)


# ── sentences ───────────────────────────────────────────────────────────────────────────────────

_STRENGTH = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}
_INSTEAD = {"<>": "!=", "==": "="}


def parse(text: str) -> Expression:
    """Read one expression. Curly quotes, which Excel likes to put, count as straight ones.

    Raises ParseError.
    """
    if len(text) > LONGEST:
        raise ParseError(_("rumus lebih panjang dari {batas} huruf.").format(batas=LONGEST), 0, len(text))
    return Expression(text, _Parser(_tokens(text.translate(_QUOTES))).whole())


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0
        self.operators = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.place]

    def take(self) -> _Token:
        token = self.tokens[self.place]
        self.place += 1
        return token

    def whole(self) -> Node:
        node = self.expression(0)
        rest = self.next
        if rest.kind == "end":
            return node
        if rest.text == ")":
            raise ParseError(_("tanda kurung tutup berlebih."), rest.start, rest.end)
        raise _misplaced(rest)

    def expression(self, least: int) -> Node:
        """Pratt's method: an operand, then every operator that binds at least as strongly."""
        self.depth += 1
        if self.depth > DEEPEST:
            token = self.next
            raise ParseError(
                _("tanda kurung bersarang lebih dari {batas} tingkat.").format(batas=DEEPEST),
                token.start,
                token.end,
                _("Pecah menjadi beberapa isian calculate."),
            )
        left = self.operand()
        while self.next.kind == "op" and (instead := _INSTEAD.get(self.next.text)):
            wrong = self.next
            raise ParseError(
                _('tanda "{tanda}" tidak dikenal.').format(tanda=wrong.text),
                wrong.start,
                wrong.end,
                _("Maksud Anda {usul}?").format(usul=instead),
            )
        while self.next.kind == "op" and _STRENGTH.get(self.next.text, 0) > least:
            operator = self.take()
            self.operators += 1
            if self.operators > MOST_OPERATORS:
                raise ParseError(
                    _("rumus berisi lebih dari {batas} tanda hitung.").format(batas=MOST_OPERATORS),
                    operator.start,
                    operator.end,
                    _("Pecah menjadi beberapa isian calculate."),
                )
            right = self.expression(_STRENGTH[operator.text])
            left = Binary(operator.text, left, right, left.start, right.end)
        self.depth -= 1
        return left

    def operand(self) -> Node:
        token = self.take()
        match token.kind:
            case "number":
                return Literal(_number(token), token.start, token.end)
            case "text":
                return Literal(token.text[1:-1], token.start, token.end)
            case "ref":
                return self.reference(token)
            case "name":
                return self.call(token) if self.next.text == "(" else self.word(token)
            case "op" if token.text in {".", ".."}:
                return Here(token.text == "..", token.start, token.end)
            case "op" if token.text == "-":
                operand = self.expression(_STRENGTH["*"])
                return Negative(operand, token.start, operand.end)
            case "op" if token.text == "(":
                inner = self.expression(0)
                self.close(token)
                return inner
        if token.kind == "end":
            raise ParseError(_("rumus belum selesai."), max(0, token.start - 1), token.end)
        raise _misplaced(token)

    def word(self, token: _Token) -> Word:
        return Word(token.text, token.start, token.end)

    def reference(self, token: _Token) -> Ref:
        name = token.text[2:-1].strip()
        if name.startswith("last-saved#"):
            raise ParseError(_("isian terakhir (last-saved) belum didukung."), token.start, token.end)
        if not _NAME.match(name):
            raise ParseError(
                _('nama "{nama}" tidak boleh dipakai.').format(nama=name),
                token.start,
                token.end,
                _("Nama isian terdiri dari huruf, angka, dan garis bawah."),
            )
        return Ref(name, token.start, token.end)

    def call(self, token: _Token) -> Call:
        opening = self.take()
        arguments: list[Node] = []
        if self.next.text != ")":
            arguments.append(self.expression(0))
            while self.next.text == ",":
                self.take()
                arguments.append(self.expression(0))
        closing = self.close(opening)
        return Call(token.text, tuple(arguments), token.start, closing.end)

    def close(self, opening: _Token) -> _Token:
        token = self.next
        if token.text == ")" and token.kind == "op":
            return self.take()
        if token.kind == "end":
            raise ParseError(_("tanda kurung belum ditutup."), opening.start, token.end)
        raise _misplaced(token)


def _misplaced(token: _Token) -> ParseError:
    if token.text.lower() in _WORD_OPERATORS:
        way_out = _("Maksud Anda {usul}?").format(usul=token.text.lower())
    else:
        way_out = _("Periksa apakah ada tanda hitung, koma, and, atau or yang tertinggal.")
    sentence = _('"{potongan}" tidak pada tempatnya.').format(potongan=token.text)
    return ParseError(sentence, token.start, token.end, way_out)


def _number(token: _Token) -> Decimal:
    if len(token.text) > 30:
        raise ParseError(_("angka terlalu panjang."), token.start, token.end)
    return Decimal(token.text)
