"""The verification sheet of one activity (form H4 of perencanaan.md 6): fourteen papers, LAYAK or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desa_desktop.domain.aturan import Aturan
from desa_desktop.i18n import N_, _

ADA, ADA_TIDAK, TIDAK_ADA = "ada_memenuhi", "ada_tidak", "tidak_ada"
KEADAAN: Mapping[str, str] = {
    ADA: N_("Ada & Memenuhi Syarat"),
    ADA_TIDAK: N_("Ada & Tidak Memenuhi Syarat"),
    TIDAK_ADA: N_("Tidak Ada"),
}
LAYAK, TIDAK_LAYAK = "layak", "tidak_layak"
HASIL: Mapping[str, str] = {LAYAK: N_("LAYAK"), TIDAK_LAYAK: N_("TIDAK LAYAK")}


@dataclass(frozen=True, slots=True)
class RingkasVerifikasi:
    """How far a sheet is filled in: items answered, fulfilled, of how many."""

    dijawab: int
    memenuhi: int
    semua: int
    hasil: str

    @property
    def teks(self) -> str:
        """`9 dari 14 butir diperiksa, 8 memenuhi syarat · LAYAK`."""
        words = _("{n} dari {m} butir diperiksa, {k} memenuhi syarat")
        said = words.format(n=self.dijawab, m=self.semua, k=self.memenuhi)
        return f"{said} · {_(HASIL[self.hasil])}" if self.hasil in HASIL else said


def butir_of(aturan: Aturan) -> dict[str, str]:
    """Key and name of the items of the sheet, as the Paket Aturan lists them."""
    return {one.kunci: one.nama for one in aturan.rencana.verifikasi}


def ringkas_verifikasi(isi: Mapping[str, str], hasil: str, butir: Mapping[str, str]) -> RingkasVerifikasi:
    """Count the items of one activity's sheet; items the rules no longer know are left out."""
    answers = [isi.get(key, "") for key in butir]
    answered = sum(one in KEADAAN for one in answers)
    return RingkasVerifikasi(answered, sum(one == ADA for one in answers), len(butir), hasil)


def usul_hasil(isi: Mapping[str, str], butir: Mapping[str, str]) -> str:
    """What the answers suggest: LAYAK when no item is there unfit, "" while one is unanswered.

    A paper that the activity does not need is `Tidak Ada` and stops nothing; people decide.
    """
    answers = [isi.get(key, "") for key in butir]
    if any(one not in KEADAAN for one in answers):
        return ""
    return TIDAK_LAYAK if ADA_TIDAK in answers else LAYAK
