"""Mode Latihan: a kecamatan of seven villages to practise on, marked everywhere, refused by real offices."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desa_desktop import app as office_app
from desa_desktop import config, latihan, paths
from desa_desktop.app import App
from desa_desktop.errors import InvalidInput
from desa_desktop.services import enrolment, exchange, printing
from desa_desktop.services import kantor as office
from desa_desktop.sync.certificates.latihan import latihan_root
from kiriman_offices import KUTOARJO, OLEH, TURSINO, Offices, look, make_offices
from laptop import Laptop


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> latihan.Latihan:
    """Both practice offices, as the program makes them."""
    places = paths.places({"DESA_DATA": str(tmp_path_factory.mktemp("latihan") / "data")})
    return latihan.prepare(latihan.folder_of(places))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    """Real offices beside them."""
    return make_offices(tmp_path_factory.mktemp("nyata") / "kantor")


@contextmanager
def opened(folder: Path) -> Iterator[App]:
    places = paths.places({"DESA_DATA": str(folder)})
    with office_app.open_app(places, config.Lingkungan()) as app:
        yield app


def test_seven_villages_two_mistakes_and_something_to_send(made: latihan.Latihan) -> None:
    with opened(made.kecamatan) as kec:
        assert len(office.villages(kec.database)) == 7
        rows = {one.pengirim.kode[-1]: one for one in exchange.inbox(kec.database)}
        assert [rows[n].status for n in "12345"] == ["diterima"] * 5
        assert (rows["6"].status, rows["6"].keadaan) == ("baru", "sah")
        assert (rows["7"].status, rows["7"].kode) == ("karantina", "E_PAYLOAD_HASH")
    with opened(made.desa) as desa:
        assert enrolment.enrolment_state(desa.database, desa.laptop) == "terdaftar"
        assert exchange.unsent_count(desa.database) > 0
    assert Laptop(made.kecamatan).ask("kompilasi", "durkp", "--tahun", 2027)["desa"]


def test_the_practice_office_says_what_it_is(made: latihan.Latihan) -> None:
    for folder in (made.desa, made.kecamatan):
        places = paths.places({"DESA_DATA": str(folder)})
        assert office_app.peek(places).is_latihan
        with opened(folder) as app:
            assert app.is_latihan


def test_every_paper_of_it_is_marked_although_nobody_says_so(
    made: latihan.Latihan, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    real_page = printing.COLLECTORS["kalender"]

    def collect(desk: printing.Meja) -> object:
        seen.append(desk.cetakan(None).is_contoh)
        return real_page(desk)

    monkeypatch.setitem(printing.COLLECTORS, "kalender", collect)  # type: ignore[arg-type]
    assert Laptop(made.desa).run("cetak", "kalender", "--ke", made.desa / "k.pdf").code == 0
    assert seen == [True]


def test_a_real_inbox_refuses_a_practice_kiriman(made: latihan.Latihan, real: Offices) -> None:
    with opened(made.desa) as desa:
        [sealed] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=desa.now())
        exchange.copy_to(
            desa.database, desa.laptop, desa.files, sealed.digest, real.stick, by=OLEH, at=desa.now()
        )
    with real.open(KUTOARJO) as kec:
        [seen] = look(real, kec)
        assert (seen.kode, seen.keadaan) == ("K-313", "latihan")
        assert seen.teks.startswith("Ini kiriman latihan dan tidak dapat diterima.")
        file = next(real.stick.rglob("D-*.kirim"))
        done = exchange.accept(kec.database, kec.laptop, kec.files, [file], by=OLEH, at=kec.now())
        assert (done.diterima, [one.kode for one in done.gagal]) == ((), ["K-313"])
        assert exchange.inbox(kec.database) == []
    assert file.is_file()  # it stays on the stick, where it is of use to somebody practising
    real.clear_stick()


def test_the_training_root_is_never_pinned_whatever_was_typed(
    made: latihan.Latihan, real: Offices, tmp_path: Path
) -> None:
    """A village that typed the digits of the practice card still does not take its grant."""
    with opened(made.kecamatan) as kec:
        assert kec.laptop.root is not None
        assert kec.laptop.root.kid == latihan_root().kid
        card = enrolment.own_number(kec.database, kec.laptop).nomor
        stick = tmp_path / "stick"
        stick.mkdir()
        with real.open(TURSINO) as desa:
            enrolment.trust_digits(desa.database, card, by=OLEH, at=real.at)
            asked = enrolment.write_request(
                desa.database, desa.laptop, desa.files, stick, by=OLEH, at=real.at
            ).berkas
            digits = enrolment.own_number(desa.database, desa.laptop).nomor
        given = enrolment.introduce(
            kec.database, kec.laptop, kec.files, asked, digits, stick, by=OLEH, at=kec.now()
        )
    with real.open(TURSINO) as desa, pytest.raises(exchange.KirimanRejected) as refused:
        enrolment.install_grant(desa.database, desa.laptop, desa.files, given.berkas, by=OLEH, at=real.at)
    assert refused.value.kode == "K-313"
    with real.open(TURSINO) as desa:
        assert enrolment.enrolment_state(desa.database, desa.laptop) == "terdaftar"  # by its own kecamatan


def test_a_practice_office_refuses_a_real_kiriman_and_keeps_its_root(
    made: latihan.Latihan, real: Offices
) -> None:
    with real.open(TURSINO) as desa:
        [sealed] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=real.at)
        exchange.copy_to(
            desa.database, desa.laptop, desa.files, sealed.digest, real.stick, by=OLEH, at=real.at
        )
    with opened(made.kecamatan) as kec:
        [seen] = exchange.look(kec.database, kec.laptop, kec.files, [real.stick], at=kec.now())
        assert seen.kode in ("E_UNKNOWN_SENDER", "E_CERT")
        with pytest.raises(InvalidInput, match="Mode Latihan"):
            office_app.replace_root(kec, real.stick, by=OLEH, at=kec.now())
    real.clear_stick()


def test_it_lies_beside_the_real_data_and_is_made_once(made: latihan.Latihan, tmp_path: Path) -> None:
    places = paths.places({"DESA_DATA": str(tmp_path / "data")})
    there = latihan.folder_of(places)
    assert places.data not in there.desa.parents
    assert not latihan.is_ready(there)
    shutil.copytree(made.desa.parent, there.desa.parent)
    before = (there.desa / "desa.db").stat().st_mtime_ns
    assert latihan.prepare(there) == there
    assert (there.desa / "desa.db").stat().st_mtime_ns == before


def test_a_folder_with_data_is_never_filled_with_the_sample(real: Offices) -> None:
    laptop = Laptop(real.folder / TURSINO)
    assert "sudah berisi data" in laptop.refuse("kantor", "contoh", code=1)
