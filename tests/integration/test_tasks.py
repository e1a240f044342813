"""Beranda: what is next follows from what was done, sent, noted and backed up."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from desa_desktop.app import App
from desa_desktop.domain.desa import Desa, Perangkat, StatusDokumen
from desa_desktop.domain.kalender import KeadaanTugas
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.errors import InvalidInput
from desa_desktop.services import rkp_perubahan, tasks, upkeep
from office import OLEH, PUKUL, TAHUN, open_office

HARI = date(2026, 8, 12)


def shown(opened: App, day: date = HARI) -> tasks.Beranda:
    """The first screen on that day."""
    return tasks.show(opened.database, opened.laptop, opened.aturan, opened.templates, day, by=OLEH, at=PUKUL)


def titles(opened: App, day: date = HARI) -> dict[str, KeadaanTugas]:
    """Every task by its lasting key."""
    return {one.kunci: one.keadaan for one in shown(opened, day).tugas}


def ratify(opened: App, cls: type[RkpDesa] | type[Durkp]) -> None:
    """Give the year's dokumen its first revision, without the checks of the real milestone."""
    with opened.database.unit() as unit:
        root = unit.select(cls, tahun=TAHUN)[0]
        root.status, root.revisi = StatusDokumen.DISAHKAN, 1
        unit.commit("sahkan", OLEH, PUKUL)


def test_a_step_that_was_ratified_leaves_the_list_and_moves_the_line(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        assert "langkah:rkpdes" in titles(opened)
        before = [one.keadaan for one in shown(opened).posisi]
        ratify(opened, RkpDesa)
        assert "langkah:rkpdes" not in titles(opened)
        assert [one.keadaan for one in shown(opened).posisi] != before


def test_a_step_is_late_after_its_last_day_and_not_on_it(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        step = next(one for one in opened.aturan.langkah if one.kunci == "rkpdes")
        last = step.batas(TAHUN)
        assert titles(opened, last)["langkah:rkpdes"] is KeadaanTugas.MINGGU_INI
        assert titles(opened, last + timedelta(days=1))["langkah:rkpdes"] is KeadaanTugas.TERLAMBAT


def test_what_was_done_outside_the_program_never_appears_as_late(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        tasks.done_outside(
            opened.database, "langkah:rembuk_stunting", date(2026, 6, 24), "", by=OLEH, at=PUKUL
        )
        assert "langkah:rembuk_stunting" not in titles(opened)


def test_a_task_can_be_put_off_for_two_weeks_with_a_reason_and_no_longer(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        for until, reason in ((HARI + timedelta(days=15), "Panen"), (HARI + timedelta(days=3), " ")):
            with pytest.raises(InvalidInput):
                tasks.postpone(
                    opened.database,
                    opened.aturan,
                    "langkah:rembuk_stunting",
                    until,
                    reason,
                    HARI,
                    by=OLEH,
                    at=PUKUL,
                )
        until = HARI + timedelta(days=14)
        tasks.postpone(
            opened.database, opened.aturan, "langkah:rembuk_stunting", until, "Panen", HARI, by=OLEH, at=PUKUL
        )
        assert titles(opened)["langkah:rembuk_stunting"] is KeadaanTugas.NANTI
        assert titles(opened, until)["langkah:rembuk_stunting"] is KeadaanTugas.TERLAMBAT


def test_a_ratified_plan_that_was_not_sent_is_asked_for_and_named(tmp_path: Path) -> None:
    from desa_desktop.services import rkp
    from desa_desktop.services.dokumen import freeze

    with open_office(tmp_path) as opened:
        ratify(opened, RkpDesa)
        key = rkp.rkp_key(opened.database, TAHUN)
        with opened.database.unit() as unit:
            root = unit.get(RkpDesa, key)
            root.ketua_tim = "Lestari"
            unit.flush()
            freeze(unit, root, root.desa_id, kid=opened.laptop.keys.kid, at=PUKUL)
            unit.commit("bekukan", OLEH, PUKUL)
        (task,) = [one for one in shown(opened).tugas if one.kunci == f"kirim:{key}"]
        assert task.judul == "Kirim RKP Desa 2027"


def test_enrolment_stays_a_task_until_it_is_asked_for(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        assert "wisaya:daftar" in titles(opened)


def test_a_backup_silences_the_reminder_for_a_week(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        week = HARI + timedelta(days=8)
        assert "cadangan" in titles(opened, week)
        upkeep.back_up(opened.database, opened.safe)
        assert "cadangan" not in titles(opened, HARI + timedelta(days=6))
        assert shown(opened).cadangan_terakhir == HARI


def test_a_kecamatan_has_its_own_list_and_no_village_steps(tmp_path: Path) -> None:
    with open_office(tmp_path, kode="330699", nama="Kutoarjo") as opened:
        assert not any(key.startswith("langkah:rkpdes") for key in titles(opened))


@pytest.mark.parametrize(
    ("periode", "batas"),
    [
        ("2026-S1", date(2026, 7, 10)),
        ("2026-S2", date(2027, 1, 10)),
        ("2026-TW3", date(2026, 10, 10)),
        ("2026-08", date(2026, 9, 10)),
        ("2026", date(2027, 1, 10)),
    ],
)
def test_a_checklist_is_due_ten_days_after_its_period(periode: str, batas: date) -> None:
    assert tasks.deadline_of(periode) == batas


def test_who_stands_in_for_the_kepala_desa_begins_no_new_rpjm(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        with opened.database.unit() as unit:
            village = unit.select(Desa)[0]
            village.perangkat.append(
                Perangkat(nama="Hardiman", jabatan="Pj. Kepala Desa", mulai=date(2026, 8, 1), urut=90)
            )
            unit.commit("Pj", OLEH, PUKUL)
        assert "langkah:rpjm" not in titles(opened)
        with opened.database.unit() as unit:
            unit.select(Desa)[0].perangkat[-1].jabatan = "Kepala Desa"
            unit.commit("dilantik", OLEH, PUKUL)
        assert "langkah:rpjm" in titles(opened)


def test_a_change_that_was_begun_is_a_task_until_it_is_ratified(tmp_path: Path) -> None:
    with open_office(tmp_path) as opened:
        ratify(opened, RkpDesa)
        assert not [one for one in titles(opened) if one.startswith("perubahan:")]
        rkp_perubahan.begin_change(
            opened.database, TAHUN, "peristiwa", "Banjir 3 Maret 2027", by=OLEH, at=PUKUL
        )
        [task] = [one for one in shown(opened).tugas if one.kunci.startswith("perubahan:")]
        assert task.judul == f"Selesaikan perubahan RKP Desa {TAHUN}"
        assert task.sebab.startswith("Peristiwa khusus: Banjir 3 Maret 2027. Adakan Musrenbangdes khusus.")
        ratify(opened, RkpDesa)
        assert not [one for one in titles(opened) if one.startswith("perubahan:")]
