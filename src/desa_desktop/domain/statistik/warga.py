"""The light rows that figures are counted from, and where a resident was on a day in the past.

A register of 150,000 people is counted from tuples, never from loaded records. Ids are texts: nothing
here looks a record up by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from desa_desktop.domain.penduduk.mutasi import PENAMBAHAN, PENGURANGAN, Peristiwa
from desa_desktop.domain.penduduk.orang import age_on

HAMIL = 1  # code of `hamil`
WNA = 2  # code of `kewarganegaraan`; dual citizens are counted as WNI
TIDAK_CACAT = 7  # code of `cacat`


class Warga(NamedTuple):
    """One person as figures need it; codes as in kode-penduduk.csv, None where nothing is known.

    `dusun_id`, `rw`, `rt` are the family's, the person's own only without a family. `is_hidup`: counted
    among the residents today; `is_valid` False: a record entered by mistake or merged into another.
    """

    id: str
    keluarga_id: str | None = None
    jk: str = ""
    lahir: date | None = None
    is_hidup: bool = True
    is_valid: bool = True
    dusun_id: str | None = None
    rw: str = ""
    rt: str = ""
    shdk: int | None = None
    status_kawin: int | None = None
    agama: int | None = None
    pendidikan_kk: int | None = None
    pendidikan_sedang: int | None = None
    pekerjaan: int | None = None
    golongan_darah: int | None = None
    warganegara: int | None = None
    dapat_membaca: int | None = None
    status_rekam_ktp: int | None = None
    ktp_el: int | None = None
    cacat: int | None = None
    disabilitas_ragam: int | None = None
    sakit_menahun: int | None = None
    cara_kb: int | None = None
    hamil: int | None = None
    asuransi: int | None = None
    status_penduduk: int | None = None
    suku: str = ""
    akta_lahir: str = ""

    @property
    def is_difabel(self) -> bool | None:
        """Whether the register says disabled; None when it says nothing about it."""
        if self.disabilitas_ragam is not None:
            return True
        return None if self.cacat is None else self.cacat != TIDAK_CACAT


class KeluargaRow(NamedTuple):
    """One family as figures need it."""

    id: str
    dusun_id: str | None = None
    kelas_sosial: int | None = None
    no_kk: str = ""


class MutasiRow(NamedTuple):
    """One event as figures need it.

    `keluarga` and `dusun` are [before, after] out of its `rincian`, None where the event changed neither.
    """

    id: str
    penduduk_id: str
    peristiwa: Peristiwa
    tanggal: date
    keluarga_id: str | None = None
    is_batal: bool = False
    membatalkan_id: str | None = None
    keluarga: tuple[str | None, str | None] | None = None
    dusun: tuple[str | None, str | None] | None = None
    nama: str = ""
    kelompok: str | None = None

    @property
    def kind_sign(self) -> int:
        """+1, -1 or 0 by the kind of event, cancelled or not."""
        return (self.peristiwa in PENAMBAHAN) - (self.peristiwa in PENGURANGAN)


def events_of(mutasi: Iterable[MutasiRow]) -> dict[str, list[MutasiRow]]:
    """The events by person."""
    found: dict[str, list[MutasiRow]] = {}
    for one in mutasi:
        found.setdefault(one.penduduk_id, []).append(one)
    return found


def living_on(warga: Sequence[Warga], mutasi: Iterable[MutasiRow], day: date, today: date) -> list[Warga]:
    """The residents of a day, with the facts (work, education) they have now: only those are kept.

    For `today` it is simply who lives here. For an earlier day the first later event tells: who left after
    it was here, who came after it was not; who was not born yet was not either.
    """
    if day >= today:
        return [one for one in warga if one.is_hidup]
    later = events_of(one for one in mutasi if one.kind_sign and not one.is_batal)
    found = []
    for one in warga:
        events = later.get(one.id)
        if was_resident(one, sorted(events, key=_by_date) if events else (), day):
            found.append(one)
    return found


def was_resident(warga: Warga, events: Sequence[MutasiRow], day: date) -> bool:
    """Whether the person lived here at the end of `day`; `events` are those that count, oldest first."""
    following = next((one for one in events if one.tanggal > day), None)
    is_here = warga.is_hidup if following is None else following.kind_sign < 0
    if not is_here or warga.lahir is None or warga.lahir <= day:
        return is_here
    return any(one.tanggal <= day and one.kind_sign > 0 for one in events)


def _by_date(one: MutasiRow) -> tuple[date, str]:
    return one.tanggal, one.id


def ages(warga: Sequence[Warga], day: date) -> list[int | None]:
    """Completed years on a day, None without a birth date or for one that lies after the day."""
    found: list[int | None] = []
    for one in warga:
        years = age_on(one.lahir, day) if one.lahir is not None else -1
        found.append(years if years >= 0 else None)
    return found


def months_old(lahir: date, day: date) -> int:
    """Completed months; a child of the 31st gets older on the 1st where a month has no such day."""
    return (day.year - lahir.year) * 12 + day.month - lahir.month - (day.day < lahir.day)


def heads_of(warga: Iterable[Warga]) -> Mapping[str, Warga]:
    """Who stands for each family among these residents: its head, else its eldest member."""
    found: dict[str, Warga] = {}
    for one in warga:
        if one.keluarga_id is None:
            continue
        known = found.get(one.keluarga_id)
        if known is None or _head_order(one) < _head_order(known):
            found[one.keluarga_id] = one
    return found


def _head_order(one: Warga) -> tuple[bool, date, str]:
    return one.shdk != 1, one.lahir or date.max, one.id
