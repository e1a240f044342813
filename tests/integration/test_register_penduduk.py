"""From the register to figures and paper: what is counted, what is printed, what a closed month keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import warga_desa
from baca_pdf import page_texts
from builders import DESA_ID, RESOURCES, aturan, kode_penduduk
from desa_desktop.domain.desa import AngkaPokok, Desa, Perangkat
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.penduduk import Keluarga, Mutasi, Penduduk, Peristiwa, Rincian, TutupBulan
from desa_desktop.domain.penduduk import mutasi as peristiwa
from desa_desktop.domain.statistik.rekap import Bulan
from desa_desktop.errors import InvalidInput, NotFound, StaleRecord
from desa_desktop.services import desa as desa_service
from desa_desktop.services import editing, printing, statistik
from desa_desktop.services.printing_penduduk import COLLECTORS
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, TAHUN, open_store

HARI = warga_desa.HARI
KODE = kode_penduduk()
NIK = re.compile(r"\b[0-9]{16}\b")


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A village full of people, only read."""
    opened = open_store(tmp_path_factory.mktemp("desa"))
    database = opened.__enter__()
    warga_desa.fill(database)
    return database


def draw(database: Database, jenis: str, bentuk: str = "pdf", **order: object) -> printing.Hasil:
    return printing.draw(
        database,
        aturan(),
        printing.Pesanan(jenis, **order),  # type: ignore[arg-type]
        bentuk,
        fonts=RESOURCES / "fonts",
        today=HARI,
        kode=kode_penduduk,
    )


def text(made: printing.Hasil) -> str:
    return " ".join(page_texts(made.isi))


def living(database: Database) -> int:
    with database.read() as unit:
        return sum(one.is_hidup for one in unit.select(Penduduk, desa_id=DESA_ID))


# ------------------------------------------------------------------ figures


def test_every_table_counts_every_living_resident(village: Database) -> None:
    tables = statistik.count(village, KODE, ("jk", "umur", "dusun", "agama", "rt"), pada=HARI, today=HARI)
    assert {one.total.jumlah for one in tables} == {living(village)}
    by_dusun = {one.nama: one.jumlah for one in tables[2].baris}
    assert list(by_dusun) == ["Krajan", "Kidul", "Lor", "Belum terisi"]


def test_the_register_of_a_past_day_is_counted_without_those_who_came_since(village: Database) -> None:
    (today,) = statistik.count(village, KODE, ("jk",), pada=HARI, today=HARI)
    (before,) = statistik.count(village, KODE, ("jk",), pada=date(2026, 6, 30), today=HARI)
    came, left = 3, 3
    assert before.total.jumlah == today.total.jumlah - came + left


def test_a_month_of_real_events_adds_up_dusun_by_dusun(village: Database) -> None:
    for bulan in range(5, 10):
        found = statistik.rekap(village, Bulan(2026, bulan))
        assert not any(one.selisih for one in found.baris)
    july, august = statistik.rekap(village, Bulan(2026, 7)), statistik.rekap(village, Bulan(2026, 8))
    assert (july.total.lahir.jumlah, july.total.datang.jumlah, july.total.mati.jumlah) == (1, 2, 1)
    assert august.total.pindah.jumlah == 2
    assert august.total.akhir.jumlah == living(village)


def test_an_unknown_table_is_refused_with_the_words_that_are_known() -> None:
    assert statistik.read_kunci("umur, JK") == ("umur", "jk")
    assert statistik.read_kunci("") == statistik.BAWAAN
    with pytest.raises(InvalidInput, match="Tabel hobi tidak dikenal"):
        statistik.read_kunci("umur,hobi")
    assert statistik.names_of_tables(KODE, HARI)["agama"] == "Penduduk menurut agama"


# ------------------------------------------------------------------ closing a month


def close(database: Database, bulan: int) -> None:
    statistik.close_month(database, Bulan(2026, bulan), today=HARI, by=OLEH, at=PUKUL)


