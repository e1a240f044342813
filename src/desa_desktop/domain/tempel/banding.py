"""Rows of a file held against what is already stored, so that reading a file twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from uuid import UUID

from desa_desktop.domain.pemeriksaan_usulan import Sebanding
from desa_desktop.domain.tempel.baris import BarisTempel, KeadaanBaris
from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.tempel.kunci import row_key
from desa_desktop.domain.tempel.sel import Masalah
from desa_desktop.domain.usulan import Usulan
from desa_desktop.i18n import _

LOOKS_ALIKE = "K-129"
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
    """A stored record: its id, its values by field, and the texts it keeps unread."""

    id: UUID
    nilai: Mapping[str, object]
    teks_asli: Mapping[str, str] = field(default_factory=dict)


def compare_rows(
    jenis: JenisTempel, rows: Sequence[BarisTempel], lama: Iterable[BarisLama]
) -> list[tuple[BarisTempel, KeadaanImpor]]:
    """Each row with what an import does. Each stored record is matched at most once, in order.

    A row never empties a field: what the person filled in since stays. A row equal to its record is
    `sama` even if it holds a question, because that question is already stored or answered.
    """
    waiting: dict[tuple[str, ...], list[BarisLama]] = {}
    for one in lama:
        key = row_key(jenis, one.nilai)
        if not key and one.teks_asli:  # its main field still holds what nobody could read
            key = row_key(jenis, {**one.nilai, **one.teks_asli})
        waiting.setdefault(key, []).append(one)
        if jenis in _CODED and one.nilai.get("kode"):  # it may have got its code after it was read in
            waiting.setdefault((_LATER, *row_key(jenis, {**one.nilai, "kode": ""})), []).append(one)
    taken: set[UUID] = set()
    compared = []
    for row in rows:
        if row.keadaan is KeadaanBaris.DILEWATI:
            compared.append((row, KeadaanImpor.DILEWATI))
        elif row.keadaan is KeadaanBaris.TIDAK_BISA:
            compared.append((row, KeadaanImpor.DITOLAK))
        else:
            compared.append(_against(row, _partner(jenis, row, waiting, taken)))
    return compared


def _partner(
    jenis: JenisTempel,
    row: BarisTempel,
    waiting: Mapping[tuple[str, ...], list[BarisLama]],
    taken: set[UUID],
) -> BarisLama | None:
    """The stored record of this row; what a question suggests is tried too, it may have been accepted."""
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
            if one.id not in taken:
                taken.add(one.id)
                return one
    return None


def _against(row: BarisTempel, partner: BarisLama | None) -> tuple[BarisTempel, KeadaanImpor]:
    is_doubtful = row.keadaan is KeadaanBaris.PERIKSA
    if partner is None:
        return row, KeadaanImpor.PERIKSA if is_doubtful else KeadaanImpor.BARU
    meant: dict[str, object] = {}  # an answer given since is not undone by reading the file again
    for problem in row.masalah:
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
    row = replace(row, cocok=partner.id, berubah=(*changed, *unread))
    if not row.berubah:
        return row, KeadaanImpor.SAMA
    return row, KeadaanImpor.PERIKSA if is_doubtful else KeadaanImpor.BERUBAH


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
) -> list[BarisTempel]:
    """Pasted proposals that look like stored ones of their dusun get a hint; matched rows are left alone.

    `tahun` is the year of the stored ones when it is another (V-23); `field` holds what is asked for.
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
                problem = Masalah(field, fresh.uraian, LOOKS_ALIKE, _alike(alike.usulan, tahun))
                row = replace(row, keadaan=KeadaanBaris.PERIKSA, masalah=(*row.masalah, problem))
        marked.append(row)
    return marked


def _alike(usulan: Usulan, tahun: int) -> str:
    if tahun:
        return _("Mirip usulan nomor {n} tahun {tahun}.").format(n=usulan.nomor, tahun=tahun)
    return _("Mirip usulan nomor {n}.").format(n=usulan.nomor)
