"""The quick way to the look-alikes says exactly what comparing all pairs says (ux.md 14.7)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from builders import aturan, baris_durkp
from desa_desktop.domain.kompilasi import BarisKompilasi, usulan_mirip
from desa_desktop.domain.pemeriksaan_usulan import (
    Sebanding,
    check_daftar_usulan,
    compact_dusun,
    mirip,
)
from desa_desktop.domain.teks import places, plain_words
from desa_desktop.domain.usulan import Usulan

# few words, so that whole, half and hardly alike all come up
WORDS = st.sampled_from(
    [
        *("Talud", "talut", "jalan", "Jln.", "RT 03", "RT.3", "RT 04/RW 01", "rw 1", "dusun", "Krajan"),
        *("Kidul", "pembangunan", "Pemb.", "sumur", "bor", "air bersih", "Posyandu", "1", "02", "-", "é", ""),
    ]
)
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
DUSUN = st.sampled_from(["Krajan", "Dusun Krajan", "KRAJAN", "Kidul", "", "Dsn."])
AMBANG = st.sampled_from([0, 50, 80, 80, 80, 100])


@st.composite
def lists(draw: st.DrawFn) -> list[Usulan]:
    """Proposals of a small village; numbers may stand twice, and some were merged from others."""
    made: list[Usulan] = []
    for _number in range(draw(st.integers(0, 12))):
        merged = tuple(str(one.id) for one in made if draw(st.integers(0, 9)) == 0)
        made.append(
            Usulan(
                nomor=draw(st.integers(0, 6)),
                uraian=draw(TEXTS),
                dusun=draw(DUSUN),
                lokasi=draw(st.sampled_from(["", "RT 03", "RT 3 dan 4/RW 1", "RW 02", "balai desa"])),
                gabungan_dari=merged,
            )
        )
    return made


def all_pairs(usulan: Usulan, others: Sequence[Usulan], ambang: int) -> list[tuple[UUID, int]]:
    """The rule in its plainest form: every other one is looked at."""

    def subject(one: Usulan) -> str:
        ignored = {*plain_words(one.dusun).split(), "dusun"}
        return " ".join(word for word in plain_words(one.uraian).split() if word not in ignored)

    def numbers(one: Usulan, kind: str) -> set[str]:
        return {number for which, number in places(f"{one.uraian} {one.lokasi}") if which == kind}

    found = []
    for other in others:
        score = fuzz.token_set_ratio(subject(usulan), subject(other), score_cutoff=ambang)
        is_apart = any(
            numbers(usulan, kind)
            and numbers(other, kind)
            and not numbers(usulan, kind) & numbers(other, kind)
            for kind in ("rt", "rw")
        )
        is_own = other.id == usulan.id or str(other.id) in usulan.gabungan_dari
        is_here = compact_dusun(other.dusun) == compact_dusun(usulan.dusun)
        if is_here and score >= ambang and not is_apart and not is_own:
            found.append((other, int(score)))
    return [(one.id, score) for one, score in sorted(found, key=lambda pair: (-pair[1], pair[0].nomor))]


@given(lists(), AMBANG)
@settings(max_examples=300, deadline=None)
def test_each_proposal_has_the_look_alikes_that_comparing_all_pairs_finds(
    village: list[Usulan], ambang: int
) -> None:
    stored = Sebanding(village, ambang)
    for one in village:
        wanted = all_pairs(one, village, ambang)
        assert [(found.usulan.id, found.persen) for found in mirip(one, village, ambang)] == wanted
        nearest = stored.nearest(one)
        assert (nearest and (nearest.usulan.id, nearest.persen)) == (wanted[0] if wanted else None)


@given(lists())
@settings(max_examples=200, deadline=None)
def test_the_list_of_a_year_hints_at_the_pairs_that_comparing_all_pairs_finds(village: list[Usulan]) -> None:
    rules = aturan()
    number_of = {one.id: one.nomor for one in village}
    wanted = [
        f"Usulan {one.nomor} mirip dengan usulan nomor {number_of[key]}. Bandingkan sebelum dibahas."
        for place, one in enumerate(village)
        for key, _score in all_pairs(one, village[:place], rules.ambang_mirip)
    ]
    found = [one.teks for one in check_daftar_usulan(village, rules, []) if " mirip dengan " in one.teks]
    assert found == wanted


@st.composite
def compilations(draw: st.DrawFn) -> list[BarisKompilasi]:
    """Rows of four villages."""
    return [
        BarisKompilasi(number, UUID(int=place), f"Desa {place}", "PU", baris_durkp(nama=draw(TEXTS)), "")
        for number, place in enumerate(draw(st.lists(st.integers(1, 4), max_size=14)), 1)
    ]


def all_groups(rows: Sequence[BarisKompilasi], ambang: int) -> list[list[int]]:
    """Groups by holding every pair of rows of two villages against each other."""

    def subject(row: BarisKompilasi) -> str:
        left_out = {"rt", "rw", "dusun", "desa", *plain_words(row.desa).split()}
        words = plain_words(row.baris.nama).split()
        return " ".join(word for word in words if word not in left_out and not word.isdigit())

    group = list(range(len(rows)))
    for later in range(len(rows)):
        for earlier in range(later):
            one, other = subject(rows[later]), subject(rows[earlier])
            if rows[later].desa_id == rows[earlier].desa_id or not one or not other:
                continue
            if fuzz.token_set_ratio(one, other, score_cutoff=ambang) >= ambang:
                old, new = group[later], group[earlier]
                group = [new if name == old else name for name in group]
    together = [
        [row.nomor for place, row in enumerate(rows) if group[place] == name] for name in dict.fromkeys(group)
    ]
    return [one for one in together if len({rows[number - 1].desa_id for number in one}) > 1]


@given(compilations(), AMBANG)
@example([], 80)
@settings(max_examples=300, deadline=None)
def test_a_compilation_groups_what_comparing_all_pairs_groups(
    rows: list[BarisKompilasi], ambang: int
) -> None:
    found = [[one.nomor for one in group.baris] for group in usulan_mirip(rows, ambang)]
    assert found == all_groups(rows, ambang)


def test_two_thousand_proposals_that_read_nearly_alike_are_grouped_without_every_pair() -> None:
    """Every row was once held against every earlier one: a minute for the screen of the kecamatan."""
    rows = [
        BarisKompilasi(n, UUID(int=n % 10), f"Desa {n % 10}", "PU", baris_durkp(nama=f"Rabat beton {n}"), "")
        for n in range(2000)
    ]
    [group] = usulan_mirip(rows, 80)
    assert len(group.baris) == 2000
