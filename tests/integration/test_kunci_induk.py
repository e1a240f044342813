"""The kecamatan's root key on its own stick: out of the laptop, back for one act, replaced when lost."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from desa_desktop import app as office_app
from desa_desktop import keys, pemulihan
from desa_desktop.services import enrolment
from desa_desktop.services.exchange import revoking
from desa_desktop.services.exchange.granting import KunciIndukDiperlukan
from desa_desktop.sync.certificates import Keys as LaptopKeys
from desa_desktop.sync.certificates import NomorKunciWrong
from kiriman_offices import KUTOARJO, OLEH, TURSINO, WIRUN, Offices, copied, make_offices
from laptop import Laptop, Said
from store_samples import CutOff

KIT = "31415 59266 53582 97934 23845 62642"
OTHER = "27183 28188 28458 90458 23532 60282"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kecamatan with a kit."""
    made = make_offices(tmp_path_factory.mktemp("akar") / "asal")
    with made.open(KUTOARJO) as kec:
        pemulihan.make_kit(kec, KIT)
    return made.folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return copied(template, tmp_path / "kantor")


@pytest.fixture
def kec(offices: Offices) -> Laptop:
    return Laptop(offices.folder / KUTOARJO)


@pytest.fixture
def safe_stick(offices: Offices) -> Path:
    stick = offices.folder / "LEMARI-BESI"
    stick.mkdir()
    return stick


def typed(laptop: Laptop, line: str, *words: object) -> Said:
    with pytest.MonkeyPatch().context() as here:
        here.setattr("sys.stdin", io.StringIO(line + "\n"))
        return laptop.run(*words)


def put_away(kec: Laptop, stick: Path) -> Path:
    return Path(kec.ask("kunci", "simpan-akar", "--ke", stick)["berkas"])


def test_the_root_leaves_the_laptop_whole_and_the_card_stays_good(
    offices: Offices, kec: Laptop, safe_stick: Path
) -> None:
    with offices.open(KUTOARJO) as app:
        before, root = enrolment.own_number(app.database, app.laptop), app.laptop.root
    assert root is not None
    file = put_away(kec, safe_stick)
    assert file.parent.name == "KUNCI-INDUK"
    assert root.age_secret.encode() not in file.read_bytes()
    with offices.open(KUTOARJO) as app:
        assert app.laptop.root is None
        assert enrolment.own_number(app.database, app.laptop) == before
        assert office_app.own_keys(app).root_seed is None
    assert not (kec.folder / keys.PREVIOUS_NAME).exists()  # its box held the root too
    assert kec.answer("kunci", "simpan-akar", "--ke", safe_stick, code=1)["pesan"][0]["kode"] == "K-312"


def test_villages_are_enrolled_and_revoked_without_the_root(
    offices: Offices, kec: Laptop, safe_stick: Path
) -> None:
    put_away(kec, safe_stick)
    with offices.open(TURSINO) as desa:
        kid = desa.laptop.keys.kid
    assert kec.ask("kunci", "cabut", kid, "--alasan", "hilang")["alasan"] == "hilang"


def test_an_assistants_laptop_is_revoked_with_the_stick_and_the_kit(
    offices: Offices, kec: Laptop, safe_stick: Path
) -> None:
    kid = second_assistant(offices)
    put_away(kec, safe_stick)
    words = ("kunci", "cabut", kid, "--alasan", "keluar")
    assert kec.answer(*words, code=12)["pesan"][0]["kode"] == "K-325"
    with_stick = (*words, "--akar", safe_stick, "--kit-stdin")
    assert "Kelompok ke-1 tidak cocok" in typed(kec, "9" + KIT[1:], *with_stick).err
    assert "bukan untuk berkas itu" in typed(kec, OTHER, *with_stick).err
    assert kec.run(*words, "--akar", safe_stick).code == 2
    done = typed(kec, KIT, *with_stick)
    assert done.code == 0, done
    with offices.open(KUTOARJO) as app:
        assert app.laptop.root is None  # it was there for this one word only
        rows = {one.kid: one.keadaan for one in enrolment.list_keys(app.database, app.laptop)}
    assert rows[kid] == "dicabut"


