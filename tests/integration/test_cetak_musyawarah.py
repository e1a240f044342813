"""Papers of meetings and teams out of a real store: who signs, what is counted, whose words they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pdfplumber
import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

import builders
from baca_pdf import page_texts
from desa_desktop.app import read_naskah, read_rules
from desa_desktop.documents.foto import FotoTidakTerbaca
from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.kantor import Kantor
from desa_desktop.domain.musyawarah import CaraNilai, Catatan, JenisMusyawarah, Musyawarah, Penilai
from desa_desktop.domain.rkp import AnggotaTim, JenisTim, RencanaTim, RkpDesa
from desa_desktop.domain.rpjm import AnggotaTimRpjm, RpjmDesa, RpjmDesaId
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import editing, kop, musyawarah, printing, ruang, surat
from desa_desktop.services.printing import Pesanan
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, TAHUN

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
RULES = read_rules()
STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}


def draw(database: Database, jenis: str, bentuk: str = "pdf", **bend: Any) -> bytes:
    """The file of a paper of the plan year."""
    order = Pesanan(jenis, tahun=TAHUN, **bend)
    today = date(2026, 11, 22)
    return printing.draw(database, RULES, order, bentuk, fonts=FONTS, today=today, naskah=read_naskah).isi


def words(database: Database, jenis: str, **bend: Any) -> str:
    """Everything on the paper as it was drawn; one blank between words."""
    return " ".join(page_texts(draw(database, jenis, **bend)))


def put(database: Database, *records: Any) -> None:
    """Store whole records as one step."""
    with database.unit() as unit:
        for one in records:
            unit.add(one)
        unit.commit("uji", OLEH, PUKUL)


def settle(database: Database, **setelan: str) -> None:
    """Settings of the office."""
    with database.unit() as unit:
        office = unit.select(Kantor)[0]
        office.setelan = {**office.setelan, **setelan}
        unit.commit("uji", OLEH, PUKUL)


def serve(database: Database, *perangkat: Perangkat) -> None:
    """These officers and no others."""
    with database.unit() as unit:
        desa = unit.select(Desa)[0]
        desa.perangkat[:] = perangkat
        unit.commit("uji", OLEH, PUKUL)


@pytest.fixture
def village(database: Database) -> Database:
    """The village with its officers."""
    serve(
        database,
        builders.perangkat(urut=1),
        builders.perangkat(urut=2, nama="Ratna", jabatan="Sekretaris Desa", jk="P"),
        builders.perangkat(urut=3, nama="Harjono", jabatan="Ketua BPD"),
    )
    return database


def held(database: Database, **bend: Any) -> UUID:
    """A meeting of this village in the store."""
    made = builders.musyawarah(**bend)
    put(database, made)
    return made.id


def plan(database: Database, **bend: Any) -> None:
    """The plan of the year, its rows and team as given."""
    with database.unit() as unit:
        found = unit.select(RkpDesa, tahun=TAHUN)[0]
        for name, value in bend.items():
            if isinstance(value, list):
                getattr(found, name)[:] = value
            else:
                setattr(found, name, value)
        unit.commit("uji", OLEH, PUKUL)


# ------------------------------------------------------------------ who signs


@pytest.mark.parametrize(
    ("jenis", "signer"),
    [
        (JenisMusyawarah.MUSDES, "Ketua BPD, Harjono"),
        (JenisMusyawarah.MUSDES_PENGESAHAN, "Ketua BPD, Harjono"),
        (JenisMusyawarah.MUSRENBANGDES, "Kepala Desa, Suratman"),
        (JenisMusyawarah.MUSDUS, "Kepala Desa, Suratman"),
        (JenisMusyawarah.REMBUK_STUNTING, "Kepala Desa, Suratman"),
    ],
)
def test_who_holds_the_meeting_signs_its_invitation(
    village: Database, jenis: JenisMusyawarah, signer: str
) -> None:
    assert signer in words(village, "undangan", key=held(village, jenis=jenis))


def test_an_officer_whose_term_ended_is_not_printed_as_officer(village: Database) -> None:
    serve(
        village,
        builders.perangkat(nama="Suratman", selesai=date(2026, 8, 1)),
        builders.perangkat(nama="Wahyuni", jabatan="Pj. Kepala Desa", mulai=date(2026, 8, 10), jk="P"),
    )
    key = held(village, penandatangan=[])
    assert "Pj. Kepala Desa, Wahyuni" in words(village, "berita-acara", key=key)
    surat.change(village, key, {"tanggal": date(2026, 8, 5)}, **STEP)
    gap = words(village, "undangan", key=key)  # between the two nobody is in office
    assert "Suratman" not in gap.rpartition("terima kasih.")[2]
    assert "Wahyuni" not in gap
    assert "(....." in gap
    surat.change(village, key, {"tanggal": "2026-07-20"}, **STEP)
    assert "Kepala Desa, Suratman" in words(village, "undangan", key=key)


def test_the_secretary_signs_in_the_heads_name_where_data_desa_says_so(village: Database) -> None:
    serve(
        village,
        builders.perangkat(),
        builders.perangkat(nama="Ratna", jabatan="Sekretaris Desa", tanda_tangan=("undangan",)),
    )
    said = words(village, "undangan", key=held(village))
    assert "a.n. Kepala Desa Sekretaris Desa, Ratna" in said


# ------------------------------------------------------------------ undangan


def test_the_invitation_says_day_hour_place_agenda_and_who_is_called(village: Database) -> None:
    settle(village, format_nomor="{nomor}/DS-TRS/{bulan_romawi}/{tahun}")
    key = held(village)
    surat.change(
        village, key, {"nomor": "7", "tanggal": date(2026, 8, 5), "tembusan": "Camat Kutoarjo"}, **STEP
    )
    said = words(village, "undangan", key=key)
    for part in (
        "PEMERINTAH KABUPATEN",
        "Tursino, 5 Agustus 2026",
        "Nomor : 007/DS-TRS/VIII/2026",
        "Sifat : Penting",
        "Rabu, 12 Agustus 2026",
        "09.00 sampai dengan 12.30",
        "Balai Desa Tursino",
        "Pembahasan rancangan RKPDes",
        "DAFTAR UNDANGAN",
        "Camat Kutoarjo",
    ):
        assert part in said, part


def test_a_typed_list_takes_the_place_of_those_invited(village: Database) -> None:
    key = held(village)
    surat.change(village, key, {"kepada": "Ketua RT 01; rt\nKetua PKK"}, **STEP)
    said = words(village, "undangan", key=key)
    assert "1. Ketua RT 01 (rt) 2. Ketua PKK" in said
    assert "DAFTAR UNDANGAN" not in said


def test_the_village_words_its_invitation_itself_and_a_wrong_word_is_named(
    village: Database,
) -> None:
    key = held(village)
    surat.change(village, key, {"isi": "Kami undang ke {musyawarah} Desa {desa}."}, **STEP)
    assert "Kami undang ke Musrenbangdes RKPDes 2027 Desa Tursino." in words(village, "undangan", key=key)
    surat.change(village, key, {"isi": "Kami undang ke {rapat_apa}."}, **STEP)
    with pytest.raises(InvalidInput, match=r"\{rapat_apa\} yang tidak dikenal.*data aman"):
        words(village, "undangan", key=key)


def test_the_next_number_counts_letters_and_records_of_the_year(village: Database) -> None:
    first, second = held(village, nomor_ba="12"), held(village)
    surat.change(village, first, {"nomor": "11", "tanggal": date(2026, 8, 5)}, **STEP)
    assert surat.show(village, second).nomor_berikut == 13
    assert surat.show(village, first).nomor == "011/VIII/2026"
    assert surat.show(village, first).nomor_ba == "012/VIII/2026"


def test_a_letter_takes_no_day_that_is_none_and_no_field_it_does_not_have(village: Database) -> None:
    key = held(village)
    with pytest.raises(InvalidInput, match="Tanggal surat besok tidak dikenal"):
        surat.change(village, key, {"tanggal": "besok"}, **STEP)
    with pytest.raises(InvalidInput, match="Isian surat warna tidak dikenal"):
        surat.change(village, key, {"warna": "biru"}, **STEP)


def test_what_the_meeting_is_for_reads_as_part_of_the_sentence(village: Database) -> None:
    key = held(village, jenis=JenisMusyawarah.MUSDES_PENGESAHAN)
    said = words(village, "undangan", key=key)
    assert "Dalam rangka pembahasan dan pengesahan RKP Desa dan DU-RKP Desa Tahun 2027" in said


# ------------------------------------------------------------------ berita acara


@pytest.mark.parametrize("jenis", list(JenisMusyawarah))
def test_every_kind_of_meeting_has_its_record_with_all_eight_points(
    village: Database, jenis: JenisMusyawarah
) -> None:
    said = words(village, "berita-acara", key=held(village, jenis=jenis, penandatangan=[]))
    for part in (
        "BERITA ACARA",
        "pada hari ini Rabu, tanggal dua belas, bulan Agustus, tahun dua ribu dua puluh enam",
        "pukul 09.00 sampai dengan 12.30",
        "sebagaimana tercantum dalam daftar hadir terlampir",
        "A. Materi dan unsur pimpinan",
        "Pimpinan musyawarah : Suratman dari Kepala Desa",
        "B. Keputusan",
        "secara musyawarah mufakat",
        "Menyepakati rancangan RKPDes.",
        "Demikian berita acara ini dibuat",
        "Mengetahui dan menyetujui, wakil dan peserta musyawarah:",
    ):
        assert part in said, part


def test_the_usual_signers_are_those_of_the_kind_of_meeting(village: Database) -> None:
    def signed(jenis: JenisMusyawarah) -> str:
        said = words(village, "berita-acara", key=held(village, jenis=jenis, penandatangan=[]))
        return said.partition("Demikian berita acara")[2].partition("Mengetahui dan menyetujui")[0]

    hamlet = signed(JenisMusyawarah.MUSDUS)
    assert "Pimpinan Musyawarah" in hamlet
    assert "Notulis" in hamlet
    assert "Mengetahui, Kepala Desa" in hamlet
    musdes = signed(JenisMusyawarah.MUSDES)
    for office in ("Ketua BPD", "Notulis", "Kepala Desa", "Wakil Masyarakat"):
        assert office in musdes
    musrenbang = signed(JenisMusyawarah.MUSRENBANGDES)
    assert "Notulis" not in musrenbang
    for office in ("Ketua BPD", "Kepala Desa", "Wakil Masyarakat"):
        assert office in musrenbang


def test_quorum_waiting_and_second_meeting_stand_in_the_record(village: Database) -> None:
    first = held(
        village,
        jenis=JenisMusyawarah.MUSDES,
        jumlah_undangan=90,
        ditunda_pada=datetime(2026, 8, 12, 2, 30, tzinfo=UTC),
    )
    said = words(village, "berita-acara", key=first)
    assert "kuorum 60 (enam puluh) orang tidak tercapai" in said
    assert "Musyawarah sempat ditunda sejak pukul" in said
    second = held(village, jenis=JenisMusyawarah.MUSDES, tanggal=date(2026, 8, 14), rapat_sebelum_id=first)
    again = words(village, "berita-acara", key=second)
    assert "rapat kedua, karena rapat pada Rabu, 12 Agustus 2026 tidak mencapai kuorum" in again


def test_the_fraction_the_village_set_is_the_one_in_its_record(village: Database) -> None:
    settle(village, kuorum="1/2")
    key = held(village, jenis=JenisMusyawarah.MUSDES, jumlah_undangan=90)
    assert "kuorum 45 (empat puluh lima) orang" in words(village, "berita-acara", key=key)


def test_missing_groups_people_without_names_and_the_number_are_said(village: Database) -> None:
    people = [one for one in builders.everyone() if one.unsur != "nelayan"]
    key = held(
        village,
        peserta=people,
        hitung_cepat={"tani:L": 4},
        alasan_hitung="nama menyusul dari RT.",
        nomor_ba="9",
    )
    said = words(village, "berita-acara", key=key)
    assert "Unsur masyarakat yang tidak terwakili: Kelompok nelayan." in said
    assert "4 orang dihitung tanpa nama dalam daftar (nama menyusul dari RT)." in said
    assert "Nomor: 009/VIII/2026" in said


def test_a_guest_whose_sex_nobody_noted_is_counted_on_every_paper_alike(village: Database) -> None:
    people = builders.everyone()
    people[0].jk = ""
    men, women = (sum(one.jk == jk for one in people) for jk in ("L", "P"))
    key = held(village, peserta=people)
    said = words(village, "berita-acara", key=key)
    assert f"dihadiri oleh {men + women + 1} (" in said
    assert "1 (satu) orang belum diisi L/P" in said
    row = next(one for one in people if one.jk == "").unsur
    name = next(one.nama for one in RULES.unsur if one.kunci == row)
    assert f"{name} 0 0 1" in said
    assert f"Jumlah {men} {women} {men + women + 1}" in said
    assert f"{men + women + 1} orang ({men} laki-laki, {women} perempuan, 1 belum diisi L/P)" in words(
        village, "notulen", key=key
    )


def test_before_anybody_is_marked_the_record_leaves_the_number_to_be_written(village: Database) -> None:
    said = words(village, "berita-acara", key=held(village, peserta=[]))
    assert "(nol)" not in said
    assert "dihadiri oleh .................... orang" in said


def test_each_speaker_invited_stands_on_a_line_of_its_own(village: Database) -> None:
    key = held(village, narasumber="Kasi PMD Kutoarjo\nPendamping Desa; Bidan Desa")
    said = words(village, "berita-acara", key=key)
    assert "Narasumber 1 : Kasi PMD Kutoarjo" in said
    assert "Narasumber 2 : Pendamping Desa" in said
    assert "Narasumber 3 : Bidan Desa" in said


def test_a_signer_without_a_name_leaves_a_line_to_sign_on(village: Database) -> None:
    signers = [
        builders.penandatangan(nama="Suratman", jabatan="Kepala Desa", jk="L"),
        builders.penandatangan(nama="", jabatan="Wakil Perempuan"),
    ]
    said = words(village, "berita-acara", key=held(village, penandatangan=signers))
    assert "Wakil Perempuan," in said


def test_place_and_day_stand_above_the_last_signer_of_a_full_row(village: Database) -> None:
    key = held(village, jenis=JenisMusyawarah.MUSDES, penandatangan=[])
    data = draw(village, "berita-acara", key=key)
    with pdfplumber.open(BytesIO(data)) as book:
        found = {
            word: one["top"]
            for page in book.pages
            for one in page.extract_words(keep_blank_chars=True)
            for word in ("Ketua BPD,", "Notulis,", "Kepala Desa,", "Wakil Masyarakat,")
            if one["text"].strip() == word
        }
    assert found["Ketua BPD,"] == found["Notulis,"]
    assert found["Kepala Desa,"] == found["Wakil Masyarakat,"]


# ------------------------------------------------------------------ notulen and daftar hadir


def test_notes_stand_under_their_item_with_group_and_answer(village: Database) -> None:
    made = builders.musyawarah()
    item = made.agenda[0]
    made.catatan[:] = [
        Catatan(urut=1, pembicara="Lastri", unsur="perempuan", isi="Air keruh.", tanggapan="Diuji Dinkes.",
                agenda_id=item.id, pukul=time(9, 40)),
        Catatan(urut=2, pembicara="Tumiran", isi="Jalan licin."),
    ]  # fmt: skip
    put(village, made)
    said = words(village, "notulen", key=made.id)
    assert said.index("Pembahasan rancangan RKPDes") < said.index("Air keruh.") < said.index("Catatan lain")
    assert "Lastri (Kelompok" in said
    assert "Diuji Dinkes." in said
    assert "Menyepakati rancangan RKPDes." in said
    assert "Suratman" in said
    assert "Notulis, Ratna" in said


def test_the_list_leaves_as_many_rows_as_the_village_wants_and_counts(
    village: Database,
) -> None:
    key = held(village)
    count = len(builders.everyone())
    assert f"{count + 10}." in words(village, "daftar-hadir", key=key)
    settle(village, baris_kosong="3")
    said = words(village, "daftar-hadir", key=key)
    assert f"{count + 3}." in said
    assert f"{count + 4}." not in said
    assert f"Jumlah {count} orang:" in said


def test_before_the_meeting_the_total_is_left_to_be_written(village: Database) -> None:
    people = [replace_presence(one) for one in builders.everyone()]
    said = words(village, "daftar-hadir", key=held(village, peserta=people))
    assert "Jumlah hadir: ............ orang" in said


def replace_presence(one: Any) -> Any:
    """The same person, not here yet."""
    one.is_hadir = False
    return one


def test_the_list_of_the_kecamatan_asks_for_institution_and_telephone(village: Database) -> None:
    key = held(village, jenis=JenisMusyawarah.MUSRENBANG_KECAMATAN)
    said = words(village, "daftar-hadir", key=key)
    assert "Lembaga/Instansi" in said
    assert "Alamat & no telp." in said


# ------------------------------------------------------------------ penilaian


def discuss(database: Database, **bend: Any) -> UUID:
    """A meeting with two proposals valued by the village's criteria."""
    one, two = builders.usulan(uraian="Talud RT 03"), builders.usulan(uraian="Makanan tambahan balita")
    with database.unit() as unit:
        found = unit.select(DaftarUsulan, tahun=TAHUN)[0]
        found.usulan[:] = [one, two]
        unit.commit("uji", OLEH, PUKUL)
    best, less = dict.fromkeys(RULES.bobot, 5), dict.fromkeys(RULES.bobot, 4)
    rows = [
        builders.bahasan(one, urut=1, nilai=less, putusan=StatusUsulan.DITUNDA, alasan="lahan belum siap"),
        builders.bahasan(two, urut=2, nilai=best, putusan=StatusUsulan.DISEPAKATI),
    ]
    return held(database, bahasan=bend.pop("bahasan", rows), **bend)


