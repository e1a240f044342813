"""What the title bar of the window says."""

from __future__ import annotations

from desa_desktop.i18n import _


def title_of(mode: str, name: str, year: int | None) -> str:
    """`Desa Desktop — Desa Tursino — Tahun Rencana 2027`; before the wizard only the program's name."""
    if not name:
        return "Desa Desktop"
    office_name = (_("Kecamatan {nama}") if mode == "kecamatan" else _("Desa {nama}")).format(nama=name)
    parts = ["Desa Desktop", office_name]
    if year is not None:
        parts.append(_("Tahun Rencana {tahun}").format(tahun=year))
    return " — ".join(parts)
