"""What happens to residents says what changes, deletes nobody, and can be cancelled by a counter-entry."""

from __future__ import annotations

from datetime import date

import pytest

from builders import keluarga, penduduk
from desa_desktop.domain.penduduk import Akibat, Keluarga, Penduduk, Peristiwa, StatusDasar, kepala_of
from desa_desktop.domain.penduduk import mutasi as what
from desa_desktop.domain.penduduk.mutasi import Rincian
from desa_desktop.domain.penduduk.orang import ANAK, FAMILI_LAIN, ISTRI, KEPALA

HARI = Rincian(date(2026, 11, 3), date(2026, 11, 5), dokumen="474.3/12/XI/2026")


def family() -> tuple[Keluarga, Penduduk, Penduduk, Penduduk]:
    rumah = keluarga()
    return (
        rumah,
        penduduk(nama="SUPARDI", keluarga_id=rumah.id, shdk=KEPALA, jk="L"),
        penduduk(nama="SUMINAH", keluarga_id=rumah.id, shdk=ISTRI, jk="P"),
        penduduk(nama="AGUS", keluarga_id=rumah.id, shdk=ANAK, jk="L", tanggal_lahir=date(2001, 2, 3)),
    )


def carry_out(done: Akibat, *people: Penduduk) -> None:
    for one in people:
        for name, value in done.ubah_penduduk.get(one.id, {}).items():
            setattr(one, name, value)


def test_a_child_is_born_into_its_family() -> None:
    rumah, *_others = family()
    bayi = penduduk(nama="SITI", tanggal_lahir=None, jk="P", shdk=None)
    done = what.catat_lahir(bayi, rumah, HARI)
    assert done.penduduk_baru == (bayi,)
    assert (bayi.keluarga_id, bayi.shdk, bayi.tanggal_lahir) == (rumah.id, ANAK, HARI.tanggal)
    (catatan,) = done.mutasi
    assert (catatan.peristiwa, catatan.sign, catatan.dusun_id) == (Peristiwa.LAHIR, 1, rumah.dusun_id)


def test_a_dead_head_is_followed_by_the_chosen_one_and_stays_in_the_register() -> None:
    _rumah, supardi, suminah, agus = family()
    done = what.catat_mati(supardi, HARI, [supardi, suminah, agus], kepala_baru=suminah.id)
    assert [one.peristiwa for one in done.mutasi] == [Peristiwa.MATI, Peristiwa.GANTI_KEPALA]
    carry_out(done, supardi, suminah, agus)
    assert (supardi.status_dasar, supardi.shdk) == (StatusDasar.MATI, KEPALA)
    assert kepala_of([supardi, suminah, agus]) is suminah
    assert done.pemeriksaan == ()


def test_without_a_new_head_the_death_is_recorded_and_the_question_stays() -> None:
    _rumah, supardi, suminah, agus = family()
    done = what.catat_mati(supardi, HARI, [supardi, suminah, agus])
    assert [(one.aturan, one.record) for one in done.pemeriksaan] == [("P-401", supardi.keluarga_id)]


def test_the_last_of_a_family_leaves_no_question_behind() -> None:
    _rumah, supardi, *_others = family()
    assert what.catat_mati(supardi, HARI, [supardi]).pemeriksaan == ()


def test_a_whole_family_moves_as_one_event() -> None:
    _rumah, *people = family()
    done = what.catat_pindah(people, HARI, people)
    assert len({one.kelompok_id for one in done.mutasi}) == 1
    assert [one.sign for one in done.mutasi] == [-1, -1, -1]
    carry_out(done, *people)
    assert {one.status_dasar for one in people} == {StatusDasar.PINDAH}


def test_who_went_away_for_a_time_comes_back() -> None:
    _rumah, _supardi, _suminah, agus = family()
    carry_out(what.catat_pergi([agus], HARI), agus)
    assert agus.status_dasar is StatusDasar.PERGI
    carry_out(what.catat_kembali([agus], HARI), agus)
    assert agus.is_hidup


def test_one_who_moved_away_is_made_active_again_with_the_old_record() -> None:
    rumah, _supardi, _suminah, agus = family()
    carry_out(what.catat_pindah([agus], HARI), agus)
    done = what.catat_datang_kembali([agus], rumah, HARI)
    assert (done.mutasi[0].peristiwa, done.penduduk_baru) == (Peristiwa.DATANG, ())
    carry_out(done, agus)
    assert agus.is_hidup


