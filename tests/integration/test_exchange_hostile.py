"""Damaged, foreign, copied, restored: what reaches Kotak Masuk that must not pass as a good kiriman."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import kiriman_offices as walk
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.files import Fs
from desa_desktop.services import enrolment, exchange, rkp
from desa_desktop.services.exchange.contents import check_isi
from desa_desktop.services.exchange.trust import header_certificates, read_circle, require_own
from desa_desktop.store import archive
from desa_desktop.sync import sealing
from desa_desktop.sync.certificates import Role
from desa_desktop.sync.container import Chain, Kind
from desa_desktop.sync.rejection import KirimanRejected
from desa_desktop.sync.snapshots import Snapshot, make_snapshot
from kiriman_offices import KUTOARJO, OLEH, TURSINO, WIRUN, Offices
from office import TAHUN


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor") / "tiga"
    walk.make_offices(folder)
    return folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return walk.copied(template, tmp_path / "kantor")


def send_plan(offices: Offices, kode: str = TURSINO, **how: int) -> list[Any]:
    with offices.open(kode) as desa:
        keys = walk.add_plan(desa, offices.at, **how)
        walk.ratify(desa, offices.at)
        walk.send(offices, desa)
    return keys


def receive_all(offices: Offices) -> exchange.HasilTerima:
    with offices.open(KUTOARJO) as kec:
        return walk.accept(offices, kec, [one.sha256 for one in walk.look(offices, kec)])


def bend(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


# ------------------------------------------------------------------ damage


@pytest.mark.parametrize(
    ("change", "kode", "keadaan"),
    [
        (lambda data: data[:-7], "E_TRUNCATED", "rusak"),
        (lambda data: data[:5], "E_SHORT", "rusak"),
        (lambda data: data + b"x", "E_TRAILING", "rusak"),
        (lambda data: data[:-40] + bytes([data[-40] ^ 1]) + data[-39:], "E_PAYLOAD_HASH", "rusak"),
        (lambda data: data[:9] + b"\x02" + data[10:], "E_SUITE", "versi_baru"),
    ],
)
def test_a_damaged_file_is_kept_apart_with_its_code_and_changes_nothing(
    offices: Offices, change: Callable[[bytes], bytes], kode: str, keadaan: str
) -> None:
    send_plan(offices)
    bend(offices.on_stick("D")[0], change)
    with offices.open(KUTOARJO) as kec:
        before = walk.picture(kec)
        [said] = exchange.check(kec.database, kec.laptop, kec.files, offices.on_stick("D"))
        assert exchange.inbox(kec.database) == []
        [found] = walk.look(offices, kec)
        assert (found.kode, found.keadaan) == (kode, keadaan) == (said.kode, said.keadaan)
        place = kec.files.intake if keadaan == "versi_baru" else kec.files.quarantine
        assert (place / f"{found.sha256}.kirim").is_file()
        with pytest.raises(KirimanRejected):
            walk.preview(offices, kec, found.sha256)
        done = walk.accept(offices, kec, [found.sha256])
        assert [one.kode for one in done.gagal] == [kode]
        assert walk.picture(kec) == before


def test_a_flipped_bit_in_the_header_is_an_alarm_or_damage(offices: Offices) -> None:
    send_plan(offices)
    data = offices.on_stick("D")[0].read_bytes()
    with offices.open(KUTOARJO) as kec:
        for place in range(24, 700, 61):
            path = offices.stick / "satu.kirim"
            path.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
            [found] = exchange.check(kec.database, kec.laptop, kec.files, [path])
            assert found.keadaan in ("rusak", "tidak_bertanda_tangan", "versi_baru", "kunci_belum_dikenal")
            assert found.status != "baru"


def test_what_is_no_kiriman_is_not_kept(offices: Offices) -> None:
    (offices.stick / "foto.kirim").write_bytes(b"\xff\xd8\xff\xe0" + bytes(60))
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        assert (found.kode, found.status, found.teks) == ("E_MAGIC", "dibiarkan", "Berkas ini bukan kiriman.")
        assert exchange.inbox(kec.database) == []


def test_our_own_answers_on_a_stick_that_comes_back_are_left_alone(offices: Offices) -> None:
    send_plan(offices)
    receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        walk.send(offices, kec, untuk=TURSINO)
        before = walk.picture(kec), exchange.inbox(kec.database)
        [answer] = offices.on_stick("R")
        [said] = exchange.check(kec.database, kec.laptop, kec.files, [answer])
        assert (said.kode, said.keadaan, said.status) == ("E_NOT_FOR_US", "bukan_untuk_kita", "dibiarkan")
        assert {one.kode for one in walk.look(offices, kec)} == {"E_NOT_FOR_US", "D_DUPLICATE"}
        assert (walk.picture(kec), exchange.inbox(kec.database)) == before
        assert not list(kec.files.quarantine.glob("*"))


def test_a_forged_answer_in_our_name_is_still_an_alarm(offices: Offices) -> None:
    send_plan(offices)
    receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        walk.send(offices, kec, untuk=TURSINO)
        [answer] = offices.on_stick("R")
        bend(answer, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
        [said] = exchange.check(kec.database, kec.laptop, kec.files, [answer])
        assert (said.kode, said.status) == ("E_PAYLOAD_HASH", "karantina")


def test_the_request_of_an_enrolled_laptop_asks_for_nothing_more(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        enrolment.write_request(desa.database, desa.laptop, desa.files, offices.stick, by=OLEH, at=offices.at)
    with offices.open(KUTOARJO) as kec:
        [said] = walk.look(offices, kec)
        assert (said.kode, said.keadaan, said.status) == ("D_DUPLICATE", "sudah_diterima", "dibiarkan")
        assert "dari Tursino sudah terdaftar. Tidak ada yang diubah." in said.teks
        assert exchange.inbox(kec.database) == []


# ------------------------------------------------------------------ foreign senders and foreign content


def test_an_unknown_sender_waits_for_enrolment(offices: Offices, tmp_path: Path) -> None:
    stranger = walk.make_offices(tmp_path / "kecamatan_lain")
    with stranger.open(TURSINO) as desa:
        walk.add_plan(desa, stranger.at)
        [sealed] = walk.send(stranger, desa)
    shutil.copy(stranger.on_stick("D")[0], offices.stick / "asing.kirim")
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        assert (found.keadaan, found.kode, found.status) == (
            "kunci_belum_dikenal",
            "E_UNKNOWN_SENDER",
            "ditahan",
        )
        assert found.teks.startswith("Pengirim belum terdaftar.")
        assert walk.accept(offices, kec, [found.sha256]).gagal[0].kode == "E_UNKNOWN_SENDER"
        assert sealed.seq == found.seq


def forge(
    offices: Offices,
    kode: str,
    isi: Mapping[str, Any],
    *,
    jenis: str = "rkp-desa",
    pemilik: UUID | None = None,
    key: UUID | None = None,
    to: str = KUTOARJO,
    seq: int = 1,
) -> Path:
    """A kiriman that the village's own key signed, with content its program would never write."""
    with offices.open(kode) as desa, desa.database.read() as unit:
        assert desa.kantor is not None
        circle = read_circle(unit, desa.laptop)
        owner = pemilik or desa.kantor.id
        snapshot: Snapshot = make_snapshot(
            id=key or dokumen_id(owner, jenis, str(isi.get("tahun", TAHUN))),
            jenis=jenis,
            pemilik=owner,
            status=StatusDokumen.DISAHKAN,
            isi=isi,
            oleh=desa.laptop.keys.kid,
            pada=offices.at,
        )
        if to == KUTOARJO:
            recipients = circle.trust.active_in_role(Role.KECAMATAN)
        else:
            recipients = circle.trust.active_of(str(walk.uid(to)))
        sealed = sealing.seal_kiriman(
            kind=Kind.DATA,
            keys=desa.laptop.keys,
            certificates=header_certificates(circle, require_own(circle, desa.laptop)),
            chain=Chain("00112233445566ff", "0" * 64 if seq == 1 else "1" * 64, seq),
            recipients=recipients,
            content=sealing.Content(state=sealing.NOTHING, snapshots=[snapshot]),
            created=offices.at,
            app="9.9",
        )
    path = offices.stick / "buatan.kirim"
    path.write_bytes(sealed.data)
    return path