def second_assistant(offices: Offices) -> str:
    """A second laptop that may open the inbox, certified by the root; returns its kid."""
    from desa_desktop.store import archive
    from desa_desktop.sync import certificates
    from desa_desktop.sync.certificates import Role

    with offices.open(KUTOARJO) as app, app.database.unit() as unit:
        [top] = [certificates.read_certificate(one.teks) for one in archive.statements(unit, "akar")]
        ask = certificates.make_request_certificate(ASSISTANT, Role.KECAMATAN, "330699", "Laptop Dua")
        assert app.laptop.root is not None
        given = certificates.issue_certificate(app.laptop.root, top, ask, uid=top.uid, no=7)
        archive.put_statements(
            unit, [archive.StatementRow(given.text, given.kid, "sertifikat", offices.at, OLEH)]
        )
        unit.commit("uji", OLEH, offices.at)
    return ASSISTANT.kid


def _assistant() -> object:
    from desa_desktop.sync import certificates

    return certificates.new_keys()


ASSISTANT = _assistant()


def test_the_second_laptop_of_the_kecamatan_grants_what_the_first_enrolled(
    offices: Offices, kec: Laptop, tmp_path: Path
) -> None:
    """Its villages know no certificate of it yet: a grant proves itself by its sender and the root alone."""
    second, desa = Laptop(tmp_path / "camat"), Laptop(offices.folder / TURSINO)
    second.ask(
        "kantor", "siapkan", "--peran", "kecamatan", "--kode", KUTOARJO, "--nama", "Kutoarjo", "--tambahan"
    )
    own = second.ask("kunci", "kartu")["nomor_kunci"]
    second.ask("kunci", "percaya", "--nomor", kec.ask("kunci", "kartu")["nomor_kunci"])
    asking = second.ask("kunci", "minta", "--ke", offices.stick)["berkas"]
    granted = kec.ask("kunci", "kenalkan", asking, "--nomor", own, "--ke", offices.stick)
    second.ask("kunci", "pasang", granted["berkas"])
    villages = tmp_path / "desa.csv"
    villages.write_text(f"kode,nama\n{TURSINO},Tursino\n{WIRUN},Wirun\n")
    second.ask("data", "impor", "desa", villages)
    offices.clear_stick()
    second.ask("kunci", "minta-data", TURSINO, "--ke", offices.stick)
    [grant] = offices.on_stick("T")
    desa.ask("kunci", "pasang", grant)
    offices.clear_stick()
    turned = second.ask("kunci", "putar", "--ke", offices.stick)
    desa.ask("kunci", "percaya", "--nomor", turned["nomor_kunci"])
    [grant] = offices.on_stick(f"T-{TURSINO}")
    desa.ask("kunci", "pasang", grant)
    made = desa.ask("kirim", "buat", "--ke", offices.stick)
    assert second.ask("terima", "periksa", made["berkas"][0])["kiriman"][0]["keadaan"] == "sah"


def test_a_second_copy_may_be_written_before_the_root_leaves(kec: Laptop, safe_stick: Path) -> None:
    answer = kec.ask("kunci", "simpan-akar", "--ke", safe_stick, "--biarkan")
    assert answer["di_laptop"] is True
    put_away(kec, safe_stick)


def test_without_a_kit_the_root_stays_where_it_is(offices: Offices, safe_stick: Path) -> None:
    fresh = Laptop(offices.folder / "lain")
    fresh.ask("kantor", "siapkan", "--peran", "kecamatan", "--kode", "33.06.98", "--nama", "Purworejo")
    assert fresh.answer("kunci", "simpan-akar", "--ke", safe_stick, code=1)["pesan"][0]["kode"] == "K-707"
    assert not list(safe_stick.iterdir())


def test_the_root_of_another_kecamatan_or_an_old_one_is_refused(
    offices: Offices, kec: Laptop, safe_stick: Path
) -> None:
    old = put_away(kec, safe_stick)
    kec.ask("kunci", "putar", "--ke", offices.stick)
    said = typed(kec, KIT, "kunci", "cabut", "abcd", "--alasan", "keluar", "--akar", old, "--kit-stdin")
    assert "bukan kunci induk kecamatan ini, atau kunci yang sudah diganti" in said.err
    old.write_bytes(b"kosong")
    said = typed(kec, KIT, "kunci", "cabut", "abcd", "--alasan", "keluar", "--akar", old, "--kit-stdin")
    assert said.code == 12


def test_a_lost_root_is_replaced_by_a_new_card(offices: Offices, kec: Laptop, safe_stick: Path) -> None:
    before = kec.ask("kunci", "kartu")["nomor_kunci"]
    shutil.rmtree(put_away(kec, safe_stick).parent)
    offices.clear_stick()
    made = kec.ask("kunci", "putar", "--ke", offices.stick)
    assert made["nomor_kunci"] != before
    grant = next(one for one in offices.on_stick("T") if "Tursino" in one.name)
    with offices.open(TURSINO) as desa:
        enrolment.trust_digits(desa.database, made["nomor_kunci"], by=OLEH, at=offices.at)
        enrolment.install_grant(desa.database, desa.laptop, desa.files, grant, by=OLEH, at=offices.at)
        assert enrolment.enrolment_state(desa.database, desa.laptop) == "terdaftar"
    put_away(kec, safe_stick)  # the new one goes to its stick like the first


