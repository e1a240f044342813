"""The same checklist in its last period: read once, shown beside the answers, compared before finishing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast
from uuid import UUID

from desa_desktop.checklists import Answers, Finding, Group, Place, Plain, State
from desa_desktop.checklists.lalu import copyable, jumps
from desa_desktop.checklists.typing_in import typed
from desa_desktop.domain.isi_awal.asal import AsalUsul, read_asal
from desa_desktop.domain.isian import Isian, show_periode
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.periode import last_before
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _
from desa_desktop.store.queries import isian_keluarga as queries
from desa_desktop.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Lalu:
    """The newest earlier form of the same kind of period; an empty `periode` where there is none."""

    periode: str = ""
    answers: Answers = field(default_factory=dict)

    @property
    def nama(self) -> str:
        """`Semester I 2026`."""
        return show_periode(self.periode)


def read_lalu(unit: Unit, isian: Isian) -> Lalu:
    """What this checklist said in its last period; a form about one family looks at that family's."""
    rows = queries.keys_by_period(unit, isian.desa_id, isian.form_id, isian.keluarga_id)
    found = last_before(isian.periode, list(rows))
    if found is None:
        return Lalu()
    earlier = unit.get(Isian, rows[found])
    return Lalu(found, {one.kode: cast(Plain, one.nilai) for one in earlier.jawaban})


def jumped(lalu: Lalu, state: State) -> list[Finding]:
    """The numbers that are far from those of the last period."""
    if not lalu.periode:
        return []
    before = copyable(state.template, lalu.answers, state)
    return jumps(state, before, lambda old, now: _sentence(old, now, lalu.nama))


def _sentence(old: Decimal, now: Decimal, when: str) -> str:
    values = {"periode": when, "dulu": show_number(old), "kini": show_number(now)}
    if not old:
        return _("Naik dari 0 pada {periode} menjadi {kini}. Benarkah?").format(**values)
    share = round(abs(now - old) * 100 / abs(old))
    words = (
        _("Naik {persen}% dari {periode}: {dulu} menjadi {kini}. Benarkah?")
        if now > old
        else _("Turun {persen}% dari {periode}: {dulu} menjadi {kini}. Benarkah?")
    )
    return words.format(persen=show_number(share), **values)


def checks(lalu: Lalu, state: State, isian: Isian) -> list[Pemeriksaan]:
    """What is to be looked at beside the last period: jumps, and copied answers that nobody confirmed."""
    ids: Mapping[str, UUID] = {one.kode: one.id for one in isian.jawaban}
    found = [
        Pemeriksaan(
            Level(one.level.value),
            in_row(state, one.place, one.sentence),
            "",
            ids.get(one.place.name, isian.id),
            one.place.name,
        )
        for one in jumped(lalu, state)
    ]
    waiting = [place for place, asal in copied(state, isian).items() if not asal.dipastikan]
    if waiting:
        words = _("{n} jawaban disalin dari periode lalu dan belum dipastikan.").format(n=len(waiting))
        found.append(Pemeriksaan(Level.PERINGATAN, words, "", isian.id, waiting[0].name))
    return found


def in_row(state: State, place: Place, words: str) -> str:
    """What is said of a cell, with its row in front: `Petani: Naik 40% ...`."""
    if not place.rows:
        return words
    group = state.template.group(state.template.question(place.name).repeats[0])
    label = state.entry_label(group, *place.rows) or _("Baris {n}").format(n=place.rows[0] + 1)
    return f"{label}: {words}"


def copied(state: State, isian: Isian) -> dict[Place, AsalUsul]:
    """The answers that are still as they were copied from an earlier period, in form order."""
    found: dict[Place, AsalUsul] = {}
    for one in isian.jawaban:
        for cell, asal in read_asal(one.asal).items():
            name, _slash, row = cell.rpartition("/")
            place = Place(name, (int(row),)) if name and row.isdecimal() else Place(one.kode)
            item = state.template.by_name.get(place.name)
            if not asal.salinan or item is None:
                continue
            is_same = one.nilai == asal.nilai if isinstance(item, Group) else _is_same(state, place, asal)
            if is_same:
                found[place] = asal
    order = {name: number for number, name in enumerate(state.template.by_name)}
    return dict(sorted(found.items(), key=lambda one: (order[one[0].name], one[0].rows)))


def _is_same(state: State, place: Place, asal: AsalUsul) -> bool:
    value = state.values.get(place)
    return value is not None and typed(state.template.question(place.name), asal.nilai)[0] == value
