"""What the wall shows to everybody in the room (ux.md 5.4): figures and proposals, never a person's data.

`bahan_dinding` copies a closed list of fields out of the meeting, and the pages are built from that copy
alone: a participant, a speaker, a note, a proposer, a reason has no field there and so no way to the wall.
The few free texts of the list are cleaned while they are copied: of long numbers (NIK, KK, telephone), of the
names of everybody the meeting knows, and of names behind `Pak`, `Bu`, `a.n.`
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from desa_desktop.domain.acara import AcaraBerjalan, ButirAcara, agenda_of
from desa_desktop.domain.musyawarah import CaraNilai, Kehadiran, Musyawarah
from desa_desktop.domain.penilaian import SkemaNilai, seri_diputus, show_skor
from desa_desktop.domain.usulan import PeringkatUsulan, StatusUsulan, Usulan
from desa_desktop.domain.wording import show_money, show_number
from desa_desktop.i18n import N_, _

_LONG_NUMBER = re.compile(r"(?<!\d)\(?(?:\+?\d[\s.\-()]{0,2}){8,}\d(?!\d)")
_MONEY = re.compile(r"^(?:\d{1,3})(?:\.\d{3})+$")
_PLACES = (
    "jalan",
    "jl",
    "jl.",
    "gang",
    "gg",
    "gg.",
    "makam",
    "masjid",
    "musala",
    "sd",
    "tk",
    "paud",
    "sungai",
)
_NOBODY = (  # what stands behind `ibu`, `bapak`, `rumah` without being anybody's name
    "rt|rw|pkk|kwt|bpd|lpmd|paud|tk|sd|tpq|nik|kk|hp|wa|no|nomor|telp|kades|kadus|lurah|camat|bidan|"
    "guru|kader|dusun|dukuh|desa|kelurahan|hamil|menyusui|nifas|bersalin|melahirkan|balita|bayi|anak|"
    "asuh|angkat|tiri|rumah|tangga|muda|tani|nelayan|pedagang|lansia|janda|duda|yatim|warga|keluarga|"
    "penerima|calon|tidak|layak|huni|sehat|sederhana|rusak|kumuh|bekas|terdampak|bencana|miskin|tipe|"
    "type|blt|pkh|dinas|ibadah|adat|kota|guna|yang|dan|atau|serta|di|ke|dari|untuk|bagi|pada|dengan|"
    "dekat|depan|belakang|samping|sebelah|selatan|utara|timur|barat|sampai|hingga|agar|sudah|belum|"
    "masih|akan|perlu|kurang|lebih|sekitar|minta|usul|ini|itu|milik|umum|pemerintah|negara|sendiri|"
    "pribadi|bersama|ibu|bapak|pak|bu"
)
_NO_NAME = rf"(?!(?i:{_NOBODY})\b)"
_NAME = rf"(?-i:{_NO_NAME}[A-Z][\w'’.]*)"
_SMALL_NAME = rf"(?-i:{_NO_NAME}[a-z][a-z'’]+)"
_WHOLE_NAME = rf"(?:{_NAME}(?:\s+{_NAME})*|{_SMALL_NAME}(?:\s+{_SMALL_NAME})?)"
_NOT_A_PLACE = "".join(rf"(?<!\b{re.escape(word)} )" for word in _PLACES)
_NAMED = re.compile(
    _NOT_A_PLACE
    + r"\b(?:pak|bapak|bpk\.?|bu|ibu|mbah|mbok|mas|mbak|sdri?\.?|saudara|saudari|alm\.?|almarhumah?|a\.?n\.?"
    rf"|atas nama)\s+(?:(?:pak|bapak|bu|ibu|mbah|h|hj)\.?\s+)?{_WHOLE_NAME}",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b((?:bedah|rehab\w*|perbaikan|renovasi|pemugaran)\s+rumah|rtlh|milik|janda|duda)\s+"
    rf"({_NAME}(?:\s+{_NAME})*)",
    re.IGNORECASE,
)
_WHAT_NUMBER = re.compile(
    r"\s*[(,]?\s*\b(?:NIK|No\.?\s*KK|KK|No\.?\s*HP|HP|Telp?\.?|WA)\b[\s:.]*…\)?", re.IGNORECASE
)
_FRAIL = frozenset({"miskin", "disabilitas", "lansia"})
_SHORTEST_NAME = 3
_BEFORE_PLACE = "".join(
    rf"(?<!\b{re.escape(word)} )"
    for word in (*_PLACES, "posyandu", "dusun", "dukuh", "rt", "rw", "jembatan", "gedung", "lapangan", "blok")
)
_STATE: Mapping[StatusUsulan, str] = {
    StatusUsulan.DIUSULKAN: N_("belum diputuskan"),
    StatusUsulan.DISEPAKATI: N_("Disepakati"),
    StatusUsulan.DITUNDA: N_("Ditunda"),
    StatusUsulan.TIDAK_DISEPAKATI: N_("Tidak disepakati"),
    StatusUsulan.DITERUSKAN: N_("Diteruskan ke DURKP"),
}


@dataclass(frozen=True, slots=True)
class BarisDinding:
    """One line: something short at the left, the text, something short at the right."""

    kiri: str
    teks: str
    kanan: str = ""
    is_utama: bool = False


@dataclass(frozen=True, slots=True)
class IsiDinding:
    """Everything on the wall but the clock. `besar` is one text in the largest letters; rows page through."""

    judul: str
    hadir: str
    kepala: str
    baris: tuple[BarisDinding, ...] = ()
    besar: str = ""
    kaki: str = ""
    acara: AcaraBerjalan | None = None

    @property
    def item(self) -> str:
        """The item of the agenda under way, as it may stand on the wall; "" before the first."""
        return self.acara.agenda.uraian if self.acara is not None else ""

    @property
    def teks(self) -> str:
        """All words in reading order, for screen readers and for tests of what may not be shown."""
        rows = [" ".join(part for part in (one.kiri, one.teks, one.kanan) if part) for one in self.baris]
        parts = (self.judul, self.item, self.hadir, self.kepala, self.besar, *rows, self.kaki)
        return "\n".join(part for part in parts if part)


def tanpa_nomor(teks: str) -> str:
    """A text without numbers of nine and more digits (NIK, KK, telephone).

    Amounts with thousand points stay: they are about money, not about anybody.
    """

    def number(found: re.Match[str]) -> str:
        return found[0] if _MONEY.match(found[0].strip()) else "…"

    return _WHAT_NUMBER.sub("", _LONG_NUMBER.sub(number, teks)).strip()


def samarkan(teks: str, nama: Iterable[str] = (), tempat: Iterable[str] = ()) -> str:
    """A citizen's text without long numbers and without the names of people, however they are written.

    `nama` are further names that may not stand there, `tempat` names of hamlets, which are nobody's name.
    """
    places = frozenset(one.strip().casefold() for one in tempat)
    return _masked(teks, frozenset(nama), places, _("seorang warga"))


@lru_cache(maxsize=2048)
def _masked(teks: str, names: frozenset[str], places: frozenset[str], warga: str) -> str:
    """Remembered: the wall is built anew with every value, from texts that seldom change."""

    def house(found: re.Match[str]) -> str:
        return found[0] if found[2].casefold() in places else f"{found[1]} {warga}"

    clean = _HOUSE.sub(house, _NAMED.sub(warga, tanpa_nomor(teks)))
    known = _any_of(names, places)
    return (known.sub(warga, clean) if known is not None else clean).strip()


@lru_cache(maxsize=16)
def _any_of(names: frozenset[str], places: frozenset[str]) -> re.Pattern[str] | None:
    """One pattern for all names that are no hamlet's, the longest first; not behind a word for a place."""
    wanted = sorted((one for one in names if one.strip().casefold() not in places), key=len, reverse=True)
    if not wanted:
        return None
    each = "|".join(r"\s+".join(re.escape(word) for word in one.split()) for one in wanted)
    return re.compile(rf"{_BEFORE_PLACE}\b(?:{each})\b", re.IGNORECASE)


