"""What a checklist list does not say about its form: title, how often, formulas, limits, checks, points."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from desa_desktop.checklists.template import Filler, Office, Period, Privacy

__all__ = ["Added", "Filler", "Form", "Item", "Office", "Pair", "Period", "Privacy", "Rule"]

Item = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of a whole: its percentage is an indicator, and it cannot exceed the whole."""

    part: str
    whole: str
    label: str


@dataclass(frozen=True, slots=True)
class Added:
    """A calculated row that the list does not have; it stands after the row or table it is filed under.

    `kind` is a word of the type column: `calculate` is never shown, `integer` and `decimal` are
    shown and cannot be typed.
    """

    name: str
    label: str
    formula: str
    kind: str = "calculate"
    unit: str = ""
    relevant: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A formula about an answer (`.`) and the sentence for whoever breaks it."""

    formula: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Form:
    """What a list does not say about its form; all mappings go by kode unless said otherwise.

    `dimensions`: section of the list to dimension; `dimension_of`: single rows. `points` says what a
    choice whose code is a number is worth: `kode` its code against the highest, so that a
    dimension is the sum of codes out of the possible sum; `tingkat` its place between the lowest
    and the highest. `formulas`: the formula of a `[hitung]`; one without stays a question with that
    hint. `percent`: percentages that are indicators. `limits` forbid, `checks` only warn.
    `local`: sections (by label), tables and questions that stay in their office. `below_zero`:
    numbers that may be negative. `hints`, `rules`: a hint of the list, or the text of a `[hitung]`,
    to the words that stand in the form instead.
    """

    title: str
    version: int = 1
    period: Period = Period.SEMESTER
    filler: Filler = Filler.KANTOR
    office: Office = Office.DESA
    privacy: Privacy = Privacy.KIRIM
    dimensions: Mapping[str, str] = field(default_factory=dict)
    dimension_of: Mapping[str, str] = field(default_factory=dict)
    points: str = ""
    pairs: Sequence[Pair] = ()
    formulas: Mapping[str, str] = field(default_factory=dict)
    says_formulas: bool = True
    hints: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    percent: Collection[str] = ()
    limits: Mapping[str, Rule] = field(default_factory=dict)
    checks: Mapping[str, Rule] = field(default_factory=dict)
    added: Mapping[str, Sequence[Added]] = field(default_factory=dict)
    local: Collection[str] = ()
    below_zero: Collection[str] | None = None
    notes: Sequence[str] = ()
