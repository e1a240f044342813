"""A village and its kecamatan as two open programs, with folders that stand for flash disks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from builders import aturan
from desa_desktop import app as office
from desa_desktop import config, paths
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.rkp import BarisDurkp, Durkp, Kegiatan, RkpDesa
from desa_desktop.services import enrolment, kantor, rkp
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.kit import KitPanel
from desa_desktop.ui.kit.jobs import Jobs
from office import make_profile, shelf

TAHUN = 2027
BEGIN = datetime(2026, 11, 20, 3, 15, tzinfo=UTC)
VILLAGES = (("3306992001", "Tursino"), ("3306992002", "Wirun"), ("3306992003", "Kaligesing"))


class Nobody:
    """Watches long work without saying anything."""

    def step(self, done: int, total: int, label: str) -> None:
        """Nothing."""


class Clock:
    """Time that passes a minute with every question, so that nothing happens twice at one moment."""

    def __init__(self, begin: datetime) -> None:
        self.at = begin

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@dataclass
class Desks:
    """Both offices, opened, and their flash disk."""

    desa: Desk
    kecamatan: Desk
    stick: Path


def open_desk(
    stack: ExitStack, folder: Path, stick: Path, clock: Callable[[], datetime], *, kode: str, nama: str
) -> Desk:
    """One office with its real store, at a real desk; a new folder becomes that office first."""
    peran = Peran.DESA if len(kode) == 10 else Peran.KECAMATAN
    places = paths.places({"DESA_DATA": str(folder)})
    if not (folder / office.DATABASE).exists():
        make_profile(folder)
    environment = config.read_environment({"DESA_FLASHDISK": str(stick)})
    app = stack.enter_context(office.open_app(places, environment, now=clock))
    if app.kantor is None:
        given = kantor.Persiapan(
            peran=peran, kode=kode, nama=nama, kecamatan="Kutoarjo", kabupaten="Purworejo",
            provinsi="Jawa Tengah", kepala="Sutrisno Hadi", sekretaris="Lestari Wulandari", tahun=TAHUN,
        )  # fmt: skip
        kantor.set_up(app.database, given, app.aturan, kid=app.laptop.keys.kid, by="uji", at=clock())
        app = app.reread()
        if peran is Peran.KECAMATAN:
            app = office.make_root(app)
            kantor.set_villages(app.database, VILLAGES, by="uji", at=clock())
    desk = Desk(app, Jobs())
    app.database.listen(desk.hear)
    stack.callback(desk.jobs.close)
    stack.callback(desk.jobs.wait_idle)
    return desk


@contextmanager
def two_offices(folder: Path, *, enrolled: bool = False) -> Iterator[Desks]:
    """Desa Tursino and Kecamatan Kutoarjo, which knows three villages; with `enrolled` also that laptop."""
    if enrolled:
        for name in ("kec", "desa"):
            shutil.copytree(_enrolled() / name, folder / name)
    with _opened(folder, Clock(BEGIN + timedelta(hours=1) if enrolled else BEGIN)) as desks:
        yield desks


@contextmanager
def _opened(folder: Path, clock: Clock) -> Iterator[Desks]:
    stick = folder / "FLASHDISK-DESA"
    stick.mkdir()
    with ExitStack() as stack:
        kecamatan = open_desk(stack, folder / "kec", stick, clock, kode="330699", nama="Kutoarjo")
        desa = open_desk(stack, folder / "desa", stick, clock, kode="3306992001", nama="Tursino")
        yield Desks(desa, kecamatan, stick)


@cache
def _enrolled() -> Path:
    """The closed folders of both offices after their enrolment, made once in this process."""
    folder = shelf() / "dua-kantor"
    folder.mkdir()
    with _opened(folder, Clock(BEGIN)) as desks:
        enrol(desks)
    return folder


def enrol(desks: Desks) -> None:
    """Both sides type the other's digits, as the screens do, without the screens."""
    desa, kec = desks.desa, desks.kecamatan
    enrol_one(desa, kec, desks.stick)


