"""The choice among all families of a village: by the name of the head, or by the whole number of the KK."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desa_desktop.domain.wording import Reading
from desa_desktop.i18n import _
from desa_desktop.services.lihat_penduduk import RumahPilihan
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.screens.penduduk.isian import Today, WargaField
from desa_desktop.ui.screens.penduduk.kata import Kata, rt_rw


@dataclass(frozen=True, kw_only=True)
class FamilyField(WargaField):
    """One of many families."""

    by_no_kk: Mapping[str, UUID] = field(default_factory=dict)

    def read(self, text: str, today: Today) -> Reading[object]:
        """A whole number means the family with it; anything else is looked for among the names."""
        digits = "".join(text.split())
        if digits.isdigit():
            key = self.by_no_kk.get(digits)
            if key is not None:
                return Reading(key)
            return Reading(None, _("Tidak ada keluarga dengan Nomor KK itu. Ketik nama kepalanya."), "P-711")
        return super().read(text, today)


def family_field(
    name: str, label: str, keluarga: Sequence[RumahPilihan], kata: Kata, hint: str = "", **more: Any
) -> FamilyField:
    """Each family with its masked number and place, so that no two read the same."""
    choices: list[Choice] = []
    seen: dict[str, int] = {}
    for one in sorted(keluarga, key=lambda each: each.kepala):
        number = kata.no_kk(one) or _("tanpa nomor KK")
        parts = (one.kepala or _("tanpa kepala"), number, rt_rw(one), kata.nama_dusun(one))
        words = ", ".join(part for part in parts if part)
        seen[words] = seen.get(words, 0) + 1
        choices.append(Choice(one.id, f"{words} ({seen[words]})" if seen[words] > 1 else words))
    return FamilyField(
        name=name, label=label, kind=Kind.CHOICE, choices=choices,
        hint=hint or _("Ketik nama kepala keluarga, lalu pilih; atau Nomor KK lengkap."),
        by_no_kk={one.no_kk: one.id for one in keluarga if one.no_kk}, **more,
    )  # fmt: skip
