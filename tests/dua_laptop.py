"""Two laptops of one village and their kecamatan: what both write apart meets on a flash disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import office
from desa_desktop.app import App
from desa_desktop.services import enrolment, exchange, kantor
from kiriman_offices import KUTOARJO, OLEH, TURSINO, VILLAGES, Offices, accept, look

SEKDES, OPERATOR = "sekdes", "operator"


@dataclass
class Laptops(Offices):
    """Offices by folder, so that one village may have two."""

    @contextmanager
    def at_laptop(self, name: str) -> Iterator[App]:
        with office.open_office(self.folder / name, kode=TURSINO, nama="Tursino", at=self.at) as app:
            yield app


def make_laptops(folder: Path) -> Laptops:
    """Both laptops set up and enrolled; each knows the other from the kecamatan's list of keys."""
    made = Laptops(folder)
    made.stick.mkdir(parents=True)
    with made.open(KUTOARJO) as kec:
        kantor.set_villages(kec.database, list(VILLAGES.items()), by=OLEH, at=made.at)
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    for name in (SEKDES, OPERATOR):
        enrol_laptop(made, name, card)
    made.clear_stick()
    with made.open(KUTOARJO) as kec:  # the first laptop hears of the second
        feedback = exchange.seal(kec.database, kec.laptop, kec.files, untuk=TURSINO, by=OLEH, at=made.at)
        for one in feedback:
            exchange.copy_to(kec.database, kec.laptop, kec.files, one.digest, made.stick, by=OLEH, at=made.at)
    for name in (SEKDES, OPERATOR):
        with made.at_laptop(name) as app:
            take_all(made, app)
    made.clear_stick()
    return made


def enrol_laptop(made: Laptops, name: str, card: str) -> None:
    """One laptop: types the card, asks, is introduced, installs its grant."""
    made.clear_stick()
    with made.at_laptop(name) as desa:
        enrolment.trust_digits(desa.database, card, by=OLEH, at=made.at)
        enrolment.write_request(desa.database, desa.laptop, desa.files, made.stick, by=OLEH, at=made.at)
        digits = enrolment.own_number(desa.database, desa.laptop).nomor
    [request] = made.on_stick("M")
    with made.open(KUTOARJO) as kec:
        enrolment.introduce(
            kec.database, kec.laptop, kec.files, request, digits, made.stick, by=OLEH, at=made.at
        )
    [grant] = made.on_stick("T")
    with made.at_laptop(name) as desa:
        enrolment.install_grant(desa.database, desa.laptop, desa.files, grant, by=OLEH, at=made.at)


def to_other_laptop(made: Laptops, app: App) -> None:
    """A peer kiriman on the flash disk."""
    for one in exchange.seal(app.database, app.laptop, app.files, untuk="laptop", by=OLEH, at=made.at):
        exchange.copy_to(app.database, app.laptop, app.files, one.digest, made.stick, by=OLEH, at=made.at)


def take_all(made: Laptops, app: App) -> exchange.HasilTerima:
    """Accept whatever on the stick is for this laptop; a copied folder counts as a restored laptop."""
    wanted = ("sah", "bercabang", "laptop_dipulihkan")
    good = [one.sha256 for one in look(made, app) if one.keadaan in wanted]
    return accept(made, app, good, confirmed=good)


def meet(made: Laptops) -> None:
    """Each laptop writes for the other, then each takes in what the other wrote."""
    made.clear_stick()
    for name in (SEKDES, OPERATOR):
        with made.at_laptop(name) as app:
            to_other_laptop(made, app)
    for name in (SEKDES, OPERATOR):
        with made.at_laptop(name) as app:
            take_all(made, app)
    made.clear_stick()