def test_a_closed_month_keeps_its_lines_and_a_late_birth_stands_in_the_open_one(database: Database) -> None:
    warga_desa.fill(database, families=12)
    close(database, 6)
    close(database, 7)
    frozen = statistik.rekap(database, Bulan(2026, 7))
    with database.unit() as unit:
        family = unit.select(Keluarga, desa_id=DESA_ID)[0]
        baby = Penduduk(desa_id=DESA_ID, jk="L", nama="TELAT")
        warga_desa.carry_out(unit, peristiwa.catat_lahir(baby, family, Rincian(date(2026, 6, 9))))
        unit.commit("catat kelahiran", OLEH, PUKUL)
    assert statistik.rekap(database, Bulan(2026, 7)) == frozen
    august = statistik.rekap(database, Bulan(2026, 8))
    assert august.total.lahir.jumlah == 1
    assert any("lahir TELAT 09/06/2026, terlambat dicatat" in one.catatan for one in august.baris)
    assert not august.selisih
    assert "terlambat dicatat" in text(draw(database, "buku-rekapitulasi-jumlah-penduduk", bulan=8))


def test_months_are_closed_one_after_the_other_and_the_newest_can_be_opened_again(database: Database) -> None:
    warga_desa.fill(database, families=6)
    with pytest.raises(InvalidInput, match="Agustus 2026 belum berakhir"):
        close(database, 8)
    with pytest.raises(InvalidInput, match="Belum ada bulan"):
        statistik.open_month(database, by=OLEH, at=PUKUL)
    close(database, 5)
    with pytest.raises(InvalidInput, match="Tutup Juni 2026 lebih dahulu"):
        close(database, 7)
    with pytest.raises(InvalidInput, match="Mei 2026 sudah ditutup"):
        close(database, 5)
    assert statistik.open_month(database, by=OLEH, at=PUKUL) == Bulan(2026, 5)
    with database.read() as unit:
        assert unit.select(TutupBulan, desa_id=DESA_ID) == []
    assert editing.undo(database, by=OLEH, at=PUKUL) == "buka lagi bulan Mei 2026"
    assert statistik.rekap(database, Bulan(2026, 5)).is_tertutup


def test_people_imported_after_the_closing_are_said_on_the_report_not_hidden(database: Database) -> None:
    warga_desa.fill(database, families=6)
    close(database, 7)
    with database.unit() as unit:
        unit.add(Penduduk(desa_id=DESA_ID, nama="IMPOR", jk="P", tanggal_lahir=date(1980, 1, 1)))
        unit.commit("impor", OLEH, PUKUL)
    report = text(draw(database, "laporan-penduduk"))
    assert "Berubah di register tanpa peristiwa" in report
    assert "Register berubah tanpa peristiwa: Tanpa dusun P +1." in report


# ------------------------------------------------------------------ Angka Pokok


def test_angka_pokok_takes_over_empty_rows_as_one_step_that_can_be_undone(database: Database) -> None:
    warga_desa.fill(database, families=12)
    tahun = TAHUN - 1
    offer = statistik.offer(database, KODE, tahun, today=HARI)
    assert offer.beda == ()
    assert {one.angka.kunci for one in offer.baru} >= {"penduduk", "kk", "lansia", "baduta", "disabilitas"}
    assert statistik.take_over(database, offer.baru, tahun, by=OLEH, at=PUKUL) == len(offer.baru)
    rows = {one.kunci: one for one in desa_service.figures(database, tahun).baris}
    assert rows["penduduk"].jumlah == living(database)
    assert rows["penduduk"].sumber == "register penduduk, 12 Agustus 2026"
    assert statistik.offer(database, KODE, tahun, today=HARI).usul == ()
    assert editing.undo(database, by=OLEH, at=PUKUL).startswith(f"ambil {len(offer.baru)} angka 2026")
    assert desa_service.figures(database, tahun).baris[0].jumlah is None


def test_what_somebody_wrote_is_never_replaced_unless_it_was_chosen_and_still_stands(
    database: Database,
) -> None:
    warga_desa.fill(database, families=12)
    tahun = TAHUN - 1
    with database.read() as unit:
        angka = unit.get(AngkaPokok, dokumen_id(DESA_ID, "angka-pokok", str(tahun)))
        row = next(one for one in angka.baris if one.kunci == "kk")
    kind = type(row)
    editing.change(database, kind, row.id, {"jumlah": 999}, by=OLEH, at=PUKUL)
    offer = statistik.offer(database, KODE, tahun, today=HARI)
    assert [one.angka.kunci for one in offer.beda] == ["kk"]
    statistik.take_over(database, offer.baru, tahun, by=OLEH, at=PUKUL)
    assert {one.kunci: one.jumlah for one in desa_service.figures(database, tahun).baris}["kk"] == 999
    editing.change(database, kind, row.id, {"jumlah": 500}, by=OLEH, at=PUKUL)
    with pytest.raises(StaleRecord):
        statistik.take_over(database, offer.beda, tahun, by=OLEH, at=PUKUL)


