"""From a village's plan over a flash disk to the kecamatan and back, with real files and real stores."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

import kiriman_offices as walk
from builders import aturan
from desa_desktop.app import App
from desa_desktop.domain.desa import Dusun
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.kalender import Tugas
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.telaah import HasilTelaah, JenisCatatan, TandaTerima
from desa_desktop.errors import InvalidInput
from desa_desktop.services import dokumen, editing, enrolment, exchange, kecamatan, rkp, saran, tasks, upkeep
from desa_desktop.services.exchange import holdings, preparing
from desa_desktop.services.exchange.trust import read_circle
from desa_desktop.store import archive
from desa_desktop.sync import travel
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


def plan_key(app: exchange.Folders | object, jenis: str = "rkp-desa") -> object:
    return dokumen_id(app.kantor.id, jenis, str(TAHUN))  # type: ignore[attr-defined]


def send_plan(offices: Offices, kode: str = TURSINO, **how: int) -> list[object]:
    with offices.open(kode) as desa:
        keys = walk.add_plan(desa, offices.at, **how)
        walk.ratify(desa, offices.at)
        walk.send(offices, desa)
    return keys


def receive_all(offices: Offices) -> exchange.HasilTerima:
    with offices.open(KUTOARJO) as kec:
        found = walk.look(offices, kec)
        return walk.accept(offices, kec, [one.sha256 for one in found])


def test_a_plan_walks_to_the_kecamatan_and_its_state_comes_back(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        walk.add_plan(desa, offices.at)
        walk.ratify(desa, offices.at)
        key = plan_key(desa)
        assert exchange.transport_states(desa.database)[key].teks == "Belum dikirim"
        assert exchange.unsent_count(desa.database) == 4  # plan, DU-RKP, key figures, profile
        [sealed] = walk.send(offices, desa)
        assert (sealed.seq, sealed.mode) == (1, "full")
        assert exchange.transport_states(desa.database)[key].teks == "Dikirim (kiriman 1)"
        assert exchange.unsent_count(desa.database) == 0
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        assert (found.keadaan, found.kode, found.status) == ("sah", "D_OK", "baru")
        assert (found.pengirim.nama, found.pengirim.label, found.seq) == ("Tursino", "Laptop Sekdes", 1)
        assert found.ringkas == "DU-RKP Desa 2027 r01, RKP Desa 2027 r01"
        done = walk.accept(offices, kec, [found.sha256])
        assert not done.gagal
        assert done.diterima[0].peringatan == ()
        with kec.database.read() as unit:
            stored = unit.get(RkpDesa, key)
            assert [one.nama for one in stored.kegiatan] == ["Talud RT 01", "Talud RT 02", "Talud RT 03"]
            assert stored.revisi == 1
        offices.clear_stick()
        walk.send(offices, kec, untuk=TURSINO)
    with offices.open(TURSINO) as desa:
        [answer] = walk.look(offices, desa)
        assert answer.jenis == "feedback"
        walk.accept(offices, desa, [answer.sha256])
        assert exchange.transport_states(desa.database)[key].teks == "Diterima kecamatan (umpan balik 1)"
        [plan] = [exchange.what_travels(desa.database, desa.laptop, desa.files, at=offices.at)]
        assert {one.sebab for one in plan.baris} == {"lengkap"}
        assert (plan.nomor, plan.nomor_diterima, plan.umpan_balik_nomor) == (2, 1, 1)


def test_a_change_after_sending_is_shown_until_it_is_sent(offices: Offices) -> None:
    [first, *_others] = send_plan(offices)
    receive_all(offices)
    with offices.open(TURSINO) as desa:
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        walk.set_cost(desa, first, 61_000_000, offices.at)
        assert exchange.transport_states(desa.database)[plan_key(desa)].keadaan == "berubah"
        assert exchange.unsent_count(desa.database) == 1
        rows = exchange.what_travels(desa.database, desa.laptop, desa.files, at=offices.at).baris
        [changed] = [one for one in rows if one.jenis == "rkp-desa" and one.status == "konsep"]
        assert (changed.sebab, changed.digest) == ("berubah", "")


def test_what_was_typed_and_taken_back_after_sending_does_not_wait_to_be_sent(offices: Offices) -> None:
    """The steps are newer than the kiriman, what they left behind is not."""
    send_plan(offices)
    with offices.open(TURSINO) as desa:
        step = {"by": OLEH, "at": offices.at}
        for jenis in ("rkp", "durkp"):
            rkp.revise(desa.database, jenis, TAHUN, **step)
            editing.undo(desa.database, **step)
        profile = desa.kantor.id
        blank = editing.add_row(desa.database, Dusun, profile, {}, **step)
        assert exchange.unsent_count(desa.database) == 1
        assert editing.withdraw_row(desa.database, Dusun, blank, **step)
        assert exchange.unsent_count(desa.database) == 0
        assert exchange.transport_states(desa.database)[plan_key(desa)].keadaan == "dikirim"
        rkp.revise(desa.database, "durkp", TAHUN, **step)
        states = exchange.transport_states(desa.database)
        assert states[plan_key(desa, "durkp")].keadaan == "berubah"


def test_the_preview_says_what_changes_in_sentences_and_money(offices: Offices) -> None:
    keys = send_plan(offices, kegiatan=4)
    receive_all(offices)
    with offices.open(TURSINO) as desa:
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        walk.set_cost(desa, keys[0], 62_500_000, offices.at)
        walk.remove(desa, walk.Kegiatan, [keys[1]], offices.at)
        with desa.database.unit() as unit:
            plan = unit.get(RkpDesa, plan_key(desa))
            plan.kegiatan.append(walk.activity(9, 7_500_000))
            unit.commit("tambah kegiatan", OLEH, offices.at)
        walk.ratify_rkp(desa, offices.at)
        offices.clear_stick()
        walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        shown = walk.preview(offices, kec, found.sha256)
        [row] = [one for one in shown.dokumen if one.jenis == "rkp-desa"]
        assert (row.hasil, row.revisi, row.revisi_sekarang) == ("pengganti", 2, 1)
        assert (row.baru, row.berubah, row.dihapus, row.sama) == (1, 1, 1, 2)
        assert row.kalimat == (
            "1 kegiatan baru, 1 berubah, 1 dihapus, 2 sama. "
            "Total biaya turun Rp30.000.000 menjadi Rp170.000.000."
        )
        [cost] = [one for one in row.beda if one.kolom == "biaya"]
        assert (cost.semula, cost.menjadi, cost.selisih_teks) == (50_000_000, 62_500_000, "naik 12.500.000")
        assert cost.tempat == f"/kegiatan/{keys[0]}"
        assert {one.tanda for one in row.beda} == {"+", "~", "-"}
        assert not shown.perlu_dikonfirmasi


def test_accepting_a_revision_changes_only_the_rows_that_differ(offices: Offices) -> None:
    keys = send_plan(offices)
    receive_all(offices)
    with offices.open(TURSINO) as desa:
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        walk.set_cost(desa, keys[2], 55_000_000, offices.at)
        walk.ratify_rkp(desa, offices.at)
        offices.clear_stick()
        walk.send(offices, desa)
    receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        history = editing.history(kec.database, walk.Kegiatan, keys[2])
        assert [(one.kolom, one.semula, one.menjadi) for one in history if one.kolom] == [
            ("jumlah", 50_000_000, 55_000_000),  # the activity's money, then the activity itself
            ("biaya", 50_000_000, 55_000_000),
        ]
        assert not any(one.kolom for one in editing.history(kec.database, walk.Kegiatan, keys[0]))


def test_a_draft_above_a_ratified_plan_leaves_the_plan_counting(offices: Offices) -> None:
    keys = send_plan(offices)
    receive_all(offices)
    with offices.open(TURSINO) as desa:
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        walk.set_cost(desa, keys[0], 99_000_000, offices.at)
        offices.clear_stick()
        walk.send(offices, desa)
    receive_all(offices)
    with offices.open(KUTOARJO) as kec, kec.database.read() as unit:
        stored = unit.get(RkpDesa, dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN)))
        assert stored.kegiatan[0].biaya == 50_000_000
        assert (stored.status.value, stored.revisi) == ("disahkan", 1)


def test_the_same_file_twice_changes_nothing_and_says_so(offices: Offices) -> None:
    send_plan(offices)
    first = receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        [again] = walk.look(offices, kec)
        assert (again.keadaan, again.kode) == ("sudah_diterima", "D_DUPLICATE")
        assert again.teks.startswith("Kiriman nomor 1 sudah diterima pada 12 Agustus 2026.")
        second = walk.accept(offices, kec, walk_paths(offices))
        assert second.diterima[0].keadaan == "sudah_diterima"
        assert second.diterima[0].kode_terima == first.diterima[0].kode_terima
        with kec.database.read() as unit:
            assert len(archive.ledger(unit)) == 1
        assert len(exchange.inbox(kec.database)) == 1
        assert not list(kec.files.intake.iterdir())


def walk_paths(offices: Offices) -> list[Path]:
    return offices.on_stick("D")


def test_kiriman_two_before_one_ends_the_same(offices: Offices) -> None:
    keys = send_plan(offices)
    with offices.open(TURSINO) as desa:
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        walk.set_cost(desa, keys[0], 70_000_000, offices.at)
        walk.ratify_rkp(desa, offices.at)
        walk.send(offices, desa)
    one, two = offices.on_stick("D")
    with offices.open(KUTOARJO) as kec:
        [newer] = walk.look(offices, kec, [two])
        assert (newer.keadaan, newer.kode, newer.hilang) == ("sah", "D_JUMP", "1")
        walk.accept(offices, kec, [newer.sha256])
        [older] = walk.look(offices, kec, [one])
        assert (older.keadaan, older.kode) == ("lebih_lama", "D_LATE")
        done = walk.accept(offices, kec, [older.sha256])
        assert not done.gagal
        with kec.database.read() as unit:
            stored = unit.get(RkpDesa, dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN)))
            assert (stored.revisi, stored.kegiatan[0].biaya) == (2, 70_000_000)


def test_a_file_for_someone_else_stays_on_the_stick(offices: Offices) -> None:
    send_plan(offices)
    with offices.open(WIRUN) as other:
        [found] = walk.look(offices, other)
        assert (found.keadaan, found.kode, found.status) == ("bukan_untuk_kita", "E_NOT_FOR_US", "dibiarkan")
        assert found.teks == "Kiriman ini untuk penerima lain."
        assert [one.jenis for one in exchange.inbox(other.database)] == ["grant"]
        assert not list(other.files.intake.iterdir())
    assert len(offices.on_stick("D")) == 1


def test_a_village_opening_its_own_kiriman_takes_nothing_in(offices: Offices) -> None:
    send_plan(offices)
    with offices.open(TURSINO) as desa:
        [found] = walk.look(offices, desa)
        assert found.keadaan == "bukan_untuk_kita"


# ------------------------------------------------------------------ taking back, sending back


def test_an_acceptance_taken_back_leaves_everything_as_before(offices: Offices) -> None:
    keys = send_plan(offices)
    receive_all(offices)
    with offices.open(TURSINO) as desa:
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        walk.set_cost(desa, keys[0], 70_000_000, offices.at)
        walk.ratify_rkp(desa, offices.at)
        offices.clear_stick()
        walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        before = walk.picture(kec)
        [found] = walk.look(offices, kec)
        walk.accept(offices, kec, [found.sha256])
        assert walk.picture(kec) != before
        exchange.undo_acceptance(kec.database, kec.laptop, kec.files, found.digest, by=OLEH, at=offices.at)
        assert walk.picture(kec) == before
        [waiting] = [one for one in exchange.inbox(kec.database) if one.sha256 == found.sha256]
        assert (waiting.tempat, waiting.status) == ("masuk", "baru")
        again = walk.accept(offices, kec, [found.sha256])
        assert again.diterima[0].keadaan == "diterima"


def test_an_acceptance_that_others_know_of_stands(offices: Offices) -> None:
    send_plan(offices)
    done = receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        walk.send(offices, kec, untuk=TURSINO)
        before = walk.picture(kec)
        with pytest.raises(exchange.TidakBisaDibatalkan) as refused:
            exchange.undo_acceptance(
                kec.database, kec.laptop, kec.files, done.diterima[0].digest, by=OLEH, at=offices.at
            )
        assert "kiriman nomor 1 yang memuatnya sudah dibuat" in str(refused.value)
        assert walk.picture(kec) == before


def test_a_note_at_a_row_that_is_not_there_is_refused_and_nothing_is_taken_in(offices: Offices) -> None:
    keys = send_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        before = walk.picture(kec)

        def return_with(record: str) -> exchange.Diterima:
            notes = [{"dokumen": "rkp-desa", "record": record, "teks": "Perbaiki."}]
            return exchange.send_back(
                kec.database,
                kec.laptop,
                kec.files,
                found.sha256,
                "Perbaiki.",
                notes,
                by=OLEH,
                at=offices.at,
            )

        with pytest.raises(InvalidInput) as refused:
            return_with("0f8fad5b-d9cb-469f-a165-70867728950e")
        assert refused.value.fields["catatan"].startswith(
            "Catatan 1: baris 0f8fad5b-d9cb-469f-a165-70867728950e tidak ada dalam RKP Desa."
        )
        assert walk.picture(kec) == before
        assert return_with("nomor_perdes").keadaan == "diterima", "a field of the dokumen itself"
        assert return_with(str(keys[0])).keadaan == "sudah_diterima"
        with pytest.raises(InvalidInput):
            return_with("bukan-baris")


def test_notes_of_the_kecamatan_appear_at_their_rows(offices: Offices) -> None:
    keys = send_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        exchange.send_back(
            kec.database,
            kec.laptop,
            kec.files,
            found.sha256,
            "Lengkapi volume.",
            [{"dokumen": "rkp-desa", "record": str(keys[1]), "kolom": "biaya", "teks": "Terlalu tinggi."}],
            by=OLEH,
            at=offices.at,
        )
        offices.clear_stick()
        walk.send(offices, kec, untuk=TURSINO)
    with offices.open(TURSINO) as desa:
        [answer] = walk.look(offices, desa)
        walk.accept(offices, desa, [answer.sha256])
        review = exchange.notes_for(desa.database, "rkp-desa", TAHUN)
        assert review is not None
        assert (review.hasil, review.alasan, review.is_lama) == ("dikembalikan", "Lengkapi volume.", False)
        [note] = review.catatan[str(keys[1])]
        assert (note.kolom, note.jenis, note.teks) == ("biaya", "wajib_diperbaiki", "Terlalu tinggi.")
        assert exchange.notes_for(desa.database, "durkp", TAHUN) is None
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        walk.set_cost(desa, keys[1], 40_000_000, offices.at)
        walk.ratify_rkp(desa, offices.at)
        newer = exchange.notes_for(desa.database, "rkp-desa", TAHUN)
        assert newer is not None
        assert newer.is_lama


def test_what_the_kecamatan_proposes_goes_into_its_cell_and_can_be_undone(offices: Offices) -> None:
    keys = send_plan(offices)
    notes = [
        {"dokumen": "rkp-desa", "record": str(keys[0]), "kolom": kolom, "teks": "Periksa.", "saran": saran}
        for kolom, saran in (("biaya", "40 juta"), ("lokasi", "RT 02"), ("volume", "seperlunya"))
    ]
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        exchange.send_back(
            kec.database, kec.laptop, kec.files, found.sha256, "Periksa.", notes, by=OLEH, at=offices.at
        )
        offices.clear_stick()
        walk.send(offices, kec, untuk=TURSINO)
    with offices.open(TURSINO) as desa:
        [answer] = walk.look(offices, desa)
        walk.accept(offices, desa, [answer.sha256])
        review = exchange.notes_for(desa.database, "rkp-desa", TAHUN)
        assert review is not None
        biaya, lokasi, volume = review.catatan[str(keys[0])]
        how = {"today": offices.at.date(), "by": OLEH, "at": offices.at}

        def take(note: UUID) -> None:
            saran.accept_suggestion(desa.database, aturan(), TAHUN, note, **how)

        with pytest.raises(editing.Locked):
            take(lokasi.id)
        rkp.revise(desa.database, "rkp", TAHUN, by=OLEH, at=offices.at)
        take(biaya.id)
        take(lokasi.id)
        plan = rkp.show_plan(desa.database, aturan(), TAHUN).rkp
        one = next(each for each in plan.kegiatan if each.id == keys[0])
        assert (one.biaya, one.jumlah_sumber, one.lokasi) == (40_000_000, 40_000_000, "RT 02")
        with pytest.raises(InvalidInput, match="Saran “seperlunya” tidak bisa dimasukkan langsung"):
            take(volume.id)
        assert editing.undo(desa.database, by=OLEH, at=offices.at) == "terima saran kecamatan: lokasi"


def test_a_refused_kiriman_tells_the_village_why(offices: Offices) -> None:
    send_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        with pytest.raises(InvalidInput):
            exchange.refuse(kec.database, kec.laptop, kec.files, found.sha256, " ", by=OLEH, at=offices.at)
        row = exchange.refuse(
            kec.database, kec.laptop, kec.files, found.sha256, "Salah tahun.", by=OLEH, at=offices.at
        )
        assert row.status == "ditolak"
        with kec.database.read() as unit:
            assert archive.ledger(unit) == []
            assert unit.select(RkpDesa) == []
        offices.clear_stick()
        walk.send(offices, kec, untuk=TURSINO)
    with offices.open(TURSINO) as desa:
        [answer] = walk.look(offices, desa)
        walk.accept(offices, desa, [answer.sha256])
        state = exchange.transport_states(desa.database)[plan_key(desa)]
        assert (state.keadaan, state.teks) == ("ditolak", "Ditolak: Salah tahun.")


def test_a_held_kiriman_can_be_accepted_later_with_one_receipt(offices: Offices) -> None:
    send_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        exchange.hold(
            kec.database, kec.laptop, kec.files, found.sha256, "Tanya desa.", by=OLEH, at=offices.at
        )
        assert exchange.inbox(kec.database)[0].status == "ditahan"
        walk.accept(offices, kec, [found.sha256])
        with kec.database.read() as unit:
            [receipt] = unit.select(TandaTerima)
            assert (receipt.keadaan.value, receipt.alasan) == ("diterima", "")


# ------------------------------------------------------------------ compilation and review


def test_the_compilation_names_its_sources_and_who_is_missing(offices: Offices) -> None:
    send_plan(offices)
    receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        shown = kecamatan.compile_durkp(kec.database, kec.aturan, TAHUN)
        assert shown.kalimat == "Dari 1 desa; Wirun belum mengirim."
        assert (shown.total, shown.belum, shown.status) == (900_000_000, ("Wirun",), "konsep")
        origin = kecamatan.origin_of(kec.database, kec.aturan, TAHUN, 1)
        assert (origin.sumber.desa, origin.sumber.kiriman, origin.sumber.revisi) == ("Tursino", 1, 1)
        assert (kec.files.archive / f"{origin.sumber.berkas}.kirim").is_file()


def test_drafts_never_count_in_the_compilation(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        walk.add_plan(desa, offices.at)
        walk.send(offices, desa)
    receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        shown = kecamatan.compile_durkp(kec.database, kec.aturan, TAHUN)
        assert (shown.baris, shown.belum) == ((), ("Tursino", "Wirun"))
        with kec.database.read() as unit:
            assert len(unit.select(Durkp)) == 1  # it is there, marked konsep
        with pytest.raises(InvalidInput):
            kecamatan.lock(kec.database, kec.aturan, TAHUN, kid=kec.laptop.keys.kid, by=OLEH, at=offices.at)


def test_what_comes_after_the_lock_is_susulan(offices: Offices) -> None:
    send_plan(offices)
    receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        kid = kec.laptop.keys.kid
        assert kecamatan.lock(kec.database, kec.aturan, TAHUN, kid=kid, by=OLEH, at=offices.at).revisi == 1
    offices.clear_stick()
    send_plan(offices, WIRUN)
    receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        locked = kecamatan.compile_durkp(kec.database, kec.aturan, TAHUN)
        assert (locked.status, locked.revisi, locked.susulan) == ("disahkan", 1, ("Wirun",))
        assert locked.total == 900_000_000
        assert [one.baris.nama for one in locked.baris] == ["Pengaspalan jalan Tursino"]
        assert kecamatan.lock(kec.database, kec.aturan, TAHUN, kid=kid, by=OLEH, at=offices.at).revisi == 2
        again = kecamatan.compile_durkp(kec.database, kec.aturan, TAHUN)
        assert (again.total, again.susulan, again.belum) == (1_800_000_000, (), ())
        same = kecamatan.lock(kec.database, kec.aturan, TAHUN, kid=kid, by=OLEH, at=offices.at)
        assert (same.revisi, same.is_baru) == (2, False), "nothing came since"


def test_what_villages_wait_for_stands_on_the_first_screen_of_the_kecamatan(offices: Offices) -> None:
    def of_kecamatan(kec: App, day: date) -> dict[str, Tugas]:
        seen = tasks.show(kec.database, kec.laptop, kec.aturan, {}, day, by=OLEH, at=offices.at)
        return {one.kunci: one for one in seen.tugas}

    send_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        today = offices.at.astimezone().date()
        assert of_kecamatan(kec, today)["kotak-masuk"].judul == "Tinjau 1 kiriman di Kotak Masuk"
        exchange.hold(
            kec.database, kec.laptop, kec.files, found.sha256, "Menunggu telepon.", by=OLEH, at=offices.at
        )
        held = of_kecamatan(kec, today)
        assert "kotak-masuk" not in held
        assert held["kotak-masuk:ditahan"].judul == "Putuskan 1 kiriman yang ditahan"
        walk.accept(offices, kec, [found.sha256])
        done = of_kecamatan(kec, today)
        assert not {"kotak-masuk", "kotak-masuk:ditahan"} & set(done)
        review = done["telaah-desa"]
        assert (review.judul, review.tombol) == ("Telaah 2 dokumen desa", "Telaah")
        assert "DU-RKP Desa 2027 Tursino" in review.sebab
        last = next(one for one in kec.aturan.langkah if one.kunci == "rkpdes").batas(TAHUN)
        assert "desa:rkpdes" not in of_kecamatan(kec, last)
        late = of_kecamatan(kec, last + timedelta(days=1))["desa:rkpdes"]
        assert (late.judul, late.sebab) == ("Ingatkan 1 desa: RKPDes 2027 belum diterima", "Wirun.")


def test_a_review_is_written_note_by_note_and_then_travels(offices: Offices) -> None:
    keys = send_plan(offices)
    receive_all(offices)
    with offices.open(KUTOARJO) as kec:
        key = dokumen_id(walk.uid(TURSINO), "rkp-desa", str(TAHUN))
        [row, *_others] = kecamatan.review_list(kec.database, TAHUN)
        assert (row.desa, row.jenis, row.keadaan) == ("Tursino", "rkp-desa", "menunggu")
        kecamatan.add_note(
            kec.database, key, "Volume?", record=str(keys[0]), jenis=JenisCatatan.PERTANYAAN,
            by=OLEH, at=offices.at,
        )  # fmt: skip
        wrong = kecamatan.add_note(kec.database, key, "Salah tulis", by=OLEH, at=offices.at)
        kecamatan.remove_note(kec.database, wrong.id, by=OLEH, at=offices.at)
        [row, *_others] = kecamatan.review_list(kec.database, TAHUN)
        assert (row.keadaan, row.catatan) == ("ditelaah", 1)
        offices.clear_stick()
        walk.send(offices, kec, untuk=TURSINO)  # an open review stays here
        kid = kec.laptop.keys.kid
        kecamatan.finish_review(kec.database, key, HasilTelaah.SESUAI, kid=kid, by=OLEH, at=offices.at)
        walk.send(offices, kec, untuk=TURSINO)
    with offices.open(TURSINO) as desa:
        first, second = walk.look(offices, desa)
        walk.accept(offices, desa, [first.sha256])
        assert exchange.notes_for(desa.database, "rkp-desa", TAHUN) is None
        walk.accept(offices, desa, [second.sha256])
        review = exchange.notes_for(desa.database, "rkp-desa", TAHUN)
        assert review is not None
        assert (review.hasil, [len(one) for one in review.catatan.values()]) == ("sesuai", [1])


# ------------------------------------------------------------------ enrolment


def test_wrong_digits_name_the_group_and_enrol_nobody(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        digits = enrolment.own_number(desa.database, desa.laptop).nomor
        enrolment.write_request(desa.database, desa.laptop, desa.files, offices.stick, by=OLEH, at=offices.at)
    [request] = offices.on_stick("M")
    groups = digits.split()
    groups[3] = ("1" if groups[3][0] == "0" else "0") + groups[3][1:]
    with offices.open(KUTOARJO) as kec:
        before = enrolment.list_keys(kec.database, kec.laptop)
        with pytest.raises(enrolment.NomorKunciWrong) as wrong:
            enrolment.introduce(
                kec.database, kec.laptop, kec.files, request, " ".join(groups), offices.stick,
                by=OLEH, at=offices.at,
            )  # fmt: skip
        assert (wrong.value.kelompok, wrong.value.exit_code) == (4, 5)
        assert enrolment.list_keys(kec.database, kec.laptop) == before
    assert offices.on_stick("T") == []


def test_a_grant_of_another_kecamatan_is_not_installed(offices: Offices, tmp_path: Path) -> None:
    stranger = Offices(tmp_path / "lain", hari=500)
    stranger.stick.mkdir(parents=True)
    with offices.open(WIRUN) as desa:
        digits = enrolment.own_number(desa.database, desa.laptop).nomor
        enrolment.write_request(
            desa.database, desa.laptop, desa.files, stranger.stick, by=OLEH, at=offices.at
        )
    [request] = stranger.on_stick("M")
    with stranger.open(KUTOARJO) as kec:  # the same code, but not the key of the card
        walk.kantor.set_villages(kec.database, [(WIRUN, "Wirun")], by=OLEH, at=stranger.at)
        enrolment.introduce(
            kec.database, kec.laptop, kec.files, request, digits, stranger.stick, by=OLEH, at=stranger.at
        )
    [grant] = stranger.on_stick("T")
    with offices.open(WIRUN) as desa:
        kept = enrolment.list_keys(desa.database, desa.laptop)
        with pytest.raises(exchange.NotAcceptable) as refused:
            enrolment.install_grant(desa.database, desa.laptop, desa.files, grant, by=OLEH, at=offices.at)
        assert refused.value.kode == "E_UNKNOWN_SENDER"
        assert enrolment.list_keys(desa.database, desa.laptop) == kept


def test_a_request_that_lies_in_the_inbox_is_done_with_once_it_was_answered(offices: Offices) -> None:
    fresh = "3306992003"
    with offices.open(fresh) as desa:
        digits = enrolment.own_number(desa.database, desa.laptop).nomor
        enrolment.write_request(desa.database, desa.laptop, desa.files, offices.stick, by=OLEH, at=offices.at)
    [request] = offices.on_stick("M")
    with offices.open(KUTOARJO) as kec:
        villages = [*walk.VILLAGES.items(), (fresh, "Kaligesing")]
        walk.kantor.set_villages(kec.database, villages, by=OLEH, at=offices.at)
        [found] = walk.look(offices, kec)
        assert (found.keadaan, found.status) == ("kunci_belum_dikenal", "ditahan")
        assert found.teks == "Permintaan pendaftaran dari Kaligesing. Ketik Nomor Kunci dari lembarnya."
        with pytest.raises(enrolment.BukanTandaTerdaftar):
            enrolment.install_grant(kec.database, kec.laptop, kec.files, request, by=OLEH, at=offices.at)
        enrolment.introduce(
            kec.database, kec.laptop, kec.files, request, digits, offices.stick, by=OLEH, at=offices.at
        )
        assert [one.status for one in exchange.inbox(kec.database)] == ["diterima"]


def test_a_backup_is_made_before_an_acceptance_when_asked(offices: Offices) -> None:
    send_plan(offices)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        walk.accept(offices, kec, [found.sha256], safe=kec.safe)
        assert "impor" in [one.reason.value for one in upkeep.list_backups(kec.safe)]


def test_nothing_is_sealed_before_the_enrolment(tmp_path: Path) -> None:
    alone = Offices(tmp_path / "sendiri")
    alone.stick.mkdir(parents=True)
    with alone.open(TURSINO) as desa:
        assert enrolment.enrolment_state(desa.database, desa.laptop) == "belum_percaya"
        with pytest.raises(exchange.BelumTerdaftar):
            walk.send(alone, desa)
        assert not desa.files.outbox.exists()


def test_enrolling_again_gives_the_grant_again_under_the_same_certificate(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        digits = enrolment.own_number(desa.database, desa.laptop).nomor
        enrolment.write_request(desa.database, desa.laptop, desa.files, offices.stick, by=OLEH, at=offices.at)
    [request] = offices.on_stick("M")
    with offices.open(KUTOARJO) as kec:
        keys = enrolment.list_keys(kec.database, kec.laptop)
        enrolment.introduce(
            kec.database, kec.laptop, kec.files, request, digits, offices.stick, by=OLEH, at=offices.at
        )
        assert enrolment.list_keys(kec.database, kec.laptop) == keys
    [grant] = offices.on_stick("T")
    with offices.open(TURSINO) as desa:
        done = enrolment.install_grant(desa.database, desa.laptop, desa.files, grant, by=OLEH, at=offices.at)
        assert done.teks == "Laptop ini terdaftar."


def test_the_profile_travels_under_the_name_of_the_format_without_telephone_numbers(offices: Offices) -> None:
    with offices.open(TURSINO) as desa:
        assert desa.kantor is not None
        officer = walk.first_officer(desa)
        editing.change(
            desa.database, walk.Perangkat, officer, {"kontak": "nomor rahasia"}, by=OLEH, at=offices.at
        )
        [sealed] = walk.send(offices, desa)
        [profile] = [one for one in sealed.dokumen if one.jenis == "profil"]
        assert profile.id == str(dokumen_id(desa.kantor.id, "profil"))
        with desa.database.read() as unit:
            content = dokumen.content_of(unit, profile.digest).data
        assert b"rahasia" not in content
    receive_all(offices)
    with offices.open(KUTOARJO) as kec, kec.database.read() as unit:
        assert unit.get(walk.Desa, walk.uid(TURSINO)).nama == "Tursino"


def test_a_state_that_differs_asks_for_everything_once_and_every_tenth_carries_all(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(travel, "SMALL_ENOUGH", 0)  # as of a large village: only what is not held travels

    def from_village(text: str) -> exchange.KirimanKeluar:
        offices.clear_stick()
        with offices.open(TURSINO) as desa:
            walk.add_usulan(desa, text, offices.at)
            [sealed] = walk.send(offices, desa)
        return sealed

    def at_kecamatan() -> list[str]:
        with offices.open(KUTOARJO) as kec:
            done = walk.accept(offices, kec, [one.sha256 for one in walk.look(offices, kec)])
        assert not done.gagal
        return [one.kode for row in done.diterima for one in row.peringatan]

    def wish() -> str:
        with offices.open(KUTOARJO) as kec, kec.database.read() as unit:
            return archive.meta(unit, preparing.need_key(str(walk.uid(TURSINO))))

    def answer() -> None:
        offices.clear_stick()
        with offices.open(KUTOARJO) as kec:
            walk.send(offices, kec, untuk=TURSINO)
        with offices.open(TURSINO) as desa:
            walk.accept(offices, desa, [one.sha256 for one in walk.look(offices, desa)])

    modes = [from_village("Talud RT 01").mode]
    assert at_kecamatan() == []
    answer()
    with offices.open(KUTOARJO) as kec, kec.database.unit() as unit:  # something was lost there
        key = dokumen_id(walk.uid(TURSINO), "profil")
        archive.drop_snapshots(unit, list(dokumen.shelf_of(unit, key).held))
        archive.put_back_tables(unit, key, None, 0)
        unit.commit("rusak", OLEH, offices.at)
    modes.append(from_village("Talud RT 02").mode)
    assert (at_kecamatan(), wish()) == (["W_STATE"], "perlu")
    modes.append(from_village("Talud RT 03").mode)
    on_its_way = offices.on_stick("D")[0].read_bytes()
    answer()
    assert wish() == "sudah"
    (offices.stick / "KIRIMAN" / "KE-KECAMATAN").mkdir(parents=True, exist_ok=True)
    offices.clear_stick()
    (offices.stick / "D.kirim").write_bytes(on_its_way)
    assert (at_kecamatan(), wish()) == (["W_STATE"], "sudah"), "it is asked once"
    modes.append(from_village("Talud RT 04").mode)
    assert (at_kecamatan(), wish()) == ([], "")
    answer()
    modes += [from_village(f"Talud RT {number:02}").mode for number in range(5, 12)]
    assert modes == ["full", "pending", "pending", "full", *["pending"] * 5, "full", "pending"]


def test_a_laptop_that_never_answered_for_ninety_days_holds_nobody_up(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec, kec.database.read() as unit:
        circle = read_circle(unit, kec.laptop)
        village, now = str(walk.uid(WIRUN)), offices.at
        kids = [one.kid for one in holdings.laptops_of(circle, village)]
        assert holdings.partner_statements(unit, circle, village, now) == {kids[0]: frozenset()}
        later = now + timedelta(days=100)
        assert holdings.partner_statements(unit, circle, village, later) == {}
