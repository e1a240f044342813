"""Tables with one row a person a month: the next month begins with the people of the last.

A table is monthly when its x_isi_awal says `bulan lalu`; then the columns whose own tag is `bulan lalu` or
begins with `penduduk` say who it is and stay, all others are asked anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from desa_desktop.checklists import Group, Kind, Plain, Question, Template
from desa_desktop.checklists.rows import table_rows
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.periode import read_periode
from desa_desktop.domain.wording import MONTHS
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import isian
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.store.queries import isian_keluarga as queries
from desa_desktop.store.unit import Database, Unit

MONTHLY, PERSON = "bulan lalu", "penduduk"


def month_of(table: Group) -> Question | None:
    """The column with the month (1 to 12) of a monthly table; None for any other table."""
    if table.prefill != MONTHLY:
        return None
    name = f"{table.name}__bulan"
    return next((one for one in table.questions() if one.name == name and one.kind is Kind.INTEGER), None)


def add_month(
    database: Database, templates: Mapping[str, Template], key: UUID, table: str, *, by: str, at: datetime
) -> int:
    """Add the people of the last month as rows of the next, as one step; returns the month.

    The first month of a period begins with the last of the period before.
    Raises InvalidInput where the table is not monthly, the period is over, or there was no month before.
    """
    with database.unit() as unit:
        form = unit.get(Isian, key)
        stop_if_locked(unit, Isian, form)
        template = isian.template_of(templates, form.form_id)
        group = template.by_name.get(table)
        month = month_of(group) if isinstance(group, Group) else None
        if month is None or not isinstance(group, Group):
            raise InvalidInput({"tabel": _("Tabel {nama} tidak diisi tiap bulan.").format(nama=table)})
        period = read_periode(form.periode)
        here = table_rows(isian.answers_of(form).get(table)) or []
        last, people = _last_month(month, here)
        if people:
            wanted = last + 1
        else:
            wanted = period.mulai.month
            _last, people = _last_month(month, _rows_before(unit, form, table))
        if not people:
            words = _("Belum ada baris bulan sebelumnya. Tambah baris untuk bulan pertama dulu.")
            raise InvalidInput({"tabel": words})
        if wanted > period.akhir.month:
            words = _(
                "Bulan terakhir {periode} sudah ada. Bulan berikutnya masuk ke isian periode sesudahnya."
            )
            raise InvalidInput({"tabel": words.format(periode=period.show())})
        kept = {one.name for one in group.questions() if one.prefill == MONTHLY or _is_person(one)}
        fresh: list[Mapping[str, Plain]] = [
            {month.name: wanted, **{name: row[name] for name in row if name in kept}} for row in people
        ]
        isian.put_jawaban(form, template, table, [*here, *fresh])
        words = _("tambah {n} baris {bulan}")
        unit.commit(words.format(n=len(fresh), bulan=MONTHS[wanted - 1]), by, at)
    return wanted


def _is_person(question: Question) -> bool:
    return question.prefill.split(".")[0].split(" ")[0] == PERSON


def _last_month(
    month: Question, rows: Sequence[Mapping[str, Plain]]
) -> tuple[int, list[Mapping[str, Plain]]]:
    """The latest month of these rows and its rows; 0 without any."""
    numbers = [int(str(row[month.name])) for row in rows if str(row.get(month.name, "")).isdecimal()]
    last = max(numbers, default=0)
    return last, [row for row in rows if str(row.get(month.name, "")) == str(last)]


def _rows_before(unit: Unit, form: Isian, table: str) -> list[Mapping[str, Plain]]:
    """The rows of the table in the form of the period before; a person moved on from its last month."""
    known = queries.keys_by_period(unit, form.desa_id, form.form_id, form.keluarga_id)
    before = known.get(str(read_periode(form.periode).before()))
    if before is None:
        return []
    return list(table_rows(isian.answers_of(unit.get(Isian, before)).get(table)) or [])
