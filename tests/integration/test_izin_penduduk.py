"""The register on its way: only when the kecamatan asks and the village agrees, and taken out again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from PIL import Image

import kiriman_offices as walk
from builders import kode_penduduk
from desa_desktop.app import App
from desa_desktop.domain.izin import Kata
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing, enrolment, exchange, foto_penduduk, statistik
from desa_desktop.services import penduduk as people
from desa_desktop.services import penduduk_kecamatan as registers
from desa_desktop.services.exchange import TidakBisaDibatalkan, TidakDiminta, izin, register
from desa_desktop.services.milik import PendudukMilikDesa
from desa_desktop.services.penduduk import SaringPenduduk
from kiriman_offices import KUTOARJO, OLEH, TURSINO, WIRUN, Offices
from warga_layar import Warga, move_in

HARI_INI = date(2026, 8, 12)


@dataclass
class Village:
    """The offices, and the people of Tursino as they moved in."""

    offices: Offices
    warga: Warga

    @property
    def secrets(self) -> list[str]:
        """What must not be read where it does not belong: every NIK, KK and name."""
        found = [one.nik for one in self.warga.orang.values() if one.nik]
        found += [one.no_kk for one in self.warga.keluarga.values()]
        return found + [one.nama for one in self.warga.orang.values()]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Warga]:
    """Two villages and their kecamatan; seven people live in Tursino."""
    folder = tmp_path_factory.mktemp("izin") / "kantor"
    offices = walk.make_offices(folder)
    with offices.open(TURSINO) as desa:
        warga = move_in(desa.database)
    return folder, warga


@pytest.fixture
def village(template: tuple[Path, Warga], tmp_path: Path) -> Village:
    return Village(walk.copied(template[0], tmp_path / "kantor"), template[1])


def ask(village: Village, *, minta: bool = True, kode: str = TURSINO) -> None:
    """The kecamatan asks (or stops), and the village installs what it brought."""
    offices = village.offices
    offices.clear_stick()
    with offices.open(KUTOARJO) as kec:
        [made] = enrolment.ask_register(
            kec.database, kec.laptop, kec.files, kode, offices.stick, minta=minta, by=OLEH, at=offices.at
        )
    with offices.open(kode) as desa:
        enrolment.install_grant(desa.database, desa.laptop, desa.files, made.berkas, by=OLEH, at=offices.at)
    offices.clear_stick()


def agree(village: Village, *, setuju: bool = True, sampai: date | None = None) -> None:
    offices = village.offices
    with offices.open(TURSINO) as desa:
        izin.decide(
            desa.database, desa.laptop, setuju=setuju, oleh="Suharto", jabatan="Kepala Desa", sampai=sampai,
            by=OLEH, at=offices.at,
        )  # fmt: skip


def plan(village: Village) -> exchange.RencanaKirim:
    with village.offices.open(TURSINO) as desa:
        return exchange.what_travels(desa.database, desa.laptop, desa.files, at=village.offices.at)


def send(village: Village) -> None:
    """The village's next kiriman is on the stick, alone."""
    village.offices.clear_stick()
    with village.offices.open(TURSINO) as desa:
        walk.send(village.offices, desa)


def take(village: Village, **more: Any) -> exchange.HasilTerima:
    """The kecamatan accepts what is on the stick."""
    with village.offices.open(KUTOARJO) as kec:
        found = walk.look(village.offices, kec)
        return walk.accept(village.offices, kec, [one.sha256 for one in found], **more)


def everything(app: App) -> str:
    """Every value of every table of a store."""
    with app.database.read() as unit:
        names = unit.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [one for one in names.scalars() if not one.startswith("sqlite")]
        return "\n".join(
            str(row) for name in tables for row in unit.connection.exec_driver_sql(f'SELECT * FROM "{name}"')
        )


def known_at_kecamatan(village: Village) -> list[str]:
    """Which of the secrets the kecamatan's store holds anywhere."""
    with village.offices.open(KUTOARJO) as kec:
        held = everything(kec)
    return [one for one in village.secrets if one in held]


def rows(app: App, kind: type[Any]) -> dict[UUID, Any]:
    with app.database.read() as unit:
        return {one.id: one for one in unit.select(kind)}