def test_the_figures_of_a_year_that_is_over_are_those_of_its_last_day(village: Database) -> None:
    found = statistik.register_figures(village, KODE, pada=date(2025, 12, 31), today=HARI)
    now = statistik.register_figures(village, KODE, pada=HARI, today=HARI)
    assert found["penduduk"].sumber == "register penduduk, 31 Desember 2025"
    assert found["penduduk"].jumlah != 0
    assert now["penduduk"].jumlah == living(village)


# ------------------------------------------------------------------ paper


@pytest.mark.parametrize("jenis", sorted(COLLECTORS))
def test_every_paper_about_residents_is_drawn_from_the_register(village: Database, jenis: str) -> None:
    made = draw(village, jenis)
    page = text(made)
    assert made.halaman >= 1
    assert "Halaman 1 dari" in page
    if jenis.startswith("buku-"):
        assert "MENGETAHUI" in page
        assert "SEKRETARIS DESA" in page
    assert load_workbook(BytesIO(draw(village, jenis, "xlsx").isi)).worksheets


def test_the_official_registers_print_the_whole_nik_and_the_lists_hide_it(village: Database) -> None:
    for jenis in ("buku-induk-penduduk", "buku-ktp-dan-kk", "lembar-keluarga"):
        assert NIK.search(text(draw(village, jenis)))
    for jenis in ("daftar-posyandu", "daftar-pemilih-dusun", "daftar-bantuan"):
        assert not NIK.search(text(draw(village, jenis)))


def test_the_workbook_of_a_register_has_its_columns_and_their_numbers(village: Database) -> None:
    (sheet,) = load_workbook(BytesIO(draw(village, "buku-induk-penduduk", "xlsx").isi)).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    numbers = next(row for row in rows if row[0] == "1")
    assert numbers == [str(number) for number in range(1, 17)]
    first = rows[rows.index(numbers) + 1]
    assert first[0] == 1
    assert isinstance(first[13], str)
    assert sum(isinstance(row[0], int) for row in rows) == living(village)


def test_the_statistics_workbook_draws_its_own_bars_from_zero(village: Database) -> None:
    book = load_workbook(BytesIO(draw(village, "statistik-penduduk", "xlsx", pilihan=("agama", "umur")).isi))
    assert [len(sheet._charts) for sheet in book.worksheets] == [1, 1]


def test_one_family_is_one_page_and_one_dusun_is_a_part(village: Database) -> None:
    with village.read() as unit:
        family = unit.select(Keluarga, desa_id=DESA_ID)[3]
        dusun = unit.get(Desa, DESA_ID).dusun[0].id
    assert draw(village, "lembar-keluarga", key=family.id).halaman == 1
    part = draw(village, "lembar-keluarga", key=dusun).halaman
    assert 1 < part < draw(village, "lembar-keluarga").halaman
    with pytest.raises(NotFound):
        draw(village, "lembar-keluarga", key=DESA_ID)


def test_the_workbook_of_families_has_every_member_on_two_sheets_and_text_for_numbers(
    village: Database,
) -> None:
    with village.read() as unit:
        family = unit.select(Keluarga, desa_id=DESA_ID)[3]
        members = [one for one in unit.select(Penduduk, keluarga_id=family.id) if one.is_hidup]
    book = load_workbook(BytesIO(draw(village, "lembar-keluarga", "xlsx", key=family.id).isi))
    assert book.sheetnames == ["Keluarga", "Keluarga (2)"]
    for sheet in book.worksheets:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        band = next(row for row in rows if row[0] == "1" and str(row[1]).startswith("No. KK"))
        assert family.no_kk in str(band[1])
        named = {row[1]: row for row in rows if isinstance(row[0], int)}
        assert set(named) == {one.nama for one in members}
    first = {row[1].value: row[2].value for row in book["Keluarga"].iter_rows(min_row=6)}
    assert all(first[one.nama] == one.nik for one in members if one.nik)
    whole = load_workbook(BytesIO(draw(village, "lembar-keluarga", "xlsx").isi))
    assert whole.sheetnames == ["Keluarga", "Keluarga (2)"]


def test_the_pregnant_and_the_small_children_are_on_the_list_of_the_posyandu(village: Database) -> None:
    page = text(draw(village, "daftar-posyandu"))
    assert "AISYAH PUTRI" in page
    assert "Kidul: 3 ibu hamil" in page