def test_the_ranking_shows_each_value_the_score_and_the_decision(village: Database) -> None:
    key = discuss(village)
    said = words(village, "rekap-penilaian", key=key)
    assert said.index("Makanan tambahan balita") < said.index("Talud RT 03")
    assert "100,0" in said
    assert "Ditunda: lahan belum siap" in said
    assert "Penerima manfaat (bobot 25)" in said
    assert "Ketua Kelompok" in said
    assert draw(village, "rekap-penilaian", "xlsx", key=key).startswith(b"PK")


def test_the_meeting_of_the_long_plan_names_its_years_and_not_one_year(village: Database) -> None:
    key = held(village, jenis=JenisMusyawarah.MUSRENBANGDES_RPJM, nama="Musrenbangdes RPJM Desa")
    said = words(village, "berita-acara", key=key)
    assert "Dalam rangka penyusunan RPJM Desa di Desa Tursino" in said
    assert "tahun 2027 di Desa" not in said
    put(
        village,
        RpjmDesa(id=RpjmDesaId(UUID(int=5)), desa_id=builders.desa_id(), tahun=2026, tahun_akhir=2033),
    )
    said = words(village, "berita-acara", key=key)
    assert "PENYUSUNAN RPJM DESA TAHUN 2026 SAMPAI DENGAN TAHUN 2033" in said
    assert "dalam rangka penyusunan RPJM Desa Tahun 2026 sampai dengan Tahun 2033" in words(
        village, "undangan", key=key
    ).replace("Dalam", "dalam")


