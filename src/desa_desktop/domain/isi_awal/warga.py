"""Residents and families counted by the conditions of a tag, with what the register does not say.

A condition answers yes, no, or nothing (None): a person whose work has no counterpart in Prodeskel is
neither in the row `Petani` nor in `Lainnya`, but among those that must be confirmed. People are counted
once by each combination of facts that a form asks for, never person by person for each question.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from desa_desktop.domain.isi_awal.tag import Syarat
from desa_desktop.domain.penduduk.kode import fold
from desa_desktop.domain.penduduk.orang import KAWIN
from desa_desktop.domain.statistik.tabel import Penghitung, is_wajib_ktp
from desa_desktop.domain.statistik.warga import Warga, months_old
from desa_desktop.i18n import N_, _

BELUM_BEKERJA, PELAJAR = 1, 3  # codes of pekerjaan
_WITHOUT_WORK = frozenset({1, 2, 3, 4})  # none, household, pupil, pensioner
_AT_SCHOOL = frozenset({2, 4, *range(6, 17)})  # codes of pendidikan_sedang
_NOT_AT_SCHOOL = frozenset({1, 3, 5, 17, 18})
_RECORDED = frozenset(range(2, 8))  # codes of status_rekam_ktp
_DEWASA = 18
TIDAK_SAKIT, TIDAK_BACA, TIDAK_SEDANG_SEKOLAH = 14, 4, 18
_RAGAM_PRODESKEL = {1: 3, 2: 1, 3: 2, 6: 7}
"""Kinds of disability with one counterpart among the nine of the form (1 rungu, 2 wicara, 3 netra, 4 lumpuh,
5 sumbing, 6 daksa lainnya, 7 to 9 mental). The others may be two of them, so a person must say."""
_CACAT_PRODESKEL = {2: 3, 7: 0}
_CACAT_RAGAM = {2: 1, 7: 0}
LUAR = "-"  # whom a question is not about: contraception of who is in no couple
Nilai = Any

Ukur = Callable[[Penghitung], Sequence[Nilai]]


@dataclass(frozen=True, slots=True)
class Hasil:
    """A count over `dari` of whom `terjawab` could be decided; `sebab` names the facts that are missing."""

    nilai: int
    dari: int
    terjawab: int
    satuan: str
    sebab: tuple[str, ...] = ()

    @property
    def is_lengkap(self) -> bool:
        """Nobody is left to be confirmed."""
        return self.dari == self.terjawab


def _field(name: str) -> Ukur:
    place = Warga._fields.index(name)
    return lambda data: [one[place] for one in data.warga]


def _through_map(name: str) -> Ukur:
    """The code of Prodeskel through the map; None where there is none or no single one."""
    place = Warga._fields.index(name)

    def measure(data: Penghitung) -> Sequence[Nilai]:
        lines = data.kode.of_field(name)
        known: dict[object, int | None] = (
            {one.kode: one.prodeskel for one in lines.isi} if lines is not None else {}
        )
        return [known.get(one[place]) for one in data.warga]

    return measure


def _per_person(measure: Callable[[Warga, int | None], Nilai]) -> Ukur:
    return lambda data: [measure(one, umur) for one, umur in zip(data.warga, data.umur, strict=True)]


def _jk(one: Warga, _umur: int | None) -> Nilai:
    return one.jk or None


def _months(data: Penghitung) -> Sequence[Nilai]:
    return [
        months_old(one.lahir, data.pada) if one.lahir is not None and one.lahir <= data.pada else None
        for one in data.warga
    ]


def _pendidikan(data: Penghitung) -> Sequence[Nilai]:
    """Where somebody goes to school now says it; else the schooling in the KK through the map.

    `Tidak/belum sekolah` and `belum tamat SD` of the KK are clear only for somebody who is said not to be
    at school: never, or not to the end. A pupil whose school is not named is at some school, which one
    nobody knows: `tamat SD` would be wrong.
    """
    now = {one.kode: one.prodeskel for one in data.kode["pendidikan_sedang"].isi}
    ended = {one.kode: one.prodeskel for one in data.kode["pendidikan_kk"].isi}
    found: list[Nilai] = []
    for one, umur in zip(data.warga, data.umur, strict=True):
        if one.pendidikan_sedang is not None and one.pendidikan_sedang != TIDAK_SEDANG_SEKOLAH:
            found.append(now.get(one.pendidikan_sedang))
        elif one.pendidikan_sedang is not None and one.pendidikan_kk in (1, 2) and (umur or 0) >= 7:
            found.append(3 if one.pendidikan_kk == 1 else 6)
        elif one.pendidikan_sedang is None and one.pekerjaan == PELAJAR:
            found.append(None)
        else:
            found.append(ended.get(one.pendidikan_kk) if one.pendidikan_kk is not None else None)
    return found


def _codes_of(daftar: str) -> Callable[[Penghitung], frozenset[Nilai]]:
    return lambda data: frozenset(one.prodeskel for one in data.kode[daftar].isi if one.prodeskel is not None)


def _schools(data: Penghitung) -> frozenset[Nilai]:
    """Rows of schooling that this register can fill: those of present schools only where it names them."""
    found = _codes_of("pendidikan_kk")(data)
    if any(one.pendidikan_sedang is not None for one in data.warga):
        found |= _codes_of("pendidikan_sedang")(data) | {3, 6}
    return found


def _kinds(data: Penghitung) -> frozenset[Nilai]:
    """Rows of disability that this register can fill."""
    has_ragam = any(one.disabilitas_ragam is not None for one in data.warga)
    return frozenset(_RAGAM_PRODESKEL.values()) if has_ragam else frozenset(_CACAT_PRODESKEL.values())


def _ragams(data: Penghitung) -> frozenset[Nilai]:
    has_ragam = any(one.disabilitas_ragam is not None for one in data.warga)
    return frozenset(range(1, 10)) if has_ragam else frozenset(_CACAT_RAGAM.values())


def _bekerja(one: Warga, _umur: int | None) -> Nilai:
    return None if one.pekerjaan is None else one.pekerjaan not in _WITHOUT_WORK


def _sekolah(one: Warga, umur: int | None) -> Nilai:
    if one.pendidikan_sedang in _AT_SCHOOL or one.pendidikan_sedang in _NOT_AT_SCHOOL:
        return one.pendidikan_sedang in _AT_SCHOOL
    if one.pekerjaan == PELAJAR:
        return True
    is_grown = umur is not None and umur >= _DEWASA
    return False if is_grown and one.pekerjaan not in (None, BELUM_BEKERJA) else None


def _kawin(one: Warga, _umur: int | None) -> Nilai:
    return None if one.status_kawin is None else one.status_kawin == KAWIN


def _pus(one: Warga, umur: int | None) -> Nilai:
    """A woman in a couple of child-bearing age (15 to 49, married)."""
    if one.jk == "L" or (umur is not None and not 15 <= umur <= 49):
        return False
    if one.jk == "" or umur is None or one.status_kawin is None:
        return None if one.status_kawin in (None, KAWIN) else False
    return one.status_kawin == KAWIN


def _kb(data: Penghitung) -> Sequence[Nilai]:
    """Prodeskel's code; the question is about couples, and who is in one without a code is undecided."""
    known = {one.kode: one.prodeskel for one in data.kode["akseptor_kb"].isi}
    return [
        known.get(one.cara_kb) if one.cara_kb is not None else (LUAR if _pus(one, umur) is False else None)
        for one, umur in zip(data.warga, data.umur, strict=True)
    ]


