"""Rows of kiriman-format.md 17 about keys and loss, each with its behaviour and its whole sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desa_desktop.services import enrolment, kantor
from desa_desktop.services.exchange import revoking
from kiriman_offices import (
    KUTOARJO,
    OLEH,
    TURSINO,
    VILLAGES,
    WIRUN,
    Offices,
    accept,
    add_plan,
    copied,
    look,
    make_offices,
    send,
)
from laptop import Laptop


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_offices(tmp_path_factory.mktemp("baris") / "asal")
    return made.folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return copied(template, tmp_path / "kantor")


def test_row_20_a_revoked_key_is_kept_for_a_person(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        kid = desa.laptop.keys.kid
        add_plan(desa, offices.at)
        send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        revoking.revoke_key(kec.database, kec.laptop, kid, "dicuri", by=OLEH, at=offices.at)
        [seen] = look(offices, kec)
    words = "Kunci laptop ini sudah dicabut (dicuri). Kiriman ditahan untuk diperiksa bersama desa."
    assert (seen.kode, seen.status, seen.teks) == ("E_REVOKED", "karantina", words)


def test_row_21_an_old_list_played_again_takes_nothing_away(offices: Offices) -> None:
    """The feedback of before the revocation arrives after it: Wirun goes on knowing Tursino's key is gone."""
    with offices.open(TURSINO) as desa:
        kid = desa.laptop.keys.kid
    with offices.open(KUTOARJO) as kec:
        [old] = send(offices, kec, untuk=WIRUN, lengkap=True)
        early = next(offices.stick.rglob(old.nama_berkas)).read_bytes()
        revoking.revoke_key(kec.database, kec.laptop, kid, "hilang", by=OLEH, at=offices.at)
        offices.clear_stick()
        send(offices, kec, untuk=WIRUN, lengkap=True)
    with offices.open(WIRUN) as desa:
        accept(offices, desa, [one.sha256 for one in look(offices, desa)])
        (offices.stick / old.nama_berkas).write_bytes(early)
        late = [one for one in look(offices, desa) if one.seq == old.seq]
        accept(offices, desa, [one.sha256 for one in late])
        rows = {one.kid: one.keadaan for one in enrolment.list_keys(desa.database, desa.laptop)}
    assert rows[kid] == "dicabut"


def test_row_39_a_forged_answer_of_the_kecamatan_is_named_as_such(offices: Offices, tmp_path: Path) -> None:
    """Somebody with a root of his own writes to Tursino under the code of its kecamatan."""
    forger = Offices(tmp_path / "palsu", hari=5000)
    forger.stick.mkdir(parents=True)
    with offices.open(TURSINO) as desa:
        asked = enrolment.write_request(
            desa.database, desa.laptop, desa.files, forger.stick, by=OLEH, at=offices.at
        ).berkas
        digits = enrolment.own_number(desa.database, desa.laptop).nomor
    with forger.open(KUTOARJO) as kec:
        kantor.set_villages(kec.database, list(VILLAGES.items()), by=OLEH, at=forger.at)
        enrolment.introduce(
            kec.database, kec.laptop, kec.files, asked, digits, forger.stick, by=OLEH, at=forger.at
        )
        send(forger, kec, untuk=TURSINO)
    [file] = forger.stick.rglob("[UR]-*.kirim")
    with offices.open(TURSINO) as desa:
        [seen] = look(offices, desa, [file])
        assert seen.kode == "E_UNKNOWN_SENDER"
        assert seen.teks == "Umpan balik ini BUKAN dari kecamatan Anda. Jangan diikuti."
        assert accept(offices, desa, [seen.sha256]).diterima == ()


def test_row_41_an_older_database_begins_a_new_numbering_and_says_so_once(offices: Offices) -> None:
    desa = offices.folder / TURSINO
    shutil.copy(desa / "desa.db", offices.folder / "lama.db")
    with offices.open(TURSINO) as app:
        add_plan(app, offices.at)
        assert send(offices, app)[0].seq == 1
        assert send(offices, app, lengkap=True)[0].seq == 2
    shutil.copy(offices.folder / "lama.db", desa / "desa.db")
    words = (
        "Basis data ini lebih lama dari yang terakhir dipakai. Aplikasi memulai penomoran baru agar data "
        "tidak tertukar."
    )
    answer = Laptop(desa).answer("info")
    assert [(one["kode"], one["teks"]) for one in answer["pesan"]] == [("D_ROLLBACK_LOCAL", words)]
    assert Laptop(desa).answer("info")["pesan"] == []
    with offices.open(TURSINO) as app:
        add_plan(app, offices.at)
        assert send(offices, app)[0].seq == 1  # of a new chain: no number is used twice