def change(village: Village, who: str, **values: Any) -> None:
    with village.offices.open(TURSINO) as desa:
        key = village.warga.orang[who].id
        editing.change(desa.database, Penduduk, key, values, by=OLEH, at=village.offices.at)


# ------------------------------------------------------------------ asking and agreeing


def test_nobody_is_asked_by_itself_and_then_there_is_nothing_to_agree_to(village: Village) -> None:
    with village.offices.open(TURSINO) as desa:
        assert not izin.get_izin(desa.database).is_diminta
        with pytest.raises(TidakDiminta) as refused:
            izin.decide(
                desa.database, desa.laptop, setuju=True, oleh="Suharto", jabatan="", by=OLEH,
                at=village.offices.at,
            )  # fmt: skip
    assert refused.value.code == "K-317"
    assert plan(village).penduduk is None


def test_asked_but_not_agreed_nothing_of_anybody_leaves(village: Village) -> None:
    ask(village)
    shown = plan(village)
    assert shown.izin.is_diminta
    assert shown.penduduk is None
    assert "penduduk" not in {one.jenis for one in shown.baris}
    send(village)
    take(village)
    assert known_at_kecamatan(village) == []


def test_a_laptop_that_is_enrolled_with_the_request_reads_it_from_its_grant(tmp_path: Path) -> None:
    offices = Offices(tmp_path / "kantor")
    offices.stick.mkdir(parents=True)
    with offices.open(KUTOARJO) as kec:
        walk.kantor.set_villages(kec.database, [(TURSINO, "Tursino")], by=OLEH, at=offices.at)
        card = enrolment.own_number(kec.database, kec.laptop).nomor
    with offices.open(TURSINO) as desa:
        enrolment.trust_digits(desa.database, card, by=OLEH, at=offices.at)
        enrolment.write_request(desa.database, desa.laptop, desa.files, offices.stick, by=OLEH, at=offices.at)
        digits = enrolment.own_number(desa.database, desa.laptop).nomor
    [request] = offices.on_stick("M")
    with offices.open(KUTOARJO) as kec:
        made = enrolment.introduce(
            kec.database, kec.laptop, kec.files, request, digits, offices.stick, by=OLEH, at=offices.at,
            minta=True,
        )  # fmt: skip
        listed = {one.kode: one.minta_penduduk for one in enrolment.list_keys(kec.database, kec.laptop)}
    assert listed == {KUTOARJO: False, TURSINO: True}
    with offices.open(TURSINO) as desa:
        enrolment.install_grant(desa.database, desa.laptop, desa.files, made.berkas, by=OLEH, at=offices.at)
        said = izin.get_izin(desa.database)
    assert (said.is_diminta, said.is_berlaku) == (True, False)


def test_who_decided_and_when_is_kept_and_stands_in_the_history(village: Village) -> None:
    ask(village)
    with village.offices.open(TURSINO) as desa, pytest.raises(InvalidInput):
        izin.decide(
            desa.database, desa.laptop, setuju=True, oleh=" ", jabatan="", by=OLEH, at=village.offices.at
        )
    agree(village)
    agree(village, setuju=False)
    with village.offices.open(TURSINO) as desa:
        said = izin.get_izin(desa.database).riwayat
        with desa.database.read() as unit:
            steps = unit.connection.execute(sa.text("SELECT nama, jenis FROM langkah ORDER BY id")).all()
            acts = unit.connection.execute(sa.text("SELECT tindakan FROM audit")).scalars().all()
    assert [(one.kata, one.oleh, one.jabatan) for one in said[1:]] == [
        (Kata.SETUJU, "Suharto", "Kepala Desa"),
        (Kata.CABUT, "Suharto", "Kepala Desa"),
    ]
    assert said[0].kata is Kata.DIMINTA
    assert said[1].pada < said[2].pada
    assert [tuple(one) for one in steps][-2:] == [
        ("setujui data penduduk dikirim ke kecamatan", "sahkan"),
        ("cabut izin data penduduk", "sahkan"),
    ]
    assert {"izin-setuju", "izin-cabut"} <= set(acts)


# ------------------------------------------------------------------ travelling


