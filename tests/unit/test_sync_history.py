"""Snapshots and their history: what is a head, what counts, and that order and repetition do not matter."""

from __future__ import annotations

import contextlib
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acak import examples
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.sync import strict_json
from desa_desktop.sync.certificates.statements import is_moment
from desa_desktop.sync.history import Shelf, Taken, is_kept, state_of
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.snapshots import (
    MOST_ANCESTORS,
    Descent,
    check_parents,
    compute_leluhur,
    make_snapshot,
    read_snapshot,
    write_moment,
)
from kiriman_bench import AT, certificate, keys, snapshot, vectors

NAMES = sorted(vectors()["snapshots"])
BY_DIGEST = {snapshot(name).digest: name for name in NAMES}
KONSEP, DISAHKAN, DICABUT = StatusDokumen.KONSEP, StatusDokumen.DISAHKAN, StatusDokumen.DICABUT


def rkp(isi=None, parents=(), status=KONSEP, oleh="tursino-1", **bend):
    values = {
        "id": snapshot("rkp-1").id,
        "jenis": "rkp-desa",
        "pemilik": certificate("tursino-1").uid,
        "isi": isi if isi is not None else {"tahun": 2027},
        "status": status,
        "oleh": keys(oleh).kid,
        "pada": AT,
        "parents": parents,
    }
    return make_snapshot(**values | bend)


@pytest.mark.parametrize("name", NAMES)
def test_a_snapshot_is_read_and_made_again_byte_for_byte(name):
    known = snapshot(name)
    assert known.digest == vectors()["snapshots"][name]["digest"]
    held = {one: snapshot(other) for one, other in BY_DIGEST.items()}
    check_parents(known, held.get)
    made = make_snapshot(
        id=known.id,
        jenis=known.jenis,
        pemilik=known.pemilik,
        status=known.status,
        isi=known.isi,
        oleh=known.oleh,
        pada=datetime.fromisoformat(known.pada),
        parents=[held[one] for one in reversed(known.parents)],
        schema=known.schema,  # the vectors stay as they were written, whatever a jenis learns later
    )
    assert made == known


def test_what_was_read_before_excuses_no_other_bytes():
    good = snapshot("rkp-2").data
    first = read_snapshot(good)
    for place in range(0, len(good), 7):
        bad = good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]
        with contextlib.suppress(KirimanRejected):
            assert read_snapshot(bad).digest != first.digest
    with pytest.raises(KirimanRejected):
        read_snapshot(good + b" ")
    assert read_snapshot(good) == first


@pytest.mark.parametrize("history", vectors()["histories"], ids=lambda one: one["name"])
def test_each_step_of_a_history_gives_its_heads_what_counts_and_the_tips(history):
    shelf = Shelf()
    for step in history["steps"]:
        taken = snapshot(step["take"])
        assert shelf.judge(taken) == step["result"]
        assert shelf.take(taken) == step["result"]
        assert sorted(BY_DIGEST[one] for one in shelf.heads) == sorted(step["heads"])
        assert (shelf.berlaku and BY_DIGEST[shelf.berlaku]) == step["effective"]
        assert sorted(BY_DIGEST[one] for one in shelf.tips) == sorted(step["tips"])


def test_the_state_of_a_village_has_one_digest():
    known = vectors()["state"]
    tips = [snapshot(name).digest for name in known["tips"]]
    assert state_of(reversed(tips)) == (len(tips), known["digest"])


# What a snapshot must be (12.2).


def bent(**bend):
    return strict_json.encode(strict_json.decode_object(snapshot("rkp-2").data) | bend)


