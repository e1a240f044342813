"""Mode Latihan: a made-up kecamatan of seven villages in folders of its own, with two mistakes to find.

Two practice offices: a village (Tursino) that has not sent its newest plan yet, and its kecamatan, which has
accepted five villages and finds two kiriman in Kotak Masuk: one plan above its pagu, one file that was
damaged on the way. Everything is signed under the training root (ux.md 3.12).
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desa_desktop import app as office
from desa_desktop import config, paths
from desa_desktop.app import App
from desa_desktop.errors import DesaError, ProgramIncomplete
from desa_desktop.i18n import N_, _
from desa_desktop.progress import Progress, Silent
from desa_desktop.store.lock import take_lock

if TYPE_CHECKING:
    from desa_desktop.services.kantor import Persiapan

DESA, KECAMATAN = "desa", "kecamatan"
FOLDER = "latihan"
_FIRST, _OVER, _DAMAGED = 0, 5, 6
"""Places in the list of villages: the person's own, the one above its pagu, the one that was damaged."""


class LatihanSudahAda(DesaError):
    """A folder that is to become sample data holds something already."""

    message = N_("Folder {folder} sudah berisi data, jadi data contoh tidak dibuat di sana.")
    hint = N_("Pilih folder lain yang kosong.")
    code = "K-213"


@dataclass(frozen=True, slots=True)
class Latihan:
    """The two practice offices, as folders for `--data`."""

    desa: Path
    kecamatan: Path

    def folder(self, peran: str) -> Path:
        """The folder of a role."""
        return self.desa if peran == DESA else self.kecamatan


def folder_of(places: paths.Places) -> Latihan:
    """Where the practice offices of this person lie; they need not exist yet."""
    base = places.data.parent / f"{places.data.name}-{FOLDER}"
    return Latihan(base / DESA, base / KECAMATAN)


def is_ready(there: Latihan) -> bool:
    """Whether both were made to the end."""
    return all((one / office.DATABASE).is_file() for one in (there.desa, there.kecamatan))


def prepare(there: Latihan, *, ulang: bool = False, progress: Progress | None = None) -> Latihan:
    """Make both practice offices if they are not there; `ulang` throws what was practised away.

    Nothing else is touched, and a half-made one is made anew. Takes about half a minute. Raises AlreadyOpen
    when one is open in a window, StorageFailed, PlaceRefused, ProgramIncomplete, Cancelled.
    """
    if is_ready(there) and not ulang:
        return there
    base = there.desa.parent
    for one in (there.desa, there.kecamatan):
        if one.is_dir():
            with take_lock(one):
                pass
    shutil.rmtree(base, ignore_errors=True)
    half = base.with_name(f"{base.name}-dibuat")
    shutil.rmtree(half, ignore_errors=True)
    try:
        _make(Latihan(half / DESA, half / KECAMATAN), half / "flashdisk", progress or Silent())
        half.rename(base)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return there


def fill(places: paths.Places, peran: str, progress: Progress | None = None) -> None:
    """Make the folder of these places one of the two practice offices (`kantor contoh`).

    Raises LatihanSudahAda when something lies there, and as `prepare`.
    """
    if places.data.exists() and any(places.data.iterdir()):
        raise LatihanSudahAda(folder=places.data)
    half = places.data.with_name(f"{places.data.name}-dibuat")
    shutil.rmtree(half, ignore_errors=True)
    try:
        made = Latihan(half / DESA, half / KECAMATAN)
        _make(made, half / "flashdisk", progress or Silent())
        places.data.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            places.data.rmdir()
        made.folder(peran).rename(places.data)
    finally:
        shutil.rmtree(half, ignore_errors=True)


# ------------------------------------------------------------------ making it


@dataclass
class _Clock:
    """The weeks before today, a minute at each step, so that the sample reads like a year at work."""

    at: datetime

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def _make(there: Latihan, stick: Path, progress: Progress) -> None:
    sample = _sample()
    villages = sample["desa"]
    steps = len(villages) + 1
    now = office.clock(config.Lingkungan())
    clock = _Clock(now() - timedelta(days=12))
    stick.mkdir(parents=True)
    progress.step(0, steps, _("Menyiapkan kecamatan contoh"))
    with _office(there.kecamatan, _kecamatan_of(sample), clock) as kecamatan:
        card = _name_villages(kecamatan, villages, clock)
        for number, village in enumerate(villages):
            progress.step(number + 1, steps, _("Menyiapkan Desa {nama}").format(nama=village["nama"]))
            folder = there.desa if number == _FIRST else there.desa.parent / village["kode"]
            with _office(folder, _village_of(village, sample), clock) as desa:
                _enrol(desa, kecamatan, card, stick, clock)
                _work_of_a_year(desa, sample, number, stick, clock)
                if number == _FIRST:
                    _one_more_proposal(desa, sample, clock)
            _receive(kecamatan, stick, number, clock)
            if number != _FIRST:
                shutil.rmtree(folder)
    shutil.rmtree(stick)