@pytest.fixture
def arrived(village: Village) -> Iterator[Village]:
    """Asked, agreed, sent and accepted."""
    ask(village)
    change(village, "WAGIMAN", telepon="081234567890", catatan="Titip kunci balai", email="w@contoh.id")
    agree(village)
    send(village)
    assert take(village).gagal == ()
    return village


def test_before_sealing_it_is_said_how_many_people_go_along_and_who_agreed(village: Village) -> None:
    ask(village)
    agree(village)
    shown = plan(village)
    assert shown.penduduk == 7
    assert shown.izin.terakhir is not None
    assert shown.izin.terakhir.oleh == "Suharto"
    assert [one.judul for one in shown.baris if one.jenis == "penduduk"] == ["Data Penduduk"]


def test_the_kecamatan_holds_every_person_and_family_as_the_village_wrote_them(arrived: Village) -> None:
    with arrived.offices.open(TURSINO) as desa:
        own = {kind: rows(desa, kind) for kind in (Penduduk, Keluarga)}
    with arrived.offices.open(KUTOARJO) as kec:
        theirs = {kind: rows(kec, kind) for kind in (Penduduk, Keluarga)}
    for kind, held in own.items():
        assert held.keys() == theirs[kind].keys()
        for key, one in held.items():
            for name in register.register.travelling(kind):
                assert getattr(theirs[kind][key], name) == getattr(one, name), name


def test_contacts_and_notes_stay_in_the_village(arrived: Village) -> None:
    with arrived.offices.open(KUTOARJO) as kec:
        held = everything(kec)
    assert "WAGIMAN" in held
    assert [one for one in ("081234567890", "Titip kunci", "w@contoh.id") if one in held] == []


def state(village: Village) -> str:
    """Where the register stands on its way."""
    with village.offices.open(TURSINO) as desa:
        states = exchange.transport_states(desa.database)
    found = states.get(register.key_of(walk.uid(TURSINO)))
    return found.keadaan if found is not None else ""


def test_what_waits_to_be_sent_counts_the_register_once_it_is_agreed(village: Village) -> None:
    ask(village)
    assert state(village) == ""
    agree(village)
    assert state(village) == "belum_dikirim"
    send(village)
    assert state(village) == "dikirim"
    change(village, "WAGIMAN", telepon="081234567890")
    assert state(village) == "dikirim", "a telephone number does not travel"
    change(village, "WAGIMAN", pekerjaan=9)
    assert state(village) == "berubah"
    agree(village, setuju=False)
    assert state(village) == "berubah", "the withdrawal waits to be sent"
    send(village)
    assert state(village) == "dikirim"


def test_it_is_held_as_received_and_does_not_travel_again_without_a_change(arrived: Village) -> None:
    offices = arrived.offices
    offices.clear_stick()
    with offices.open(KUTOARJO) as kec:
        walk.send(offices, kec, untuk=TURSINO)
    with offices.open(TURSINO) as desa:
        found = walk.look(offices, desa)
        done = walk.accept(offices, desa, [one.sha256 for one in found])
        assert done.gagal == ()
        assert len(rows(desa, Penduduk)) == 7
    assert [one.sebab for one in plan(arrived).baris if one.jenis == "penduduk"] == ["lengkap"]


def test_tinjau_counts_and_names_what_changed_with_the_numbers_masked(arrived: Village) -> None:
    change(arrived, "SUPARDI", nama="SUPARDI WIDODO", pekerjaan=9)
    change(arrived, "PARTI", nik="3306994102500077")
    with arrived.offices.open(TURSINO) as desa:
        fresh = Penduduk(
            desa_id=arrived.warga.orang["PARTI"].desa_id, nama="NGATINI", nik="3306995010900001", jk="P"
        )
        people.add_penduduk(desa.database, fresh, by=OLEH, at=arrived.offices.at)
    send(arrived)
    with arrived.offices.open(KUTOARJO) as kec:
        [found] = walk.look(arrived.offices, kec)
        shown = exchange.preview(
            kec.database, kec.laptop, kec.files, found.sha256, kec.aturan, at=arrived.offices.at,
            kode=kode_penduduk,
        )  # fmt: skip
        [one] = [each for each in shown.dokumen if each.jenis == "penduduk"]
        assert len(rows(kec, Penduduk)) == 7, "looking stores nothing"
    assert (one.baru, one.berubah, one.dihapus, one.sama) == (1, 2, 0, 5)
    assert one.kalimat.startswith("Penduduk: 1 baru, 2 berubah, 0 tidak ada lagi, 5 sama. 3 keluarga sama.")
    lines = {(beda.judul, beda.kolom): (beda.semula_teks, beda.menjadi_teks) for beda in one.beda}
    assert lines["SUPARDI WIDODO", "nama"] == ("SUPARDI", "SUPARDI WIDODO")
    assert lines["SUPARDI WIDODO", "pekerjaan"][1] == kode_penduduk().word("pekerjaan", 9)
    assert lines["PARTI", "nik"][1] == "330699******0077"
    assert lines["NGATINI", ""] == ("", "330699******0001")
    assert [each for each in (*arrived.secrets[:6], "3306994102500077") if each in str(one)] == []


