"""Titip cadangan: the kecamatan keeps a village's sealed backup, cannot read it, gives it back when asked."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from desa_desktop import pemulihan
from desa_desktop.app import App
from desa_desktop.errors import KeyProblem, NotFound
from desa_desktop.services import enrolment, exchange, upkeep
from desa_desktop.services.exchange import revoking, titipan, trust
from desa_desktop.store import archive
from desa_desktop.sync.certificates import NomorKunciWrong, Role
from kiriman_offices import (
    KUTOARJO,
    OLEH,
    TURSINO,
    WIRUN,
    Offices,
    accept,
    add_plan,
    add_usulan,
    copied,
    enrol,
    look,
    make_offices,
    send,
)
from laptop import Laptop

KIT = "31415 59266 53582 97934 23845 62642"
OTHER = "27183 28188 28458 90458 23532 60282"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tursino has a kit, leaves backups, and its first deposit was accepted by the kecamatan."""
    made = make_offices(tmp_path_factory.mktemp("titip") / "asal")
    with made.open(TURSINO) as desa:
        add_plan(desa, made.at)
        add_usulan(desa, "Talud RT 03", made.at)
        desa = pemulihan.make_kit(desa, KIT).app
        titipan.choose_deposits(desa.database, desa.safe, aktif=True, by=OLEH, at=made.at)
        assert deposit(made, desa)
        send(made, desa)
    receive(made)
    made.clear_stick()
    return made.folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return copied(template, tmp_path / "kantor")


def deposit(made: Offices, desa: App, *, days: int = 0, now: bool = False) -> int | None:
    return titipan.deposit_if_due(
        desa.database,
        desa.laptop,
        desa.files,
        desa.safe,
        by=OLEH,
        at=made.at + timedelta(days=days),
        sekarang=now,
    )


def receive(made: Offices, kode: str = KUTOARJO) -> None:
    with made.open(kode) as app:
        seen = [one.sha256 for one in look(made, app) if one.status in ("baru", "ditahan")]
        assert accept(made, app, seen, confirmed=seen).gagal == ()


def files_of(made: Offices, kode: str = KUTOARJO) -> list[Path]:
    return sorted((made.folder / kode / "titipan").glob("[0-9a-f]*"))


def deposits(made: Offices, kode: str = KUTOARJO) -> tuple[titipan.TitipanTampil, ...]:
    with made.open(kode) as app:
        return titipan.show_deposits(app.database, app.laptop, app.files).daftar


def test_the_kecamatan_keeps_the_deposit_as_a_file_and_can_open_nothing_of_it(offices: Offices) -> None:
    [kept] = files_of(offices)
    [shown] = deposits(offices)
    assert (shown.desa, shown.sha256, shown.is_di_sini) == ("Tursino", kept.name, True)
    with offices.open(KUTOARJO) as kec:
        identity = pyrage.x25519.Identity.from_str(kec.laptop.keys.age_secret)
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(kept.read_bytes(), [identity])
        with kec.database.read() as unit:
            assert kept.name not in archive.attachment_names(unit)  # never in its database, nor its backups
        assert b"Talud" not in kept.read_bytes()


def test_only_the_kit_opens_it_and_no_key_of_the_laptop_lies_in_it(offices: Offices) -> None:
    from desa_desktop.store.backup_file import decode
    from desa_desktop.sync.deposit import open_deposit

    data = files_of(offices)[0].read_bytes()
    with pytest.raises(KeyProblem):
        open_deposit(data, OTHER, TURSINO)
    with pytest.raises(NomorKunciWrong, match="Kelompok ke-1"):
        open_deposit(data, "9" + KIT[1:], TURSINO)
    content = open_deposit(data, KIT, TURSINO)
    length = int.from_bytes(content[8:12], "big")
    header = decode(content[12 : 12 + length])
    assert [one["kind"] for one in header.doors["slots"]] == ["pemulihan"]  # type: ignore[attr-defined]
    assert header.doors["box"] == ""