@pytest.mark.parametrize(
    ("nama", "changed"),
    [("Musrenbangdes Khusus", "RKP Desa Tahun 2027"), ("Musrenbangdes Khusus RPJM Desa", "RPJM Desa")],
)
def test_a_special_meeting_says_which_plan_it_changes(village: Database, nama: str, changed: str) -> None:
    key = held(village, jenis=JenisMusyawarah.MUSRENBANGDES_KHUSUS, nama=nama)
    said = words(village, "berita-acara", key=key)
    assert f"PERUBAHAN {changed.upper()} DESA TURSINO" in said
    assert f"Dalam rangka perubahan {changed} di Desa Tursino" in said
    assert f"Dalam rangka perubahan {changed}, dengan ini" in words(village, "undangan", key=key)


def test_hands_are_called_hands_in_the_record_and_not_a_score(village: Database) -> None:
    key = discuss(village, cara_nilai=CaraNilai.DUKUNGAN)
    with village.unit() as unit:
        first, second = unit.get(Musyawarah, key).bahasan
        first.dukungan_l, first.dukungan_p = 7, 6
        second.dukungan_l, second.dukungan_p = 2, 0
        unit.commit("uji", OLEH, PUKUL)
    said = words(village, "berita-acara", key=key)
    assert "Dukungan" in said
    assert "Skor" not in said
    assert "13,0" not in said


