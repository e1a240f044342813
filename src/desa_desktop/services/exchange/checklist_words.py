"""The preview of a checklist in its own words: the question instead of its code, the answer as it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desa_desktop.checklists import Question, Template
from desa_desktop.i18n import _
from desa_desktop.services.exchange.comparing import photo_words
from desa_desktop.services.exchange.results import BedaTampil
from desa_desktop.services.isian import Shelf, find_template

_TECHNICAL = frozenset({"form_id", "templat_sha256", "asal"})  # of no use to a person who reads answers
_ANSWERS = "/jawaban/"


def in_words(
    beda: Sequence[BedaTampil], isi: Mapping[str, object], templates: Mapping[str, Template]
) -> tuple[BedaTampil, ...]:
    """The lines of a checklist `isi` with questions and answers in words, and without technical fields.

    A question whose template is not here keeps its code.
    """
    template = template_of(isi, templates)
    return tuple(_lines(beda, template))


def template_of(isi: Mapping[str, object], templates: Mapping[str, Template]) -> Template | None:
    """The template that a checklist was filled with, the newest where that version is not here."""
    form_id, digest = str(isi.get("form_id", "")), str(isi.get("templat_sha256", ""))
    newest = find_template(templates, form_id)
    if newest is None or not isinstance(templates, Shelf):
        return newest
    return templates.of_version(form_id, digest) or newest


def _lines(beda: Sequence[BedaTampil], template: Template | None) -> Iterator[BedaTampil]:
    for one in beda:
        if one.kolom in _TECHNICAL:
            continue
        if not one.tempat.startswith(_ANSWERS):
            yield one
            continue
        item = template.by_name.get(one.judul) if template is not None else None
        if one.is_foto:
            was, will = photo_words(one.foto_semula, one.foto_menjadi)
            label = item.label if item is not None and item.label else one.judul
            yield replace(one, judul=label, semula_teks=was, menjadi_teks=will)
            continue
        before, after = _answer(one.semula), _answer(one.menjadi)
        yield replace(
            one,
            judul=item.label if item is not None and item.label else one.judul,
            semula_teks=answer_words(before, item if isinstance(item, Question) else None),
            menjadi_teks=answer_words(after, item if isinstance(item, Question) else None),
        )


def _answer(value: object) -> object:
    """Of a whole row its answer; of a changed field the value itself."""
    return value.get("nilai") if isinstance(value, Mapping) else value


def answer_words(value: object, question: Question | None) -> str:
    """An answer as it is read: the label of a choice, ya or tidak, the number of rows of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, list | tuple):
        if any(isinstance(one, Mapping) for one in value):
            return _("{n} baris").format(n=len(value))
        return ", ".join(answer_words(one, question) for one in value)
    choice = question.choice(str(value)) if question is not None else None
    return choice.label if choice is not None else str(value)
