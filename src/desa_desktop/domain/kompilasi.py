"""The DU-RKP of all villages in one list: sums by urusan and by village, look-alikes (ux.md 6.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz import fuzz, process

from desa_desktop.domain.rkp import BarisDurkp, Durkp
from desa_desktop.domain.teks import compact, plain_words, squeeze
from desa_desktop.domain.wording import sentence_case
from desa_desktop.i18n import _

_PLACE_WORDS = {"rt", "rw", "dusun", "desa"}


@dataclass(frozen=True, slots=True)
class DurkpDesa:
    """A village's ratified and accepted list, and the kiriman it came from (its digest)."""

    desa_id: UUID
    desa: str
    durkp: Durkp
    digest: str = ""
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class BarisKompilasi:
    """One proposal in the list of the kecamatan. `urusan` is the perangkat daerah asked, in one spelling."""

    nomor: int
    desa_id: UUID
    desa: str
    urusan: str
    baris: BarisDurkp
    digest: str

    @property
    def biaya(self) -> int:
        """Rupiah asked for; a missing cost counts as nothing."""
        return self.baris.perkiraan_biaya or 0

    @property
    def penerima(self) -> int:
        """Men and women who benefit."""
        return (self.baris.penerima_l or 0) + (self.baris.penerima_p or 0)


@dataclass(frozen=True, slots=True)
class RekapKompilasi:
    """One line of a recap: proposals and rupiah of one urusan or one village."""

    nama: str
    jumlah: int
    biaya: int


@dataclass(frozen=True, slots=True)
class KelompokMirip:
    """Proposals of several villages that ask for the same; `biaya` is their sum."""

    baris: tuple[BarisKompilasi, ...]

    @property
    def biaya(self) -> int:
        """Rupiah of all originals, the proposed cost of a joint proposal."""
        return sum(one.biaya for one in self.baris)

    @property
    def desa(self) -> tuple[str, ...]:
        """The villages, each once, in alphabetical order."""
        return tuple(sorted({one.desa for one in self.baris}))


def compile_durkp(lists: Iterable[DurkpDesa]) -> list[BarisKompilasi]:
    """All proposals by urusan, then village, then the village's own priority, numbered from 1."""
    lists = list(lists)
    spelling: dict[str, str] = {}
    for one in lists:
        for baris in one.durkp.baris:
            name = squeeze(baris.opd_tujuan)
            if name:
                spelling.setdefault(compact(name), sentence_case(name))
    unknown = _("Belum ditentukan")
    rows = [
        (spelling.get(compact(baris.opd_tujuan), unknown), one, baris)
        for one in lists
        for baris in one.durkp.baris
    ]
    rows.sort(
        key=lambda row: (
            row[0] == unknown,
            row[0].lower(),
            row[1].desa.lower(),
            row[2].prioritas is None,
            row[2].prioritas or 0,
            row[2].urut,
        )
    )
    return [
        BarisKompilasi(number, one.desa_id, one.desa, urusan, baris, one.digest)
        for number, (urusan, one, baris) in enumerate(rows, 1)
    ]


def rekap_urusan(rows: Iterable[BarisKompilasi]) -> list[RekapKompilasi]:
    """Sums by urusan, in the order of the list."""
    return _recap((one.urusan, one) for one in rows)


def rekap_desa(rows: Iterable[BarisKompilasi]) -> list[RekapKompilasi]:
    """Sums by village, in alphabetical order."""
    return sorted(_recap((one.desa, one) for one in rows), key=lambda row: row.nama.lower())


def _recap(named: Iterable[tuple[str, BarisKompilasi]]) -> list[RekapKompilasi]:
    groups: dict[str, list[BarisKompilasi]] = {}
    for nama, one in named:
        groups.setdefault(nama, []).append(one)
    return [RekapKompilasi(nama, len(rows), sum(one.biaya for one in rows)) for nama, rows in groups.items()]


def total_biaya(rows: Iterable[BarisKompilasi]) -> int:
    """Rupiah of the whole list."""
    return sum(one.biaya for one in rows)


def sumber_sentence(sent: Sequence[str], missing: Sequence[str]) -> str:
    """`Dari 6 desa; Kaligesing belum mengirim.`: from whom the list is, and who is not in it."""
    if not missing:
        return _("Dari {n} desa; semua sudah mengirim.").format(n=len(sent))
    return _("Dari {n} desa; {desa} belum mengirim.").format(n=len(sent), desa=", ".join(missing))


def usulan_mirip(rows: Sequence[BarisKompilasi], ambang: int) -> list[KelompokMirip]:
    """Groups of proposals of different villages that read alike (0 to 100, from `ambang`). A hint only.

    Numbers of RT and RW are left out: in another village they mean another place.
    """
    groups = _Kelompok(len(rows))
    words = [_subject(one) for one in rows]
    desa = [one.desa_id for one in rows]
    for later, subject in enumerate(words):
        open_ones = [place for place in range(later) if words[place] and desa[place] != desa[later]]
        while subject and open_ones:
            alike = process.extract_iter(
                subject,
                [words[place] for place in open_ones],
                scorer=fuzz.token_set_ratio,
                score_cutoff=ambang,
            )
            hit = next(alike, None)
            if hit is None:
                break
            groups.join(later, open_ones[hit[2]])
            # what is in the group by now need not be held against this one any more
            open_ones = [place for place in open_ones[hit[2] :] if not groups.are_one(place, later)]
    together = (tuple(rows[place] for place in group) for group in groups.all())
    return [KelompokMirip(group) for group in together if len({one.desa_id for one in group}) > 1]


class _Kelompok:
    """Places 0 to `count` - 1, each a group of its own until it is joined with another."""

    def __init__(self, count: int) -> None:
        self._of = list(range(count))
        self._members = {place: [place] for place in range(count)}

    def are_one(self, one: int, other: int) -> bool:
        return self._of[one] == self._of[other]

    def join(self, one: int, other: int) -> None:
        """The smaller group goes into the larger."""
        small, large = sorted((self._of[one], self._of[other]), key=lambda name: len(self._members[name]))
        if small == large:
            return
        for place in self._members[small]:
            self._of[place] = large
        self._members[large] += self._members.pop(small)

    def all(self) -> list[list[int]]:
        """Every group in the order of its first place, its places in their order."""
        return sorted(sorted(group) for group in self._members.values())


def _subject(row: BarisKompilasi) -> str:
    """What is asked for, without places and without the village's own name."""
    own = set(plain_words(row.desa).split())
    kept = [
        word
        for word in plain_words(row.baris.nama).split()
        if word not in _PLACE_WORDS and word not in own and not word.isdigit()
    ]
    return " ".join(kept)
