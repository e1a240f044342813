"""Points of a filled form per dimension, for the score card (ux.md 14.3).

An indicator is a question with x_dimensi. A choice brings its x_skor (Ya 2, Sebagian 1, Tidak 0);
a percentage p brings p ÷ 50, held between 0 and 2. An indicator that is not asked, or whose answer
has no x_skor (`tidak berlaku`), drops out. One that is asked and not answered counts with no points,
so a score never rises by leaving questions out. With x_bobot the same formula is weighted:

    dimension = sum(weight × points) ÷ (2 × sum(weight)) × 100
    total     = mean of the dimensions that have enough data, one decimal
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from desa_desktop.checklists import values
from desa_desktop.checklists.state import Place, State
from desa_desktop.checklists.template import Kind, Question
from desa_desktop.checklists.values import ARITHMETIC, Value, number
from desa_desktop.i18n import N_, _

FULL = Decimal(2)
GOOD, FAIR = Decimal("80.0"), Decimal("60.0")


class Band(Enum):
    """Mark and word of a score: (value, mark)."""

    BAIK = ("baik", "●")
    CUKUP = ("cukup", "▲")
    KURANG = ("kurang", "■")
    BELUM_CUKUP_DATA = ("belum_cukup_data", "")

    @property
    def mark(self) -> str:
        """The shape beside the number, so that colour is never alone."""
        return self.value[1]

    @property
    def word(self) -> str:
        """The word beside the number, in the language in use."""
        return _(_WORDS[self])


_WORDS = {
    Band.BAIK: N_("Baik"),
    Band.CUKUP: N_("Cukup"),
    Band.KURANG: N_("Kurang"),
    Band.BELUM_CUKUP_DATA: N_("belum cukup data"),
}


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """One dimension: `score` 0 to 100 with one decimal, None while fewer than half are answered.

    `points` of `most` are the weighted points, `answered` of `relevant` count indicators.
    """

    name: str
    score: Decimal | None
    points: Decimal
    most: Decimal
    answered: int
    relevant: int

    @property
    def band(self) -> Band:
        """Judged on the rounded score, so that number and word never contradict each other."""
        return band_of(self.score)


@dataclass(frozen=True, slots=True)
class Score:
    """A form's score: its dimensions in form order, and the total (None without any dimension)."""

    dimensions: tuple[DimensionScore, ...]
    total: Decimal | None

    @property
    def band(self) -> Band:
        """The band of the total."""
        return band_of(self.total)

    def dimension(self, name: str) -> DimensionScore:
        """The dimension of that name. Raises KeyError."""
        for one in self.dimensions:
            if one.name == name:
                return one
        raise KeyError(name)


def band_of(score: Decimal | None) -> Band:
    """≥ 80,0 Baik; 60,0 to 79,9 Cukup; below 60,0 Kurang; no score: belum cukup data."""
    if score is None:
        return Band.BELUM_CUKUP_DATA
    if score >= GOOD:
        return Band.BAIK
    return Band.CUKUP if score >= FAIR else Band.KURANG


def score_answers(state: State) -> Score:
    """The score of a form as it stands."""
    by_dimension: dict[str, list[Question]] = {name: [] for name in state.template.dimensions}
    for question in state.template.questions:
        if question.dimension:
            by_dimension[question.dimension].append(question)
    dimensions, exact = [], []
    for name, questions in by_dimension.items():
        dimension, value = _dimension(name, questions, state)
        dimensions.append(dimension)
        if value is not None:
            exact.append(value)
    total = None
    if exact:
        total = _one_decimal(ARITHMETIC.divide(sum(exact, Decimal(0)), Decimal(len(exact))))
    return Score(tuple(dimensions), total)


def _dimension(
    name: str, questions: Sequence[Question], state: State
) -> tuple[DimensionScore, Decimal | None]:
    points = most = Decimal(0)
    answered = relevant = 0
    for question in questions:
        if Place(question.name) not in state.relevant:
            continue
        value = state.value(question.name)
        earned = None if values.is_empty(value) else points_of(question, value)
        if earned is None and not values.is_empty(value):
            continue
        relevant += 1
        most += FULL * question.weight
        if earned is not None:
            answered += 1
            points += earned * question.weight
    exact = None
    if relevant and answered * 2 >= relevant:
        exact = ARITHMETIC.divide(points * 100, most)
    score = None if exact is None else _one_decimal(exact)
    return DimensionScore(name, score, points, most, answered, relevant), exact


def points_of(question: Question, value: Value) -> Decimal | None:
    """The points of one answer, None if this answer is not rated."""
    if question.kind is Kind.SELECT_ONE:
        choice = question.choice(values.text(value))
        return None if choice is None else choice.score
    percent = number(value)
    if percent is None:
        return None
    return min(FULL, max(Decimal(0), ARITHMETIC.divide(percent, Decimal(50))))


def _one_decimal(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