def test_a_change_arrives_alone_and_taking_it_back_brings_the_earlier_state(arrived: Village) -> None:
    key = arrived.warga.orang["SUPARDI"].id
    change(arrived, "SUPARDI", nama="SUPARDI WIDODO")
    send(arrived)
    done = take(arrived).diterima[0]
    with arrived.offices.open(KUTOARJO) as kec:
        assert rows(kec, Penduduk)[key].nama == "SUPARDI WIDODO"
        exchange.undo_acceptance(
            kec.database, kec.laptop, kec.files, done.digest, by=OLEH, at=arrived.offices.at
        )
        assert rows(kec, Penduduk)[key].nama == "SUPARDI"
    assert take(arrived).gagal == ()
    with arrived.offices.open(KUTOARJO) as kec:
        assert rows(kec, Penduduk)[key].nama == "SUPARDI WIDODO"


def test_the_list_of_an_open_kecamatan_follows_what_it_accepts_and_takes_back(arrived: Village) -> None:
    change(arrived, "SUPARDI", nama="SUPARDI WIDODO")
    send(arrived)
    with arrived.offices.open(KUTOARJO) as kec:

        def found(kata: str) -> list[str]:
            page = people.list_penduduk(kec.database, SaringPenduduk(kata=kata), HARI_INI)
            return [one.nama for one in page.baris]

        assert found("supardi") == ["SUPARDI"]
        [row] = walk.look(arrived.offices, kec)
        [done] = walk.accept(arrived.offices, kec, [row.sha256]).diterima
        assert found("supardi") == ["SUPARDI WIDODO"]
        exchange.undo_acceptance(
            kec.database, kec.laptop, kec.files, done.digest, by=OLEH, at=arrived.offices.at
        )
        assert found("supardi") == ["SUPARDI"]


def test_taking_back_the_first_acceptance_leaves_nobody_behind(arrived: Village) -> None:
    with arrived.offices.open(KUTOARJO) as kec:
        [row] = [one for one in exchange.inbox(kec.database) if one.jenis == "data"]
        exchange.undo_acceptance(
            kec.database, kec.laptop, kec.files, row.digest, by=OLEH, at=arrived.offices.at
        )
        assert rows(kec, Penduduk) == {}
    assert known_at_kecamatan(arrived) == []
    with arrived.offices.open(KUTOARJO) as kec:
        walk.accept(arrived.offices, kec, [row.sha256])
        assert len(rows(kec, Penduduk)) == 7
        with kec.database.read() as unit:
            noted = unit.connection.execute(
                sa.text("SELECT count(*) FROM langkah_baris WHERE tabel IN ('penduduk', 'keluarga')")
            ).scalar()
        assert noted == 0, "the journal keeps no copy of other offices' people"


def test_two_people_may_exchange_their_temporary_numbers(arrived: Village) -> None:
    with arrived.offices.open(TURSINO) as desa:
        pair = [arrived.warga.orang["BAYI"].id, arrived.warga.orang["SUPARDI"].id]
        for key, number in zip(pair, (None, 1), strict=True):
            editing.change(
                desa.database, Penduduk, key, {"nomor_sementara": number, "nik": ""}, by=OLEH,
                at=arrived.offices.at,
            )  # fmt: skip
        editing.change(
            desa.database, Penduduk, pair[0], {"nomor_sementara": 2}, by=OLEH, at=arrived.offices.at
        )
    send(arrived)
    assert take(arrived).gagal == ()
    with arrived.offices.open(KUTOARJO) as kec:
        held = rows(kec, Penduduk)
    assert [held[key].nomor_sementara for key in pair] == [2, 1]


