"""Loss, theft, another assistant, a new root: keys end and begin, and nobody's honest work is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desa_desktop import app as office_app
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import enrolment, exchange
from desa_desktop.services.exchange import revoking
from desa_desktop.sync.certificates import NomorKunciWrong
from kiriman_offices import (
    KUTOARJO,
    OLEH,
    TURSINO,
    WIRUN,
    Offices,
    accept,
    add_plan,
    copied,
    look,
    make_offices,
    send,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kunci") / "asal"
    make_offices(folder)
    return folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return copied(template, tmp_path / "kantor")


def village_key(made: Offices, kode: str) -> str:
    with made.open(kode) as desa:
        return desa.laptop.keys.kid


def revoke(made: Offices, kid: str, alasan: str = "dicuri") -> revoking.KunciMati:
    with made.open(KUTOARJO) as kec:
        return revoking.revoke_key(kec.database, kec.laptop, kid, alasan, by=OLEH, at=made.at)


def send_a_plan(made: Offices) -> exchange.KirimanKeluar:
    with made.open(TURSINO) as desa:
        add_plan(desa, made.at)
        [sealed] = send(made, desa)
    return sealed


def test_a_stolen_laptop_is_refused_from_then_on(offices: Offices) -> None:
    gone = revoke(offices, village_key(offices, TURSINO)[:8])
    assert (gone.nama, gone.alasan) == ("Tursino", "dicuri")
    send_a_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [seen] = look(offices, kec)
        assert (seen.keadaan, seen.kode, seen.status) == ("dicabut", "E_REVOKED", "karantina")
        assert "dicuri" in seen.teks
        assert accept(offices, kec, [seen.sha256]).diterima == ()


def test_the_laptop_itself_hears_that_it_was_revoked(offices: Offices) -> None:
    revoke(offices, village_key(offices, TURSINO), "hilang")
    with offices.open(KUTOARJO) as kec, pytest.raises(NotFound):
        send(offices, kec, untuk=TURSINO)  # nobody there may open it any more
    with offices.open(KUTOARJO) as kec:
        send(offices, kec, untuk=WIRUN)
    with offices.open(WIRUN) as desa:
        accept(offices, desa, [one.sha256 for one in look(offices, desa) if one.keadaan == "sah"])
        assert enrolment.enrolment_state(desa.database, desa.laptop) == "terdaftar"


def test_honest_work_from_before_is_accepted_with_the_code_of_its_paper(offices: Offices) -> None:
    sealed = send_a_plan(offices)
    revoke(offices, village_key(offices, TURSINO))
    with offices.open(KUTOARJO) as kec:
        [seen] = look(offices, kec)
        words = (kec.database, kec.laptop, kec.files, seen.sha256)
        with pytest.raises(InvalidInput, match="tidak cocok"):
            revoking.accept_revoked(*words, "1234 5678 9012", "Dibenarkan Kades.", by=OLEH, at=offices.at)
        with pytest.raises(InvalidInput, match="alasan"):
            revoking.accept_revoked(*words, sealed.kode_lembar, " ", by=OLEH, at=offices.at)
        done = revoking.accept_revoked(
            *words, sealed.kode_lembar, "Dibenarkan Kades.", by=OLEH, at=offices.at
        )
        assert done.keadaan == "diterima"
        [row] = [one for one in exchange.inbox(kec.database) if one.sha256 == seen.sha256]
        assert "Dibenarkan Kades." in row.alasan


def test_an_ordinary_kiriman_takes_the_ordinary_way(offices: Offices) -> None:
    sealed = send_a_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [seen] = look(offices, kec)
        with pytest.raises(InvalidInput, match="cara biasa"):
            revoking.accept_revoked(
                kec.database,
                kec.laptop,
                kec.files,
                seen.sha256,
                sealed.kode_lembar,
                "Ya.",
                by=OLEH,
                at=offices.at,
            )


@pytest.mark.parametrize(
    ("kid", "alasan", "problem"),
    [("ffffffff", "hilang", NotFound), ("", "hilang", NotFound), ("desa", "bosan", InvalidInput)],
)
def test_what_cannot_be_revoked_says_why(
    offices: Offices, kid: str, alasan: str, problem: type[Exception]
) -> None:
    wanted = village_key(offices, TURSINO) if kid == "desa" else kid
    with pytest.raises(problem):
        revoke(offices, wanted, alasan)


def test_a_village_cannot_revoke_anybody(offices: Offices) -> None:
    key = village_key(offices, WIRUN)
    with offices.open(TURSINO) as desa, pytest.raises((InvalidInput, NotFound)):
        revoking.revoke_key(desa.database, desa.laptop, key, "hilang", by=OLEH, at=offices.at)


def test_the_key_in_use_is_not_revoked_from_its_own_laptop(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec, pytest.raises(InvalidInput, match="sedang dipakai"):
        revoking.revoke_key(kec.database, kec.laptop, kec.laptop.keys.kid, "diganti", by=OLEH, at=offices.at)


def test_a_new_laptop_of_the_village_goes_on_where_the_stolen_one_was(offices: Offices) -> None:
    revoke(offices, village_key(offices, TURSINO))
    with offices.open(KUTOARJO) as kec:
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    shutil.rmtree(offices.folder / TURSINO)
    from kiriman_offices import enrol

    enrol(offices, TURSINO, card)
    offices.clear_stick()
    send_a_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [seen] = look(offices, kec)
        assert seen.keadaan in ("sah", "bercabang")


def rotate(made: Offices) -> str:
    """The kecamatan's new root; returns the digits of its new card."""
    with made.open(KUTOARJO) as kec:
        office_app.replace_root(kec, made.stick, by=OLEH, at=made.at)
    with made.open(KUTOARJO) as kec:
        return enrolment.own_number(kec.database, kec.laptop).nomor


def test_after_a_new_root_each_village_types_the_new_digits_once(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec:
        before = enrolment.own_number(kec.database, kec.laptop).nomor
    offices.clear_stick()
    card = rotate(offices)
    assert card != before
    grants = offices.on_stick("T")
    assert len(grants) == 2
    mine = next(one for one in grants if TURSINO in one.name)
    with offices.open(TURSINO) as desa:
        enrolment.trust_digits(desa.database, card, by=OLEH, at=offices.at)
        enrolment.install_grant(desa.database, desa.laptop, desa.files, mine, by=OLEH, at=offices.at)
        assert enrolment.enrolment_state(desa.database, desa.laptop) == "terdaftar"
    offices.clear_stick()
    send_a_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [seen] = look(offices, kec)
        assert seen.keadaan == "sah"
        assert len(accept(offices, kec, [seen.sha256]).diterima) == 1


def test_without_the_new_digits_the_new_root_is_not_trusted(offices: Offices) -> None:
    offices.clear_stick()
    rotate(offices)
    mine = next(one for one in offices.on_stick("T") if TURSINO in one.name)
    with offices.open(TURSINO) as desa, pytest.raises(exchange.KirimanRejected) as refused:
        enrolment.install_grant(desa.database, desa.laptop, desa.files, mine, by=OLEH, at=offices.at)
    assert refused.value.kode in ("E_UNKNOWN_SENDER", "E_CERT")


def test_a_mistyped_digit_of_the_new_card_names_its_group(offices: Offices) -> None:
    card = rotate(offices)
    wrong = card.replace(card[0], str((int(card[0]) + 1) % 10), 1)
    with offices.open(TURSINO) as desa, pytest.raises(NomorKunciWrong):
        enrolment.trust_digits(desa.database, wrong, by=OLEH, at=offices.at)
