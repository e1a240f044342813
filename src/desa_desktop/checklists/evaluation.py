"""Working out one expression of a template against the answers given so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation, Overflow
from enum import Enum

from desa_desktop.checklists import values
from desa_desktop.checklists.expression import (
    Binary,
    Call,
    Expression,
    Here,
    Literal,
    Negative,
    Node,
    Ref,
    Word,
)
from desa_desktop.checklists.functions import FUNCTIONS, LONGEST_RESULT, Context
from desa_desktop.checklists.pattern import LONGEST_TEXT
from desa_desktop.checklists.values import ARITHMETIC, Value

MOST_STEPS = 20_000


class Caution(Enum):
    """What a person should know about a result."""

    DIVISION_BY_ZERO = "division_by_zero"
    TEXT_TOO_LONG = "text_too_long"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an expression, if something was odd what, and how many steps it took."""

    value: Value
    caution: Caution | None = None
    steps: int = 0


@dataclass(slots=True)
class Scope:
    """What an expression can see from where it stands; a plain one sees a mapping of values.

    `answers` by name (a column of a table as a tuple), `here` the answer it belongs to, `row` the
    number of its table row from 1, `words` the columns of a choice. The engine's own scope
    overrides the two look-ups.
    """

    answers: Mapping[str, Value] = field(default_factory=dict)
    here: Value = None
    row: int | None = None
    context: Context = field(default_factory=Context)
    words: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """The answer to the question `name`, or its column."""
        return self.answers.get(name)

    def column(self, name: str) -> tuple[values.Scalar, ...]:
        """The answers to `name` in every row of its table."""
        found = self.answers.get(name)
        return found if isinstance(found, tuple) else (found,)

    def choice_label(self, name: str, value: str) -> str:
        """The label of a choice of the question `name`; the value itself if there is none."""
        return value


class _Stop(Exception):  # leaves the machine when the step limit is reached
    pass


def evaluate(expression: Expression, scope: Scope) -> Outcome:
    """Work out an expression. Never raises for what a template or an answer holds.

    Arithmetic is exact to 34 digits; division by zero and numbers beyond 10^400 give empty.
    """
    machine = _Machine(scope)
    try:
        value = machine.run(expression.root)
    except _Stop:
        return Outcome(None, Caution.STOPPED, machine.steps)
    return Outcome(None if value == "" else value, machine.caution, machine.steps)


class _Machine:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.steps = 0
        self.caution: Caution | None = None

    def spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise _Stop

    def run(self, node: Node) -> Value:
        self.spend(1)
        if isinstance(node, Ref):
            found = self.scope.value(node.name)
            if isinstance(found, tuple):
                self.spend(len(found))
            return found
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Binary):
            return self.binary(node)
        if isinstance(node, Call):
            return self.call(node)
        if isinstance(node, Here):
            return self.scope.here
        if isinstance(node, Word):
            return self.scope.words.get(node.name)
        return self.negative(node)

    def negative(self, node: Negative) -> Value:
        value = values.number(self.run(node.operand))
        return None if value is None else value.copy_negate()

    def binary(self, node: Binary) -> Value:
        operator = node.operator
        if operator in {"and", "or"}:
            return self.both(node)
        left, right = values.scalar(self.run(node.left)), values.scalar(self.run(node.right))
        if operator == "=":
            return values.equal(left, right)
        if operator == "!=":
            return not values.equal(left, right)
        if operator in {"<", "<=", ">", ">="}:
            order = values.order(left, right)
            if order is None:
                return None
            return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[operator]
        if operator in {"+", "-"} and (isinstance(left, dt.date) or isinstance(right, dt.date)):
            return _calendar(operator, left, right)
        return self.arithmetic(operator, values.number(left), values.number(right))

    def both(self, node: Binary) -> Value:
        """`and`, `or` with a third answer: undecided stays undecided unless the other side decides."""
        decides = node.operator == "or"
        left = _judgement(self.run(node.left))
        if left is decides:
            return decides
        right = _judgement(self.run(node.right))
        if right is decides:
            return decides
        return None if left is None or right is None else not decides

    def arithmetic(self, operator: str, left: Decimal | None, right: Decimal | None) -> Value:
        if left is None or right is None:
            return None
        if operator in {"div", "mod"} and right == 0:
            self.caution = Caution.DIVISION_BY_ZERO
            return None
        work = {
            "+": ARITHMETIC.add,
            "-": ARITHMETIC.subtract,
            "*": ARITHMETIC.multiply,
            "div": ARITHMETIC.divide,
            "mod": ARITHMETIC.remainder,
        }
        try:
            return work[operator](left, right)
        except (Overflow, InvalidOperation):
            return None

    def call(self, node: Call) -> Value:
        match node.name:
            case "if":
                chosen = node.arguments[1] if values.truth(self.run(node.arguments[0])) else node.arguments[2]
                return self.run(chosen)
            case "coalesce":
                found = (self.run(argument) for argument in node.arguments)
                return next((value for value in found if not values.is_empty(value)), None)
            case "once":
                return (
                    self.scope.here if not values.is_empty(self.scope.here) else self.run(node.arguments[0])
                )
            case "position":
                return None if self.scope.row is None else Decimal(self.scope.row)
            case "indexed-repeat":
                return self.indexed(node)
            case "jr:choice-name":
                return self.choice_name(node)
        function = FUNCTIONS.get(node.name)
        if function is None or function.run is None:
            return None  # a template that passed its check has no such call
        arguments = [self.run(argument) for argument in node.arguments]
        if node.name == "regex" and len(values.text(arguments[0])) > LONGEST_TEXT:
            self.caution = Caution.TEXT_TOO_LONG
        result = function.run(self.scope.context, arguments)
        if isinstance(result, str) and len(result) > LONGEST_RESULT:
            raise _Stop
        return result

    def indexed(self, node: Call) -> Value:
        wanted, _table, place = node.arguments
        index = values.number(self.run(place))
        if not isinstance(wanted, Ref) or index is None:
            return None
        column = self.scope.column(wanted.name)
        self.spend(len(column))
        return column[int(index) - 1] if 1 <= index <= len(column) else None

    def choice_name(self, node: Call) -> Value:
        """The label of the choice; the second argument names the question, as in '${sumber_air}'."""
        value = values.text(self.run(node.arguments[0]))
        named = node.arguments[1]
        if not value or not isinstance(named, Literal):
            return None
        return self.scope.choice_label(question_in(str(named.value)), value)


def question_in(text: str) -> str:
    """`sumber_air` of `${sumber_air}` or of `sumber_air`."""
    return text.strip().removeprefix("${").removesuffix("}").strip()


def _judgement(value: Value) -> bool | None:
    value = values.scalar(value)
    return None if value is None else values.truth(value)


def _calendar(operator: str, left: values.Scalar, right: values.Scalar) -> Value:
    """Dates in sums: date ± days is a date, date - date is days."""
    if isinstance(left, dt.date) and operator == "-":
        other = right if isinstance(right, dt.date) else None
        if isinstance(right, str):
            other = values.parse_date(right)
        if other is not None:
            return _days_between(left, other)
    day, amount = (left, right) if isinstance(left, dt.date) else (right, left)
    by = values.number(amount)
    if by is None or not isinstance(day, dt.date) or (operator == "-" and day is not left):
        return None
    return values.shift(values.as_date(day) or values.EPOCH, by if operator == "+" else -by)


def _days_between(left: dt.date, right: dt.date) -> Decimal | None:
    one, other = values.number(left), values.number(right)
    return None if one is None or other is None else one - other
