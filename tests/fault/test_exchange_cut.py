"""Power cuts, full disks, pulled sticks under the exchange: nothing lost, nothing half, a retry succeeds."""

from __future__ import annotations

import contextlib
import errno
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

import kiriman_offices as walk
from desa_desktop.app import App, Files
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.telaah import TandaTerima
from desa_desktop.domain.usulan import DaftarUsulan
from desa_desktop.errors import DesaError
from desa_desktop.files import Fs
from desa_desktop.services import exchange
from desa_desktop.services.exchange.trust import read_circle, reader_of
from desa_desktop.store import archive
from desa_desktop.store.guard import read_installation
from desa_desktop.sync.opening import read_kiriman
from desa_desktop.sync.rejection import KirimanRejected
from kiriman_offices import KUTOARJO, OLEH, TURSINO, Offices
from office import TAHUN
from putus import KILL, Camera, broke
from store_samples import CHILD, CutOff, FailingFs

MOST_CALLS = 200


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor") / "tiga"
    made = walk.make_offices(folder)
    with made.open(TURSINO) as desa:
        walk.add_plan(desa, made.at)
        walk.ratify(desa, made.at)
    return folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return walk.copied(template, tmp_path / "kantor")


def failing(app: App, fs: Fs) -> Files:
    """The same office on a disk that fails."""
    return replace(app.files, fs=fs)


def every_failure() -> Iterator[tuple[int, bool]]:
    """Call 1, 2, 3, ... fails, each once with an error and once as if the power went."""
    for at in range(1, MOST_CALLS):
        yield at, False
        yield at, True


def seal_and_copy(offices: Offices, app: App, files: Files) -> None:
    [sealed] = exchange.seal(app.database, app.laptop, files, by=OLEH, at=offices.at)
    exchange.copy_to(app.database, app.laptop, files, sealed.digest, offices.stick, by=OLEH, at=offices.at)


def on_the_stick(offices: Offices) -> list[Path]:
    """Every file that a person could carry away; hidden leftovers of a cut are none."""
    return [one for one in offices.stick.rglob("*.kirim") if not one.name.startswith(".")]


def test_a_failing_disk_while_sealing_never_leaves_a_bad_file_nor_uses_a_number_twice(
    offices: Offices,
) -> None:
    points = 0
    with offices.open(TURSINO) as desa, offices.open(KUTOARJO) as kec:
        for at, cut in every_failure():
            fs = FailingFs(at, cut=cut, code=errno.EIO)
            try:
                seal_and_copy(offices, desa, failing(desa, fs))
            except (DesaError, CutOff):
                points += 1
            said = exchange.check(kec.database, kec.laptop, kec.files, on_the_stick(offices))
            assert {one.keadaan for one in said} <= {"sah"}
            with desa.database.read() as unit:
                rows = [one for one in archive.outbox(unit) if one.jenis == "data"]
            assert len({(one.chain, one.seq) for one in rows}) == len(rows)
            sealed = {one.digest for one in rows if one.digest}
            assert {one.digest for one in said} <= sealed  # nothing left before its row was durable
            if fs.calls < at:
                break
        assert points >= 20, points
        numbers = sorted(one.seq for one in rows)
        assert numbers == list(range(1, len(numbers) + 1))  # and none was skipped
        seal_and_copy(offices, desa, desa.files)
        last = exchange.check(kec.database, kec.laptop, kec.files, on_the_stick(offices))[-1]
        done = walk.accept(offices, kec, [one for one in on_the_stick(offices) if last.berkas == one.name])
        assert not done.gagal
        with kec.database.read() as unit:
            plan = unit.get(RkpDesa, dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN)))
            assert len(plan.kegiatan) == 3


