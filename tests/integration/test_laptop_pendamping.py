"""An assistant's laptop for visits: enrolled by the kecamatan, fed by it, and never more than a reader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import office
from desa_desktop.app import App
from desa_desktop.domain.kantor import DesaBinaan, Peran
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.telaah import HasilTelaah
from desa_desktop.errors import InvalidInput
from desa_desktop.services import enrolment, exchange, flashdisk, kantor, kecamatan
from desa_desktop.store import archive
from desa_desktop.sync.names import TO_KECAMATAN
from dua_laptop import take_all
from kiriman_offices import (
    KUTOARJO,
    OLEH,
    TURSINO,
    VILLAGES,
    Offices,
    accept,
    add_plan,
    enrol,
    look,
    send,
)

PENDAMPING = "pendamping"


@contextmanager
def pendamping(made: Offices) -> Iterator[App]:
    folder = made.folder / PENDAMPING
    with office.open_second(folder, Peran.PENDAMPING, kode=KUTOARJO, nama="Kutoarjo", at=made.at) as app:
        yield app


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kecamatan has accepted a village's plan before it enrols the assistant's laptop."""
    made = Offices(tmp_path_factory.mktemp("pendamping") / "asal")
    made.stick.mkdir(parents=True)
    with made.open(KUTOARJO) as kec:
        kantor.set_villages(kec.database, list(VILLAGES.items()), by=OLEH, at=made.at)
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    enrol(made, TURSINO, card)
    made.clear_stick()
    with made.open(TURSINO) as desa:
        add_plan(desa, made.at)
        send(made, desa)
    with made.open(KUTOARJO) as kec:
        assert take_all(made, kec).gagal == ()
    made.clear_stick()
    with pendamping(made) as app:
        enrolment.trust_digits(app.database, card, by=OLEH, at=made.at)
        enrolment.write_request(app.database, app.laptop, app.files, made.stick, by=OLEH, at=made.at)
        digits = enrolment.own_number(app.database, app.laptop).nomor
    [request] = made.on_stick("M")
    with made.open(KUTOARJO) as kec:
        enrolment.introduce(
            kec.database, kec.laptop, kec.files, request, digits, made.stick, by=OLEH, at=made.at
        )
    return made.folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    shutil.copytree(template, tmp_path / "kantor")
    made = Offices(tmp_path / "kantor", hari=5000)
    [grant] = made.on_stick("T")
    with pendamping(made) as app:
        [stick] = flashdisk.list_flashdisk(app.files.fs, [made.stick], Peran.PENDAMPING)
        assert stick.kiriman == (grant,)
        enrolment.install_grant(app.database, app.laptop, app.files, grant, by=OLEH, at=made.at)
        assert enrolment.enrolment_state(app.database, app.laptop) == "terdaftar"
    made.clear_stick()
    return made


def fed(made: Offices) -> None:
    """The kecamatan writes for its other laptops, and the assistant takes it in."""
    with made.open(KUTOARJO) as kec:
        send(made, kec, untuk=exchange.LAPTOP)
    with pendamping(made) as app:
        assert take_all(made, app).gagal == ()


def test_the_assistant_reads_the_plans_of_villages_that_its_kecamatan_passed_on(offices: Offices) -> None:
    fed(offices)
    [path] = offices.on_stick("P")
    assert path.parent.name == TO_KECAMATAN
    with pendamping(offices) as app:
        with app.database.read() as unit:
            [plan] = [one for one in unit.select(RkpDesa) if one.kegiatan]
            assert len(plan.kegiatan) == 3
            assert [one.nama for one in unit.select(DesaBinaan)] == ["Tursino"]
        [row] = kecamatan.review_list(app.database, office.TAHUN, ["rkp-desa"])
        assert row.desa == "Tursino"
        with pytest.raises(InvalidInput, match="Telaah ditulis di laptop kecamatan"):
            kecamatan.finish_review(
                app.database, plan.id, HasilTelaah.SESUAI, kid=app.laptop.keys.kid, by=OLEH, at=offices.at
            )


def test_what_the_assistant_holds_is_told_to_the_kecamatan_and_not_written_again(offices: Offices) -> None:
    fed(offices)
    offices.clear_stick()
    with pendamping(offices) as app:
        [told] = send(offices, app)  # its usual addressee is the kecamatan
        assert (told.jenis, told.dokumen) == ("peer", ())
        assert not exchange.has_other_laptops(app.database, app.laptop)
    with offices.open(KUTOARJO) as kec:
        [stick] = flashdisk.list_flashdisk(kec.files.fs, [offices.stick], Peran.KECAMATAN)
        assert len(stick.kiriman) == 1
        assert take_all(offices, kec).gagal == ()
        plan = exchange.what_travels(
            kec.database, kec.laptop, kec.files, untuk=exchange.LAPTOP, at=offices.at
        )
        assert {one.sebab for one in plan.baris} == {"lengkap"}


def test_a_kiriman_of_a_village_is_not_for_the_assistant(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        send(offices, desa)
    with pendamping(offices) as app:
        [seen] = look(offices, app)
        assert (seen.kode, seen.tempat) == ("E_NOT_FOR_US", "")


def test_a_revoked_assistant_is_written_to_no_more(offices: Offices) -> None:
    fed(offices)
    with offices.open(KUTOARJO) as kec:
        [key] = [one for one in enrolment.list_keys(kec.database, kec.laptop) if one.peran == PENDAMPING]
        enrolment.revoke_key(kec.database, kec.laptop, key.kid, "hilang", by=OLEH, at=offices.at)
        assert not exchange.has_other_laptops(kec.database, kec.laptop)
    with pendamping(offices) as app:
        send(offices, app)
    with offices.open(KUTOARJO) as kec:
        [late] = [one for one in look(offices, kec, offices.on_stick("P")) if one.pengirim.kid == key.kid]
        assert late.kode == "E_REVOKED"
        assert accept(offices, kec, [late.sha256]).gagal[0].kode == "E_REVOKED"
        with kec.database.read() as unit:
            assert not [one for one in archive.ledger(unit) if one.kid == key.kid]
