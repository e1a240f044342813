"""Cells of an Excel form as answers: what a person typed, or a sentence that says what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from desa_desktop.checklists import Choice, Kind, Plain, Question
from desa_desktop.checklists.typing_in import typed
from desa_desktop.documents.isian.buku_kerja import labels_of
from desa_desktop.domain.wording import read_date, read_integer, read_quantity, read_time
from desa_desktop.i18n import _
from desa_desktop.sheets import Cell

_MOST_NAMED = 6
_APART = ",;\n"


def is_empty_cell(cell: Cell) -> bool:
    """Whether nothing was written there: zero is an answer."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_cell(question: Question, cell: Cell, offered: Sequence[Choice], today: dt.date) -> tuple[Plain, str]:
    """(the answer as it is stored, '') or (None, the sentence of what is wrong). The cell is not empty."""
    match question.kind:
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE:
            return _checked(question, *_number(question, cell))
        case Kind.DATE:
            return _date(cell, today)
        case Kind.TIME:
            return _time(cell)
        case Kind.SELECT_ONE:
            return _one(cell, offered)
        case Kind.SELECT_MULTIPLE | Kind.RANK:
            return _several(words_in(cell), offered)
        case Kind.ACKNOWLEDGE:
            is_yes = words_in(cell).casefold() in ("ya", "x", "ok", "1", "true")
            return ("OK", "") if is_yes else (None, _("Isi Ya, atau kosongkan."))
    return _checked(question, words_in(cell), "")


def _checked(question: Question, plain: Plain, sentence: str) -> tuple[Plain, str]:
    """The answer, if the form takes it as well."""
    if sentence or plain is None:
        return None, sentence
    _value, wrong = typed(question, plain)
    return (None, wrong) if wrong else (plain, "")


def words_in(cell: Cell) -> str:
    """A cell as words: 12 and not 12.0, dates as people write them."""
    match cell:
        case None:
            return ""
        case bool():
            return "Ya" if cell else "Tidak"
        case Decimal():
            return format(cell.normalize(), "f")
        case dt.datetime() | dt.date():
            return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
        case dt.time():
            return cell.isoformat("minutes")
    return str(cell).strip()


def _number(question: Question, cell: Cell) -> tuple[Plain, str]:
    """A number of the sheet as it is; text is read as people write numbers here."""
    wrong = _("Isi dengan angka; yang tertulis: {isi}.").format(isi=words_in(cell)[:40])
    if isinstance(cell, bool | dt.date | dt.time):
        return None, wrong
    found: Decimal | None
    if isinstance(cell, int | Decimal):
        found = Decimal(cell)
    else:
        reading = (read_integer if question.kind is Kind.INTEGER else read_quantity)(words_in(cell))
        found = None if reading.value is None else Decimal(reading.value)
    if found is None:
        return None, wrong
    if question.kind is not Kind.INTEGER:
        return format(found.normalize(), "f"), ""
    if found != found.to_integral_value():
        return None, _("Isi dengan angka bulat; yang tertulis: {isi}.").format(
            isi=words_in(cell).replace(".", ",")
        )
    return int(found), ""


def _date(cell: Cell, today: dt.date) -> tuple[Plain, str]:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat(), ""
    if isinstance(cell, dt.date):
        return cell.isoformat(), ""
    if isinstance(cell, str):
        reading = read_date(cell, today)
        if reading.value is not None:
            return reading.value.isoformat(), ""
    return None, _("Isi dengan tanggal, misalnya 22/11/2026; yang tertulis: {isi}.").format(
        isi=words_in(cell)[:40]
    )


def _time(cell: Cell) -> tuple[Plain, str]:
    if isinstance(cell, dt.time):
        return cell.isoformat("minutes"), ""
    reading = read_time(words_in(cell))
    if reading.value is None:
        return None, reading.problem
    return reading.value.isoformat("minutes"), ""


def _by_words(offered: Sequence[Choice]) -> Mapping[str, str]:
    """Words a person may write for a choice, folded, to its name."""
    found = {one.name.casefold(): one.name for one in offered}
    return {**found, **{label.casefold(): name for name, label in labels_of(offered).items()}}


def _one(cell: Cell, offered: Sequence[Choice]) -> tuple[Plain, str]:
    words = " ".join(words_in(cell).split())
    found = _by_words(offered).get(words.casefold())
    return (found, "") if found is not None else (None, _no_choice(words, offered))


def _no_choice(words: str, offered: Sequence[Choice]) -> str:
    named = [one.label for one in offered[:_MOST_NAMED]]
    choices = ", ".join(named) + (", …" if len(offered) > len(named) else "")
    return _('"{isi}" tidak ada dalam pilihan. Pilihan: {pilihan}.').format(isi=words[:40], pilihan=choices)


def _several(words: str, offered: Sequence[Choice]) -> tuple[Plain, str]:
    """Choices apart by semicolon, comma or line. A label may have a comma in it: the longest that fits."""
    known = sorted(_by_words(offered).items(), key=lambda one: -len(one[0]))
    rest, chosen = " ".join(words.replace("\n", ";").split()), list[str]()
    while rest := rest.lstrip(_APART + " "):
        found = next((one for one in known if _begins_with(rest.casefold(), one[0])), None)
        if found is None:
            return None, _no_choice(rest.split(";")[0], offered)
        if found[1] not in chosen:
            chosen.append(found[1])
        rest = rest[len(found[0]) :]
    return chosen, ""


def _begins_with(text: str, words: str) -> bool:
    """Whether these words stand first, and nothing but the end or a sign follows them."""
    after = text[len(words) :].lstrip()[:1]
    return text.startswith(words) and (not after or after in _APART)
