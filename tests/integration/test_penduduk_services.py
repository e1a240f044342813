"""Residents as a village works with them: entered, found while typing, moved, checked, merged, undone."""

from __future__ import annotations

from datetime import date

import pytest

from builders import DESA_ID, keluarga, kode_penduduk, penduduk
from desa_desktop.domain.desa import Desa, Dusun
from desa_desktop.domain.penduduk import (
    Mutasi,
    Penduduk,
    PendudukId,
    Peristiwa,
    PesertaBantuan,
    ProgramBantuan,
    Putusan,
    SasaranBantuan,
    StatusDasar,
)
from desa_desktop.domain.penduduk import mutasi as events
from desa_desktop.domain.penduduk.mutasi import Rincian
from desa_desktop.domain.penduduk.orang import ANAK, ISTRI
from desa_desktop.domain.statistik.rekap import Bulan
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing, statistik
from desa_desktop.services import penduduk as service
from desa_desktop.services.penduduk import KelompokRentan, SaringPenduduk, Urutan
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL

HARI = date(2026, 11, 29)
RINCIAN = Rincian(date(2026, 11, 3), HARI, dokumen="474.3/12/XI/2026")


@pytest.fixture
def warga(database: Database) -> dict[str, Penduduk]:
    """Two families: of Krajan with a grandmother, of Sidomulyo with a baby without NIK."""
    krajan, sidomulyo = Dusun(nama="Krajan", urut=8), Dusun(nama="Sidomulyo", urut=9)
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.dusun.extend([krajan, sidomulyo])
        unit.commit("dusun", OLEH, PUKUL)
    satu = [
        penduduk(nama="SUTRISNO HADI"),
        penduduk(nama="SITI MA'RUFAH", jk="P", shdk=ISTRI, tanggal_lahir=date(1992, 1, 2)),
        penduduk(nama="MBOK PARTI", jk="P", shdk=7, tanggal_lahir=date(1950, 1, 2), cacat=2),
    ]
    dua = [
        penduduk(nama="SUPARDI"),
        penduduk(nama="BAYI", jk="P", shdk=ANAK, nik="", tanggal_lahir=date(2026, 1, 2), status_kawin=1),
    ]
    service.add_keluarga(database, keluarga(dusun_id=krajan.id), satu, by=OLEH, at=PUKUL)
    service.add_keluarga(database, keluarga(dusun_id=sidomulyo.id, rt="003"), dua, by=OLEH, at=PUKUL)
    return {one.nama.split()[0]: one for one in [*satu, *dua]}


def names(database: Database, kata: str = "", **saring: object) -> list[str]:
    page = service.list_penduduk(database, SaringPenduduk(kata=kata, **saring), HARI)  # type: ignore[arg-type]
    assert page.jumlah == len(page.baris)
    assert [one.id for one in page.baris] == service.keys_of_penduduk(
        database,
        SaringPenduduk(kata=kata, **saring),
        HARI,  # type: ignore[arg-type]
    )
    return [one.nama.split()[0] for one in page.baris]