@pytest.mark.parametrize(
    "bend",
    [
        {"id": "953160d5-a5e7-4b0c-9012-8d883cc72ca9"},
        {"id": "953160D5-A5E7-8B0C-9012-8D883CC72CA9"},
        {"jenis": ""},
        {"jenis": "RKP Desa"},
        {"pemilik": "desa"},
        {"schema": 99},
        {"schema": True},
        {"status": "selesai"},
        {"revisi": -1},
        {"revisi": 0},
        {"parents": [], "revisi": 2},
        {"parents": [], "revisi": 1, "leluhur": ["00" * 32]},
        {"parents": ["zz"]},
        {"parents": ["00" * 32] * 2},
        {"parents": ["11" * 32, "00" * 32]},
        {"parents": [f"{n:064x}" for n in range(9)]},
        {"leluhur": ["00" * 32, "00" * 32]},
        {"leluhur": [snapshot("rkp-1").digest]},
        {"leluhur": [f"{n:064x}" for n in range(MOST_ANCESTORS + 1)]},
        {"oleh": "sekdes"},
        {"pada": "2026-11-20"},
        {"pada": "2026-13-20T10:15:00+07:00"},
        {"pada": "2026-11-20T10:15:00Z"},
        {"isi": []},
        {"isi": {"catatan": "a" * 65_537}},
        {"isi": {"kegiatan": [{"id": "b"}, {"id": "a"}]}},
        {"isi": {"kegiatan": [{"id": "a"}, {"id": "a"}]}},
        {"status": "dicabut"},
        {"status": "dicabut", "isi": {"alasan": "  "}},
        {"status": "dicabut", "isi": {"alasan": "x", "lain": 1}},
        {"jenis": "profil", "status": "konsep"},
    ],
    ids=str,
)
def test_a_snapshot_against_the_rules_is_refused(bend):
    with pytest.raises(KirimanRejected) as caught:
        read_snapshot(bent(**bend))
    assert caught.value.reason is Code.E_DOC


@pytest.mark.parametrize(
    "bend",
    [
        {"isi": {"catatan": "a" * 65_536}},
        {"isi": {"kegiatan": [{"id": "a"}, {"id": "b"}], "tanda": ["b", "a"]}},
        {"status": "dicabut", "isi": {"alasan": "Perdes dibatalkan"}},
        {"jenis": "kolam-renang", "schema": 900},
        {"jenis": "profil"},
    ],
    ids=lambda one: str(one)[:60],
)
def test_a_snapshot_within_the_rules_is_taken(bend):
    assert read_snapshot(bent(**bend)).data == bent(**bend)


def test_our_writer_brings_content_into_the_form_of_the_format():
    made = rkp({"kegiatan": [{"id": "b"}, {"id": "a"}], "nama": "We\u0300tan"})
    assert [one["id"] for one in made.isi["kegiatan"]] == ["a", "b"]
    assert made.isi["nama"] == "W\u00e8tan"


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "0001-01-02T23:00:00+23:59", "9999-12-31T23:59:59-12:00"]
)
def test_a_moment_that_falls_off_the_calendar_on_another_clock_is_none(text):
    assert not is_moment(text)
    assert is_moment("0001-01-04T00:00:00+23:59")
    assert is_moment("9999-12-28T00:00:00-23:59")


def test_a_moment_is_written_with_seconds_and_offset():
    assert write_moment(datetime(2026, 11, 20, 3, 15, 0, 999, tzinfo=UTC)) == "2026-11-20T03:15:00+00:00"
    with pytest.raises(ValueError):
        write_moment(datetime(2026, 11, 20))


@pytest.mark.parametrize(
    ("status", "parents"),
    [(DICABUT, ()), (KONSEP, (snapshot("angka"),)), (KONSEP, (snapshot("asing"),))],
)
def test_our_writer_refuses_to_make_what_no_reader_takes(status, parents):
    with pytest.raises(ValueError):
        rkp({"alasan": "x"}, parents, status)


def test_a_ratified_state_counts_upwards_and_a_draft_does_not():
    draft = rkp()
    first = rkp({"tahun": 2027, "a": 1}, [draft], DISAHKAN)
    change = rkp({"tahun": 2027, "a": 2}, [first])
    second = rkp({"tahun": 2027, "a": 2}, [change], DISAHKAN)
    gone = rkp({"alasan": "Perdes dibatalkan"}, [second], DICABUT)
    assert [one.revisi for one in (draft, first, change, second, gone)] == [0, 1, 1, 2, 2]


def test_more_than_five_hundred_ancestors_are_cut_and_the_nearest_stay():
    line = [rkp({"n": 0})]
    for n in range(1, MOST_ANCESTORS + 4):
        line.append(rkp({"n": n}, [line[-1]]))
    last = line[-1]
    assert len(last.leluhur) == MOST_ANCESTORS
    assert last.leluhur == tuple(one.digest for one in reversed(line[2:-2]))


