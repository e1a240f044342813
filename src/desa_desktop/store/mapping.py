"""Binds the plain classes of the domain to the tables, once; the domain never hears of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import registry, relationship

from desa_desktop.domain import (
    desa,
    harga,
    isian,
    kantor,
    musyawarah,
    paket_aturan,
    penduduk,
    rkp,
    rpjm,
    telaah,
    usulan,
)
from desa_desktop.store import tables, tables_penduduk
from desa_desktop.store.types import Json, JsonTuple


@dataclass(frozen=True, slots=True)
class Kind:
    """How one class is kept: its table, the list of its parent it lies in, and the root it belongs to."""

    cls: type[Any]
    table: sa.Table
    parent: type[Any] | None = None
    attribute: str = ""
    fk: str = ""
    parts: tuple[str, ...] = ()

    @property
    def is_root(self) -> bool:
        """True for an aggregate's own class."""
        return self.parent is None


def _part(cls: type[Any], table: sa.Table, parent: type[Any], attribute: str, fk: str) -> Kind:
    return Kind(cls, table, parent, attribute, fk)


_ALL = (
    Kind(kantor.Kantor, tables.kantor),
    Kind(kantor.DesaBinaan, tables.desa_binaan),
    Kind(kantor.CatatanTahap, tables.catatan_tahap),
    Kind(desa.Desa, tables.desa),
    _part(desa.Dusun, tables.dusun, desa.Desa, "dusun", "desa_id"),
    _part(desa.Perangkat, tables.perangkat, desa.Desa, "perangkat", "desa_id"),
    _part(desa.Tokoh, tables.tokoh, desa.Desa, "tokoh", "desa_id"),
    Kind(desa.AngkaPokok, tables.angka_pokok),
    _part(desa.BarisAngka, tables.baris_angka, desa.AngkaPokok, "baris", "angka_pokok_id"),
    Kind(usulan.DaftarUsulan, tables.daftar_usulan),
    _part(usulan.Usulan, tables.usulan, usulan.DaftarUsulan, "usulan", "daftar_usulan_id"),
    Kind(musyawarah.Musyawarah, tables.musyawarah),
    _part(musyawarah.Agenda, tables.agenda, musyawarah.Musyawarah, "agenda", "musyawarah_id"),
    _part(musyawarah.Peserta, tables.peserta, musyawarah.Musyawarah, "peserta", "musyawarah_id"),
    _part(musyawarah.Bahasan, tables.bahasan, musyawarah.Musyawarah, "bahasan", "musyawarah_id"),
    _part(musyawarah.Penilai, tables.penilai, musyawarah.Musyawarah, "penilai", "musyawarah_id"),
    _part(musyawarah.Keputusan, tables.keputusan, musyawarah.Musyawarah, "keputusan", "musyawarah_id"),
    _part(musyawarah.Catatan, tables.catatan, musyawarah.Musyawarah, "catatan", "musyawarah_id"),
    _part(
        musyawarah.Penandatangan,
        tables.penandatangan,
        musyawarah.Musyawarah,
        "penandatangan",
        "musyawarah_id",
    ),
    Kind(rkp.RkpDesa, tables.rkp_desa),
    _part(rkp.Kegiatan, tables.kegiatan, rkp.RkpDesa, "kegiatan", "rkp_desa_id"),
    _part(rkp.SumberBiaya, tables.sumber_biaya, rkp.Kegiatan, "sumber_biaya", "kegiatan_id"),
    _part(rkp.BarisRab, tables.baris_rab, rkp.Kegiatan, "rab", "kegiatan_id"),
    _part(rkp.Pagu, tables.pagu, rkp.RkpDesa, "pagu", "rkp_desa_id"),
    _part(rkp.AnggotaTim, tables.anggota_tim, rkp.RkpDesa, "tim", "rkp_desa_id"),
    _part(rkp.RencanaTim, tables.rencana_tim, rkp.RkpDesa, "rencana_tim", "rkp_desa_id"),
    _part(rkp.ProgramMasuk, tables.program_masuk, rkp.RkpDesa, "program", "rkp_desa_id"),
    _part(rkp.Evaluasi, tables.evaluasi, rkp.RkpDesa, "evaluasi", "rkp_desa_id"),
    Kind(rkp.Durkp, tables.durkp),
    _part(rkp.BarisDurkp, tables.baris_durkp, rkp.Durkp, "baris", "durkp_id"),
    Kind(rpjm.RpjmDesa, tables.rpjm_desa),
    _part(rpjm.ArahRpjm, tables.arah_rpjm, rpjm.RpjmDesa, "arah", "rpjm_desa_id"),
    _part(rpjm.KegiatanRpjm, tables.kegiatan_rpjm, rpjm.RpjmDesa, "kegiatan", "rpjm_desa_id"),
    _part(rpjm.KalenderMusim, tables.kalender_musim, rpjm.RpjmDesa, "musim", "rpjm_desa_id"),
    _part(rpjm.KajianLembaga, tables.kajian_lembaga, rpjm.RpjmDesa, "kelembagaan", "rpjm_desa_id"),
    _part(rpjm.Masalah, tables.masalah, rpjm.RpjmDesa, "masalah", "rpjm_desa_id"),
    _part(rpjm.ProgramRpjm, tables.program_rpjm, rpjm.RpjmDesa, "program", "rpjm_desa_id"),
    _part(rpjm.AnggotaTimRpjm, tables.anggota_tim_rpjm, rpjm.RpjmDesa, "tim", "rpjm_desa_id"),
    Kind(harga.DaftarHarga, tables.daftar_harga),
    _part(harga.HargaSatuan, tables.harga_satuan, harga.DaftarHarga, "baris", "daftar_harga_id"),
    Kind(paket_aturan.PaketTersimpan, tables.paket_tersimpan),
    Kind(isian.Isian, tables.isian),
    _part(isian.Jawaban, tables.jawaban, isian.Isian, "jawaban", "isian_id"),
    Kind(telaah.Telaah, tables.telaah),
    _part(telaah.CatatanTelaah, tables.catatan_telaah, telaah.Telaah, "catatan", "telaah_id"),
    Kind(telaah.TandaTerima, tables.tanda_terima),
    Kind(telaah.Kompilasi, tables.kompilasi),
    Kind(penduduk.Keluarga, tables_penduduk.keluarga),
    Kind(penduduk.Penduduk, tables_penduduk.penduduk),
    Kind(penduduk.Mutasi, tables_penduduk.mutasi),
    Kind(penduduk.PendudukSementara, tables_penduduk.penduduk_sementara),
    Kind(penduduk.ProgramBantuan, tables_penduduk.program_bantuan),
    Kind(penduduk.PesertaBantuan, tables_penduduk.peserta_bantuan),
    Kind(penduduk.PutusanGanda, tables_penduduk.putusan_ganda),
    Kind(penduduk.TutupBulan, tables_penduduk.tutup_bulan),
    Kind(penduduk.ProfilImpor, tables_penduduk.profil_impor),
    Kind(penduduk.Saringan, tables_penduduk.saringan),
)