def test_a_family_is_entered_in_one_step_and_taken_back_in_one(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    assert names(database) == ["BAYI", "MBOK", "SITI", "SUPARDI", "SUTRISNO"]
    assert editing.undoable(database).urungkan == "tambah keluarga, 2 anggota"
    editing.undo(database, by=OLEH, at=PUKUL)
    assert names(database) == ["MBOK", "SITI", "SUTRISNO"]


def test_who_has_no_nik_gets_a_temporary_number_that_is_no_nik(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    assert (warga["BAYI"].nik, warga["BAYI"].nomor_sementara) == ("", 1)
    adik = penduduk(nama="ADIK", nik="")
    service.add_penduduk(database, adik, by=OLEH, at=PUKUL)
    assert adik.nomor_sementara == 2


@pytest.mark.parametrize(
    ("kata", "found"),
    [
        ("su", ["SUPARDI", "SUTRISNO"]),
        ("hadi sut", ["SUTRISNO"]),
        ("marufah", ["SITI"]),
        ("ma'ruf", ["SITI"]),
        ("trisno", ["SUTRISNO"]),
        ("sutrsno", ["SUTRISNO"]),
        ("Krajan", ["MBOK", "SITI", "SUTRISNO"]),
        ("sidomulyo supar", ["SUPARDI"]),
        ("zzz", []),
        ("%", ["BAYI", "MBOK", "SITI", "SUPARDI", "SUTRISNO"]),
        ('"', ["BAYI", "MBOK", "SITI", "SUPARDI", "SUTRISNO"]),
    ],
)
def test_people_are_found_while_typing(
    database: Database, warga: dict[str, Penduduk], kata: str, found: list[str]
) -> None:
    assert names(database, kata) == found


def test_people_are_found_by_digits_of_nik_and_kk(database: Database, warga: dict[str, Penduduk]) -> None:
    assert names(database, warga["SITI"].nik[-6:]) == ["SITI"]
    family, _members = service.get_keluarga(database, warga["SUPARDI"].keluarga_id)  # type: ignore[arg-type]
    assert names(database, family.no_kk) == ["BAYI", "SUPARDI"]


def test_a_list_is_narrowed_by_what_was_chosen(database: Database, warga: dict[str, Penduduk]) -> None:
    assert names(database, jk=("P",)) == ["BAYI", "MBOK", "SITI"]
    assert names(database, umur_dari=34, umur_sampai=36) == ["SITI", "SUPARDI", "SUTRISNO"]
    assert names(database, rentan=(KelompokRentan.BALITA, KelompokRentan.LANSIA)) == ["BAYI", "MBOK"]
    assert names(database, rentan=(KelompokRentan.DISABILITAS,)) == ["MBOK"]
    assert names(database, rt=("003",)) == ["BAYI", "SUPARDI"]
    assert names(database, "su", rt=("003",)) == ["SUPARDI"]
    assert names(database, is_tanpa_nik=True) == ["BAYI"]
    assert names(database, is_tidak_lengkap=True) == ["BAYI"]
    assert names(database, status=(StatusDasar.MATI,)) == []


def test_the_list_is_sorted_and_paged(database: Database, warga: dict[str, Penduduk]) -> None:
    page = service.list_penduduk(
        database, SaringPenduduk(), HARI, urutan=Urutan.LAHIR, is_turun=True, mulai=1, banyak=2
    )
    assert page.jumlah == 5
    assert (page.baris[0].nama, page.baris[0].rt) == ("SITI MA'RUFAH", "001")


def test_families_show_head_and_counts(database: Database, warga: dict[str, Penduduk]) -> None:
    rows, count = service.list_keluarga(database)
    assert count == 2
    assert [(one.kepala, one.jumlah, one.jumlah_l, one.jumlah_p) for one in rows] == [
        ("SUTRISNO HADI", 3, 1, 2),
        ("SUPARDI", 2, 1, 1),
    ]
    assert [one.kepala for one in service.list_keluarga(database, kata="parti")[0]] == ["SUTRISNO HADI"]


def test_a_death_is_recorded_undone_and_cancelled(database: Database, warga: dict[str, Penduduk]) -> None:
    supardi = service.get_penduduk(database, warga["SUPARDI"].id)
    family, members = service.get_keluarga(database, supardi.keluarga_id)  # type: ignore[arg-type]
    asked = service.record(
        database, events.catat_mati(supardi, RINCIAN, members), "catat kematian", by=OLEH, at=PUKUL
    )
    assert [one.aturan for one in asked] == ["P-401"]
    assert names(database, "supardi") == []
    (entry,) = service.list_riwayat(database, supardi.id)
    assert (entry.peristiwa, entry.dusun_id) == (Peristiwa.MATI, family.dusun_id)
    again = service.get_penduduk(database, supardi.id)
    with pytest.raises(InvalidInput):
        service.record(database, events.catat_mati(again, RINCIAN), "catat kematian", by=OLEH, at=PUKUL)
    service.cancel_event(database, entry.id, "salah orang", HARI, by=OLEH, at=PUKUL)
    assert names(database, "supardi") == ["SUPARDI"]
    assert [one.peristiwa for one in service.list_riwayat(database, supardi.id)] == [
        Peristiwa.PEMBATALAN,
        Peristiwa.MATI,
    ]
    editing.undo(database, by=OLEH, at=PUKUL)
    editing.undo(database, by=OLEH, at=PUKUL)
    assert service.list_riwayat(database, supardi.id) == []
    assert names(database, "supardi") == ["SUPARDI"]


def test_a_family_splits_and_each_part_is_listed(database: Database, warga: dict[str, Penduduk]) -> None:
    siti = service.get_penduduk(database, warga["SITI"].id)
    _family, members = service.get_keluarga(database, siti.keluarga_id)  # type: ignore[arg-type]
    baru = keluarga(no_kk="")
    done = events.pecah_kk([siti], members, baru, {siti.id: 1}, RINCIAN)
    service.record(database, done, "pecah KK", by=OLEH, at=PUKUL)
    assert service.list_keluarga(database)[1] == 3
    assert [one.nama for one in service.get_keluarga(database, baru.id)[1]] == ["SITI MA'RUFAH"]


def test_the_register_is_checked_and_a_warning_can_be_confirmed(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    latar = service.context_of(database, kode_penduduk(), HARI)
    assert [one.aturan for one in service.check_register(database, latar).pemeriksaan] == ["P-504"]
    key = warga["SITI"].id
    editing.change(database, Penduduk, key, {"tanggal_lahir": date(1992, 1, 3)}, by=OLEH, at=PUKUL)
    found = [one for one in service.check_register(database, latar).pemeriksaan if one.record == key]
    assert [one.aturan for one in found] == ["P-107"]
    service.confirm(database, Penduduk, key, "P-107", by=OLEH, at=PUKUL)
    assert [one.aturan for one in service.check_register(database, latar).pemeriksaan] == ["P-504"]


def test_doubles_are_kept_apart_for_ever_or_merged_and_undone(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    kembar = penduduk(nama="SUPARDI", telepon="08123", keluarga_id=warga["SUPARDI"].keluarga_id, shdk=9)
    service.add_penduduk(database, kembar, by=OLEH, at=PUKUL)
    satu, dua = warga["SUPARDI"].id, kembar.id
    program = ProgramBantuan(desa_id=DESA_ID, nama="BLT", sasaran=SasaranBantuan.PENDUDUK)
    with database.unit() as unit:
        unit.add(program)
        unit.add(PesertaBantuan(desa_id=DESA_ID, program_id=program.id, penduduk_id=dua))
        unit.commit("bantuan", OLEH, PUKUL)
    assert [(one.aturan, later) for one, later in service.find_doubles(database)] == [("P-602", False)]
    service.decide(database, satu, dua, Putusan.NANTI, by=OLEH, at=PUKUL)
    assert [later for _one, later in service.find_doubles(database)] == [True]
    service.decide(database, dua, satu, Putusan.BUKAN_GANDA, by=OLEH, at=PUKUL)
    assert service.find_doubles(database) == []
    service.merge(database, satu, dua, {"telepon": "08123"}, HARI, by=OLEH, at=PUKUL)
    assert names(database, "supardi") == ["SUPARDI"]
    kept = service.get_penduduk(database, satu)
    assert kept.telepon == "08123"
    assert names(database, program=program.id) == ["SUPARDI"]
    assert service.get_penduduk(database, dua).digabung_ke_id == satu
    editing.undo(database, by=OLEH, at=PUKUL)
    assert names(database, "supardi") == ["SUPARDI", "SUPARDI"]
    with database.read() as unit:
        assert unit.select(Mutasi) == []
        assert unit.select(PesertaBantuan)[0].penduduk_id == dua


# ------------------------------------------------------------------ events in their order


def away_and_back(database: Database, key: PendudukId) -> list[Mutasi]:
    """Somebody moves out in October and is back in November; the events, newest first."""
    orang = service.get_penduduk(database, key)
    family, members = service.get_keluarga(database, orang.keluarga_id)  # type: ignore[arg-type]
    gone = events.catat_pindah([orang], Rincian(date(2026, 10, 5), HARI), members)
    service.record(database, gone, "pindah", by=OLEH, at=PUKUL)
    orang = service.get_penduduk(database, key)
    back = events.catat_datang_kembali([orang], family, Rincian(date(2026, 11, 5), HARI))
    service.record(database, back, "datang", by=OLEH, at=PUKUL)
    return service.list_riwayat(database, key)


def test_nobody_comes_back_before_leaving_or_dies_before_coming(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    supardi = warga["SUPARDI"]
    gone = events.catat_pindah([service.get_penduduk(database, supardi.id)], Rincian(date(2026, 10, 5), HARI))
    service.record(database, gone, "pindah", by=OLEH, at=PUKUL)
    orang = service.get_penduduk(database, supardi.id)
    early = events.catat_datang_kembali([orang], None, Rincian(date(2026, 10, 4), HARI))
    for ask in (
        lambda: service.stop_if_known(database, early),
        lambda: service.record(database, early, "datang", by=OLEH, at=PUKUL),
    ):
        with pytest.raises(InvalidInput) as refused:
            ask()
        assert refused.value.fields == {
            "tanggal": "SUPARDI tercatat pindah keluar pada 5 Oktober 2026, sesudah tanggal itu. Periksa "
            "tanggalnya."
        }
    same_day = events.catat_datang_kembali([orang], None, Rincian(date(2026, 10, 5), HARI))
    service.record(database, same_day, "datang", by=OLEH, at=PUKUL)
    orang = service.get_penduduk(database, supardi.id)
    with pytest.raises(InvalidInput, match="tercatat datang pada 5 Oktober 2026"):
        service.record(
            database, events.catat_mati(orang, Rincian(date(2026, 9, 1), HARI)), "mati", by=OLEH, at=PUKUL
        )
    for _step in range(2):
        editing.undo(database, by=OLEH, at=PUKUL)
    orang = service.get_penduduk(database, supardi.id)
    died = events.catat_mati(orang, Rincian(date(2026, 9, 1), HARI))
    service.record(database, died, "mati", by=OLEH, at=PUKUL)  # what was undone forbids nothing


def test_an_event_is_cancelled_only_while_no_later_one_builds_upon_it(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    back, gone = away_and_back(database, warga["SUPARDI"].id)
    with pytest.raises(InvalidInput) as refused:
        service.cancel_event(database, gone.id, "tidak jadi", HARI, by=OLEH, at=PUKUL)
    assert refused.value.fields == {
        "id": "Sesudah itu tercatat datang pada 5 November 2026. Batalkan dulu peristiwa itu, atau pakai "
        "Urungkan."
    }
    service.cancel_event(database, back.id, "tidak jadi", HARI, by=OLEH, at=PUKUL)
    service.cancel_event(database, gone.id, "tidak jadi", HARI, by=OLEH, at=PUKUL)
    assert service.get_penduduk(database, warga["SUPARDI"].id).is_hidup


def test_an_event_is_not_cancelled_twice_nor_is_its_cancelling(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    back, _gone = away_and_back(database, warga["SUPARDI"].id)
    service.cancel_event(database, back.id, "tidak jadi", HARI, by=OLEH, at=PUKUL)
    counter = next(
        one
        for one in service.list_riwayat(database, warga["SUPARDI"].id)
        if one.peristiwa is Peristiwa.PEMBATALAN
    )
    for key in (back.id, counter.id):
        with pytest.raises(InvalidInput):
            service.cancel_event(database, key, "sekali lagi", HARI, by=OLEH, at=PUKUL)
    assert service.get_penduduk(database, warga["SUPARDI"].id).status_dasar is StatusDasar.PINDAH


def test_cancelling_a_move_inside_the_village_puts_the_family_back(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    family, members = service.get_keluarga(database, warga["SUPARDI"].keluarga_id)  # type: ignore[arg-type]
    place = {"alamat": "JL. KENANGA 2", "rt": "009"}
    service.record(
        database, events.pindah_dalam_desa(family, members, place, RINCIAN), "pindah", by=OLEH, at=PUKUL
    )
    (moved,) = service.list_riwayat(database, warga["SUPARDI"].id)
    service.cancel_event(database, moved.id, "salah keluarga", HARI, by=OLEH, at=PUKUL)
    now, _members = service.get_keluarga(database, family.id)
    assert (now.alamat, now.rt, now.dusun_id) == (family.alamat, family.rt, family.dusun_id)
    for one in members:
        kinds = [(one.peristiwa, one.is_batal) for one in service.list_riwayat(database, one.id)]
        assert kinds == [(Peristiwa.PEMBATALAN, False), (Peristiwa.PINDAH_DALAM_DESA, True)]
    editing.undo(database, by=OLEH, at=PUKUL)
    assert service.get_keluarga(database, family.id)[0].rt == "009"


def test_cancelling_says_when_a_family_has_two_heads_then(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    head, wife = (service.get_penduduk(database, warga[one].id) for one in ("SUTRISNO", "SITI"))
    _family, members = service.get_keluarga(database, head.keluarga_id)  # type: ignore[arg-type]
    done = events.catat_mati(head, RINCIAN, members, wife.id)
    service.record(database, done, "mati", by=OLEH, at=PUKUL)
    (death,) = service.list_riwayat(database, head.id)
    odd = service.cancel_event(database, death.id, "salah orang", HARI, by=OLEH, at=PUKUL)
    assert [one.aturan for one in odd] == ["P-402"]
    (follow,) = service.list_riwayat(database, wife.id)
    assert service.cancel_event(database, follow.id, "salah orang", HARI, by=OLEH, at=PUKUL) == ()


# ------------------------------------------------------------------ doubles with a history of their own


def test_records_of_one_person_in_two_states_are_not_merged_before_the_event_is_told(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    """Else somebody who lives here would vanish, or be counted as gone and be in the list all the same."""
    satu = warga["SUPARDI"]
    kembar = penduduk(nama="SUPARDI", keluarga_id=satu.keluarga_id, shdk=9)
    service.add_penduduk(database, kembar, by=OLEH, at=PUKUL)
    gone = events.catat_pindah([service.get_penduduk(database, satu.id)], RINCIAN)
    service.record(database, gone, "pindah", by=OLEH, at=PUKUL)
    for simpan, lepas in ((satu.id, kembar.id), (kembar.id, satu.id)):
        with pytest.raises(InvalidInput) as refused:
            service.merge(database, simpan, lepas, {}, HARI, by=OLEH, at=PUKUL)
        assert "Keadaan kedua data berbeda" in refused.value.fields["status_dasar"]
    again = service.get_penduduk(database, satu.id)
    back = events.catat_datang_kembali([again], None, Rincian(date(2026, 11, 20), HARI))
    service.record(database, back, "datang", by=OLEH, at=PUKUL)
    service.merge(database, satu.id, kembar.id, {}, HARI, by=OLEH, at=PUKUL)
    assert service.get_penduduk(database, satu.id).is_hidup


def test_a_birth_told_of_both_records_with_another_day_counts_once_after_the_merge(
    database: Database, warga: dict[str, Penduduk]
) -> None:
    family, _members = service.get_keluarga(database, warga["SUPARDI"].keluarga_id)  # type: ignore[arg-type]
    made = []
    for day in (date(2026, 11, 3), date(2026, 11, 4)):
        baby = penduduk(nama="AISYAH", jk="P", nik="", shdk=ANAK, tanggal_lahir=None)
        born = events.catat_lahir(baby, family, Rincian(day, HARI))
        service.record(database, born, "lahir", by=OLEH, at=PUKUL)
        made.append(baby.id)
    service.merge(database, made[0], made[1], {}, HARI, by=OLEH, at=PUKUL)
    told = [one for one in service.list_riwayat(database, made[0]) if one.sign]
    assert [one.tanggal_peristiwa for one in told] == [date(2026, 11, 3)]
    rekap = statistik.rekap(database, Bulan(2026, 11))
    assert (rekap.total.lahir.jumlah, rekap.selisih.jumlah) == (1, 0)
