"""What the register of residents knows of a family already, as the first answers of its form.

Read from the tags of the template (x_isi_awal). A code goes through the map to Prodeskel's lists; what the
map leaves open, or the template wants confirmed, is left for a person to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from uuid import UUID

from desa_desktop.checklists import Group, Plain, Question, Template
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.kode import DAFTAR_OF_FIELD, KodePenduduk
from desa_desktop.domain.penduduk.orang import kepala_of
from desa_desktop.store.unit import Unit

MEMBERS = "keluarga.anggota"  # the tag of a table with one row for each member
CONFIRM = "konfirmasi"
_SEX = {"L": "1", "P": "2"}


def known_answers(
    unit: Unit, template: Template, keluarga: UUID, kode: KodePenduduk, *, by: str = ""
) -> dict[str, Plain]:
    """The answers of a family's form that are in the register, by code. Raises NotFound."""
    family = unit.get(Keluarga, keluarga)
    desa = unit.find(Desa, family.desa_id)
    people = sorted(
        (one for one in unit.select(Penduduk, keluarga_id=keluarga) if one.is_hidup),
        key=lambda one: (not one.is_kepala, one.urut, one.nama),
    )
    head = kepala_of(people)
    hamlets = {one.id: one.nama for one in desa.dusun} if desa is not None else {}
    facts: dict[str, str] = {
        "keluarga.no_kk": family.no_kk,
        "keluarga.kepala.nama": head.nama if head is not None else "",
        "keluarga.alamat": family.alamat,
        "keluarga.rt": family.rt,
        "keluarga.rw": family.rw,
        "keluarga.dusun": hamlets.get(family.dusun_id, "") if family.dusun_id is not None else "",
        "pengguna.nama": by,
    }
    if desa is not None:
        for name in ("nama", "kecamatan", "kabupaten", "provinsi"):
            facts[f"desa.{name}"] = str(getattr(desa, name))
    found: dict[str, Plain] = {
        one.name: facts[one.prefill]
        for one in template.questions
        if not one.repeats and one.is_answerable and facts.get(one.prefill)
    }
    for item in template.by_name.values():
        if isinstance(item, Group) and item.is_repeat and item.prefill == MEMBERS:
            rows = [row for row in (dict(_row(item, one, kode)) for one in people) if row]
            if rows:
                found[item.name] = rows
    return found


def _row(table: Group, person: Penduduk, kode: KodePenduduk) -> Iterator[tuple[str, Plain]]:
    for question in table.questions():
        word, _dot, rest = question.prefill.partition(".")
        if word != "penduduk" or CONFIRM in rest:
            continue
        value = _value(question, person, rest.split()[0], kode)
        if value:
            yield question.name, value


def _value(question: Question, person: Penduduk, field: str, kode: KodePenduduk) -> Plain:
    if field == "jenis_kelamin":
        return _offered(question, _SEX.get(person.jk, ""))
    if field in DAFTAR_OF_FIELD:
        known = kode[DAFTAR_OF_FIELD[field]].by_kode.get(getattr(person, field) or 0)
        return _offered(question, "" if known is None or known.prodeskel is None else str(known.prodeskel))
    read = _DIRECT.get(field)
    return read(person) if read is not None else None


def _offered(question: Question, name: str) -> str | None:
    """The code, if the question offers it."""
    return name if question.choice(name) is not None else None


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


_DIRECT: Mapping[str, Callable[[Penduduk], str]] = {
    "nik": lambda one: one.nik,
    "nama": lambda one: one.nama,
    "akta_lahir": lambda one: one.akta_lahir,
    "tempat_lahir": lambda one: one.tempat_lahir,
    "tanggal_lahir": lambda one: _day(one.tanggal_lahir),
    "nama_ayah": lambda one: one.nama_ayah,
    "nama_ibu": lambda one: one.nama_ibu,
}
