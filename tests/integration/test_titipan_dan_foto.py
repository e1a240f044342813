"""Photos, deposits, burnt laptops and old backups together: what one line of work does to the others."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image

import office
from desa_desktop import pemulihan
from desa_desktop.app import App
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id, find_jenis
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.kantor import Peran
from desa_desktop.services import dokumen, enrolment, isian, isian_foto
from desa_desktop.services.exchange import RencanaKirim, lampiran, revoking, sapu, titipan, what_travels
from desa_desktop.store import archive, draft, journal
from desa_desktop.sync.rejection import KirimanRejected
from desa_desktop.sync.snapshots import Snapshot, make_snapshot
from dua_laptop import OPERATOR, SEKDES, make_laptops, meet, take_all
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
KARTU, PERIODE = "layanan-dasar", "2026-S2"


def picture(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(target, "PNG")
    return target.getvalue()


def typed(laptop: Laptop, line: str, *words: object) -> int:
    with pytest.MonkeyPatch().context() as here:
        here.setattr("sys.stdin", io.StringIO(line + "\n"))
        return laptop.run(*words).code


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tursino has a photo, a kit and a deposit; the kecamatan accepted all and has answered."""
    made = make_offices(tmp_path_factory.mktemp("antara") / "asal")
    with made.open(TURSINO) as desa:
        add_plan(desa, made.at)
        add_usulan(desa, "Talud RT 03", made.at)
        isian.open_isian(desa.database, desa.templates, KARTU, PERIODE, by=OLEH, at=made.at)
        photo(made, desa, "red")
        desa = pemulihan.make_kit(desa, KIT).app
        titipan.choose_deposits(desa.database, desa.safe, aktif=True, by=OLEH, at=made.at)
        send(made, desa)
    receive(made, KUTOARJO)
    answer(made)
    with made.open(TURSINO) as desa:
        deposit(made, desa)
        send(made, desa)
    assert receive(made, KUTOARJO) == []
    answer(made)
    return made.folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return copied(template, tmp_path / "kantor")


def photo(made: Offices, app: App, colour: str, periode: str = PERIODE) -> None:
    assert app.kantor is not None
    key = isian.key_of(app.kantor, KARTU, periode)
    isian_foto.set_foto(app.database, app.templates, key, "foto", picture(colour), by=OLEH, at=made.at)


def deposit(made: Offices, desa: App, *, days: int = 0) -> int | None:
    at = made.at + timedelta(days=days)
    return titipan.deposit_if_due(desa.database, desa.laptop, desa.files, desa.safe, by=OLEH, at=at)


def receive(made: Offices, kode: str) -> list[str]:
    """Everything on the stick is accepted; the codes of what it warned of and of what was not `sah`."""
    with made.open(kode) as app:
        coming = [one for one in look(made, app) if one.status in ("baru", "ditahan")]
        done = accept(made, app, [one.sha256 for one in coming], confirmed=[one.sha256 for one in coming])
        assert done.gagal == ()
        said = [one.kode for row in done.diterima for one in row.peringatan]
        said += [one.kode for one in coming if one.kode not in ("D_OK", "D_NEW_INCARNATION")]
    made.clear_stick()
    return said


def answer(made: Offices, *, lengkap: bool = False) -> list[str]:
    with made.open(KUTOARJO) as kec:
        send(made, kec, untuk=TURSINO, lengkap=lengkap)
    return receive(made, TURSINO)


def attachments(app: App) -> frozenset[str]:
    with app.database.read() as unit:
        return archive.attachment_names(unit)