def nama_dilindungi(musyawarah: Musyawarah, usulan: Iterable[Usulan] = ()) -> frozenset[str]:
    """Names that may not stand in a text on the wall.

    Of everybody the meeting knows the name of two words and more; of a single word, which may be a street or
    a posyandu as well, only those who speak for the poor or belong to a vulnerable group.
    """
    frail = {
        one.nama.strip()
        for one in musyawarah.peserta
        if (one.kelompok_rentan or one.unsur in _FRAIL) and len(one.nama.strip()) > _SHORTEST_NAME
    }
    known = (
        *(one.nama for one in musyawarah.peserta),
        *(one.nama for one in musyawarah.penilai),
        *(one.nama for one in musyawarah.penandatangan),
        *(one.pembicara for one in musyawarah.catatan),
        *(one.pengusul for one in usulan),
        musyawarah.pimpinan,
        musyawarah.notulis,
        *musyawarah.narasumber.replace("\n", ";").split(";"),
    )
    return frozenset(frail | {one.strip() for one in known if len(one.split()) > 1})


def judul_dinding(musyawarah: Musyawarah) -> str:
    """The meeting's name with its plan year."""
    year = str(musyawarah.tahun)
    return musyawarah.nama if year in musyawarah.nama else f"{musyawarah.nama} {year}"