def _akseptor(one: Warga, umur: int | None) -> Nilai:
    if one.cara_kb is not None:
        return True
    return LUAR if _pus(one, umur) is False else None


def _rekam(one: Warga, _umur: int | None) -> Nilai:
    if one.status_rekam_ktp in _RECORDED or one.ktp_el == 2:
        return True
    return None if one.status_rekam_ktp is None else False


def _wajib_ktp(one: Warga, umur: int | None) -> Nilai:
    if is_wajib_ktp(one, umur):
        return True
    return None if umur is None else False


def _cacat_prodeskel(one: Warga, _umur: int | None) -> Nilai:
    if one.disabilitas_ragam is not None:
        return _RAGAM_PRODESKEL.get(one.disabilitas_ragam)
    return _CACAT_PRODESKEL.get(one.cacat) if one.cacat is not None else None


def _ragam(one: Warga, _umur: int | None) -> Nilai:
    if one.disabilitas_ragam is not None:
        return one.disabilitas_ragam
    return _CACAT_RAGAM.get(one.cacat) if one.cacat is not None else None


def _sakit(one: Warga, _umur: int | None) -> Nilai:
    return 0 if one.sakit_menahun == TIDAK_SAKIT else one.sakit_menahun


def _asuransi(one: Warga, _umur: int | None) -> Nilai:
    return None if one.asuransi is None else one.asuransi != 1


