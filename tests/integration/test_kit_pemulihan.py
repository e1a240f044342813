"""The paper in the safe: after a fire, a theft, a forgotten kata sandi the office goes on."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from desa_desktop import keys, pemulihan
from desa_desktop.errors import InvalidInput, KeyProblem
from desa_desktop.services import enrolment, upkeep
from desa_desktop.services.exchange import revoking
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
from laptop import Laptop, Said

KIT = "31415 59266 53582 97934 23845 62642"
OTHER_KIT = "27183 28188 28458 90458 23532 60282"
SANDI = "sawah hijau di kaki gunung"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enrolled offices; Tursino has a plan, a kit and a backup on its flash disk, Kutoarjo has a kit."""
    made = make_offices(tmp_path_factory.mktemp("kit") / "asal")
    with made.open(TURSINO) as desa:
        add_plan(desa, made.at)
        add_usulan(desa, "Talud RT 03", made.at)
        fresh = pemulihan.make_kit(desa, KIT).app
        upkeep.back_up(fresh.database, fresh.safe, folder=made.stick)
    with made.open(KUTOARJO) as kec:
        pemulihan.make_kit(kec, OTHER_KIT)
    return made.folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return copied(template, tmp_path / "kantor")


@pytest.fixture
def desa(offices: Offices) -> Laptop:
    return Laptop(offices.folder / TURSINO)


def typed(laptop: Laptop, lines: str, *words: object) -> Said:
    """The command with these lines on its standard input."""
    with pytest.MonkeyPatch().context() as here:
        here.setattr("sys.stdin", io.StringIO(lines))
        return laptop.run(*words)


def backup(offices: Offices) -> Path:
    return next(offices.stick.glob("*.cadangan"))


def kid_of(offices: Offices, kode: str = TURSINO) -> str:
    with offices.open(kode) as opened:
        return opened.laptop.keys.kid


def proposals(offices: Offices) -> int:
    return int(Laptop(offices.folder / TURSINO).ask("info")["jumlah"]["usulan"])


def restore(offices: Offices, *words: object, kit: str = KIT) -> Said:
    laptop = Laptop(offices.folder / TURSINO)
    return typed(laptop, kit + "\n", "cadangan", "pulihkan", backup(offices), "--kit-stdin", *words)


# ------------------------------------------------------------------ making and testing it


def test_a_kit_is_shown_once_and_written_on_a_sheet_for_the_safe(tmp_path: Path, offices: Offices) -> None:
    wirun = Laptop(offices.folder / WIRUN)
    sheet = tmp_path / "kit.pdf"
    assert "wisaya:kit" in {one["kunci"] for one in wirun.ask("tugas")["tugas"]}
    made = wirun.ask("kunci", "kit", "--ke", sheet)
    assert len(keys.typed_digits(made["angka"])) == 24
    assert sheet.read_bytes().startswith(b"%PDF")
    assert Path(made["cadangan"]).is_file()
    everything = b"".join(one.read_bytes() for one in wirun.folder.rglob("*") if one.is_file())
    assert made["angka"].encode() not in everything  # the laptop itself does not know them
    assert typed(wirun, made["angka"] + "\n", "kunci", "uji-kit", "--kit-stdin").code == 0
    assert "wisaya:kit" not in {one["kunci"] for one in wirun.ask("tugas")["tugas"]}


def test_a_second_kit_must_be_wanted_because_it_makes_the_paper_worthless(desa: Laptop) -> None:
    assert "sudah pernah dibuat" in desa.refuse("kunci", "kit", code=1)
    assert typed(desa, KIT + "\n", "kunci", "uji-kit", "--kit-stdin").code == 0
    fresh = desa.ask("kunci", "kit", "--ganti")["angka"]
    assert typed(desa, KIT + "\n", "kunci", "uji-kit", "--kit-stdin").code == 12
    assert typed(desa, fresh + "\n", "kunci", "uji-kit", "--kit-stdin").code == 0


