"""The kecamatan sends rules to its villages; a village sees what would change before it works by them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

import kiriman_offices as walk
import office
from desa_desktop.app import App, read_shipped
from desa_desktop.domain.aturan import load_paket
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.paket_beda import beda_paket
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import aturan, aturan_terbit, dokumen, enrolment, selisih, tasks, upkeep
from desa_desktop.services.exchange.granting import KunciIndukDiperlukan
from kiriman_offices import KUTOARJO, TURSINO, WIRUN, Offices
from laptop import Laptop
from office import OLEH

NUMBERS = {"langkah:musdes": "15/6", "langkah:rembuk_stunting": "20/6", "blt.tarif": "250000"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("aturan")
    walk.make_offices(folder)
    return folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return walk.copied(template, tmp_path / "kantor")


def send_rules(offices: Offices, nomor: str, numbers: dict[str, str], *desa: str) -> None:
    """The kecamatan changes its rules, publishes them and writes its kiriman."""
    with offices.open(KUTOARJO) as kec:
        day = date(2026, 11, 21)
        aturan.change_numbers(kec.database, kec.bawaan, numbers, nomor, day, by=OLEH, at=offices.at)
        kid = kec.laptop.keys.kid
        aturan_terbit.publish(kec.database, kec.bawaan, desa, kid=kid, by=OLEH, at=offices.at)
        offices.clear_stick()
        walk.send(offices, kec, untuk="semua")


def receive(offices: Offices, kode: str) -> list[str]:
    """The village takes what lies on the stick for it; the lines of the preview about rules."""
    with offices.open(kode) as desa:
        found = [one for one in walk.look(offices, desa) if one.bisa_diterima]
        rows = [row for one in found for row in walk.preview(offices, desa, one.sha256).dokumen]
        assert not walk.accept(offices, desa, [one.sha256 for one in found]).gagal
    rules = [row for row in rows if row.jenis == "paket-aturan"]
    return [line for row in rules for line in (row.judul, row.kalimat, *map(_line, row.beda))]


def _line(one: object) -> str:
    return f"{one.daftar} | {one.judul} | {one.kolom_teks} | {one.semula_teks} -> {one.menjadi_teks}"  # type: ignore[attr-defined]


def offers(app: App) -> list[aturan_terbit.Tawaran]:
    return aturan_terbit.list_offers(app.database, app.bawaan)


def beranda(app: App) -> tasks.Beranda:
    today, at = date(2026, 11, 22), walk.KETIKA
    return tasks.show(app.database, app.laptop, app.aturan, app.templates, today, by=OLEH, at=at)


def titles(app: App) -> dict[str, str]:
    return {one.judul: one.sebab for one in beranda(app).tugas}


def test_a_village_sees_every_change_before_the_rules_of_the_kecamatan_hold(offices: Offices) -> None:
    send_rules(offices, "2026.1-kab", NUMBERS)
    said = receive(offices, TURSINO)
    assert said == [
        "Paket Aturan 2026.1-kab",
        "Paket Aturan 2026.1-kab, 21 November 2026: 3 aturan lain dari yang dipakai di sini. Belum berlaku "
        "setelah diterima; tekan Pakai paket ini di Pengaturan, Paket Aturan.",
        "Paket | BLT Desa: paling banyak per KPM per bulan (rupiah) |  | 300000 -> 250000",
        "Kalender | Rembuk stunting (anjuran saja) | Batas (hari/bulan) | 30/6 -> 20/6",
        "Kalender | Musdes Perencanaan | Batas (hari/bulan) | 30/6 -> 15/6",
    ]
    with offices.open(TURSINO) as desa:
        assert desa.paket.nomor == "2026.1", "nothing holds by arriving"
        [offer] = offers(desa)
        assert (offer.nomor, offer.is_baru, offer.is_berlaku) == ("2026.1-kab", True, False)
        assert [(one.baris, one.is_anjuran) for one in offer.beda if one.bagian == "langkah"] == [
            ("Rembuk stunting", True),
            ("Musdes Perencanaan", False),
        ]
        title = "Lihat Paket Aturan 2026.1-kab dari kecamatan"
        assert titles(desa)[title] == (
            "Tertanggal 21 November 2026, belum dipakai. Aturan yang sekarang tetap berlaku."
        )
        shown = aturan_terbit.take(desa.database, desa.bawaan, "2026.1-kab", by=OLEH, at=offices.at)
        assert shown.asal_teks == "Dari kecamatan Kutoarjo"
        again = desa.reread()
        assert again.paket.nomor == "2026.1-kab"
        step = again.aturan.find_langkah("musdes")
        assert step is not None
        assert step.batas(2027) == date(2026, 6, 15)
        advice = again.aturan.find_langkah("rembuk_stunting")
        assert advice is not None
        assert (advice.unconfirmed, advice.kutipan) == (True, "")
        assert title not in titles(again)
        [offer] = offers(again)
        assert (offer.is_berlaku, offer.beda) == (True, ())
        named = [one.langkah for one in beranda(again).terakhir]
        assert "pakai Paket Aturan 2026.1-kab dari kecamatan" in named


def test_rules_for_one_village_do_not_reach_the_other(offices: Offices) -> None:
    send_rules(offices, "2026.1-tursino", {"ambang_mirip": "70"}, TURSINO)
    receive(offices, TURSINO)
    assert receive(offices, WIRUN) == []
    with offices.open(TURSINO) as desa:
        assert [one.nomor for one in offers(desa)] == ["2026.1-tursino"]
    with offices.open(WIRUN) as desa:
        assert offers(desa) == []
        with pytest.raises(NotFound):
            aturan_terbit.take(desa.database, desa.bawaan, "2026.1-tursino", by=OLEH, at=offices.at)


def test_a_newer_paket_takes_the_place_of_the_earlier_offer(offices: Offices) -> None:
    send_rules(offices, "2026.2", {"ambang_mirip": "70"})
    receive(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        aturan_terbit.take(desa.database, desa.bawaan, "2026.2", by=OLEH, at=offices.at)
    offices.hari += 1440
    send_rules(offices, "2026.3", {"ambang_mirip": "75"})
    said = receive(offices, TURSINO)
    assert said[-1] == "Paket | Ambang usulan mirip (1 sampai 100) |  | 70 -> 75", "against what holds here"
    with offices.open(TURSINO) as desa:
        assert [(one.nomor, one.is_baru) for one in offers(desa)] == [("2026.3", True)]


def test_a_village_that_works_by_rules_taken_back_is_told(offices: Offices) -> None:
    send_rules(offices, "2026.2", {"ambang_mirip": "70"})
    for kode in (TURSINO, WIRUN):
        receive(offices, kode)
    with offices.open(TURSINO) as desa:
        aturan_terbit.take(desa.database, desa.bawaan, "2026.2", by=OLEH, at=offices.at)
    offices.hari += 1440
    with offices.open(KUTOARJO) as kec:
        shown = aturan_terbit.published(kec.database)
        assert shown is not None
        assert (shown.nomor, shown.desa) == ("2026.2", ("semua",))
        kid = kec.laptop.keys.kid
        aturan_terbit.take_back(kec.database, "Bobot keliru", kid=kid, by=OLEH, at=offices.at)
        assert aturan_terbit.published(kec.database) is None
        offices.clear_stick()
        walk.send(offices, kec, untuk="semua")
    for kode in (TURSINO, WIRUN):
        assert "Dicabut: Bobot keliru" in receive(offices, kode)
    with offices.open(TURSINO) as desa:
        [offer] = offers(desa)
        assert offer.kalimat.startswith("Kecamatan menarik Paket Aturan 2026.2, 21 November 2026.")
        assert desa.reread().paket.nomor == "2026.2", "the village decides itself"
    with offices.open(WIRUN) as desa:
        assert offers(desa) == []


def test_rules_this_program_cannot_read_are_shown_and_never_used(offices: Offices) -> None:
    """A newer kecamatan, or one whose paket was bent: the village works on by its own."""
    with offices.open(KUTOARJO) as kec:
        paket = aturan.whole_paket(kec.database, kec.bawaan) | {"nomor": "2030.1"}
        paket["kriteria"] = [{**one, "bobot": 40} for one in paket["kriteria"]]
        isi = {
            "desa": "semua", "nomor": "2030.1", "tanggal": "2030-01-05", "judul": "Paket lain",
            "paket": json.dumps(paket),
        }  # fmt: skip
        assert kec.kantor is not None
        with kec.database.unit() as unit:
            dokumen.write_snapshot(
                unit, dokumen_id(kec.kantor.id, "paket-aturan"), "paket-aturan", kec.kantor.id,
                StatusDokumen.DISAHKAN, isi, [], kid=kec.laptop.keys.kid, at=offices.at,
            )  # fmt: skip
            unit.commit("terbitkan", OLEH, offices.at)
        walk.send(offices, kec, untuk=TURSINO)
    receive(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        [offer] = offers(desa)
        assert "jumlah bobot 200, seharusnya 100" in offer.masalah
        with pytest.raises(InvalidInput, match="belum dapat dipakai"):
            aturan_terbit.take(desa.database, desa.bawaan, "2030.1", by=OLEH, at=offices.at)
        assert desa.reread().paket.nomor == "2026.1"


def test_the_rules_walk_by_command(offices: Offices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-22")
    kec, desa = Laptop(offices.folder / KUTOARJO), Laptop(offices.folder / TURSINO)
    assert "Paket bawaan sudah ada di setiap aplikasi desa" in kec.refuse("aturan", "terbitkan", code=2)
    kec.ask("aturan", "ubah", "--angka", "ambang_mirip=70", "--nomor", "2026.2")
    assert "tidak ada di daftar desa" in kec.refuse("aturan", "terbitkan", "--desa", "3306992077", code=2)
    made = kec.ask("aturan", "terbitkan", "--desa", TURSINO)
    assert (made["nomor"], made["desa"], made["baru"]) == ("2026.2", ["Tursino"], True)
    assert kec.ask("aturan", "terbitkan", "--desa", TURSINO)["baru"] is False
    assert kec.ask("aturan", "lihat")["terbit"]["desa"] == ["Tursino"]
    with offices.open(KUTOARJO) as app:
        offices.clear_stick()
        walk.send(offices, app, untuk=TURSINO)
    receive(offices, TURSINO)
    [offer] = desa.ask("aturan", "tawaran")["tawaran"]
    assert [(one["semula"], one["menjadi"]) for one in offer["beda"]] == [("80", "70")]
    assert "hanya dikerjakan di kantor kecamatan" in desa.refuse("aturan", "terbitkan", code=2)
    assert desa.ask("aturan", "pakai", "2026.2")["asal"] == "kecamatan"
    assert kec.ask("aturan", "tarik", "--alasan", "Keliru")["nomor"] == "2026.2"


def test_a_row_that_comes_or_goes_is_a_difference_of_its_own() -> None:
    shipped = load_paket(read_shipped().paket)
    other = json.loads(json.dumps(shipped))
    gone = other["satuan"].pop(0)
    other["hari_libur"].append({"tanggal": "2027-03-09", "nama": "Hari besar", "jenis": "nasional"})
    found = {(one.tanda, one.lembar, one.baris): one.teks for one in beda_paket(shipped, other)}
    assert set(found) == {("-", "Satuan", gone["nama"]), ("+", "Hari libur", "Hari besar")}
    assert "Hari libur · Hari besar: baru (Tanggal: 2027-03-09" in found["+", "Hari libur", "Hari besar"]
    assert beda_paket(shipped, {"nomor": "x"}) == (), "what a paket does not have is not compared"


def test_a_kecamatan_put_back_to_an_old_backup_still_gives_its_villages_their_rules(offices: Offices) -> None:
    send_rules(offices, "2026.1-kec", {"blt.tarif": "250000"})
    take_confirmed(offices)
    with offices.open(KUTOARJO) as kec:
        backup = upkeep.back_up(kec.database, kec.safe).path
    send_rules(offices, "2026.2-kec", {"blt.tarif": "260000"})
    take_confirmed(offices)
    assert Laptop(offices.folder / KUTOARJO).run("cadangan", "pulihkan", backup).code == 0
    send_rules(offices, "2026.3-kec", {"blt.tarif": "270000"})
    take_confirmed(offices)
    with offices.open(TURSINO) as desa:
        assert [one.nomor for one in offers(desa)] == ["2026.3-kec"]
        aturan_terbit.take(desa.database, desa.bawaan, "2026.3-kec", by=OLEH, at=offices.at)
        with desa.database.read() as unit:
            assert aturan_terbit.new_offers(unit) == []
    with offices.open(KUTOARJO) as kec:
        kid = kec.laptop.keys.kid
        aturan_terbit.take_back(kec.database, "Salah tarif.", kid=kid, by=OLEH, at=offices.at)
        offices.clear_stick()
        walk.send(offices, kec, untuk="semua")
    take_confirmed(offices)
    with offices.open(TURSINO) as desa:
        assert [(one.nomor, one.is_dicabut) for one in offers(desa)] == [("2026.3-kec", True)]


def take_confirmed(offices: Offices) -> None:
    """The village takes what is on the stick, and says that the kecamatan was put back if it is asked."""
    with offices.open(TURSINO) as desa:
        found = [one.sha256 for one in walk.look(offices, desa) if one.kode != "E_NOT_FOR_US"]
        assert not walk.accept(offices, desa, found, confirmed=found).gagal


def test_two_assistants_publish_apart_the_kecamatan_joins_and_its_villages_follow(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec:
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    offices.clear_stick()
    with second(offices) as app:
        enrolment.trust_digits(app.database, card, by=OLEH, at=offices.at)
        enrolment.write_request(app.database, app.laptop, app.files, offices.stick, by=OLEH, at=offices.at)
        digits = enrolment.own_number(app.database, app.laptop).nomor
    [request] = offices.on_stick("M")
    with offices.open(KUTOARJO) as kec:
        words = (kec.database, kec.laptop, kec.files, request, digits, offices.stick)
        enrolment.introduce(*words, by=OLEH, at=offices.at)
    [grant] = offices.on_stick("T")
    with second(offices) as app:
        enrolment.install_grant(app.database, app.laptop, app.files, grant, by=OLEH, at=offices.at)
        assert enrolment.own_number(app.database, app.laptop).nomor == card, "it shows the card from now on"
    with offices.open(KUTOARJO) as kec:
        first = kec.laptop.keys.kid
        walk.send(offices, kec, untuk="laptop")
    send_rules(offices, "2026.2-a", {"blt.tarif": "250000"})
    with second(offices) as app:
        with pytest.raises(KunciIndukDiperlukan):  # the root it made for itself counts for nothing
            enrolment.revoke_key(app.database, app.laptop, first, "keluar", by=OLEH, at=offices.at)
        other_rules(offices, app)
        walk.send(offices, app, untuk="laptop")
    with offices.open(KUTOARJO) as kec:
        found = [one for one in walk.look(offices, kec) if one.bisa_diterima]
        assert [one.kode for one in found] == ["D_BERCABANG"]
        assert not walk.accept(offices, kec, [one.sha256 for one in found]).gagal
    receive_from_both(offices)
    with offices.open(TURSINO) as desa:
        [fork] = selisih.list_forks(desa.database, desa.laptop, at=offices.at)
        assert (fork.jenis, fork.is_milik) == ("paket-aturan", False)
        assert len(offers(desa)) == 1, "one word of the kecamatan at a time"
    with offices.open(KUTOARJO) as kec:
        [fork] = selisih.list_forks(kec.database, kec.laptop, at=offices.at)
        side = "a" if any("2026.2-b" in one.a for one in fork.selisih) else "b"
        ids, lain = [one.id for one in fork.selisih], "b" if side == "a" else "a"
        selisih.decide(kec.database, kec.laptop, ids[:1], lain, by=OLEH, at=offices.at)
        selisih.decide(kec.database, kec.laptop, ids[1:], side, by=OLEH, at=offices.at)
        with pytest.raises(InvalidInput, match="tidak dicampur"):
            selisih.merge_fork(kec.database, kec.laptop, fork.dokumen, by=OLEH, at=offices.at)
        selisih.decide(kec.database, kec.laptop, ids, side, by=OLEH, at=offices.at)
        selisih.merge_fork(kec.database, kec.laptop, fork.dokumen, by=OLEH, at=offices.at)
        assert selisih.list_forks(kec.database, kec.laptop, at=offices.at) == ()
        shown = aturan_terbit.published(kec.database)
        offices.clear_stick()
        walk.send(offices, kec, untuk="semua")
        walk.send(offices, kec, untuk="laptop")
    assert shown is not None
    assert shown.nomor == "2026.2-b"
    for kode in (TURSINO, WIRUN):
        receive(offices, kode)
        with offices.open(kode) as desa:
            assert selisih.list_forks(desa.database, desa.laptop, at=offices.at) == ()
            assert [one.nomor for one in offers(desa)] == ["2026.2-b"]
    with second(offices) as app:
        found = [one for one in walk.look(offices, app) if one.bisa_diterima]
        assert not walk.accept(offices, app, [one.sha256 for one in found]).gagal
        published = aturan_terbit.published(app.database)
        assert published is not None
        assert published.nomor == "2026.2-b"


def other_rules(offices: Offices, app: App) -> None:
    day, kid = date(2026, 11, 22), app.laptop.keys.kid
    numbers = {"blt.tarif": "260000"}
    aturan.change_numbers(app.database, app.bawaan, numbers, "2026.2-b", day, by=OLEH, at=offices.at)
    aturan_terbit.publish(app.database, app.bawaan, kid=kid, by=OLEH, at=offices.at)


def receive_from_both(offices: Offices) -> None:
    """The villages get what the first laptop wrote before it met the second, and what it writes now."""
    for kode in (TURSINO, WIRUN):
        receive(offices, kode)
    with offices.open(KUTOARJO) as kec:
        offices.clear_stick()
        walk.send(offices, kec, untuk="semua")
    for kode in (TURSINO, WIRUN):
        receive(offices, kode)


@contextmanager
def second(offices: Offices) -> Iterator[App]:
    folder = offices.folder / "asisten-dua"
    with office.open_second(folder, Peran.KECAMATAN, kode=KUTOARJO, nama="Kutoarjo", at=offices.at) as app:
        yield app