def test_many_people_gone_at_once_wait_for_a_persons_word(village: Village) -> None:
    ask(village)
    agree(village)
    with village.offices.open(TURSINO) as desa:
        more = [
            Penduduk(desa_id=village.warga.orang["PARTI"].desa_id, nama=f"WARGA {number}", jk="L")
            for number in range(20)
        ]
        for one in more:
            people.add_penduduk(desa.database, one, by=OLEH, at=village.offices.at)
    send(village)
    take(village)
    with village.offices.open(TURSINO) as desa:
        walk.remove(desa, Penduduk, [one.id for one in more[:12]], village.offices.at)
    send(village)
    with village.offices.open(KUTOARJO) as kec:
        [found] = walk.look(village.offices, kec)
        shown = walk.preview(village.offices, kec, found.sha256)
        assert [one.teks for one in shown.peringatan if one.kode == "W_MASS_DELETE"] == [
            "Kiriman ini menghapus 12 dari 27 penduduk. Pastikan ke desa sebelum melanjutkan."
        ]
        done = walk.accept(village.offices, kec, [found.sha256])
        assert [one.kode for one in done.gagal] == ["W_MASS_DELETE"]
        assert len(rows(kec, Penduduk)) == 27
        walk.accept(village.offices, kec, [found.sha256], confirmed=[found.sha256])
        assert len(rows(kec, Penduduk)) == 15


# ------------------------------------------------------------------ judging


def test_a_register_that_nobody_asked_for_puts_the_whole_kiriman_into_quarantine(village: Village) -> None:
    offices = village.offices
    # a village that believes it was asked
    with offices.open(TURSINO) as desa, desa.database.unit() as unit:
        izin.take_request(unit, desa.laptop, frozenset({"penduduk"}), "–", at=offices.at)
        unit.commit("uji", OLEH, offices.at)
    agree(village)
    send(village)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
    assert (found.kode, found.keadaan, found.tempat) == ("E_DOC_SCOPE", "isi_ditolak", "karantina")
    assert found.teks == (
        "Kiriman desa Tursino berisi dokumen yang bukan haknya (Data Penduduk)."
        " Seluruh kiriman ditahan. Hubungi desa."
    )
    assert known_at_kecamatan(village) == []