RECORD = "01990000-0000-7000-8000-00000000000a"


@pytest.mark.parametrize(
    ("isi", "bagian"),
    [
        ({"tahun": "dua ribu"}, "/tahun"),
        ({"tahun": TAHUN, "kegiatan": [{"id": RECORD, "biaya": "mahal"}]}, "/biaya: mahal"),
        ({"tahun": TAHUN, "kegiatan": [{"id": RECORD, "bulan_mulai": 13}]}, "bulan_mulai_wajar"),
        ({"tahun": TAHUN, "kegiatan": [{"id": RECORD, "biaya": -5}]}, "biaya_tidak_minus"),
        ({"tahun": TAHUN, "kegiatan": [{"id": RECORD, "volume": "1E+4000"}]}, "/volume: 1E+4000"),
        ({"tahun": TAHUN, "kegiatan": [{"id": "bukan-id"}]}, "bukan-id"),
        ({"tahun": 1200}, "tahun_wajar"),
        (
            {"tahun": TAHUN, "pagu": [{"id": RECORD, "sumber": "DDS", "jumlah": 10**15}]},
            "1.000.000.000.000.000",
        ),
        (
            {
                "tahun": TAHUN,
                "pagu": [
                    {"id": RECORD, "sumber": "DDS", "jumlah": 5},
                    {"id": RECORD[:-1] + "b", "sumber": "DDS", "jumlah": 5},
                ],
            },
            "/Pagu: DDS",
        ),
    ],
)
def test_content_against_the_rules_is_held_and_named(
    offices: Offices, isi: Mapping[str, Any], bagian: str
) -> None:
    key = dokumen_id(walk.uid(TURSINO), "rkp-desa", str(isi["tahun"]))
    path = forge(offices, TURSINO, isi, key=key)
    with offices.open(KUTOARJO) as kec:
        before = walk.picture(kec)
        [found] = walk.look(offices, kec, [path])
        assert (found.keadaan, found.kode, found.status) == ("isi_ditolak", "E_ISI", "ditahan")
        assert bagian in found.teks
        assert walk.accept(offices, kec, [found.sha256]).gagal[0].kode == "E_ISI"
        assert walk.picture(kec) == before


