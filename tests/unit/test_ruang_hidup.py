"""What the room knows while it is used: quorum by the clock, ranks by values and hands, wall and agenda."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from builders import aturan, bahasan, musyawarah, penandatangan, peserta, usulan
from desa_desktop.domain.acara import ACARA, AcaraBerjalan, acara_berikut, acara_berjalan
from desa_desktop.domain.desa import Desa, DesaId, Perangkat, Tokoh
from desa_desktop.domain.dinding import IsiDinding, Papan, bahan_dinding, nama_dilindungi, samarkan
from desa_desktop.domain.kuorum import (
    TahapKuorum,
    read_kuorum,
    show_span,
    status_kuorum,
    with_setelan,
)
from desa_desktop.domain.musyawarah import (
    Agenda,
    CaraNilai,
    Catatan,
    JenisMusyawarah,
    Keputusan,
    Penilai,
    biaya_disepakati,
    kehadiran,
    kemajuan_penilai,
    peringkat,
    skema_musyawarah,
)
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.pemeriksaan_musyawarah import check_musyawarah
from desa_desktop.domain.penilaian import daftar_skema, find_skema, seri_diputus
from desa_desktop.domain.rapat import RANCANGAN, bagian_rapat, is_dibahas, nama_rapat, undangan
from desa_desktop.domain.usulan import StatusUsulan

WIB = datetime(2026, 8, 12).astimezone().tzinfo
NINE = datetime(2026, 8, 12, 9, 0, tzinfo=WIB)
SAME = {"manfaat": 4, "kemendesakan": 4, "keberpihakan": 4, "kesesuaian": 4, "kesiapan": 4}


def musdes(hadir, **bend):
    """A musdes with sixty invited, of whom so many came."""
    here = [peserta() for _ in range(hadir)]
    return musyawarah(jenis=JenisMusyawarah.MUSDES, jumlah_undangan=60, peserta=here, **bend)


# ------------------------------------------------------------------ quorum


@pytest.mark.parametrize(
    ("hadir", "ditunda", "sekarang", "tahap"),
    [
        (40, None, NINE, TahapKuorum.TERCAPAI),
        (39, None, NINE, TahapKuorum.KURANG),
        (39, NINE, NINE + timedelta(hours=2, minutes=59), TahapKuorum.DITUNDA),
        (39, NINE, NINE + timedelta(hours=3), TahapKuorum.HABIS),
        (40, NINE, NINE + timedelta(hours=1), TahapKuorum.TERCAPAI),
    ],
)
def test_a_musdes_waits_three_hours_for_its_quorum_and_then_meets_again(hadir, ditunda, sekarang, tahap):
    state = status_kuorum(musdes(hadir, ditunda_pada=ditunda), aturan(), sekarang)
    assert state.tahap is tahap
    assert state.is_wajib


def test_the_sentences_of_the_quorum_say_what_to_do():
    waiting = status_kuorum(musdes(39, ditunda_pada=NINE), aturan(), NINE + timedelta(minutes=78, seconds=5))
    assert waiting.kalimat == "Kuorum 40: hadir 39 dari 60 · ditunda sampai 12.00, sisa 1.41.55"
    over = status_kuorum(musdes(39, ditunda_pada=NINE), aturan(), NINE + timedelta(hours=4))
    assert over.kalimat == (
        "Kuorum 40: hadir 39 dari 60 · waktu tunda habis. "
        "Siapkan rapat kedua, paling lambat Sabtu, 15 Agustus 2026"
    )
    assert over.kedua_paling_lambat == date(2026, 8, 15)
    nobody = status_kuorum(musyawarah(jenis=JenisMusyawarah.MUSDES, peserta=[]), aturan(), NINE)
    assert nobody.kalimat == "Kuorum belum dapat dihitung: isi daftar atau jumlah undangan"


def test_the_second_meeting_proceeds_with_whoever_came():
    again = musdes(12, rapat_sebelum_id=uuid4(), pimpinan_dari="Ketua BPD")
    state = status_kuorum(again, aturan(), NINE)
    assert (state.tahap, state.is_kurang) == (TahapKuorum.RAPAT_KEDUA, False)
    found = [
        one for one in check_musyawarah(again, {}, aturan(), date(2026, 8, 13)) if one.field == "peserta"
    ]
    assert (Level.SARAN, "Rapat kedua: berlangsung dengan 12 peserta yang hadir.") in [
        (one.level, one.teks) for one in found
    ]
    assert not [one for one in found if "kuorum" in one.teks.lower()]


def test_a_second_meeting_after_three_days_needs_a_reason():
    first = musdes(12, tanggal=date(2026, 8, 12))
    late = musdes(12, rapat_sebelum_id=first.id, tanggal=date(2026, 8, 16))
    found = check_musyawarah(late, {}, aturan(), date(2026, 8, 17), sebelum=first)
    assert "Rapat kedua lewat dari batas 15 Agustus 2026. Lanjutkan dengan alasan." in [
        one.teks for one in found if one.level is Level.PERINGATAN
    ]
    in_time = musdes(12, rapat_sebelum_id=first.id, tanggal=date(2026, 8, 15))
    assert not [one for one in check_musyawarah(in_time, {}, aturan(), date(2026, 8, 17), sebelum=first)
                if one.field == "tanggal"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fraction"), [("2/3", (2, 3)), (" 1 / 2 ", (1, 2)), ("3/2", None), ("0/3", None), ("dua", None)]
)
def test_a_village_writes_its_quorum_as_a_fraction(text, fraction):
    assert read_kuorum(text) == fraction


def test_the_quorum_of_the_village_counts_and_nonsense_leaves_the_rule():
    half = with_setelan(aturan(), {"kuorum": "1/2"})
    assert status_kuorum(musdes(30), half, NINE).tahap is TahapKuorum.TERCAPAI
    assert status_kuorum(musdes(30), with_setelan(aturan(), {"kuorum": "semua"}), NINE).is_kurang


def test_a_span_reads_as_on_a_clock():
    assert [show_span(timedelta(seconds=n)) for n in (5, 725, 6130, -3)] == [
        "00.05",
        "12.05",
        "1.42.10",
        "00.00",
    ]


def test_an_explained_quick_count_only_informs():
    rapat = musyawarah(hitung_cepat={"tani:L": 2}, alasan_hitung="Dua petani menandatangani di kertas.")
    [found] = [
        one for one in check_musyawarah(rapat, {}, aturan(), date(2026, 8, 13)) if one.aturan == "K-411"
    ]
    assert found.level is Level.SARAN
    assert found.teks == "2 orang dihitung tanpa nama, dijelaskan: Dua petani menandatangani di kertas."


# ------------------------------------------------------------------ scoring


def several(*values, names=("Sri Utami", "Joko Santoso")):
    """A meeting over one proposal that several people valued."""
    scorers = [Penilai(urut=n, nama=nama) for n, nama in enumerate(names, 1)]
    talud = usulan(nomor=1)
    given = {str(who.id): dict(SAME, manfaat=points) for who, points in zip(scorers, values, strict=False)}
    rapat = musyawarah(
        cara_nilai=CaraNilai.PENILAI, penilai=scorers, bahasan=[bahasan(talud, nilai={}, nilai_penilai=given)]
    )
    return rapat, talud


def test_several_scorers_give_the_mean_and_nobody_is_left_out():
    rapat, talud = several(5, 2)
    [row] = peringkat(rapat, [talud], aturan())
    assert row.skor == Decimal("77.5")  # manfaat 3,5 and the rest 4
    rapat, talud = several(5)
    [row] = peringkat(rapat, [talud], aturan())
    assert row.skor is None
    skema = skema_musyawarah(rapat, aturan())
    assert [(who.nama, done) for who, done in kemajuan_penilai(rapat, skema)] == [
        ("Sri Utami", 1),
        ("Joko Santoso", 0),
    ]


def test_hands_rank_and_a_tie_goes_to_more_people_then_to_the_lower_number():
    talud, sumur, senam, buku = (
        usulan(nomor=n, penerima_l=p, penerima_p=0) for n, p in ((1, 9), (2, 9), (3, 20), (4, 1))
    )
    rows = [(talud, 12, 8), (sumur, 10, 10), (senam, 20, 0), (buku, None, None)]
    rapat = musyawarah(
        cara_nilai=CaraNilai.DUKUNGAN,
        bahasan=[bahasan(one, nilai={}, dukungan_l=men, dukungan_p=women) for one, men, women in rows],
    )
    ranked = peringkat(rapat, [one for one, _men, _women in rows], aturan())
    assert [(row.usulan.nomor, row.skor, row.peringkat) for row in ranked] == [
        (3, Decimal(20), 1),
        (1, Decimal(20), 2),
        (2, Decimal(20), 3),
        (4, None, None),
    ]
    ties = [one.sebab for one in seri_diputus(ranked, skema_musyawarah(rapat, aturan()))]
    assert ties == ["penerima manfaat lebih banyak (20 : 9)", "nomor usulan lebih kecil"]


def test_a_tie_is_shown_with_the_criterion_that_decided_it():
    talud, sumur = usulan(nomor=1), usulan(nomor=7)
    rapat = musyawarah(
        bahasan=[
            bahasan(talud, nilai=dict(SAME, manfaat=5, kemendesakan=3)),
            bahasan(sumur, nilai=dict(SAME, manfaat=3, kemendesakan=5)),
        ]
    )
    ranked = peringkat(rapat, [talud, sumur], aturan())
    [tie] = seri_diputus(ranked, skema_musyawarah(rapat, aturan()))
    assert tie.kalimat == "Usulan 7 di atas usulan 1 (skor sama 80,0): Kemendesakan lebih tinggi (5 : 3)."


def test_a_scheme_of_one_to_a_hundred_ranks_by_its_total():
    skema = find_skema(aturan(), "permendesa21")
    assert (skema.terendah, skema.tertinggi, skema.is_satu_angka) == (1, 100, False)
    talud = usulan()
    given = dict.fromkeys(skema.bobot, 90)
    rapat = musyawarah(skema_nilai="permendesa21", bahasan=[bahasan(talud, nilai=given)])
    [row] = peringkat(rapat, [talud], aturan())
    assert row.skor == Decimal(sum(90 * weight for weight in skema.bobot.values())).quantize(Decimal("0.1"))


def test_criteria_the_rules_no_longer_know_fall_back_to_those_of_the_village():
    assert find_skema(aturan(), "hilang").kunci == "desa"
    assert next(one.kunci for one in daftar_skema(aturan())) == "desa"


# ------------------------------------------------------------------ agenda


def under_way(*hours, **bend):
    items = [Agenda(urut=n, uraian=text, menit=menit) for n, (text, menit) in
             enumerate((("Pembukaan", 15), ("Pembahasan", 60), ("Penutup", None)), 1)]  # fmt: skip
    notes = [
        Catatan(urut=n, unsur=ACARA, isi=one.uraian, agenda_id=one.id, pukul=hour)
        for n, (one, hour) in enumerate(zip(items, hours, strict=False), 1)
    ]
    return musyawarah(agenda=items, catatan=notes, dibuka_pada=NINE, **bend)


def test_the_clock_of_an_item_runs_from_its_note_and_says_when_it_takes_too_long():
    rapat = under_way(time(9, 0), time(9, 20))
    now = acara_berjalan(rapat, NINE + timedelta(minutes=32, seconds=30))
    assert (now.nomor, now.jumlah, now.agenda.uraian) == (2, 3, "Pembahasan")
    assert now.jam(NINE + timedelta(minutes=32, seconds=30)) == "12.30 dari 60 menit"
    assert not now.is_lewat(NINE + timedelta(minutes=80))
    assert now.is_lewat(NINE + timedelta(minutes=81))
    assert acara_berikut(rapat).uraian == "Penutup"


def test_a_meeting_over_midnight_and_one_of_yesterday():
    night = under_way(time(9, 0), time(0, 30))
    assert (
        acara_berjalan(night, NINE + timedelta(hours=15, minutes=45)).jam(
            NINE + timedelta(hours=15, minutes=45)
        )
        == "15.00 dari 60 menit"
    )
    assert acara_berjalan(under_way(time(9, 0)), NINE + timedelta(days=1)) is None
    assert acara_berjalan(under_way(), NINE) is None
    assert acara_berikut(under_way()).uraian == "Pembukaan"


# ------------------------------------------------------------------ kinds of meetings


@pytest.mark.parametrize("jenis", list(JenisMusyawarah))
def test_every_kind_starts_with_an_agenda_criteria_and_signers(jenis):
    plan = RANCANGAN[jenis]
    assert len(plan.acara) >= 3
    assert all(text and minutes for text, minutes in plan.acara)
    assert plan.penanda
    assert find_skema(aturan(), plan.skema).kunci == plan.skema


def village():
    return Desa(
        id=DesaId(uuid4()), kode="3306992001", nama="Tursino",
        perangkat=[Perangkat(nama=nama, jabatan=jabatan) for nama, jabatan in (
            ("Sutrisno", "Kepala Desa"), ("Bambang", "Ketua BPD"), ("Karyo", "Kepala Dusun Krajan"),
            ("Marto", "Kepala Dusun Kidul"))],
        tokoh=[Tokoh(nama="Sri", jk="P", unsur="perempuan", dusun="Krajan", lembaga="PKK"),
               Tokoh(nama="Joko", jk="L", unsur="tani", dusun="Kidul", lembaga="Kelompok Tani Makmur"),
               Tokoh(nama="Lastri", jk="P", unsur="kader_kesehatan", dusun="Kidul", lembaga="Posyandu")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("jenis", "bagian", "names"),
    [
        (JenisMusyawarah.MUSDES, "", "Sutrisno Bambang Karyo Marto Sri Joko Lastri"),
        (JenisMusyawarah.MUSDUS, "Krajan", "Sutrisno Bambang Karyo Sri"),
        (JenisMusyawarah.KELOMPOK, "Tani Makmur", "Sutrisno Bambang Karyo Marto Joko"),
        (JenisMusyawarah.REMBUK_STUNTING, "", "Sutrisno Bambang Karyo Marto Sri Lastri"),
    ],
)
def test_each_kind_calls_those_it_concerns(jenis, bagian, names):
    assert [one.nama for one in undangan(jenis, village(), bagian)] == names.split()


def test_a_hamlets_meeting_discusses_its_own_proposals_and_the_rembuk_those_on_stunting():
    assert nama_rapat(JenisMusyawarah.MUSDUS, "Dusun Krajan") == "Musyawarah Dusun Krajan"
    assert bagian_rapat(JenisMusyawarah.MUSDUS, "Musyawarah Dusun Krajan") == "Krajan"
    assert bagian_rapat(JenisMusyawarah.MUSDES, "Musyawarah Desa Krajan") == ""
    own, other = usulan(dusun="krajan"), usulan(dusun="Kidul")
    assert is_dibahas(JenisMusyawarah.MUSDUS, "Krajan", own)
    assert not is_dibahas(JenisMusyawarah.MUSDUS, "Krajan", other)
    assert is_dibahas(JenisMusyawarah.KELOMPOK, "Tani Makmur", usulan(kelompok="Kelompok Tani Makmur"))
    assert is_dibahas(JenisMusyawarah.REMBUK_STUNTING, "", usulan(tanda=("stunting",)))
    assert not is_dibahas(JenisMusyawarah.REMBUK_STUNTING, "", usulan(tanda=()))
    assert not is_dibahas(JenisMusyawarah.MUSDES_PENGESAHAN, "", own)


# ------------------------------------------------------------------ the wall


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Bedah rumah Pak Slamet Riyadi RT 02", "Bedah rumah seorang warga RT 02"),
        ("Sumur bor Bu Lastri NIK 3306991508860001", "Sumur bor seorang warga"),
        ("Bantuan a.n. Tukinah (HP 0812-3456-7890)", "Bantuan seorang warga"),
        ("RTLH PAK KARTO", "RTLH seorang warga"),
        ("Jembatan Rp 1.250.000.000", "Jembatan Rp 1.250.000.000"),
        ("Talud jalan Ibu Kartini 120 m", "Talud jalan Ibu Kartini 120 m"),
        ("Kelas ibu hamil, pelatihan Ibu PKK", "Kelas ibu hamil, pelatihan Ibu PKK"),
        ("bedah rumah pak karto utomo, hp 0812-3456-7890", "bedah rumah seorang warga"),
        ("sumur dekat rumah mbah rebo di lor", "sumur dekat rumah seorang warga di lor"),
        ("JAMBAN KELUARGA MISKIN BU SUTINEM (0275) 321456", "JAMBAN KELUARGA MISKIN seorang warga …"),
        ("Rehab rumah Sutinem dan Mbah Rebo RT 02", "Rehab rumah seorang warga dan seorang warga RT 02"),
        ("Bantuan untuk janda Rubiyem", "Bantuan untuk janda seorang warga"),
        (
            "Rehab Rumah Tidak Layak Huni, Rehab Rumah Ibadah",
            "Rehab Rumah Tidak Layak Huni, Rehab Rumah Ibadah",
        ),
        ("Kelas ibu dan balita, ibu menyusui", "Kelas ibu dan balita, ibu menyusui"),
        ("Bedah rumah Krajan", "Bedah rumah Krajan"),
        ("Pelatihan bapak asuh, Keluarga Berencana", "Pelatihan bapak asuh, Keluarga Berencana"),
    ],
)
def test_the_wall_shows_no_number_and_no_name_of_a_citizen(typed, shown):
    assert samarkan(typed, tempat=("Krajan",)) == shown


def papan(*facts) -> Papan:
    return Papan(bahan_dinding(*facts))


def pages_of(board: Papan, key: UUID) -> list[IsiDinding]:
    return [
        board.susunan_acara(), board.hadirin(), board.dibahas(key), board.urutan(), board.keputusan(),
    ]  # fmt: skip


def marked(record: object, name: str, seen: dict[str, str]) -> None:
    """Every text of a record becomes a word of its own that names its place."""
    for one in dataclasses.fields(record):  # type: ignore[arg-type]
        if isinstance(getattr(record, one.name), str) and one.name not in ("jk", "unsur"):
            word = f"rahasia{len(seen)}x"
            seen[word] = f"{name}.{one.name}"
            setattr(record, one.name, word)


def test_only_a_closed_list_of_fields_can_reach_the_wall():
    """Whatever is typed elsewhere, in notes, reasons, names, offices, has no way there."""
    seen: dict[str, str] = {}
    talud = usulan(volume=Decimal(3), perkiraan_biaya=1)
    people = [peserta(), peserta(unsur="miskin")]
    said = Catatan(pembicara="x", isi="x", tanggapan="x")
    item = Agenda(urut=1, uraian="x", menit=5)
    talk, decision, signer = bahasan(talud), Keputusan(urut=1, uraian="x"), penandatangan()
    rapat = musyawarah(
        peserta=people, agenda=[item], bahasan=[talk], keputusan=[decision], catatan=[said],
        penandatangan=[signer], penilai=[Penilai(nama="x")],
    )  # fmt: skip
    for name, record in (
        ("usulan", talud), ("musyawarah", rapat), ("agenda", item), ("bahasan", talk),
        ("keputusan", decision), ("catatan", said), ("penandatangan", signer), ("penilai", rapat.penilai[0]),
        *(("peserta", one) for one in people),
    ):  # fmt: skip
        marked(record, name, seen)
    table = {talud.id: talud}
    now = AcaraBerjalan(item, 1, 1, NINE)
    board = papan(
        rapat, table, kehadiran(rapat, aturan()), peringkat(rapat, [talud], aturan()),
        skema_musyawarah(rapat, aturan()), 0, now,
    )  # fmt: skip
    words = "\n".join(page.teks for page in pages_of(board, talud.id))
    assert {place for word, place in seen.items() if word in words} == {
        "usulan.uraian",
        "usulan.dusun",
        "usulan.lokasi",
        "usulan.satuan",
        "musyawarah.nama",
        "agenda.uraian",
        "keputusan.uraian",
    }


def test_awkward_texts_lose_the_person_and_keep_the_place():
    """NIK in a proposal, a telephone number in a unit, names of people who are also streets and hamlets."""
    texts = {
        "Bedah rumah Slamet Riyadi NIK 33 0699 150886 0001": "Bedah rumah seorang warga",
        "Drainase Jalan Slamet Riyadi RT 02": "Drainase Jalan Slamet Riyadi RT 02",
        "Posyandu Melati Indah, kader Siti Aminah": "Posyandu Melati Indah, kader seorang warga",
        "Talud Dusun Wonorejo Lor": "Talud Dusun Wonorejo Lor",
        "kursi roda untuk SITI  AMINAH 0812-3456-7890": "kursi roda untuk seorang warga …",
        "Makam Mbah Wonorejo": "Makam Mbah Wonorejo",
    }
    rows = [usulan(nomor=n, uraian=text, dusun="Wonorejo Lor") for n, text in enumerate(texts, 1)]
    rapat = musyawarah(
        peserta=[
            peserta(nama="Slamet Riyadi"), peserta(nama="Siti Aminah"), peserta(nama="Melati Indah"),
            peserta(nama="Wonorejo Lor"),
        ],
        bahasan=[bahasan(one) for one in rows],
        catatan=[Catatan(pembicara="Siti Aminah", isi="HP saya 081234567890")],
    )  # fmt: skip
    table = {one.id: one for one in rows}
    board = papan(
        rapat, table, kehadiran(rapat, aturan()), peringkat(rapat, rows, aturan()),
        skema_musyawarah(rapat, aturan()), 0,
    )  # fmt: skip
    assert [board.dibahas(one.id).besar for one in rows] == list(texts.values())


def test_no_page_of_the_wall_names_anybody_of_the_meeting():
    poor = peserta(nama="Tukinah", unsur="miskin")
    talud = usulan(
        nomor=4,
        uraian="Rehab rumah Tukinah",
        pengusul="Wagiman",
        lokasi="RT 03 HP 081234567890",
        masalah="NIK",
    )
    rapat = musyawarah(
        pimpinan="Sutrisno Hadi", notulis="Lestari", peserta=[poor, peserta(nama="Joko Santoso")],
        bahasan=[bahasan(talud)], keputusan=[Keputusan(urut=1, uraian="Bantuan Bu Tukinah didahulukan")],
        catatan=[Catatan(pembicara="Bu Lastri", isi="Suaminya sakit")],
    )  # fmt: skip
    table = {talud.id: talud}
    board = papan(
        rapat, table, kehadiran(rapat, aturan()), peringkat(rapat, [talud], aturan()),
        skema_musyawarah(rapat, aturan()), biaya_disepakati(rapat, table),
    )  # fmt: skip
    pages = (
        board.susunan_acara(),
        board.hadirin(),
        board.dibahas(talud.id),
        board.urutan(),
        board.keputusan(),
    )
    words = "\n".join(page.teks for page in pages)
    for private in ("Tukinah", "Wagiman", "Joko", "Sutrisno", "Lestari", "Lastri", "0812", "sakit"):
        assert private not in words
    assert nama_dilindungi(rapat) == {"Tukinah", "Joko Santoso", "Sutrisno Hadi", "Bu Lastri"}
    assert "Hadir 2" in words
    assert "Rehab rumah seorang warga" in words


def test_the_wall_says_who_is_missing_the_ranking_and_the_money():
    talud, sumur = usulan(nomor=1, uraian="Talud"), usulan(nomor=2, uraian="Sumur", perkiraan_biaya=5_000_000)
    rapat = musyawarah(
        bahasan=[bahasan(talud, nilai=SAME, putusan=StatusUsulan.DITUNDA), bahasan(sumur, nilai=SAME)],
        peserta=[peserta(unsur="tani", jk="P")],
    )
    table = {one.id: one for one in (talud, sumur)}
    board = papan(
        rapat, table, kehadiran(rapat, aturan()), peringkat(rapat, table.values(), aturan()),
        skema_musyawarah(rapat, aturan()), biaya_disepakati(rapat, table),
    )  # fmt: skip
    here = {one.teks: (one.kanan, one.is_utama) for one in board.hadirin().baris}
    assert here["Kelompok tani"] == ("L 0 · P 1", False)
    assert here["Kelompok nelayan"] == ("belum ada", True)
    ranking = board.urutan()
    assert ranking.kepala == "Peringkat sementara"
    assert [(row.kiri, row.teks, row.kanan) for row in ranking.baris] == [
        ("1", "Talud", "80,0"),
        ("2", "Sumur", "80,0"),
    ]
    assert ranking.kaki.startswith("Skor sama: Usulan 1 di atas usulan 2")
    decided = board.keputusan()
    assert [row.kanan for row in decided.baris[:2]] == ["Ditunda", "Disepakati"]
    assert decided.kaki == "Biaya yang disepakati Rp5.000.000"
    assert board.dibahas(None).baris == ()


def test_an_hour_corrected_to_before_the_opening_keeps_the_clock_running():
    rapat = under_way(time(8, 40))
    rapat.dibuka_pada = NINE
    now = NINE + timedelta(minutes=10)
    assert acara_berjalan(rapat, now).jam(now) == "30.00 dari 15 menit"


def test_a_number_in_the_agenda_or_in_a_unit_stays_off_the_wall():
    talud = usulan(volume=Decimal(3), satuan="unit HP 081234567890")
    rapat = under_way(time(9, 0))
    rapat.agenda[0].uraian = "Sambutan Camat, WA 0812-3456-7890"
    rapat.bahasan = [bahasan(talud)]
    table = {talud.id: talud}
    now = acara_berjalan(rapat, NINE + timedelta(minutes=3))
    board = papan(
        rapat, table, kehadiran(rapat, aturan()), peringkat(rapat, table.values(), aturan()),
        skema_musyawarah(rapat, aturan()), 0, now,
    )  # fmt: skip
    shown = board.susunan_acara().teks + board.dibahas(talud.id).teks
    assert "Sambutan Camat" in shown
    assert "0812" not in shown
