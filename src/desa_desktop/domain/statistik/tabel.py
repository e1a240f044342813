"""Tables of residents and families by every code list, age, place (kependudukan.md 8, prodeskel.md 8).

Every table says how many are not filled in as a row of its own, so that it adds up to the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.penduduk.orang import KAWIN
from desa_desktop.domain.statistik.warga import HAMIL, KeluargaRow, Warga, ages, heads_of, months_old
from desa_desktop.i18n import N_, _

EXTRA = "belum_terisi"
PENUH = Decimal(100)


@dataclass(frozen=True, slots=True)
class Baris:
    """One line: men, women, and those whose sex is not filled in."""

    kunci: str
    nama: str
    l: int = 0  # noqa: E741  the letter the form prints above the column
    p: int = 0
    tanpa_jk: int = 0

    @property
    def jumlah(self) -> int:
        """All together."""
        return self.l + self.p + self.tanpa_jk


@dataclass(frozen=True)
class Tabel:
    """One table. `satuan` is jiwa or KK; of families L and P are the sex of the head.

    `is_berimpit`: a person may stand in several lines (lansia and productive), so the lines do not add
    up; `total` is then the number of all people counted.
    """

    kunci: str
    judul: str
    kepala: str
    baris: tuple[Baris, ...]
    total: Baris
    satuan: str = "jiwa"
    is_berimpit: bool = False
    is_terurut: bool = False

    def persen(self, baris: Baris) -> Decimal | None:
        """Share of the total in percent with one decimal; None when nobody was counted."""
        if not self.total.jumlah:
            return None
        return round(PENUH * baris.jumlah / self.total.jumlah, 1)

    @cached_property
    def belum_terisi(self) -> Baris | None:
        """The line of those about whom nothing is known."""
        return next((one for one in self.baris if one.kunci == EXTRA), None)

    @property
    def has_tanpa_jk(self) -> bool:
        """Whether a column for an unknown sex is needed."""
        return self.total.tanpa_jk > 0


@dataclass(frozen=True)
class Penghitung:
    """What tables are counted from on `pada`: living residents, families, names of lists and dusun.

    `dusun` are (id, name) in their order.
    """

    warga: Sequence[Warga]
    keluarga: Sequence[KeluargaRow]
    kode: KodePenduduk
    dusun: Sequence[tuple[str, str]]
    pada: date
    _umur: list[int | None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_umur", ages(self.warga, self.pada))

    @property
    def umur(self) -> Sequence[int | None]:
        """Completed years of each of `warga`."""
        return self._umur

    @cached_property
    def kepala(self) -> Mapping[str, Warga]:
        """The living head (or eldest) of each family that has a living member."""
        return heads_of(self.warga)


Menghitung = Callable[[Penghitung], Tabel]


def _tally(pairs: Iterable[tuple[Hashable, str]]) -> dict[Hashable, list[int]]:
    """[men, women, unknown] by key."""
    found: dict[Hashable, list[int]] = {}
    for (key, jk), count in Counter(pairs).items():
        found.setdefault(key, [0, 0, 0])["LP".find(jk) if jk else 2] += count
    return found


def _rows(counted: Mapping[Hashable, list[int]], names: Iterable[tuple[Hashable, str, str]]) -> list[Baris]:
    """One line for each (key, kunci, name), zeros where nobody is counted."""
    return [Baris(kunci, nama, *counted.get(key, (0, 0, 0))) for key, kunci, nama in names]


def _sum(counted: Mapping[Hashable, list[int]]) -> Baris:
    parts = [sum(one[place] for one in counted.values()) for place in range(3)]
    return Baris("jumlah", _("Jumlah"), *parts)


def _table(
    kunci: str,
    judul: str,
    kepala: str,
    counted: Mapping[Hashable, list[int]],
    names: Sequence[tuple[Hashable, str, str]],
    *,
    satuan: str = "jiwa",
    is_terurut: bool = False,
) -> Tabel:
    """A table whose lines add up: what no line names is a line of its own."""
    rows = _rows(counted, names)
    known = {key for key, _kunci, _nama in names}
    strange = sorted((key for key in counted if key not in known and key is not None), key=str)
    rows += _rows(counted, [(key, str(key), _("Kode {kode}").format(kode=key)) for key in strange])
    if None in counted and None not in known:
        rows.append(Baris(EXTRA, _("Belum terisi"), *counted[None]))
    return Tabel(kunci, judul, kepala, tuple(rows), _sum(counted), satuan, is_terurut=is_terurut)


def table_of_desa(counted: Mapping[str, list[int]], names: Sequence[tuple[str, str]]) -> Tabel:
    """Residents of several villages: [men, women, unknown] by a village's key, (key, name) in their order.

    For a kecamatan; a village whose register is not here stands there with nobody.
    """
    lines = [(key, key, nama) for key, nama in names]
    keyed: dict[Hashable, list[int]] = dict(counted.items())
    return _table("desa", _("Penduduk menurut desa"), _("Desa"), keyed, lines, is_terurut=True)


# ------------------------------------------------------------------ by code list


@dataclass(frozen=True, slots=True)
class _Daftar:
    """A table by the code in a field. `berlaku` names those it is about, None for everybody."""

    field: str
    judul: str
    kepala: str
    berlaku: Callable[[Warga, int | None], bool] | None = None
    is_terurut: bool = False


def is_wajib_ktp(one: Warga, umur: int | None) -> bool:
    """Seventeen or older, or (once) married (UU 24/2013 article 63)."""
    return (umur is not None and umur >= 17) or (one.status_kawin is not None and one.status_kawin >= KAWIN)


def _is_woman(one: Warga, _umur: int | None) -> bool:
    return one.jk == "P"


_DAFTAR: Mapping[str, _Daftar] = {
    "agama": _Daftar("agama", N_("Penduduk menurut agama"), N_("Agama")),
    "pendidikan": _Daftar(
        "pendidikan_kk",
        N_("Penduduk menurut pendidikan dalam KK"),
        N_("Pendidikan dalam KK"),
        is_terurut=True,
    ),
    "pendidikan-ditempuh": _Daftar(
        "pendidikan_sedang",
        N_("Penduduk menurut pendidikan yang sedang ditempuh"),
        N_("Pendidikan sedang ditempuh"),
        is_terurut=True,
    ),
    "pekerjaan": _Daftar("pekerjaan", N_("Penduduk menurut pekerjaan"), N_("Pekerjaan")),
    "kawin": _Daftar("status_kawin", N_("Penduduk menurut status perkawinan"), N_("Status perkawinan")),
    "shdk": _Daftar("shdk", N_("Penduduk menurut hubungan dalam keluarga"), N_("Hubungan dalam keluarga")),
    "golongan-darah": _Daftar("golongan_darah", N_("Penduduk menurut golongan darah"), N_("Golongan darah")),
    "warganegara": _Daftar("warganegara", N_("Penduduk menurut kewarganegaraan"), N_("Kewarganegaraan")),
    "membaca": _Daftar("dapat_membaca", N_("Penduduk menurut huruf yang dapat dibaca"), N_("Dapat membaca")),
    "rekam-ktp": _Daftar(
        "status_rekam_ktp",
        N_("Penduduk wajib KTP menurut status perekaman"),
        N_("Status perekaman"),
        is_wajib_ktp,
    ),
    "ktp": _Daftar(
        "ktp_el", N_("Penduduk wajib KTP menurut kepemilikan KTP-el"), N_("Kepemilikan"), is_wajib_ktp
    ),
    "disabilitas": _Daftar("cacat", N_("Penduduk menurut disabilitas"), N_("Disabilitas")),
    "ragam-disabilitas": _Daftar(
        "disabilitas_ragam",
        N_("Penyandang disabilitas menurut ragam"),
        N_("Ragam disabilitas"),
        lambda one, _umur: bool(one.is_difabel),
    ),
    "sakit": _Daftar("sakit_menahun", N_("Penduduk menurut sakit menahun"), N_("Sakit menahun")),
    "kb": _Daftar("cara_kb", N_("Penduduk menurut cara KB"), N_("Cara KB")),
    "hamil": _Daftar("hamil", N_("Perempuan menurut kehamilan"), N_("Kehamilan"), _is_woman),
    "asuransi": _Daftar("asuransi", N_("Penduduk menurut asuransi kesehatan"), N_("Asuransi kesehatan")),
    "status": _Daftar("status_penduduk", N_("Penduduk menurut status tinggal"), N_("Status tinggal")),
}


def _by_list(kunci: str) -> Menghitung:
    how = _DAFTAR[kunci]

    def count(data: Penghitung) -> Tabel:
        place = Warga._fields.index(how.field)
        people: Iterable[Warga] = data.warga
        if how.berlaku is not None:
            holds = how.berlaku
            people = (one for one, umur in zip(data.warga, data.umur, strict=True) if holds(one, umur))
        counted = _tally((one[place], one.jk) for one in people)
        lines = data.kode.of_field(how.field)
        names = [(one.kode, str(one.kode), one.nama) for one in lines.isi] if lines is not None else []
        return _table(kunci, _(how.judul), _(how.kepala), counted, names, is_terurut=how.is_terurut)

    return count


# ------------------------------------------------------------------ sex, place, age


def _by_sex(data: Penghitung) -> Tabel:
    counted = _tally((one.jk or None, one.jk) for one in data.warga)
    names = [("L", "L", _("Laki-laki")), ("P", "P", _("Perempuan"))]
    return _table("jk", _("Penduduk menurut jenis kelamin"), _("Jenis kelamin"), counted, names)


def _by_dusun(data: Penghitung) -> Tabel:
    known = {key for key, _nama in data.dusun}
    counted = _tally((one.dusun_id if one.dusun_id in known else None, one.jk) for one in data.warga)
    names = [(key, key, nama) for key, nama in data.dusun]
    return _table("dusun", _("Penduduk menurut dusun"), _("Dusun"), counted, names)


def _by_place(kunci: str) -> Menghitung:
    is_rt = kunci == "rt"

    def count(data: Penghitung) -> Tabel:
        order = {key: (place, nama) for place, (key, nama) in enumerate(data.dusun)}
        unknown = (len(order), _("Tanpa dusun"))

        def place_of(one: Warga) -> tuple[int, str, str] | None:
            rt = one.rt if is_rt else ""
            if not (rt or (one.rw and not is_rt)):
                return None
            return (order.get(one.dusun_id or "", unknown)[0], one.rw, rt)

        counted = _tally((place_of(one), one.jk) for one in data.warga)
        by_place = dict([*order.values(), unknown])
        places = sorted(one for one in counted if isinstance(one, tuple))
        names: list[tuple[Hashable, str, str]] = [
            (key, "/".join(map(str, key)), _name_of_place(by_place[key[0]], key[1], key[2])) for key in places
        ]
        judul = _("Penduduk menurut RT") if is_rt else _("Penduduk menurut RW")
        return _table(kunci, judul, _("RT") if is_rt else _("RW"), counted, names)

    return count


def _name_of_place(dusun: str, rw: str, rt: str) -> str:
    parts = [dusun, f"RW {rw}" if rw else "", f"RT {rt}" if rt else ""]
    return ", ".join(part for part in parts if part)


def five_years(umur: int | None) -> int | None:
    """The five-year group an age lies in, 0 for 0-4 up to 15 for 75 and more; None without an age."""
    return None if umur is None else min(umur // 5, 15)


def name_of_five_years(group: int) -> str:
    """`0–4`, `75+`."""
    return "75+" if group >= 15 else f"{group * 5}–{group * 5 + 4}"


def _by_five_years(data: Penghitung) -> Tabel:
    counted = _tally((five_years(umur), one.jk) for one, umur in zip(data.warga, data.umur, strict=True))
    names = [
        (group, str(group), _("{umur} tahun").format(umur=name_of_five_years(group))) for group in range(16)
    ]
    return _table(
        "umur", _("Penduduk menurut kelompok umur"), _("Kelompok umur"), counted, names, is_terurut=True
    )


_PLANNING = (  # kunci, name, first and last completed month: every month of life lies in exactly one
    ("baduta", N_("0–23 bulan (baduta)"), 0, 23),
    ("balita", N_("24–59 bulan"), 24, 59),
    ("5_6", N_("5–6 tahun (prasekolah)"), 60, 83),
    ("7_12", N_("7–12 tahun (SD)"), 84, 155),
    ("13_15", N_("13–15 tahun (SMP)"), 156, 191),
    ("16_18", N_("16–18 tahun (SMA)"), 192, 227),
    ("19_59", N_("19–59 tahun"), 228, 719),
    ("lansia", N_("60 tahun ke atas (lansia)"), 720, 9_999),
)


def _by_planning(data: Penghitung) -> Tabel:
    def group(one: Warga) -> str | None:
        if one.lahir is None or one.lahir > data.pada:
            return None
        months = months_old(one.lahir, data.pada)
        return next(kunci for kunci, _nama, first, last in _PLANNING if first <= months <= last)

    counted = _tally((group(one), one.jk) for one in data.warga)
    names = [(kunci, kunci, _(nama)) for kunci, nama, _first, _last in _PLANNING]
    return _table(
        "usia-perencanaan",
        _("Penduduk menurut usia perencanaan"),
        _("Usia"),
        counted,
        names,
        is_terurut=True,
    )


def _targets() -> tuple[tuple[str, str, Callable[[Warga, int], bool]], ...]:
    """Groups of planning that overlap: who is 62 is productive, lansia and has a KTP."""
    return (
        ("balita", _("Balita (0–59 bulan)"), lambda _one, umur: umur < 5),
        ("sekolah", _("Usia sekolah 7–18 tahun"), lambda _one, umur: 7 <= umur <= 18),
        ("produktif", _("Usia produktif 15–64 tahun"), lambda _one, umur: 15 <= umur <= 64),
        ("kerja_prodeskel", _("Angkatan kerja Prodeskel 18–56 tahun"), lambda _one, umur: 18 <= umur <= 56),
        ("tua", _("Usia 65 tahun ke atas"), lambda _one, umur: umur >= 65),
        ("lansia", _("Lansia 60 tahun ke atas"), lambda _one, umur: umur >= 60),
        ("wus", _("Perempuan usia subur 15–49 tahun"), lambda one, umur: one.jk == "P" and 15 <= umur <= 49),
        ("ktp", _("Wajib KTP (17 tahun ke atas atau sudah kawin)"), is_wajib_ktp),
    )


def _by_targets(data: Penghitung) -> Tabel:
    rows = []
    for kunci, nama, holds in _targets():
        counted = _tally(
            (kunci, one.jk)
            for one, umur in zip(data.warga, data.umur, strict=True)
            if umur is not None and holds(one, umur)
        )
        rows += _rows(counted, [(kunci, kunci, nama)])
    counted = _tally((umur is None, one.jk) for one, umur in zip(data.warga, data.umur, strict=True))
    if True in counted:
        rows.append(Baris(EXTRA, _("Tanggal lahir belum terisi"), *counted[True]))
    return Tabel(
        "sasaran",
        _("Kelompok sasaran (satu orang bisa masuk beberapa kelompok)"),
        _("Kelompok"),
        tuple(rows),
        _sum(counted),
        is_berimpit=True,
    )


# ------------------------------------------------------------------ families


def _families_by_size(data: Penghitung) -> Tabel:
    sizes = Counter(one.keluarga_id for one in data.warga if one.keluarga_id is not None)
    counted = _tally((min(size, 8), data.kepala[key].jk) for key, size in sizes.items())
    names: list[tuple[Hashable, str, str]] = [
        (size, str(size), _("{n} orang").format(n=size) if size < 8 else _("8 orang atau lebih"))
        for size in range(1, 9)
    ]
    judul = _("Keluarga menurut jumlah anggota")
    return _table("kk-anggota", judul, _("Anggota"), counted, names, satuan="KK", is_terurut=True)


def _families_by_head(data: Penghitung) -> Tabel:
    counted = _tally((one.jk or None, one.jk) for one in data.kepala.values())
    names = [("L", "L", _("Laki-laki")), ("P", "P", _("Perempuan"))]
    judul = _("Keluarga menurut jenis kelamin kepala keluarga")
    return _table("kk-kepala", judul, _("Kepala keluarga"), counted, names, satuan="KK")


def _families_by_dusun(data: Penghitung) -> Tabel:
    known = {key for key, _nama in data.dusun}
    counted = _tally(
        (one.dusun_id if one.dusun_id in known else None, one.jk) for one in data.kepala.values()
    )
    names = [(key, key, nama) for key, nama in data.dusun]
    return _table("kk-dusun", _("Keluarga menurut dusun"), _("Dusun"), counted, names, satuan="KK")


def _families_by_class(data: Penghitung) -> Tabel:
    classes = {one.id: one.kelas_sosial for one in data.keluarga}
    counted = _tally((classes.get(key), head.jk) for key, head in data.kepala.items())
    names = [(one.kode, str(one.kode), one.nama) for one in data.kode["kelas_sosial"].isi]
    judul = _("Keluarga menurut kelas sosial")
    return _table("kk-sosial", judul, _("Kelas sosial"), counted, names, satuan="KK", is_terurut=True)


TABEL: Mapping[str, Menghitung] = {
    "jk": _by_sex,
    "umur": _by_five_years,
    "usia-perencanaan": _by_planning,
    "sasaran": _by_targets,
    "dusun": _by_dusun,
    "rw": _by_place("rw"),
    "rt": _by_place("rt"),
    **{kunci: _by_list(kunci) for kunci in _DAFTAR},
    "kk-anggota": _families_by_size,
    "kk-kepala": _families_by_head,
    "kk-dusun": _families_by_dusun,
    "kk-sosial": _families_by_class,
}
"""Every table by the word of `statistik --menurut`, in the order of the screen."""


def is_hamil(one: Warga) -> bool:
    """Whether the register says she is pregnant."""
    return one.hamil == HAMIL
