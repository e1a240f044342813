"""What is odd about a proposal, and which other proposals ask for the same (ux.md 3.7, 5.3, 14.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.teks import compact, nearest, places, plain_words
from desa_desktop.domain.usulan import PARTS, StatusUsulan, Usulan
from desa_desktop.i18n import _

AMBANG_MIRIP = 80
_REMEMBER = 16_384  # texts: each is compared with many others


@dataclass(frozen=True, slots=True)
class UsulanMirip:
    """Another proposal that reads alike, and how alike: 0 to 100."""

    usulan: Usulan
    persen: int


def same_dusun(one: str, other: str) -> bool:
    """True if both names mean one hamlet: `Dusun Krajan` and `krajan` do."""
    return compact_dusun(one) == compact_dusun(other)


@lru_cache(_REMEMBER)
def compact_dusun(nama: str) -> str:
    """A hamlet's name in the form in which names are compared: `Dsn. Krajan` is `krajan`."""
    words = plain_words(nama).split()
    if len(words) > 1 and words[0] == "dusun":
        words = words[1:]
    return compact("".join(words))


def mirip(usulan: Usulan, others: Iterable[Usulan], ambang: int = AMBANG_MIRIP) -> list[UsulanMirip]:
    """Proposals of the same dusun that look alike, the most alike first. Only a hint: nothing is merged.

    Alike are words in any order, from `ambang` of 100 (ux.md 14.7). The name of the dusun is left out:
    inside one dusun it says nothing. Different RT or different RW are different places. Left out are
    the proposal itself and those it was merged from.
    """
    return Sebanding(others, ambang).alike(usulan)


Tempat = tuple[frozenset[str], frozenset[str]]  # the RT and the RW that a proposal names


@dataclass(slots=True)
class _Kelompok:
    """Proposals of one dusun and one place, each with its number in the list, and what they ask for."""

    subjects: list[str]
    members: list[tuple[int, Usulan]]


class Sebanding:
    """Proposals that others are held against: by dusun and place, so that most pairs are never looked at.

    `mirip` says what alike means.
    """

    def __init__(self, usulan: Iterable[Usulan] = (), ambang: int = AMBANG_MIRIP) -> None:
        self._ambang = ambang
        self._count = 0
        self._groups: dict[str, dict[Tempat, _Kelompok]] = {}
        for one in usulan:
            self.add(one)

    def add(self, usulan: Usulan) -> None:
        """One more that others are held against from now on."""
        groups = self._groups.setdefault(compact_dusun(usulan.dusun), {})
        place = _place(usulan)
        if place not in groups:
            groups[place] = _Kelompok([], [])
        groups[place].subjects.append(_subject(usulan.uraian, usulan.dusun))
        groups[place].members.append((self._count, usulan))
        self._count += 1

    def alike(self, usulan: Usulan) -> list[UsulanMirip]:
        """Those that look like this one, the most alike first, then by number."""
        subject, own = _subject(usulan.uraian, usulan.dusun), _own(usulan)
        found: list[_Found] = []
        for group in self._beside(usulan):
            alike = process.extract_iter(
                subject, group.subjects, scorer=fuzz.token_set_ratio, score_cutoff=self._ambang
            )
            for _words, score, position in alike:
                number, other = group.members[position]
                if str(other.id) not in own:
                    found.append((int(score), number, other))
        return [UsulanMirip(other, persen) for persen, _number, other in sorted(found, key=_likeness)]

    def nearest(self, usulan: Usulan) -> UsulanMirip | None:
        """The first of `alike`, without putting all the others in order."""
        subject, own = _subject(usulan.uraian, usulan.dusun), _own(usulan)
        found: list[_Found] = []
        best = 0
        for group in self._beside(usulan):
            alike = process.extract(
                subject,
                group.subjects,
                scorer=fuzz.token_set_ratio,
                score_cutoff=self._ambang,
                limit=None,
            )
            for _words, score, position in alike:  # the most alike first
                number, other = group.members[position]
                if int(score) < best:
                    break
                if str(other.id) not in own:
                    best = int(score)
                    found.append((best, number, other))
        if not found:
            return None
        persen, _number, other = min(found, key=_likeness)
        return UsulanMirip(other, persen)

    def _beside(self, usulan: Usulan) -> Iterator[_Kelompok]:
        """The proposals of the same dusun that may be at the same place."""
        here = _place(usulan)
        for there, group in self._groups.get(compact_dusun(usulan.dusun), {}).items():
            if not _are_apart(here, there):
                yield group


_Found = tuple[int, int, Usulan]  # how alike, the number in the list, the proposal


def _own(usulan: Usulan) -> set[str]:
    """The proposal itself and those it was merged from."""
    return {*usulan.gabungan_dari, str(usulan.id)}


def _likeness(found: _Found) -> tuple[int, int, int]:
    persen, number, other = found
    return -persen, other.nomor, number


@lru_cache(_REMEMBER)
def _subject(uraian: str, dusun: str) -> str:
    """What is asked for, without the name of the dusun."""
    ignored = {*plain_words(dusun).split(), "dusun"}
    return " ".join(word for word in plain_words(uraian).split() if word not in ignored)


