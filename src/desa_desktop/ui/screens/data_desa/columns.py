"""The columns of the lists in Data Desa and the fields of its identity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desa_desktop.domain.aturan import Aturan
from desa_desktop.i18n import N_, _
from desa_desktop.services import printing
from desa_desktop.ui import choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.table import Column

_NOT_SENT = N_("Hanya untuk desa, tidak ikut dikirim ke kecamatan.")


@dataclass(slots=True)
class Hamlets:
    """The names of the hamlets as last read."""

    names: Sequence[str] = ()

    def __call__(self) -> Sequence[Choice]:
        """As lines of a choice."""
        return choices.plain_choices(self.names)


def identity() -> tuple[Field, ...]:
    """Name and place of the village; the code is fixed once the office is set up."""
    return (
        Field(name="kode", label=_("Kode wilayah"), editable=False,
              hint=_("Kode tidak dapat diganti. Kode dipakai untuk mengenali kiriman desa ini.")),
        Field(name="nama", label=_("Nama desa"), wajib=True),
        Field(name="kecamatan", label=_("Kecamatan"), wajib=True),
        Field(name="kabupaten", label=_("Kabupaten"), wajib=True),
        Field(name="provinsi", label=_("Provinsi"), wajib=True),
        Field(name="alamat", label=_("Alamat kantor desa"), hint=_("Tercetak di kepala surat.")),
        Field(name="kode_pos", label=_("Kode pos")),
        Field(name="telepon", label=_("Telepon"), beside=True),
    )  # fmt: skip


def wilayah() -> tuple[Column, ...]:
    """Hamlets with their counts."""
    return (
        Column(name="nama", label=_("Dusun"), width=220, stretch=True, wajib=True),
        Column(name="kepala", label=_("Kepala dusun"), width=220),
        Column(name="jumlah_rw", label=_("Jumlah RW"), kind=Kind.INTEGER, width=110, total=True),
        Column(name="jumlah_rt", label=_("Jumlah RT"), kind=Kind.INTEGER, width=110, total=True),
        Column(name="jumlah_kk", label=_("Jumlah KK"), kind=Kind.INTEGER, width=110, total=True),
    )


def perangkat() -> tuple[Column, ...]:
    """Officers, their term, and which papers they sign."""
    papers = [Choice(one.kind, one.title) for one in printing.list_documents() if one.kind != "kartu-kunci"]
    return (
        Column(name="nama", label=_("Nama"), width=190, stretch=True, wajib=True),
        Column(name="jabatan", label=_("Jabatan"), width=170),
        Column(name="jk", label=_("L/P"), kind=Kind.CHOICE, width=56, choices=choices.jk_choices()),
        Column(name="nip", label=_("NIP"), width=150),
        Column(name="mulai", label=_("Mulai"), kind=Kind.DATE, width=104, hint=_("Mulai menjabat")),
        Column(name="selesai", label=_("Selesai"), kind=Kind.DATE, width=104, hint=_("Selesai menjabat")),
        Column(name="kontak", label=_("Kontak"), width=120, hint=_(_NOT_SENT)),
        Column(name="tanda_tangan", label=_("Tanda tangan di dokumen"), kind=Kind.MANY, width=190,
               choices=papers),
    )  # fmt: skip


def tokoh(aturan: Aturan, hamlets: Hamlets) -> tuple[Column, ...]:
    """Notables and delegates, with the group of society they stand for."""
    return (
        Column(name="nama", label=_("Nama"), width=190, stretch=True, wajib=True),
        Column(name="jk", label=_("L/P"), kind=Kind.CHOICE, width=56, choices=choices.jk_choices()),
        Column(name="unsur", label=_("Unsur masyarakat"), kind=Kind.CHOICE, width=190,
               choices=choices.named_choices(aturan.unsur)),
        Column(name="lembaga", label=_("Lembaga"), width=170),
        Column(name="jabatan", label=_("Jabatan"), width=130),
        Column(name="dusun", label=_("Dusun"), kind=Kind.CHOICE, width=130, free=True, choices=hamlets),
        Column(name="kontak", label=_("Kontak"), width=130, hint=_(_NOT_SENT)),
    )  # fmt: skip


def angka() -> tuple[Column, ...]:
    """Key figures: men, women, both, and where the number comes from."""
    return (
        Column(name="nama", label=_("Angka"), width=210, stretch=True, wajib=True),
        Column(name="l", label=_("L"), kind=Kind.INTEGER, width=76, hint=_("Laki-laki")),
        Column(name="p", label=_("P"), kind=Kind.INTEGER, width=76, hint=_("Perempuan")),
        Column(name="jumlah", label=_("Jumlah"), kind=Kind.INTEGER, width=86),
        Column(name="satuan", label=_("Satuan"), width=86),
        Column(name="sumber", label=_("Sumber"), width=170,
               hint=_("Misalnya Buku Induk Penduduk atau SDGs Desa.")),
    )  # fmt: skip
