"""A register is checked without blocking: each oddity names its place; doubles are found and kept apart."""

from __future__ import annotations

from datetime import date
from typing import Any

from builders import KODE_DESA, keluarga, nik, penduduk
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.penduduk import Keluarga, Penduduk, Peristiwa, StatusDasar, pair_of
from desa_desktop.domain.penduduk import mutasi as what
from desa_desktop.domain.penduduk.ganda import (
    Dugaan,
    are_near,
    compare_orang,
    find_ganda,
    fold_nama,
    gabung_data,
)
from desa_desktop.domain.penduduk.mutasi import Rincian
from desa_desktop.domain.penduduk.orang import ANAK, BELUM_KAWIN, ISTRI, KEPALA
from desa_desktop.domain.penduduk.periksa import (
    Latar,
    check_keluarga,
    check_penduduk,
    check_warga,
    confirmation,
)

HARI = date(2026, 11, 29)
LATAR = Latar(HARI, KODE_DESA, frozenset({"33"}))
LAHIR = date(1990, 8, 17)


def rules(found: list[Pemeriksaan]) -> list[str]:
    return [one.aturan for one in found]


def person(**bend: Any) -> Penduduk:
    return penduduk(**({"keluarga_id": keluarga().id} | bend))


def house(*members: dict[str, Any], **bend: Any) -> tuple[Keluarga, list[Penduduk]]:
    rumah = keluarga(**bend)
    return rumah, [penduduk(**({"keluarga_id": rumah.id} | one)) for one in members]


def test_a_sound_person_has_no_finding() -> None:
    assert check_penduduk(person(), LATAR) == []


def test_what_is_missing_is_named_once_with_its_place() -> None:
    orang = person(nama="", jk="", tanggal_lahir=None, nik="", agama=None, pekerjaan=None)
    found = check_penduduk(orang, LATAR)
    assert [(one.aturan, one.field) for one in found] == [
        ("P-504", "nik"),
        ("P-501", "nama"),
        ("P-502", "jk"),
        ("P-503", "tanggal_lahir"),
        ("P-515", "agama"),
    ]
    assert {one.record for one in found} == {orang.id}
    assert found[-1].teks == "Belum diisi: agama, pekerjaan."


def test_what_was_pasted_and_not_understood_stands_in_the_list() -> None:
    orang = person(tanggal_lahir=None, nik=nik(), teks_asli={"tanggal_lahir": "31/02/1990"})
    (found,) = check_penduduk(orang, LATAR)
    assert (found.aturan, found.field) == ("P-516", "tanggal_lahir")
    assert found.teks == "Tanggal lahir belum jelas: tertulis 31/02/1990."


def test_impossible_persons_are_warned_of() -> None:
    assert rules(check_penduduk(person(tanggal_lahir=date(2027, 1, 1), nik=""), LATAR)) == ["P-504", "P-505"]
    assert rules(check_penduduk(person(tanggal_lahir=date(1912, 1, 1)), LATAR)) == ["P-507"]
    assert rules(check_penduduk(person(shdk=ISTRI), LATAR)) == ["P-508"]
    assert rules(check_penduduk(person(hamil=1), LATAR)) == ["P-511"]
    assert rules(check_penduduk(person(tanggal_lahir=date(2015, 1, 1)), LATAR)) == ["P-510"]
    assert rules(check_penduduk(person(tanggal_kawin=date(1980, 1, 1)), LATAR)) == ["P-506"]
    assert rules(check_penduduk(person(tanggal_kawin=date(2030, 1, 1)), LATAR)) == ["P-506"]


def test_a_confirmed_nik_is_quiet_until_one_of_its_values_changes() -> None:
    orang = person(nik="3306991808900001")
    assert rules(check_penduduk(orang, LATAR)) == ["P-107"]
    orang.konfirmasi = {"P-107": confirmation(orang, "P-107")}
    assert check_penduduk(orang, LATAR) == []
    orang.tanggal_lahir = date(1990, 8, 19)
    assert rules(check_penduduk(orang, LATAR)) == ["P-107"]


def test_a_merged_record_is_not_checked_and_the_dead_need_no_work() -> None:
    assert check_penduduk(person(status_dasar=StatusDasar.TIDAK_VALID, nik=""), LATAR) == []
    assert check_penduduk(person(status_dasar=StatusDasar.MATI, pekerjaan=None), LATAR) == []


# ------------------------------------------------------------------ families


