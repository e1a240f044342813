"""When a question is to be answered, said in words for the paper form: `Diisi bila nomor 12: Ya`."""

from __future__ import annotations

from collections.abc import Iterator

from desa_desktop.checklists import Expression, Question, Template
from desa_desktop.checklists.expression import Binary, Call, Literal, Negative, Node, Ref

_COMPARED = {
    "=": "",
    "!=": "bukan ",
    ">": "lebih dari ",
    ">=": "paling sedikit ",
    "<": "kurang dari ",
    "<=": "paling banyak ",
}
_MOST_PARTS = 3


def condition(expression: Expression | None, template: Template) -> str:
    """The condition as a sentence, empty where there is none or where it cannot be said on paper."""
    if expression is None:
        return ""
    parts, joint = _parts(expression.root)
    said = [_leaf(part, template) for part in parts]
    if all(said) and len(said) <= _MOST_PARTS:
        return f"Diisi bila {joint.join(said)}."
    numbers = sorted({one.number for one in _questions(expression.root, template) if one.number})
    if not numbers:
        return ""
    return f"Diisi menurut jawaban nomor {', '.join(map(str, numbers))}."


def _parts(node: Node) -> tuple[list[Node], str]:
    """A chain of `and`, or of `or`, as its parts; anything else is one part."""
    if isinstance(node, Binary) and node.operator in ("and", "or"):
        found: list[Node] = []
        waiting: list[Node] = [node]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Binary) and one.operator == node.operator:
                waiting += [one.right, one.left]
            else:
                found.append(one)
        return found, " dan " if node.operator == "and" else " atau "
    return [node], ""


def _leaf(node: Node, template: Template) -> str:
    if isinstance(node, Call) and node.name == "selected" and len(node.arguments) == 2:
        return _compared("=", *node.arguments, template)
    if isinstance(node, Binary) and node.operator in _COMPARED:
        return _compared(node.operator, node.left, node.right, template)
    return ""


def _compared(operator: str, left: Node, right: Node, template: Template) -> str:
    if not isinstance(left, Ref) or not isinstance(right, Literal):
        return ""
    question = template.by_name.get(left.name)
    if not isinstance(question, Question) or not question.number:
        return ""
    if right.value == "":
        word = {"=": "kosong", "!=": "terisi"}.get(operator, "")
        return f"nomor {question.number} {word}" if word else ""
    choice = question.choice(str(right.value))
    wanted = choice.label if choice is not None else str(right.value).replace(".", ",")
    if operator == "=":
        return f"nomor {question.number}: {wanted}"
    return f"nomor {question.number} {_COMPARED[operator]}{wanted}"


def _questions(node: Node, template: Template) -> Iterator[Question]:
    match node:
        case Ref():
            found = template.by_name.get(node.name)
            if isinstance(found, Question):
                yield found
        case Call():
            for one in node.arguments:
                yield from _questions(one, template)
        case Negative():
            yield from _questions(node.operand, template)
        case Binary():
            yield from _questions(node.left, template)
            yield from _questions(node.right, template)