def test_a_new_root_brings_no_revoked_key_back_and_locks_no_honest_laptop_out(offices: Offices) -> None:
    """Wirun's laptop was enrolled by an assistant who also revoked Tursino's, and then left."""
    from desa_desktop.store import archive
    from desa_desktop.sync import certificates
    from desa_desktop.sync.certificates import Alasan, read_certificate

    second_assistant(offices)
    kids = {}
    for kode in (TURSINO, WIRUN):
        with offices.open(kode) as desa:
            kids[kode] = desa.laptop.keys.kid
    with offices.open(KUTOARJO) as app:
        with app.database.unit() as unit:
            rows = {one.kid: read_certificate(one.teks) for one in archive.statements(unit)}
            by = rows[ASSISTANT.kid]
            wirun = certificates.issue_certificate(
                ASSISTANT, by, rows[kids[WIRUN]], uid=rows[kids[WIRUN]].uid, no=1
            )
            gone = certificates.revoke(
                ASSISTANT, kids[TURSINO], Alasan.DICURI, last_no=0, no=2, pada="2026-08-12T10:15:00+07:00"
            )
            archive.put_statements(
                unit,
                [
                    archive.StatementRow(wirun.text, wirun.kid, "sertifikat", offices.at, OLEH),
                    archive.StatementRow(gone.text, gone.kid, "cabut", offices.at, OLEH),
                ],
            )
            unit.commit("uji", OLEH, offices.at)
        revoking.revoke_key(
            app.database, app.laptop, ASSISTANT.kid, "keluar", sampai=2, by=OLEH, at=offices.at
        )
        app, written = office_app.replace_root(app, offices.stick, by=OLEH, at=offices.at)
        rows_now = {one.kid: one.keadaan for one in enrolment.list_keys(app.database, app.laptop)}
    assert rows_now[kids[TURSINO]] == "dicabut"
    assert rows_now[kids[WIRUN]] == "aktif"
    assert rows_now[ASSISTANT.kid] == "dicabut"
    assert any("Wirun" in one.name for one in written)


def test_a_power_cut_while_the_root_is_replaced_leaves_the_old_root_able_to_sign(offices: Offices) -> None:
    """The secret of the new root lay in the box already, the villages were still told of the old one."""
    kid = second_assistant(offices)
    with offices.open(KUTOARJO) as app:
        before = enrolment.own_number(app.database, app.laptop)
        keep = office_app._root_keeper(app)

        def kept_and_cut(root: LaptopKeys) -> None:
            keep(root)
            raise CutOff

        with pytest.raises(CutOff):
            enrolment.replace_root(
                app.database, app.laptop, app.files, offices.stick, keep=kept_and_cut, by=OLEH, at=offices.at
            )
    with offices.open(KUTOARJO) as app:
        assert enrolment.own_number(app.database, app.laptop) == before
        assert app.laptop.root is not None
        assert app.laptop.root.kid == before.kid
        enrolment.revoke_key(app.database, app.laptop, kid, "keluar", by=OLEH, at=offices.at)
        assert {one.kid: one.keadaan for one in enrolment.list_keys(app.database, app.laptop)}[
            kid
        ] == "dicabut"
        app, written = office_app.replace_root(app, offices.stick, by=OLEH, at=offices.at)
        assert app.laptop.root is not None
        assert app.laptop.root.kid == enrolment.own_number(app.database, app.laptop).kid != before.kid
        assert len(written) == 2
        assert office_app.own_keys(app).former_root is None  # the replaced one is not kept any longer


def test_a_kecamatan_never_makes_a_second_root_by_itself(
    offices: Offices, kec: Laptop, safe_stick: Path
) -> None:
    put_away(kec, safe_stick)
    with offices.open(KUTOARJO) as app, pytest.raises(KunciIndukDiperlukan):
        pemulihan.renew_keys(app)
    with offices.open(KUTOARJO) as app:
        assert enrolment.enrolment_state(app.database, app.laptop) == "terdaftar"
        with pytest.raises(NomorKunciWrong):
            pemulihan.with_root(app, safe_stick, "1" + KIT[1:])