def test_content_that_no_register_can_hold_is_refused_without_naming_anybody(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(village)
    agree(village)
    read = register.register.read_register

    def bent(*given: Any) -> dict[str, Any]:
        isi = dict(read(*given))
        isi["penduduk"] = [{**one, "nik": "330699SALAH"} for one in isi["penduduk"]]
        return isi

    monkeypatch.setattr(register.register, "read_register", bent)
    send(village)
    monkeypatch.undo()
    with village.offices.open(KUTOARJO) as kec:
        [found] = walk.look(village.offices, kec)
        assert rows(kec, Penduduk) == {}
    assert (found.kode, found.tempat) == ("E_ISI", "masuk")
    assert found.teks.startswith("7 isian tidak sah, contoh: Data Penduduk /penduduk: NIK.")
    assert [one for one in village.secrets if one in found.teks] == []


def test_records_of_another_village_are_not_taken_over(arrived: Village) -> None:
    """Wirun sends people under the ids of Tursino's."""
    ask(arrived, kode=WIRUN)
    offices = arrived.offices
    with offices.open(WIRUN) as desa:
        assert desa.kantor is not None
        with desa.database.unit() as unit:
            unit.add(Penduduk(id=arrived.warga.orang["PARTI"].id, desa_id=desa.kantor.id, nama="TIRUAN"))  # type: ignore[arg-type]
            unit.commit("uji", OLEH, offices.at)
        izin.decide(desa.database, desa.laptop, setuju=True, oleh="Kades", jabatan="", by=OLEH, at=offices.at)
        offices.clear_stick()
        walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        assert found.kode == "E_ISI"
        assert "nomor catatan sudah dipakai desa lain" in found.teks
        assert rows(kec, Penduduk)[arrived.warga.orang["PARTI"].id].nama == "PARTI"


# ------------------------------------------------------------------ the end of a consent


def test_a_consent_taken_back_leaves_nothing_of_anybody_at_the_kecamatan(arrived: Village) -> None:
    assert known_at_kecamatan(arrived) != []
    agree(arrived, setuju=False)
    shown = plan(arrived)
    assert shown.penduduk is None
    assert [(one.status, one.sebab) for one in shown.baris if one.jenis == "penduduk"] == [
        ("dicabut", "berubah")
    ]
    send(arrived)
    done = take(arrived).diterima[0]
    assert [one.kode for one in done.peringatan] == [], "both count the same state (W_STATE)"
    assert known_at_kecamatan(arrived) == []
    with arrived.offices.open(KUTOARJO) as kec:
        with pytest.raises(TidakBisaDibatalkan):
            exchange.undo_acceptance(
                kec.database, kec.laptop, kec.files, done.digest, by=OLEH, at=arrived.offices.at
            )
        with kec.database.read() as unit:
            assert unit.connection.execute(sa.text("SELECT count(*) FROM cari_penduduk")).scalar() == 0
    with arrived.offices.open(TURSINO) as desa:
        assert len(rows(desa, Penduduk)) == 7, "the village keeps its people"


def test_when_the_agreed_days_are_over_nothing_more_leaves_and_what_came_is_taken_out(
    village: Village,
) -> None:
    ask(village)
    last = village.offices.at.astimezone().date()
    with pytest.raises(InvalidInput) as wrong:
        agree(village, sampai=last - timedelta(days=1))
    assert "sudah lewat" in wrong.value.fields["sampai"]
    agree(village, sampai=last)
    assert plan(village).penduduk is not None
    send(village)
    take(village)
    assert known_at_kecamatan(village)
    offices = village.offices
    with offices.open(TURSINO) as desa:
        [sealed] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=offices.at)
        offices.hari += 2 * 24 * 60
        with pytest.raises(izin.IzinTidakBerlaku):
            exchange.copy_to(
                desa.database, desa.laptop, desa.files, sealed.digest, offices.stick, by=OLEH, at=offices.at
            )
    assert plan(village).penduduk is None
    send(village)
    take(village)
    assert known_at_kecamatan(village) == []
    with offices.open(TURSINO) as desa:
        said = izin.get_izin(desa.database)
        assert [one.kata.value for one in said.riwayat] == ["diminta", "setuju", "habis"]
        assert not said.is_berlaku
    agree(village)
    assert plan(village).penduduk is not None


def test_a_change_after_the_withdrawal_does_not_travel_and_a_new_yes_sends_all_again(
    arrived: Village,
) -> None:
    agree(arrived, setuju=False)
    send(arrived)
    take(arrived)
    change(arrived, "SUPARDI", nama="SUPARDI WIDODO")
    send(arrived)
    take(arrived)
    assert known_at_kecamatan(arrived) == []
    agree(arrived)
    send(arrived)
    assert take(arrived).diterima[0].peringatan == ()
    with arrived.offices.open(KUTOARJO) as kec:
        assert len(rows(kec, Penduduk)) == 7


def test_what_was_sealed_before_the_withdrawal_leaves_no_more_and_does_not_stay_when_it_comes_late(
    village: Village, tmp_path: Path
) -> None:
    ask(village)
    agree(village)
    send(village)
    [file] = village.offices.on_stick("D")
    late = Path(shutil.copy(file, tmp_path))
    agree(village, setuju=False)
    send(village)
    with village.offices.open(TURSINO) as desa:
        first = exchange.outbox(desa.database, desa.files, desa.laptop)[1]
        assert first.seq == 1
        with pytest.raises(izin.IzinTidakBerlaku) as refused:
            exchange.copy_to(
                desa.database, desa.laptop, desa.files, first.digest, tmp_path, by=OLEH, at=village.offices.at
            )
    assert refused.value.code == "K-318"
    take(village)
    with village.offices.open(KUTOARJO) as kec:
        [found] = walk.look(village.offices, kec, [late])
        assert found.keadaan == "lebih_lama"
        assert walk.accept(village.offices, kec, [found.sha256]).gagal == ()
    assert known_at_kecamatan(village) == []