def test_the_village_sees_that_its_deposit_arrived_once_the_answer_is_back(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        before = titipan.show_deposits(desa.database, desa.laptop, desa.files)
    assert (before.is_aktif, before.terakhir_disimpan) == (True, None)
    with offices.open(KUTOARJO) as kec:
        send(offices, kec, untuk=TURSINO)
    receive(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        after = titipan.show_deposits(desa.database, desa.laptop, desa.files)
        assert after.terakhir_disimpan == deposits_pada(after)
        [again] = send(offices, desa)
    assert again.ukuran < 200_000  # what is held there does not travel a second time


def deposits_pada(known: titipan.KeadaanTitipan) -> object:
    return known.daftar[0].pada


def test_at_most_one_deposit_a_month_unless_it_is_asked_for(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        assert deposit(offices, desa, days=29) is None
        assert deposit(offices, desa, days=29, now=True)
        assert deposit(offices, desa, days=80)


def test_the_newest_two_of_a_laptop_stay_and_the_older_file_goes(offices: Offices) -> None:
    first = files_of(offices)[0].name
    for days in (31, 62):
        with offices.open(TURSINO) as desa:
            assert deposit(offices, desa, days=days)
            send(offices, desa)
        receive(offices)
        offices.clear_stick()
    names = [one.name for one in files_of(offices)]
    assert len(names) == 2
    assert first not in names
    assert len(files_of(offices, TURSINO)) == 2


def test_a_deposit_comes_back_only_when_it_is_asked_for(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec:
        [small] = send(offices, kec, untuk=TURSINO)
        assert "titipan" not in {one.jenis for one in small.dokumen}
        [whole] = send(offices, kec, untuk=TURSINO, lengkap=True)
        assert "titipan" in {one.jenis for one in whole.dokumen}
        [other] = send(offices, kec, untuk=WIRUN, lengkap=True)
        assert "titipan" not in {one.jenis for one in other.dokumen}


def test_the_assistant_says_which_of_the_two_deposits_goes_back(offices: Offices) -> None:
    older = files_of(offices)[0].name
    with offices.open(TURSINO) as desa:
        assert deposit(offices, desa, days=31)
        send(offices, desa)
    receive(offices)
    offices.clear_stick()
    kec, desa_laptop = Laptop(offices.folder / KUTOARJO), Laptop(offices.folder / TURSINO)
    newer, first = (one["sha256"] for one in kec.ask("cadangan", "titipan")["titipan"])
    assert first == older
    shutil.rmtree(offices.folder / TURSINO / "titipan")  # the village lost both files
    words = ("kirim", "buat", "--ke", offices.stick)
    assert kec.answer(*words, "--titipan", older[:12], code=2)["ok"] is False  # to whom?
    assert desa_laptop.answer(*words, "--titipan", older[:12], code=2)["ok"] is False
    assert kec.answer(*words, "--untuk", TURSINO, "--titipan", "ffff", code=1)["ok"] is False
    kec.ask(*words, "--untuk", TURSINO, "--titipan", older[:12])
    receive(offices, TURSINO)
    assert [one.name for one in files_of(offices, TURSINO)] == [older]
    shown = {one.sha256: one.is_di_sini for one in deposits(offices, TURSINO)}
    assert shown == {older: True, newer: False}  # the newest still is what counts
    assert typed(desa_laptop, KIT, "cadangan", "ambil-titipan", "--titipan", newer[:12], "--kit-stdin") == 1
    assert typed(desa_laptop, KIT, "cadangan", "ambil-titipan", "--titipan", older[:12], "--kit-stdin") == 0
    kec.ask(*words, "--untuk", TURSINO, "--lengkap")
    receive(offices, TURSINO)
    assert len(files_of(offices, TURSINO)) == 2  # without a word it is the newest


def test_after_a_theft_without_any_stick_the_deposit_brings_the_data_back(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        old = desa.laptop.keys.kid
    shutil.rmtree(offices.folder / TURSINO)
    with offices.open(KUTOARJO) as kec:
        revoking.revoke_key(kec.database, kec.laptop, old, "dicuri", by=OLEH, at=offices.at)
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    enrol(offices, TURSINO, card)
    offices.clear_stick()
    with offices.open(KUTOARJO) as kec:
        send(offices, kec, untuk=TURSINO, lengkap=True)
    receive(offices, TURSINO)
    desa = Laptop(offices.folder / TURSINO)
    fetched = typed(desa, KIT, "cadangan", "ambil-titipan", "--kit-stdin")
    assert fetched == 0
    [file] = (offices.folder / TURSINO / "Cadangan").glob("*-titipan.cadangan")
    assert "Kit Pemulihan" in desa.refuse("cadangan", "pulihkan", file, code=12)
    assert typed(desa, KIT, "cadangan", "pulihkan", file, "--kit-stdin") == 0
    with offices.open(TURSINO) as app:
        assert app.laptop.keys.kid != old
        # the grant of the new laptop was not rolled back with the data
        assert enrolment.enrolment_state(app.database, app.laptop) == "terdaftar"
    assert desa.ask("info")["jumlah"]["usulan"] == 1
    offices.clear_stick()
    with offices.open(TURSINO) as app:
        [sealed] = send(offices, app)
        assert sealed.seq == 1
        # the digits were typed to get here: nobody has to give the kit once more
        pemulihan.check_kit(app, KIT)
        assert deposit(offices, app, days=1)
        assert "pemulihan" in str(upkeep.back_up(app.database, app.safe).header.doors)
    receive(offices)


def typed(laptop: Laptop, line: str, *words: object) -> int:
    with pytest.MonkeyPatch().context() as here:
        here.setattr("sys.stdin", io.StringIO(line + "\n"))
        return laptop.run(*words).code


def test_attachments_that_the_kecamatan_holds_are_not_deposited_again(offices: Offices) -> None:
    photo = bytes(range(256)) * 2000
    with offices.open(TURSINO) as desa:
        name = put_photo(desa, photo, offices)
        with_photo = deposit(offices, desa, now=True)
        with desa.database.unit() as unit:
            held = {one for row in archive.held_statements(unit) for one in row.digest}
            [kecamatan] = trust.read_circle(unit, desa.laptop).trust.active_in_role(Role.KECAMATAN)
            row = archive.HeldRow(kecamatan.kid, "0" * 16, 9, (*held, name), offices.at, {})
            archive.put_held(unit, row)  # as the kecamatan's next answer states it
            unit.commit("terima", OLEH, offices.at)
        without = deposit(offices, desa, now=True)
        with desa.database.read() as unit:
            assert archive.attachment(unit, name) == photo  # here it stays
    assert with_photo is not None
    assert without is not None
    assert with_photo - without > len(photo) // 2


def put_photo(desa: App, photo: bytes, offices: Offices) -> str:
    import hashlib

    name = hashlib.sha256(photo).hexdigest()
    with desa.database.unit() as unit:
        archive.put_attachment(unit, name, photo)
        unit.commit("foto", OLEH, offices.at)
    return name


def test_a_deposit_needs_a_kit_and_a_choice(offices: Offices) -> None:
    with offices.open(WIRUN) as desa:
        assert deposit(offices, desa, now=True) is None  # off until it is chosen
        with pytest.raises(titipan.TitipanTanpaKit, match="Kit Pemulihan"):
            titipan.choose_deposits(desa.database, desa.safe, aktif=True, by=OLEH, at=offices.at)
    with offices.open(TURSINO) as desa:
        titipan.choose_deposits(desa.database, desa.safe, aktif=False, by=OLEH, at=offices.at)
        assert deposit(offices, desa, days=40) is None


def test_what_hinders_a_deposit_does_not_hinder_the_kiriman(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(titipan, "LARGEST_SECTION", 1000)
    desa = Laptop(offices.folder / TURSINO)
    monkeypatch.setenv("DESA_TANGGAL", "2026-12-30")
    answer = desa.answer("kirim", "buat", "--ke", offices.stick)
    assert len(answer["data"]["berkas"]) == 1
    [said] = [one for one in answer["pesan"] if one["kode"] == "K-708"]
    assert "terlalu besar untuk dititipkan" in said["teks"]
    assert len(files_of(offices, TURSINO)) == 1
    with offices.open(TURSINO) as app, pytest.raises(titipan.TitipanTerlaluBesar):
        deposit(offices, app, now=True)


def test_a_torn_deposit_says_so_and_stays(offices: Offices) -> None:
    [kept] = files_of(offices, TURSINO)
    kept.write_bytes(kept.read_bytes()[:-40])
    with offices.open(TURSINO) as desa, pytest.raises(KeyProblem, match="berkasnya rusak"):
        titipan.fetch_deposit(desa.database, desa.laptop, desa.files, KIT, desa.safe.backups)
    assert kept.is_file()
    with offices.open(WIRUN) as desa, pytest.raises(NotFound):
        titipan.fetch_deposit(desa.database, desa.laptop, desa.files, KIT, desa.safe.backups)


def test_a_deposit_of_a_wrong_shape_is_refused_with_its_kiriman(offices: Offices) -> None:
    with offices.open(TURSINO) as desa, desa.database.read() as unit:
        [row] = archive.all_dokumen(unit, jenis="titipan")
        from desa_desktop.services import dokumen

        snapshot = dokumen.content_of(unit, archive.snapshots_of(unit, row.id)[0].digest)
    assert titipan.find_faults(snapshot) == []
    for isi in (
        {**snapshot.isi, "ukuran": -1},
        {**snapshot.isi, "laptop": "f" * 32},
        {**snapshot.isi, "lain": 1},
        {"lampiran": "x", "laptop": "y", "ukuran": 1},
    ):
        assert titipan.find_faults(replace(snapshot, isi=isi)) != []


def test_the_lists_say_where_each_copy_is(offices: Offices) -> None:
    kec = Laptop(offices.folder / KUTOARJO)
    [one] = kec.ask("cadangan", "titipan")["titipan"]
    assert (one["desa"], one["is_di_sini"], one["is_disimpan"]) == ("Tursino", True, True)
    desa = Laptop(offices.folder / TURSINO)
    assert desa.ask("cadangan", "titip") == {"aktif": True, "ukuran": None}
    assert desa.ask("cadangan", "titip", "--sekarang")["ukuran"] > 1000
    assert desa.ask("cadangan", "titip", "--berhenti")["aktif"] is False
    assert "kantor desa" in kec.refuse("cadangan", "titip", code=2)


def test_the_deposit_survives_an_undone_acceptance(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        assert deposit(offices, desa, days=31)
        [sealed] = send(offices, desa)
    receive(offices)
    with offices.open(KUTOARJO) as kec:
        exchange.undo_acceptance(kec.database, kec.laptop, kec.files, sealed.digest, by=OLEH, at=offices.at)
        [first] = titipan.show_deposits(kec.database, kec.laptop, kec.files).daftar
        assert first.is_di_sini