def test_a_scorer_stands_with_the_name_of_the_group_and_not_its_key(village: Database) -> None:
    scorers = [Penilai(urut=1, nama="Tumiran", unsur="tani")]
    key = discuss(village, cara_nilai=CaraNilai.PENILAI, penilai=scorers)
    assert "Tumiran (Kelompok tani)" in words(village, "rekap-penilaian", key=key)


def test_forms_h2_and_h3_are_for_meetings_that_used_those_criteria(village: Database) -> None:
    key = discuss(village)
    with pytest.raises(InvalidInput, match="tidak dinilai dengan empat kriteria"):
        words(village, "rekap-prioritas", key=key)
    skema = RULES.skema("permendesa21")
    assert skema is not None
    with village.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        meeting.skema_nilai = skema.kunci
        for points, row in zip((95, 60), meeting.bahasan, strict=True):
            row.nilai = dict.fromkeys((one.kunci for one in skema.kriteria), points)
        unit.commit("uji", OLEH, PUKUL)
    said = words(village, "rekap-prioritas", key=key)
    assert "380 I" in said
    assert "240 II" in said
    assert "Urutan Prioritas" in said
    assert "I = 301–400, II = 201–300, III = 101–200, IV = 1–100" in said
    assert "1 (I)" in said


# ------------------------------------------------------------------ teams