def test_two_laptops_of_a_village_may_share_the_digits(offices: Offices) -> None:
    other = Laptop(offices.folder / WIRUN)
    said = typed(other, KIT + "\n", "kunci", "kit", "--kit-stdin")
    assert said.code == 0, said
    assert typed(other, KIT + "\n", "kunci", "uji-kit", "--kit-stdin").code == 0


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (KIT.replace("53582", "53583"), "Kelompok ke-3 tidak cocok. Bacakan ulang."),
        (" ".join([*KIT.split()[1:], KIT.split()[0]]), "Kelompok ke-1 tidak cocok. Bacakan ulang."),
        (KIT[:20], "Nomor Kit Pemulihan terdiri dari 30 angka."),
        ("robek", "Nomor Kit Pemulihan terdiri dari 30 angka."),
        (OTHER_KIT, "bukan untuk data ini"),
    ],
)
def test_torn_or_foreign_digits_name_what_is_wrong_and_change_nothing(
    desa: Laptop, offices: Offices, lines: str, sentence: str
) -> None:
    before = desa.content()
    said = typed(desa, lines + "\n", "kunci", "uji-kit", "--kit-stdin")
    assert said.code != 0
    assert sentence in said.err
    assert desa.content() == before
    new = Laptop(offices.folder / "baru")
    said = typed(new, lines + "\n", "cadangan", "pulihkan", backup(offices), "--kit-stdin")
    assert said.code != 0
    assert sentence in said.err
    assert not new.folder.exists()


def test_a_laptop_without_a_kit_says_where_to_make_one(offices: Offices) -> None:
    wirun = Laptop(offices.folder / WIRUN)
    assert "Kit Pemulihan belum dibuat" in typed(wirun, KIT + "\n", "kunci", "uji-kit", "--kit-stdin").err
    assert "masukan" in wirun.run("kunci", "uji-kit", "--help").out
    assert wirun.run("kunci", "uji-kit").code == 2


def test_a_forgotten_kata_sandi_is_replaced_with_the_kit(desa: Laptop) -> None:
    from desa_desktop.app import set_password

    assert "tidak memakai kata sandi" in typed(desa, "baru sekali ini\n" + KIT + "\n", *BUKA).err
    with Offices(desa.folder.parent).open(TURSINO) as opened:
        set_password(opened, SANDI)
    assert desa.answer("info", code=12)["pesan"][0]["kode"] == "K-241"
    assert typed(desa, "baru sekali ini\n" + OTHER_KIT + "\n", *BUKA).code == 12
    assert typed(desa, "pendek\n" + KIT + "\n", *BUKA).code == 2
    assert typed(desa, "baru sekali ini\n" + KIT + "\n", *BUKA).code == 0
    assert typed(desa, "baru sekali ini\n", "info", "--sandi-stdin").code == 0
    assert typed(desa, SANDI + "\n", "info", "--sandi-stdin").code == 12


BUKA = ("kunci", "buka", "--sandi-stdin", "--kit-stdin")


# ------------------------------------------------------------------ fire


def test_after_a_fire_the_new_laptop_is_the_old_one_with_a_new_numbering(offices: Offices) -> None:
    old, count = kid_of(offices), proposals(offices)
    shutil.rmtree(offices.folder / TURSINO)
    said = restore(offices)
    assert said.code == 0, said
    assert "Nomor kiriman mulai dari 1 lagi." in said.out
    assert (kid_of(offices), proposals(offices)) == (old, count)
    with offices.open(TURSINO) as opened:
        assert enrolment.enrolment_state(opened.database, opened.laptop) == "terdaftar"
        pemulihan.check_kit(opened, KIT)  # the paper goes on being good
        [sealed] = send(offices, opened)
        assert sealed.seq == 1
    with offices.open(KUTOARJO) as kec:
        [seen] = look(offices, kec)
        assert seen.keadaan in ("sah", "laptop_dipulihkan")
        assert accept(offices, kec, [seen.sha256], confirmed=[seen.sha256]).gagal == ()