def test_a_full_disk_while_sealing_is_said_in_words_and_the_number_comes_again(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        with pytest.raises(DesaError) as refused:
            seal_and_copy(offices, desa, failing(desa, FailingFs(2)))
        assert "ruang disk penuh" in str(refused.value)
        [sealed] = walk.send(offices, desa)
        assert sealed.seq == 1
        assert [one.name for one in desa.files.outbox.iterdir() if one.name[0] == "D"] == [sealed.nama_berkas]


@pytest.mark.warns  # a file that could not be moved yet is named in the log
def test_a_failing_disk_while_receiving_leaves_all_or_nothing(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        [sealed] = walk.send(offices, desa)
    [path] = on_the_stick(offices)
    points = 0
    with offices.open(KUTOARJO) as kec:
        empty = walk.picture(kec)
        for at, cut in every_failure():
            fs = FailingFs(at, cut=cut, code=errno.EIO)
            files = failing(kec, fs)
            try:
                [found] = exchange.look(kec.database, kec.laptop, files, [path], at=offices.at)
                done = exchange.accept(
                    kec.database, kec.laptop, files, [found.sha256], by=OLEH, at=offices.at
                )
                assert not done.gagal
            except (DesaError, CutOff):
                points += 1
            with kec.database.read() as unit:
                accepted = [one.digest for one in archive.ledger(unit)]
                plans = unit.select(RkpDesa)
            assert (accepted, len(plans)) in (([], 0), ([sealed.digest], 1))
            if not accepted:
                assert walk.picture(kec) == empty
            exchange.resume(kec.database, kec.laptop, kec.files, at=offices.at)
            assert not (accepted and kec.interrupted)
            lying = [one.name for one in kec.files.intake.glob("*") if one != kec.files.wanted]
            rows = {one.sha256: one.tempat for one in exchange.inbox(kec.database)}
            assert {f"{sha}.kirim" for sha, where in rows.items() if where == "masuk"} == set(lying)
            done = walk.accept(offices, kec, [path])
            assert [one.digest for one in done.diterima] == [sealed.digest]
            assert (kec.files.archive / f"{done.diterima[0].sha256}.kirim").is_file()
            if fs.calls < at:
                break
            exchange.undo_acceptance(
                kec.database, kec.laptop, kec.files, sealed.digest, by=OLEH, at=offices.at
            )
            if points % 2:  # from a waiting file as well as from the stick alone
                forget(kec)
        assert points >= 20, points


def forget(app: App) -> None:
    """As if the file had never been looked at."""
    with app.database.unit() as unit:
        for one in archive.inbox(unit):
            if one.tempat == "masuk":
                archive.remove_inbox(unit, one.sha256)
        unit.commit("lupakan", OLEH, walk.KETIKA)
    shutil.rmtree(app.files.intake)


class PulledStick(Fs):
    """A stick that is pulled out after so many written pieces; the laptop's own disk stays sound."""

    def __init__(self, stick: Path, after: int) -> None:
        self.stick, self.left = stick, after

    def write(self, target: IO[bytes], data: bytes | memoryview) -> int:
        if self.stick in Path(str(target.name)).parents:
            self.left -= 1
            if self.left < 0:
                raise OSError(errno.ENODEV, "gone")
        return super().write(target, data[:1000])


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_stick_pulled_while_writing_never_counts_as_written(offices: Offices, after: int) -> None:
    with offices.open(TURSINO) as desa:
        [sealed] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=offices.at)
        pulled = failing(desa, PulledStick(offices.stick, after))
        with pytest.raises(KirimanRejected) as refused:
            exchange.copy_to(
                desa.database, desa.laptop, pulled, sealed.digest, offices.stick, by=OLEH, at=offices.at
            )
        assert refused.value.kode == "E_STICK_WRITE"
        assert refused.value.sentence.startswith("Kiriman BELUM tersimpan di flashdisk.")
        assert on_the_stick(offices) == []
        key = dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN))
        assert exchange.transport_states(desa.database)[key].keadaan == "belum_dikirim"
        plan = exchange.what_travels(desa.database, desa.laptop, desa.files, at=offices.at)
        assert plan.tertunda == sealed.digest
        exchange.copy_to(
            desa.database, desa.laptop, desa.files, sealed.digest, offices.stick, by=OLEH, at=offices.at
        )
        assert exchange.transport_states(desa.database)[key].teks == "Dikirim (kiriman 1)"


ACCEPTER = CHILD + (
    "from pathlib import Path\n"
    "import office\n"
    "from desa_desktop.services import exchange\n"
    "folder, stick = Path(sys.argv[1]), Path(sys.argv[2])\n"
    "with office.open_office(folder, kode='330699', nama='Kutoarjo') as app:\n"
    "    found = exchange.look(app.database, app.laptop, app.files, [stick], at=app.now())\n"
    "    print('siap', flush=True)\n"
    "    keys = [one.sha256 for one in found]\n"
    "    exchange.accept(app.database, app.laptop, app.files, keys, by='Ratna', at=app.now())\n"
    "    print('selesai', flush=True)\n"
)