def team(tim: JenisTim = JenisTim.PENYUSUN) -> list[AnggotaTim]:
    offices = ("Pembina", "Ketua", "Sekretaris", "Anggota")
    return [
        AnggotaTim(urut=place, tim=tim, nama=f"Anggota {place}", jk="LP"[place % 2], jabatan=office,
                   tempat_lahir="Purworejo", tanggal_lahir=date(1980, 5, place), unsur="perempuan")
        for place, office in enumerate(offices, 1)
    ]  # fmt: skip


def test_the_decree_has_four_dictums_four_tasks_and_the_team_in_its_attachment(village: Database) -> None:
    plan(village, tim=team(), nomor_sk="7", tanggal_sk=date(2026, 6, 29))
    said = words(village, "sk-tim")
    for part in (
        "KEPUTUSAN KEPALA DESA TURSINO NOMOR 7 TAHUN 2026 TENTANG PEMBENTUKAN TIM PENYUSUN RKP DESA",
        "Menimbang : a.",
        "bahwa untuk melaksanakan ketentuan Pasal 36 ayat (1)",
        "Mengingat : 1. Undang-Undang Nomor 6 Tahun 2014",
        "Memperhatikan : Hasil musyawarah",
        "KESATU :", "KEDUA :", "KETIGA :", "KEEMPAT :",
        "d. penyusunan rencana kegiatan, desain teknis, dan rencana anggaran biaya.",
        "NO NAMA TEMPAT, TANGGAL LAHIR JABATAN UNSUR",
        "2 Anggota 2 Purworejo, 2 Mei 1980 Ketua Kelompok perempuan",
        "Salinan Keputusan ini disampaikan kepada Yth.:",
        "Kepala Desa, Suratman",
    ):  # fmt: skip
        assert part in said, part
    text = "\n".join(one.text for one in Document(BytesIO(draw(village, "sk-tim", "docx"))).paragraphs)
    assert "MEMUTUSKAN" in text