@dataclass(frozen=True, slots=True)
class UsulanDinding:
    """What the wall may know of a proposal; texts are cleaned."""

    nomor: int
    uraian: str
    dusun: str
    lokasi: str
    volume: Decimal | None
    satuan: str
    biaya: int | None
    penerima_l: int
    penerima_p: int


@dataclass(frozen=True, slots=True)
class PeringkatDinding:
    """A proposal in its place: `skor` in words, `putusan` what was decided."""

    usulan: UsulanDinding
    peringkat: int | None
    skor: str
    putusan: StatusUsulan


@dataclass(frozen=True, slots=True)
class UnsurDinding:
    """A group of society: how many are here; `is_kurang`: it must be heard and nobody came."""

    nama: str
    l: int  # noqa: E741  the letter above the column
    p: int
    jumlah: int
    is_kurang: bool


@dataclass(frozen=True, slots=True)
class BahanDinding:
    """Everything of a meeting that may reach the wall, and nothing else."""

    judul: str
    hadir: str
    agenda: tuple[tuple[str, int | None, bool], ...]
    unsur: tuple[UnsurDinding, ...]
    usulan: Mapping[UUID, UsulanDinding]
    peringkat: tuple[PeringkatDinding, ...]
    keputusan: tuple[str, ...]
    seri: tuple[str, ...]
    biaya: int
    is_dikunci: bool
    acara: AcaraBerjalan | None


def bahan_dinding(
    musyawarah: Musyawarah,
    usulan: Mapping[UUID, Usulan],
    kehadiran: Kehadiran,
    peringkat: Sequence[PeringkatUsulan],
    skema: SkemaNilai,
    biaya: int,
    acara: AcaraBerjalan | None = None,
) -> BahanDinding:
    """Copy what may be shown out of the meeting as it is stored; `biaya` is agreed so far, in rupiah."""
    names = nama_dilindungi(musyawarah, usulan.values())
    hamlets = frozenset(one.dusun.strip().casefold() for one in usulan.values())

    def clean(teks: str) -> str:
        return _masked(teks, names, hamlets, _("seorang warga"))

    shown = {key: _usulan(one, clean) for key, one in usulan.items()}
    decided = {one.usulan_id: one.putusan for one in musyawarah.bahasan}
    now = acara.agenda.id if acara is not None else None
    return BahanDinding(
        judul=clean(judul_dinding(musyawarah)),
        hadir=kehadiran.teks,
        agenda=tuple((clean(one.uraian), one.menit, one.id == now) for one in agenda_of(musyawarah)),
        unsur=tuple(
            UnsurDinding(one.nama, one.l, one.p, one.jumlah, one.is_pokok and not one.jumlah)
            for one in kehadiran.unsur
            if (one.jumlah or one.is_diminta) and one.is_masyarakat and not one.is_tidak_ada
        ),
        usulan=shown,
        peringkat=tuple(
            PeringkatDinding(
                shown[one.usulan.id],
                one.peringkat,
                _points(one.skor, musyawarah.cara_nilai),
                decided.get(one.usulan.id, StatusUsulan.DIUSULKAN),
            )
            for one in peringkat
        ),
        keputusan=tuple(
            clean(one.uraian)
            for one in sorted(musyawarah.keputusan, key=lambda one: one.urut)
            if one.uraian.strip()
        ),
        seri=tuple(one.kalimat for one in seri_diputus(peringkat, skema)),
        biaya=biaya,
        is_dikunci=musyawarah.is_penilaian_dikunci,
        acara=_acara(acara, clean),
    )


def _usulan(one: Usulan, clean: Callable[[str], str]) -> UsulanDinding:
    return UsulanDinding(
        one.nomor,
        clean(one.uraian),
        clean(one.dusun),
        clean(one.lokasi),
        one.volume,
        clean(one.satuan),
        one.perkiraan_biaya,
        one.penerima_l or 0,
        one.penerima_p or 0,
    )


