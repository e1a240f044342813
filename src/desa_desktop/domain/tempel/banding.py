"""Rows of a file held against what is already stored, so that reading a file twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from uuid import UUID

from desa_desktop.domain.pemeriksaan_usulan import Sebanding
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.tempel.baca import shown_value
from desa_desktop.domain.tempel.baris import BarisTempel, KeadaanBaris
from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.tempel.kunci import row_key
from desa_desktop.domain.tempel.putusan import Putusan
from desa_desktop.domain.tempel.sel import Masalah
from desa_desktop.domain.usulan import PARTS, Usulan
from desa_desktop.i18n import _

LOOKS_ALIKE = "K-129"
DECIDED = "K-133"  # a row would overwrite what a meeting has decided
_CODED = (JenisTempel.RKP, JenisTempel.RPJM)
_LATER = "kode kemudian"


class KeadaanImpor(Enum):
    """What an import does with a row, in the words of cli.md; `dilewati` is no record (a total, a blank)."""

    BARU = "baru"
    BERUBAH = "berubah"
    SAMA = "sama"
    PERIKSA = "periksa"
    DITOLAK = "ditolak"
    DILEWATI = "dilewati"


@dataclass(frozen=True, slots=True)
class BarisLama:
    """A stored record: its id, its values by field, and the texts it keeps unread.

    `putusan`: what was decided about it; None while nothing is.
    """

    id: UUID
    nilai: Mapping[str, object]
    teks_asli: Mapping[str, str] = field(default_factory=dict)
    putusan: Putusan | None = None


def compare_rows(
    jenis: JenisTempel, rows: Sequence[BarisTempel], lama: Iterable[BarisLama]
) -> list[tuple[BarisTempel, KeadaanImpor]]:
    """Each row with what an import does. Each stored record is matched at most once, in order.

    A row never empties a field: what the person filled in since stays. A row equal to its record is
    `sama` even if it holds a question, because that question is already stored or answered. A row that
    would change a decided record is `ditolak` and says what was decided, until the person wants it (`timpa`).
    """
    old = list(lama)
    waiting = _waiting(jenis, old)
    known = {one.id: one for one in old}
    fresh = [_unmatched(row) for row in rows]
    taken: set[UUID] = set()
    partners: dict[int, BarisLama | None] = {}
    for row in fresh:  # who says the same word for word comes before who was only said to be the same
        if row.keadaan in _RECORDS and not row.sama:
            partners[row.nomor] = _partner(jenis, row, waiting, taken)
    for row in fresh:
        if row.keadaan in _RECORDS and row.sama and row.mirip in known and row.mirip not in taken:
            partners[row.nomor] = known[row.mirip]
            taken.add(row.mirip)
    compared = []
    for row in fresh:
        if row.keadaan is KeadaanBaris.DILEWATI:
            compared.append((row, KeadaanImpor.DILEWATI))
        elif row.keadaan is KeadaanBaris.TIDAK_BISA:
            compared.append((row, KeadaanImpor.DITOLAK))
        else:
            compared.append(_against(row, partners.get(row.nomor)))
    return compared


_RECORDS = (KeadaanBaris.SIAP, KeadaanBaris.PERIKSA)


def _unmatched(row: BarisTempel) -> BarisTempel:
    """The row without what an earlier comparison said: a cell may have been corrected since."""
    if row.cocok is None and not row.ditahan:
        return row
    return replace(row, cocok=None, berubah=(), ditahan="")


def _waiting(jenis: JenisTempel, lama: Iterable[BarisLama]) -> dict[tuple[str, ...], list[BarisLama]]:
    """The stored records by what two rows of this list have in common when they are one."""
    waiting: dict[tuple[str, ...], list[BarisLama]] = {}
    for one in lama:
        key = row_key(jenis, one.nilai)
        if not key and one.teks_asli:  # its main field still holds what nobody could read
            key = row_key(jenis, {**one.nilai, **one.teks_asli})
        waiting.setdefault(key, []).append(one)
        if jenis in _CODED and one.nilai.get("kode"):  # it may have got its code after it was read in
            waiting.setdefault((_LATER, *row_key(jenis, {**one.nilai, "kode": ""})), []).append(one)
    return waiting


def _partner(
    jenis: JenisTempel,
    row: BarisTempel,
    waiting: Mapping[tuple[str, ...], list[BarisLama]],
    taken: set[UUID],
) -> BarisLama | None:
    """The stored record of this row; what a question suggests is tried too, it may have been accepted."""
    if not waiting:
        return None
    suggested: dict[str, object] = {}
    for problem in row.masalah:
        suggested.update(problem.nilai_usul)
    tries = [row.nilai]
    if suggested:
        tries.append({**row.nilai, **suggested})
    if row.teks_asli:
        tries.append({**row.nilai, **row.teks_asli})
    keys = [row_key(jenis, nilai) for nilai in tries]
    if jenis in _CODED:  # an activity that came from a proposal often gets its code in the file
        keys.append(row_key(jenis, {**row.nilai, "kode": ""}))
        if not row.nilai.get("kode"):
            keys.append((_LATER, *keys[-1]))
    for key in keys:
        for one in waiting.get(key or ("",), ()):
            if one.id not in taken and not _is_other_term(row, one):
                taken.add(one.id)
                return one
    return None


def _is_other_term(row: BarisTempel, lama: BarisLama) -> bool:
    """One person in one office for a second time: the first term stays for the papers of its years (V-43)."""
    begins, ended = row.nilai.get("mulai"), lama.nilai.get("selesai")
    ends, began = row.nilai.get("selesai"), lama.nilai.get("mulai")
    is_later = isinstance(begins, date) and isinstance(ended, date) and begins > ended
    return is_later or (isinstance(ends, date) and isinstance(began, date) and ends < began)


def _against(row: BarisTempel, partner: BarisLama | None) -> tuple[BarisTempel, KeadaanImpor]:
    if partner is None:
        is_doubtful = row.keadaan is KeadaanBaris.PERIKSA
        return row, KeadaanImpor.PERIKSA if is_doubtful else KeadaanImpor.BARU
    # a row looks like the record it is: that is no question
    problems = tuple(one for one in row.masalah if one.aturan != LOOKS_ALIKE)
    is_doubtful = row.keadaan is KeadaanBaris.PERIKSA and bool(problems or row.teks_asli.keys() - {PARTS})
    meant: dict[str, object] = {}  # an answer given since is not undone by reading the file again
    for problem in problems:
        meant.update(problem.nilai_usul)
    changed = tuple(
        name
        for name, value in row.nilai.items()
        if not name.startswith("_")
        and _differs(partner.nilai.get(name), value)
        and not (name in meant and not _differs(partner.nilai.get(name), meant[name]))
    )
    unread = tuple(
        name
        for name, text in row.teks_asli.items()
        if partner.nilai.get(name) in (None, "", ()) and partner.teks_asli.get(name) != text
    )
    row = replace(row, cocok=partner.id, berubah=(*changed, *unread), masalah=problems)
    if not row.berubah:
        return row, KeadaanImpor.SAMA
    if partner.putusan is not None and not row.timpa:
        return replace(row, ditahan=_held(row, partner, partner.putusan)), KeadaanImpor.DITOLAK
    return row, KeadaanImpor.PERIKSA if is_doubtful else KeadaanImpor.BERUBAH


def _held(row: BarisTempel, partner: BarisLama, putusan: Putusan) -> str:
    """What was decided, and what the row would have changed: `perkiraan biaya 5.000.000 → 7.000.000`."""
    changes = []
    for name in row.berubah:
        before, after = shown_value(partner.nilai.get(name)), shown_value(row.nilai.get(name))
        changes.append(
            f"{field_name(name).lower()} {before or '–'} → {row.teks_asli.get(name) or after or '–'}"
        )
    sentence = _("Sama dengan {nama} yang {putusan}. Tidak ditimpa: {perubahan}.")
    return sentence.format(nama=putusan.nama, putusan=putusan.kata, perubahan="; ".join(changes))


def _differs(stored: object, value: object) -> bool:
    if isinstance(stored, Enum) and not isinstance(value, Enum):
        return bool(stored.value != value)
    return stored != value and not (stored in (None, "", ()) and value in (None, "", ()))


def hitung_impor(compared: Iterable[tuple[BarisTempel, KeadaanImpor]]) -> dict[str, int]:
    """The counts of `data impor`: dibaca, baru, berubah, sama, periksa, ditolak, and dilewati apart."""
    counts = {keadaan.value: 0 for keadaan in KeadaanImpor}
    for _row, keadaan in compared:
        counts[keadaan.value] += 1
    read = sum(number for word, number in counts.items() if word != KeadaanImpor.DILEWATI.value)
    return {"dibaca": read, **counts}


def mark_mirip(
    rows: Sequence[BarisTempel],
    usulan: Sequence[Usulan],
    ambang: int,
    *,
    tahun: int = 0,
    field: str = "uraian",
    putusan: Mapping[UUID, Putusan] | None = None,
) -> list[BarisTempel]:
    """Pasted proposals that look like stored ones of their dusun get a hint; matched rows are left alone.

    `tahun` is the year of the stored ones when it is another (V-23); `field` holds what is asked for;
    `putusan` says by id what was decided about the stored ones.
    """
    marked = []
    stored = Sebanding(usulan, ambang)
    for row in rows:
        is_candidate = row.keadaan in (KeadaanBaris.SIAP, KeadaanBaris.PERIKSA) and row.cocok is None
        if is_candidate:
            fresh = Usulan(
                uraian=str(row.nilai.get(field, "")),
                lokasi=str(row.nilai.get("lokasi", "")),
                dusun=str(row.nilai.get("dusun", "")),
            )
            alike = stored.nearest(fresh)
            if alike is not None:
                said = _alike(alike.usulan, tahun, (putusan or {}).get(alike.usulan.id))
                problem = Masalah(field, fresh.uraian, LOOKS_ALIKE, said)
                row = replace(
                    row,
                    keadaan=KeadaanBaris.PERIKSA,
                    masalah=(*row.masalah, problem),
                    mirip=row.mirip if tahun else alike.usulan.id,
                )
        marked.append(row)
    return marked


def _alike(usulan: Usulan, tahun: int, putusan: Putusan | None) -> str:
    if tahun:
        return _("Mirip usulan nomor {n} tahun {tahun}.").format(n=usulan.nomor, tahun=tahun)
    if putusan is None:
        return _("Mirip usulan nomor {n}.").format(n=usulan.nomor)
    sentence = _('Mirip usulan nomor {n}, "{uraian}", yang {putusan}.')
    return sentence.format(n=usulan.nomor, uraian=usulan.uraian, putusan=putusan.kata)