def test_a_village_that_follows_permendagri_114_cites_that_rule(village: Database) -> None:
    plan(village, tim=team())
    settle(village, dasar_tim="permendagri114")
    said = words(village, "sk-tim")
    assert "Peraturan Menteri Dalam Negeri Nomor 114 Tahun 2014" in said
    assert "Pasal 36" not in said


def test_the_plans_own_words_replace_a_text_of_the_decree(village: Database) -> None:
    plan(village, tim=team(), teks={"sk-tim.ketiga": "Biaya ditanggung APB Desa Tahun {tahun}."})
    assert "KETIGA : Biaya ditanggung APB Desa Tahun 2027." in words(village, "sk-tim")


def test_the_team_of_verification_and_that_of_the_rpjm_have_their_own_decree(village: Database) -> None:
    plan(
        village,
        tim=team(JenisTim.VERIFIKASI),
        teks={"sk-tim-verifikasi.nomor": "9", "sk-tim-verifikasi.tanggal": "2026-07-01"},
    )
    said = words(village, "sk-tim-verifikasi")
    assert "NOMOR 9 TAHUN 2026" in said
    assert "PEMBENTUKAN TIM VERIFIKASI RKP DESA TAHUN 2027" in said
    with pytest.raises(NotFound, match="RPJM Desa untuk tahun 2027 tidak ditemukan"):
        words(village, "sk-tim-rpjm")
    rpjm = RpjmDesa(
        id=RpjmDesaId(UUID(int=5)), desa_id=builders.desa_id(), tahun=2025, tahun_akhir=2032,
        tim=[AnggotaTimRpjm(urut=1, nama="Siti Aminah", jabatan="Ketua")],
    )  # fmt: skip
    put(village, rpjm)
    said = words(village, "sk-tim-rpjm")
    assert "RPJM DESA TAHUN 2025 SAMPAI DENGAN TAHUN 2032" in said
    lines = pdfplumber.open(BytesIO(draw(village, "sk-tim-rpjm"))).pages[0].extract_text().splitlines()
    assert "TAHUN 2025 SAMPAI DENGAN TAHUN 2032" in lines  # no year alone on a line
    assert "Pasal 27 ayat (6)" in said
    assert "Siti Aminah" in said