def test_splitting_a_kk_moves_the_chosen_and_names_a_family_without_head() -> None:
    rumah, supardi, suminah, agus = family()
    baru = keluarga(no_kk="")
    done = what.pecah_kk([agus], [supardi, suminah, agus], baru, {agus.id: KEPALA}, HARI)
    assert done.keluarga_baru == (baru,)
    assert done.pemeriksaan == ()
    carry_out(done, agus)
    assert (agus.keluarga_id, agus.shdk) == (baru.id, KEPALA)
    assert done.mutasi[0].keluarga_id == rumah.id
    assert done.mutasi[0].sign == 0
    headless = what.pecah_kk([supardi], [supardi, suminah], baru, {}, HARI)
    assert [(one.aturan, one.record) for one in headless.pemeriksaan] == [("P-401", rumah.id)]


def test_joining_a_family_with_the_old_relation_shows_two_heads() -> None:
    rumah, supardi, suminah, _agus = family()
    lain = penduduk(nama="PAIMAN", shdk=KEPALA, keluarga_id=keluarga().id)
    wrong = what.gabung_kk([lain], rumah, [supardi, suminah], {lain.id: KEPALA}, HARI)
    assert [one.aturan for one in wrong.pemeriksaan] == ["P-402"]
    right = what.gabung_kk([lain], rumah, [supardi, suminah], {lain.id: FAMILI_LAIN}, HARI)
    assert right.pemeriksaan == ()
    assert right.ubah_penduduk[lain.id] == {"keluarga_id": rumah.id, "shdk": FAMILI_LAIN}


def test_a_new_head_gives_the_others_their_relation() -> None:
    _rumah, supardi, suminah, agus = family()
    shdk = {supardi.id: FAMILI_LAIN, suminah.id: FAMILI_LAIN}
    done = what.ganti_kepala([supardi, suminah, agus], agus.id, shdk, HARI)
    assert len(done.mutasi) == 3
    assert done.pemeriksaan == ()
    assert what.ganti_kepala([supardi, agus], agus.id, {}, HARI).pemeriksaan[0].aturan == "P-402"


def test_moving_inside_the_village_changes_the_family_not_the_totals() -> None:
    rumah, supardi, *_others = family()
    done = what.pindah_dalam_desa(rumah, [supardi], {"rt": "004", "rw": rumah.rw}, HARI)
    assert done.ubah_keluarga == {rumah.id: {"rt": "004"}}
    assert [one.sign for one in done.mutasi] == [0]


def test_corrected_biodata_keeps_what_stood_there_before() -> None:
    orang = penduduk(nama="SUPARDI", pekerjaan=9)
    done = what.ubah_biodata(orang, {"pekerjaan": 88, "nama": "SUPARDI"}, HARI)
    assert done.mutasi[0].rincian == {"pekerjaan": [9, 88]}
    assert done.ubah_penduduk == {orang.id: {"pekerjaan": 88}}
    with pytest.raises(AttributeError):
        what.ubah_biodata(orang, {"status_dasar": StatusDasar.MATI}, HARI)


def test_a_wrong_death_is_cancelled_by_a_counter_entry() -> None:
    orang = penduduk(nama="SUPARDI")
    done = what.catat_mati(orang, HARI)
    carry_out(done, orang)
    kematian = done.mutasi[0]
    undone = what.batalkan(kematian, orang, "salah orang", date(2026, 12, 1))
    carry_out(undone, orang)
    assert orang.is_hidup
    assert undone.mutasi[0].membatalkan_id == kematian.id
    assert undone.ubah_mutasi == {kematian.id: {"is_batal": True, "alasan_batal": "salah orang"}}


def test_cancelling_leaves_alone_what_was_changed_again_since() -> None:
    orang = penduduk(nama="SUPARDI", pekerjaan=9, keluarga_id=keluarga().id)
    done = what.ubah_biodata(orang, {"pekerjaan": 88, "tanggal_lahir": date(1980, 1, 2)}, HARI)
    carry_out(done, orang)
    orang.pekerjaan = 5
    undone = what.batalkan(done.mutasi[0], orang, "keliru", HARI.tanggal)
    assert undone.ubah_penduduk == {orang.id: {"tanggal_lahir": date(1990, 8, 17)}}
    assert [(one.aturan, one.field) for one in undone.pemeriksaan] == [("P-409", "pekerjaan")]


def test_a_birth_that_never_was_is_made_invalid_not_deleted() -> None:
    rumah, *_others = family()
    bayi = penduduk(nama="SITI")
    done = what.catat_lahir(bayi, rumah, HARI)
    carry_out(what.batalkan(done.mutasi[0], bayi, "tercatat dua kali", HARI.tanggal), bayi)
    assert bayi.status_dasar is StatusDasar.TIDAK_VALID