def _sample() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(
            (paths.resources() / "sample" / "contoh.json").read_text(encoding="utf-8")
        )
    except (OSError, ValueError) as failure:
        raise ProgramIncomplete(apa="sample/contoh.json") from failure
    return found


def _kecamatan_of(sample: dict[str, Any]) -> Persiapan:
    from desa_desktop.domain.kantor import Peran
    from desa_desktop.services.kantor import Persiapan

    one = sample["kecamatan"]
    return Persiapan(
        peran=Peran.KECAMATAN,
        kode=one["kode"],
        nama=one["nama"],
        kabupaten="Purworejo",
        provinsi="Jawa Tengah",
        kepala=one["kepala"],
        label=_("Laptop latihan"),
    )


def _village_of(village: dict[str, str], sample: dict[str, Any]) -> Persiapan:
    from desa_desktop.domain.kantor import Peran
    from desa_desktop.services.kantor import Persiapan

    return Persiapan(
        peran=Peran.DESA,
        kecamatan=sample["kecamatan"]["nama"],
        kabupaten="Purworejo",
        provinsi="Jawa Tengah",
        label=_("Laptop latihan"),
        kode=village["kode"],
        nama=village["nama"],
        kepala=village["kepala"],
        sekretaris=village["sekretaris"],
        bpd=village["bpd"],
    )


@contextlib.contextmanager
def _office(folder: Path, given: Persiapan, clock: _Clock) -> Iterator[App]:
    """A new office: keys, an empty store marked as practice, the set-up; open while the block runs."""
    from desa_desktop.domain.kantor import Peran
    from desa_desktop.services import kantor
    from desa_desktop.services.latihan import mark_as_practice

    places = paths.places({"DESA_DATA": str(folder)})
    office.create_profile(places)
    with office.open_app(places, config.Lingkungan(), now=clock) as opened:
        mark_as_practice(opened.database, by=given.label, at=clock())
        kid = opened.laptop.keys.kid
        kantor.set_up(opened.database, given, opened.aturan, kid=kid, by=given.label, at=clock())
        fresh = opened.reread()
        yield office.make_root(fresh) if given.peran is Peran.KECAMATAN else fresh


def _name_villages(app: App, villages: list[dict[str, str]], clock: _Clock) -> str:
    """The kecamatan's list; returns the digits of its card."""
    from desa_desktop.services import enrolment, kantor

    rows = [(one["kode"], one["nama"]) for one in villages]
    kantor.set_villages(app.database, rows, by=app.person, at=clock())
    return enrolment.own_number(app.database, app.laptop).nomor


def _enrol(desa: App, kecamatan: App, card: str, stick: Path, clock: _Clock) -> None:
    from desa_desktop.services import enrolment

    own, there = (desa.database, desa.laptop), (kecamatan.database, kecamatan.laptop)
    enrolment.trust_digits(desa.database, card, by=desa.person, at=clock())
    request = enrolment.write_request(*own, desa.files, stick, by=desa.person, at=clock()).berkas
    digits = enrolment.own_number(*own).nomor
    grant = enrolment.introduce(
        *there, kecamatan.files, request, digits, stick, by=kecamatan.person, at=clock()
    ).berkas
    enrolment.install_grant(*own, desa.files, grant, by=desa.person, at=clock())
    _clear(stick)


def _clear(stick: Path) -> None:
    shutil.rmtree(stick)
    stick.mkdir()


def _work_of_a_year(app: App, sample: dict[str, Any], number: int, stick: Path, clock: _Clock) -> None:
    """Proposals, a plan, rows for the kecamatan; then it is written to the stick."""
    from desa_desktop.services import exchange

    _write_proposals(app, sample, number, clock)
    _write_plan(app, sample, number, clock)
    if number != _OVER:
        _ratify(app, clock)
    [sealed] = exchange.seal(app.database, app.laptop, app.files, by=app.person, at=clock())
    exchange.copy_to(app.database, app.laptop, app.files, sealed.digest, stick, by=app.person, at=clock())


