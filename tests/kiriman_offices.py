"""Two villages and their kecamatan with real folders, real stores and real files, already enrolled."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import builders
import office
from desa_desktop.app import App
from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.identity import office_uid
from desa_desktop.domain.rkp import BarisDurkp, Durkp, Kegiatan, Pagu, PolaPelaksanaan, RkpDesa, SumberBiaya
from desa_desktop.domain.usulan import DaftarUsulan
from desa_desktop.files import FS, Fs
from desa_desktop.services import editing, enrolment, exchange, kantor, rkp
from desa_desktop.store import archive
from desa_desktop.store.place import BALLAST_NAME

TURSINO, WIRUN, KUTOARJO = "3306992001", "3306992002", "330699"
VILLAGES = {TURSINO: "Tursino", WIRUN: "Wirun"}
__all__ = ["DaftarUsulan", "Desa", "Kegiatan", "Perangkat", "kantor"]
KETIKA = office.PUKUL
OLEH = "Ratna"


@dataclass
class Offices:
    """The folders of three offices and of a flash disk; an office is opened only while it works."""

    folder: Path
    hari: int = 0

    @property
    def stick(self) -> Path:
        return self.folder / "flashdisk"

    @property
    def at(self) -> datetime:
        """A later moment at each call, as on a real clock."""
        self.hari += 1
        return KETIKA + timedelta(minutes=self.hari)

    @contextmanager
    def open(self, kode: str, fs: Fs = FS) -> Iterator[App]:
        nama = VILLAGES.get(kode, "Kutoarjo")
        with office.open_office(self.folder / kode, kode=kode, nama=nama, at=self.at, fs=fs) as app:
            yield app

    def on_stick(self, letter: str = "") -> list[Path]:
        """The kiriman on the flash disk, in order of their names."""
        return sorted(self.stick.glob(f"KIRIMAN/*/{letter}*.kirim"))

    def clear_stick(self) -> None:
        shutil.rmtree(self.stick)
        self.stick.mkdir()


def make_offices(folder: Path) -> Offices:
    """Set up and enrol three offices through the services alone."""
    made = Offices(folder)
    made.stick.mkdir(parents=True)
    with made.open(KUTOARJO) as kec:
        rows = list(VILLAGES.items())
        kantor.set_villages(kec.database, rows, by=OLEH, at=made.at)
        card = enrolment.own_number(kec.database, kec.laptop)
    for kode in VILLAGES:
        enrol(made, kode, card.nomor)
    made.clear_stick()
    return made


def enrol(made: Offices, kode: str, card: str) -> None:
    """One village: types the card, asks, is introduced, installs its grant."""
    made.clear_stick()
    with made.open(kode) as desa:
        enrolment.trust_digits(desa.database, card, by=OLEH, at=made.at)
        enrolment.write_request(desa.database, desa.laptop, desa.files, made.stick, by=OLEH, at=made.at)
        digits = enrolment.own_number(desa.database, desa.laptop).nomor
    [request] = made.on_stick("M")
    with made.open(KUTOARJO) as kec:
        enrolment.introduce(
            kec.database, kec.laptop, kec.files, request, digits, made.stick, by=OLEH, at=made.at
        )
    [grant] = made.on_stick("T")
    with made.open(kode) as desa:
        enrolment.install_grant(desa.database, desa.laptop, desa.files, grant, by=OLEH, at=made.at)


def copied(template: Path, folder: Path) -> Offices:
    """The enrolled offices as a fresh copy, without the room kept aside, which each start makes again."""
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns(BALLAST_NAME))
    return Offices(folder, hari=1000)


# ------------------------------------------------------------------ what a village does


def add_usulan(app: App, uraian: str, at: datetime, **values: Any) -> Any:
    """A proposal in the list of the year; returns its id."""
    key = dokumen_id(app.kantor.id, "daftar-usulan", str(office.TAHUN))  # type: ignore[union-attr]
    with app.database.unit() as unit:
        daftar = unit.get(DaftarUsulan, key)
        one = builders.usulan(nomor=len(daftar.usulan) + 1, uraian=uraian, **values)
        daftar.usulan.append(one)
        daftar.nomor_terakhir = len(daftar.usulan)
        unit.commit("tambah usulan", OLEH, at)
    return one.id


def add_plan(app: App, at: datetime, *, kegiatan: int = 3, biaya: int = 50_000_000) -> list[Any]:
    """A plan that can be ratified, and one row of DU-RKP; returns the ids of the activities."""
    assert app.kantor is not None
    uid = app.kantor.id
    with app.database.unit() as unit:
        plan = unit.get(RkpDesa, dokumen_id(uid, "rkp-desa", str(office.TAHUN)))
        for number in range(1, kegiatan + 1):
            plan.kegiatan.append(activity(number, biaya))
        plan.pagu.append(Pagu(urut=1, sumber="DDS", jumlah=900_000_000, is_definitif=True))
        passed = unit.get(Durkp, dokumen_id(uid, "durkp", str(office.TAHUN)))
        passed.baris.append(durkp_row(1, f"Pengaspalan jalan {app.kantor.nama}"))
        unit.commit("isi rencana", OLEH, at)
        return [one.id for one in plan.kegiatan]


def activity(number: int, biaya: int) -> Kegiatan:
    return Kegiatan(
        urut=number,
        kode="02.03.10",
        nama=f"Talud RT {number:02}",
        lokasi=f"RT {number:02}",
        volume=Decimal(120),
        satuan="m",
        bulan_mulai=5,
        bulan_selesai=7,
        biaya=biaya,
        pola=PolaPelaksanaan.SWAKELOLA,
        sumber_biaya=[SumberBiaya(urut=1, sumber="DDS", jumlah=biaya)],
    )


def durkp_row(number: int, nama: str, biaya: int = 900_000_000) -> BarisDurkp:
    return BarisDurkp(
        urut=number,
        prioritas=number,
        bidang="02",
        nama=nama,
        lokasi="Krajan",
        volume=Decimal(900),
        satuan="m",
        perkiraan_biaya=biaya,
        penerima_l=300,
        penerima_p=310,
        sumber="U1",
        opd_tujuan="Dinas PUPR",
    )


def ratify(app: App, at: datetime) -> None:
    """Both plans of the year, whatever Peringatan there are."""
    kid = app.laptop.keys.kid
    rkp.ratify_rkp(
        app.database, app.aturan, office.TAHUN, kid=kid, by=OLEH, at=at, nomor="5",
        tanggal=date(2026, 9, 20), alasan="Contoh.",
    )  # fmt: skip
    rkp.ratify_durkp(
        app.database, app.aturan, office.TAHUN, kid=kid, by=OLEH, at=at, nomor="6",
        tanggal=date(2026, 9, 20), alasan="Contoh.",
    )  # fmt: skip


def ratify_rkp(app: App, at: datetime) -> None:
    """The plan alone."""
    rkp.ratify_rkp(
        app.database, app.aturan, office.TAHUN, kid=app.laptop.keys.kid, by=OLEH, at=at, alasan="Contoh."
    )


def uid(kode: str) -> UUID:
    """The lasting name of an office."""
    return office_uid(kode)


def first_officer(app: App) -> UUID:
    """The first officer of the village's profile."""
    assert app.kantor is not None
    with app.database.read() as unit:
        return unit.get(Desa, app.kantor.id).perangkat[0].id


