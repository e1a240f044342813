"""Musyawarah: who came, what was discussed, how it was valued, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NewType
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.penilaian import DESA, KECAMATAN, SkemaNilai, find_skema, rank_dukungan
from desa_desktop.domain.usulan import (
    Nilai,
    PeringkatUsulan,
    StatusUsulan,
    Usulan,
    mean_nilai,
    rank_usulan,
)
from desa_desktop.domain.wording import show_percent
from desa_desktop.i18n import _

MusyawarahId = NewType("MusyawarahId", UUID)


class JenisMusyawarah(Enum):
    """The kinds of meetings; the stored words are those of cli.md."""

    MUSDUS = "musdus"
    KELOMPOK = "kelompok"
    MUSDES = "musdes"
    REMBUK_STUNTING = "rembuk_stunting"
    MUSRENBANGDES = "musrenbangdes"
    MUSRENBANGDES_RPJM = "musrenbangdes_rpjm"
    MUSDES_PENGESAHAN = "musdes_pengesahan"
    MUSRENBANGDES_KHUSUS = "musrenbangdes_khusus"
    MUSRENBANG_KECAMATAN = "musrenbang_kecamatan"


WAKIL_SEMUA_UNSUR = frozenset(
    {
        JenisMusyawarah.MUSDES,
        JenisMusyawarah.MUSDES_PENGESAHAN,
        JenisMusyawarah.MUSRENBANGDES,
        JenisMusyawarah.MUSRENBANGDES_RPJM,
        JenisMusyawarah.MUSRENBANGDES_KHUSUS,
    }
)
"""Meetings of the whole village, in which every unsur masyarakat takes part. To a musdus come the people of
the hamlet, to a group's meeting its members (perencanaan.md 5.1, 5.2; V-41)."""


_RPJM = "rpjm"


def is_rapat_rpjm(jenis: JenisMusyawarah, nama: str) -> bool:
    """Whether a meeting is about the RPJM Desa: its Musrenbangdes, or a special one whose name says so.

    Both plans are changed in a Musrenbangdes Khusus (perencanaan.md 4.4); its name says which of them.
    """
    if jenis is JenisMusyawarah.MUSRENBANGDES_KHUSUS:
        return _RPJM in nama.casefold()
    return jenis is JenisMusyawarah.MUSRENBANGDES_RPJM


class CaraNilai(Enum):
    """How the proposals of a meeting are valued (ux.md 5.4): one agreed value, several scorers, hands."""

    BERSAMA = "bersama"
    PENILAI = "penilai"
    DUKUNGAN = "dukungan"


@dataclass(eq=False, kw_only=True)
class Agenda:
    """One item of the agenda and the minutes planned for it."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    uraian: str = ""
    menit: int | None = None


@dataclass(eq=False, kw_only=True)
class Peserta:
    """Someone invited or present; `unsur` is a key of the rules' list, `dusun` also serves as address."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    nama: str = ""
    jk: str = ""
    unsur: str = ""
    dusun: str = ""
    lembaga: str = ""
    kelompok_rentan: tuple[str, ...] = ()
    is_hadir: bool = False
    is_tamu: bool = False
    hadir_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class Bahasan:
    """One proposal in this meeting: the values given to it (criterion -> 1..5) and what was decided.

    `nilai_penilai` maps the id of each Penilai to that person's values; `dukungan_l`, `dukungan_p` are hands.
    """

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    usulan_id: UUID | None = None
    urut: int = 0
    nilai: Mapping[str, int] = field(default_factory=dict)
    nilai_penilai: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    dukungan_l: int | None = None
    dukungan_p: int | None = None
    putusan: StatusUsulan = StatusUsulan.DIUSULKAN
    alasan: str = ""


@dataclass(eq=False, kw_only=True)
class Penilai:
    """One of several people who value the proposals each on their own."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    nama: str = ""
    unsur: str = ""


@dataclass(eq=False, kw_only=True)
class Keputusan:
    """A decision that is not about one proposal, as a sentence."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    uraian: str = ""