@pytest.mark.parametrize("wait", [0.02, 0.08])
def test_a_program_killed_while_accepting_took_in_all_or_nothing(offices: Offices, wait: float) -> None:
    with offices.open(TURSINO) as desa:
        [sealed] = walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        empty = walk.picture(kec)
    child = subprocess.Popen(
        [sys.executable, "-c", ACCEPTER, offices.folder / KUTOARJO, offices.stick], stdout=subprocess.PIPE
    )
    assert child.stdout
    assert child.stdout.readline() == b"siap\n"
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=wait)
    child.send_signal(signal.SIGKILL)
    child.stdout.close()
    child.wait()
    with offices.open(KUTOARJO) as kec:
        exchange.resume(kec.database, kec.laptop, kec.files, at=offices.at)
        with kec.database.read() as unit:
            accepted = [one.digest for one in archive.ledger(unit)]
        assert accepted in ([], [sealed.digest])
        if not accepted:
            assert walk.picture(kec) == empty
        [row] = exchange.inbox(kec.database)
        assert row.status == ("diterima" if accepted else "baru")
        done = walk.accept(offices, kec, [row.sha256])
        assert [one.digest for one in done.diterima] == [sealed.digest]


# ------------------------------------------------------------------ kill -9 at every call of an operation


@contextlib.contextmanager
def killed_everywhere(folder: Path, app: App, shelf: Path, *more: Path) -> Iterator[tuple[Files, Camera]]:
    """Do something with these files; afterwards the camera has the disk of every moment at which to die."""
    camera = Camera([folder, *more], shelf)
    with camera.watching():
        yield replace(app.files, fs=camera), camera
    broke(KILL, camera.calls)
    assert camera.calls > 40
    assert len(camera.pictures) >= 3  # it did write something step by step


def test_killed_at_any_call_of_sealing_and_writing_nothing_leaves_too_early_and_no_number_comes_twice(
    offices: Offices, tmp_path: Path
) -> None:
    stick = offices.stick
    with offices.open(TURSINO) as desa:
        walk.add_usulan(desa, "Sebelum mati listrik", offices.at)
        seal_and_copy(offices, desa, desa.files)
        for path in on_the_stick(offices):
            path.unlink()
        walk.add_usulan(desa, "Sesudah yang pertama", offices.at)
        with killed_everywhere(offices.folder / TURSINO, desa, tmp_path, stick) as (files, camera):
            seal_and_copy(offices, desa, files)
        kid = desa.laptop.keys.kid
    for picture in camera.pictures.values():
        later = Offices(picture, hari=5000)
        carried = {one.name: one.read_bytes() for one in on_the_stick(Pictured(picture))}
        noted = read_installation(picture / TURSINO)
        with later.open(TURSINO) as desa:
            with desa.database.read() as unit:
                rows = [one for one in archive.outbox(unit) if one.jenis == "data"]
                written = [one.uraian for one in unit.select(DaftarUsulan, tahun=TAHUN)[0].usulan]
            assert written == ["Sebelum mati listrik", "Sesudah yang pertama"]
            sealed = {one.berkas: one for one in rows if one.digest is not None}
            for name, content in carried.items():  # what left is sealed, noted and whole
                row = sealed[name]
                assert noted is not None
                assert noted.high_water[row.chain] >= row.seq
                assert (desa.files.outbox / name).read_bytes() == content
            assert [one.seq for one in sealed.values()] == list(range(1, len(sealed) + 1))
            assert all((desa.files.outbox / one.berkas).is_file() for one in sealed.values())
            [again] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=later.at)
            assert again.seq == len(sealed) + 1
            with desa.database.read() as unit:
                circle = read_circle(unit, desa.laptop)
                reader = reader_of(unit, circle, desa.laptop, addressee_uid=str(walk.uid(KUTOARJO)))
            header = read_kiriman(again.berkas.read_bytes(), reader).header
            assert header.sender_kid == kid
            assert header.chain.prev == list(sealed.values())[-1].digest


class Pictured(Offices):
    """Offices whose stick lies under its own name in a photograph."""

    @property
    def stick(self) -> Path:
        return self.folder / "flashdisk"


def ledger_of(app: App) -> list[str]:
    with app.database.read() as unit:
        return [one.digest for one in archive.ledger(unit)]


def receipts_of(app: App) -> int:
    with app.database.read() as unit:
        return len(unit.select(TandaTerima))