def test_a_burnt_laptop_comes_back_with_photos_and_numbers_and_without_false_alarms(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        old, photos = desa.laptop.keys.kid, attachments(desa)
    assert len(photos) == 1
    shutil.rmtree(offices.folder / TURSINO)
    with offices.open(KUTOARJO) as kec:
        revoking.revoke_key(kec.database, kec.laptop, old, "hilang", by=OLEH, at=offices.at)
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    enrol(offices, TURSINO, card)
    offices.clear_stick()
    assert answer(offices, lengkap=True) == ["D_BERCABANG"]  # the profile that was just set up
    desa = Laptop(offices.folder / TURSINO)
    assert typed(desa, KIT, "cadangan", "ambil-titipan", "--kit-stdin") == 0
    [file] = (offices.folder / TURSINO / "Cadangan").glob("*-titipan.cadangan")
    assert typed(desa, KIT, "cadangan", "pulihkan", file, "--kit-stdin") == 0
    with offices.open(KUTOARJO) as kec:
        send(offices, kec, untuk=TURSINO)
    receive(offices, TURSINO)
    with offices.open(TURSINO) as app:
        assert attachments(app) == photos
        assert app.laptop.keys.kid != old
        [sealed] = send(offices, app)
        assert sealed.seq == 1
    assert receive(offices, KUTOARJO) == []
    answer(offices)
    with offices.open(TURSINO) as app:
        # the paper that opened the deposit holds for the new laptop too
        assert deposit(offices, app, days=3) is not None
        send(offices, app)
    assert receive(offices, KUTOARJO) == []


def test_a_new_laptop_without_the_old_deposit_is_no_different_state(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        old = desa.laptop.keys.kid
    shutil.rmtree(offices.folder / TURSINO)
    with offices.open(KUTOARJO) as kec:
        revoking.revoke_key(kec.database, kec.laptop, old, "hilang", by=OLEH, at=offices.at)
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    enrol(offices, TURSINO, card)
    offices.clear_stick()
    answer(offices)  # what was sent comes back; the deposit stays where it is
    with offices.open(TURSINO) as app:
        assert len(attachments(app)) == 1
        send(offices, app)
    assert "W_STATE" not in receive(offices, KUTOARJO)


def test_an_old_backup_and_a_new_deposit_are_no_fork(offices: Offices, tmp_path: Path) -> None:
    older = tmp_path / "cadangan"
    older.mkdir()
    with offices.open(TURSINO) as desa:
        from desa_desktop.services import upkeep

        made = upkeep.back_up(desa.database, desa.safe)
        file = shutil.copy(made.path, older)
        deposit(offices, desa, days=31)
        send(offices, desa)
    assert receive(offices, KUTOARJO) == []
    desa_here = Laptop(offices.folder / TURSINO)
    assert desa_here.run("cadangan", "pulihkan", file).code == 0
    with offices.open(TURSINO) as desa:
        assert deposit(offices, desa, days=62)
        send(offices, desa)
    assert receive(offices, KUTOARJO) == []
    assert answer(offices) == []
    with offices.open(TURSINO) as desa:
        add_usulan(desa, "Jalan", offices.at)
        send(offices, desa)
    assert receive(offices, KUTOARJO) == []
    assert len(list((offices.folder / KUTOARJO / "titipan").iterdir())) == 2


def test_a_deposit_of_a_clock_in_the_future_hinders_no_later_one(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        assert deposit(offices, desa, days=4000)
        send(offices, desa)
    receive(offices, KUTOARJO)
    for days in (60, 91):
        with offices.open(TURSINO) as desa:
            assert deposit(offices, desa, days=days), "the clock is right again"
            send(offices, desa)
        assert receive(offices, KUTOARJO) == []
    with offices.open(KUTOARJO) as kec:
        known = titipan.show_deposits(kec.database, kec.laptop, kec.files).daftar
    here = {one.pada - office.PUKUL > timedelta(days=3000) for one in known if one.is_di_sini}
    assert (here, len(known)) == ({False}, 2)


def test_only_what_the_kecamatan_itself_said_it_holds_is_left_out_of_a_deposit(offices: Offices) -> None:
    blob = random.Random(5).randbytes(300_000)
    name = hashlib.sha256(blob).hexdigest()
    with offices.open(TURSINO) as desa:
        with desa.database.unit() as unit:
            archive.put_attachment(unit, name, blob)
            peer = archive.HeldRow("f" * 32, "0" * 16, 9, (name,), offices.at, {})
            archive.put_held(unit, peer)  # our other laptop: it may burn with this one
            unit.commit("foto", OLEH, offices.at)
        size = deposit(offices, desa, days=40)
        with desa.database.unit() as unit:
            [kecamatan] = [one for one in archive.held_statements(unit) if one.kid != "f" * 32]
            archive.put_held(unit, replace(kecamatan, digest=(*kecamatan.digest, name)))
            unit.commit("terima", OLEH, offices.at)
        less = deposit(offices, desa, days=80)
    assert size is not None
    assert less is not None
    assert size - less > len(blob) // 2


def test_a_deposit_that_the_kecamatan_lost_travels_again_and_is_no_missing_photo(offices: Offices) -> None:
    [file] = (offices.folder / KUTOARJO / "titipan").iterdir()
    file.unlink()
    with offices.open(TURSINO) as desa:
        [sealed] = send(offices, desa)
    assert sealed.ukuran < 100_000
    assert receive(offices, KUTOARJO) == []
    [shown] = Laptop(offices.folder / KUTOARJO).ask("cadangan", "titipan")["titipan"]
    assert (shown["is_di_sini"], shown["is_disimpan"]) == (False, False)
    answer(offices)
    with offices.open(TURSINO) as desa:
        send(offices, desa)
    assert receive(offices, KUTOARJO) == []
    assert file.is_file()


def test_photos_leave_the_room_of_a_kiriman_to_a_deposit_and_follow_with_the_next(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    with offices.open(TURSINO) as desa:
        for nomor, colour in enumerate(("green", "blue")):
            period = f"2027-S{nomor + 1}"
            isian.open_isian(desa.database, desa.templates, KARTU, period, by=OLEH, at=offices.at)
            photo(offices, desa, colour, period)
        plain = plan(offices, desa)
        sealed = deposit(offices, desa, days=40)
        assert sealed is not None
        monkeypatch.setattr(lampiran, "MOST_BYTES", sealed + 10)
        with_deposit = plan(offices, desa)
        assert with_deposit.ukuran > plain.ukuran - plain.lampiran.bita + sealed
        assert (plain.lampiran.jumlah, plain.lampiran.sisa) == (2, 0)
        assert (with_deposit.lampiran.jumlah, with_deposit.lampiran.sisa) == (1, 1)
        [one] = send(offices, desa)
        assert sealed < one.ukuran
    assert receive(offices, KUTOARJO) == ["W_ATTACHMENT"]
    answer(offices)
    with offices.open(TURSINO) as desa:
        assert plan(offices, desa).lampiran.jumlah == 1
        send(offices, desa)
    assert receive(offices, KUTOARJO) == []


def plan(made: Offices, app: App) -> RencanaKirim:
    return what_travels(app.database, app.laptop, app.files, at=made.at)


def test_the_deposit_of_a_burnt_laptop_troubles_the_second_one_in_nothing(
    tmp_path: Path,
) -> None:
    made = make_laptops(tmp_path / "kantor")
    with made.at_laptop(SEKDES) as desa:
        add_plan(desa, made.at)
        desa = pemulihan.make_kit(desa, KIT).app
        titipan.choose_deposits(desa.database, desa.safe, aktif=True, by=OLEH, at=made.at)
        assert deposit(made, desa)
        old = desa.laptop.keys.kid
        send(made, desa)
    assert receive(made, KUTOARJO) == []
    meet(made)
    with made.at_laptop(OPERATOR) as desa:
        assert titipan.show_deposits(desa.database, desa.laptop, desa.files).daftar == ()
    shutil.rmtree(made.folder / SEKDES)
    with made.open(KUTOARJO) as kec:
        revoking.revoke_key(kec.database, kec.laptop, old, "hilang", by=OLEH, at=made.at)
        send(made, kec, untuk=TURSINO)
    with made.at_laptop(OPERATOR) as desa:
        take_all(made, desa)
        made.clear_stick()
        send(made, desa)
    assert not {"W_STATE", "W_ATTACHMENT"} & set(receive(made, KUTOARJO))
    with made.open(KUTOARJO) as kec:
        [sealed] = send(made, kec, untuk=TURSINO, lengkap=True)  # and yet it can be had back
    assert "titipan" in {one.jenis for one in sealed.dokumen}
    with made.at_laptop(OPERATOR) as desa:
        take_all(made, desa)
        [kept] = titipan.show_deposits(desa.database, desa.laptop, desa.files).daftar
        assert (kept.kid, kept.is_di_sini) == (old, True)


def test_the_grant_of_a_second_laptop_brings_all_photos_and_no_deposit(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    with offices.open(TURSINO) as desa:
        isian.open_isian(desa.database, desa.templates, KARTU, "2027-S1", by=OLEH, at=offices.at)
        photo(offices, desa, "green", "2027-S1")
        send(offices, desa)
    assert receive(offices, KUTOARJO) == []
    monkeypatch.setattr(lampiran, "MOST_BYTES", 20_000)  # room for both photos, not beside a deposit
    (offices.folder / TURSINO).rename(offices.folder / "yang-pertama")
    with offices.open(KUTOARJO) as kec:
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    enrol(offices, TURSINO, card)
    with offices.open(TURSINO) as desa:
        assert len(attachments(desa)) == 2
        assert titipan.show_deposits(desa.database, desa.laptop, desa.files).daftar == ()


def sweep(app: App, at: datetime) -> sapu.Sapuan:
    return sapu.sweep(app.database, by=OLEH, at=at)


def test_a_replaced_photo_goes_when_nothing_needs_it_any_more(
    offices: Offices, caplog: pytest.LogCaptureFixture
) -> None:
    later = offices.at + timedelta(days=120)
    with offices.open(TURSINO) as desa:
        [red] = attachments(desa)
        photo(offices, desa, "blue")
        send(offices, desa)
        [blue] = attachments(desa) - {red}
        assert sweep(desa, later) == sapu.Sapuan(), "the kecamatan holds the state with the red one"
    assert receive(offices, KUTOARJO) == []
    answer(offices)
    with offices.open(TURSINO) as desa:
        assert sweep(desa, later).lampiran == 0, "undo would show it again"
        with desa.database.unit() as unit:  # a restore: no undo goes behind it
            milestone(unit.connection, offices)
            draft.keep(unit, "isian", "baris", "foto", red, offices.at)
        assert sweep(desa, later).lampiran == 0, "it stands in an open editor"
        with desa.database.unit() as unit:
            draft.forget(unit, "baris", ["foto"])
            unit.commit("simpan", OLEH, offices.at)
        with pytest.MonkeyPatch().context() as here:
            here.setattr(archive, "put_meta", lambda *_words: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                sweep(desa, later)
        assert attachments(desa) == {red, blue}, "all of it or nothing"
        caplog.set_level("INFO")
        with desa.database.read() as unit:
            size = archive.attachment_sizes(unit, [red])[red]
        done = sweep(desa, later)
        assert (done.lampiran, done.bita) == (1, size)
        assert f"{size} bytes" in caplog.text
        assert attachments(desa) == {blue}
        assert sweep(desa, later) == sapu.Sapuan()
    with offices.open(KUTOARJO) as kec:
        assert sweep(kec, offices.at).lampiran == 0, "an acceptance may be taken back"
        assert sweep(kec, later).lampiran == 1
        assert attachments(kec) == {blue}


def test_the_photo_of_a_finished_form_stays_with_its_revision(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        [red] = attachments(desa)
        assert desa.kantor is not None
        with desa.database.unit() as unit:
            key = isian.key_of(desa.kantor, KARTU, PERIODE)
            form = unit.get(Isian, key)
            dokumen.ratify(unit, form, desa.kantor.id, alasan="", kid=desa.laptop.keys.kid, at=offices.at)
            unit.commit("selesai", OLEH, offices.at, kind="sahkan")
            dokumen.reopen(form)
            unit.commit("buka lagi", OLEH, offices.at)
        photo(offices, desa, "blue")
        with desa.database.unit() as unit:
            milestone(unit.connection, offices)
            unit.commit("pulih", OLEH, offices.at)
        assert sweep(desa, offices.at + timedelta(days=1200)).lampiran == 0
        assert red in attachments(desa)


def milestone(connection: sa.Connection, made: Offices) -> None:
    journal.write_milestone(
        connection, name="pulihkan", by=OLEH, at=made.at, laptop="0" * 8, act="pulih", table="cadangan",
        key="x",
    )  # fmt: skip


def deposited(app: App) -> list[bool]:
    """Of each deposit known here whether its file is here."""
    return [one.is_di_sini for one in titipan.show_deposits(app.database, app.laptop, app.files).daftar]


def test_after_a_new_root_deposits_still_go_and_return(offices: Offices) -> None:
    kec, safe_stick = Laptop(offices.folder / KUTOARJO), offices.folder / "LEMARI-BESI"
    safe_stick.mkdir()
    with offices.open(KUTOARJO) as app:
        pemulihan.make_kit(app, "27183 28188 28458 90458 23532 60282")
    kec.ask("kunci", "simpan-akar", "--ke", safe_stick)
    with offices.open(TURSINO) as desa:
        photo(offices, desa, "blue")
        send(offices, desa)  # on its way when the root changes
    early = offices.on_stick("D")[0].read_bytes()
    offices.clear_stick()
    card = kec.ask("kunci", "putar", "--ke", offices.stick)["nomor_kunci"]
    [grant] = [one for one in offices.on_stick("T") if TURSINO in one.name]
    late = offices.stick / "KIRIMAN" / "KE-KECAMATAN" / "D-lama.kirim"
    late.parent.mkdir(exist_ok=True)
    late.write_bytes(early)
    with offices.open(KUTOARJO) as app:
        [held] = look(offices, app, [late])
        assert (held.kode, held.status) == ("E_UNKNOWN_SENDER", "ditahan")
    with offices.open(TURSINO) as desa:
        enrolment.trust_digits(desa.database, card, by=OLEH, at=offices.at)
        enrolment.install_grant(desa.database, desa.laptop, desa.files, grant, by=OLEH, at=offices.at)
        offices.clear_stick()
        assert deposit(offices, desa, days=40)
        send(offices, desa)
    assert receive(offices, KUTOARJO) == ["D_JUMP"], "what was held is covered"
    with offices.open(TURSINO) as desa:
        for one in titipan.folder_of(desa.files).iterdir():
            one.unlink()
        titipan.prune(desa.database, desa.files, by=OLEH, at=offices.at)
        assert not any(deposited(desa))
    assert answer(offices, lengkap=True) == []
    with offices.open(TURSINO) as desa:
        assert any(deposited(desa))
        assert len(attachments(desa)) == 2
    with offices.open(WIRUN) as wirun, pytest.raises(KirimanRejected):
        enrolment.install_grant(wirun.database, wirun.laptop, wirun.files, grant, by=OLEH, at=offices.at)


def test_late_work_of_a_revoked_laptop_brings_its_photos(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        before = attachments(desa)
        photo(offices, desa, "blue")
        [sealed] = send(offices, desa)
        photos, kid = attachments(desa), desa.laptop.keys.kid
    with offices.open(KUTOARJO) as kec:
        revoking.revoke_key(kec.database, kec.laptop, kid, "hilang", by=OLEH, at=offices.at)
        [seen] = look(offices, kec)
        assert seen.kode == "E_REVOKED"
        done = revoking.accept_revoked(
            kec.database, kec.laptop, kec.files, seen.sha256, sealed.kode_lembar, "Dibenarkan Kades.",
            by=OLEH, at=offices.at,
        )  # fmt: skip
        assert (done.peringatan, attachments(kec)) == ((), photos)
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    shutil.rmtree(offices.folder / TURSINO)
    enrol(offices, TURSINO, card)
    with offices.open(TURSINO) as desa:
        assert attachments(desa) == photos - before, "of the photo that was replaced none asks"


def newer(made: Offices, app: App, jenis: str, schema: int, isi: dict[str, object]) -> Snapshot:
    """A dokumen as a program of next year writes it."""
    assert app.kantor is not None
    with app.database.unit() as unit:
        known = dokumen_id(app.kantor.id, jenis, "2030-S1") if find_jenis(jenis) else new_id()
        snapshot = make_snapshot(
            id=known, jenis=jenis, pemilik=app.kantor.id, status=StatusDokumen.DISAHKAN, isi=isi,
            oleh=app.laptop.keys.kid, pada=made.at, schema=schema,
        )  # fmt: skip
        dokumen.store_snapshot(unit, snapshot)
        unit.commit("dari aplikasi baru", OLEH, made.at)
    return snapshot


def attach(app: App, content: bytes) -> str:
    name = hashlib.sha256(content).hexdigest()
    with app.database.unit() as unit:
        archive.put_attachment(unit, name, content)
        unit.commit("lampiran", OLEH, office.PUKUL)
    return name


def test_what_a_newer_program_wrote_passes_an_older_one_unchanged_with_its_attachments(
    offices: Offices,
) -> None:
    with offices.open(TURSINO) as desa:
        scan = attach(desa, b"pindaian dari tahun depan")
        unknown = newer(offices, desa, "rapor-desa", 100, {"berkas": {"lampiran": scan}, "nilai": "A"})
        major = newer(offices, desa, "isian", 900, {"jawaban": {"baru": {"lampiran": scan}}})
        send(offices, desa)
    assert receive(offices, KUTOARJO) == ["W_SCHEMA"]
    with offices.open(KUTOARJO) as kec:
        assert scan in attachments(kec)
        notice = attach(kec, b"edaran dari tahun depan")
        told = newer(
            offices,
            kec,
            "edaran-kecamatan",
            100,
            {"desa": "semua", "berkas": [{"id": "1", "lampiran": notice}]},
        )
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    assert "W_SCHEMA" in answer(offices)
    with offices.open(TURSINO) as desa:
        assert notice in attachments(desa)
        with desa.database.read() as unit:
            assert dokumen.content_of(unit, told.digest).data == told.data
    shutil.rmtree(offices.folder / TURSINO)  # a new laptop gets all of it back, byte for byte
    enrol(offices, TURSINO, card)
    offices.clear_stick()
    answer(offices)
    with offices.open(TURSINO) as desa, desa.database.read() as unit:
        for one in (unknown, major, told):
            assert dokumen.content_of(unit, one.digest).data == one.data
        assert {scan, notice} <= archive.attachment_names(unit)


def test_an_assistants_laptop_beside_a_village_with_a_deposit(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec:
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    offices.clear_stick()
    with second_laptop(offices, Peran.PENDAMPING) as app:
        enrolment.trust_digits(app.database, card, by=OLEH, at=offices.at)
        enrolment.write_request(app.database, app.laptop, app.files, offices.stick, by=OLEH, at=offices.at)
        digits = enrolment.own_number(app.database, app.laptop).nomor
    [request] = offices.on_stick("M")
    with offices.open(KUTOARJO) as kec:
        enrolment.introduce(
            kec.database, kec.laptop, kec.files, request, digits, offices.stick, by=OLEH, at=offices.at
        )
    [grant] = offices.on_stick("T")
    with second_laptop(offices, Peran.PENDAMPING) as app:
        enrolment.install_grant(app.database, app.laptop, app.files, grant, by=OLEH, at=offices.at)
    offices.clear_stick()
    with offices.open(KUTOARJO) as kec:
        [sealed] = send(offices, kec, untuk="laptop", lengkap=True)
        assert "titipan" not in {one.jenis for one in sealed.dokumen}
    with second_laptop(offices, Peran.PENDAMPING) as app:
        done = take_all(offices, app)
        assert (done.gagal, [one.peringatan for one in done.diterima]) == ((), [()])
        assert len(attachments(app)) == 1, "it sees the photo of the checklist"
        assert deposited(app) == []
        offices.clear_stick()
        send(offices, app)
    assert receive(offices, KUTOARJO) == []
    with offices.open(KUTOARJO) as kec:
        assert deposited(kec) == [True]
    with offices.open(TURSINO) as desa:
        for one in titipan.folder_of(desa.files).iterdir():
            one.unlink()
    assert answer(offices, lengkap=True) == []
    with offices.open(TURSINO) as desa:
        assert deposited(desa) == [True]


@contextmanager
def second_laptop(made: Offices, peran: Peran) -> Iterator[App]:
    with office.open_second(made.folder / "kedua", peran, kode=KUTOARJO, nama="Kutoarjo", at=made.at) as app:
        yield app