def test_a_decree_refers_to_no_meeting_held_after_it(village: Database) -> None:
    held(village, jenis=JenisMusyawarah.MUSDES, tanggal=date(2026, 6, 24))
    plan(village, tim=team(), tanggal_sk=date(2026, 6, 20))
    assert "24 Juni 2026" not in words(village, "sk-tim")
    plan(village, tanggal_sk=date(2026, 6, 30))
    assert "24 Juni 2026" in words(village, "sk-tim")
    held(village, jenis=JenisMusyawarah.MUSDES, tanggal=date(2026, 1, 14), tahun=2026)
    rpjm = RpjmDesa(
        id=RpjmDesaId(UUID(int=5)), desa_id=builders.desa_id(), tahun=2026, tahun_akhir=2033,
        tanggal_sk=date(2026, 2, 1), tim=[AnggotaTimRpjm(urut=1, nama="Siti Aminah", jabatan="Ketua")],
    )  # fmt: skip
    put(village, rpjm)
    said = words(village, "sk-tim-rpjm")
    assert "24 Juni 2026" not in said
    assert "14 Januari 2026" in said


def test_the_copies_of_a_decree_do_not_stand_alone_on_a_page(village: Database) -> None:
    rpjm = RpjmDesa(
        id=RpjmDesaId(UUID(int=5)), desa_id=builders.desa_id(), tahun=2026, tahun_akhir=2033,
        tim=[AnggotaTimRpjm(urut=1, nama="Siti Aminah", jabatan="Ketua")],
    )  # fmt: skip
    put(village, rpjm)
    with village.unit() as unit:
        unit.select(Kantor)[0].alamat = "Jalan Raya Kutoarjo sampai Bruno kilometer tujuh setengah " * 2
        unit.commit("uji", OLEH, PUKUL)
    kop.set_logo(village, logo_file(), **STEP)
    for kertas in ("f4", "a4", "folio"):
        read = PdfReader(BytesIO(draw(village, "sk-tim-rpjm", kertas=kertas))).pages
        own = next(one.extract_text() for one in read if "Salinan Keputusan" in one.extract_text())
        assert "Ditetapkan di" in own, kertas


def test_the_forming_of_the_team_is_recorded_from_the_musdes_of_the_year(village: Database) -> None:
    plan(village, tim=team())
    held(village, jenis=JenisMusyawarah.MUSRENBANGDES)
    held(village, jenis=JenisMusyawarah.MUSDES, tanggal=date(2026, 6, 24), penandatangan=[])
    said = words(village, "berita-acara-tim")
    assert "BERITA ACARA MUSYAWARAH PEMBENTUKAN TIM PENYUSUN RKP DESA TAHUN 2027" in said
    assert "Rabu, 24 Juni 2026" in said
    assert "Anggota 2 Ketua Kelompok perempuan" in said


def test_without_a_musdes_day_and_place_come_from_the_work_plan_of_the_team(village: Database) -> None:
    line = RencanaTim(urut=1, uraian="Pembentukan Tim", tanggal=date(2026, 6, 20), tempat="Balai Desa")
    plan(village, tim=team(), rencana_tim=[line])
    assert "20 Juni 2026" in words(village, "berita-acara-tim")


def test_the_team_hands_its_draft_over_with_activities_and_cost_counted(village: Database) -> None:
    line = RencanaTim(urut=1, uraian="Rancangan RKP dan DU-RKP", tanggal=date(2026, 8, 4))
    plan(village, tim=team(), rencana_tim=[line], kegiatan=[builders.kegiatan()], nomor_ba="11")
    said = words(village, "berita-acara-rancangan")
    assert "BERITA ACARA HASIL PENYUSUNAN RANCANGAN RKP DESA" in said
    assert "Nomor: 011/VIII/2026" in said
    assert "memuat 1 kegiatan dengan perkiraan biaya Rp85.000.000" in said
    assert "Ketua Tim Penyusun RKP Desa" in said


def test_the_verification_sheet_ticks_fourteen_papers_for_one_activity_or_for_all(village: Database) -> None:
    from desa_desktop.domain.verifikasi import butir_of

    first = next(iter(butir_of(RULES)))
    one = builders.kegiatan(nama="Talud RT 03", verifikasi={first: "ada_memenuhi"}, hasil_verifikasi="layak")
    two = builders.kegiatan(nama="Jalan usaha tani", volume=Decimal("12.5"))
    plan(village, kegiatan=[one, two])
    pages = PdfReader(BytesIO(draw(village, "verifikasi"))).pages
    assert len(pages) == 2
    single = words(village, "verifikasi", key=one.id)
    assert "Jalan usaha tani" not in single
    assert "14 Data pemanfaat" in single
    assert "dinyatakan: LAYAK Wakil Masyarakat" in single
    for signer in ("Wakil Masyarakat", "Pendamping Profesional", "Dinas/Instansi Terkait"):
        assert signer in single
    with pytest.raises(NotFound, match="Kegiatan RKPDes 2027 tidak ditemukan"):
        words(village, "verifikasi", key=UUID(int=9))


