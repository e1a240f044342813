"""What travels to whom, what is stated as held, and what the files are called."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.sync.certificates import Role
from desa_desktop.sync.container import Kind
from desa_desktop.sync.names import Letter, file_name, folder_of, letter_of
from desa_desktop.sync.travel import (
    Audience,
    Stored,
    Tip,
    addressees_of,
    choose_mode,
    choose_what_travels,
    counted_statements,
    held_statement,
    state_tips,
    travelling_tips,
)
from kiriman_bench import AT, vectors

DESA, LAIN, KECAMATAN = "uid-desa", "uid-lain", "uid-kecamatan"
KONSEP, DISAHKAN = StatusDokumen.KONSEP, StatusDokumen.DISAHKAN
TO_KECAMATAN = Audience(Kind.DATA, Role.DESA, DESA, KECAMATAN)
TO_DESA = Audience(Kind.FEEDBACK, Role.KECAMATAN, KECAMATAN, DESA)
AMONG_DESA = Audience(Kind.PEER, Role.DESA, DESA, DESA)
AMONG_KECAMATAN = Audience(Kind.PEER, Role.KECAMATAN, KECAMATAN, KECAMATAN)
FROM_PENDAMPING = Audience(Kind.PEER, Role.PENDAMPING, KECAMATAN, KECAMATAN)


def dokumen(jenis, pemilik, *tips):
    made = tuple(
        tip if isinstance(tip, Tip) else Tip(tip, DISAHKAN) for tip in tips or (f"{jenis}-{pemilik}",)
    )
    return Stored(f"{jenis}/{pemilik}", jenis, pemilik, made)


RKP = dokumen("rkp-desa", DESA, "rkp-2", Tip("rkp-3a", KONSEP))
PAGU = dokumen("pagu", KECAMATAN, Tip("pagu-1", DISAHKAN, frozenset({DESA})))
DRAFT = dokumen("telaah", KECAMATAN, Tip("telaah-1", KONSEP, frozenset({DESA})))
FOR_ALL = dokumen("kesepakatan", KECAMATAN, Tip("sepakat-1", DISAHKAN, frozenset({"semua"})))
NOBODY = dokumen("jawaban", KECAMATAN)
ATURAN = dokumen("paket-aturan", KECAMATAN)
WARGA, LOKAL, TITIPAN = dokumen("penduduk", DESA), dokumen("pengaduan-lokal", DESA), dokumen("titipan", DESA)
SESI, KUNJUNGAN = dokumen("sesi", KECAMATAN), dokumen("kunjungan", KECAMATAN)
ALIEN = dokumen("rkp-desa", LAIN)
ALL = (RKP, PAGU, DRAFT, FOR_ALL, NOBODY, ATURAN, WARGA, LOKAL, TITIPAN, SESI, KUNJUNGAN, ALIEN)


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (TO_KECAMATAN, {RKP, TITIPAN}),
        (Audience(Kind.DATA, Role.DESA, DESA, KECAMATAN, frozenset({"penduduk"})), {RKP, TITIPAN, WARGA}),
        (TO_DESA, {RKP, PAGU, FOR_ALL, ATURAN, WARGA, TITIPAN}),
        (AMONG_DESA, {RKP, WARGA, LOKAL, TITIPAN}),
        (AMONG_KECAMATAN, {RKP, PAGU, DRAFT, FOR_ALL, NOBODY, ATURAN, TITIPAN, SESI, KUNJUNGAN, ALIEN}),
        (FROM_PENDAMPING, {KUNJUNGAN}),
    ],
    ids=[
        "ke kecamatan",
        "penduduk diminta",
        "ke desa",
        "antar laptop desa",
        "antar laptop kecamatan",
        "pendamping",
    ],
)
def test_only_what_may_leave_travels(audience, expected):
    assert {one for one in ALL if travelling_tips(one, audience)} == expected
    assert choose_what_travels(ALL, audience, {}, "full").keys() == {one.id for one in expected}


def test_a_deposit_goes_back_only_when_everything_does():
    assert not travelling_tips(TITIPAN, TO_DESA, "pending")
    assert travelling_tips(TITIPAN, TO_DESA, "full")


def test_drafts_of_the_kecamatan_stay_in_its_office():
    mixed = dokumen(
        "telaah", KECAMATAN, Tip("a", DISAHKAN, frozenset({DESA})), Tip("b", KONSEP, frozenset({DESA}))
    )
    assert [tip.digest for tip in travelling_tips(mixed, TO_DESA)] == ["a"]


def test_to_the_kecamatan_one_of_its_laptops_is_enough():
    halves = {"kid-1": frozenset({"rkp-2"}), "kid-2": frozenset({"rkp-3a"})}
    assert not choose_what_travels([RKP], TO_KECAMATAN, halves, "pending")
    halves["kid-2"] = frozenset()
    chosen = choose_what_travels([RKP], TO_KECAMATAN, halves, "pending")
    assert [tip.digest for tip in chosen[RKP.id]] == ["rkp-2", "rkp-3a"]  # then with all its tips


def test_to_a_village_each_of_its_laptops_must_hold_it():
    statements = {"kid-1": frozenset({"pagu-1"}), "kid-2": frozenset()}
    assert PAGU.id in choose_what_travels([PAGU], TO_DESA, statements, "pending")
    statements["kid-2"] = frozenset({"pagu-1"})
    assert not choose_what_travels([PAGU], TO_DESA, statements, "pending")


def test_a_laptop_silent_for_ninety_days_holds_nobody_up():
    newest = {
        "lama": (AT - timedelta(days=90), frozenset({"a"})),
        "baru": (AT - timedelta(days=89), frozenset()),
    }
    counted = counted_statements(["lama", "baru", "belum-pernah"], newest, kind=Kind.FEEDBACK, at=AT)
    assert counted == {"baru": frozenset(), "belum-pernah": frozenset()}
    assert counted_statements(["lama"], newest, kind=Kind.DATA, at=AT) == {"lama": frozenset({"a"})}


@given(st.sets(st.sampled_from(ALL)), st.sampled_from([TO_KECAMATAN, TO_DESA, AMONG_DESA, AMONG_KECAMATAN]))
def test_whoever_received_all_is_sent_nothing_more_and_states_the_same(stored, audience):
    carried = choose_what_travels(stored, audience, {"kid": frozenset()}, "full")
    received = [
        Stored(one.id, one.jenis, one.pemilik, carried[one.id]) for one in stored if one.id in carried
    ]
    stated = frozenset(held_statement(received, audience.answer))
    deposits = {tip.digest for one in received if one.jenis == "titipan" for tip in one.tips}
    assert stated == set(state_tips(stored, audience)) | deposits  # a lost laptop lacks them, and is no other
    assert sorted(state_tips(received, audience)) == sorted(state_tips(stored, audience))
    assert not choose_what_travels(stored, audience, {"kid": stated}, "pending")


@pytest.mark.parametrize(
    ("isi", "uids"),
    [
        ({"desa": "a"}, {"a"}),
        ({"desa": ["a", "b"]}, {"a", "b"}),
        ({"desa": "semua"}, {"semua"}),
        ({}, set()),
        ({"desa": 3}, set()),
    ],
)
def test_addressees_are_one_village_several_or_all(isi, uids):
    assert addressees_of(isi) == uids


@pytest.mark.parametrize(
    ("bend", "mode"),
    [
        ({}, "pending"),
        ({"seq": 1}, "full"),
        ({"seq": 20}, "full"),
        ({"is_wanted": True}, "full"),
        ({"is_pressed": True}, "full"),
        ({"full_size": 2 * 1024 * 1024 - 1}, "full"),
    ],
)
def test_everything_is_sent_at_first_when_asked_now_and_then_and_when_it_is_small(bend, mode):
    usual = {"seq": 7, "is_wanted": False, "is_pressed": False, "full_size": 5_000_000}
    assert choose_mode(**usual | bend) == mode


@pytest.mark.parametrize("one", vectors()["names"], ids=lambda one: one["file"])
def test_a_file_is_named_so_that_people_know_it(one):
    assert file_name(one["letter"], one["kode"], one["nama"], one["seq"], one["digest"]) == one["file"]


@given(st.text(max_size=60), st.integers(1, 10**12), st.sampled_from(list(Letter)))
def test_no_name_of_a_village_makes_a_name_that_a_stick_refuses(nama, seq, letter):
    made = file_name(letter, "3306992001", nama, seq, "0" * 64)
    assert re.fullmatch(r"[A-Za-z0-9.-]{1,64}", made)
    assert ".." not in made


def test_letters_and_folders():
    assert letter_of(Kind.FEEDBACK, "full") is Letter.RECOVERY
    assert letter_of(Kind.FEEDBACK) is Letter.FEEDBACK
    assert folder_of(Kind.DATA, is_from_kecamatan=False) == "KIRIMAN/KE-KECAMATAN"
    assert folder_of(Kind.GRANT, is_from_kecamatan=True) == "KIRIMAN/KE-DESA"
    assert folder_of(Kind.PEER, is_from_kecamatan=False) == "KIRIMAN/KE-DESA"
    assert folder_of(Kind.PEER, is_from_kecamatan=True) == "KIRIMAN/KE-KECAMATAN"


# ------------------------------------------------------------------ the register of residents


def test_a_register_travels_asked_and_agreed_and_its_withdrawal_always() -> None:
    gone = dokumen("penduduk", DESA, Tip("cabut-1", StatusDokumen.DICABUT))
    agreed = Audience(Kind.DATA, Role.DESA, DESA, KECAMATAN, frozenset({"penduduk"}))
    assert travelling_tips(WARGA, TO_KECAMATAN) == ()
    assert travelling_tips(WARGA, agreed) == WARGA.tips
    assert travelling_tips(gone, TO_KECAMATAN) == gone.tips, "it carries a reason and nobody's data"
    assert travelling_tips(dokumen("penduduk", LAIN, "x"), agreed) == ()
    assert travelling_tips(WARGA, TO_DESA) == WARGA.tips, "a village gets its own back"
    assert travelling_tips(WARGA, AMONG_DESA) == WARGA.tips, "and its laptops share it"