def test_an_officer_gets_birth_and_schooling_from_the_one_resident_of_that_name(database: Database) -> None:
    warga_desa.fill(database, families=6)
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        desa.perangkat.append(Perangkat(urut=9, nama="Ratna, S.Pd", jabatan="Kaur Keuangan", jk="P"))
        unit.add(Penduduk(desa_id=DESA_ID, nama="SUPARDI", jk="L", tanggal_lahir=date(1970, 1, 1)))
        desa.perangkat.append(Perangkat(urut=10, nama="Supardi", jabatan="Kadus Krajan", jk="L"))
        unit.commit("perangkat", OLEH, PUKUL)
    (sheet,) = load_workbook(BytesIO(draw(database, "buku-aparat-pemerintah-desa", "xlsx").isi)).worksheets
    rows = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=5)}
    assert rows["Ratna, S.Pd"][5] == "05/04/1992"
    assert "Bambang Setiawan" not in rows  # Ketua BPD is no officer of the village government
    names = sum(one.nama == "SUPARDI" for one in _people(database))
    assert (rows["Supardi"][5] in (None, "")) == (names > 1)


def _people(database: Database) -> list[Penduduk]:
    with database.read() as unit:
        return unit.select(Penduduk, desa_id=DESA_ID)


def test_an_empty_register_is_said_and_not_printed_as_an_empty_book(database: Database) -> None:
    with pytest.raises(NotFound):
        draw(database, "buku-induk-penduduk")
    with pytest.raises(NotFound):
        draw(database, "statistik-penduduk")
    assert draw(database, "buku-mutasi-penduduk-desa").halaman == 1


def test_a_cancelled_event_stands_in_no_register(database: Database) -> None:
    warga_desa.fill(database, families=6)
    with database.unit() as unit:
        entry = next(one for one in unit.select(Mutasi, desa_id=DESA_ID) if one.peristiwa is Peristiwa.DATANG)
        person = unit.get(Penduduk, entry.penduduk_id)
        done = peristiwa.batalkan(entry, person, "salah desa", HARI)
        entry.is_batal = True
        warga_desa.carry_out(unit, done)
        unit.commit("batalkan", OLEH, PUKUL)
    assert person.nama not in text(draw(database, "buku-mutasi-penduduk-desa"))
    assert not any(one.selisih for one in statistik.rekap(database, Bulan(2026, 7)).baris)


# ------------------------------------------------------------------ commands


def test_figures_and_papers_are_there_as_commands(tmp_path: Path, asked: Callable[..., dict]) -> None:  # type: ignore[type-arg]
    found = asked("statistik", "--menurut", "jk,umur")
    assert set(found["tabel"]) == {"jk", "umur"}
    total = found["tabel"]["jk"]["total"]["jumlah"]
    assert sum(one["jumlah"] for one in found["tabel"]["umur"]["baris"]) == total
    target = tmp_path / "statistik.pdf"
    assert asked("statistik", "--menurut", "umur", "--ke", str(target))["halaman"] == 1
    assert target.read_bytes().startswith(b"%PDF")
    month = asked("statistik", "rekap", "--tahun", "2026", "--bulan", "7")
    assert month["cocok"] is True
    assert month["total"]["lahir"]["jumlah"] == 1
    assert asked("statistik", "tutup", "--tahun", "2026", "--bulan", "7")["tertutup"] is True
    assert asked("statistik", "buka") == {"tahun": 2026, "bulan": 7}
    offered = asked("statistik", "angka-pokok", "--ambil")
    assert offered["diambil"] == len(offered["usul"]) > 5
    book = tmp_path / "b3.xlsx"
    made = asked(
        "cetak", "buku-rekapitulasi-jumlah-penduduk", "--tahun", "2026", "--bulan", "7", "--ke", str(book)
    )
    assert made["berkas"] == str(book)


@pytest.fixture
def asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., dict]:  # type: ignore[type-arg]
    """A command of a village full of people, asked in this process; its data."""
    import json

    from desa_desktop import cli
    from office import open_office

    folder = tmp_path / "desa"
    with open_office(folder) as opened:
        warga_desa.fill(opened.database, families=12)
    monkeypatch.setenv("DESA_TANGGAL", HARI.isoformat())

    def ask(*words: str) -> dict:  # type: ignore[type-arg]
        capsys.readouterr()
        code = cli.main([*words, "--data", str(folder), "--json"])
        answer = json.loads(capsys.readouterr().out)
        assert code == 0, answer
        return answer["data"]  # type: ignore[no-any-return]

    return ask
