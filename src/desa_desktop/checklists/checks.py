"""Whether the formulas of a template make sense together: names, functions, tables, circles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from desa_desktop.checklists.evaluation import question_in
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
from desa_desktop.checklists.functions import FUNCTIONS, LOOKUPS, TABLES, table_name
from desa_desktop.checklists.pattern import PatternError, compile_pattern
from desa_desktop.checklists.template import WITH_CHOICES, Group, Question
from desa_desktop.i18n import _

Items = Mapping[str, Question | Group]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong inside an expression: what, a way out, and the piece of text it is about."""

    sentence: str
    suggestion: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an expression stands: its column, its question or group, and the words it may use bare."""

    column: str
    owner: Question | Group
    words: Collection[str] = ()


def check_expression(expression: Expression, items: Items, standing: Standing) -> Iterator[Fault]:
    """Everything wrong in one expression of a template, in reading order."""
    yield from _Check(items, standing).node(expression.root)


class _Check:
    def __init__(self, items: Items, standing: Standing) -> None:
        self.items = items
        self.standing = standing

    def node(self, node: Node, in_call: str = "", takes_column: bool = False) -> Iterator[Fault]:
        match node:
            case Word():
                yield from self.word(node)
            case Ref():
                yield from self.reference(node, takes_column)
            case Here():
                yield from self.here(node, in_call)
            case Negative():
                yield from self.node(node.operand, in_call)
            case Binary():
                yield from self.node(node.left, in_call)
                yield from self.node(node.right, in_call)
            case Call():
                yield from self.call(node, in_call)
            case Literal():
                pass

    def word(self, node: Word) -> Iterator[Fault]:
        if node.name in self.standing.words:
            return
        if node.name in self.items:
            yield Fault(
                _("nama isian harus ditulis ${{{nama}}}, bukan {nama}.").format(nama=node.name),
                "",
                node.start,
                node.end,
            )
            return
        if node.name.lower() in {"true", "false"}:
            way_out = _("Maksud Anda {usul}?").format(usul=f"{node.name.lower()}()")
        elif self.standing.words:
            near = get_close_matches(node.name, self.standing.words, n=1)
            way_out = _("Mirip: {nama}.").format(nama=near[0]) if near else ""
        else:
            way_out = _("Tulis teks di antara tanda kutip, dan nama isian sebagai ${nama}.")
        yield Fault(_('kata "{kata}" tidak dikenal.').format(kata=node.name), way_out, node.start, node.end)

    def here(self, node: Here, in_call: str) -> Iterator[Fault]:
        if node.is_parent:
            if in_call != "position":
                yield Fault(_("tanda .. hanya dapat dipakai dalam position(..)."), "", node.start, node.end)
        elif self.standing.column not in {"constraint", "x_periksa", "required"} and in_call != "once":
            yield Fault(
                _("tanda titik hanya dapat dipakai di kolom constraint."),
                _("Tulis ${nama_isian}."),
                node.start,
                node.end,
            )

    def reference(self, node: Ref, takes_column: bool) -> Iterator[Fault]:
        target = self.items.get(node.name)
        if target is None:
            near = get_close_matches(node.name, self.items, n=1)
            way_out = _("Mirip: ${{{nama}}}.").format(nama=near[0]) if near else ""
            yield Fault(_("${{{nama}}} tidak ada.").format(nama=node.name), way_out, node.start, node.end)
        elif isinstance(target, Group) and not target.is_repeat:
            yield Fault(
                _("${{{nama}}} adalah grup, bukan isian.").format(nama=node.name), "", node.start, node.end
            )
        elif isinstance(target, Group) and not takes_column:
            yield Fault(
                _("${{{nama}}} adalah tabel, bukan isian.").format(nama=node.name),
                _("Untuk jumlah barisnya tulis count(${{{nama}}}).").format(nama=node.name),
                node.start,
                node.end,
            )
        elif not takes_column and self.is_column(target):
            yield Fault(
                _("${{{nama}}} berada di dalam tabel dan punya banyak jawaban.").format(nama=node.name),
                _("Pakai sum(${{{nama}}}), count, min, max, join, atau indexed-repeat.").format(
                    nama=node.name
                ),
                node.start,
                node.end,
            )

    def is_column(self, target: Question | Group) -> bool:
        """Whether the owner of the expression sees many rows of the target."""
        owner = self.standing.owner
        inside = owner.repeats
        if isinstance(owner, Group) and owner.is_repeat:
            inside = owner.repeats[:-1]  # its own formulas stand outside its rows
        return len(target.repeats) > _common(target.repeats, inside)

    def call(self, node: Call, outer: str) -> Iterator[Fault]:
        function = FUNCTIONS.get(node.name)
        if function is None:
            near = _SYNONYMS.get(node.name.lower()) or get_close_matches(node.name, FUNCTIONS, n=1)
            yield Fault(
                _('fungsi "{nama}" tidak dikenal.').format(nama=node.name),
                _("Maksud Anda {usul}?").format(usul=near[0]) if near else "",
                node.start,
                node.start + len(node.name),
            )
            return
        given = len(node.arguments)
        if given < function.least or (function.most is not None and given > function.most):
            yield Fault(
                _("fungsi {nama} memerlukan {perlu} isi, bukan {ada}.").format(
                    nama=node.name, perlu=_how_many(function.least, function.most), ada=given
                ),
                self.many_tables(node),
                node.start,
                node.end,
            )
            return
        yield from self.special(node)
        inner = "once" if outer == "once" else node.name
        for place, argument in enumerate(node.arguments):
            takes = function.takes_column == "all" or (function.takes_column == "after first" and place > 0)
            yield from self.node(argument, inner, takes or (node.name == "position"))

    def many_tables(self, node: Call) -> str:
        if node.name == "indexed-repeat" and len(node.arguments) > 3:
            return _("Tabel di dalam tabel belum didukung di indexed-repeat.")
        return ""

    def special(self, node: Call) -> Iterator[Fault]:
        match node.name:
            case "position":
                argument = node.arguments[0]
                if not (isinstance(argument, Here) and argument.is_parent):
                    yield Fault(_("tulis position(..)."), "", node.start, node.end)
                elif not self.standing.owner.repeats:
                    yield Fault(_("position(..) hanya ada di dalam tabel."), "", node.start, node.end)
            case "indexed-repeat":
                yield from self.indexed(node)
            case "regex":
                yield from self.pattern(node.arguments[1])
            case "jr:choice-name":
                yield from self.choice_name(node.arguments[1])
            case "pulldata":
                yield from self.pulldata(node.arguments[0])

    def indexed(self, node: Call) -> Iterator[Fault]:
        wanted, table, _place = node.arguments
        column = self.items.get(wanted.name) if isinstance(wanted, Ref) else None
        rows = self.items.get(table.name) if isinstance(table, Ref) else None
        if not isinstance(rows, Group) or not rows.is_repeat or not isinstance(column, Question):
            yield Fault(_("tulis indexed-repeat(${isian}, ${tabel}, nomor)."), "", node.start, node.end)
        elif column.repeats != (rows.name,):
            yield Fault(
                _("${{{isian}}} tidak berada langsung di tabel ${{{tabel}}}.").format(
                    isian=column.name, tabel=rows.name
                ),
                _("Tabel di dalam tabel belum didukung di indexed-repeat."),
                node.start,
                node.end,
            )

    def pattern(self, node: Node) -> Iterator[Fault]:
        if not (isinstance(node, Literal) and isinstance(node.value, str)):
            yield Fault(
                _("pola regex harus ditulis langsung di antara tanda kutip."), "", node.start, node.end
            )
            return
        try:
            compile_pattern(node.value)
        except PatternError as wrong:
            yield Fault(str(wrong), "", node.start, node.end)

    def choice_name(self, node: Node) -> Iterator[Fault]:
        named = question_in(str(node.value)) if isinstance(node, Literal) else ""
        target = self.items.get(named)
        if not isinstance(target, Question) or target.kind not in WITH_CHOICES:
            yield Fault(
                _("bagian kedua jr:choice-name harus nama isian pilihan di antara tanda kutip."),
                _("Contoh: jr:choice-name(${sumber_air}, '${sumber_air}')."),
                node.start,
                node.end,
            )

    def pulldata(self, node: Node) -> Iterator[Fault]:
        if not (isinstance(node, Literal) and table_name(str(node.value)) in (*TABLES, *LOOKUPS)):
            yield Fault(
                _("daftar untuk pulldata tidak dikenal."),
                _("Yang tersedia: {daftar}.").format(daftar=", ".join((*TABLES, *LOOKUPS))),
                node.start,
                node.end,
            )


_SYNONYMS = {"jumlah": ["sum"], "jumlahkan": ["sum"], "jika": ["if"], "hitung": ["count"]}


def _how_many(least: int, most: int | None) -> str:
    if most is None:
        return _("paling sedikit {jumlah}").format(jumlah=least)
    return str(least) if least == most else _("{awal} sampai {akhir}").format(awal=least, akhir=most)


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def dependencies(item: Question | Group, items: Items) -> tuple[str, ...]:
    """The names that must be known before this one: what its formulas name, and its own group."""
    found = list(item.groups[-1:])
    formulas = [item.relevant]
    formulas.append(item.calculation if isinstance(item, Question) else item.repeat_count)
    for formula in formulas:
        if formula is not None:
            found.extend(name for name in formula.names() if name in items)
    return tuple(dict.fromkeys(found))


def sort_by_need(items: Items) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All names, each after what it needs; and one circle (`a, b, a`) if there is any.

    Without recursion: a hostile template may chain thousands of questions.
    """
    needs = {name: dependencies(item, items) for name, item in items.items()}
    order: list[str] = []
    state: dict[str, int] = {}  # 1: on the way down, 2: done
    for start in items:
        if start in state:
            continue
        path = [start]
        state[start] = 1
        branches = [iter(needs[start])]
        while path:
            following = next(branches[-1], None)
            if following is None:
                state[path[-1]] = 2
                order.append(path.pop())
                branches.pop()
            elif state.get(following) == 1:
                return tuple(order), (*path[path.index(following) :], following)
            elif following not in state:
                state[following] = 1
                path.append(following)
                branches.append(iter(needs[following]))
    return tuple(order), ()