def _akta(one: Warga, _umur: int | None) -> Nilai:
    return True if one.akta_lahir else None


def _suku(one: Warga, _umur: int | None) -> Nilai:
    return fold(one.suku) or None


def _buta_aksara(one: Warga, _umur: int | None) -> Nilai:
    if one.dapat_membaca is not None:
        return one.dapat_membaca == TIDAK_BACA
    return True if one.pendidikan_sedang == 17 else None


@dataclass(frozen=True, slots=True)
class _Fakta:
    """One fact about people: how it is measured, what it is called where it is missing.

    `dasar` facts say whom a question is about, the others what is asked of them. `is_daftar`: the bare word
    names a list, and the row of a table says which entry of it. `jangkau`: the entries that the register
    can tell at all; nobody being a scavenger says nothing where no code of work leads there.
    """

    ukur: Ukur
    nama: str
    is_dasar: bool = False
    is_daftar: bool = False
    jangkau: Callable[[Penghitung], frozenset[Nilai]] | None = None


_FAKTA: Mapping[str, _Fakta] = {
    "jk": _Fakta(_per_person(_jk), N_("jenis kelamin"), is_dasar=True),
    "umur": _Fakta(_per_person(lambda _one, umur: umur), N_("tanggal lahir"), is_dasar=True, is_daftar=True),
    "umur_bulan": _Fakta(_months, N_("tanggal lahir"), is_dasar=True, is_daftar=True),
    "wajib_ktp": _Fakta(_per_person(_wajib_ktp), N_("tanggal lahir"), is_dasar=True),
    "pus": _Fakta(_per_person(_pus), N_("tanggal lahir atau status kawin"), is_dasar=True),
    "pendidikan": _Fakta(_pendidikan, N_("pendidikan"), is_daftar=True, jangkau=_schools),
    "pekerjaan": _Fakta(
        _through_map("pekerjaan"), N_("pekerjaan"), is_daftar=True, jangkau=_codes_of("pekerjaan")
    ),
    "agama": _Fakta(_through_map("agama"), N_("agama"), is_daftar=True, jangkau=_codes_of("agama")),
    "warganegara": _Fakta(
        _through_map("warganegara"),
        N_("kewarganegaraan"),
        is_daftar=True,
        jangkau=_codes_of("kewarganegaraan"),
    ),
    "golongan_darah": _Fakta(
        _through_map("golongan_darah"),
        N_("golongan darah"),
        is_daftar=True,
        jangkau=_codes_of("golongan_darah"),
    ),
    "status_kawin": _Fakta(
        _through_map("status_kawin"), N_("status kawin"), is_daftar=True, jangkau=_codes_of("status_kawin")
    ),
    "cara_kb": _Fakta(_kb, N_("cara KB"), is_daftar=True, jangkau=_codes_of("akseptor_kb")),
    "cacat_prodeskel": _Fakta(
        _per_person(_cacat_prodeskel), N_("jenis disabilitas"), is_daftar=True, jangkau=_kinds
    ),
    "ragam": _Fakta(_per_person(_ragam), N_("ragam disabilitas"), is_daftar=True, jangkau=_ragams),
    "sakit_menahun": _Fakta(_per_person(_sakit), N_("sakit menahun"), is_daftar=True),
    "suku": _Fakta(_per_person(_suku), N_("suku"), is_daftar=True),
    "akseptor": _Fakta(_per_person(_akseptor), N_("cara KB")),
    "bekerja": _Fakta(_per_person(_bekerja), N_("pekerjaan")),
    "sekolah": _Fakta(_per_person(_sekolah), N_("pendidikan yang ditempuh")),
    "kawin": _Fakta(_per_person(_kawin), N_("status kawin")),
    "status_rekam": _Fakta(_per_person(_rekam), N_("perekaman KTP")),
    "cacat": _Fakta(_per_person(lambda one, _umur: one.is_difabel), N_("disabilitas")),
    "asuransi": _Fakta(_per_person(_asuransi), N_("jaminan kesehatan")),
    "akta_lahir": _Fakta(_per_person(_akta), N_("nomor akta lahir")),
    "buta_aksara": _Fakta(_per_person(_buta_aksara), N_("huruf yang dapat dibaca")),
}
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Uji:
    """A test of one fact; `sama` is the entry it asks for, None where it compares."""

    fakta: str
    holds: Callable[[Nilai], bool]
    sama: int | str | None = None


