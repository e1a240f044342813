"""Who in the register needs a closer look: everybody is read once in few plain values, only some as records.

The rules themselves stand in `domain.penduduk.periksa` and `ganda`. Here only those are left out of whom it
is certain that no rule has anything to say; whoever is in doubt is looked at. So a register of 150,000 is
checked without making a record of each of its people.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desa_desktop.domain.penduduk import StatusDasar
from desa_desktop.domain.penduduk.cari import years_before
from desa_desktop.domain.penduduk.ganda import fold_nama
from desa_desktop.domain.penduduk.nik import BUKAN_NOMOR, check_no_kk, is_known_region
from desa_desktop.domain.penduduk.orang import ANAK, ISTRI, KAWIN, KEPALA, SUAMI
from desa_desktop.domain.penduduk.periksa import (
    OLDEST,
    OLDEST_MOTHER,
    YOUNGEST_MARRIED,
    YOUNGEST_PARENT,
    Latar,
)
from desa_desktop.progress import Progress
from desa_desktop.store.unit import Unit

_BLOCK = 5000
_LIVING, _MERGED = StatusDasar.HIDUP.value, StatusDasar.TIDAK_VALID.value
_PARENTS = (KEPALA, SUAMI, ISTRI)

_NO_NUMBER = ", ".join(f"'{one}'" for one in sorted(BUKAN_NOMOR))
# who lives here, has every required and recommended field, and a NIK of this region that says what the form
# says; the numbers in it are constants of the rules
_SOUND = f"""
    status_dasar = 'hidup' AND jk IN ('L', 'P') AND nama <> '' AND tempat_lahir <> '' AND teks_asli = '{{}}'
    AND shdk > 0 AND agama > 0 AND pendidikan_kk > 0 AND pekerjaan > 0 AND status_kawin > 0
    AND warganegara > 0 AND keluarga_id IS NOT NULL AND tanggal_kawin IS NULL AND tanggal_cerai IS NULL
    AND tanggal_lahir BETWEEN :oldest AND :today AND (status_kawin <> {KAWIN} OR tanggal_lahir <= :married)
    AND NOT (shdk = {ISTRI} AND jk = 'L') AND NOT (shdk = {SUAMI} AND jk = 'P')
    AND NOT (coalesce(hamil, 0) = 1 AND jk = 'L')
    AND substr(nik, 1, 12) = :region || printf('%02d', substr(tanggal_lahir, 9, 2) + 40 * (jk = 'P'))
        || substr(tanggal_lahir, 6, 2) || substr(tanggal_lahir, 3, 2)
    AND nik NOT IN ({_NO_NUMBER}) AND substr(nik, 13) NOT GLOB '*[^0-9]*' AND substr(nik, 13) <> '0000'
"""
_PEOPLE = f"""
    SELECT id, nik, nama, nama_ibu, tanggal_lahir, keluarga_id, shdk, jk, status_dasar, coalesce({_SOUND}, 0)
    FROM penduduk ORDER BY rowid
