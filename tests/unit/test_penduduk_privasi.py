"""Residents stay in their village: nothing that leaves it is made of their records (kiriman-format 12.6)."""

from __future__ import annotations

from desa_desktop.domain import penduduk
from desa_desktop.domain.dokumen import Kelas, class_of
from desa_desktop.domain.plain import CLASSES


def test_no_dokumen_that_travels_is_made_of_residents() -> None:
    ours = {getattr(penduduk, name) for name in penduduk.__all__}
    assert {jenis for jenis, cls in CLASSES.items() if cls in ours} == set()


def test_the_register_itself_is_of_the_class_that_stays_unless_asked_for() -> None:
    assert class_of("penduduk") is Kelas.AGREGAT
    assert class_of("penduduk-lokal") is Kelas.LOKAL