def test_records_of_another_village_cannot_be_taken_over(offices: Offices) -> None:
    [first, *_others] = send_plan(offices)
    receive_all(offices)
    path = forge(offices, WIRUN, {"tahun": TAHUN, "kegiatan": [{"id": str(first), "nama": "Milik kami"}]})
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec, [path])
        assert found.kode == "E_ISI"
        with kec.database.read() as unit:
            plan = unit.get(RkpDesa, dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN)))
            assert plan.kegiatan[0].nama == "Talud RT 01"


@pytest.mark.parametrize("kode", ["3201012001", "3306992002", "330699", ""])
def test_a_profile_under_the_code_of_another_area_is_held_and_named(offices: Offices, kode: str) -> None:
    profile = {"kode": kode, "nama": "Tursino", "kecamatan": "Kutoarjo", "kabupaten": "Purworejo"}
    key = dokumen_id(walk.uid(TURSINO), "profil")
    good = forge(offices, TURSINO, profile | {"kode": TURSINO}, jenis="profil", key=key)
    with offices.open(KUTOARJO) as kec:
        [said] = exchange.check(kec.database, kec.laptop, kec.files, [good])
        assert said.kode == "D_OK"
    path = forge(offices, TURSINO, profile, jenis="profil", key=key)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec, [path])
        assert (found.keadaan, found.kode, found.status) == ("isi_ditolak", "E_ISI", "ditahan")
        assert walk.accept(offices, kec, [found.sha256]).gagal[0].kode == "E_ISI"


def test_a_profile_behind_a_plan_that_the_tables_refuse_is_looked_at_too(offices: Offices) -> None:
    uid, at = walk.uid(TURSINO), offices.at
    plan = {"tahun": TAHUN, "kegiatan": [{"id": RECORD, "biaya": -5}]}
    profile = {"kode": WIRUN, "nama": "Tursino", "kecamatan": "Kutoarjo", "kabupaten": "Purworejo"}
    came = [
        make_snapshot(
            id=dokumen_id(uid, jenis, key), jenis=jenis, pemilik=uid, status=StatusDokumen.DISAHKAN,
            isi=isi, oleh="0" * 32, pada=at,
        )
        for jenis, key, isi in (("rkp-desa", str(TAHUN), plan), ("profil", "", profile))
    ]  # fmt: skip
    with offices.open(KUTOARJO) as kec:
        refused = check_isi(kec.database, came)
        assert refused is not None
        assert refused.details["n"] == 2
        assert "biaya_tidak_minus" in str(refused.details["contoh"])


