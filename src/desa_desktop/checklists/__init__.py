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
from desa_desktop.checklists.problem import Level, Problem, TemplateInvalid
from desa_desktop.checklists.reading import load_template, read_template
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
from desa_desktop.checklists.template import Choice, Group, Kind, Question, Template

__all__ = [
    "ROW_KEY",
    "TABLES",
    "Answers",
    "Band",
    "Caution",
    "Choice",
    "Context",
    "DimensionScore",
    "Expression",
    "Finding",
    "Group",
    "HiddenAnswer",
    "Kind",
    "Level",
    "Outcome",
    "ParseError",
    "Place",
    "Plain",
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
    "load_template",
    "parse",
    "put_answer",
    "read_template",
    "recompute",
    "score_answers",
    "to_plain",
    "without_hidden",
]