def test_when_the_kecamatan_asks_no_longer_the_register_is_withdrawn_and_a_later_yes_is_a_new_one(
    arrived: Village,
) -> None:
    ask(arrived, minta=False)
    with arrived.offices.open(TURSINO) as desa:
        said = izin.get_izin(desa.database)
    assert (said.is_diminta, said.is_berlaku, said.riwayat[-1].kata) == (False, False, Kata.GUGUR)
    send(arrived)
    take(arrived)
    assert known_at_kecamatan(arrived) == []
    ask(arrived)
    assert plan(arrived).penduduk is None, "asked anew, the village decides anew"


def test_a_kiriman_sealed_before_the_request_ended_is_no_offence(arrived: Village) -> None:
    change(arrived, "SUPARDI", nama="SUPARDI WIDODO")
    offices = arrived.offices
    with offices.open(KUTOARJO) as kec:
        enrolment.ask_register(
            kec.database, kec.laptop, kec.files, TURSINO, offices.stick, minta=False, by=OLEH, at=offices.at
        )
    send(arrived)
    done = take(arrived)
    assert done.gagal == ()
    assert done.diterima[0].peringatan == ()


def test_a_new_grant_for_another_reason_keeps_request_and_consent(arrived: Village) -> None:
    ask(arrived)
    with arrived.offices.open(TURSINO) as desa:
        assert izin.get_izin(desa.database).is_berlaku


def test_only_two_states_of_a_register_are_kept(arrived: Village) -> None:
    for number in range(4):
        change(arrived, "SUPARDI", nama=f"SUPARDI {'ABCD'[number]}")
        send(arrived)
        take(arrived)
    key = register.key_of(walk.uid(TURSINO))
    for kode in (TURSINO, KUTOARJO):
        with arrived.offices.open(kode) as opened, opened.database.read() as unit:
            held = unit.connection.execute(
                sa.text("SELECT count(*) FROM snapshot WHERE dokumen_id = :key"), {"key": key.hex}
            ).scalar()
        assert held == 2, kode


def test_a_restored_laptop_gets_its_register_back_without_a_fork(village: Village, tmp_path: Path) -> None:
    """The village's folder from before the first kiriman is put back; the kecamatan returns what it holds."""
    ask(village)
    agree(village)
    offices = village.offices
    shutil.copytree(offices.folder / TURSINO, tmp_path / "dulu")
    send(village)
    take(village)
    shutil.rmtree(offices.folder / TURSINO)
    shutil.copytree(tmp_path / "dulu", offices.folder / TURSINO)
    offices.clear_stick()
    with offices.open(KUTOARJO) as kec:
        walk.send(offices, kec, untuk=TURSINO, lengkap=True)
    with offices.open(TURSINO) as desa:
        [found] = walk.look(offices, desa)
        done = walk.accept(offices, desa, [found.sha256], confirmed=[found.sha256])
        assert "penduduk" in {one.jenis for one in done.diterima[0].dokumen}
        assert len(rows(desa, Penduduk)) == 7
        with desa.database.read() as unit:
            shelf = exchange.preparing.dokumen.shelf_of(unit, register.key_of(walk.uid(TURSINO)))
        assert not shelf.is_bercabang


def test_a_withdrawal_reaches_a_laptop_that_still_remembers_the_yes(arrived: Village, tmp_path: Path) -> None:
    """The folder from before the withdrawal is put back; the kecamatan's answer ends the consent here too."""
    offices = arrived.offices
    shutil.copytree(offices.folder / TURSINO, tmp_path / "dulu")
    agree(arrived, setuju=False)
    send(arrived)
    take(arrived)
    shutil.rmtree(offices.folder / TURSINO)
    shutil.copytree(tmp_path / "dulu", offices.folder / TURSINO)
    offices.clear_stick()
    with offices.open(KUTOARJO) as kec:
        walk.send(offices, kec, untuk=TURSINO, lengkap=True)
    with offices.open(TURSINO) as desa:
        assert izin.get_izin(desa.database).is_berlaku
        [found] = walk.look(offices, desa)
        assert walk.accept(offices, desa, [found.sha256], confirmed=[found.sha256]).gagal == ()
        said = izin.get_izin(desa.database)
        assert len(rows(desa, Penduduk)) == 7
    assert (said.is_berlaku, said.riwayat[-1].kata) == (False, Kata.CABUT)
    assert plan(arrived).penduduk is None


