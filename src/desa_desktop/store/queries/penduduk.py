"""Lists of residents and families: found, filtered, counted and paged without loading a record.

A page is made in two steps: which ids (in the narrow table `cari_penduduk`), then the wide rows of those
alone. Words are looked up in the index of words first; see `tables_penduduk`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from rapidfuzz import fuzz, process

from desa_desktop.domain.penduduk import KEPALA, StatusDasar
from desa_desktop.domain.penduduk.cari import Pencarian, parse_cari, years_before
from desa_desktop.store import tables
from desa_desktop.store.tables_penduduk import (
    cari_penduduk,
    keluarga,
    mutasi,
    penduduk,
    peserta_bantuan,
    putusan_ganda,
)
from desa_desktop.store.unit import Unit, plain_errors

WALK_FROM = 1500  # so many hits: walking the list in its order is quicker than sorting them
_NEAR_WORDS = 12
_SLIP = 72  # of 100
_ASK = 500


class Urutan(Enum):
    """How the list is sorted; ties by name, then id."""

    NAMA = "nama"
    LAHIR = "tanggal_lahir"
    NIK = "nik"
    KELUARGA = "keluarga"


class KelompokRentan(Enum):
    """The vulnerable groups that a filter offers."""

    BALITA = "balita"
    LANSIA = "lansia"
    DISABILITAS = "disabilitas"
    IBU_HAMIL = "ibu_hamil"
    SAKIT_MENAHUN = "sakit_menahun"


@dataclass(frozen=True, slots=True)
class SaringPenduduk:
    """What a list of residents is narrowed to; an empty field narrows nothing.

    `kata` is what was typed: words of a name, a hamlet, digits of NIK or KK. Ages are completed years,
    both ends included. `status` empty: everybody, whatever became of them.
    """

    kata: str = ""
    dusun: tuple[UUID, ...] = ()
    rw: str = ""
    rt: str = ""
    jk: str = ""
    umur_dari: int | None = None
    umur_sampai: int | None = None
    agama: tuple[int, ...] = ()
    pendidikan_kk: tuple[int, ...] = ()
    pekerjaan: tuple[int, ...] = ()
    status_kawin: tuple[int, ...] = ()
    shdk: tuple[int, ...] = ()
    cacat: tuple[int, ...] = ()
    rentan: tuple[KelompokRentan, ...] = ()
    is_tanpa_nik: bool = False
    is_tidak_lengkap: bool = False
    is_tanpa_keluarga: bool = False
    keluarga: tuple[UUID, ...] = ()
    program: UUID | None = None
    status: tuple[StatusDasar, ...] = (StatusDasar.HIDUP,)


@dataclass(frozen=True, slots=True)
class PendudukRow:
    """A resident as the list shows it; its place is that of the family where there is one."""

    id: UUID
    nik: str
    nomor_sementara: int | None
    nama: str
    gelar_depan: str
    gelar_belakang: str
    keluarga_id: UUID | None
    no_kk: str
    shdk: int | None
    urut: int
    jk: str
    tempat_lahir: str
    tanggal_lahir: date | None
    is_lahir_perkiraan: bool
    agama: int | None
    pendidikan_kk: int | None
    pendidikan_sedang: int | None
    pekerjaan: int | None
    status_kawin: int | None
    golongan_darah: int | None
    warganegara: int | None
    cacat: int | None
    hamil: int | None
    nama_ayah: str
    nama_ibu: str
    status_dasar: StatusDasar
    dusun_id: UUID | None
    rw: str
    rt: str
    alamat: str
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeluargaRow:
    """A family as the list shows it. `jumlah` counts who lives here; `kepala` is "" when there is none."""

    id: UUID
    no_kk: str
    kepala: str
    kepala_id: UUID | None
    jumlah: int
    jumlah_l: int
    jumlah_p: int
    dusun_id: UUID | None
    rw: str
    rt: str
    alamat: str
    kelas_sosial: int | None
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Halaman:
    """One page of residents: the rows, how many there are in all, and what was looked for instead.

    `dibaca` is not empty when nobody has the typed words and near ones were taken: `SUTRISNO`.
    """

    baris: tuple[PendudukRow, ...]
    jumlah: int
    dibaca: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrangRow:
    """What the checks and the search for doubles need of a person (`periksa.Orang`, `ganda.Kembar`)."""

    id: UUID
    nik: str
    nama: str
    keluarga_id: UUID | None
    shdk: int | None
    jk: str
    tempat_lahir: str
    tanggal_lahir: date | None
    agama: int | None
    pendidikan_kk: int | None
    pekerjaan: int | None
    status_kawin: int | None
    warganegara: int | None
    hamil: int | None
    nik_ayah: str
    nik_ibu: str
    nama_ibu: str
    tanggal_kawin: date | None
    tanggal_cerai: date | None
    status_dasar: StatusDasar
    konfirmasi: Mapping[str, str]
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RumahRow:
    """What the checks need of a family (`periksa.Rumah`)."""

    id: UUID
    no_kk: str
    dusun_id: UUID | None
    konfirmasi: Mapping[str, str]
    teks_asli: Mapping[str, str]


# ------------------------------------------------------------------ residents


def page_of_penduduk(
    unit: Unit,
    saring: SaringPenduduk,
    today: date,
    *,
    urutan: Urutan = Urutan.NAMA,
    is_turun: bool = False,
    mulai: int = 0,
    banyak: int = 200,
) -> Halaman:
    """The rows `mulai` to `mulai + banyak` of the filtered list, and its length."""
    with plain_errors():
        words = _find_words(unit, saring.kata, saring.status)
        if words.is_nothing:
            return Halaman((), 0)
        narrowed = _conditions(saring, today)
        # few or sorted otherwise: reading every line once beats looking each up in the order of names
        is_whole = urutan is not Urutan.NAMA or saring.is_tidak_lengkap
        query = _keys(words, narrowed, saring, _order(urutan, is_turun=is_turun), is_whole=is_whole)
        keys = list(unit.connection.execute(query.limit(banyak).offset(mulai)).scalars())
        if mulai == 0 and len(keys) < banyak:
            count = len(keys)
        elif words.match and not narrowed and not words.cari.angka and not words.dusun:
            count = words.hits
        else:
            wanted = [*_status(saring, is_scanned=bool(narrowed)), *narrowed, *words.conditions()]
            count = unit.connection.execute(
                sa.select(sa.func.count()).select_from(cari_penduduk).where(*wanted)
            ).scalar_one()
        return Halaman(rows_of_penduduk(unit, keys), count, words.instead)


def keys_of_penduduk(
    unit: Unit,
    saring: SaringPenduduk,
    today: date,
    *,
    urutan: Urutan = Urutan.NAMA,
    is_turun: bool = False,
) -> list[UUID]:
    """All ids of the filtered list in its order: a list that scrolls freely asks for rows by these."""
    with plain_errors():
        words = _find_words(unit, saring.kata, saring.status)
        if words.is_nothing:
            return []
        order = _order(urutan, is_turun=is_turun)
        query = _keys(words, _conditions(saring, today), saring, order, is_whole=True)
        return list(unit.connection.execute(query).scalars())


def _keys(
    words: _Words,
    narrowed: list[sa.ColumnElement[bool]],
    saring: SaringPenduduk,
    order: list[Any],
    *,
    is_whole: bool = False,
) -> sa.Select[Any]:
    # with many hits the list is walked in its order until the page is full, instead of sorting them all
    conditions = words.conditions(is_walked=words.hits >= WALK_FROM)
    return (
        sa.select(cari_penduduk.c.penduduk_id)
        .where(*_status(saring, is_scanned=is_whole), *narrowed, *conditions)
        .order_by(*order)
    )


def _status(saring: SaringPenduduk, *, is_scanned: bool = False) -> list[sa.ColumnElement[bool]]:
    """`is_scanned`: the lines are read one after the other; by the index each would be looked up alone."""
    if not saring.status:
        return []
    column: Any = cari_penduduk.c.status_dasar
    if is_scanned:
        column = sa.type_coerce(sa.literal_column("+cari_penduduk.status_dasar"), column.type)
    # one status stands first in the index that has the order of the list
    return [column == saring.status[0] if len(saring.status) == 1 else column.in_(saring.status)]


def rows_of_penduduk(unit: Unit, keys: Sequence[UUID]) -> tuple[PendudukRow, ...]:
    """The rows of these ids, in their order; an id that is gone is passed over."""
    own = [
        penduduk.c[one.name]
        for one in fields(PendudukRow)
        if one.name not in ("no_kk", "dusun_id", "rw", "rt", "alamat")
    ]
    place = {
        "no_kk": sa.func.coalesce(keluarga.c.no_kk, ""),
        "dusun_id": sa.case(
            (penduduk.c.keluarga_id.is_(None), penduduk.c.dusun_id), else_=keluarga.c.dusun_id
        ),
        "rw": sa.func.coalesce(keluarga.c.rw, penduduk.c.rw),
        "rt": sa.func.coalesce(keluarga.c.rt, penduduk.c.rt),
        "alamat": sa.func.coalesce(keluarga.c.alamat, penduduk.c.alamat_sekarang),
    }
    query = sa.select(*own, *(one.label(name) for name, one in place.items())).select_from(
        penduduk.outerjoin(keluarga, keluarga.c.id == penduduk.c.keluarga_id)
    )
    found: dict[UUID, PendudukRow] = {}
    with plain_errors():
        for start in range(0, len(keys), _ASK):
            part = query.where(penduduk.c.id.in_(keys[start : start + _ASK]))
            for row in unit.connection.execute(part).mappings():
                found[row["id"]] = PendudukRow(**row)
    return tuple(found[key] for key in keys if key in found)


def _order(urutan: Urutan, *, is_turun: bool) -> list[Any]:
    columns = {
        Urutan.NAMA: [],
        Urutan.LAHIR: [cari_penduduk.c.tanggal_lahir],
        Urutan.NIK: [cari_penduduk.c.nik],
        Urutan.KELUARGA: [cari_penduduk.c.keluarga_id, cari_penduduk.c.shdk],
    }[urutan]
    whole = [*columns, cari_penduduk.c.kunci, cari_penduduk.c.nomor]
    return [one.desc() for one in whole] if is_turun else whole


def _conditions(saring: SaringPenduduk, today: date) -> list[sa.ColumnElement[bool]]:
    p = cari_penduduk.c
    found: list[sa.ColumnElement[bool]] = []
    if saring.dusun or saring.rw or saring.rt:
        found.append(_place(saring))
    if saring.jk:
        found.append(p.jk == saring.jk)
    if saring.umur_dari is not None:
        found.append(p.tanggal_lahir <= years_before(today, saring.umur_dari))
    if saring.umur_sampai is not None:
        found.append(p.tanggal_lahir > years_before(today, saring.umur_sampai + 1))
    for name in ("agama", "pendidikan_kk", "pekerjaan", "status_kawin", "shdk", "cacat"):
        codes = getattr(saring, name)
        if codes:
            found.append(p[name].in_(codes))
    if saring.rentan:
        found.append(sa.or_(*(_rentan(one, today) for one in saring.rentan)))
    if saring.is_tanpa_nik:
        found.append(p.nik == "")
    if saring.is_tidak_lengkap:
        empty = [
            p[name].is_(None) for name in ("tanggal_lahir", "shdk", "agama", "pendidikan_kk", "pekerjaan")
        ]
        found.append(sa.or_(p.nik == "", p.jk == "", p.kunci == " ", p.status_kawin.is_(None), *empty))
    if saring.is_tanpa_keluarga:
        found.append(p.keluarga_id.is_(None))
    if saring.keluarga:
        found.append(p.keluarga_id.in_(saring.keluarga))
    if saring.program is not None:
        found.append(_in_program(saring.program))
    return found


def _place(saring: SaringPenduduk) -> sa.ColumnElement[bool]:
    """In a family of that place; or, without a family, in that place."""
    families, alone = [], [cari_penduduk.c.keluarga_id.is_(None)]
    if saring.dusun:
        families.append(keluarga.c.dusun_id.in_(saring.dusun))
        alone.append(cari_penduduk.c.dusun_id.in_(saring.dusun))
    for name in ("rw", "rt"):
        if getattr(saring, name):
            families.append(keluarga.c[name] == getattr(saring, name))
            alone.append(cari_penduduk.c[name] == getattr(saring, name))
    return sa.or_(cari_penduduk.c.keluarga_id.in_(sa.select(keluarga.c.id).where(*families)), sa.and_(*alone))


def _rentan(kelompok: KelompokRentan, today: date) -> sa.ColumnElement[bool]:
    p = cari_penduduk.c
    match kelompok:
        case KelompokRentan.BALITA:
            return p.tanggal_lahir > years_before(today, 5)
        case KelompokRentan.LANSIA:
            return p.tanggal_lahir <= years_before(today, 60)
        case KelompokRentan.DISABILITAS:
            return p.cacat.between(1, 6)
        case KelompokRentan.IBU_HAMIL:
            return p.hamil == 1
        case KelompokRentan.SAKIT_MENAHUN:
            return p.sakit_menahun.between(1, 13)


def _in_program(program: UUID) -> sa.ColumnElement[bool]:
    peserta = peserta_bantuan.c
    return sa.or_(
        cari_penduduk.c.penduduk_id.in_(sa.select(peserta.penduduk_id).where(peserta.program_id == program)),
        cari_penduduk.c.keluarga_id.in_(sa.select(peserta.keluarga_id).where(peserta.program_id == program)),
    )


# ------------------------------------------------------------------ words


@dataclass(frozen=True, slots=True)
class _Words:
    """The typed text as conditions. `match` is a query of the index of words, `hits` how many it finds."""

    cari: Pencarian
    match: str = ""
    hits: int = 0
    dusun: tuple[UUID, ...] = ()
    instead: tuple[str, ...] = ()
    is_nothing: bool = False

    def conditions(self, *, is_walked: bool = False) -> list[sa.ColumnElement[bool]]:
        """What the narrow lines must fulfil; `is_walked`: they are read in order, not looked up."""
        found: list[sa.ColumnElement[bool]] = []
        nomor: Any = cari_penduduk.c.nomor
        if self.match:
            names = sa.text("SELECT rowid FROM cari_kata WHERE cari_kata MATCH :kata").bindparams(
                kata=self.match
            )
            left = sa.literal_column("+cari_penduduk.nomor", nomor.type) if is_walked else nomor
            found.append(left.in_(names.columns(sa.column("rowid", sa.Integer))))
        for digits in self.cari.angka:
            found.append(nomor.in_(_with_digits(digits)))
        if self.dusun:
            found.append(_place(SaringPenduduk(dusun=self.dusun)))
        return found


def _find_words(unit: Unit, text: str, status: Sequence[StatusDasar] = ()) -> _Words:
    """Names that begin so; else a word may be a hamlet; else a word may stand inside another or be a slip."""
    cari = parse_cari(text)
    if not cari.kata:
        return _Words(cari)
    whole = _match((_begin(word) for word in cari.kata), status)
    hits = _hits(unit, whole)
    if hits:
        return _Words(cari, whole, hits)
    places = {word: _dusun_called(unit, word) for word in cari.kata}
    names = [word for word in cari.kata if not places[word]]
    dusun = tuple(key for found in places.values() for key in found)
    if not names:
        return _Words(cari, dusun=dusun)
    near = [_near(unit, word) for word in names]
    if not all(near):
        return _Words(cari, is_nothing=True)
    match = _match((_any(words) for words in near), status)
    hits = _hits(unit, match)
    instead = tuple(
        one.upper() for words, word in zip(near, names, strict=True) for one in words[:1] if word != one
    )
    return _Words(cari, match, hits, dusun, instead, is_nothing=not hits)


def _with_digits(digits: str) -> sa.CompoundSelect[Any]:
    """The lines of the people in whose NIK or KK these digits stand, read from the two narrow indexes."""
    c = cari_penduduk.c
    people = sa.select(penduduk.c.id).where(penduduk.c.nik.contains(digits, autoescape=True))
    families = sa.select(keluarga.c.id).where(keluarga.c.no_kk.contains(digits, autoescape=True))
    return sa.union(
        sa.select(c.nomor).where(c.penduduk_id.in_(people)),
        sa.select(c.nomor).where(c.keluarga_id.in_(families)),
    )


def _begin(word: str) -> str:
    return f"kunci : {_quoted(word)}*"


def _any(words: Sequence[str]) -> str:
    return "kunci : (" + " OR ".join(_quoted(one) for one in words) + ")"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _match(parts: Iterable[str], status: Sequence[StatusDasar]) -> str:
    """A query of the index of words; one wanted status is a word of it, so that its hits are the count."""
    wanted = [f"status_dasar : {_quoted(status[0].value)}"] if len(status) == 1 else []
    return " AND ".join([*(f"({one})" for one in parts), *wanted])


def _hits(unit: Unit, match: str) -> int:
    query = sa.text("SELECT count(*) FROM cari_kata WHERE cari_kata MATCH :kata")
    return int(unit.connection.execute(query, {"kata": match}).scalar_one())


def _near(unit: Unit, word: str) -> list[str]:
    """Words of the register that begin with `word`, else contain it, else are a slip of the pen away."""
    known = list(
        unit.connection.execute(sa.text("SELECT term FROM cari_kamus WHERE col = 'kunci'")).scalars()
    )
    beginning = [one for one in known if one.startswith(word)]
    if beginning:
        return beginning[:_ASK]
    inside = [one for one in known if word in one] if len(word) > 2 else []
    if inside:
        return inside[:_ASK]
    # a slip at the end of a word that is still being typed must not hide it: compare beginnings too
    whole = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=_SLIP, limit=_NEAR_WORDS)
    return [one for one, _score, _place in whole]


def _dusun_called(unit: Unit, word: str) -> list[UUID]:
    if len(word) < 3:
        return []
    rows = unit.connection.execute(sa.select(tables.dusun.c.id, tables.dusun.c.nama))
    return [key for key, nama in rows if any(part.startswith(word) for part in nama.lower().split())]


# ------------------------------------------------------------------ families


def page_of_keluarga(
    unit: Unit,
    *,
    kata: str = "",
    dusun: Sequence[UUID] = (),
    rw: str = "",
    rt: str = "",
    is_semua: bool = False,
    mulai: int = 0,
    banyak: int = 200,
) -> tuple[tuple[KeluargaRow, ...], int]:
    """Families by number and place, and how many; `kata`: words of a member's name, digits of KK or NIK.

    `is_semua`: also those of which nobody lives here any more.
    """
    with plain_errors():
        wanted: list[sa.ColumnElement[bool]] = []
        if kata.strip():
            words = _find_words(unit, kata)
            if words.is_nothing:
                return (), 0
            members = sa.select(cari_penduduk.c.keluarga_id).where(
                cari_penduduk.c.keluarga_id.is_not(None), *words.conditions()
            )
            by_number = [keluarga.c.no_kk.contains(one, autoescape=True) for one in words.cari.angka]
            wanted.append(sa.or_(keluarga.c.id.in_(members), *by_number))
        if dusun:
            wanted.append(keluarga.c.dusun_id.in_(dusun))
        wanted += [keluarga.c[name] == value for name, value in (("rw", rw), ("rt", rt)) if value]
        if not is_semua:
            member = cari_penduduk.c
            living = sa.exists().where(
                member.keluarga_id == keluarga.c.id, member.status_dasar == StatusDasar.HIDUP
            )
            empty = ~sa.exists().where(member.keluarga_id == keluarga.c.id)
            wanted.append(sa.or_(living, empty))
        count = unit.connection.execute(
            sa.select(sa.func.count()).select_from(keluarga).where(*wanted)
        ).scalar_one()
        keys = list(
            unit.connection.execute(
                sa.select(keluarga.c.id)
                .where(*wanted)
                .order_by(keluarga.c.no_kk, keluarga.c.id)
                .limit(banyak)
                .offset(mulai)
            ).scalars()
        )
        return rows_of_keluarga(unit, keys), count


def rows_of_keluarga(unit: Unit, keys: Sequence[UUID]) -> tuple[KeluargaRow, ...]:
    """The families of these ids, in their order, with head and counts."""
    own = ("id", "no_kk", "dusun_id", "rw", "rt", "alamat", "kelas_sosial", "teks_asli")
    p = penduduk.c
    families: dict[UUID, dict[str, Any]] = {}
    with plain_errors():
        for start in range(0, len(keys), _ASK):
            part = keys[start : start + _ASK]
            for row in unit.connection.execute(
                sa.select(*(keluarga.c[name] for name in own)).where(keluarga.c.id.in_(part))
            ).mappings():
                blank = {"kepala": "", "kepala_id": None, "jumlah": 0, "jumlah_l": 0, "jumlah_p": 0}
                families[row["id"]] = {**row, **blank}
            members = sa.select(p.keluarga_id, p.id, p.nama, p.shdk, p.jk, p.status_dasar).where(
                p.keluarga_id.in_(part), p.status_dasar != StatusDasar.TIDAK_VALID
            )
            for member in unit.connection.execute(members):
                _count(families[member.keluarga_id], member)
    return tuple(KeluargaRow(**families[key]) for key in keys if key in families)


@dataclass(frozen=True, slots=True)
class RumahPilihan:
    """A family as a choice offers it; `kepala` is "" when nobody living is its head."""

    id: UUID
    no_kk: str
    dusun_id: UUID | None
    rw: str
    rt: str
    kepala: str


def homes(unit: Unit) -> list[RumahPilihan]:
    """Every family that is lived in, for a choice: nothing is counted."""
    k, c, p = keluarga.c, cari_penduduk.c, penduduk.c
    living = sa.select(c.keluarga_id).where(c.status_dasar == StatusDasar.HIDUP).distinct()
    heads = sa.select(p.keluarga_id, p.nama).where(
        p.id.in_(sa.select(c.penduduk_id).where(c.status_dasar == StatusDasar.HIDUP, c.shdk == KEPALA))
    )
    query = sa.select(k.id, k.no_kk, k.dusun_id, k.rw, k.rt).where(k.id.in_(living))
    with plain_errors():
        names = {row.keluarga_id: row.nama for row in unit.connection.execute(heads)}
        return [RumahPilihan(*row, names.get(row.id, "")) for row in unit.connection.execute(query)]


def _count(family: dict[str, Any], member: Any) -> None:
    is_living = member.status_dasar is StatusDasar.HIDUP
    if is_living:
        family["jumlah"] += 1
        family["jumlah_l"] += member.jk == "L"
        family["jumlah_p"] += member.jk == "P"
    if member.shdk == 1 and (is_living or family["kepala_id"] is None):
        family["kepala"], family["kepala_id"] = member.nama, member.id


# ------------------------------------------------------------------ for checks, doubles and numbers


def orang_rows(unit: Unit) -> list[OrangRow]:
    """Every person as the checks need it."""
    return _light(unit, OrangRow, penduduk)


def rumah_rows(unit: Unit) -> list[RumahRow]:
    """Every family as the checks need it."""
    return _light(unit, RumahRow, keluarga)


def _light(unit: Unit, kind: Any, table: sa.Table) -> list[Any]:
    with plain_errors():
        rows = unit.connection.execute(sa.select(*(table.c[one.name] for one in fields(kind))))
        return [kind(*row) for row in rows]


def decided_pairs(unit: Unit) -> dict[tuple[UUID, UUID], str]:
    """What was decided about pairs, by their two ids (the smaller first)."""
    c = putusan_ganda.c
    with plain_errors():
        rows = unit.connection.execute(sa.select(c.satu_id, c.dua_id, c.putusan))
        return {(row.satu_id, row.dua_id): row.putusan.value for row in rows}


def last_nomor_sementara(unit: Unit, desa_id: UUID) -> int:
    """The highest number given to a person without NIK so far; 0 for none."""
    query = sa.select(sa.func.max(penduduk.c.nomor_sementara)).where(penduduk.c.desa_id == desa_id)
    with plain_errors():
        return int(unit.connection.execute(query).scalar() or 0)


def keys_with_nik(unit: Unit, niks: Sequence[str]) -> dict[str, list[UUID]]:
    """Who has these NIK, whatever became of them; a merged record no longer counts."""
    found: dict[str, list[UUID]] = {}
    wanted = [one for one in niks if one]
    with plain_errors():
        for start in range(0, len(wanted), _ASK):
            query = sa.select(penduduk.c.nik, penduduk.c.id).where(
                penduduk.c.nik.in_(wanted[start : start + _ASK]),
                penduduk.c.status_dasar != StatusDasar.TIDAK_VALID,
            )
            for nik, key in unit.connection.execute(query):
                found.setdefault(nik, []).append(key)
    return found


def events_of(unit: Unit, key: UUID) -> list[UUID]:
    """The ids of a person's events, newest first."""
    query = sa.select(mutasi.c.id).where(mutasi.c.penduduk_id == key)
    order = (mutasi.c.tanggal_peristiwa.desc(), mutasi.c.id.desc())
    with plain_errors():
        return list(unit.connection.execute(query.order_by(*order)).scalars())
