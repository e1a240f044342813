"""What is odd about a guest in register B.4. Rules P-701 to P-705; nothing here ever blocks entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.penduduk.orang import PendudukSementara
from desa_desktop.i18n import _

_OLDEST = 130  # years


def check_sementara(tamu: Iterable[PendudukSementara], today: date) -> Iterator[Pemeriksaan]:
    """The findings of all guests, each at the cell it is about."""
    for one in tamu:
        yield from _check(one, today)


def _check(one: PendudukSementara, today: date) -> Iterator[Pemeriksaan]:
    def found(aturan: str, field: str, teks: str) -> Pemeriksaan:
        return Pemeriksaan(Level.PERINGATAN, teks, aturan, one.id, field)

    if not one.nama.strip() and "nama" not in one.teks_asli:
        yield found("P-701", "nama", _("Nama belum diisi."))
    if one.tanggal_datang is None and "tanggal_datang" not in one.teks_asli:
        yield found("P-702", "tanggal_datang", _("Tanggal datang belum diisi."))
    if (
        one.tanggal_datang is not None
        and one.tanggal_pergi is not None
        and one.tanggal_pergi < one.tanggal_datang
    ):
        yield found("P-703", "tanggal_pergi", _("Tanggal pergi lebih awal dari tanggal datang."))
    for field in ("tanggal_lahir", "tanggal_datang"):
        day = getattr(one, field)
        if day is not None and day > today:
            yield found("P-704", field, _("Tanggal ini belum terjadi."))
    if one.umur is not None and one.umur > _OLDEST:
        yield found("P-705", "umur", _("Umur {n} tahun tidak mungkin.").format(n=one.umur))