def _write_proposals(app: App, sample: dict[str, Any], number: int, clock: _Clock) -> None:
    from desa_desktop.domain.dokumen import dokumen_id
    from desa_desktop.domain.usulan import DaftarUsulan, Usulan

    assert app.kantor is not None
    tahun = app.kantor.tahun_rencana
    with app.database.unit() as unit:
        daftar = unit.get(DaftarUsulan, dokumen_id(app.kantor.id, "daftar-usulan", str(tahun)))
        rows = sample["usulan"][: 6 + number % 5]
        for place, (uraian, bidang, biaya) in enumerate(rows, start=1):
            daftar.usulan.append(
                Usulan(
                    nomor=place,
                    urut=place,
                    uraian=uraian,
                    bidang=bidang,
                    dusun=sample["dusun"][(place + number) % len(sample["dusun"])],
                    perkiraan_biaya=biaya,
                )
            )
        daftar.nomor_terakhir = len(daftar.usulan)
        unit.commit(_("isi data contoh"), app.person, clock())


def _write_plan(app: App, sample: dict[str, Any], number: int, clock: _Clock) -> None:
    from desa_desktop.domain.dokumen import dokumen_id
    from desa_desktop.domain.rkp import (
        BarisDurkp,
        Durkp,
        Kegiatan,
        Pagu,
        PolaPelaksanaan,
        RkpDesa,
        SumberBiaya,
    )

    assert app.kantor is not None
    uid, tahun = app.kantor.id, app.kantor.tahun_rencana
    with app.database.unit() as unit:
        plan = unit.get(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun)))
        for place, (kode, nama, satuan, volume, biaya) in enumerate(sample["kegiatan"], start=1):
            cost = biaya * (9 if number == _OVER else 1)  # the first mistake: far above the pagu
            plan.kegiatan.append(
                Kegiatan(
                    urut=place,
                    kode=kode,
                    nama=nama,
                    lokasi=sample["dusun"][place % len(sample["dusun"])],
                    volume=Decimal(volume),
                    satuan=satuan,
                    bulan_mulai=4,
                    bulan_selesai=7,
                    biaya=cost,
                    pola=PolaPelaksanaan.SWAKELOLA,
                    sumber_biaya=[SumberBiaya(urut=1, sumber="DDS", jumlah=cost)],
                )
            )
        plan.pagu.append(Pagu(urut=1, sumber="DDS", jumlah=sample["pagu"], is_definitif=True))
        passed = unit.get(Durkp, dokumen_id(uid, "durkp", str(tahun)))
        for place, (nama, biaya) in enumerate(sample["durkp"], start=1):
            passed.baris.append(
                BarisDurkp(
                    urut=place,
                    prioritas=place,
                    bidang="02",
                    nama=f"{nama} {app.kantor.nama}",
                    lokasi=sample["dusun"][0],
                    volume=Decimal(1),
                    satuan="paket",
                    perkiraan_biaya=biaya,
                    sumber="U1",
                    opd_tujuan="Dinas PUPR",
                )
            )
        unit.commit(_("isi data contoh"), app.person, clock())


def _ratify(app: App, clock: _Clock) -> None:
    from desa_desktop.services import rkp

    assert app.kantor is not None
    kid, tahun, why = app.laptop.keys.kid, app.kantor.tahun_rencana, _("Data contoh untuk latihan.")
    for act, nomor in ((rkp.ratify_rkp, "5"), (rkp.ratify_durkp, "6")):
        day = clock().astimezone().date()
        act(
            app.database,
            app.aturan,
            tahun,
            kid=kid,
            by=app.person,
            at=clock(),
            nomor=nomor,
            tanggal=day,
            alasan=why,
        )


def _receive(app: App, stick: Path, number: int, clock: _Clock) -> None:
    """Five are accepted; of the last two one waits in Kotak Masuk and one was damaged on the way."""
    from desa_desktop.services import exchange

    if number == _DAMAGED:
        [file] = stick.rglob("*.kirim")
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1  # the second mistake
        file.write_bytes(bytes(content))
    words = (app.database, app.laptop, app.files)
    seen = exchange.look(*words, [stick], at=clock())
    if number < _OVER:
        exchange.accept(*words, [one.sha256 for one in seen], by=app.person, at=clock())
    _clear(stick)


def _one_more_proposal(app: App, sample: dict[str, Any], clock: _Clock) -> None:
    """Something that is not sent yet, so that the first thing to practise is sending."""
    from desa_desktop.domain.dokumen import dokumen_id
    from desa_desktop.domain.usulan import DaftarUsulan, Usulan

    assert app.kantor is not None
    key = dokumen_id(app.kantor.id, "daftar-usulan", str(app.kantor.tahun_rencana))
    uraian, bidang, biaya = sample["usulan"][-1]
    with app.database.unit() as unit:
        daftar = unit.get(DaftarUsulan, key)
        number = len(daftar.usulan) + 1
        daftar.usulan.append(
            Usulan(
                nomor=number,
                urut=number,
                uraian=uraian,
                bidang=bidang,
                dusun=sample["dusun"][0],
                perkiraan_biaya=biaya,
            )
        )
        daftar.nomor_terakhir = number
        unit.commit(_("isi data contoh"), app.person, clock())
