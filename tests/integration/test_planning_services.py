"""From proposals over the meeting to the ratified plan, through services on a real store."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from builders import aturan
from desa_desktop.domain.desa import Desa, Dusun, Tokoh
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah
from desa_desktop.domain.pemeriksaan import RuleBroken
from desa_desktop.domain.rkp import Kegiatan, Pagu, PolaPelaksanaan
from desa_desktop.domain.usulan import DaftarUsulan, Kewenangan, StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput
from desa_desktop.services import (
    desa,
    dokumen,
    editing,
    kantor,
    musyawarah,
    musyawarah_berkas,
    rkp,
    ruang,
    usulan,
)
from desa_desktop.services.editing import Locked
from desa_desktop.store.unit import Database, Unit
from office import KID, OLEH, PUKUL, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
RULES = aturan()


def propose(database: Database, *rows: dict[str, Any]) -> list[UUID]:
    """Proposals of the year with these fields."""
    with database.read() as unit:
        parent = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
    return editing.add_rows(database, Usulan, parent, rows, **STEP)


TALUD = {
    "uraian": "Pembangunan talud RT 03",
    "dusun": "Krajan",
    "lokasi": "RT 03/RW 01",
    "kode_kegiatan": "02.03.10",
    "volume": Decimal(120),
    "satuan": "m",
    "perkiraan_biaya": 85_000_000,
    "penerima_l": 64,
    "penerima_p": 71,
}
PMT = {
    "uraian": "Makanan tambahan balita",
    "dusun": "Kidul",
    "lokasi": "Posyandu",
    "kode_kegiatan": "02.02.02",
    "volume": Decimal(12),
    "satuan": "bulan",
    "perkiraan_biaya": 18_000_000,
    "penerima_l": 22,
    "penerima_p": 25,
}
JEMBATAN = {
    "uraian": "Jembatan antar desa",
    "dusun": "Lor",
    "lokasi": "Kali Jali",
    "kewenangan": Kewenangan.DI_LUAR,
    "volume": Decimal(1),
    "satuan": "unit",
    "perkiraan_biaya": 900_000_000,
    "kode_kegiatan": "02.03.14",
}


def meeting_file(**bend: Any) -> dict[str, Any]:
    """A meeting as `musyawarah catat` takes it; proposal 1 talud, 2 PMT, 3 jembatan."""
    unsur = [
        "tokoh_adat",
        "tokoh_agama",
        "tokoh_masyarakat",
        "tokoh_pendidikan",
        "tani",
        "nelayan",
        "perajin",
        "perempuan",
        "anak",
        "miskin",
    ]
    people = [
        {"nama": f"Warga {n}", "jk": "P" if n % 2 else "L", "unsur": unsur[n % 10], "dusun": "Krajan"}
        for n in range(24)
    ]
    content: dict[str, Any] = {
        "jenis": "musrenbangdes",
        "tahun": TAHUN,
        "tanggal": "2026-08-12",
        "mulai": "09.10",
        "selesai": "12.00",
        "tempat": "Balai Desa Tursino",
        "pimpinan": "Sutrisno Hadi",
        "notulis": "Lestari Wulandari",
        "hadir": people,
        "nilai": {
            "1": {"manfaat": 5, "kemendesakan": 4, "keberpihakan": 3, "kesesuaian": 4, "kesiapan": 3},
            "2": {"manfaat": 4, "kemendesakan": 5, "keberpihakan": 5, "kesesuaian": 5, "kesiapan": 5},
        },
        "keputusan": [
            {"usulan": 1, "putusan": "disepakati"},
            {"usulan": 2, "putusan": "disepakati"},
            {"usulan": 3, "putusan": "diteruskan", "alasan": "Di luar kewenangan desa"},
            {"uraian": "Tim RKP melanjutkan penyusunan."},
        ],
        "penandatangan": [
            {"nama": "Bambang Setiawan", "jabatan": "Ketua BPD"},
            {"nama": "Sutrisno Hadi", "jabatan": "Kepala Desa"},
            {"nama": "Warga 1", "jabatan": "Wakil Masyarakat", "jk": "P"},
        ],
        "catatan": ["Bu Lastri minta sumur dekat posyandu."],
    }
    return content | bend


@pytest.fixture
def proposed(database: Database) -> Database:
    """A village with three proposals."""
    propose(database, TALUD, PMT, JEMBATAN)
    return database


def hold(database: Database, **bend: Any) -> Musyawarah:
    """Record and ratify the meeting."""
    meeting = musyawarah_berkas.record(database, RULES, meeting_file(**bend), **STEP)
    return musyawarah.ratify(database, RULES, meeting.id, kid=KID, alasan="Lengkap", **STEP)


def test_a_meeting_from_a_file_counts_ranks_and_keeps_what_was_said(proposed: Database) -> None:
    meeting = musyawarah_berkas.record(proposed, RULES, meeting_file(), **STEP)
    room = musyawarah.room(proposed, RULES, meeting.id, date(2026, 8, 13))
    assert (room.kehadiran.hadir, room.kehadiran.l, room.kehadiran.p) == (24, 12, 12)
    assert [(one.usulan.uraian, one.skor) for one in room.peringkat][:2] == [
        ("Makanan tambahan balita", Decimal("95.0")),
        ("Pembangunan talud RT 03", Decimal("78.0")),
    ]
    assert room.biaya_disepakati == 103_000_000
    assert room.musyawarah.catatan[0].isi == "Bu Lastri minta sumur dekat posyandu."
    assert room.musyawarah.keputusan[0].uraian == "Tim RKP melanjutkan penyusunan."


def test_every_part_of_a_meeting_file_that_is_not_understood_is_named_and_nothing_is_stored(
    proposed: Database,
) -> None:
    bad = meeting_file(
        tanggal="2026-02-31",
        hadir=[{"nama": "", "jk": "X", "unsur": "astronot"}],
        nilai={"9": {"manfaat": 5}, "1": {"manfaat": 7}},
        keputusan=[{"usulan": 2, "putusan": "setuju"}, {"usulan": 1, "putusan": "tidak_disepakati"}],
    )
    with pytest.raises(InvalidInput) as caught:
        musyawarah_berkas.record(proposed, RULES, bad, **STEP)
    assert set(caught.value.fields) == {
        "tanggal",
        "hadir[1].nama",
        "hadir[1].jk",
        "hadir[1].unsur",
        "nilai[9]",
        "nilai[1]",
        "keputusan[2]",
        "keputusan[1].alasan",
    }
    assert caught.value.fields["tanggal"] == "tanggal: 2026-02-31 bukan tanggal. Contoh: 2026-08-12."
    assert musyawarah.list_musyawarah(proposed) == []


def test_words_in_a_meeting_file_are_asked_about_and_never_guessed(proposed: Database) -> None:
    bad = meeting_file(
        hadir=[{"nama": None, "jk": "Pria"}, {"nama": "Siti", "kelompok_rentan": "lansia"}],
        penandatangan=[{"nama": "Joko", "jk": "Pria"}, {"nama": "Sri", "jk": "Wanita"}],
        mulai="09:00+07:00",
    )
    with pytest.raises(InvalidInput) as caught:
        musyawarah_berkas.record(proposed, RULES, bad, **STEP)
    assert set(caught.value.fields) == {
        "hadir[1].nama",
        "hadir[1].jk",
        "hadir[2].kelompok_rentan",
        "penandatangan[1].jk",
        "penandatangan[2].jk",
        "mulai",
    }


def test_a_key_nobody_knows_in_a_meeting_file_loses_nothing_in_silence(proposed: Database) -> None:
    bad = meeting_file(
        kehadiran=[{"nama": "Siti"}],
        pimpinan={"nama": "Bambang", "asal": "BPD"},
        hadir=[{"nama": "Joko", "alamat": "RT 02", "kelompok_rentan": ["lansia", "astronot"]}],
        keputusan=[
            {"usulan": 1, "putusan": "disepakati"},
            {"usulan": 1, "putusan": "ditunda"},
            {"usulan": 2, "putusan": "diusulkan"},
            {"uraian": "Tim melanjutkan.", "catatan": "segera"},
        ],
    )
    del bad["jenis"]
    with pytest.raises(InvalidInput) as caught:
        musyawarah_berkas.record(proposed, RULES, bad, **STEP)
    assert set(caught.value.fields) == {
        "jenis",
        "kehadiran",
        "pimpinan.asal",
        "hadir[1].alamat",
        "hadir[1].kelompok_rentan",
        "keputusan[1]",
        "keputusan[2]",
        "keputusan[4].catatan",
    }
    assert caught.value.fields["kehadiran"].startswith("Berkas: kunci kehadiran tidak dikenal. Pilihan: ")
    assert caught.value.fields["keputusan[1]"] == "keputusan usulan 1: ada lebih dari satu putusan."
    assert musyawarah.list_musyawarah(proposed) == []


def test_null_and_bare_names_in_a_meeting_file_leave_the_rest_empty(proposed: Database) -> None:
    content = meeting_file(
        hadir=["Siti “Ibu RT” O'Brien", {"nama": "Joko", "jk": None, "unsur": None, "lembaga": None}],
        pimpinan={"nama": "Bambang", "dari": None},
        mulai="09:00:30",
    )
    meeting = musyawarah_berkas.record(proposed, RULES, content, **STEP)
    assert [(one.nama, one.jk, one.unsur, one.lembaga) for one in meeting.peserta] == [
        ("Siti “Ibu RT” O'Brien", "", "", ""),
        ("Joko", "", "", ""),
    ]
    assert (meeting.pimpinan, meeting.pimpinan_dari) == ("Bambang", "")
    musyawarah.remove(proposed, [meeting.id], **STEP)
    editing.undo(proposed, **STEP)
    assert [one.mulai for one in musyawarah.list_musyawarah(proposed)] == [time(9, 0)]


def test_ratifying_the_meeting_gives_each_proposal_its_state_and_locks_the_record(proposed: Database) -> None:
    meeting = hold(proposed)
    states = {row.uraian: row.status for row in usulan.list_usulan(proposed, TAHUN)}
    assert states == {
        "Pembangunan talud RT 03": StatusUsulan.DISEPAKATI,
        "Makanan tambahan balita": StatusUsulan.DISEPAKATI,
        "Jembatan antar desa": StatusUsulan.DITERUSKAN,
    }
    with pytest.raises(Locked):
        musyawarah.decide(proposed, meeting.id, {}, **STEP)
    (frozen,) = dokumen.list_dokumen(proposed, "musyawarah")
    assert (frozen.status, frozen.revisi, frozen.keadaan) == ("disahkan", 1, "")


def test_a_meeting_without_names_chair_or_decisions_is_not_ratified(proposed: Database) -> None:
    key = musyawarah.prepare(proposed, JenisMusyawarah.KELOMPOK, TAHUN, tanggal=date(2026, 8, 12), **STEP)
    with pytest.raises(RuleBroken) as caught:
        musyawarah.ratify(proposed, RULES, key, kid=KID, alasan="Tetap lanjut", **STEP)
    assert {one.field for one in caught.value.pemeriksaan} >= {"pimpinan", "notulis", "peserta"}
    assert musyawarah.room(proposed, RULES, key, date(2026, 8, 13)).musyawarah.status is StatusDokumen.KONSEP


def test_a_warning_needs_a_reason_and_the_reason_is_kept(proposed: Database) -> None:
    men = [{"nama": f"Bapak {n}", "jk": "L", "unsur": "tani"} for n in range(20)]
    meeting = musyawarah_berkas.record(proposed, RULES, meeting_file(hadir=men), **STEP)
    with pytest.raises(RuleBroken) as caught:
        musyawarah.ratify(proposed, RULES, meeting.id, kid=KID, **STEP)
    assert "K-410" in {one.aturan for one in caught.value.pemeriksaan}
    done = musyawarah.ratify(proposed, RULES, meeting.id, kid=KID, alasan="Ibu-ibu panen raya", **STEP)
    assert done.alasan == "Ibu-ibu panen raya"


def test_live_attendance_turns_the_quick_count_into_names(proposed: Database) -> None:
    with proposed.read() as unit:
        desa_id = unit.select(Desa)[0].id
    editing.add_row(proposed, Tokoh, desa_id, {"nama": "Sri Utami", "jk": "P", "unsur": "perempuan"}, **STEP)
    key = musyawarah.prepare(proposed, JenisMusyawarah.MUSRENBANGDES, TAHUN, **STEP)
    musyawarah.count_quickly(proposed, key, {"perempuan:P": 2, "tani:L": 3}, **STEP)
    room = musyawarah.room(proposed, RULES, key, date(2026, 8, 12))
    assert (room.kehadiran.hadir, room.kehadiran.tanpa_nama) == (5, 5)
    sri = next(one for one in room.musyawarah.peserta if one.nama == "Sri Utami")
    musyawarah.mark_present(proposed, key, sri.id, **STEP)
    musyawarah.add_guest(proposed, key, nama="Pak Joko", jk="L", unsur="tani", **STEP)
    room = musyawarah.room(proposed, RULES, key, date(2026, 8, 12))
    assert (room.kehadiran.hadir, room.kehadiran.tanpa_nama, room.kehadiran.p) == (5, 3, 2)


def test_a_value_outside_the_scale_or_after_locking_is_refused(proposed: Database) -> None:
    key = musyawarah.prepare(proposed, JenisMusyawarah.MUSRENBANGDES, TAHUN, **STEP)
    talud = usulan.list_usulan(proposed, TAHUN)[0].id
    with pytest.raises(InvalidInput):
        ruang.value_many(proposed, key, [(talud, "manfaat", 6)], RULES, **STEP)
    ruang.value_many(proposed, key, [(talud, "manfaat", 5)], RULES, **STEP)
    musyawarah.lock_scoring(proposed, key, **STEP)
    with pytest.raises(Locked):
        ruang.value_many(proposed, key, [(talud, "manfaat", 4)], RULES, **STEP)


def ready_plan(database: Database) -> list[UUID]:
    """The agreed proposals in the plan, complete and paid."""
    made, _passed = rkp.take_usulan(database, RULES, TAHUN, **STEP)
    plan = rkp.rkp_key(database, TAHUN)
    editing.add_rows(
        database, Pagu, plan, [{"sumber": "DDS", "jumlah": 110_000_000, "is_definitif": True}], **STEP
    )
    rkp.set_source(database, made, "DDS", **STEP)
    for key in made:
        editing.change(
            database,
            Kegiatan,
            key,
            {
                "bulan_mulai": 5,
                "bulan_selesai": 7,
                "pola": PolaPelaksanaan.SWAKELOLA,
                "sasaran": "Warga",
                "pelaksana": "TPK",
            },
            **STEP,
        )
    return made


class Overtaken(Database):
    """A store at which somebody else takes the same proposals just before our unit begins."""

    is_overtaken = False

    def unit(self) -> Unit:
        if not self.is_overtaken:
            self.is_overtaken = True
            rkp.take_usulan(self, RULES, TAHUN, **STEP)
        return super().unit()


def test_a_proposal_taken_by_two_people_at_once_becomes_one_activity(proposed: Database) -> None:
    hold(proposed)
    store = Overtaken(proposed._engines)
    assert rkp.take_usulan(store, RULES, TAHUN, **STEP) == ([], [])
    assert len(rkp.show_plan(proposed, RULES, TAHUN).rkp.kegiatan) == 2
    assert len(rkp.show_durkp(proposed, RULES, TAHUN).durkp.baris) == 1


def test_what_was_agreed_becomes_activities_and_what_was_passed_on_becomes_the_du_rkp(
    proposed: Database,
) -> None:
    hold(proposed)
    made, passed = rkp.take_usulan(proposed, RULES, TAHUN, **STEP)
    assert (len(made), len(passed)) == (2, 1)
    assert rkp.take_usulan(proposed, RULES, TAHUN, **STEP) == ([], [])
    upwards = rkp.show_durkp(proposed, RULES, TAHUN).durkp.baris
    assert [(one.nama, one.prioritas, one.perkiraan_biaya) for one in upwards] == [
        ("Jembatan antar desa", 1, 900_000_000)
    ]
    assert editing.undo(proposed, **STEP) == "ambil 3 usulan"
    assert rkp.show_plan(proposed, RULES, TAHUN).rkp.kegiatan == []


def test_the_gauge_follows_the_money_and_a_definitive_ceiling_blocks(proposed: Database) -> None:
    hold(proposed)
    made = ready_plan(proposed)
    (gauge,) = rkp.show_plan(proposed, RULES, TAHUN).gauges
    assert (gauge.terpakai, gauge.sisa, gauge.is_lebih) == (103_000_000, 7_000_000, False)
    rkp.set_cost(proposed, made[0], 95_000_000, **STEP)
    shown = rkp.show_plan(proposed, RULES, TAHUN, final=True)
    assert shown.gauges[0].sisa == -3_000_000
    with pytest.raises(RuleBroken, match=r"Rp3\.000\.000"):
        rkp.ratify_rkp(
            proposed, RULES, TAHUN, kid=KID, nomor="4 Tahun 2026", tanggal=date(2026, 9, 20), **STEP
        )


def test_split_money_must_add_up_to_the_cost(proposed: Database) -> None:
    hold(proposed)
    (first, *_rest) = ready_plan(proposed)
    rkp.split_sources(proposed, first, [("DDS", 50_000_000, False), ("ADD", 35_000_000, False)], **STEP)
    editing.change(proposed, Kegiatan, first, {"biaya": 90_000_000}, **STEP)
    rules = {one.aturan for one in rkp.show_plan(proposed, RULES, TAHUN).pemeriksaan}
    assert "V-10" in rules
    with pytest.raises(InvalidInput):
        rkp.split_sources(proposed, first, [("DDS", 1, False), ("DDS", 2, False)], **STEP)


def test_sahkan_gives_r01_and_buat_perubahan_leads_to_r02_while_r01_keeps_counting(
    proposed: Database,
) -> None:
    hold(proposed)
    made = ready_plan(proposed)
    say = {"kid": KID, "nomor": "4 Tahun 2026", "tanggal": date(2026, 9, 20), "alasan": "Lengkap", **STEP}
    revisi, digest = rkp.ratify_rkp(proposed, RULES, TAHUN, **say)
    assert revisi == 1
    with pytest.raises(Locked):
        rkp.set_cost(proposed, made[0], 1, **STEP)
    rkp.revise(proposed, "rkp", TAHUN, **STEP)
    rkp.set_cost(proposed, made[0], 80_000_000, **STEP)
    with proposed.read() as unit:
        shelf = dokumen.shelf_of(unit, rkp.rkp_key(proposed, TAHUN))
    assert shelf.berlaku == digest
    again, other = rkp.ratify_rkp(proposed, RULES, TAHUN, **say)
    assert (again, other != digest) == (2, True)
    with proposed.read() as unit:
        assert dokumen.shelf_of(unit, rkp.rkp_key(proposed, TAHUN)).berlaku == other


def test_a_dokumen_changed_after_its_snapshot_says_so_and_an_unchanged_one_does_not(
    proposed: Database,
) -> None:
    meeting = hold(proposed)
    assert dokumen.list_dokumen(proposed)[0].keadaan == ""
    desa.reopen(proposed, Musyawarah, meeting.id, **STEP)
    assert dokumen.list_dokumen(proposed)[0].keadaan == "berubah"


def test_unfunded_proposals_come_back_next_year_as_new_ones(proposed: Database) -> None:
    decisions = [
        {"usulan": 1, "putusan": "ditunda", "alasan": "Dana belum cukup"},
        {"usulan": 2, "putusan": "disepakati"},
        {"usulan": 3, "putusan": "tidak_disepakati", "alasan": "Sudah ada"},
        {"uraian": "Selesai."},
    ]
    hold(proposed, keputusan=decisions)
    kept = usulan.archive_of(proposed, TAHUN)
    assert {row.uraian for row in kept} == {"Pembangunan talud RT 03", "Jembatan antar desa"}
    kantor.change_year(proposed, TAHUN + 1, RULES, **STEP)
    usulan.propose_again(proposed, [kept[0].id], TAHUN + 1, **STEP)
    assert usulan.propose_again(proposed, [kept[0].id], TAHUN + 1, **STEP) == [], "the button pressed twice"
    (back,) = usulan.list_usulan(proposed, TAHUN + 1)
    assert (back.nomor, back.status, back.asal) == (1, StatusUsulan.DIUSULKAN, "usulan lama")
    assert len(usulan.list_usulan(proposed, TAHUN)) == 3


def test_look_alikes_inside_a_dusun_are_hinted_never_merged(database: Database) -> None:
    with database.read() as unit:
        desa_id = unit.select(Desa)[0].id
    editing.add_rows(database, Dusun, desa_id, [{"nama": "Krajan"}], **STEP)
    propose(database, TALUD, {**TALUD, "uraian": "Talud RT 3 Krajan"})
    shown = usulan.show_list(database, RULES, TAHUN)
    assert any("mirip" in one.teks for one in shown.pemeriksaan)
    assert len(shown.baris) == 2


@pytest.mark.parametrize(
    ("kode", "sentence"),
    [
        ("33.06.99.200", "Kode desa terdiri dari 10 angka. Baru terisi 9."),
        ("33.06.99.20011", "Kode ini terlalu panjang: 11 angka, seharusnya 10."),
        ("33.06.99.2OO1", "Kode wilayah hanya berisi angka dan titik, misalnya 33.06.99.2001."),
        ("33.06.00.2001", "Kode 33.06.00.2001 tidak mungkin: provinsi, kabupaten, dan kecamatan tidak 00."),
    ],
)
def test_a_wrong_village_code_is_refused_with_its_sentence(tmp_path: Any, kode: str, sentence: str) -> None:
    from office import open_store, set_up

    with open_store(tmp_path, begin=False) as fresh:
        with pytest.raises(InvalidInput) as caught:
            set_up(fresh, kode=kode)
        assert caught.value.fields["kode"] == sentence
        assert kantor.find(fresh) is None