def test_a_second_plan_of_one_year_under_another_id_is_refused(offices: Offices) -> None:
    path = forge(offices, TURSINO, {"tahun": TAHUN}, key=UUID(RECORD))
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec, [path])
        assert (found.kode, "/id" in found.teks) == ("E_ISI", True)


def test_a_dokumen_of_another_owner_sends_the_whole_kiriman_to_quarantine(offices: Offices) -> None:
    path = forge(offices, WIRUN, {"tahun": TAHUN}, pemilik=walk.uid(TURSINO))
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec, [path])
        assert (found.keadaan, found.kode, found.tempat) == ("isi_ditolak", "E_DOC_SCOPE", "karantina")


def test_a_village_takes_no_plans_of_another_village(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec:  # both villages must know each other's keys for this
        walk.send(offices, kec)
    for kode in (TURSINO, WIRUN):
        with offices.open(kode) as desa:
            found = walk.look(offices, desa)
            walk.accept(offices, desa, [one.sha256 for one in found if one.tempat])
    path = forge(offices, WIRUN, {"tahun": TAHUN}, to=TURSINO)
    with offices.open(TURSINO) as desa:
        before = walk.picture(desa)
        [found] = walk.look(offices, desa, [path])
        assert (found.kode, found.keadaan) == ("E_KIND", "tidak_bertanda_tangan")
        assert walk.picture(desa) == before


# ------------------------------------------------------------------ numbers


def restore(offices: Offices, kode: str, saved: Path, *, whole: bool) -> None:
    """Put an older copy of the data back: the database alone, or the whole folder with the guard's file."""
    folder = offices.folder / kode
    if whole:
        shutil.rmtree(folder)
        shutil.copytree(saved, folder)
    else:
        for old in folder.glob("desa.db*"):
            old.unlink()
        shutil.copy(saved / "desa.db", folder / "desa.db")


def test_a_restored_laptop_starts_a_new_chain_and_is_asked_about_once(
    offices: Offices, tmp_path: Path
) -> None:
    keys = send_plan(offices)
    saved = shutil.copytree(offices.folder / TURSINO, tmp_path / "simpanan")
    with offices.open(TURSINO) as desa:
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        walk.set_cost(desa, keys[0], 70_000_000, offices.at)
        walk.send(offices, desa)
    receive_all(offices)
    restore(offices, TURSINO, saved, whole=False)
    offices.clear_stick()
    with offices.open(TURSINO) as desa:
        assert desa.finding.value == "dipulihkan"
        walk.add_usulan(desa, "Sesudah dipulihkan", offices.at)
        [sealed] = walk.send(offices, desa)
        assert (sealed.seq, sealed.mode) == (1, "full")
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        assert (found.keadaan, found.kode) == ("laptop_dipulihkan", "D_NEW_INCARNATION")
        assert found.teks == "Laptop Sekdes dipulihkan atau dipasang ulang. Apakah desa membenarkan?"
        [failed] = walk.accept(offices, kec, [found.sha256]).gagal
        assert failed.kode == "D_NEW_INCARNATION"
        done = walk.accept(offices, kec, [found.sha256], confirmed=[found.sha256])
        assert not done.gagal
        with kec.database.read() as unit:
            numbers = [(one.chain, one.seq) for one in archive.ledger(unit)]
            assert len(set(numbers)) == 3
            assert archive.ledger(unit)[-1].replaces is not None
            proposals = unit.select(walk.DaftarUsulan)[0].usulan
            assert [one.uraian for one in proposals] == ["Sesudah dipulihkan"]
    with offices.open(TURSINO) as desa:
        walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        again = walk.look(offices, kec)
        assert [one.keadaan for one in again if one.seq == 2] == ["sah"]  # asked only once


def test_a_copied_laptop_is_found_by_its_double_number(offices: Offices, tmp_path: Path) -> None:
    send_plan(offices)
    receive_all(offices)
    saved = shutil.copytree(offices.folder / TURSINO, tmp_path / "kembaran")
    offices.clear_stick()
    for uraian in ("Dari laptop asli", "Dari kembaran"):
        with offices.open(TURSINO) as desa:
            walk.add_usulan(desa, uraian, offices.at)
            walk.send(offices, desa)
        restore(offices, TURSINO, saved, whole=True)
    one, two = offices.on_stick("D")
    with offices.open(KUTOARJO) as kec:
        walk.accept(offices, kec, [one])
        [found] = walk.look(offices, kec, [two])
        assert (found.keadaan, found.kode, found.tempat) == ("nomor_ganda", "D_FORK", "karantina")
        assert found.teks.startswith("PERINGATAN: ada dua kiriman berbeda bernomor 2")


def test_a_blocked_chain_waits_until_a_person_decided(offices: Offices, tmp_path: Path) -> None:
    send_plan(offices)
    receive_all(offices)
    saved = shutil.copytree(offices.folder / TURSINO, tmp_path / "kembaran")
    offices.clear_stick()
    with offices.open(TURSINO) as desa:
        walk.add_usulan(desa, "Dari kembaran", offices.at)
        walk.send(offices, desa)
    [twin] = offices.on_stick("D")
    aside = Path(shutil.move(twin, tmp_path / "kembaran.kirim"))
    restore(offices, TURSINO, saved, whole=True)
    for uraian in ("Dua", "Tiga"):
        with offices.open(TURSINO) as desa:
            walk.add_usulan(desa, uraian, offices.at)
            walk.send(offices, desa)
    two, three = offices.on_stick("D")
    with offices.open(KUTOARJO) as kec:
        walk.accept(offices, kec, [two])
        [double] = walk.look(offices, kec, [aside])
        [found] = walk.look(offices, kec, [three])
        assert (found.keadaan, found.status) == ("nomor_ganda", "ditahan")
        assert found.teks == (
            "Kiriman nomor 3 ditahan karena nomor ganda dari laptop yang sama belum ditanyakan."
            " Data tidak berubah. Tanyakan pengirim, lalu catat jawabannya."
        )
        with pytest.raises(InvalidInput):
            exchange.settle_double_number(
                kec.database, kec.laptop, kec.files, double.sha256, " ", by=OLEH, at=offices.at
            )
        for other in (found.sha256, "0" * 64):
            with pytest.raises(NotFound):
                exchange.settle_double_number(
                    kec.database, kec.laptop, kec.files, other, "Sudah ditanya.", by=OLEH, at=offices.at
                )
        exchange.settle_double_number(
            kec.database, kec.laptop, kec.files, double.sha256, "Laptop lama dijual.", by=OLEH, at=offices.at
        )
        rows = {one.sha256: one for one in exchange.inbox(kec.database)}
        assert (rows[double.sha256].tempat, rows[double.sha256].alasan) == (
            "karantina",
            "Laptop lama dijual.",
        )
        assert rows[found.sha256].is_sah, "what waited for the answer can be looked at now"
        done = walk.accept(offices, kec, [found.sha256])
        assert [one.seq for one in done.diterima] == [3]


def test_what_was_written_before_the_restore_and_comes_late_is_still_taken(
    offices: Offices, tmp_path: Path
) -> None:
    send_plan(offices)
    receive_all(offices)
    saved = shutil.copytree(offices.folder / TURSINO, tmp_path / "simpanan")
    offices.clear_stick()
    with offices.open(TURSINO) as desa:
        walk.add_usulan(desa, "Sebelum dipulihkan", offices.at)
        walk.send(offices, desa)  # number 2 of the old chain, still on its way
    [written] = offices.on_stick("D")
    late = Path(shutil.move(written, tmp_path / "terlambat.kirim"))
    restore(offices, TURSINO, saved, whole=False)
    with offices.open(TURSINO) as desa:
        walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        [fresh] = walk.look(offices, kec)
        walk.accept(offices, kec, [fresh.sha256], confirmed=[fresh.sha256])
        [found] = walk.look(offices, kec, [late])
        assert found.is_sah  # the guard's file knew number 2, so the new chain names it as honest
        assert not walk.accept(offices, kec, [found.sha256]).gagal


def test_the_old_chain_that_goes_on_after_a_new_one_is_held(offices: Offices, tmp_path: Path) -> None:
    send_plan(offices)
    receive_all(offices)
    twin = shutil.copytree(offices.folder / TURSINO, tmp_path / "kembaran")
    (offices.folder / TURSINO / "instalasi.json").unlink()
    offices.clear_stick()
    with offices.open(TURSINO) as desa:
        assert desa.finding.value == "tanpa_catatan"
        walk.send(offices, desa)
    [fresh] = offices.on_stick("D")
    restore(offices, TURSINO, twin, whole=True)
    with offices.open(TURSINO) as desa:
        walk.add_usulan(desa, "Dari laptop lama", offices.at)
        walk.send(offices, desa)
    [old] = [one for one in offices.on_stick("D") if one != fresh]
    with offices.open(KUTOARJO) as kec:
        walk.accept(offices, kec, [fresh], confirmed=[str(fresh)])
        [found] = walk.look(offices, kec, [old])
        assert (found.keadaan, found.kode, found.status) == ("nomor_lama", "D_REPLACED", "ditahan")
        assert found.teks == (
            "Kiriman ini memakai nomor lama laptop Sekdes yang sudah dipulihkan. Tanyakan desa: ditulis"
            " sebelum dipulihkan, atau laptopnya disalin?"
        )
        assert walk.accept(offices, kec, [found.sha256]).gagal[0].kode == "D_REPLACED"
        assert not walk.accept(offices, kec, [found.sha256], confirmed=[found.sha256]).gagal


# ------------------------------------------------------------------ guards


def test_a_mass_deletion_waits_for_a_persons_word(offices: Offices) -> None:
    keys = send_plan(offices, kegiatan=30, biaya=5_000_000)
    receive_all(offices)
    with offices.open(TURSINO) as desa:
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        walk.remove(desa, walk.Kegiatan, keys[:20], offices.at)
        walk.ratify_rkp(desa, offices.at)
        offices.clear_stick()
        walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        shown = walk.preview(offices, kec, found.sha256)
        assert shown.perlu_dikonfirmasi
        [warning] = [one for one in shown.peringatan if one.kode == "W_MASS_DELETE"]
        assert warning.teks == (
            "Kiriman ini menghapus 20 dari 30 kegiatan. Pastikan ke desa sebelum melanjutkan."
        )
        assert walk.accept(offices, kec, [found.sha256]).gagal[0].kode == "W_MASS_DELETE"
        assert not walk.accept(offices, kec, [found.sha256], confirmed=[found.sha256]).gagal


def test_a_wrong_clock_only_warns(offices: Offices) -> None:
    offices.hari += 60 * 24 * 20
    send_plan(offices)
    offices.hari -= 60 * 24 * 20
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        shown = walk.preview(offices, kec, found.sha256)
        assert [one.kode for one in shown.peringatan] == ["W_CLOCK"]
        [done] = walk.accept(offices, kec, [found.sha256]).diterima
        assert [one.kode for one in done.peringatan] == ["W_CLOCK"]
    assert timedelta(minutes=offices.hari) < timedelta(days=2)


def test_a_lost_kiriman_is_made_up_for_by_the_next_one(offices: Offices) -> None:
    send_plan(offices)
    offices.clear_stick()  # number 1 never arrives
    with offices.open(TURSINO) as desa:
        walk.send(offices, desa)
    done = receive_all(offices)
    assert [one.seq for one in done.diterima] == [2]
    with offices.open(KUTOARJO) as kec, kec.database.read() as unit:
        assert len(unit.select(RkpDesa)) == 1


def test_a_kecamatan_gives_back_what_a_restored_village_lost(offices: Offices, tmp_path: Path) -> None:
    saved = shutil.copytree(offices.folder / TURSINO, tmp_path / "simpanan")
    send_plan(offices)
    receive_all(offices)
    restore(offices, TURSINO, saved, whole=False)
    offices.clear_stick()
    with offices.open(KUTOARJO) as kec:
        walk.send(offices, kec, untuk=TURSINO, lengkap=True)
    with offices.open(TURSINO) as desa:
        with desa.database.read() as unit:
            assert unit.get(RkpDesa, dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN))).kegiatan == []
        [found] = walk.look(offices, desa)
        done = walk.accept(offices, desa, [found.sha256])
        assert not done.gagal
        with desa.database.read() as unit:
            plan = unit.get(RkpDesa, dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN)))
            assert (len(plan.kegiatan), plan.status.value, plan.revisi) == (3, "disahkan", 1)