def test_the_kecamatan_is_asked_once_whether_the_village_restored(offices: Offices) -> None:
    with offices.open(TURSINO) as opened:
        send(offices, opened)
    with offices.open(KUTOARJO) as kec:
        accept(offices, kec, [one.sha256 for one in look(offices, kec)])
    saved = backup(offices)
    saved.rename(offices.folder / saved.name)
    offices.clear_stick()
    (offices.folder / saved.name).rename(saved)
    shutil.rmtree(offices.folder / TURSINO)
    assert restore(offices).code == 0
    with offices.open(TURSINO) as opened:
        send(offices, opened)
    with offices.open(KUTOARJO) as kec:
        [seen] = look(offices, kec)
        assert seen.kode == "D_NEW_INCARNATION"
        assert "dipulihkan atau dipasang ulang. Apakah desa membenarkan?" in seen.teks
        accept(offices, kec, [seen.sha256], confirmed=[seen.sha256])
    with offices.open(TURSINO) as opened:
        send(offices, opened)
    with offices.open(KUTOARJO) as kec:
        assert "laptop_dipulihkan" not in {one.keadaan for one in look(offices, kec)}


def test_a_kata_sandi_opens_the_backup_on_a_new_laptop_too_and_stays(offices: Offices) -> None:
    from desa_desktop.app import set_password

    old = kid_of(offices)
    backup(offices).unlink()
    with offices.open(TURSINO) as opened:
        fresh = set_password(opened, SANDI)
        upkeep.back_up(fresh.database, fresh.safe, folder=offices.stick)
    shutil.rmtree(offices.folder / TURSINO)
    laptop = Laptop(offices.folder / TURSINO)
    assert typed(laptop, SANDI + "\n", "cadangan", "pulihkan", backup(offices), "--sandi-stdin").code == 0
    assert laptop.answer("info", code=12)["pesan"][0]["kode"] == "K-241"
    with pytest.MonkeyPatch().context() as here:
        here.setenv("DESA_SANDI", SANDI)
        assert laptop.ask("kunci", "kartu")["kid"] == old


# ------------------------------------------------------------------ theft


def test_after_a_theft_the_new_laptop_has_a_new_key_and_the_old_one_is_revoked(offices: Offices) -> None:
    old, count = kid_of(offices), proposals(offices)
    stolen = offices.folder / "dicuri"
    (offices.folder / TURSINO).rename(stolen)
    assert restore(offices, "--kunci-baru").code == 0
    assert kid_of(offices) != old
    assert proposals(offices) == count
    with offices.open(TURSINO) as opened:
        assert enrolment.enrolment_state(opened.database, opened.laptop) == "belum_minta"
        pemulihan.check_kit(opened, KIT)
    with offices.open(KUTOARJO) as kec:
        revoking.revoke_key(kec.database, kec.laptop, old, "dicuri", by=OLEH, at=offices.at)
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    enrol(offices, TURSINO, card)
    offices.clear_stick()
    with offices.open(TURSINO) as opened:
        send(offices, opened)
    with offices.open(KUTOARJO) as kec:
        [seen] = look(offices, kec)
        assert accept(offices, kec, [seen.sha256], confirmed=[seen.sha256]).gagal == ()
    offices.clear_stick()
    (offices.folder / TURSINO).rename(offices.folder / "baru")
    stolen.rename(offices.folder / TURSINO)
    with offices.open(TURSINO) as thief:
        send(offices, thief)
    with offices.open(KUTOARJO) as kec:
        [seen] = look(offices, kec)
        assert (seen.kode, seen.status) == ("E_REVOKED", "karantina")


def test_a_laptop_whose_key_leaked_gets_a_new_one_and_keeps_its_data(offices: Offices) -> None:
    desa, old = Laptop(offices.folder / TURSINO), kid_of(offices)
    count = proposals(offices)
    made = desa.ask("kunci", "baru")
    assert made["kid_lama"] == old != made["kid"]
    assert made["keadaan"] == "belum_minta"
    assert proposals(offices) == count
    assert typed(desa, KIT + "\n", "kunci", "uji-kit", "--kit-stdin").code == 0