def enrol_one(desa: Desk, kec: Desk, stick: Path) -> None:
    """One village laptop of any office."""
    by = {"by": "uji"}
    card = enrolment.own_number(kec.app.database, kec.app.laptop).nomor
    enrolment.trust_digits(desa.app.database, card, at=desa.now(), **by)
    made = enrolment.write_request(
        desa.app.database, desa.app.laptop, desa.app.files, stick, at=desa.now(), **by
    )
    sheet = enrolment.own_number(desa.app.database, desa.app.laptop).nomor
    grant = enrolment.introduce(
        kec.app.database, kec.app.laptop, kec.app.files, made.berkas, sheet, stick, at=kec.now(), **by
    )
    enrolment.install_grant(
        desa.app.database, desa.app.laptop, desa.app.files, grant.berkas, at=desa.now(), **by
    )
    for file in stick.rglob("*.kirim"):
        file.unlink()


def fill_plan(desk: Desk, *, biaya: int = 74_000_000, ratify: bool = True) -> None:
    """A short plan and a DU-RKP with two proposals; ratified when asked."""
    database, at = desk.app.database, desk.now()
    with database.unit() as unit:
        plan = unit.get(RkpDesa, rkp.rkp_key(database, TAHUN))
        plan.kegiatan[:] = [
            Kegiatan(urut=1, nama="Rehab posyandu Melati", kode="", lokasi="Dusun Krajan", biaya=biaya),
            Kegiatan(urut=2, nama="Rabat jalan RT 05", kode="", lokasi="Dusun Lor", biaya=40_000_000),
        ]
        durkp = unit.get(Durkp, rkp.durkp_key(database, TAHUN))
        durkp.baris[:] = [
            BarisDurkp(
                urut=1, prioritas=1, nama="Pengaspalan jalan Tursino", lokasi="Dusun Kidul",
                perkiraan_biaya=200_000_000, alasan="Melewati dua desa", opd_tujuan="Dinas PUPR",
                sumber="U1", volume=Decimal(800), satuan="m",
            ),
            BarisDurkp(
                urut=2, prioritas=2, nama="Normalisasi sungai", lokasi="Dusun Lor",
                perkiraan_biaya=150_000_000, alasan="Di luar kewenangan desa", opd_tujuan="Dinas PUPR",
                sumber="U1", volume=Decimal(800), satuan="m",
            ),
        ]  # fmt: skip
        unit.commit("isi rencana", "uji", at)
    if ratify:
        rkp.ratify_durkp(
            database,
            aturan(),
            TAHUN,
            alasan="sudah disepakati",
            kid=desk.app.laptop.keys.kid,
            by="uji",
            at=at,
        )


def settle(desk: Desk) -> None:
    """Let both lanes run empty and everything be painted."""
    for _round in range(4):
        desk.jobs.wait_idle()
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()


def make_kit(panel: KitPanel) -> None:
    """Step 2 of an enrolment: a kit is shown, two of its groups are read back from the paper."""
    panel.begin()
    groups = [one.text() for one in panel.groups]
    panel.written.click()
    for label, line in panel.fields:
        line.setText(groups[int(label.text()[-1]) - 1])
    panel.done.click()
    settle(panel._desk)


def answer_each(*words: str, before: list[QWidget] | None = None) -> None:
    """Answer the next questions, one after the other, with these words ("" where nothing is to be typed)."""
    known = before if before is not None else []
    if words:
        answer_next("tanya.lanjut", words[0], lambda: answer_each(*words[1:], before=known), known)


def answer_next(
    button: str,
    reason: str = "",
    then: Callable[[], object] | None = None,
    before: list[QWidget] | None = None,
) -> None:
    """Answer the next question: fill in the reason and press the button with this object name."""

    answered: list[QWidget] = before if before is not None else []

    def act() -> None:
        box = QApplication.activeModalWidget()
        if box is None or box in answered:
            QTimer.singleShot(20, act)
            return
        answered.append(box)
        assert isinstance(box, QDialog | QMessageBox)
        if reason:
            field = box.findChild(QPlainTextEdit)
            line = box.findChild(QLineEdit)
            assert field is not None or line is not None
            if field is not None:
                field.setPlainText(reason)
            elif line is not None:
                line.setText(reason)
        pressed = box.findChild(QPushButton, button)
        assert pressed is not None, [one.objectName() for one in box.findChildren(QPushButton)]
        if then is not None:
            then()
        pressed.click()

    QTimer.singleShot(0, act)