def test_changes_made_while_the_feedback_was_on_its_way_are_a_fork_and_nothing_is_lost(
    offices: Offices, tmp_path: Path
) -> None:
    saved = shutil.copytree(offices.folder / TURSINO, tmp_path / "simpanan")
    send_plan(offices)
    receive_all(offices)
    restore(offices, TURSINO, saved, whole=False)
    offices.clear_stick()
    with offices.open(KUTOARJO) as kec:
        walk.send(offices, kec, untuk=TURSINO, lengkap=True)
    with offices.open(TURSINO) as desa:
        walk.add_plan(desa, offices.at, kegiatan=1)  # typed again before the old plan came back
        [found] = walk.look(offices, desa)
        walk.accept(offices, desa, [found.sha256])
        with desa.database.read() as unit:
            key = dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN))
            assert len(unit.get(RkpDesa, key).kegiatan) == 1  # the working copy as it was
            assert len(archive.snapshots_of(unit, key)) == 2  # and both states are kept


# ------------------------------------------------------------------ many held files


class Counting(Fs):
    """The laptop's own files; `opened` names the kiriman that were read."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def read(self, path: Path, limit: int | None = None) -> bytes:
        if path.suffix == ".kirim":
            self.opened.append(path.name)
        return super().read(path, limit)


def test_a_start_opens_no_held_file_again_while_nothing_changed(offices: Offices) -> None:
    forge(offices, TURSINO, {"tahun": 1200})
    with offices.open(KUTOARJO) as kec:
        [held] = walk.look(offices, kec)
    fs = Counting()
    with offices.open(KUTOARJO, fs) as kec:
        assert [one.kode for one in exchange.inbox(kec.database)] == ["E_ISI"]
        assert fs.opened == []
        [again] = walk.look(offices, kec)
        assert (again.kode, again.teks) == (held.kode, held.teks), "the stick is looked at again"


def test_a_start_judges_a_held_file_again_when_a_kiriman_was_accepted(offices: Offices) -> None:
    forge(offices, TURSINO, {"tahun": 1200})
    with offices.open(KUTOARJO) as kec:
        walk.look(offices, kec)
    offices.clear_stick()
    send_plan(offices, WIRUN)
    receive_all(offices)
    fs = Counting()
    with offices.open(KUTOARJO, fs):
        assert len(set(fs.opened)) == 1


def test_a_file_of_an_unknown_laptop_waits_unopened_until_a_key_is_added(
    offices: Offices, tmp_path: Path
) -> None:
    stranger = walk.make_offices(tmp_path / "lain")
    send_plan(stranger)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec, stranger.on_stick("D"))
        assert found.kode == "E_UNKNOWN_SENDER"
    offices.clear_stick()
    send_plan(offices, WIRUN)
    receive_all(offices)
    fs = Counting()
    with offices.open(KUTOARJO, fs):
        assert fs.opened == [], "what other villages sent says nothing about this key"


def test_one_more_file_asks_nothing_of_the_many_that_lie_there(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        (offices.stick / f"{number}.kirim").write_bytes(b"\x89KRM\r\n\x1a\n" + bytes([number]) * 30)
    read: list[str] = []

    class Counted(archive.InboxRow):
        def __init__(self, **values: Any) -> None:
            read.append(values["sha256"])
            super().__init__(**values)

    with offices.open(KUTOARJO) as kec:
        assert len(walk.look(offices, kec)) == 20
        monkeypatch.setattr(archive, "InboxRow", Counted)
        late = offices.stick / "lagi.kirim"
        late.write_bytes(b"\x89KRM\r\n\x1a\n" + bytes(30))
        [found] = walk.look(offices, kec, [late])
        assert found.kode == "E_VERSION"
        assert set(read) == {found.sha256}
