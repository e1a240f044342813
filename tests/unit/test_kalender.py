"""Beranda says what comes next, with a day, a reason and no reproach for what was done elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builders import aturan, catatan_tahap
from desa_desktop.domain.kalender import (
    BelumDikirim,
    IsianTerbuka,
    KeadaanLangkah,
    KeadaanRencana,
    KeadaanRpjm,
    KeadaanTugas,
    PerubahanTerbuka,
    TelaahTerbuka,
    empty_sentence,
    posisi,
    posisi_sentence,
    postpone_problem,
    state_of,
    tasks,
)
from desa_desktop.domain.kantor import KeadaanTahap, Peran
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.tahap import langkah_musyawarah

TODAY = date(2026, 11, 22)
DONE = frozenset(
    {"musdes", "tim", "pagu", "musrenbangdes", "musdes_pengesahan", "rkpdes", "rancangan_apbdes"}
    | {"rembuk_stunting", "musdes_rancangan", "pencermatan_rpjm", "rancangan", "jawaban_durkp"}
)


def keadaan(**bend):
    values = {"tahun": 2027, "pertama_dipakai": date(2026, 5, 4), "selesai": DONE, "cadangan_terakhir": TODAY}
    return KeadaanRencana(**values | bend)


def find(found, kunci):
    return next((satu for satu in found if satu.kunci == kunci), None)


@pytest.mark.parametrize(
    ("batas", "state"),
    [
        (date(2026, 11, 21), KeadaanTugas.TERLAMBAT),
        (date(2026, 11, 22), KeadaanTugas.MINGGU_INI),
        (date(2026, 11, 29), KeadaanTugas.MINGGU_INI),
        (date(2026, 11, 30), KeadaanTugas.BULAN_INI),
        (date(2026, 12, 1), KeadaanTugas.NANTI),
    ],
)
def test_the_last_day_itself_is_not_late(batas, state):
    today = TODAY if batas != date(2026, 12, 1) else date(2026, 11, 23)
    assert state_of(batas, today) is state


def test_the_durkp_is_39_days_away_on_22_november():
    found = tasks(keadaan(), aturan(), TODAY)
    assert [(satu.kunci, satu.hari, satu.keadaan) for satu in found] == [
        ("langkah:durkp", 39, KeadaanTugas.NANTI),
        ("langkah:apbdes", 39, KeadaanTugas.NANTI),
    ]
    assert found[0].jarak == "39 hari lagi"
    assert found[0].batas == date(2026, 12, 31)


@pytest.mark.parametrize("urutan", ["permendagri114", "permendesa21"])
def test_every_step_of_the_order_is_asked_for_in_time_and_gone_once_it_is_taken(urutan):
    """perencanaan.md 4.3, both orders: seen before its last day, never after it was taken."""
    steps = [one.kunci for one in aturan().tahap(urutan)]
    assert len(steps) == {"permendagri114": 8, "permendesa21": 9}[urutan]
    taken = set()
    for kunci in steps:
        found = find(tasks(keadaan(selesai=frozenset(taken), urutan=urutan), aturan(), date(2026, 6, 1)),
                     f"langkah:{kunci}")  # fmt: skip
        assert found is not None, kunci
        assert found.hari >= 0, kunci
        taken.add(kunci)
        state = keadaan(selesai=frozenset(taken), urutan=urutan)
        assert find(tasks(state, aturan(), date(2026, 6, 1)), f"langkah:{kunci}") is None
    team = aturan().find_langkah("tim")
    assert team.batas(2027) == date(2026, 7, 31), "Juni sampai Juli"


def test_a_change_that_was_begun_is_not_forgotten():
    begun = PerubahanTerbuka("1", "RKP Desa 2027", "Peristiwa khusus: banjir.", date(2027, 3, 1))
    found = find(tasks(keadaan(perubahan=[begun]), aturan(), date(2027, 3, 10)), "perubahan:1")
    assert (found.judul, found.keadaan, found.place) == (
        "Selesaikan perubahan RKP Desa 2027", KeadaanTugas.TERLAMBAT, "rkpdes",
    )  # fmt: skip
    assert found.sebab.startswith("Peristiwa khusus: banjir. Adakan Musrenbangdes khusus.")
    assert found.is_anjuran


@pytest.mark.parametrize("urutan", ["permendagri114", "permendesa21"])
def test_of_steps_with_one_last_day_the_one_that_comes_first_stands_first(urutan):
    found = tasks(keadaan(selesai=frozenset(), urutan=urutan), aturan(), date(2026, 6, 20))
    due = [one.kunci.removeprefix("langkah:") for one in found if one.batas == date(2026, 7, 31)]
    assert due == ["tim", "pagu", "jawaban_durkp"]
    due = [one.kunci.removeprefix("langkah:") for one in found if one.batas == date(2026, 6, 30)]
    assert due == ["rembuk_stunting", "musdes"][: 2 if urutan == "permendagri114" else 1]


def test_the_musdes_of_the_other_order_comes_after_the_draft_and_no_rule_gives_its_day():
    """perencanaan.md 4.2 and 4.3: June is what Permendagri 114/2014 says, ps 34 wants the draft first."""
    asked = [
        one.kunci.removeprefix("langkah:")
        for one in tasks(keadaan(selesai=frozenset(), urutan="permendesa21"), aturan(), date(2026, 6, 20))
    ]
    steps = [one for one in asked if one in {one.kunci for one in aturan().tahap("permendesa21")}]
    assert steps == [one.kunci for one in aturan().tahap("permendesa21")]
    held = {
        urutan: aturan().find_langkah(langkah_musyawarah(aturan(), urutan, JenisMusyawarah.MUSDES))
        for urutan in ("permendagri114", "permendesa21")
    }
    assert {urutan: one.kutipan for urutan, one in held.items()} == {
        "permendagri114": "Permendagri 114/2014", "permendesa21": "",
    }  # fmt: skip
    line = posisi(keadaan(selesai=frozenset({"tim", "pagu"}), urutan="permendesa21"), aturan())
    assert posisi_sentence(line) == "Langkah sekarang: Musdes, batas 31 Agustus 2026."


def test_a_year_that_has_begun_leads_to_the_next_plan_year():
    everything = DONE | {"apbdes", "durkp"}
    last_year, today = date(2026, 12, 31), date(2027, 1, 1)
    assert tasks(keadaan(selesai=everything, cadangan_terakhir=last_year), aturan(), last_year) == []
    [found] = tasks(keadaan(selesai=everything, cadangan_terakhir=today), aturan(), today)
    assert (found.kunci, found.judul) == ("tahun:2028", "Mulai perencanaan 2028")
    assert (found.batas, found.place) == (date(2027, 6, 30), "pengaturan")
    assert "Tugas berikutnya: Mulai perencanaan 2028, 30 Juni 2027" in empty_sentence([found])
    assert not find(tasks(keadaan(peran=Peran.KECAMATAN), aturan(), today), "tahun:2028")


def test_an_open_step_of_the_past_is_late_and_says_by_how_much():
    found = tasks(keadaan(selesai=DONE - {"rkpdes"}), aturan(), TODAY)
    assert found[0].kunci == "langkah:rkpdes"
    assert found[0].jarak == "Terlambat 53 hari"
    assert found[0].dasar == "Permendagri 114/2014; Permendesa 21/2020 pasal 22 ayat (4)"


def test_dates_nobody_confirmed_cite_no_rule():
    found = tasks(keadaan(), aturan(), TODAY)
    assert find(found, "langkah:durkp").dasar == ""


def test_a_step_done_outside_the_program_never_appears():
    noted = [catatan_tahap(kunci="langkah:rkpdes")]
    found = tasks(keadaan(selesai=DONE - {"rkpdes"}, catatan=noted), aturan(), TODAY)
    assert find(found, "langkah:rkpdes") is None


def test_a_note_of_another_year_does_not_count():
    noted = [catatan_tahap(kunci="langkah:rkpdes", tahun=2026)]
    found = tasks(keadaan(selesai=DONE - {"rkpdes"}, catatan=noted), aturan(), TODAY)
    assert find(found, "langkah:rkpdes") is not None


def test_a_task_put_off_waits_until_its_day_and_then_comes_back_late():
    noted = [
        catatan_tahap(
            kunci="langkah:rkpdes",
            keadaan=KeadaanTahap.DITUNDA,
            tanggal=date(2026, 11, 30),
            alasan="Menunggu BPD.",
        )
    ]
    state = keadaan(selesai=DONE - {"rkpdes"}, catatan=noted)
    waiting = find(tasks(state, aturan(), TODAY), "langkah:rkpdes")
    assert waiting.keadaan is KeadaanTugas.NANTI
    assert waiting.sebab == "Ditunda sampai 30 November 2026. Menunggu BPD."
    assert (
        find(tasks(state, aturan(), date(2026, 11, 30)), "langkah:rkpdes").keadaan is KeadaanTugas.TERLAMBAT
    )


def test_a_task_can_be_put_off_two_weeks_at_most():
    assert postpone_problem(date(2026, 12, 6), TODAY, aturan()) == ""
    assert postpone_problem(date(2026, 12, 7), TODAY, aturan()) == (
        "Tugas dapat ditunda paling lama 14 hari, sampai 6 Desember 2026."
    )
    assert postpone_problem(TODAY, TODAY, aturan())


def test_a_step_begun_says_how_far_it_is():
    progress = {"durkp": "3 usulan, 1 galat belum diperbaiki."}
    satu = find(tasks(keadaan(kemajuan=progress), aturan(), TODAY), "langkah:durkp")
    assert (satu.sebab, satu.tombol) == ("3 usulan, 1 galat belum diperbaiki.", "Lanjutkan")


def test_what_was_ratified_should_be_sent_within_three_days():
    waiting = [
        BelumDikirim("a", "RKPDes 2027", date(2026, 11, 18)),
        BelumDikirim("b", "DURKP 2027", date(2026, 11, 21), is_berubah=True),
    ]
    found = tasks(keadaan(belum_dikirim=waiting), aturan(), TODAY)
    assert (find(found, "kirim:a").judul, find(found, "kirim:a").jarak) == (
        "Kirim RKPDes 2027",
        "Terlambat 1 hari",
    )
    assert find(found, "kirim:b").keadaan is KeadaanTugas.MINGGU_INI
    assert find(found, "kirim:b").sebab.startswith("Ada perubahan sejak dikirim")


def test_notes_of_the_kecamatan_wait_for_an_answer():
    notes = [TelaahTerbuka("a", "RKPDes", 2, date(2026, 11, 20))]
    satu = find(tasks(keadaan(telaah=notes), aturan(), TODAY), "telaah:a")
    assert (satu.judul, satu.sebab, satu.hari) == (
        "Perbaiki 2 catatan telaah RKPDes",
        "Dari kecamatan, 20 November 2026.",
        5,
    )


def test_a_checklist_that_ended_before_the_program_came_is_not_late():
    lists = [
        IsianTerbuka("lama", "Kartu Skor TW1", 0, 10, date(2026, 4, 10)),
        IsianTerbuka("baru", "Kelengkapan Administrasi Desa", 12, 34, date(2026, 11, 30)),
    ]
    found = tasks(keadaan(isian=lists), aturan(), TODAY)
    assert find(found, "isian:lama") is None
    satu = find(found, "isian:baru")
    assert (satu.keadaan, satu.sebab, satu.tombol) == (
        KeadaanTugas.BULAN_INI,
        "12 dari 34 terisi.",
        "Lanjutkan",
    )


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (date(2026, 11, 16), None),
        (date(2026, 11, 15), KeadaanTugas.MINGGU_INI),
        (date(2026, 11, 8), KeadaanTugas.MINGGU_INI),
        (date(2026, 11, 7), KeadaanTugas.TERLAMBAT),
    ],
)
def test_a_backup_is_asked_for_after_a_week_and_urgent_after_two(last, state):
    satu = find(tasks(keadaan(cadangan_terakhir=last), aturan(), TODAY), "cadangan")
    assert (satu.keadaan if satu else None) is state


def test_data_that_was_never_backed_up_says_so():
    satu = find(tasks(keadaan(cadangan_terakhir=None), aturan(), TODAY), "cadangan")
    assert satu.sebab == "Data ini belum pernah dicadangkan."


def test_what_the_wizard_left_open_becomes_a_task():
    left = {"kit": "Cetak Kit Pemulihan"}
    satu = find(tasks(keadaan(sisa_wisaya=left, pertama_dipakai=TODAY), aturan(), TODAY), "wisaya:kit")
    assert (satu.judul, satu.hari) == ("Cetak Kit Pemulihan", 14)


def test_the_kecamatan_has_its_own_calendar_and_its_inbox():
    found = tasks(keadaan(peran=Peran.KECAMATAN, kiriman_masuk=3), aturan(), TODAY)
    assert [satu.kunci for satu in found] == ["kotak-masuk", "langkah:musrenbang_kecamatan"]
    assert found[0].judul == "Tinjau 3 kiriman di Kotak Masuk"
    assert found[1].batas == date(2027, 2, 28)


def test_an_inbox_that_was_dealt_with_one_day_is_a_task_again_on_the_next():
    said = [catatan_tahap(kunci="kotak-masuk", keadaan=KeadaanTahap.DI_LUAR, tanggal=TODAY)]
    state = keadaan(peran=Peran.KECAMATAN, kiriman_masuk=3, catatan=said)
    assert "kotak-masuk" not in {one.kunci for one in tasks(state, aturan(), TODAY)}
    assert "kotak-masuk" in {one.kunci for one in tasks(state, aturan(), TODAY + timedelta(days=1))}


def test_the_most_pressing_comes_first():
    state = keadaan(selesai=frozenset(), belum_dikirim=[BelumDikirim("a", "RKPDes", date(2026, 11, 21))])
    found = tasks(state, aturan(), TODAY)
    order = [list(KeadaanTugas).index(satu.keadaan) for satu in found]
    assert order == sorted(order)
    assert found[0].batas == date(2026, 6, 30)


def test_beranda_without_tasks_names_the_next_one():
    found = tasks(keadaan(selesai=DONE | {"apbdes"}), aturan(), TODAY)
    assert empty_sentence(found) == (
        "Tidak ada tugas sampai akhir bulan. Tugas berikutnya: Sahkan dan kirim DURKP, 31 Desember 2026."
    )
    assert empty_sentence([]) == "Tidak ada tugas sampai akhir bulan."


def test_the_line_has_seven_steps_and_one_that_is_now():
    line = posisi(keadaan(), aturan())
    assert [(satu.langkah.pendek, satu.keadaan.value) for satu in line] == [
        ("Tim", "selesai"),
        ("Pagu", "selesai"),
        ("Musdes", "selesai"),
        ("Musrenbang", "selesai"),
        ("RKPDes", "selesai"),
        ("DURKP", "sekarang"),
        ("APBDes", "belum"),
    ]
    assert posisi_sentence(line) == "Langkah sekarang: DURKP, batas 31 Desember 2026."


def test_the_order_of_the_steps_follows_the_rule_the_village_cites():
    line = posisi(keadaan(urutan="permendagri114", selesai=frozenset()), aturan())
    assert line[0].langkah.kunci == "musdes"
    assert line[0].keadaan is KeadaanLangkah.SEKARANG


def test_a_year_that_is_done_says_so():
    everything = frozenset(langkah.kunci for langkah in aturan().langkah)
    assert (
        posisi_sentence(posisi(keadaan(selesai=everything), aturan())) == "Semua langkah perencanaan selesai."
    )


def test_the_steps_follow_the_order_the_office_chose():
    open_ones = {one.kunci for one in tasks(keadaan(selesai=frozenset()), aturan(), TODAY)}
    assert "langkah:musdes_pengesahan" in open_ones
    state = keadaan(selesai=frozenset(), urutan="permendagri114")
    assert "langkah:musdes_pengesahan" not in {one.kunci for one in tasks(state, aturan(), TODAY)}


def test_what_only_prepares_the_plan_is_over_when_the_plan_is_ratified():
    ratified = frozenset({"rkpdes"})
    left = {one.kunci for one in tasks(keadaan(selesai=ratified), aturan(), TODAY)}
    assert not left & {"langkah:rancangan", "langkah:pencermatan_rpjm", "langkah:rembuk_stunting"}
    assert "langkah:musdes_rancangan" in left


def test_a_day_that_is_only_advised_is_marked_and_cites_nothing():
    durkp = find(tasks(keadaan(), aturan(), TODAY), "langkah:durkp")
    assert (durkp.is_anjuran, durkp.dasar) == (True, "")
    rkpdes = find(tasks(keadaan(selesai=DONE - {"rkpdes"}), aturan(), TODAY), "langkah:rkpdes")
    assert not rkpdes.is_anjuran


def test_a_village_without_an_rpjm_is_asked_for_it_once():
    [one] = [t for t in tasks(keadaan(rpjm=KeadaanRpjm()), aturan(), TODAY) if "rpjm" in t.kunci]
    assert (one.judul, one.batas, one.place) == ("Isi RPJM Desa", date(2026, 6, 30), "rpjm")
    assert one.sebab.startswith("RPJM Desa yang mencakup 2027 belum ada di aplikasi")


def test_an_rpjm_that_ended_is_named_with_its_years():
    [one] = [t for t in tasks(keadaan(rpjm=KeadaanRpjm(2019, 2026)), aturan(), TODAY) if "rpjm" in t.kunci]
    assert one.sebab == "RPJM Desa 2019–2026 berakhir sebelum tahun rencana 2027."


def test_an_rpjm_in_force_asks_for_nothing():
    state = KeadaanRpjm(2023, 2030, pelantikan=date(2022, 5, 1))
    assert not [t for t in tasks(keadaan(rpjm=state), aturan(), TODAY) if "rpjm" in t.kunci]


def test_after_a_pelantikan_the_steps_of_the_rpjm_count_from_that_day():
    state = KeadaanRpjm(pelantikan=date(2026, 10, 5), selesai=frozenset({"sk_tim_rpjm"}))
    found = {t.kunci: t for t in tasks(keadaan(rpjm=state), aturan(), TODAY)}
    assert "langkah:sk_tim_rpjm" not in found
    last = found["langkah:rpjm"]
    assert (last.batas, last.is_anjuran) == (date(2027, 1, 5), False)
    assert found["langkah:musrenbangdes_rpjm"].is_anjuran
    long_ago = KeadaanRpjm(pelantikan=date(2020, 1, 5))
    assert find(tasks(keadaan(rpjm=long_ago), aturan(), TODAY), "rpjm:belum-ada") is not None