def conditions_of(syarat: Iterable[Syarat]) -> list[Uji] | None:
    """(fact, what must hold of it) for each condition; None if one cannot be decided by itself.

    A bare list (`pekerjaan`) in a plain question is such a condition: only the row of a table says which.
    """
    found: list[Uji] = []
    for one in syarat:
        if one.kunci in ("semua", "jenis_kelamin") and not one.banding:
            continue
        if one.kunci in ("L", "P") and not one.banding:
            found.append(Uji("jk", partial(operator.eq, one.kunci)))
            continue
        test = _test(one)
        if test is None:
            return None
        found.append(test)
    return found


def _test(one: Syarat) -> Uji | None:
    fakta = _FAKTA.get(one.kunci)
    if fakta is None:
        return None
    if one.banding == "..":
        low, high = int(one.nilai[0]), int(one.nilai[1])
        between = Uji(one.kunci, lambda value: low <= value <= high)
        return between if fakta.is_daftar and not one.is_bukan else None
    if one.kunci == "asuransi" and (one.banding, one.nilai) == ("!=", ("1",)):
        return Uji(one.kunci, bool)
    if not one.banding:
        if fakta.is_daftar:
            return None
        wanted = not one.is_bukan
        return Uji(one.kunci, lambda value: bool(value) is wanted)
    if one.is_bukan or not fakta.is_daftar:
        return None
    compare = _COMPARE[one.banding]
    right: int | str
    if one.kunci == "suku":
        right = fold(one.nilai[0])
    elif one.nilai[0].isdecimal():
        right = int(one.nilai[0])
    else:
        return None
    return Uji(one.kunci, lambda value: compare(value, right), right if one.banding == "=" else None)


def lists_in(syarat: Iterable[Syarat]) -> list[str]:
    """The bare lists among the conditions: what the rows of a table stand for."""
    names = {"cacat": "cacat_prodeskel"}
    return [
        names.get(one.kunci, one.kunci)
        for one in syarat
        if not one.banding and (_FAKTA.get(one.kunci, _NO).is_daftar or one.kunci in names)
    ]