def _place(usulan: Usulan) -> Tempat:
    named = places(f"{usulan.uraian} {usulan.lokasi}")
    rt = frozenset(number for kind, number in named if kind == "rt")
    return rt, frozenset(number for kind, number in named if kind == "rw")


def _are_apart(here: Tempat, there: Tempat) -> bool:
    """True if both name RT, or both name RW, and none of them is the same."""
    return any(mine and theirs and not mine & theirs for mine, theirs in zip(here, there, strict=True))


def check_usulan(usulan: Usulan, aturan: Aturan, dusun: Sequence[str]) -> list[Pemeriksaan]:
    """What is odd about one proposal. Nothing here is a Galat: a draft is a normal proposal.

    `dusun` are the names of the village's hamlets.
    """
    findings: list[Pemeriksaan] = []

    def say(level: Level, field: str, text: str, rule: str = "") -> None:
        findings.append(Pemeriksaan(level, text, rule, usulan.id, field))

    if not usulan.uraian.strip():
        say(Level.PERINGATAN, "uraian", _("Usulan {n}: uraian belum diisi.").format(n=usulan.nomor))
    _check_dusun(usulan, dusun, say)
    _check_kode(usulan, aturan, say)
    if usulan.volume is not None and usulan.volume <= 0:
        sentence = _("Usulan {n}: volume harus lebih dari nol.").format(n=usulan.nomor)
        say(Level.PERINGATAN, "volume", sentence, "V-02")
    if usulan.perkiraan_biaya is None:
        sentence = _("Usulan {n}: perkiraan biaya belum diisi.").format(n=usulan.nomor)
        say(Level.SARAN, "perkiraan_biaya", sentence)
    if usulan.status is StatusUsulan.TIDAK_DISEPAKATI and not usulan.alasan.strip():
        sentence = _("Usulan {n}: alasan tidak disepakati belum diisi.").format(n=usulan.nomor)
        say(Level.PERINGATAN, "alasan", sentence)
    for kolom, text in usulan.teks_asli.items():
        if kolom == PARTS:
            sentence = _("Usulan {n}: biaya di berkas terdiri dari {rincian}.")
            say(Level.SARAN, "perkiraan_biaya", sentence.format(n=usulan.nomor, rincian=text))
            continue
        sentence = _('Usulan {n}: "{teks}" belum dapat dibaca. Isi kolom ini dengan benar.')
        say(Level.PERINGATAN, kolom, sentence.format(n=usulan.nomor, teks=text))
    return findings


def _check_dusun(usulan: Usulan, dusun: Sequence[str], say: Callable[..., None]) -> None:
    if not usulan.dusun.strip():
        if "dusun" not in usulan.teks_asli:
            sentence = _("Usulan {n}: dusun belum diisi.").format(n=usulan.nomor)
            say(Level.PERINGATAN, "dusun", sentence)
        return
    if not dusun or any(same_dusun(usulan.dusun, nama) for nama in dusun):
        return
    near = nearest(usulan.dusun, dusun)
    sentence = _("Usulan {n}: dusun tidak dikenal: {dusun}.").format(n=usulan.nomor, dusun=usulan.dusun)
    if near:
        sentence += " " + _("Maksud Anda {nama}?").format(nama=near)
    else:
        sentence += " " + _("Tambahkan di Data Desa, atau periksa ejaannya.")
    say(Level.PERINGATAN, "dusun", sentence)


def _check_kode(usulan: Usulan, aturan: Aturan, say: Callable[..., None]) -> None:
    kode = usulan.kode_kegiatan
    if not kode:
        return
    if aturan.kegiatan(kode) is None:
        sentence = _("Usulan {n}: kode kegiatan {kode} tidak ada dalam daftar.")
        say(Level.PERINGATAN, "kode_kegiatan", sentence.format(n=usulan.nomor, kode=kode), "V-01")
    elif usulan.bidang and usulan.bidang != bidang_of(kode):
        sentence = _("Usulan {n}: bidang tidak sama dengan bidang kode kegiatan {kode}.")
        say(Level.PERINGATAN, "bidang", sentence.format(n=usulan.nomor, kode=kode), "V-01")


def check_daftar_usulan(usulan: Sequence[Usulan], aturan: Aturan, dusun: Sequence[str]) -> list[Pemeriksaan]:
    """The findings of all proposals of a year, with a hint for every pair that looks alike."""
    findings = [found for satu in usulan for found in check_usulan(satu, aturan, dusun)]
    sentence = _("Usulan {n} mirip dengan usulan nomor {lain}. Bandingkan sebelum dibahas.")
    earlier = Sebanding(ambang=aturan.ambang_mirip)
    for satu in usulan:
        for alike in earlier.alike(satu):
            text = sentence.format(n=satu.nomor, lain=alike.usulan.nomor)
            findings.append(Pemeriksaan(Level.SARAN, text, "", satu.id, "uraian"))
        earlier.add(satu)
    return findings