def test_ancestors_of_a_merge_are_taken_fairly_from_both_sides():
    start = rkp({"n": 0})
    a, b = [start], [start]
    for n in range(1, 4):
        a.append(rkp({"a": n}, [a[-1]]))
        b.append(rkp({"b": n}, [b[-1]]))
    joined = compute_leluhur([a[-1], b[-1]])
    first, second = sorted((a, b), key=lambda side: side[-1].digest)
    expected = [first[2], second[2], first[1], second[1], start]
    assert joined == tuple(one.digest for one in expected)


# Histories at random.


def grow(chance: random.Random, size: int) -> list[Descent]:
    """Snapshots of one dokumen as several laptops could have made them, each from one or two known ones."""
    made: list[Descent] = [rkp({"n": 0})]
    for n in range(1, size):
        parents = chance.sample(made, k=min(len(made), chance.choice((1, 1, 1, 2))))
        heads = [one for one in parents if not any(one.digest in other.ancestors for other in parents)]
        status = chance.choice((KONSEP, KONSEP, DISAHKAN, DICABUT))
        isi = {"alasan": f"sebab {n}"} if status is DICABUT else {"n": n}
        made.append(rkp(isi, heads, status))
    return made


def shelf_of(snapshots) -> Shelf:
    shelf = Shelf()
    for one in snapshots:
        shelf.take(one)
    return shelf


@settings(max_examples=examples(150))
@given(st.integers(0, 2**32), st.integers(1, 9))
def test_order_repetition_and_lateness_do_not_matter(seed, size):
    chance = random.Random(seed)
    made = grow(chance, size)
    plain = shelf_of(made)
    shuffled = made + chance.choices(made, k=3)
    chance.shuffle(shuffled)
    other = shelf_of(shuffled)
    assert other.heads == plain.heads
    assert other.berlaku == plain.berlaku
    assert other.tips == plain.tips
    assert other.past == plain.past


@settings(max_examples=examples(150))
@given(st.integers(0, 2**32), st.integers(1, 9))
def test_whoever_holds_the_tips_sees_what_we_see(seed, size):
    plain = shelf_of(grow(random.Random(seed), size))
    partner = shelf_of(plain.held[one] for one in plain.tips)
    assert partner.heads == plain.heads
    assert partner.berlaku == plain.berlaku
    assert partner.tips == plain.tips


@settings(max_examples=examples(100))
@given(st.integers(0, 2**32), st.integers(2, 9))
def test_nothing_ratified_vanishes_and_dropped_content_changes_no_head(seed, size):
    made = grow(random.Random(seed), size)
    shelf = shelf_of(made)
    assert {one.digest for one in made if one.status is DISAHKAN} <= shelf.held.keys()
    heads, tips = shelf.heads, shelf.tips
    shelf.drop([one.digest for one in made])
    assert (shelf.heads, shelf.tips) == (heads, tips)
    assert set(tips) <= shelf.held.keys()
    for one in made:
        assert shelf.judge(one) in (Taken.SAME, Taken.ANCESTOR)


def test_joining_all_heads_ends_the_fork():
    shelf = Shelf()
    start = rkp({"n": 0})
    a, b = rkp({"n": 1}, [start]), rkp({"n": 2}, [start])
    for one in (start, a, b):
        shelf.take(one)
    assert shelf.is_bercabang
    assert shelf.common_base(a.digest, b.digest) == start.digest
    assert shelf.take(rkp({"n": 3}, [a, b])) is Taken.SUPERSEDES
    assert not shelf.is_bercabang


def test_two_laptops_that_begin_the_same_plan_have_no_common_ancestor():
    a, b = rkp({"n": 1}), rkp({"n": 2})
    shelf = shelf_of([a, b])
    assert shelf.is_bercabang
    assert shelf.common_base(a.digest, b.digest) is None
    assert shelf.berlaku is None


def test_an_old_draft_is_not_kept_and_an_old_ratified_state_is():
    draft, ratified = rkp({"n": 0}), rkp({"n": 0}, status=DISAHKAN)
    assert not is_kept(draft, Taken.ANCESTOR)
    assert is_kept(ratified, Taken.ANCESTOR)
    assert not is_kept(ratified, Taken.SAME)
    assert is_kept(draft, Taken.FORK)


def test_an_empty_shelf_has_nothing_to_say():
    assert (Shelf().heads, Shelf().tips, Shelf().berlaku) == ((), (), None)
