"""Photos of checklists and meetings and the sketch travel once, whole, and what is missing is asked for."""

from __future__ import annotations

import errno
import hashlib
import io
import shutil
from pathlib import Path
from typing import IO
from uuid import UUID

import pytest
import sqlalchemy as sa
from PIL import Image

from desa_desktop.app import App
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah
from desa_desktop.errors import StorageFailed
from desa_desktop.files import Fs
from desa_desktop.services import (
    editing,
    exchange,
    isian,
    isian_foto,
    jalan_rapat,
    musyawarah,
    rpjm,
    selisih,
    sketsa_rpjm,
)
from desa_desktop.services.exchange import lampiran, trust
from desa_desktop.store import archive, book
from desa_desktop.sync import on_disk
from desa_desktop.sync.opening import read_kiriman
from dua_laptop import OPERATOR, SEKDES, Laptops, make_laptops, meet, take_all, to_other_laptop
from kiriman_offices import KUTOARJO, OLEH, TURSINO, accept, look, preview, send
from office import TAHUN

KARTU, PERIODE = "layanan-dasar", "2026-S2"


def picture(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(target, "PNG")
    return target.getvalue()


def form(app: App) -> UUID:
    assert app.kantor is not None
    return isian.key_of(app.kantor, KARTU, PERIODE)


def put_photo(made: Laptops, app: App, colour: str) -> None:
    isian_foto.set_foto(app.database, app.templates, form(app), "foto", picture(colour), by=OLEH, at=made.at)


def photo_of(app: App) -> str:
    with app.database.read() as unit:
        return str(isian.answers_of(unit.get(isian.Isian, form(app))).get("foto", ""))


def meeting_of(app: App) -> Musyawarah:
    with app.database.read() as unit:
        [found] = unit.select(Musyawarah)
        return found


def stored(app: App) -> frozenset[str]:
    with app.database.read() as unit:
        return archive.attachment_names(unit)


def carried(made: Laptops, app: App, path: Path) -> set[str]:
    """The attachments in a kiriman, as its reader finds them."""
    with app.database.read() as unit:
        circle = trust.read_circle(unit, app.laptop)
        reader = trust.reader_of(unit, circle, app.laptop)
    return set(read_kiriman(path.read_bytes(), reader).lampiran)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checklist with a photo, a meeting with the same photo, a plan with a sketch: two pictures in all."""
    folder = tmp_path_factory.mktemp("lampiran") / "asal"
    made = make_laptops(folder)
    with made.at_laptop(SEKDES) as app:
        data, step = app.database, {"by": OLEH, "at": made.at}
        isian.open_isian(data, app.templates, KARTU, PERIODE, **step)
        put_photo(made, app, "red")
        meeting = musyawarah.prepare(data, JenisMusyawarah.MUSRENBANGDES, TAHUN, **step)
        jalan_rapat.set_foto(data, meeting, picture("red"), **step)
        rpjm.create(data, TAHUN, **step)
        sketsa_rpjm.set_sketsa(data, TAHUN, picture("green"), **step)
    return folder


@pytest.fixture
def laptops(template: Path, tmp_path: Path) -> Laptops:
    shutil.copytree(template, tmp_path / "kantor")
    return Laptops(tmp_path / "kantor", hari=5000)


def to_kecamatan(made: Laptops, **more: bool) -> Path:
    made.clear_stick()
    with made.at_laptop(SEKDES) as app:
        send(made, app, **more)
    [path] = made.on_stick("D")
    return path


def answer(made: Laptops) -> None:
    """The kecamatan writes back and both laptops of the village read it."""
    made.clear_stick()
    with made.open(KUTOARJO) as kec:
        send(made, kec, untuk=TURSINO)
    for name in (SEKDES, OPERATOR):
        with made.at_laptop(name) as app:
            take_all(made, app)


def test_photos_travel_once_each_and_are_shown_in_the_preview_and_kept_after_it(laptops: Laptops) -> None:
    path = to_kecamatan(laptops)
    with laptops.at_laptop(SEKDES) as app:
        red = photo_of(app)
        assert red == meeting_of(app).foto
        assert carried(laptops, app, path) == stored(app)
        assert len(stored(app)) == 2
    with laptops.open(KUTOARJO) as kec:
        [came] = look(laptops, kec)
        shown = preview(laptops, kec, came.sha256)
        assert stored(kec) == frozenset()
        [card] = [one for one in shown.dokumen if one.jenis == "isian"]
        [line] = [one for one in card.beda if one.is_foto]
        assert (line.semula_teks, line.menjadi_teks, line.foto_menjadi) == ("", "ada foto", red)
        assert "1 foto baru, diganti, atau dihapus." in card.kalimat
        [meeting] = [one for one in shown.dokumen if one.jenis == "musyawarah"]
        assert [one.menjadi_teks for one in meeting.beda if one.kolom == "foto"] == ["ada foto"]
        assert red not in str([one.menjadi_teks for sheet in shown.dokumen for one in sheet.beda])
        before = exchange.read_foto(kec.database, kec.laptop, kec.files, came.sha256, red)
        assert before is not None
        assert hashlib.sha256(before).hexdigest() == red
        done = accept(laptops, kec, [came.sha256])
        assert done.gagal == ()
        assert not [one for one in done.diterima[0].peringatan if one.kode == "W_ATTACHMENT"]
        assert len(stored(kec)) == 2
        assert exchange.read_foto(kec.database, kec.laptop, kec.files, came.sha256, red) == before


class TiredFs(Fs):
    """A disk on which a kiriman can be opened so often, and then no more."""

    left = 1_000

    def open(self, path: Path, mode: str) -> IO[bytes]:
        if path.suffix == ".kirim" and path.parent.name == "masuk" and mode == "rb":
            self.left -= 1
            if self.left < 0:
                raise OSError(errno.EIO, "damaged sector")
        return super().open(path, mode)


def test_a_large_kiriman_that_the_disk_reads_no_more_leaves_nothing_half_taken(
    laptops: Laptops, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its photos lie in the file until they are wanted: for the eye, and for the store."""
    to_kecamatan(laptops)
    monkeypatch.setattr(on_disk, "SMALL_ENOUGH", 4096)
    disk = TiredFs()
    with laptops.open(KUTOARJO, fs=disk) as kec:
        [came] = look(laptops, kec)
        [red, *_more] = [
            line.foto_menjadi
            for one in preview(laptops, kec, came.sha256).dokumen
            for line in one.beda
            if line.is_foto
        ]
        for often in range(3):  # hashed, deciphered, and deciphered once more for the photos
            disk.left = often
            with pytest.raises(StorageFailed):
                exchange.read_foto(kec.database, kec.laptop, kec.files, came.sha256, red)
            disk.left = often
            with pytest.raises(StorageFailed):
                accept(laptops, kec, [came.sha256])
            assert stored(kec) == frozenset()
        disk.left = 1_000
        assert accept(laptops, kec, [came.sha256]).gagal == ()
        assert len(stored(kec)) == 2


def test_what_the_kecamatan_holds_is_not_sent_again_unless_a_person_asks_for_everything(
    laptops: Laptops,
) -> None:
    to_kecamatan(laptops)
    with laptops.open(KUTOARJO) as kec:
        take_all(laptops, kec)
    answer(laptops)
    with laptops.at_laptop(SEKDES) as app:
        put_photo(laptops, app, "blue")
        blue = photo_of(app)
        plan = exchange.what_travels(app.database, app.laptop, app.files, at=laptops.at)
        assert set(plan.lampiran.ukuran) == {blue}
    again = to_kecamatan(laptops)
    with laptops.at_laptop(SEKDES) as app:
        assert carried(laptops, app, again) == {blue}
    whole = to_kecamatan(laptops, lengkap=True)
    with laptops.at_laptop(SEKDES) as app:
        assert carried(laptops, app, whole) == stored(app)  # the meeting still names the red one
    with laptops.open(KUTOARJO) as kec:
        [came] = [one for one in look(laptops, kec) if one.is_sah]
        [card] = [one for one in preview(laptops, kec, came.sha256).dokumen if one.jenis == "isian"]
        [line] = [one for one in card.beda if one.is_foto]
        assert (line.semula_teks, line.menjadi_teks) == ("foto lama", "foto baru")
        assert (line.tanda, line.foto_menjadi) == ("~", blue)
        assert line.foto_semula != blue


def test_a_photo_that_is_damaged_here_stops_nothing_and_is_asked_for_there(laptops: Laptops) -> None:
    with laptops.at_laptop(SEKDES) as app:
        red, whole = photo_of(app), {}
        with app.database.unit() as unit:
            whole[red] = archive.attachment(unit, red)
            rows = sa.update(book.lampiran).where(book.lampiran.c.sha256 == red)
            unit.connection.execute(rows.values(isi=b"rusak"))
            unit.commit("rusak", OLEH, laptops.at)
    to_kecamatan(laptops)
    with laptops.open(KUTOARJO) as kec:
        done = take_all(laptops, kec)
        [warned] = [one for one in done.diterima[0].peringatan if one.kode == "W_ATTACHMENT"]
        assert warned.teks == (
            "1 lampiran belum ikut. Dokumen diterima; lampiran diminta pada kiriman berikutnya."
        )
        assert len(stored(kec)) == 1
    answer(laptops)
    with laptops.at_laptop(SEKDES) as app:
        with app.database.unit() as unit:
            rows = sa.update(book.lampiran).where(book.lampiran.c.sha256 == red)
            unit.connection.execute(rows.values(isi=whole[red]))
            unit.commit("pulih", OLEH, laptops.at)
        plan = exchange.what_travels(app.database, app.laptop, app.files, at=laptops.at)
        assert set(plan.lampiran.ukuran) == {red}
        assert {one.sebab for one in plan.baris if one.jenis in ("isian", "musyawarah")} == {"lampiran"}
    to_kecamatan(laptops)
    with laptops.open(KUTOARJO) as kec:
        take_all(laptops, kec)
        assert red in stored(kec)


def test_what_does_not_fit_goes_with_the_next_kiriman(
    laptops: Laptops, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lampiran, "MOST", 1)
    with laptops.at_laptop(SEKDES) as app:
        plan = exchange.what_travels(app.database, app.laptop, app.files, at=laptops.at)
        assert (plan.lampiran.jumlah, plan.lampiran.sisa) == (1, 1)
    to_kecamatan(laptops)
    with laptops.open(KUTOARJO) as kec:
        take_all(laptops, kec)
        assert len(stored(kec)) == 1
    answer(laptops)
    to_kecamatan(laptops)
    with laptops.open(KUTOARJO) as kec:
        take_all(laptops, kec)
        assert len(stored(kec)) == 2


def test_a_laptop_that_lost_its_photos_gets_them_back_from_the_kecamatan(laptops: Laptops) -> None:
    to_kecamatan(laptops)
    with laptops.open(KUTOARJO) as kec:
        take_all(laptops, kec)
    answer(laptops)  # the operator's laptop never saw the photos
    with laptops.at_laptop(OPERATOR) as app:
        assert len(stored(app)) == 2
        assert isian_foto.get_foto(app.database, app.templates, form(app), "foto") is not None


def test_two_laptops_with_two_photos_are_asked_once_and_the_choice_can_be_taken_back(
    laptops: Laptops,
) -> None:
    meet(laptops)
    with laptops.at_laptop(OPERATOR) as app:
        for fork in selisih.list_forks(app.database, app.laptop, at=laptops.at):
            selisih.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=laptops.at)
        put_photo(laptops, app, "yellow")
    with laptops.at_laptop(SEKDES) as app:
        put_photo(laptops, app, "blue")
    meet(laptops)
    with laptops.at_laptop(SEKDES) as app:
        [fork] = [
            one for one in selisih.list_forks(app.database, app.laptop, at=laptops.at) if one.jenis == "isian"
        ]
        assert [(one.kolom, one.a, one.b) for one in fork.selisih] == [("nilai", "ada foto", "ada foto")]
        [question] = fork.selisih
        assert {question.foto_a, question.foto_b} <= stored(app)
        mine = "a" if question.foto_a == photo_of(app) else "b"
        other = question.foto_b if mine == "a" else question.foto_a
        wanted = "b" if mine == "a" else "a"
        selisih.decide(app.database, app.laptop, [question.id], wanted, by=OLEH, at=laptops.at)
        selisih.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=laptops.at)
        assert photo_of(app) == other
        data = isian_foto.get_foto(app.database, app.templates, form(app), "foto")
        assert hashlib.sha256(data or b"").hexdigest() == other
        isian_foto.remove_foto(app.database, app.templates, form(app), "foto", by=OLEH, at=laptops.at)
        editing.undo(app.database, by=OLEH, at=laptops.at)
        assert photo_of(app) == other
        to_other_laptop(laptops, app)
    with laptops.at_laptop(OPERATOR) as app:
        take_all(laptops, app)
        assert photo_of(app) == other
