"""Who is meant by what was typed and chosen: the register is read once, then followed step by step.

The lines (`daftar`) are made at the first question and kept with the database; each later question reads from
the journal whose lines were changed since, so that it cannot lag behind whatever wrote.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from rapidfuzz import fuzz, process

from desa_desktop.domain.penduduk import StatusDasar
from desa_desktop.domain.penduduk.cari import Pencarian, parse_cari, years_before
from desa_desktop.progress import Progress, Silent
from desa_desktop.store import tables
from desa_desktop.store.archive import meta
from desa_desktop.store.book import langkah, langkah_baris
from desa_desktop.store.queries.daftar import Baris, Daftar, Mask, words_of
from desa_desktop.store.queries.saring_penduduk import KelompokRentan, SaringPenduduk, Urutan
from desa_desktop.store.register import WRITTEN_OVER
from desa_desktop.store.tables_penduduk import cari_penduduk, keluarga, peserta_bantuan
from desa_desktop.store.unit import Kept, Unit, plain_errors

_MOST_FOLLOWED = 1500  # so many changed lines: reading all anew is quicker
_SILENT = Silent()
_ASK = 500
_BLOCK = 5000
_KK = 16  # digits
_NEAR_WORDS = 12
_SLIP = 72  # of 100
_SHORTEST_INSIDE = 3
_SHORTEST_NEAR_NUMBER = 8
_MOST_JUDGED = 20_000
_LONGEST_LIFE = 200  # years

# the columns of `daftar.Baris`; NIK and KK take 16 places each, whatever stands there
_SELECT = f"""
    SELECT c.penduduk_id, c.kunci,
        substr(c.nik || '{" " * 16}', 1, 16) || ' ' || substr(coalesce(k.no_kk, '') || '{" " * 16}', 1, 16)
            || char(10),
        c.keluarga_id, coalesce(k.alamat, p.alamat_sekarang), c.tanggal_lahir,
        c.status_dasar, c.jk, c.shdk, c.agama, c.pendidikan_kk, c.pekerjaan, c.status_kawin, c.cacat, c.hamil,
        c.sakit_menahun, CASE WHEN c.keluarga_id IS NULL THEN c.dusun_id ELSE k.dusun_id END,
        coalesce(k.rw, c.rw), coalesce(k.rt, c.rt), c.nik = '', trim(c.kunci) = '', c.tanggal_lahir IS NULL,
        coalesce(k.desa_id, p.desa_id)
    FROM cari_penduduk c LEFT JOIN keluarga k ON k.id = c.keluarga_id
        LEFT JOIN penduduk p ON c.keluarga_id IS NULL AND p.id = c.penduduk_id
