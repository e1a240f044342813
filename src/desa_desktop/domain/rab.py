"""The sums of a cost estimate (RAB): lines are exact, the total is rounded once to whole rupiah."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from desa_desktop.domain.rkp import EXACT, BarisRab, Kegiatan, KelompokRab
from desa_desktop.domain.teks import compact
from desa_desktop.i18n import N_, _

KELOMPOK_NAMES: Mapping[KelompokRab, str] = {
    KelompokRab.BAHAN: N_("Bahan"),
    KelompokRab.ALAT: N_("Alat"),
    KelompokRab.UPAH: N_("Upah"),
    KelompokRab.LAIN: N_("Belanja lain"),
}


KATEGORI_RAB: Mapping[str, str] = {
    "I-a": N_("Bahan hasil tenaga manusia"),
    "I-b": N_("Bahan hasil industri"),
    "II-a": N_("Alat tangan"),
    "II-b": N_("Alat mesin beli/sewa"),
    "III-a": N_("Tenaga konstruksi"),
    "III-b": N_("Tenaga pengumpulan bahan"),
}
"""The cost categories of form J1 (perencanaan.md 6 J)."""


_WORDS: Mapping[KelompokRab, frozenset[str]] = {
    KelompokRab.BAHAN: frozenset({"bahan", "material", "bahanmaterial", "bahanbaku", "belanjabahan"}),
    KelompokRab.ALAT: frozenset({"alat", "peralatan", "sewaalat", "alatkerja", "belanjaalat"}),
    KelompokRab.UPAH: frozenset(
        {"upah", "upahkerja", "tenaga", "tenagakerja", "upahtenaga", "hok", "ongkos"}
    ),
    KelompokRab.LAIN: frozenset(
        {"lain", "lainnya", "lainlain", "belanjalain", "honor", "honorarium", "operasional", "nonfisik"}
    ),
}


def read_kelompok(text: str) -> KelompokRab | None:
    """The part of an estimate that a heading or cell names (`2. ALAT`, `Upah Kerja`); None for others."""
    word = compact(re.sub(r"^[ \t]*(?:[0-9]+|[ivx]+|[a-z])[.)]+", "", text, flags=re.IGNORECASE))
    return next((kelompok for kelompok, words in _WORDS.items() if word in words), None)


def kelompok_name(kelompok: KelompokRab | None) -> str:
    """What people call this part of an estimate."""
    return _("Tanpa kelompok") if kelompok is None else _(KELOMPOK_NAMES[kelompok])


def order_for_rab(baris: Iterable[BarisRab]) -> list[BarisRab]:
    """The lines as form J1 has them: Bahan, Alat, Upah, then other spending, then those without a group."""
    place = {kelompok: number for number, kelompok in enumerate(KelompokRab)}
    last = len(place)
    return sorted(
        baris,
        key=lambda one: (last if one.kelompok is None else place[one.kelompok], one.urut, str(one.id)),
    )


def jumlah_rab(baris: Iterable[BarisRab]) -> Decimal:
    """Rupiah of these lines together, exact; a line that is not complete counts as nothing."""
    total = Decimal(0)
    for one in baris:
        total = EXACT.add(total, one.jumlah or Decimal(0))
    return total


def rupiah_rab(baris: Iterable[BarisRab]) -> int:
    """The total in whole rupiah, half a rupiah upwards: what the activity's cost is held against (V-13)."""
    return int(jumlah_rab(baris).to_integral_value(ROUND_HALF_UP))


def jumlah_swadaya(baris: BarisRab) -> Decimal | None:
    """Rupiah of the part that citizens bring themselves (form J3); None where nothing is brought."""
    if baris.volume_swadaya is None or baris.harga_satuan is None:
        return None
    return EXACT.multiply(baris.volume_swadaya, Decimal(baris.harga_satuan))


def subtotal_rab(baris: Iterable[BarisRab]) -> dict[KelompokRab | None, Decimal]:
    """Exact rupiah of each part that has lines, in the order of the form."""
    parts: dict[KelompokRab | None, list[BarisRab]] = {}
    for one in order_for_rab(baris):
        parts.setdefault(one.kelompok, []).append(one)
    return {kelompok: jumlah_rab(rows) for kelompok, rows in parts.items()}


def selisih_rab(kegiatan: Kegiatan) -> int:
    """Rupiah by which the estimate is above (negative: below) the activity's cost; 0 without one."""
    return rupiah_rab(kegiatan.rab) - (kegiatan.biaya or 0) if kegiatan.rab else 0