@dataclass(eq=False, kw_only=True)
class Catatan:
    """A note taken while people speak: who of which unsur said what, and what was answered."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    pukul: time | None = None
    pembicara: str = ""
    unsur: str = ""
    isi: str = ""
    tanggapan: str = ""
    agenda_id: UUID | None = None


@dataclass(eq=False, kw_only=True)
class Penandatangan:
    """Who signs the berita acara."""

    id: UUID = field(default_factory=new_id)
    musyawarah_id: UUID | None = None
    urut: int = 0
    nama: str = ""
    jabatan: str = ""
    jk: str = ""


@dataclass(eq=False, kw_only=True)
class Musyawarah:
    """One meeting with all that happened in it.

    `hitung_cepat` maps `unsur:L` or `unsur:P` to people counted without names (ux.md 5.4), and
    `alasan_hitung` says why they stay without. `surat` holds the facts of the invitation (`nomor`, `tanggal`,
    `sifat`, `lampiran`, `hal`, `kepada`, `tembusan`). `ditunda_pada` is when it was put off for lack of a
    quorum, `rapat_sebelum_id` the meeting that this one repeats. `skema_nilai` names the criteria of the
    rules, `foto` the SHA-256 of a picture of the signed page.
    """

    id: MusyawarahId = field(default_factory=lambda: MusyawarahId(new_id()))
    desa_id: DesaId
    jenis: JenisMusyawarah = JenisMusyawarah.MUSRENBANGDES
    tahun: int
    nama: str = ""
    tanggal: date | None = None
    mulai: time | None = None
    selesai: time | None = None
    tempat: str = ""
    pimpinan: str = ""
    pimpinan_dari: str = ""
    notulis: str = ""
    notulis_dari: str = ""
    narasumber: str = ""
    jumlah_undangan: int | None = None
    cara_putusan: str = "mufakat"
    unsur_tidak_ada: tuple[str, ...] = ()
    hitung_cepat: Mapping[str, int] = field(default_factory=dict)
    alasan_hitung: str = ""
    cara_nilai: CaraNilai = CaraNilai.BERSAMA
    skema_nilai: str = ""
    is_penilaian_dikunci: bool = False
    nomor_ba: str = ""
    surat: Mapping[str, str] = field(default_factory=dict)
    dibuka_pada: datetime | None = None
    ditunda_pada: datetime | None = None
    rapat_sebelum_id: UUID | None = None
    foto: str = ""
    status: StatusDokumen = StatusDokumen.KONSEP
    revisi: int = 0
    alasan: str = ""
    agenda: list[Agenda] = field(default_factory=list)
    peserta: list[Peserta] = field(default_factory=list)
    bahasan: list[Bahasan] = field(default_factory=list)
    penilai: list[Penilai] = field(default_factory=list)
    keputusan: list[Keputusan] = field(default_factory=list)
    catatan: list[Catatan] = field(default_factory=list)
    penandatangan: list[Penandatangan] = field(default_factory=list)
    versi: int = 1
    diubah_pada: datetime | None = None


def rapat_khusus(musyawarah: Iterable[Musyawarah], *, rpjm: bool) -> list[Musyawarah]:
    """The ratified special meetings for a change of the RPJM Desa, or those for a change of the RKP Desa."""
    return [
        one
        for one in musyawarah
        if one.jenis is JenisMusyawarah.MUSRENBANGDES_KHUSUS
        and one.status is StatusDokumen.DISAHKAN
        and is_rapat_rpjm(one.jenis, one.nama) is rpjm
    ]


@dataclass(frozen=True, slots=True)
class HadirUnsur:
    """How many of one group are here; `is_tidak_ada`: it does not live in this village.

    `is_diminta`: the kind of meeting asks for this group of society; a hamlet's meeting asks for none.
    """

    kunci: str
    nama: str
    is_masyarakat: bool
    is_pokok: bool
    l: int  # noqa: E741  the letter the form prints above the column
    p: int
    jumlah: int
    is_tidak_ada: bool
    is_diminta: bool

    @property
    def is_kosong(self) -> bool:
        """True if nobody speaks for this group although this meeting asks for it (`belum ada`)."""
        return self.is_diminta and self.jumlah == 0 and not self.is_tidak_ada


@dataclass(frozen=True, slots=True)
class Kehadiran:
    """Who is here: `hadir` counts names and people of the quick count, `tanpa_nama` only the latter.

    `persen_p` is the share of women among those whose sex is known, one decimal; None if nobody is.
    """

    hadir: int
    l: int  # noqa: E741
    p: int
    persen_p: Decimal | None
    tanpa_nama: int
    unsur: tuple[HadirUnsur, ...]
    rentan: Mapping[str, int]

    @property
    def bernama(self) -> int:
        """People whose names are written down."""
        return self.hadir - self.tanpa_nama

    @property
    def unsur_kosong(self) -> tuple[str, ...]:
        """Keys of the ten groups of perencanaan.md 5.3 that nobody speaks for; () where none is asked."""
        return tuple(satu.kunci for satu in self.unsur if satu.is_pokok and satu.is_kosong)

    @property
    def teks(self) -> str:
        """`Hadir 24 · L 15 · P 9 (37,5%)`, as it stands above the list and on the wall."""
        share = f" ({show_percent(self.persen_p)})" if self.persen_p is not None else ""
        return _("Hadir {n} · L {l} · P {p}").format(n=self.hadir, l=self.l, p=self.p) + share


@dataclass(frozen=True, slots=True)
class KeadaanKuorum:
    """How many must be here (`perlu`) of those invited, and whether they are."""

    undangan: int
    perlu: int
    hadir: int
    is_tercapai: bool


def read_hitung_cepat(hitung: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """The quick count `unsur:L` -> people as (unsur, sex) -> people; empty and negative counts left out."""
    counted: dict[tuple[str, str], int] = {}
    for key, people in hitung.items():
        unsur, _colon, jk = key.partition(":")
        if people > 0:
            counted[unsur, jk] = counted.get((unsur, jk), 0) + people
    return counted


def take_from_hitung(hitung: Mapping[str, int], unsur: str, jk: str) -> dict[str, int]:
    """The quick count after one of the people counted was written down by name.

    Unchanged if nobody of this group and sex was counted: then the name is one person more.
    """
    key = f"{unsur}:{jk}"
    left = dict(hitung)
    if left.get(key, 0) > 0:
        left[key] -= 1
        if left[key] == 0:
            del left[key]
    return left


def kehadiran(musyawarah: Musyawarah, aturan: Aturan) -> Kehadiran:
    """Count who is here: names ticked as present, and the quick count of people without a name yet."""
    here = [satu for satu in musyawarah.peserta if satu.is_hadir]
    counted = read_hitung_cepat(musyawarah.hitung_cepat)
    by_group: dict[tuple[str, str], int] = dict(counted)
    for satu in here:
        by_group[satu.unsur, satu.jk] = by_group.get((satu.unsur, satu.jk), 0) + 1
    men = sum(people for (_unsur, jk), people in by_group.items() if jk == "L")
    women = sum(people for (_unsur, jk), people in by_group.items() if jk == "P")
    rentan = {
        satu.kunci: sum(1 for orang in here if satu.kunci in orang.kelompok_rentan)
        for satu in aturan.kelompok_rentan
    }
    return Kehadiran(
        hadir=sum(by_group.values()),
        l=men,
        p=women,
        persen_p=_share(women, men + women),
        tanpa_nama=sum(counted.values()),
        unsur=_hadir_unsur(by_group, musyawarah, aturan),
        rentan=rentan,
    )


def _share(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _hadir_unsur(
    by_group: Mapping[tuple[str, str], int], musyawarah: Musyawarah, aturan: Aturan
) -> tuple[HadirUnsur, ...]:
    """One row per group of the rules, and one per group the rules do not know, so that nobody is lost."""
    known = {satu.kunci: satu for satu in aturan.unsur}
    strange = sorted({unsur for unsur, _jk in by_group} - set(known))
    asks_all = musyawarah.jenis in WAKIL_SEMUA_UNSUR
    rows = []
    for kunci in (*known, *strange):
        satu = known.get(kunci)
        people = [(jk, number) for (unsur, jk), number in by_group.items() if unsur == kunci]
        rows.append(
            HadirUnsur(
                kunci,
                satu.nama if satu else (kunci or _("Unsur belum diisi")),
                satu.is_masyarakat if satu else False,
                asks_all and satu is not None and satu.is_pokok,
                sum(number for jk, number in people if jk == "L"),
                sum(number for jk, number in people if jk == "P"),
                sum(number for _jk, number in people),
                kunci in musyawarah.unsur_tidak_ada,
                asks_all and satu is not None and satu.is_masyarakat and kunci != "lain",
            )
        )
    return tuple(rows)


def kuorum(musyawarah: Musyawarah, aturan: Aturan) -> KeadaanKuorum | None:
    """Whether enough of the invited came (perencanaan.md 5.3); None if nobody was invited by list or number.

    Guests who were not invited count neither as invited nor towards the quorum.
    """
    listed = [satu for satu in musyawarah.peserta if not satu.is_tamu]
    invited = musyawarah.jumlah_undangan if musyawarah.jumlah_undangan is not None else len(listed)
    if invited <= 0:
        return None
    rule = aturan.kuorum
    needed = -(-invited * rule.pembilang // rule.penyebut)
    counted = sum(read_hitung_cepat(musyawarah.hitung_cepat).values())
    here = sum(1 for satu in listed if satu.is_hadir) + counted
    return KeadaanKuorum(invited, needed, here, here >= needed)


def skema_musyawarah(musyawarah: Musyawarah, aturan: Aturan) -> SkemaNilai:
    """The criteria this meeting values by: those it chose, else the usual ones of its kind."""
    usual = KECAMATAN if musyawarah.jenis is JenisMusyawarah.MUSRENBANG_KECAMATAN else DESA
    return find_skema(aturan, musyawarah.skema_nilai or usual)


def nilai_berlaku(bahasan: Bahasan, musyawarah: Musyawarah) -> Mapping[str, Nilai]:
    """The values that count: the agreed ones, or the mean of all scorers where each has given one."""
    if musyawarah.cara_nilai is CaraNilai.PENILAI:
        return mean_nilai([bahasan.nilai_penilai.get(str(one.id), {}) for one in musyawarah.penilai])
    return bahasan.nilai


def is_mulai_dinilai(bahasan: Bahasan, musyawarah: Musyawarah) -> bool:
    """Whether anybody has valued this proposal in the way the meeting chose."""
    if musyawarah.cara_nilai is CaraNilai.DUKUNGAN:
        return bahasan.dukungan_l is not None or bahasan.dukungan_p is not None
    if musyawarah.cara_nilai is CaraNilai.PENILAI:
        return any(bahasan.nilai_penilai.get(str(one.id)) for one in musyawarah.penilai)
    return bool(bahasan.nilai)


def kemajuan_penilai(musyawarah: Musyawarah, skema: SkemaNilai) -> list[tuple[Penilai, int]]:
    """Each scorer and how many proposals he or she has valued by every criterion."""
    return [
        (
            one,
            sum(
                1
                for satu in musyawarah.bahasan
                if set(skema.bobot) <= set(satu.nilai_penilai.get(str(one.id), {}))
            ),
        )
        for one in sorted(musyawarah.penilai, key=lambda one: one.urut)
    ]


def peringkat(musyawarah: Musyawarah, usulan: Iterable[Usulan], aturan: Aturan) -> list[PeringkatUsulan]:
    """The proposals discussed here, in the order of their scores or hands; others are left out."""
    table = {satu.usulan_id: satu for satu in musyawarah.bahasan if satu.usulan_id is not None}
    discussed = [satu for satu in usulan if satu.id in table]
    if musyawarah.cara_nilai is CaraNilai.DUKUNGAN:
        hands = {key: (satu.dukungan_l, satu.dukungan_p) for key, satu in table.items()}
        return rank_dukungan(discussed, hands)
    skema = skema_musyawarah(musyawarah, aturan)
    nilai = {key: nilai_berlaku(satu, musyawarah) for key, satu in table.items()}
    return rank_usulan(discussed, nilai, skema.bobot, skema.seri, skema.pembagi)


def biaya_disepakati(musyawarah: Musyawarah, usulan: Mapping[UUID, Usulan]) -> int:
    """Rupiah of all proposals agreed in this meeting; those without a cost count as nothing."""
    agreed = [satu.usulan_id for satu in musyawarah.bahasan if satu.putusan is StatusUsulan.DISEPAKATI]
    return sum(usulan[key].perkiraan_biaya or 0 for key in agreed if key is not None and key in usulan)
