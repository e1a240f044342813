"""Words of the register on screen: codes, masked numbers, ages, and the choices of its lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from desa_desktop.domain.penduduk import StatusDasar, age_on, show_nomor_sementara
from desa_desktop.domain.penduduk.kode import DAFTAR_OF_FIELD, KodePenduduk
from desa_desktop.domain.penduduk.mutasi import from_plain
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.domain.sebutan import show_value
from desa_desktop.i18n import N_, _
from desa_desktop.services.lihat_penduduk import DusunTampil
from desa_desktop.ui.kit.kinds import Choice

STATUS: Mapping[StatusDasar, str] = {
    StatusDasar.HIDUP: N_("Penduduk"),
    StatusDasar.MATI: N_("Meninggal"),
    StatusDasar.PINDAH: N_("Pindah keluar"),
    StatusDasar.HILANG: N_("Hilang"),
    StatusDasar.PERGI: N_("Pergi sementara"),
    StatusDasar.TIDAK_VALID: N_("Tidak dipakai lagi"),  # merged, or its birth or arrival was cancelled
}
DISABILITAS: Mapping[int | None, str] = {
    1: N_("Fisik"),
    2: N_("Netra"),
    3: N_("Rungu atau wicara"),
    4: N_("Mental atau jiwa"),
    5: N_("Fisik dan mental"),
    6: N_("Disabilitas lain"),
    7: N_("Tanpa disabilitas"),
}


NOMOR = frozenset({"nik", "nik_ayah", "nik_ibu", "no_kk", "no_kk_asal"})
"""Fields whose value is masked unless it is asked for."""


@dataclass(slots=True)
class Kata:
    """What the pages share: lists of codes, names of hamlets, whether numbers are shown whole."""

    kode: KodePenduduk
    today: date
    is_tampak: bool = False
    dusun: dict[UUID, str] = field(default_factory=dict)
    desa: dict[UUID, str] = field(default_factory=dict)

    def nama_desa(self, row: Any) -> str:
        """In a kecamatan, whose resident it is."""
        return self.desa.get(row.desa_id, "")

    def take_dusun(self, known: Sequence[DusunTampil]) -> None:
        """The hamlets as last read."""
        self.dusun = {one.id: one.nama for one in known}

    def masked(self, nomor: str) -> str:
        """A NIK or number of a KK as it may be read now."""
        return nomor if self.is_tampak else mask_nik(nomor)

    def nik(self, row: Any) -> str:
        """The NIK, masked unless asked for; else the temporary number (`SEM-0007`)."""
        if row.nik:
            return self.masked(row.nik)
        return show_nomor_sementara(row.nomor_sementara) if row.nomor_sementara else ""

    def no_kk(self, row: Any) -> str:
        """The number of the KK, masked like a NIK."""
        if not row.no_kk:
            return ""
        return self.masked(row.no_kk)

    def umur(self, row: Any) -> int | None:
        """Completed years today."""
        lahir = row.tanggal_lahir
        return None if lahir is None else age_on(lahir, self.today)

    def nama_dusun(self, row: Any) -> str:
        """The hamlet's name."""
        return self.dusun.get(row.dusun_id, "") if row.dusun_id is not None else ""

    def word(self, name: str, kode: int | None) -> str:
        """The word of a code: as on the KK, but where its list uses a word that hurts (ux.md 10.1)."""
        if name == "cacat" and kode in DISABILITAS:
            return _(DISABILITAS[kode])
        return self.kode.word(name, kode)

    def choices(self, name: str) -> list[Choice]:
        """The list a field is chosen from; its numbers can be typed as well."""
        daftar = self.kode[DAFTAR_OF_FIELD.get(name, name)]
        return [Choice(one.kode, self.word(name, one.kode), str(one.kode)) for one in daftar.isi]

    def dusun_choices(self) -> list[Choice]:
        """The hamlets."""
        return [Choice(key, nama) for key, nama in self.dusun.items()]

    def value(self, name: str, value: Any) -> str:
        """A plain value of a history line in words."""
        if value in (None, "", {}, []):
            return ""
        if not name and isinstance(value, Mapping):
            # A whole record that came or went: its numbers stay masked, so it is called by its name only.
            return str(value.get("nama") or "")
        if name in NOMOR and isinstance(value, str):
            return self.masked(value)
        if name in DAFTAR_OF_FIELD and isinstance(value, int):
            return self.word(name, value)
        if name == "status_dasar":
            return _(STATUS[value if isinstance(value, StatusDasar) else StatusDasar(value)])
        if name == "dusun_id":
            key = value if isinstance(value, UUID) else UUID(str(value))
            return self.dusun.get(key, "")
        if name == "foto":
            return _("ada foto")
        if name == "keluarga_id":
            return _("keluarga lain")
        if isinstance(value, str) and name.startswith("tanggal_"):
            value = from_plain(name, value)
        return show_value(name, value)


def rt_rw(row: Any) -> str:
    """`001/002`, what is unknown as a stroke."""
    return f"{row.rt or '–'}/{row.rw or '–'}" if row.rt or row.rw else ""


def status_word(row: Any) -> str:
    """What became of a person."""
    return _(STATUS[row.status_dasar])


def name_with_state(row: Any) -> str:
    """The name, and of who no longer lives here what became of them, so that nobody is taken for present."""
    if not row.nama or row.status_dasar is StatusDasar.HIDUP:
        return str(row.nama)
    return _("{nama} ({keadaan})").format(nama=row.nama, keadaan=status_word(row).lower())
