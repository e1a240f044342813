"""Form templates: read, check, answer, score (ux.md 7, architecture.md 7).

template = load_template(path)                  # or TemplateInvalid with every mistake
answers = initial_answers(template, context)
answers = put_answer(template, answers, Place("kes_bidan"), "menetap")
state = recompute(template, answers, context)   # pure: the same answers give the same state
score = score_answers(state)
"""

from desa_desktop.checklists.answers import choices_of, recompute
from desa_desktop.checklists.evaluation import Caution, Outcome, Scope, evaluate
from desa_desktop.checklists.expression import Expression, ParseError, parse
from desa_desktop.checklists.filling import fill_nihil, initial_answers, put_answer, without_hidden
from desa_desktop.checklists.functions import TABLES, Context
from desa_desktop.checklists.problem import Level, ListInvalid, Problem, TemplateInvalid
from desa_desktop.checklists.reading import load_template, read_template
from desa_desktop.checklists.recipe import Form
from desa_desktop.checklists.score import Band, DimensionScore, Score, band_of, score_answers
from desa_desktop.checklists.state import (
    ROW_KEY,
    Answers,
    Finding,
    HiddenAnswer,
    Place,
    Plain,
    Progress,
    Sort,
    State,
    to_plain,
)
from desa_desktop.checklists.template import (
    UNCONFIRMED,
    Choice,
    Filler,
    Group,
    Kind,
    Office,
    Period,
    Privacy,
    Question,
    Template,
    is_unconfirmed,
)

__all__ = [
    "ROW_KEY",
    "TABLES",
    "UNCONFIRMED",
    "Answers",
    "Band",
    "Caution",
    "Choice",
    "Context",
    "DimensionScore",
    "Expression",
    "Filler",
    "Finding",
    "Form",
    "Group",
    "HiddenAnswer",
    "Kind",
    "Level",
    "ListInvalid",
    "Office",
    "Outcome",
    "ParseError",
    "Period",
    "Place",
    "Plain",
    "Privacy",
    "Problem",
    "Progress",
    "Question",
    "Scope",
    "Score",
    "Sort",
    "State",
    "Template",
    "TemplateInvalid",
    "band_of",
    "choices_of",
    "evaluate",
    "fill_nihil",
    "initial_answers",
    "is_unconfirmed",
    "load_template",
    "parse",
    "put_answer",
    "read_template",
    "recompute",
    "score_answers",
    "to_plain",
    "without_hidden",
]