def test_papers_of_activities_say_where_to_fill_in_a_plan_that_has_none(village: Database) -> None:
    plan(village, kegiatan=[])
    for paper in ("verifikasi", "infografis"):
        with pytest.raises(NotFound, match=r"belum ada isinya.*Isi dulu di RKPDes"):
            words(village, paper)


def test_a_year_without_meeting_or_plan_says_what_is_missing(village: Database) -> None:
    with pytest.raises(NotFound, match="Musyawarah 2027 tidak ditemukan"):
        words(village, "undangan")


# ------------------------------------------------------------------ kop surat


def logo_file() -> bytes:
    """A small green picture."""
    target = BytesIO()
    Image.new("RGBA", (900, 600), (0, 128, 0, 255)).save(target, "PNG")
    return target.getvalue()


def images(data: bytes) -> int:
    """Pictures on the first page."""
    with pdfplumber.open(BytesIO(data)) as book:
        return len(book.pages[0].images)


def test_the_logo_stands_on_the_letter_until_it_is_taken_off(village: Database) -> None:
    key = held(village)
    assert images(draw(village, "undangan", key=key)) == 0
    kop.set_logo(village, logo_file(), **STEP)
    assert images(draw(village, "undangan", key=key)) == 1
    seen = kop.show(village).logo
    assert seen is not None
    assert max(Image.open(BytesIO(seen)).size) == 480
    kop.remove_logo(village, **STEP)
    assert images(draw(village, "undangan", key=key)) == 0
    editing.undo(village, by=OLEH, at=PUKUL)
    assert images(draw(village, "undangan", key=key)) == 1


def test_a_file_that_is_no_picture_is_refused_and_the_old_logo_stays(village: Database) -> None:
    kop.set_logo(village, logo_file(), **STEP)
    with pytest.raises(FotoTidakTerbaca, match="Data Anda tidak berubah"):
        kop.set_logo(village, b"<svg/>", **STEP)
    assert kop.show(village).logo is not None


def test_settings_of_letters_that_cannot_work_are_refused_with_the_way_out(village: Database) -> None:
    with pytest.raises(InvalidInput, match=r"\{bulan_romawi\}"):
        kop.change(village, {"format_nomor": "{nomer}"}, **STEP)
    for wrong in ("101", "-1", "banyak"):
        with pytest.raises(InvalidInput, match="diisi 0 sampai 100"):
            kop.change(village, {"baris_kosong": wrong}, **STEP)
    kop.change(village, {"baris_kosong": 0, "format_nomor": "{nomor}/{tahun}"}, **STEP)
    assert (kop.show(village).baris_kosong, kop.show(village).format_nomor) == (0, "{nomor}/{tahun}")
    kop.change(village, {"baris_kosong": None, "format_nomor": ""}, **STEP)
    assert kop.show(village).baris_kosong == 10


def test_a_meeting_is_prepared_with_those_in_office_on_its_day(village: Database) -> None:
    serve(
        village,
        builders.perangkat(nama="Suratman", selesai=date(2026, 8, 1)),
        builders.perangkat(nama="Wahyuni", jabatan="Pj. Kepala Desa", mulai=date(2026, 8, 2), jk="P"),
        builders.perangkat(nama="Harjono", jabatan="Ketua BPD"),
    )
    key = musyawarah.prepare(village, JenisMusyawarah.MUSRENBANGDES, TAHUN, tanggal=date(2026, 8, 12), **STEP)
    with village.read() as unit:
        meeting = unit.get(Musyawarah, key)
        assert meeting.pimpinan == "Wahyuni"
        assert "Suratman" not in {one.nama for one in meeting.peserta}
    ruang.propose_signers(village, key, RULES, **STEP)
    with village.read() as unit:
        signers = [(one.nama, one.jabatan) for one in unit.get(Musyawarah, key).penandatangan]
    assert signers[:2] == [("Wahyuni", "Pj. Kepala Desa"), ("Harjono", "Ketua BPD")]