_NO = _Fakta(lambda _data: (), "")


@dataclass
class Pencacah:
    """Counts over one register of one day; what was measured once is kept."""

    data: Penghitung
    _measured: dict[str, Sequence[Nilai]] = field(default_factory=dict)
    _reach: dict[str, frozenset[Nilai]] = field(default_factory=dict)
    _grouped: dict[tuple[str, ...], Counter[tuple[Nilai, ...]]] = field(default_factory=dict)

    def _group(self, names: tuple[str, ...]) -> Counter[tuple[Nilai, ...]]:
        if names not in self._grouped:
            for name in names:
                if name not in self._measured:
                    self._measured[name] = _FAKTA[name].ukur(self.data)
            if names:
                self._grouped[names] = Counter(zip(*(self._measured[name] for name in names), strict=True))
            else:
                self._grouped[names] = Counter({(): len(self.data.warga)})
        return self._grouped[names]

    def can_tell(self, tests: Sequence[Uji]) -> bool:
        """Whether the register has a word for every entry that is asked for."""
        for one in tests:
            reach = _FAKTA[one.fakta].jangkau
            if one.sama is None or reach is None:
                continue
            if one.fakta not in self._reach:
                self._reach[one.fakta] = reach(self.data)
            if one.sama not in self._reach[one.fakta]:
                return False
        return True

    def penduduk(self, tests: Sequence[Uji]) -> Hasil:
        """How many residents pass every test, of those the question is about."""
        names = tuple(one.fakta for one in tests)
        subject = [not _FAKTA[name].is_dasar for name in names]
        has_subject = any(subject)
        count = whole = unknown = 0
        missing: dict[str, None] = {}
        for values, people in self._group(names).items():
            if LUAR in values:
                continue
            verdicts = [
                None if value is None else one.holds(value) for value, one in zip(values, tests, strict=True)
            ]
            outside = has_subject and any(
                verdict is False and not is_subject
                for verdict, is_subject in zip(verdicts, subject, strict=True)
            )
            if outside:
                continue
            whole += people
            if False in verdicts:
                continue
            if None in verdicts:
                unknown += people
                missing |= {
                    _FAKTA[name].nama: None
                    for name, verdict in zip(names, verdicts, strict=True)
                    if verdict is None
                }
            else:
                count += people
        return Hasil(count, whole, whole - unknown, _("penduduk"), tuple(_(one) for one in missing))

    def keluarga(self, kunci: str = "") -> Hasil | None:
        """Families with a living member: all, those of a head of one sex, with a number, of one old person.

        None for a word that is not known.
        """
        heads = self.data.kepala
        all_of_them = len(heads)
        if not kunci:
            return Hasil(all_of_them, all_of_them, all_of_them, _("KK"))
        if kunci in ("kepala L", "kepala P"):
            sexes = Counter(one.jk for one in heads.values())
            known = all_of_them - sexes[""]
            why = (_("jenis kelamin kepala keluarga"),) if known < all_of_them else ()
            return Hasil(sexes[kunci[-1]], all_of_them, known, _("KK"), why)
        if kunci == "no_kk sah":
            numbered = {one.id for one in self.data.keluarga if len(one.no_kk) == 16}
            count = sum(key in numbered for key in heads)
            return Hasil(count, all_of_them, all_of_them, _("KK"))
        return self._lonely() if kunci == "lansia sendiri" else None

    def _lonely(self) -> Hasil:
        sizes = Counter(one.keluarga_id for one in self.data.warga)
        count = unknown = 0
        for one, umur in zip(self.data.warga, self.data.umur, strict=True):
            if one.keluarga_id is not None and sizes[one.keluarga_id] == 1:
                count += umur is not None and umur >= 60
                unknown += umur is None
        whole = len(self.data.kepala)
        why = (_("tanggal lahir"),) if unknown else ()
        return Hasil(count, whole, whole - unknown, _("KK"), why)