def picture(app: App) -> dict[str, Any]:
    """Everything the exchange keeps, but for Kotak Masuk and what only counts steps."""
    with app.database.read() as unit:
        return {
            table.name: sorted(
                str({key: value for key, value in row.items() if key not in HISTORY})
                for row in unit.connection.execute(table.select()).mappings()
            )
            for table in archive.book.metadata.tables.values()
            if table.name not in UNSEEN
        }


HISTORY = frozenset({"versi", "diubah_pada", "langkah_tabel"})
UNSEEN = frozenset(
    {"langkah", "langkah_baris", "audit", "kotak_masuk", "cadangan", "dokumen", "meta", "kiriman_keluar"}
)


def set_cost(app: App, key: Any, biaya: int, at: datetime) -> None:
    rkp.set_cost(app.database, key, biaya, by=OLEH, at=at)


def remove(app: App, kind: type[Any], keys: list[Any], at: datetime) -> None:
    editing.remove_rows(app.database, kind, keys, by=OLEH, at=at)


# ------------------------------------------------------------------ the walk of a kiriman


def send(made: Offices, app: App, *, untuk: str = "", lengkap: bool = False) -> list[exchange.KirimanKeluar]:
    """Seal and copy to the flash disk."""
    sealed = exchange.seal(
        app.database, app.laptop, app.files, untuk=untuk, lengkap=lengkap, by=OLEH, at=made.at
    )
    for one in sealed:
        exchange.copy_to(app.database, app.laptop, app.files, one.digest, made.stick, by=OLEH, at=made.at)
    return sealed


def look(made: Offices, app: App, paths: list[Path] | None = None) -> list[exchange.KirimanMasuk]:
    return exchange.look(app.database, app.laptop, app.files, paths or [made.stick], at=made.at)


def accept(made: Offices, app: App, keys: list[Any], **more: Any) -> exchange.HasilTerima:
    return exchange.accept(app.database, app.laptop, app.files, keys, by=OLEH, at=made.at, **more)


def preview(made: Offices, app: App, key: Any) -> exchange.Tinjauan:
    return exchange.preview(
        app.database, app.laptop, app.files, key, app.aturan, at=made.at, templates=app.templates
    )
