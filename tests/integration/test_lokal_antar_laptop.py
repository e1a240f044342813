"""What never leaves the village goes from the secretary's laptop to the operator's, and nowhere else."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

import office
from builders import keluarga, penduduk
from desa_desktop.app import App
from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.domain.rkp import AnggotaTim, RkpDesa
from desa_desktop.services import dokumen, editing, exchange, foto_penduduk, isian, rkp
from desa_desktop.services import penduduk as residents
from desa_desktop.services.exchange import forks, merging, register_lokal
from desa_desktop.store import archive
from dua_laptop import OPERATOR, SEKDES, Laptops, make_laptops, meet, take_all, to_other_laptop
from kiriman_offices import KUTOARJO, OLEH, add_plan, look, send, uid

TELEPON = "0812 0000 4410"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lokal")
    made = make_laptops(folder / "asal")
    meet(made)
    with made.at_laptop(SEKDES) as app:
        for fork in forks.list_forks(app.database, app.laptop, at=made.at):
            ids = [one.id for one in fork.selisih]
            if ids:
                merging.decide(app.database, app.laptop, ids, "a", by=OLEH, at=made.at)
            merging.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=made.at)
        to_other_laptop(made, app)
    with made.at_laptop(OPERATOR) as app:
        take_all(made, app)
    made.clear_stick()
    return folder / "asal"


@pytest.fixture
def laptops(template: Path, tmp_path: Path) -> Laptops:
    shutil.copytree(template, tmp_path / "kantor")
    return Laptops(tmp_path / "kantor", hari=5000)


def officer(app: App) -> Perangkat:
    with app.database.read() as unit:
        return unit.get(Desa, uid("3306992001")).perangkat[0]


def carry(made: Laptops, from_laptop: str, to: str) -> None:
    made.clear_stick()
    with made.at_laptop(from_laptop) as app:
        to_other_laptop(made, app)
    with made.at_laptop(to) as app:
        take_all(made, app)


def test_a_telephone_number_reaches_the_other_laptop_and_not_the_kecamatan(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        who = officer(app)
        editing.change(app.database, Perangkat, who.id, {"kontak": TELEPON}, by=OLEH, at=laptops.at)
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(OPERATOR) as app:
        assert officer(app).kontak == TELEPON
    laptops.clear_stick()
    with laptops.at_laptop(SEKDES) as app:
        [sealed] = exchange.seal(app.database, app.laptop, app.files, by=OLEH, at=laptops.at)
        assert not [one for one in sealed.dokumen if one.jenis.endswith("-lokal")]
        exchange.copy_to(
            app.database, app.laptop, app.files, sealed.digest, laptops.stick, by=OLEH, at=laptops.at
        )
    with laptops.open(KUTOARJO) as kec:
        [seen] = look(laptops, kec)
        assert seen.keadaan == "sah"
        take_all(laptops, kec)
        with kec.database.read() as unit:
            assert not [one for one in dokumen.all_shelves(unit) if one == UUID(int=0)]
            assert [one.kontak for one in unit.get(Desa, uid("3306992001")).perangkat if one.kontak] == []
        found = dokumen.list_dokumen(kec.database)
        assert not [one for one in found if one.jenis.endswith("-lokal")]


def test_a_number_taken_away_is_taken_away_there_too(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        who = officer(app)
        editing.change(app.database, Perangkat, who.id, {"kontak": TELEPON}, by=OLEH, at=laptops.at)
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(OPERATOR) as app:
        editing.change(app.database, Perangkat, who.id, {"kontak": ""}, by=OLEH, at=laptops.at)
    carry(laptops, OPERATOR, SEKDES)
    with laptops.at_laptop(SEKDES) as app:
        assert officer(app).kontak == ""


def test_two_numbers_for_one_officer_are_a_question(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        who = officer(app)
    for name, number in ((SEKDES, "0811"), (OPERATOR, "0822")):
        with laptops.at_laptop(name) as app:
            editing.change(app.database, Perangkat, who.id, {"kontak": number}, by=OLEH, at=laptops.at)
    meet(laptops)
    with laptops.at_laptop(SEKDES) as app:
        [fork] = forks.list_forks(app.database, app.laptop, at=laptops.at)
        assert fork.judul == "Profil Desa (tetap di kantor ini)"
        [asked] = fork.selisih
        assert {asked.a, asked.b} == {"0811", "0822"}
        side = "a" if asked.a == "0822" else "b"
        merging.decide(app.database, app.laptop, [asked.id], side, by=OLEH, at=laptops.at)
        merging.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=laptops.at)
        assert officer(app).kontak == "0822"


def test_the_birthday_of_a_team_member_goes_along_with_the_plan(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        add_plan(app, laptops.at)
        plan = rkp.rkp_key(app.database, office.TAHUN)
        values = {
            "nama": "Siti Aminah",
            "jk": "P",
            "tempat_lahir": "Purworejo",
            "tanggal_lahir": date(1980, 4, 21),
        }
        editing.add_row(app.database, AnggotaTim, plan, values, by=OLEH, at=laptops.at)
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(OPERATOR) as app, app.database.read() as unit:
        [member] = unit.get(RkpDesa, plan).tim
        assert (member.nama, member.tempat_lahir, member.tanggal_lahir) == (
            "Siti Aminah", "Purworejo", date(1980, 4, 21),
        )  # fmt: skip


def test_a_form_about_a_family_is_filled_in_on_both_laptops(laptops: Laptops) -> None:
    home = keluarga()
    with laptops.at_laptop(SEKDES) as app:
        residents.add_keluarga(app.database, home, [penduduk(nama="SUTRISNO HADI")], by=OLEH, at=laptops.at)
        form = isian.open_isian(
            app.database, app.templates, "ddk-keluarga", "2026", by=OLEH, at=laptops.at, keluarga=home.id
        )
        isian.answer(app.database, app.templates, form, {"bulan": 7}, by=OLEH, at=laptops.at)
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(OPERATOR) as app:
        with app.database.read() as unit:
            there = unit.get(Isian, form)
            assert there.keluarga_id == home.id
            assert {one.kode: one.nilai for one in there.jawaban}["bulan"] == 7
        isian.answer(app.database, app.templates, form, {"bulan": 9}, by=OLEH, at=laptops.at)
    carry(laptops, OPERATOR, SEKDES)
    with laptops.at_laptop(SEKDES) as app, app.database.read() as unit:
        assert {one.kode: one.nilai for one in unit.get(Isian, form).jawaban}["bulan"] == 9


def test_nothing_new_makes_no_new_state(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        who = officer(app)
        editing.change(app.database, Perangkat, who.id, {"kontak": TELEPON}, by=OLEH, at=laptops.at)
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(SEKDES) as app:
        before = {one.id: one.digest for one in dokumen.list_dokumen(app.database)}
        to_other_laptop(laptops, app)
        assert {one.id: one.digest for one in dokumen.list_dokumen(app.database)} == before


def picture(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (48, 64), colour).save(target, "PNG")
    return target.getvalue()


def test_photos_and_contacts_of_residents_are_on_both_laptops_and_nowhere_else(laptops: Laptops) -> None:
    who, other = penduduk(nama="SUTRISNO HADI"), penduduk(nama="MA'RUFAH", shdk=3)
    with laptops.at_laptop(SEKDES) as app:
        residents.add_keluarga(
            app.database, keluarga(catatan="Rumah menghadap timur"), [who, other], by=OLEH, at=laptops.at
        )
        at = laptops.at
        editing.change(
            app.database, Penduduk, who.id, {"telepon": TELEPON, "lintang": "-7.71"}, by=OLEH, at=at
        )
        foto_penduduk.set_foto(app.database, who.id, picture("red"), by=OLEH, at=at)
        red = foto_penduduk.get_foto(app.database, who.id)
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(OPERATOR) as app:
        there = residents.get_penduduk(app.database, who.id)
        assert (there.telepon, there.lintang) == (TELEPON, "-7.71")
        assert foto_penduduk.get_foto(app.database, who.id) == red
        home, _people = residents.get_keluarga(app.database, there.keluarga_id)
        assert home.catatan == "Rumah menghadap timur"
        foto_penduduk.set_foto(app.database, who.id, picture("blue"), by=OLEH, at=laptops.at)
        blue = foto_penduduk.get_foto(app.database, who.id)
        editing.change(app.database, Penduduk, who.id, {"telepon": ""}, by=OLEH, at=laptops.at)
    with laptops.at_laptop(SEKDES) as app:  # meanwhile, of somebody else
        foto_penduduk.set_foto(app.database, other.id, picture("green"), by=OLEH, at=laptops.at)
        green = foto_penduduk.get_foto(app.database, other.id)
    carry(laptops, OPERATOR, SEKDES)
    with laptops.at_laptop(SEKDES) as app:
        [fork] = [
            one for one in forks.list_forks(app.database, app.laptop, at=laptops.at)
            if one.jenis == "penduduk-lokal"
        ]  # fmt: skip
        assert (fork.selisih, fork.judul) == ((), "Data Penduduk (tetap di kantor ini)")
        merging.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=laptops.at)
        assert foto_penduduk.get_foto(app.database, who.id) == blue
        assert residents.get_penduduk(app.database, who.id).telepon == ""
    carry(laptops, SEKDES, OPERATOR)
    with laptops.at_laptop(OPERATOR) as app:
        assert foto_penduduk.get_foto(app.database, who.id) == blue
        assert foto_penduduk.get_foto(app.database, other.id) == green
        [taken] = exchange.inbox(app.database)[:1]
        exchange.undo_acceptance(app.database, app.laptop, app.files, taken.sha256, by=OLEH, at=laptops.at)
        assert residents.get_penduduk(app.database, other.id).foto == ""
        take_all(laptops, app)
        assert foto_penduduk.get_foto(app.database, other.id) == green, "accepted again after it was undone"
    laptops.clear_stick()
    with laptops.at_laptop(SEKDES) as app:
        send(laptops, app)
    with laptops.open(KUTOARJO) as kec:
        take_all(laptops, kec)
        with kec.database.read() as unit:
            assert not archive.attachment_names(unit)
            assert archive.find_dokumen(unit, register_lokal.key_of(uid("3306992001"))) is None
