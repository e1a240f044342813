"""What the wall shows to everybody in the room (ux.md 5.4): figures and proposals, never a person's data.

No name of a participant, no speaker, no note, no proposer ever comes here. What citizens wrote into a
proposal is cleaned of long numbers (NIK, KK, telephone) and of names behind `Pak`, `Bu`, `a.n.`
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from desa_desktop.domain.acara import AcaraBerjalan, agenda_of
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
        return tanpa_nomor(self.acara.agenda.uraian) if self.acara is not None else ""

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
    places = {one.strip().casefold() for one in tempat}

    def house(found: re.Match[str]) -> str:
        return found[0] if found[2].casefold() in places else f"{found[1]} {_('seorang warga')}"

    clean = _HOUSE.sub(house, _NAMED.sub(_("seorang warga"), tanpa_nomor(teks)))
    for one in nama:
        clean = re.sub(rf"\b{re.escape(one)}\b", _("seorang warga"), clean, flags=re.IGNORECASE)
    return clean.strip()


def nama_dilindungi(musyawarah: Musyawarah) -> frozenset[str]:
    """Names of participants who speak for the poor or belong to a vulnerable group."""
    return frozenset(
        one.nama.strip()
        for one in musyawarah.peserta
        if (one.kelompok_rentan or one.unsur in _FRAIL) and len(one.nama.strip()) > _SHORTEST_NAME
    )


def judul_dinding(musyawarah: Musyawarah) -> str:
    """The meeting's name with its plan year."""
    year = str(musyawarah.tahun)
    return musyawarah.nama if year in musyawarah.nama else f"{musyawarah.nama} {year}"


@dataclass(frozen=True, slots=True)
class Papan:
    """Builds what the wall shows for each part of the meeting, out of what is stored."""

    musyawarah: Musyawarah
    usulan: Mapping[UUID, Usulan]
    kehadiran: Kehadiran
    peringkat: Sequence[PeringkatUsulan]
    skema: SkemaNilai
    biaya: int
    acara: AcaraBerjalan | None = None

    def _isi(
        self, kepala: str, baris: Sequence[BarisDinding] = (), besar: str = "", kaki: str = ""
    ) -> IsiDinding:
        return IsiDinding(
            judul_dinding(self.musyawarah), self.kehadiran.teks, kepala, tuple(baris), besar, kaki, self.acara
        )

    def _clean(self, teks: str) -> str:
        return samarkan(teks, nama_dilindungi(self.musyawarah), self._hamlets)

    @property
    def _hamlets(self) -> frozenset[str]:
        return frozenset(one.dusun for one in self.usulan.values())

    def susunan_acara(self) -> IsiDinding:
        """The agenda; the item under way stands out."""
        now = self.acara.agenda.id if self.acara is not None else None
        rows = [
            BarisDinding(
                str(place),
                tanpa_nomor(one.uraian),
                _("{n} menit").format(n=one.menit) if one.menit else "",
                one.id == now,
            )
            for place, one in enumerate(agenda_of(self.musyawarah), 1)
        ]
        return self._isi(_("Susunan acara"), rows)

    def hadirin(self) -> IsiDinding:
        """How many of each group of society are here, without a name."""
        rows = []
        for one in self.kehadiran.unsur:
            if (one.jumlah or one.is_diminta) and one.is_masyarakat and not one.is_tidak_ada:
                here = _("L {l} · P {p}").format(l=one.l, p=one.p) if one.jumlah else _("belum ada")
                rows.append(BarisDinding("", one.nama, here, one.is_pokok and not one.jumlah))
        return self._isi(_("Kehadiran"), rows)

    def dibahas(self, usulan_id: UUID | None) -> IsiDinding:
        """The proposal under discussion in the largest letters, with what it costs and whom it serves."""
        satu = self.usulan.get(usulan_id) if usulan_id is not None else None
        if satu is None:
            return self._isi(_("Usulan yang dibahas"))
        people = _("L {l} · P {p}").format(
            l=show_number(satu.penerima_l or 0), p=show_number(satu.penerima_p or 0)
        )
        size = (
            f"{show_number(satu.volume)} {self._clean(satu.satuan)}".strip()
            if satu.volume is not None
            else ""
        )
        cost = show_money(satu.perkiraan_biaya, rp=True) if satu.perkiraan_biaya is not None else ""
        facts = [
            (_("Dusun"), self._clean(satu.dusun)),
            (_("Lokasi"), self._clean(satu.lokasi)),
            (_("Volume"), size),
            (_("Perkiraan biaya"), cost),
            (_("Penerima manfaat"), people if satu.penerima else ""),
        ]
        rows = [BarisDinding("", label, text) for label, text in facts if text]
        head = _("Usulan nomor {n}").format(n=satu.nomor)
        return self._isi(head, rows, self._clean(satu.uraian))

    def urutan(self) -> IsiDinding:
        """The ranking so far: place, proposal, score or hands."""
        rows = [
            BarisDinding(
                str(one.peringkat) if one.peringkat is not None else "–",
                self._clean(one.usulan.uraian),
                self._points(one.skor),
                one.peringkat == 1,
            )
            for one in self.peringkat
        ]
        head = _("Peringkat") if self.musyawarah.is_penilaian_dikunci else _("Peringkat sementara")
        ties = seri_diputus(self.peringkat, self.skema)
        foot = _("Skor sama: {kalimat}").format(kalimat=ties[0].kalimat) if len(ties) == 1 else ""
        if len(ties) > 1:
            foot = _("{n} skor sama diputus dengan aturan seri").format(n=len(ties))
        return self._isi(head, rows, kaki=foot)

    def _points(self, skor: Decimal | None) -> str:
        if skor is None:
            return ""
        if self.musyawarah.cara_nilai is CaraNilai.DUKUNGAN:
            return _("{n} tangan").format(n=show_skor(skor))
        return show_skor(skor)

    def keputusan(self) -> IsiDinding:
        """What was decided about each proposal, the best first; the money agreed so far."""
        decided = {one.usulan_id: one.putusan for one in self.musyawarah.bahasan}
        rows = [
            BarisDinding(
                str(one.peringkat) if one.peringkat is not None else "–",
                self._clean(one.usulan.uraian),
                _(_STATE[decided[one.usulan.id]]),
                decided[one.usulan.id] is StatusUsulan.DISEPAKATI,
            )
            for one in self.peringkat
        ]
        rows += [
            BarisDinding(f"{place}.", self._clean(one.uraian))
            for place, one in enumerate(sorted(self.musyawarah.keputusan, key=lambda one: one.urut), 1)
            if one.uraian.strip()
        ]
        foot = _("Biaya yang disepakati {biaya}").format(biaya=show_money(self.biaya, rp=True))
        return self._isi(_("Keputusan"), rows, kaki=foot)
