"""Reads what proposals for a form are made from: only the parts that the tags of the form ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import cast
from uuid import UUID

from desa_desktop.checklists import Place, Plain, Question, Template, recompute, to_plain
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isi_awal import tag
from desa_desktop.domain.isi_awal.jawab import Bahan, IsiRegister, JawabanLain, Kejadian, Rapat
from desa_desktop.domain.isi_awal.tag import Sumber
from desa_desktop.domain.isi_awal.warga import Pencacah
from desa_desktop.domain.isian import Isian, show_periode
from desa_desktop.domain.musyawarah import Musyawarah, read_hitung_cepat
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.penduduk.mutasi import Peristiwa
from desa_desktop.domain.statistik import Penghitung, living_on
from desa_desktop.services.isian import find_template
from desa_desktop.store.queries import isi_awal as facts
from desa_desktop.store.queries import lists
from desa_desktop.store.queries import statistik as queries
from desa_desktop.store.unit import Unit

_PEOPLE = frozenset({tag.PENDUDUK, tag.KELUARGA, tag.MUTASI})
_VILLAGE = frozenset({tag.DESA, tag.APARAT, tag.APARAT_HITUNG, tag.DUSUN, tag.DUSUN_HITUNG})
_REGISTERS = frozenset({tag.REGISTER, tag.REGISTER_MUTAKHIR})


def gather(
    unit: Unit,
    desa: UUID,
    sources: Collection[Sumber],
    *,
    kode: KodePenduduk,
    templates: Mapping[str, Template],
    pada: date,
    today: date,
) -> Bahan:
    """The stored facts on the day `pada` that `sources` are answered from."""
    names = {one.nama for one in sources} | {one.kurang.nama for one in sources if one.kurang is not None}
    pencacah, kejadian = _people(unit, desa, kode, pada, today) if names & _PEOPLE else (None, ())
    first = date(pada.year, 1, 1)
    return Bahan(
        pada,
        pencacah,
        unit.find(Desa, desa) if names & _VILLAGE else None,
        kejadian,
        _meetings(unit, desa) if tag.MUSYAWARAH in names else (),
        _registers(unit, desa, first, pada) if names & _REGISTERS else {},
        _programmes(unit, desa, pada) if tag.BANTUAN in names else {},
        _other_forms(unit, desa, [one for one in sources if one.nama == tag.ISIAN], templates, pada),
    )


def _people(
    unit: Unit, desa: UUID, kode: KodePenduduk, pada: date, today: date
) -> tuple[Pencacah, tuple[Kejadian, ...]]:
    everybody = queries.warga_rows(unit, desa)
    events = queries.mutasi_rows(unit, desa)
    here = living_on(everybody, events, pada, today)
    data = Penghitung(here, queries.keluarga_rows(unit, desa), kode, (), pada)
    born = {one.id: one.lahir for one in everybody}
    told = tuple(
        Kejadian(one.peristiwa, one.tanggal, born.get(one.penduduk_id))
        for one in events
        if one.peristiwa in (Peristiwa.LAHIR, Peristiwa.MATI) and not one.is_batal
    )
    return Pencacah(data), told


def _meetings(unit: Unit, desa: UUID) -> list[Rapat]:
    """Meetings that were held: with a date, and finished or with people who came."""
    found = []
    for one in unit.select(Musyawarah, desa_id=desa):
        counted = read_hitung_cepat(one.hitung_cepat)
        sexes = [person.jk for person in one.peserta if person.is_hadir]
        sexes += [jk for (_unsur, jk), people in counted.items() for _n in range(people)]
        if one.tanggal is not None and (sexes or one.status is not StatusDokumen.KONSEP):
            found.append(Rapat(one.jenis, one.tanggal, sexes.count("L"), sexes.count("P"), len(sexes)))
    return found


def _registers(unit: Unit, desa: UUID, first: date, pada: date) -> dict[str, IsiRegister]:
    return {
        buku: IsiRegister(count, _day(moment))
        for buku, (count, moment) in facts.register_facts(unit, desa, first, pada).items()
    }


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone().date() if moment is not None else None


def _programmes(unit: Unit, desa: UUID, pada: date) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in queries.bantuan_rows(unit, desa, pada):
        families = found.setdefault(row.program, set())
        if row.keluarga_id is not None:
            families.add(row.keluarga_id.hex)
    return {name: frozenset(families) for name, families in found.items() if families}


def _other_forms(
    unit: Unit, desa: UUID, sources: Collection[Sumber], templates: Mapping[str, Template], pada: date
) -> dict[Sumber, JawabanLain]:
    """Answers of other forms: of the year before where the tag says so, else the newest up to this year."""
    found: dict[Sumber, JawabanLain] = {}
    rows = lists.isian_rows(unit, desa) if sources else []
    for form_id, is_last_year in {(one.value("form"), one.has("tahun_lalu")) for one in sources}:
        year = pada.year - is_last_year
        years = {str(year)} if is_last_year else {str(year), str(year - 1)}
        row = next((one for one in rows if one.form_id == form_id and one.periode[:4] in years), None)
        template = find_template(templates, form_id) if row is not None else None
        if row is None or template is None:
            continue
        isian = unit.get(Isian, row.id)
        title = f"{template.title} {show_periode(isian.periode)}"
        wanted = [
            one for one in sources if (one.value("form"), one.has("tahun_lalu")) == (form_id, is_last_year)
        ]
        for one, value in _values(template, isian, wanted):
            if isinstance(value, str | int):
                found[one] = JawabanLain(value, title)
    return found


def _values(template: Template, isian: Isian, wanted: Collection[Sumber]) -> Iterator[tuple[Sumber, Plain]]:
    """The answers that are asked for, those that the form works out included."""
    state = recompute(template, {one.kode: cast(Plain, one.nilai) for one in isian.jawaban})
    for one in wanted:
        place = _place_of(template, one)
        if place is not None:
            yield one, to_plain(state.value(place.name, *place.rows))


def _place_of(template: Template, sumber: Sumber) -> Place | None:
    """A question, or the cell of a fixed table in the row `baris`; None if the form has no such place."""
    item = template.by_name.get(sumber.medan)
    if not isinstance(item, Question):
        return None
    if not item.repeats:
        return None if sumber.has("baris") else Place(item.name)
    names = [one.name for one in template.group(item.repeats[0]).catalogue]
    row = sumber.value("baris")
    return Place(item.name, (names.index(row),)) if len(item.repeats) == 1 and row in names else None
