"""A meeting broken off by kill -9 while the secretary types: what was confirmed is there, nothing half."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desa_desktop.app import check_everything
from desa_desktop.domain.acara import acara_berjalan
from desa_desktop.domain.musyawarah import CaraNilai, Musyawarah
from desa_desktop.domain.usulan import StatusUsulan
from desa_desktop.services import editing, musyawarah
from office import PUKUL, open_office
from store_samples import CHILD

HARI = date(2026, 8, 12)
ROOM = CHILD + (
    """
import json
from pathlib import Path
from uuid import UUID
import ruang_penuh
from builders import aturan
from desa_desktop.domain.musyawarah import CaraNilai, Catatan
from desa_desktop.domain.usulan import StatusUsulan
from desa_desktop.services import editing, jalan_rapat, musyawarah, ruang
from office import OLEH, PUKUL, open_office

STEP = {"by": OLEH, "at": PUKUL}


def say(*what):
    print(json.dumps(what), flush=True)


with open_office(Path(sys.argv[1])) as app:
    base, rules = app.database, app.aturan
    ruang_penuh.fill(base, 30, 20)
    key = ruang_penuh.prepared(base)
    room = musyawarah.room(base, rules, key, PUKUL.date())
    people = [one.id for one in room.musyawarah.peserta]
    table = [one.usulan_id for one in room.musyawarah.bahasan]
    say("rapat", str(key))
    part = sys.argv[2]
    if part == "penilai":
        ruang.choose_way(base, key, rules, cara=CaraNilai.PENILAI, **STEP)
        who = ruang.add_scorer(base, key, "Sri Utami", **STEP)
        say("mulai", str(who))
    for n in range(1000):
        if part == "hadir":
            musyawarah.mark_present(base, key, people[n % len(people)], hadir=n < len(people), **STEP)
            say(n, str(people[n % len(people)]), n < len(people))
        elif part == "penilai":
            usulan, criterion = table[n // 5 % len(table)], list(room.skema.bobot)[n % 5]
            value = 1 + (n + n // 100) % 5
            ruang.value_many(base, key, [(usulan, criterion, value)], rules, penilai=who, **STEP)
            say(n, str(usulan), criterion, value)
        elif part == "catatan":
            values = {"pembicara": "Lastri", "isi": f"kalimat {n}", "tanggapan": "ya", "agenda_id":
                      room.musyawarah.agenda[0].id}
            editing.add_row(base, Catatan, key, values, **STEP)
            say(n)
        elif part == "keputusan":
            refused = (StatusUsulan.TIDAK_DISEPAKATI, f"alasan {n}")
            chosen = refused if n % 2 else (StatusUsulan.DISEPAKATI, "")
            musyawarah.decide(base, key, {table[n % len(table)]: chosen}, **STEP)
            say(n, str(table[n % len(table)]), chosen[0].value, chosen[1])
        elif part == "tangan":
            one = table[n % len(table)]
            ruang.count_hands(base, key, [(one, "l", n), (one, "p", n)], **STEP)
            say(n, str(one))
"""
)


def broken_off(folder: Path, part: str, after: int) -> tuple[UUID, list[Any], list[Any]]:
    """Run the room until so many lines were confirmed, kill it in the middle of the next; the key, what was
    said before the work began, and every confirmed line.
    """
    child = subprocess.Popen(
        [sys.executable, "-c", ROOM, str(folder), part], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    first = json.loads(child.stdout.readline())
    begun = [json.loads(child.stdout.readline())] if part == "penilai" else []
    lines = [json.loads(child.stdout.readline()) for _ in range(after)]
    try:
        child.wait(timeout=random.Random(after).random() * 0.01)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    rest, _err = child.communicate()
    lines += [json.loads(line) for line in rest.splitlines() if line.endswith("]")]
    return UUID(first[1]), begun, lines


def after_the_crash(folder: Path, look: Callable[[Musyawarah], None], key: UUID) -> None:
    """The office opens again, everything in it is whole, and the meeting is as `look` expects."""
    with open_office(folder) as app:
        meeting = musyawarah.room(app.database, app.aturan, key, HARI).musyawarah
        now = acara_berjalan(meeting, PUKUL)
        assert now is not None
        assert now.nomor == 1, "the running item is known"
        look(meeting)
        assert all(one.baik for one in check_everything(app))
        assert editing.undoable(app.database).urungkan


@pytest.mark.parametrize("after", [3, 11])
def test_everybody_who_was_marked_present_is_there(tmp_path: Path, after: int) -> None:
    key, _begun, lines = broken_off(tmp_path / "desa", "hadir", after)
    here = {UUID(one[1]) for one in lines if one[2]} - {UUID(one[1]) for one in lines if not one[2]}

    def look(meeting: Musyawarah) -> None:
        found = {one.id for one in meeting.peserta if one.is_hadir}
        assert here <= found
        assert len(found - here) <= 1, "at most the one that was being stored"
        assert all(one.hadir_pada is not None for one in meeting.peserta if one.is_hadir)

    after_the_crash(tmp_path / "desa", look, key)


@pytest.mark.parametrize("after", [4, 23])
def test_every_value_of_a_scorer_is_there(tmp_path: Path, after: int) -> None:
    key, begun, lines = broken_off(tmp_path / "desa", "penilai", after)
    who = begun[0][1]

    def look(meeting: Musyawarah) -> None:
        assert meeting.cara_nilai is CaraNilai.PENILAI
        assert [str(one.id) for one in meeting.penilai] == [who]
        given = {str(one.usulan_id): one.nilai_penilai.get(who, {}) for one in meeting.bahasan}
        for _n, usulan, criterion, value in lines:
            assert given[usulan][criterion] == value
        assert sum(map(len, given.values())) <= len(lines) + 1

    after_the_crash(tmp_path / "desa", look, key)


def test_every_note_is_there_with_its_answer_and_its_item(tmp_path: Path) -> None:
    key, _begun, lines = broken_off(tmp_path / "desa", "catatan", 7)

    def look(meeting: Musyawarah) -> None:
        said = sorted((one for one in meeting.catatan if one.pembicara), key=lambda one: one.urut)
        assert [one.isi for one in said][: len(lines)] == [f"kalimat {n}" for n in range(len(lines))]
        assert len(said) <= len(lines) + 1
        assert {(one.tanggapan, one.agenda_id) for one in said} == {("ya", meeting.agenda[0].id)}

    after_the_crash(tmp_path / "desa", look, key)


def test_every_decision_is_there_with_its_reason_and_none_without(tmp_path: Path) -> None:
    key, _begun, lines = broken_off(tmp_path / "desa", "keputusan", 9)

    def look(meeting: Musyawarah) -> None:
        decided = {str(one.usulan_id): one for one in meeting.bahasan}
        for _n, usulan, word, reason in lines:
            assert (decided[usulan].putusan.value, decided[usulan].alasan) == (word, reason)
        refused = [one for one in meeting.bahasan if one.putusan is StatusUsulan.TIDAK_DISEPAKATI]
        assert all(one.alasan for one in refused)
        open_ones = [one for one in meeting.bahasan if one.putusan is StatusUsulan.DIUSULKAN]
        assert len(open_ones) >= len(meeting.bahasan) - len(lines) - 1

    after_the_crash(tmp_path / "desa", look, key)


def test_hands_of_men_and_women_are_stored_together_or_not_at_all(tmp_path: Path) -> None:
    key, _begun, lines = broken_off(tmp_path / "desa", "tangan", 6)

    def look(meeting: Musyawarah) -> None:
        counted = [one for one in meeting.bahasan if one.dukungan_l is not None]
        assert {str(one.usulan_id) for one in counted} >= {one[1] for one in lines}
        assert all(one.dukungan_l == one.dukungan_p for one in meeting.bahasan)

    after_the_crash(tmp_path / "desa", look, key)
