"""The cost estimate of an activity: lines that add up exactly, held against its cost (V-13)."""

from __future__ import annotations

from decimal import Decimal

from builders import aturan, baris_rab, kegiatan, rkp_desa
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.pemeriksaan_rkp import LatarRkp, check_rkp
from desa_desktop.domain.plain import compare, from_isi, to_isi
from desa_desktop.domain.rab import jumlah_rab, rupiah_rab, subtotal_rab
from desa_desktop.domain.rkp import Kegiatan, KelompokRab


def findings(*rows: Kegiatan, final: bool = False) -> list[Pemeriksaan]:
    found = check_rkp(rkp_desa(kegiatan=list(rows)), aturan(), LatarRkp(), final=final)
    return [one for one in found if one.aturan == "V-13"]


def test_a_line_is_volume_times_price_to_the_last_decimal() -> None:
    assert baris_rab(volume=Decimal("2.5"), harga_satuan=65_333).jumlah == Decimal("163332.5")
    long = baris_rab(volume=Decimal("123456789012345678901234567.125"), harga_satuan=9_007_199_254_740_991)
    assert long.jumlah == Decimal("1111999897984715765336370569642017627878520.875")
    assert baris_rab(volume=None).jumlah is None
    assert baris_rab(harga_satuan=None).jumlah is None


def test_the_total_is_rounded_once_and_not_line_by_line() -> None:
    rows = [baris_rab(volume=Decimal("0.5"), harga_satuan=1) for _number in range(3)]
    assert jumlah_rab(rows) == Decimal("1.5")
    assert rupiah_rab(rows) == 2


def test_subtotals_stand_in_the_order_of_the_form_and_those_without_a_group_come_last() -> None:
    rows = [
        baris_rab(kelompok=KelompokRab.UPAH, volume=Decimal(2), harga_satuan=100),
        baris_rab(kelompok=None, volume=Decimal(1), harga_satuan=7),
        baris_rab(kelompok=KelompokRab.BAHAN, volume=Decimal(1), harga_satuan=50),
        baris_rab(kelompok=KelompokRab.UPAH, volume=Decimal(1), harga_satuan=100),
    ]
    assert list(subtotal_rab(rows).items()) == [
        (KelompokRab.BAHAN, Decimal(50)),
        (KelompokRab.UPAH, Decimal(300)),
        (None, Decimal(7)),
    ]


def test_an_activity_whose_estimate_differs_from_its_cost_is_named_with_the_difference() -> None:
    talud = kegiatan(biaya=85_000_000, rab=[baris_rab(volume=Decimal(100), harga_satuan=800_000)])
    (found,) = findings(talud, final=True)
    assert found.level is Level.PERINGATAN
    assert found.teks == (
        "Kegiatan 1 (Talud RT 03): jumlah RAB Rp80.000.000 tidak sama dengan biaya Rp85.000.000. "
        "Selisih Rp5.000.000."
    )
    assert (found.record, found.field) == (talud.id, "rab")


def test_an_activity_without_an_estimate_or_with_an_equal_one_is_left_alone() -> None:
    equal = [baris_rab(volume=Decimal("12.5"), harga_satuan=6_800_000)]
    assert findings(kegiatan(), kegiatan(biaya=85_000_000, rab=equal)) == []


def test_a_line_of_the_estimate_that_lacks_something_is_named() -> None:
    lacking = baris_rab(uraian="Semen", volume=None, harga_satuan=None)
    (found,) = findings(kegiatan(biaya=0, rab=[lacking]))
    assert found.teks == "Kegiatan 1, RAB baris 1 (Semen): lengkapi volume, harga satuan."
    assert (found.level, found.record, found.field) == (Level.PERINGATAN, lacking.id, "volume")


def test_a_pasted_text_that_nobody_could_read_is_asked_for() -> None:
    unread = baris_rab(teks_asli={"volume": "seperlunya"}, volume=None)
    found = findings(kegiatan(biaya=0, rab=[unread]))
    assert 'Kegiatan 1, RAB baris 1: "seperlunya" belum dapat dibaca. Isi kolom ini dengan benar.' in [
        one.teks for one in found
    ]


def test_a_plan_frozen_before_there_were_estimates_reads_as_one_without_and_is_no_change() -> None:
    plan = rkp_desa()
    isi = to_isi(plan)
    before = {**isi, "kegiatan": [{k: v for k, v in one.items() if k != "rab"} for one in isi["kegiatan"]]}
    read = from_isi("rkp-desa", plan.id, plan.desa_id, plan.status.value, plan.revisi, before)
    assert read.kegiatan[0].rab == []
    found = compare(before, isi)
    assert (found.berubah, found.beda) == (0, ())