def test_a_sound_family_has_no_finding() -> None:
    rumah, members = house(
        {"nama": "SUPARDI"},
        {"nama": "SUMINAH", "jk": "P", "shdk": ISTRI, "tanggal_lahir": date(1992, 3, 4)},
        {"nama": "AGUS", "shdk": ANAK, "tanggal_lahir": date(2015, 5, 6), "nama_ibu": "SUMINAH"},
    )
    assert check_keluarga(rumah, members, LATAR) == []


def test_a_family_without_head_or_with_two_is_named() -> None:
    rumah, members = house({"shdk": ISTRI, "jk": "P"})
    assert rules(check_keluarga(rumah, members, LATAR)) == ["P-401"]
    rumah, members = house({"nama": "SUPARDI"}, {"nama": "PAIMAN"})
    (found,) = check_keluarga(rumah, members, LATAR)
    assert found.teks == "Ada 2 kepala keluarga: SUPARDI, PAIMAN. Pilih satu."
    assert (found.record, found.field) == (rumah.id, "kepala")
    members[0].status_dasar = StatusDasar.MATI
    assert check_keluarga(rumah, members, LATAR) == []


def test_a_family_of_which_nobody_lives_here_is_at_rest() -> None:
    rumah, members = house({"status_dasar": StatusDasar.PINDAH}, no_kk="")
    assert check_keluarga(rumah, members, LATAR) == []


def test_the_number_of_a_family_is_held_against_form_region_and_members() -> None:
    rumah, members = house({})
    rumah.no_kk = members[0].nik
    assert rules(check_keluarga(rumah, members, LATAR)) == ["P-404"]
    rumah.no_kk = "3302151203150001"
    assert rules(check_keluarga(rumah, members, LATAR)) == ["P-126"]
    rumah.no_kk = ""
    assert rules(check_keluarga(rumah, members, LATAR)) == ["P-403"]


def test_children_are_younger_than_their_parents() -> None:
    rumah, members = house(
        {"nama": "SUPARDI"},
        {"nama": "TUWUH", "shdk": ANAK, "tanggal_lahir": date(1985, 1, 1), "status_kawin": BELUM_KAWIN},
        {"nama": "MUDA", "shdk": ANAK, "tanggal_lahir": date(2001, 1, 1), "status_kawin": BELUM_KAWIN},
    )
    found = check_keluarga(rumah, members, LATAR)
    assert [one.teks for one in found] == [
        "TUWUH lebih tua daripada SUPARDI.",
        "SUPARDI berumur 10 tahun ketika MUDA lahir.",
    ]
    assert [one.record for one in found] == [members[1].id, members[2].id]


def test_a_stepmother_is_not_taken_for_the_mother() -> None:
    tua = {"nama": "PAINEM", "jk": "P", "shdk": ISTRI, "tanggal_lahir": date(1940, 1, 1)}
    anak = {"nama": "AGUS", "shdk": ANAK, "tanggal_lahir": date(2010, 1, 1), "status_kawin": BELUM_KAWIN}
    rumah, members = house({"nama": "SUPARDI"}, tua, anak | {"nama_ibu": "PAINEM"})
    assert rules(check_keluarga(rumah, members, LATAR)) == ["P-406"]
    rumah, members = house({"nama": "SUPARDI"}, tua, anak | {"nama_ibu": "SUMINAH"})
    assert check_keluarga(rumah, members, LATAR) == []


def test_a_dusun_is_asked_for_only_where_the_village_has_some() -> None:
    rumah, members = house({})
    assert check_keluarga(rumah, members, LATAR) == []
    with_dusun = Latar(HARI, KODE_DESA, frozenset({"33"}), frozenset({keluarga().id}))
    assert rules(check_keluarga(rumah, members, with_dusun)) == ["P-341"]


# ------------------------------------------------------------------ the village


def test_a_double_nik_is_named_at_both_and_says_if_the_other_is_gone() -> None:
    satu, dua = (
        person(nama="SUPARDI", nik="3306991708900001"),
        person(nama="SUPARDJO", nik="3306991708900001"),
    )
    found = check_warga([satu, dua], [], LATAR)
    assert [(one.aturan, one.level, one.record) for one in found] == [
        ("P-109", Level.GALAT, satu.id),
        ("P-109", Level.GALAT, dua.id),
    ]
    dua.status_dasar = StatusDasar.PINDAH
    assert check_warga([satu, dua], [], LATAR)[0].teks == (
        "NIK ini juga dipakai SUPARDJO, yang sudah mati, pindah, atau hilang. Orang yang sama?"
    )
    dua.status_dasar = StatusDasar.TIDAK_VALID
    assert check_warga([satu, dua], [], LATAR) == []