def _acara(acara: AcaraBerjalan | None, clean: Callable[[str], str]) -> AcaraBerjalan | None:
    """The item under way with nothing but its words and minutes."""
    if acara is None:
        return None
    item = acara.agenda
    return replace(acara, agenda=ButirAcara(item.id, clean(item.uraian), item.menit))


def _points(skor: Decimal | None, cara: CaraNilai) -> str:
    if skor is None:
        return ""
    return _("{n} tangan").format(n=show_skor(skor)) if cara is CaraNilai.DUKUNGAN else show_skor(skor)


@dataclass(frozen=True, slots=True)
class Papan:
    """Builds what the wall shows for each part of the meeting."""

    bahan: BahanDinding

    def _isi(
        self, kepala: str, baris: Sequence[BarisDinding] = (), besar: str = "", kaki: str = ""
    ) -> IsiDinding:
        here = self.bahan
        return IsiDinding(here.judul, here.hadir, kepala, tuple(baris), besar, kaki, here.acara)

    def susunan_acara(self) -> IsiDinding:
        """The agenda; the item under way stands out."""
        rows = [
            BarisDinding(str(place), uraian, _("{n} menit").format(n=menit) if menit else "", is_now)
            for place, (uraian, menit, is_now) in enumerate(self.bahan.agenda, 1)
        ]
        return self._isi(_("Susunan acara"), rows)

    def hadirin(self) -> IsiDinding:
        """How many of each group of society are here, without a name."""
        rows = []
        for one in self.bahan.unsur:
            here = _("L {l} · P {p}").format(l=one.l, p=one.p) if one.jumlah else _("belum ada")
            rows.append(BarisDinding("", one.nama, here, one.is_kurang))
        return self._isi(_("Kehadiran"), rows)

    def dibahas(self, usulan_id: UUID | None) -> IsiDinding:
        """The proposal under discussion in the largest letters, with what it costs and whom it serves."""
        satu = self.bahan.usulan.get(usulan_id) if usulan_id is not None else None
        if satu is None:
            return self._isi(_("Usulan yang dibahas"))
        people = _("L {l} · P {p}").format(l=show_number(satu.penerima_l), p=show_number(satu.penerima_p))
        size = f"{show_number(satu.volume)} {satu.satuan}".strip() if satu.volume is not None else ""
        cost = show_money(satu.biaya, rp=True) if satu.biaya is not None else ""
        facts = [
            (_("Dusun"), satu.dusun),
            (_("Lokasi"), satu.lokasi),
            (_("Volume"), size),
            (_("Perkiraan biaya"), cost),
            (_("Penerima manfaat"), people if satu.penerima_l or satu.penerima_p else ""),
        ]
        rows = [BarisDinding("", label, text) for label, text in facts if text]
        return self._isi(_("Usulan nomor {n}").format(n=satu.nomor), rows, satu.uraian)

    def urutan(self) -> IsiDinding:
        """The ranking so far: place, proposal, score or hands."""
        rows = [
            BarisDinding(_place(one), one.usulan.uraian, one.skor, one.peringkat == 1)
            for one in self.bahan.peringkat
        ]
        head = _("Peringkat") if self.bahan.is_dikunci else _("Peringkat sementara")
        ties = self.bahan.seri
        foot = _("Skor sama: {kalimat}").format(kalimat=ties[0]) if len(ties) == 1 else ""
        if len(ties) > 1:
            foot = _("{n} skor sama diputus dengan aturan seri").format(n=len(ties))
        return self._isi(head, rows, kaki=foot)

    def keputusan(self) -> IsiDinding:
        """What was decided about each proposal, the best first; the money agreed so far."""
        rows = [
            BarisDinding(
                _place(one),
                one.usulan.uraian,
                _(_STATE[one.putusan]),
                one.putusan is StatusUsulan.DISEPAKATI,
            )
            for one in self.bahan.peringkat
        ]
        rows += [BarisDinding(f"{place}.", text) for place, text in enumerate(self.bahan.keputusan, 1)]
        foot = _("Biaya yang disepakati {biaya}").format(biaya=show_money(self.bahan.biaya, rp=True))
        return self._isi(_("Keputusan"), rows, kaki=foot)


def _place(one: PeringkatDinding) -> str:
    return str(one.peringkat) if one.peringkat is not None else "–"
