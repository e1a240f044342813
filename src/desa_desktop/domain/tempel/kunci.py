"""By what two rows of a list are known to be one and the same record."""

from __future__ import annotations

from collections.abc import Mapping

from desa_desktop.domain.pemeriksaan_usulan import compact_dusun
from desa_desktop.domain.teks import plain_words
from desa_desktop.domain.tempel.kolom import JenisTempel

_KEYS: Mapping[JenisTempel, tuple[str, ...]] = {
    JenisTempel.USULAN: ("uraian", "lokasi", "dusun"),
    JenisTempel.WILAYAH: ("nama",),
    JenisTempel.PERANGKAT: ("nama", "jabatan"),
    JenisTempel.TOKOH: ("nama", "dusun", "lembaga"),
    JenisTempel.ANGKA_POKOK: ("nama",),
    JenisTempel.PAGU: ("sumber",),
    JenisTempel.RKP: ("kode", "nama", "lokasi"),
    JenisTempel.DURKP: ("nama", "lokasi"),
    JenisTempel.RAB: ("uraian",),
    JenisTempel.DESA: ("kode",),
    JenisTempel.PENDUDUK_SEMENTARA: ("nama", "identitas", "tanggal_datang"),
    JenisTempel.RPJM: ("kode", "nama", "lokasi"),
    JenisTempel.HARGA: ("kode", "uraian", "satuan", "lokasi"),
}
_SECOND = (JenisTempel.RKP, JenisTempel.RPJM, JenisTempel.HARGA)  # the name follows the code


def row_key(jenis: JenisTempel, nilai: Mapping[str, object]) -> tuple[str, ...]:
    """The comparable key of a record; () if its main part is empty."""
    parts = tuple(_part(jenis, field, nilai.get(field)) for field in _KEYS[jenis])
    main = 1 if jenis in _SECOND else 0
    return parts if parts[main] else ()


def _part(jenis: JenisTempel, field: str, value: object) -> str:
    if value is None or value == "":
        return ""
    text = str(value)
    if field == "dusun" or jenis is JenisTempel.WILAYAH:
        return compact_dusun(text)
    return plain_words(text)