"""


@dataclass(frozen=True, slots=True)
class Ketemu:
    """Who was found, in order. `dibaca`: near words that were taken instead of those that nobody has;
    `is_angka_mirip`: near numbers were."""

    daftar: Daftar
    lines: array[int]
    dibaca: tuple[str, ...] = ()
    is_angka_mirip: bool = False

    def ids(self, start: int = 0, count: int | None = None) -> list[UUID]:
        """The ids of a part of the list."""
        return self.daftar.ids(self.lines[start : None if count is None else start + count])


@dataclass(frozen=True, slots=True)
class _Houses:
    """The families in order, each as number of the KK in 16 places and id: those where somebody lives, and
    those that nobody is in, with their place."""

    living: dict[bytes, None]
    empty: tuple[tuple[bytes, str | None, str, str, str], ...]


@dataclass(slots=True)
class _Register:
    """What is kept with the database: the lines, and the last answers as long as nothing is written."""

    daftar: Daftar
    luar: str  # how often registers were written past the journal by then
    narrowed: tuple[Any, Mask] | None = None
    found: tuple[Any, Ketemu] | None = None
    houses: tuple[int, _Houses] | None = None
    families: tuple[Any, list[bytes]] | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """The typed words as a mask."""

    mask: Mask
    dibaca: tuple[str, ...] = ()
    is_angka_mirip: bool = False


def find_penduduk(
    unit: Unit,
    saring: SaringPenduduk,
    today: date,
    urutan: Urutan = Urutan.NAMA,
    *,
    is_turun: bool = False,
) -> Ketemu:
    """Everybody who is meant, in the order asked for."""
    with unit.kept.lock:
        register = _current(unit)
        asked = (register.daftar.langkah, today, saring, urutan, is_turun)
        if register.found is None or register.found[0] != asked:
            words = _masked(unit, register, saring, today)
            lines = register.daftar.lines(words.mask, urutan, is_turun=is_turun)
            found = Ketemu(register.daftar, lines, words.dibaca, words.is_angka_mirip)
            register.found = asked, found
        return register.found[1]


def find_keluarga(
    unit: Unit,
    kata: str,
    dusun: Sequence[UUID],
    rw: str,
    rt: str,
    desa: Sequence[UUID],
    *,
    is_semua: bool,
    mulai: int,
    banyak: int,
) -> tuple[list[UUID], int]:
    """A part of the families of everybody who is meant, by the number of their KK, and how many they are.

    Also families that nobody is in, found by their number alone; `is_semua`: also those of which nobody
    lives here any more.
    """
    with unit.kept.lock:
        register = _current(unit)
        asked = (register.daftar.langkah, kata, tuple(dusun), rw, rt, tuple(desa), is_semua)
        if register.families is None or register.families[0] != asked:
            place = SaringPenduduk(
                kata=kata,
                dusun=tuple(dusun),
                rw=(rw,) if rw else (),
                rt=(rt,) if rt else (),
                desa=tuple(desa),
                status=(),
            )
            register.families = asked, _families(unit, register, place, is_semua=is_semua)
        found = register.families[1]
        return [UUID(bytes=one[_KK:]) for one in found[mulai : mulai + banyak]], len(found)


def _families(unit: Unit, register: _Register, saring: SaringPenduduk, *, is_semua: bool) -> list[bytes]:
    houses = _houses(unit, register)
    if not (saring.kata.strip() or saring.dusun or saring.rw or saring.rt or saring.desa or is_semua):
        found = list(houses.living)
    else:  # who is found may be gone while others of the family live here
        every = register.daftar.families(_masked(unit, register, saring, date.min).mask)
        found = every if is_semua else [one for one in every if one in houses.living]
    empty = _empty_houses(houses, saring)
    return sorted([*found, *empty]) if empty else found


def _houses(unit: Unit, register: _Register) -> _Houses:
    daftar, c = register.daftar, keluarga.c
    if register.houses is None or register.houses[0] != daftar.langkah:
        living = dict.fromkeys(daftar.families(_status(daftar, (StatusDasar.HIDUP,))))
        inside = sa.exists().where(cari_penduduk.c.keluarga_id == c.id)
        own = sa.select(c.no_kk, c.id, c.dusun_id, c.rw, c.rt, c.desa_id)
        rows = unit.connection.execute(own.where(~inside))
        empty = tuple(
            (
                f"{row.no_kk:<{_KK}}".encode() + row.id.bytes,
                row.dusun_id.hex if row.dusun_id is not None else None,
                row.rw,
                row.rt,
                row.desa_id.hex,
            )
            for row in rows
        )
        register.houses = daftar.langkah, _Houses(living, empty)
    return register.houses[1]


def _empty_houses(houses: _Houses, saring: SaringPenduduk) -> list[bytes]:
    """Families that nobody is in have a number and a place, but no name."""
    cari = parse_cari(saring.kata)
    if cari.kata:
        return []
    dusun, desa = {one.hex for one in saring.dusun}, {one.hex for one in saring.desa}
    return [
        key
        for key, own, rw, rt, village in houses.empty
        if all(digits.encode() in key[:_KK] for digits in cari.angka)
        and (not dusun or own in dusun)
        and (not desa or village in desa)
        and all(not wanted or rw in wanted for wanted in (saring.rw, cari.rw))
        and all(not wanted or rt in wanted for wanted in (saring.rt, cari.rt))
    ]


def read_register(unit: Unit, progress: Progress) -> None:
    """Read the register, or what was changed in it since; `progress` may break it off."""
    with unit.kept.lock, plain_errors():
        _current(unit, progress)


def is_ready(kept: Kept) -> bool:
    """Whether the register was read already, so that a question is answered at once."""
    return _Register in kept.things


# ------------------------------------------------------------------ reading the file


def _current(unit: Unit, progress: Progress = _SILENT) -> _Register:
    """The register with every step that this unit sees.

    The register of another office is written past the journal; WRITTEN_OVER counts that, and then
    all is read anew.
    """
    newest = int(unit.connection.execute(sa.select(sa.func.max(langkah.c.id))).scalar() or 0)
    luar = meta(unit, WRITTEN_OVER)
    register: _Register | None = unit.kept.things.get(_Register)
    if register is not None and register.luar == luar and _follow(unit, register.daftar, newest):
        return register
    register = unit.kept.things[_Register] = _Register(Daftar(_blocks(unit, progress), newest), luar)
    return register


def _follow(unit: Unit, daftar: Daftar, newest: int) -> bool:
    """Take in what was written since; False when that is too much. A unit opened earlier sees no less."""
    if newest <= daftar.langkah:
        return True
    c = langkah_baris.c
    noted = sa.select(sa.type_coerce(c.baris_id, sa.String)).where(c.langkah_id > daftar.langkah).distinct()
    changed = {
        tabel: list(
            unit.connection.execute(noted.where(c.tabel == tabel).limit(_MOST_FOLLOWED + 1)).scalars()
        )
        for tabel in ("penduduk", "keluarga")
    }
    if any(len(keys) > _MOST_FOLLOWED for keys in changed.values()):
        return False
    fresh = {row[0]: row for row in _rows(unit, "c.keluarga_id", changed["keluarga"])}
    fresh |= {row[0]: row for row in _rows(unit, "c.penduduk_id", changed["penduduk"])}
    if len(fresh) > _MOST_FOLLOWED:
        return False
    for key in changed["penduduk"]:
        if key not in fresh:
            daftar.drop(key)
    for row in fresh.values():
        daftar.put(row)
    daftar.langkah = newest
    return True


def _blocks(unit: Unit, progress: Progress) -> Iterator[Sequence[Baris]]:
    """Everybody, in plain values, some thousands at a time: the register does not lie in memory twice."""
    rows = unit.connection.exec_driver_sql(f"{_SELECT} ORDER BY c.nomor")
    for number, block in enumerate(iter(lambda: rows.fetchmany(_BLOCK), [])):
        progress.step(number * _BLOCK, 0, "")
        yield block


def _rows(unit: Unit, column: str, keys: Sequence[str]) -> list[Baris]:
    """The lines of those whose `column` is one of `keys`."""
    found: list[Baris] = []
    for start in range(0, len(keys), _ASK):
        part = tuple(keys[start : start + _ASK])
        holders = ", ".join("?" * len(part))
        query = f"{_SELECT} WHERE {column} IN ({holders}) ORDER BY c.nomor"
        found += unit.connection.exec_driver_sql(query, part).all()
    return found


# ------------------------------------------------------------------ what was chosen


def _masked(unit: Unit, register: _Register, saring: SaringPenduduk, today: date) -> _Words:
    """Who is left of everybody; what was chosen is not narrowed anew while somebody types."""
    daftar = register.daftar
    chosen = (daftar.langkah, today, _without_words(saring))
    if register.narrowed is None or register.narrowed[0] != chosen:
        register.narrowed = chosen, _narrowed(unit, daftar, saring, today)
    mask = register.narrowed[1]
    if not saring.kata.strip():
        return _Words(mask)
    living = _status(daftar, saring.status)
    words = _typed(unit, daftar, saring.kata, living)
    return _Words(words.mask & mask, words.dibaca, words.is_angka_mirip)


def _without_words(saring: SaringPenduduk) -> tuple[Any, ...]:
    return tuple(getattr(saring, name) for name in SaringPenduduk.__slots__ if name != "kata")


def _status(daftar: Daftar, status: Sequence[StatusDasar]) -> Mask:
    if not status:
        return daftar.everybody()
    return daftar.everybody() & daftar.kolom["status_dasar"].mask_of([one.value for one in status])


def _narrowed(unit: Unit, daftar: Daftar, saring: SaringPenduduk, today: date) -> Mask:
    mask = _status(daftar, saring.status)
    if saring.dusun:
        mask &= daftar.kolom["dusun_id"].mask_of([one.hex for one in saring.dusun])
    if saring.desa:
        mask &= daftar.kolom["desa_id"].mask_of([one.hex for one in saring.desa])
    for name in ("rw", "rt", "jk", "agama", "pendidikan_kk", "pekerjaan", "status_kawin", "shdk", "cacat"):
        wanted = getattr(saring, name)
        if wanted:
            mask &= daftar.kolom[name].mask_of(wanted)
    if saring.umur_dari is not None or saring.umur_sampai is not None:
        mask &= _aged(daftar, today, saring.umur_dari, saring.umur_sampai)
    if saring.rentan:
        mask &= _any_of(_rentan(daftar, one, today) for one in saring.rentan)
    if saring.is_tanpa_nik:
        mask &= daftar.kolom["is_tanpa_nik"].mask_of((1,))
    if saring.is_tidak_lengkap:
        mask &= _incomplete(daftar)
    if saring.is_tanpa_keluarga:
        mask &= daftar.alone()
    if saring.keluarga:
        mask &= daftar.in_families(saring.keluarga)
    if saring.program is not None:
        mask &= _in_program(unit, daftar, saring.program)
    return mask


def _any_of(masks: Iterable[Mask]) -> Mask:
    found = 0
    for one in masks:
        found |= one
    return found


def _aged(daftar: Daftar, today: date, first: int | None, last: int | None) -> Mask:
    """Who is between so many years old; an end may be open, and then a birth to come counts as well."""
    after = date.min if last is None else years_before(today, min(last + 1, _LONGEST_LIFE))
    until = date.max if first is None else years_before(today, min(first, _LONGEST_LIFE))
    return daftar.born(after.toordinal() + 1, until.toordinal())


def _rentan(daftar: Daftar, kelompok: KelompokRentan, today: date) -> Mask:
    match kelompok:
        case KelompokRentan.BALITA:
            return _aged(daftar, today, None, 4)
        case KelompokRentan.LANSIA:
            return _aged(daftar, today, 60, None)
        case KelompokRentan.DISABILITAS:
            return daftar.kolom["cacat"].mask(lambda kode: kode is not None and 1 <= kode <= 6)
        case KelompokRentan.IBU_HAMIL:
            return daftar.kolom["hamil"].mask_of((1,))
        case KelompokRentan.SAKIT_MENAHUN:
            return daftar.kolom["sakit_menahun"].mask(lambda kode: kode is not None and 1 <= kode <= 13)


def _incomplete(daftar: Daftar) -> Mask:
    flags = ("is_tanpa_nik", "is_tanpa_nama", "is_tanpa_lahir")  # 1 or 0
    empty = [daftar.kolom[name].mask_of((1,)) for name in flags]
    codes = ("jk", "shdk", "agama", "pendidikan_kk", "pekerjaan", "status_kawin")
    return _any_of([*empty, *(daftar.kolom[name].mask_of((None, "")) for name in codes)])


def _in_program(unit: Unit, daftar: Daftar, program: UUID) -> Mask:
    c = peserta_bantuan.c
    rows = list(
        unit.connection.execute(sa.select(c.penduduk_id, c.keluarga_id).where(c.program_id == program))
    )
    people = [row.penduduk_id for row in rows if row.penduduk_id is not None]
    families = [row.keluarga_id for row in rows if row.keluarga_id is not None]
    return daftar.people(people) | daftar.in_families(families)


# ------------------------------------------------------------------ what was typed


def _typed(unit: Unit, daftar: Daftar, text: str, living: Mask) -> _Words:
    """Who is meant by words and numbers among `living`."""
    cari = parse_cari(text)
    mask = living
    for name, values in (("rt", cari.rt), ("rw", cari.rw)):
        if values:
            mask &= daftar.kolom[name].mask_of(values)
    named = _named(unit, daftar, cari, mask)
    mask, is_near = named.mask, False
    for digits in cari.angka:
        found = daftar.with_digits(digits)
        if not found & living and len(digits) >= _SHORTEST_NEAR_NUMBER:
            found = daftar.with_digits_near(digits, _MOST_JUDGED, _is_near_number)
            is_near = is_near or bool(found & mask)
        mask &= found
    return _Words(mask, named.dibaca if mask else (), is_near)


def _is_near_number(digits: str, number: str) -> bool:
    """Whether a part of the number differs by one digit, or by two that were exchanged."""
    return fuzz.partial_ratio(digits, number) >= 100 * (len(digits) - 1) / len(digits) - 0.1


def _named(unit: Unit, daftar: Daftar, cari: Pencarian, among: Mask) -> _Words:
    """Names that begin so; else a word may be a place; else it may stand inside another or be a slip.

    What only announces a place is passed over then, unless nothing else was typed.
    """
    if not cari.kata:
        return _Words(among)
    whole = among
    for word in cari.kata:
        whole &= _having(daftar, word)
        if not whole:
            break
    if whole:
        return _Words(whole)
    hamlets = [(row.id, words_of(row.nama)) for row in unit.connection.execute(_DUSUN)]
    mask, instead = among, list[str]()
    for word in [one for one in cari.kata if not _says_little(one)] or cari.kata:
        found, read_as = _place_or_near(daftar, word, hamlets)
        mask &= found
        instead += read_as
    return _Words(mask, tuple(one.upper() for one in instead) if mask else ())


def _says_little(word: str) -> bool:
    """Whether a word only announces a place or its number: `jl`, `dusun`, `no`, `4`."""
    return word in _ANNOUNCING or word.isdigit()


_ANNOUNCING = frozenset(
    {"jl", "jln", "jalan", "gg", "gang", "no", "nomor", "dsn", "dusun", "dk", "dukuh", "kp", "kampung"}
)
_DUSUN = sa.select(tables.dusun.c.id, tables.dusun.c.nama)
_Hamlets = Sequence[tuple[UUID, Sequence[str]]]


def _having(daftar: Daftar, word: str) -> Mask:
    return daftar.marked(daftar.nama.lines(daftar.nama.beginning(word)))


def _place_or_near(daftar: Daftar, word: str, hamlets: _Hamlets) -> tuple[Mask, list[str]]:
    """Who lives in a place called so or has such a name, and what was read for the word if it was another."""
    names, streets = daftar.nama, daftar.alamat
    is_long = len(word) >= _SHORTEST_INSIDE
    if is_long:
        found = _living_in(daftar, hamlets, lambda one: one.startswith(word))
        found |= daftar.marked(streets.lines(streets.beginning(word)))
        if found:
            return found, []
    near = names.beginning(word) or [one for one in names.words if is_long and word in one]
    if near:
        return daftar.marked(names.lines(near)), [] if near[0].startswith(word) else near[:1]
    # a slip at the end of a word that is still being typed must not hide it: compare beginnings too
    places = sorted({one for _key, words in hamlets for one in words if len(one) >= _SHORTEST_INSIDE})
    likest = process.extract(
        word, [*names.words, *places], scorer=fuzz.ratio, score_cutoff=_SLIP, limit=_NEAR_WORDS
    )
    near = [one for one, _score, place in likest if place < len(names.words)]
    found = daftar.marked(names.lines(near))
    if likest and likest[0][2] >= len(names.words):  # most of all it is like a place
        called = {one for one, score, _place in likest if score == likest[0][1]}
        found = _living_in(daftar, hamlets, called.__contains__)
    return found, [one for one, _score, _place in likest[:1]]


def _living_in(daftar: Daftar, hamlets: _Hamlets, is_called: Any) -> Mask:
    keys = [key.hex for key, words in hamlets if any(is_called(one) for one in words)]
    return daftar.kolom["dusun_id"].mask_of(keys) if keys else 0