def test_row_41_the_window_says_it_too(offices: Offices) -> None:
    desa = offices.folder / TURSINO
    (desa / "instalasi.json").unlink()
    with offices.open(TURSINO) as app:
        [said] = app.reports
    assert said.startswith("Folder data ini disalin atau dipindahkan dari laptop lain.")


def test_a_copied_folder_asks_until_it_is_said_what_happened_and_a_trial_copy_sends_nothing(
    offices: Offices,
) -> None:
    folder = offices.folder / TURSINO
    desa = Laptop(folder)
    assert desa.ask("kantor", "laptop") == {"asal": "tetap"}
    with offices.open(TURSINO) as app:
        assert send(offices, app)[0].seq == 1
    (folder / "instalasi.json").unlink()
    assert desa.ask("kantor", "laptop") == {"asal": "tanya"}
    assert desa.ask("kantor", "laptop") == {"asal": "tanya"}  # the start after it asks as well
    assert desa.ask("kantor", "laptop", "--salinan") == {"asal": "salinan"}
    before = desa.content()
    said = desa.answer("kirim", "buat", "--ke", offices.stick, code=1)
    assert said["pesan"][0]["kode"] == "K-216"
    desa.answer("kantor", "laptop", "--diganti", "--salinan", code=2)
    with offices.open(TURSINO) as app:
        assert enrolment.enrolment_state(app.database, app.laptop) == "salinan"
        assert app.reports == ("Folder ini salinan untuk coba-coba: kiriman tidak dibuat di sini.",)
    assert desa.content() == before
    assert desa.ask("kantor", "laptop", "--diganti") == {"asal": "diganti"}
    assert desa.ask("kirim", "buat", "--ke", offices.stick)["seq"] == 1  # of a new chain, as always


def test_a_copy_on_the_same_machine_that_takes_over_never_uses_a_number_of_the_first(
    offices: Offices,
) -> None:
    first, second = Laptop(offices.folder / TURSINO), Laptop(offices.folder / "salinan")
    first.ask("kirim", "buat", "--ke", offices.stick)
    shutil.copytree(first.folder, second.folder)
    assert second.ask("kantor", "laptop") == {"asal": "tetap"}, "nothing shows that it is a copy"
    assert second.ask("kantor", "laptop", "--diganti") == {"asal": "diganti"}
    made = second.ask("kirim", "buat", "--ke", offices.stick)
    assert made["seq"] == 1, "of a new chain"
    assert second.ask("kantor", "laptop", "--diganti") == {"asal": "diganti"}
    assert second.ask("kirim", "buat", "--ke", offices.stick, "--lengkap")["seq"] == 2
    kecamatan = Laptop(offices.folder / KUTOARJO)
    [seen] = kecamatan.ask("terima", "periksa", made["berkas"][0])["kiriman"]
    assert seen["kode"] == "D_OK"  # the first that comes from this laptop
    assert first.ask("kirim", "buat", "--ke", offices.stick, "--lengkap")["seq"] == 2


def test_a_copy_that_makes_keys_of_its_own_is_a_laptop_like_any_other(offices: Offices) -> None:
    folder = offices.folder / TURSINO
    desa = Laptop(folder)
    (folder / "instalasi.json").unlink()
    desa.ask("kantor", "laptop", "--salinan")
    desa.ask("kunci", "baru")
    assert desa.ask("kantor", "laptop") == {"asal": "tetap"}
    with offices.open(TURSINO) as app:
        assert enrolment.enrolment_state(app.database, app.laptop) == "belum_minta"


def test_a_lost_stick_is_logged_with_what_was_on_it_and_what_the_law_asks(offices: Offices) -> None:
    """10.3: nothing to revoke, the content is encrypted."""
    desa = Laptop(offices.folder / TURSINO)
    with offices.open(TURSINO) as app:
        add_plan(app, offices.at)
        send(offices, app)
    [stick] = [
        one
        for one in desa.ask("kirim", "flashdisk-hilang")["flashdisk"]
        if one["kunci"] == str(offices.stick)
    ]
    assert stick["kali"] == 1
    lost = desa.ask("kirim", "flashdisk-hilang", offices.stick)
    assert lost["dokumen"] == {"angka-pokok": 1, "durkp": 1, "profil": 1, "rkp-desa": 1}
    assert lost["ada_penduduk"] is False
    assert "Isi kiriman disandikan." in lost["langkah"][0]
    assert any("paling lambat 3 x 24 jam (UU 27/2022 pasal 46)" in one for one in lost["langkah"])
    assert all(one["baik"] for one in desa.ask("periksa")["hasil"])
    with offices.open(TURSINO) as app, app.database.read() as unit:
        row = unit.connection.exec_driver_sql("SELECT baris_id FROM audit WHERE tindakan = 'hilang'")
        assert row.fetchall() == [("flashdisk",)]
    assert "tidak ditemukan" in desa.refuse("kirim", "flashdisk-hilang", "MERAH", code=1)