def test_a_family_number_may_come_again_once_the_first_family_is_gone() -> None:
    satu, a = house({}, no_kk="3306991203150099")
    dua, b = house({}, no_kk="3306991203150099")
    assert rules(check_warga([*a, *b], [satu, dua], LATAR)) == ["P-127", "P-127"]
    a[0].status_dasar = StatusDasar.MATI
    assert check_warga([*a, *b], [satu, dua], LATAR) == []


# ------------------------------------------------------------------ doubles


def found_rules(*people: Penduduk) -> list[str]:
    return [one.aturan for one in find_ganda(people)]


def test_names_are_compared_without_case_marks_and_short_forms() -> None:
    assert fold_nama("Ma'ruf  Al-Hadi") == fold_nama("MARUF AL HADI")
    assert fold_nama("Moh. Yusuf") == fold_nama("MUHAMMAD YUSUF")
    assert are_near("SUPARDJO", "SUPARJO")
    assert not are_near("SITI", "SRI")
    assert not are_near("AGUS", "BAGUS")


def test_each_rule_finds_its_pair() -> None:
    assert found_rules(person(nik="3306991708900001"), person(nama="X", nik="3306991708900001")) == ["P-601"]
    assert found_rules(person(nama="SITI A."), person(nama="Siti A", nik="")) == ["P-602"]
    swapped = (
        person(nama="SITI", tanggal_lahir=date(1990, 5, 8)),
        person(nama="SITI", tanggal_lahir=date(1990, 8, 5)),
    )
    assert found_rules(*swapped) == ["P-603"]
    rumah = keluarga().id
    near = person(nama="SUPARDJO", keluarga_id=rumah), person(nama="SUPARJO", keluarga_id=rumah)
    assert found_rules(*near) == ["P-604"]


def test_twins_are_two_people() -> None:
    rumah = keluarga().id
    lahir = date(2020, 1, 2)
    twins = [person(nama=nama, keluarga_id=rumah, tanggal_lahir=lahir) for nama in ("HASAN", "HUSEIN")]
    assert find_ganda(twins) == []


def test_said_once_to_be_no_doubles_a_pair_is_never_asked_again() -> None:
    satu, dua = person(nama="SITI"), person(nama="SITI")
    assert find_ganda([satu, dua], {pair_of(dua.id, satu.id)}) == []


def test_the_strongest_reason_stands_first_and_each_pair_once() -> None:
    satu, dua = person(nik="3306991708900001"), person(nik="3306991708900001")
    tiga = person(nik=nik())
    found = find_ganda([tiga, dua, satu])
    assert found[0] == Dugaan(*pair_of(satu.id, dua.id), "P-601", "NIK sama", 100)
    assert [one.aturan for one in found] == ["P-601", "P-602", "P-602"]


def test_two_records_side_by_side_propose_what_is_filled() -> None:
    satu, dua = person(nama="SITI", telepon=""), person(nama="SITI", telepon="08123", agama=2)
    dua.nik, dua.keluarga_id = satu.nik, satu.keluarga_id
    assert [(one.field, one.usul) for one in compare_orang(satu, dua)] == [("agama", 1), ("telepon", 2)]


def test_a_merge_keeps_both_records_and_counts_each_event_once() -> None:
    satu, dua = person(nama="SITI"), person(nama="SITI", telepon="08123")
    hari = Rincian(date(2026, 3, 4))
    riwayat = [*what.catat_datang([satu], None, hari).mutasi, *what.catat_datang([dua], None, hari).mutasi]
    riwayat += what.ubah_biodata(dua, {"pekerjaan": 5}, hari).mutasi
    done = gabung_data(satu, dua, {"telepon": "08123"}, HARI, riwayat)
    assert done.ubah_penduduk == {
        satu.id: {"telepon": "08123"},
        dua.id: {"status_dasar": StatusDasar.TIDAK_VALID, "digabung_ke_id": satu.id},
    }
    assert [one.peristiwa for one in done.mutasi] == [Peristiwa.GABUNG_DATA, Peristiwa.GABUNG_DATA]
    assert done.ubah_mutasi[riwayat[1].id]["is_batal"] is True
    assert done.ubah_mutasi[riwayat[2].id] == {"penduduk_id": satu.id}
    assert set(find_ganda([satu, dua])) != set()
    dua.status_dasar = StatusDasar.TIDAK_VALID
    assert find_ganda([satu, dua]) == []
    assert satu.shdk == KEPALA