"""
_FAMILIES = "SELECT id, no_kk, dusun_id, teks_asli FROM keluarga ORDER BY rowid"


@dataclass(slots=True)
class _Rumah:
    """What is known of a family while its members go by; years of birth."""

    heads: int = 0
    youngest_parent: int = 0
    oldest_mother: int = 9999
    oldest_child: int = 9999
    youngest_child: int = 0

    @property
    def is_plain(self) -> bool:
        """One head, and children who are certainly as much younger as children are."""
        return (
            self.heads == 1
            and self.oldest_child - self.youngest_parent > YOUNGEST_PARENT
            and self.youngest_child - self.oldest_mother <= OLDEST_MOTHER
        )

    def note(self, shdk: int | None, jk: str, lahir: str | None) -> None:
        """One more who lives here."""
        if shdk == KEPALA:
            self.heads += 1
        if lahir is None:
            return
        year = int(lahir[:4])
        if shdk == ANAK:
            self.oldest_child = min(self.oldest_child, year)
            self.youngest_child = max(self.youngest_child, year)
        elif shdk in _PARENTS:
            self.youngest_parent = max(self.youngest_parent, year)
            if jk != "L":
                self.oldest_mother = min(self.oldest_mother, year)


@dataclass(frozen=True, slots=True)
class Sapuan:
    """Whom the rules must see, each list in the order of the file."""

    orang: list[UUID]
    rumah: list[UUID]
    kembar: list[UUID]


def sweep(unit: Unit, latar: Latar, progress: Progress, label: str) -> Sapuan:
    """Read everybody once. `progress` hears of every few thousand people, `label` being what is done."""
    keys: list[str] = []
    families_of: list[str | None] = []
    doubtful: set[int] = set()
    marks = _Marks()
    niks: set[str] = set()
    homes: dict[str, _Rumah] = {}
    for block, total in _people(unit, latar):
        progress.step(len(keys), total, label)
        ids, nik, nama, ibu, lahir, family, shdk, jk, status, is_sound = zip(*block, strict=True)
        doubtful.update(line for line, yes in enumerate(is_sound, start=len(keys)) if not yes)
        keys += ids
        families_of += family
        niks.update(nik)
        marks.add(nik, nama, ibu, lahir, family, status)
        for home, *member in zip(family, shdk, jk, lahir, status, strict=True):
            if home is not None and member[3] == _LIVING:
                known = homes.get(home)
                if known is None:
                    known = homes[home] = _Rumah()
                known.note(*member[:3])
    rumah = _families(unit, latar, homes, niks)
    chosen = {one.hex for one in rumah}
    doubtful.update(line for line, family in enumerate(families_of) if family in chosen)
    twice = marks.repeated(marks.all)
    doubtful |= marks.repeated((marks.nik,))
    return Sapuan(
        [UUID(keys[line]) for line in sorted(doubtful)], rumah, [UUID(keys[line]) for line in sorted(twice)]
    )


def _people(unit: Unit, latar: Latar) -> Iterator[tuple[Sequence[Any], int]]:
    region = latar.kode_desa[:6]
    today = latar.today
    wanted = {
        "region": region if is_known_region(region, latar.provinsi) else "-",
        "today": today.isoformat(),
        "oldest": today.replace(year=today.year - OLDEST, month=1, day=1).isoformat(),
        "married": years_before(today, YOUNGEST_MARRIED + 1).isoformat(),
    }
    total = int(unit.connection.exec_driver_sql("SELECT count(*) FROM cari_penduduk").scalar_one())
    rows = unit.connection.exec_driver_sql(_PEOPLE, wanted)
    for block in iter(lambda: rows.fetchmany(_BLOCK), []):
        yield block, total


class _Marks:
    """By what each person may be another's double, as numbers, 0: by nothing (`ganda` compares no others)."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {"": ""}
        self.all = tuple(array("q") for _one in range(5))
        self.nik = self.all[0]

    def add(
        self,
        nik: Sequence[str],
        nama: Sequence[str],
        ibu: Sequence[str],
        lahir: Sequence[str | None],
        family: Sequence[str | None],
        status: Sequence[str],
    ) -> None:
        """Some more people, column by column."""
        called, mother = self._fold(nama), self._fold(ibu)
        has_nik, dated, with_mother, at_home = [], [], [], []
        for number, name, parent, day, home, word in zip(nik, nama, ibu, lahir, family, status, strict=True):
            is_counted = word != _MERGED
            is_dated = is_counted and day is not None and bool(name)
            has_nik.append(is_counted and bool(number))
            dated.append(is_dated)
            with_mother.append(is_dated and bool(parent))
            at_home.append(is_dated and home is not None)
        compared: tuple[tuple[Iterable[Any], list[bool]], ...] = (
            (nik, has_nik),
            (zip(called, lahir, strict=True), dated),
            (zip(called, mother, strict=True), with_mother),
            (zip(lahir, family, strict=True), at_home),
            (zip(mother, lahir, strict=True), with_mother),
        )
        for marks, (values, wanted) in zip(self.all, compared, strict=True):
            marks.extend(hash(one) if yes else 0 for one, yes in zip(values, wanted, strict=True))

    def repeated(self, some: Sequence[array[int]]) -> set[int]:
        """The lines that share one of these marks with another line."""
        found: set[int] = set()
        for marks in some:
            counted = Counter(marks)
            counted[0] = 0
            if len(counted) <= len(marks):
                found.update(line for line, mark in enumerate(marks) if counted[mark] > 1)
        return found

    def _fold(self, names: Sequence[str]) -> list[str]:
        folded = self._folded
        for one in names:
            if one not in folded:
                folded[one] = fold_nama(one)
        return [folded[one] for one in names]


def _families(unit: Unit, latar: Latar, homes: dict[str, _Rumah], niks: set[str]) -> list[UUID]:
    """The families in doubt, of those in which somebody lives."""
    rows = [row for row in unit.connection.exec_driver_sql(_FAMILIES) if row[0] in homes]
    numbers = Counter(row[1] for row in rows)
    known = {one.hex for one in latar.dusun}

    def is_plain(key: str, no_kk: str, dusun: str | None, teks_asli: str) -> bool:
        return (
            homes[key].is_plain
            and bool(no_kk)
            and numbers[no_kk] == 1
            and no_kk not in niks
            and teks_asli == "{}"
            and (not known or dusun in known)
            and not any(check_no_kk(no_kk, kode_desa=latar.kode_desa))
        )

    return [UUID(row[0]) for row in rows if not is_plain(*row)]
