"""Where a task or a record is opened: words of rules and tables turned into places of the navigation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desa_desktop.domain.kalender import Tugas
from desa_desktop.services.tasks import Beranda

_OF_TASK = {
    "musyawarah": "musyawarah",
    "rkpdes": "rkpdes",
    "kirim": "kirim",
    "kotak-masuk": "kotak_masuk",
    "daftar-isian": "isian",
    "cadangan": "cadangan",
    "pengaturan": "pengaturan",
    "kompilasi": "perencanaan",
    "telaah": "perencanaan",
    "desa": "desa",
}
_OF_TABLE = {
    "usulan": "usulan", "daftar_usulan": "usulan", "arsip_usulan": "usulan",
    "musyawarah": "musyawarah", "peserta": "musyawarah", "penilaian": "musyawarah", "nilai": "musyawarah",
    "agenda": "musyawarah", "keputusan": "musyawarah",
    "rkp_desa": "rkpdes", "kegiatan": "rkpdes", "pagu": "rkpdes", "baris_pagu": "rkpdes",
    "durkp": "rkpdes", "baris_durkp": "rkpdes",
    "rpjm_desa": "rpjm", "arah_rpjm": "rpjm", "kegiatan_rpjm": "rpjm", "kalender_musim": "rpjm",
    "kajian_lembaga": "rpjm", "masalah": "rpjm", "program_rpjm": "rpjm", "anggota_tim_rpjm": "rpjm",
    "isian": "isian", "jawaban": "isian",
    "desa": "data_desa", "dusun": "data_desa", "perangkat": "data_desa", "tokoh": "data_desa",
    "angka_pokok": "data_desa", "baris_angka": "data_desa",
    "penduduk": "penduduk", "keluarga": "penduduk", "mutasi": "penduduk",
    "telaah": "perencanaan", "catatan_telaah": "perencanaan",
}  # fmt: skip
_WITH_RECORD = frozenset({"isian", "musyawarah"})  # their key is the id of the dokumen
OUTSIDE = "beranda"
"""A task that nothing in the program can do: it is noted as done outside."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place and the record or the tab in it, None for the list."""

    place: str
    key: UUID | str | None = None


def target_of(task: Tugas) -> Target | None:
    """Where a task is done; None for one that is done outside the program."""
    kind, _colon, key = task.kunci.partition(":")
    if task.place == OUTSIDE:
        return None
    if kind == "wisaya" and key == "daftar":
        return Target("kirim")
    if kind == "paket":
        return Target("pengaturan", "aturan")
    place = _OF_TASK.get(task.place, task.place.replace("-", "_"))
    return Target(place, UUID(key) if kind == "isian" else None)


def recent_of(found: Beranda) -> list[tuple[Target, str]]:
    """What was worked on last, each with the name of its newest step, as far as a place shows it."""
    rows = []
    for one in found.terakhir:
        place = _OF_TABLE.get(one.tabel)
        if place is None:
            continue
        key = one.dokumen_id if place in _WITH_RECORD else one.baris_id if place == "usulan" else None
        rows.append((Target(place, key), one.langkah))
    return rows
