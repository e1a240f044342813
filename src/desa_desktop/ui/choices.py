"""The words a person chooses from, out of the rules and the domain, as fields and columns offer them."""

from __future__ import annotations

from collections.abc import Iterable

from desa_desktop.domain.aturan import Aturan, Pilihan, Tanda, Unsur
from desa_desktop.domain.usulan import Kewenangan, StatusUsulan
from desa_desktop.i18n import _
from desa_desktop.ui.kit.kinds import Choice


def jk_choices() -> list[Choice]:
    """Men and women as forms write them."""
    return [Choice("L", "L", _("Laki-laki")), Choice("P", "P", _("Perempuan"))]


def status_choices() -> list[Choice]:
    """What became of a proposal, in the words of ux.md 10.2."""
    return [
        Choice(StatusUsulan.DIUSULKAN, _("Diusulkan")),
        Choice(StatusUsulan.DISEPAKATI, _("Disepakati")),
        Choice(StatusUsulan.DITUNDA, _("Ditunda")),
        Choice(StatusUsulan.TIDAK_DISEPAKATI, _("Tidak disepakati")),
        Choice(StatusUsulan.DITERUSKAN, _("Diteruskan ke DURKP")),
    ]


def kewenangan_choices() -> list[Choice]:
    """Who may carry a proposal out."""
    return [
        Choice(Kewenangan.DESA, _("Kewenangan desa")),
        Choice(Kewenangan.DI_LUAR, _("Di luar kewenangan desa")),
    ]


def named_choices(rows: Iterable[Pilihan | Tanda | Unsur]) -> list[Choice]:
    """The lines of a list in the rules (tanda isu, kelompok rentan, unsur): the key is stored."""
    return [Choice(one.kunci, one.nama) for one in rows]


def bidang_choices(aturan: Aturan) -> list[Choice]:
    """The five bidang by their names; the code is stored."""
    return [Choice(one.kode, one.nama_pendek, one.kode) for one in aturan.daftar_bidang]


def kegiatan_choices(aturan: Aturan) -> list[Choice]:
    """All kegiatan of the code list: found by code or by name."""
    return [Choice(one.kode, one.kode, one.nama_pendek) for one in aturan.daftar_kegiatan]


def plain_choices(words: Iterable[str]) -> list[Choice]:
    """Words that are stored as they are read, each once."""
    return [Choice(word, word) for word in dict.fromkeys(words) if word]


def sdgs_choices(aturan: Aturan) -> list[Choice]:
    """The goals of SDGs Desa by their numbers."""
    return [Choice(one.nomor, str(one.nomor), one.nama) for one in aturan.sdgs]