# ------------------------------------------------------------------ reading at the kecamatan


def test_the_kecamatan_lists_finds_and_counts_by_village(arrived: Village) -> None:
    with arrived.offices.open(KUTOARJO) as kec:
        listed = {one.nama: (one.jumlah, one.is_diminta) for one in registers.list_registers(kec.database)}
        tursino = registers.find_desa(kec.database, "33.06.99.2001")
        wirun = registers.find_desa(kec.database, "wirun")
        with pytest.raises(InvalidInput):
            registers.find_desa(kec.database, "33.06.99.2009")

        def found(**values: Any) -> list[str]:
            page = people.list_penduduk(kec.database, SaringPenduduk(**values), HARI_INI)
            return [one.nama for one in page.baris]

        assert len(found(desa=(tursino,))) == 7
        assert found(desa=(wirun,)) == []
        assert found(desa=(tursino,), kata="wagim") == ["WAGIMAN"]
        families, count = people.list_keluarga(kec.database, desa=(wirun,))
        assert (families, count) == ((), 0)
        assert people.list_keluarga(kec.database, desa=(tursino,))[1] == 3
        kode = kode_penduduk()
        by_desa, by_sex = registers.count(kec.database, kode, ("desa", "jk"), today=HARI_INI)
        [empty] = registers.count(kec.database, kode, ("umur",), desa=wirun, today=HARI_INI)
        shown = registers.get_orang(kec.database, arrived.warga.orang["SITI"].id)
    assert listed == {"Tursino": (7, True), "Wirun": (0, False)}
    assert {one.nama: one.jumlah for one in by_desa.baris} == {"Tursino": 7, "Wirun": 0}
    assert (by_sex.total.l, by_sex.total.p) == (4, 3)
    assert empty.total.jumlah == 0
    assert (shown.desa, shown.dusun, len(shown.anggota)) == ("Tursino", "Krajan", 4)


def picture() -> bytes:
    """A small photo."""
    out = BytesIO()
    Image.new("RGB", (30, 40), "white").save(out, "JPEG")
    return out.getvalue()


def test_nobody_at_the_kecamatan_changes_a_resident(arrived: Village) -> None:
    offices, siti = arrived.offices, arrived.warga.orang["SITI"]
    with offices.open(KUTOARJO) as kec:
        before = {key: one.nama for key, one in rows(kec, Penduduk).items()}
        fresh = Penduduk(desa_id=siti.desa_id, nama="TITIPAN")
        with pytest.raises(PendudukMilikDesa) as refused:
            editing.change(kec.database, Penduduk, siti.id, {"nama": "LAIN"}, by=OLEH, at=offices.at)
        with pytest.raises(PendudukMilikDesa):
            editing.remove_rows(kec.database, Penduduk, [siti.id], by=OLEH, at=offices.at)
        with pytest.raises(PendudukMilikDesa):
            people.add_penduduk(kec.database, fresh, by=OLEH, at=offices.at)
        with pytest.raises(PendudukMilikDesa):
            people.confirm(kec.database, Penduduk, siti.id, "P-204", by=OLEH, at=offices.at)
        with pytest.raises(PendudukMilikDesa):
            foto_penduduk.remove_foto(kec.database, siti.id, by=OLEH, at=offices.at)
        with pytest.raises(PendudukMilikDesa):
            foto_penduduk.set_foto(kec.database, siti.id, picture(), by=OLEH, at=offices.at)
        with pytest.raises(PendudukMilikDesa):
            statistik.open_month(kec.database, by=OLEH, at=offices.at)
        assert {key: one.nama for key, one in rows(kec, Penduduk).items()} == before
    assert str(refused.value).startswith("Data penduduk milik desa, jadi hanya dibaca di kecamatan.")