KINDS: Mapping[type[Any], Kind] = {kind.cls: kind for kind in _ALL}
BY_TABLE: Mapping[str, Kind] = {kind.table.name: kind for kind in _ALL}

TECHNICAL = frozenset({"versi", "diubah_pada"})


def default_values(kind: Kind) -> Mapping[str, Any]:
    """The plain value that every column of content has in a fresh row."""
    if kind.table.name not in _DEFAULTS:
        _DEFAULTS[kind.table.name] = {
            column.name: _default(column) for column in kind.table.columns if column.name not in TECHNICAL
        }
    return _DEFAULTS[kind.table.name]


_DEFAULTS: dict[str, Mapping[str, Any]] = {}


def _default(column: sa.Column[Any]) -> Any:
    if column.server_default is None:
        return None
    text = str(getattr(column.server_default, "arg", ""))
    match column.type:
        case Json() | JsonTuple():
            return json.loads(text)
        case sa.Boolean():
            return False
        case sa.Integer():
            return int(text)
        case _:
            return text


def list_order(table: sa.Table) -> list[sa.Column[Any]]:
    """In which order people see the rows of a list."""
    first = table.c.urut if "urut" in table.c else table.c.kode
    return [first, table.c.id]


def _bind() -> registry:
    maps = registry()
    for kind in _ALL:
        properties = {
            part.attribute: relationship(
                part.cls,
                cascade="all, delete-orphan",
                passive_deletes=False,
                order_by=list_order(part.table),
                lazy="selectin",
            )
            for part in _ALL
            if part.parent is kind.cls
        }
        maps.map_imperatively(kind.cls, kind.table, properties=properties)
    maps.configure()
    return maps


REGISTRY = _bind()


def root_kind(kind: Kind) -> Kind:
    """The aggregate's own kind that a part belongs to (itself for a root)."""
    while kind.parent is not None:
        kind = KINDS[kind.parent]
    return kind