@pytest.mark.warns  # a file that could not be moved yet is named in the log
def test_killed_at_any_call_of_receiving_or_of_taking_it_back_all_of_it_is_there_or_nothing(
    offices: Offices, tmp_path: Path
) -> None:
    with offices.open(TURSINO) as desa:
        [sealed] = walk.send(offices, desa)
    [path] = on_the_stick(offices)
    folder, shots = offices.folder / KUTOARJO, []
    with offices.open(KUTOARJO) as kec:
        empty = walk.picture(kec)
        (tmp_path / "terima").mkdir()
        with killed_everywhere(folder, kec, tmp_path / "terima") as (files, camera):
            [found] = exchange.look(kec.database, kec.laptop, files, [path], at=offices.at)
            exchange.accept(kec.database, kec.laptop, files, [found.sha256], by=OLEH, at=offices.at)
        shots += camera.pictures.values()
        full = walk.picture(kec)
        (tmp_path / "batal").mkdir()
        with killed_everywhere(folder, kec, tmp_path / "batal") as (files, camera):
            exchange.undo_acceptance(kec.database, kec.laptop, files, sealed.digest, by=OLEH, at=offices.at)
        shots += camera.pictures.values()
    seen: set[int | str] = set()
    for picture in shots:
        later = Offices(picture, hari=5000)
        with later.open(KUTOARJO) as kec:
            accepted = ledger_of(kec)
            seen.add(len(accepted))
            assert accepted in ([], [sealed.digest])
            assert receipts_of(kec) == len(accepted)  # no receipt without the data it is for
            assert walk.picture(kec) == (full if accepted else empty)
            if kec.interrupted:  # row 31: on start it is said, and what was wanted is gone on with
                assert kec.interrupted == ('Penerimaan terakhir terputus. Data aman. Tekan "Lanjutkan".',)
                assert not accepted
                seen.add("terputus")
                left = exchange.go_on(kec.database, kec.laptop, kec.files, by=OLEH, at=later.at)
                assert [one.keadaan for one in left.diterima] == ["diterima"]
                assert kec.interrupted == ()
            done = walk.accept(later, kec, [path])
            assert [one.digest for one in done.diterima] == [sealed.digest]
            assert (receipts_of(kec), ledger_of(kec)) == (1, [sealed.digest])
    assert seen == {0, 1, "terputus"}


@pytest.mark.warns  # a file that could not be moved yet is named in the log
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["penuh", "rusak"])
def test_a_disk_that_fails_while_an_acceptance_is_taken_back_leaves_all_or_nothing(
    offices: Offices, code: int
) -> None:
    with offices.open(TURSINO) as desa:
        [sealed] = walk.send(offices, desa)
    [path] = on_the_stick(offices)
    with offices.open(KUTOARJO) as kec:
        empty = walk.picture(kec)
        [key] = [one.sha256 for one in walk.look(offices, kec, [path])]
    for at in range(1, MOST_CALLS):
        for cut in (False, True):
            fs = FailingFs(at, cut=cut, code=code)
            with offices.open(KUTOARJO) as kec:
                walk.accept(offices, kec, [key])
                full = walk.picture(kec)
                with contextlib.suppress(DesaError, CutOff):
                    exchange.undo_acceptance(
                        kec.database, kec.laptop, failing(kec, fs), sealed.digest, by=OLEH, at=offices.at
                    )
            with offices.open(KUTOARJO) as kec:
                is_in = bool(ledger_of(kec))
                assert walk.picture(kec) == (full if is_in else empty)
                assert receipts_of(kec) == is_in
                [tempat] = [one.tempat for one in exchange.inbox(kec.database) if one.sha256 == key]
                assert tempat == ("arsip" if is_in else "masuk")
                assert (kec.files.places.data / tempat / f"{key}.kirim").is_file()
                if is_in:
                    exchange.undo_acceptance(
                        kec.database, kec.laptop, kec.files, sealed.digest, by=OLEH, at=offices.at
                    )
        if fs.calls < at:
            break
    assert at > 2


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["penuh", "rusak"])
def test_a_stick_or_disk_that_fails_in_the_middle_of_copying_costs_no_number(
    offices: Offices, code: int
) -> None:
    with offices.open(TURSINO) as desa:
        [sealed] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=offices.at)
        for at in range(1, MOST_CALLS):
            fs = FailingFs(at, code=code)
            with contextlib.suppress(DesaError):
                exchange.copy_to(
                    desa.database,
                    desa.laptop,
                    failing(desa, fs),
                    sealed.digest,
                    offices.stick,
                    by=OLEH,
                    at=offices.at,
                )
            for one in on_the_stick(offices):
                assert one.read_bytes() == sealed.berkas.read_bytes()
                one.unlink()
            if fs.calls < at:
                break
        assert at > 15
        [again] = exchange.seal_if_needed(desa.database, desa.laptop, desa.files, by=OLEH, at=offices.at)
        assert again.seq == 2
