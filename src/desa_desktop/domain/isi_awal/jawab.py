"""What the program answers to a tag: a value with its origin and its coverage, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.isi_awal import tag
from desa_desktop.domain.isi_awal.tag import Sumber
from desa_desktop.domain.isi_awal.warga import Hasil, Pencacah, conditions_of
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.penduduk.kode import fold
from desa_desktop.domain.penduduk.mutasi import Peristiwa
from desa_desktop.domain.penduduk.orang import age_on
from desa_desktop.domain.statistik.warga import months_old
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.i18n import _

ADA_TERISI, ADA_AKTIF = "ada_terisi", "ada_aktif"
Isi = str | int


@dataclass(frozen=True, slots=True)
class Kejadian:
    """A birth or death that counts: the day, and when the person was born."""

    peristiwa: Peristiwa
    tanggal: date
    lahir: date | None


@dataclass(frozen=True, slots=True)
class Rapat:
    """A meeting that was held, with how many men and women came (`hadir` counts all)."""

    jenis: JenisMusyawarah
    tanggal: date
    l: int  # noqa: E741  the letter of the form
    p: int
    hadir: int


@dataclass(frozen=True, slots=True)
class IsiRegister:
    """How many rows a register has in this program, and the day something in it was last written."""

    jumlah: int
    terakhir: date | None


@dataclass(frozen=True, slots=True)
class JawabanLain:
    """An answer out of another form, with the form and period it stands in."""

    nilai: Isi
    judul: str


@dataclass(frozen=True)
class Bahan:
    """What proposals are made from on the day `pada`; parts that no tag of the form asks for stay empty.

    `registers` by their number (`B.1`), `program` the families by name of programme, `lain` answers of other
    forms by the source that asks for them.
    """

    pada: date
    pencacah: Pencacah | None = None
    desa: Desa | None = None
    kejadian: Sequence[Kejadian] = ()
    rapat: Sequence[Rapat] = ()
    registers: Mapping[str, IsiRegister] = field(default_factory=dict)
    program: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lain: Mapping[Sumber, JawabanLain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Jawab:
    """A value that may be proposed. `sumber` is its origin in words: `data penduduk`."""

    nilai: Isi
    sumber: str
    hasil: Hasil | None = None


def answer(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    """What is stored about it; None where nothing is, which is not zero."""
    make = _MAKERS.get(sumber.nama)
    return make(sumber, bahan) if make is not None else None


def _people(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    found = counted(sumber, bahan)
    if found is None:
        return None
    words = _("data keluarga") if sumber.nama == tag.KELUARGA else _("data penduduk")
    return Jawab(found.nilai, words, found)


def counted(sumber: Sumber, bahan: Bahan) -> Hasil | None:
    """The count of residents or families, None where it cannot be said what is to be counted.

    A register without people, or with the asked fact for nobody, knows nothing.
    """
    pencacah = bahan.pencacah
    if pencacah is None or not pencacah.data.warga:
        return None
    if sumber.kurang is not None:
        left = _count(pencacah, sumber, is_part=True)
        right = _count(pencacah, sumber.kurang, is_part=True)
        if left is None or right is None:
            return None
        return Hasil(left.nilai - right.nilai, left.dari, left.terjawab, left.satuan, left.sebab)
    found = _count(pencacah, sumber, is_part=False)
    return None if found is None or (found.dari and not found.terjawab) else found


def _count(pencacah: Pencacah, sumber: Sumber, *, is_part: bool) -> Hasil | None:
    if sumber.nama == tag.KELUARGA:
        words = [one.kunci for one in sumber.syarat]
        return pencacah.keluarga(words[0] if words else "") if len(words) < 2 else None
    if not sumber.syarat and not is_part:
        return None  # everybody must be said: the bare word stands in forms for "out of the residents"
    tests = conditions_of(sumber.syarat)
    return pencacah.penduduk(tests) if tests is not None and pencacah.can_tell(tests) else None


def _desa(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    if bahan.desa is None or sumber.medan not in ("kode", "nama", "kecamatan", "kabupaten", "provinsi"):
        return None
    value = str(getattr(bahan.desa, sumber.medan))
    if sumber.medan == "kode":
        value = show_kode(value)
    return Jawab(value, _("Data Desa")) if value else None


def _aparat(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    wanted = sumber.value("jabatan")
    found = [one for one in _active(bahan) if wanted and _holds(one, wanted)]
    if len(found) != 1:
        return None
    value = {"": ADA_AKTIF, "nama": found[0].nama, "nip": found[0].nip}.get(sumber.medan, "")
    return Jawab(value, _("Data Desa")) if value else None


_JABATAN: Mapping[str, tuple[str, ...]] = {
    "kades": ("kepaladesa", "kades", "pjkepaladesa", "pjkades", "penjabatkepaladesa"),
    "sekdes": ("sekretarisdesa", "sekdes", "carik"),
    "kasi pemerintahan": ("kepalaseksipemerintahan", "kasipemerintahan", "kasipem"),
    "kasi kesejahteraan": (
        *("kepalaseksikesejahteraan", "kasikesejahteraan", "kasikesra"),
        *("kepalaseksikesejahteraanrakyat", "kasikesejahteraanrakyat"),
    ),
    "kasi pelayanan": ("kepalaseksipelayanan", "kasipelayanan"),
    "kaur umum": (
        *("kepalaurusantatausahadanumum", "kaurtatausahadanumum", "kaurtudanumum", "kaurumum"),
        *("kepalaurusanumum", "kaurumumdantatausaha", "kaurtu"),
    ),
    "kaur keuangan": ("kepalaurusankeuangan", "kaurkeuangan"),
    "kaur perencanaan": ("kepalaurusanperencanaan", "kaurperencanaan"),
}
"""How villages write an office, folded."""


def _holds(one: Perangkat, wanted: str) -> bool:
    return fold(one.jabatan).replace("-", "") in _JABATAN.get(wanted, ())


def _active(bahan: Bahan) -> list[Perangkat]:
    people = bahan.desa.perangkat if bahan.desa is not None else ()
    return [
        one
        for one in people
        if one.nama
        and (one.mulai is None or one.mulai <= bahan.pada)
        and (one.selesai is None or one.selesai >= bahan.pada)
    ]


def _officers(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    people = _active(bahan)
    if not people:
        return None
    if sumber.has("perangkat"):
        people = [one for one in people if not _holds(one, "kades")]
    return Jawab(len(people), _("Data Desa"))


def _hamlets(_sumber: Sumber, bahan: Bahan) -> Jawab | None:
    count = sum(bool(one.nama) for one in bahan.desa.dusun) if bahan.desa is not None else 0
    return Jawab(count, _("Data Desa")) if count else None


def _events(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    """Events of the year up to the day; a village that records none knows nothing of them."""
    if not bahan.kejadian:
        return None
    wanted = Peristiwa.LAHIR if sumber.has("lahir") else Peristiwa.MATI
    first = date(bahan.pada.year, 1, 1)
    rows = [one for one in bahan.kejadian if one.peristiwa is wanted and first <= one.tanggal <= bahan.pada]
    count, unknown = 0, 0
    for one in rows:
        verdict = _of_age(sumber, one)
        count, unknown = count + (verdict is True), unknown + (verdict is None)
    why = (_("tanggal lahir"),) if unknown else ()
    hasil = Hasil(count, len(rows), len(rows) - unknown, _("peristiwa"), why)
    words = _("peristiwa penduduk {tahun}").format(tahun=bahan.pada.year)
    return Jawab(count, words, hasil)


def _of_age(sumber: Sumber, one: Kejadian) -> bool | None:
    for syarat in sumber.syarat:
        if syarat.kunci not in ("umur", "umur_bulan"):
            continue
        if one.lahir is None or one.lahir > one.tanggal:
            return None
        is_years = syarat.kunci == "umur"
        age = age_on(one.lahir, one.tanggal) if is_years else months_old(one.lahir, one.tanggal)
        numbers = [int(value) for value in syarat.nilai]
        if syarat.banding == "..":
            holds = numbers[0] <= age <= numbers[1]
        elif syarat.banding in ("<", "<="):
            holds = age < numbers[0] or (syarat.banding == "<=" and age == numbers[0])
        else:
            return None
        if not holds:
            return False
    return True


def _register(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    found = bahan.registers.get(sumber.value("buku"))
    if found is None or not found.jumlah:
        return None
    words = _("buku {kode} di program, {n} baris").format(kode=sumber.value("buku"), n=found.jumlah)
    return Jawab(ADA_TERISI, words)


def _freshness(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    """Points by age of the last entry: 2 up to a month, 1 up to three months, else 0."""
    found = bahan.registers.get(sumber.value("buku"))
    if found is None or not found.jumlah or found.terakhir is None:
        return None
    months = max(0, months_old(found.terakhir, bahan.pada))
    words = _("buku {kode} di program").format(kode=sumber.value("buku"))
    return Jawab("2" if months < 1 else "1" if months < 3 else "0", words)


def _meetings(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    held = [
        one
        for one in bahan.rapat
        if one.tanggal.year == bahan.pada.year
        and one.tanggal <= bahan.pada
        and one.jenis is JenisMusyawarah.MUSRENBANGDES
    ]
    if not held:
        return None
    words = _("Musrenbang Desa {tahun}").format(tahun=bahan.pada.year)
    if sumber.medan == "jumlah":
        return Jawab(len(held), words)
    if sumber.medan == "waktu":
        return Jawab("2" if max(one.tanggal for one in held).month <= 6 else "0", words)
    if sumber.medan in ("l", "p"):
        count = sum(getattr(one, sumber.medan) for one in held)
        whole = sum(one.hadir for one in held)
        known = sum(one.l + one.p for one in held)
        why = (_("jenis kelamin"),) if known < whole else ()
        return Jawab(count, words, Hasil(count, whole, known, _("peserta"), why)) if known else None
    return None


def _assistance(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    """Families in every programme whose name holds one of the words; none without such a programme."""
    words = [fold(one) for one in sumber.value("program").split("/") if one.strip()]
    matching = [name for name in bahan.program if any(word in fold(name) for word in words)]
    if not matching:
        return None
    families: frozenset[str] = frozenset().union(*(bahan.program[name] for name in matching))
    return Jawab(len(families), _("program bantuan: {nama}").format(nama=", ".join(sorted(matching))))


def _other_form(sumber: Sumber, bahan: Bahan) -> Jawab | None:
    found = bahan.lain.get(sumber)
    return Jawab(found.nilai, found.judul) if found is not None else None


_MAKERS: Mapping[str, Callable[[Sumber, Bahan], Jawab | None]] = {
    tag.PENDUDUK: _people,
    tag.KELUARGA: _people,
    tag.MUTASI: _events,
    tag.BANTUAN: _assistance,
    tag.DESA: _desa,
    tag.APARAT: _aparat,
    tag.APARAT_HITUNG: _officers,
    tag.DUSUN_HITUNG: _hamlets,
    tag.REGISTER: _register,
    tag.REGISTER_MUTAKHIR: _freshness,
    tag.MUSYAWARAH: _meetings,
    tag.ISIAN: _other_form,
}
SUMBER = frozenset(_MAKERS)
"""The sources that this program has."""