def test_a_kecamatan_whose_laptop_was_stolen_certifies_its_new_one_itself(offices: Offices) -> None:
    old = kid_of(offices, KUTOARJO)
    with offices.open(KUTOARJO) as kec:
        before = enrolment.own_number(kec.database, kec.laptop)
        made = upkeep.back_up(kec.database, kec.safe, folder=offices.folder)
    shutil.rmtree(offices.folder / KUTOARJO)
    laptop = Laptop(offices.folder / KUTOARJO)
    words = ("cadangan", "pulihkan", made.path, "--kit-stdin", "--kunci-baru")
    said = typed(laptop, OTHER_KIT + "\n", *words)
    assert said.code == 0, said
    with offices.open(KUTOARJO) as kec:
        assert kec.laptop.keys.kid != old
        assert enrolment.own_number(kec.database, kec.laptop) == before  # the villages' card stays good
        assert enrolment.enrolment_state(kec.database, kec.laptop) == "terdaftar"
        revoking.revoke_key(kec.database, kec.laptop, old, "dicuri", by=OLEH, at=offices.at)
        rows = {one.kid: one.keadaan for one in enrolment.list_keys(kec.database, kec.laptop)}
        assert rows[old] == "dicabut"
        assert sum(one == "aktif" for one in rows.values()) == 3  # its own, and both villages


# ------------------------------------------------------------------ what a restore must not do


def test_a_restore_brings_no_revoked_key_back(offices: Offices) -> None:
    old = kid_of(offices)
    with offices.open(KUTOARJO) as kec:
        made = upkeep.back_up(kec.database, kec.safe)
        revoking.revoke_key(kec.database, kec.laptop, old, "dicuri", by=OLEH, at=offices.at)
    Laptop(offices.folder / KUTOARJO).ask("cadangan", "pulihkan", made.path)
    with offices.open(KUTOARJO) as kec:
        rows = {one.kid: one.keadaan for one in enrolment.list_keys(kec.database, kec.laptop)}
    assert rows[old] == "dicabut"


def test_a_lost_key_file_comes_back_from_the_kit_and_nothing_typed_since_is_lost(offices: Offices) -> None:
    desa, old = Laptop(offices.folder / TURSINO), kid_of(offices)
    desa.ask("data", "impor", "usulan", _proposals(offices.folder))
    (desa.folder / keys.KEY_NAME).write_bytes(b"\0" * 400)
    (desa.folder / keys.PREVIOUS_NAME).unlink(missing_ok=True)
    said = restore(offices)
    assert said.code == 0, said
    assert kid_of(offices) == old
    assert "1 usulan yang dibuat setelah cadangan ini tidak ada di dalamnya." in said.out
    saved = max((desa.folder / "Cadangan").glob("*-pulih.cadangan"))
    desa.ask("cadangan", "pulihkan", saved)
    assert proposals(offices) == 2


def _proposals(folder: Path) -> Path:
    path = folder / "usulan.csv"
    path.write_text("Uraian,Dusun,Pengusul\nJembatan gantung,Krajan,Warga\n", encoding="utf-8")
    return path


def test_data_that_no_key_opens_is_set_aside_not_deleted(offices: Offices) -> None:
    desa = offices.folder / TURSINO
    (desa / keys.KEY_NAME).unlink()
    (desa / keys.PREVIOUS_NAME).unlink(missing_ok=True)
    (desa / "desa.db").write_bytes(b"x" * 9000)
    said = restore(offices)
    assert said.code == 0, said
    assert b"x" * 9000 in [one.read_bytes() for one in desa.glob("sebelum-pulih-*/desa.db")]


def test_a_damaged_backup_leaves_no_half_made_office(offices: Offices) -> None:
    shutil.rmtree(offices.folder / TURSINO)
    content = bytearray(backup(offices).read_bytes())
    content[-3000] ^= 1
    backup(offices).write_bytes(bytes(content))
    assert restore(offices).code == 5
    assert not (offices.folder / TURSINO).exists()


def test_an_office_that_is_in_use_is_never_taken_over(offices: Offices) -> None:
    with offices.open(WIRUN) as wirun, pytest.raises(InvalidInput, match="sudah dipakai"):
        pemulihan.restore_into_new(wirun, backup(offices), kit=KIT)


def test_the_same_digits_of_another_office_open_nothing(offices: Offices) -> None:
    with offices.open(WIRUN) as wirun:
        made = pemulihan.make_kit(wirun, KIT).cadangan
    file = keys.key_file_of(made.header.doors)
    stranger = keys.KeyFile(file.key_id, ({**file.slot("pemulihan"), "kode": TURSINO},), file.box)
    with pytest.raises(KeyProblem, match="bukan untuk data ini"):
        keys.data_key_with_recovery(stranger, KIT)
