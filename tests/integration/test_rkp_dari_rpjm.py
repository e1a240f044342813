"""The yearly plan comes out of the RPJM Desa, and rows that are a share of a pagu follow it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from builders import aturan
from desa_desktop.domain import rumus, turunan_rkp
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.rkp import Kegiatan, Pagu, RkpDesa
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa, RpjmDesaId
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import editing, intake, jejak, kantor, rkp, rkp_rpjm, rkp_rumus, rkp_susun
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
RULES = aturan()


def rpjm_of(database: Database, **rows: dict[str, Any]) -> dict[str, UUID]:
    """An RPJM Desa from 2025 to 2032 with these activities; returns their ids."""
    with database.unit() as unit:
        desa = kantor.require(unit).id
        plan = RpjmDesa(
            id=RpjmDesaId(dokumen_id(database, "rpjm-desa", "2025")),
            desa_id=desa,
            tahun=2025,
            tahun_akhir=2032,
        )
        made = {}
        for place, (name, values) in enumerate(rows.items(), start=1):
            row = KegiatanRpjm(urut=place, **values)
            plan.kegiatan.append(row)
            made[name] = row.id
        unit.add(plan)
        unit.commit("siapkan RPJM", OLEH, PUKUL)
    return made


TALUD = {
    "kode": "02.03.14", "nama": "Talud jalan", "lokasi": "Krajan", "volume": Decimal(120), "satuan": "m",
    "tahun": (2026, 2027), "biaya_tahun": {"2026": 50_000_000, "2027": 85_000_000}, "sumber": ("DDS",),
    "target": {"2027": "120 m selesai"}, "sdgs": (9, 11), "penerima_l": 60,
}  # fmt: skip
JALAN = {
    "kode": "02.03.10", "nama": "Jalan usaha tani", "tahun": (2027,), "biaya_tahun": {"2027": 40_000_000},
    "sumber": ("ADD", "DDS"),
}  # fmt: skip
LAIN = {"kode": "02.02.02", "nama": "Posyandu", "tahun": (2028,), "biaya_tahun": {"2028": 10_000_000}}


def plan(database: Database) -> rkp.RencanaTampil:
    return rkp.show_plan(database, RULES, TAHUN)


def pagu(database: Database, sumber: str, jumlah: int) -> UUID:
    return editing.add_row(
        database, Pagu, rkp.rkp_key(database, TAHUN), {"sumber": sumber, "jumlah": jumlah}, **STEP
    )


def activity(database: Database, **values: Any) -> UUID:
    return editing.add_row(database, Kegiatan, rkp.rkp_key(database, TAHUN), values, **STEP)


def test_rows_ticked_for_the_year_become_activities_with_the_money_of_that_year(database: Database) -> None:
    ids = rpjm_of(database, talud=TALUD, jalan=JALAN, lain=LAIN)
    shown = rkp_rpjm.show_rpjm(database, TAHUN)
    assert shown.judul == "RPJM Desa 2025–2032"
    assert [one.kegiatan.nama for one in shown.tertunda] == ["Talud jalan", "Jalan usaha tani"]
    made = rkp_rpjm.take_rpjm(database, RULES, TAHUN, **STEP)
    talud, jalan = (next(one for one in plan(database).rkp.kegiatan if one.id == key) for key in made)
    assert (talud.nama, talud.biaya, talud.target, talud.rpjm_id) == (
        "Talud jalan", 85_000_000, "120 m selesai", ids["talud"],
    )  # fmt: skip
    assert [(one.sumber, one.jumlah) for one in talud.sumber_biaya] == [("DDS", 85_000_000)]
    assert [(one.sumber, one.jumlah) for one in jalan.sumber_biaya] == [("ADD", None), ("DDS", None)]
    assert rkp_rpjm.take_rpjm(database, RULES, TAHUN, **STEP) == []
    editing.undo(database, **STEP)
    assert plan(database).rkp.kegiatan == []


def test_a_row_that_is_not_taken_waits_with_its_reason(database: Database) -> None:
    ids = rpjm_of(database, talud=TALUD, jalan=JALAN)
    rkp_rpjm.take_rpjm(database, RULES, TAHUN, [ids["talud"]], **STEP)
    rkp_rpjm.put_reason(database, TAHUN, ids["jalan"], "Dana belum cukup", **STEP)
    waiting = rkp_rpjm.show_rpjm(database, TAHUN).tertunda
    assert [(one.kegiatan.nama, one.biaya, one.alasan) for one in waiting] == [
        ("Jalan usaha tani", 40_000_000, "Dana belum cukup")
    ]
    rkp_rpjm.take_rpjm(database, RULES, TAHUN, **STEP)
    assert plan(database).rkp.teks == {}


def test_each_activity_says_where_it_stands_to_the_rpjm(database: Database) -> None:
    ids = rpjm_of(database, talud=TALUD, lain=LAIN)
    rkp_rpjm.take_rpjm(database, RULES, TAHUN, **STEP)
    early = activity(database, nama="Posyandu", rpjm_id=ids["lain"])
    bare = activity(database, nama="Bencana")
    said = activity(database, nama="Bencana", alasan_rpjm="Banjir", nomor_ba_rpjm="BA 4/2026")
    asal = rkp_rpjm.show_rpjm(database, TAHUN).asal
    assert [asal[key].kunci for key in (early, bare, said)] == [
        turunan_rkp.BEDA_TAHUN, turunan_rkp.TANPA, turunan_rkp.BERALASAN,
    ]  # fmt: skip
    assert {one.kunci for one in asal.values()} >= {turunan_rkp.TERCENTANG}


def test_without_an_rpjm_the_village_is_told(database: Database) -> None:
    with pytest.raises(NotFound, match="RPJM Desa untuk tahun 2027 tidak ditemukan"):
        rkp_rpjm.take_rpjm(database, RULES, TAHUN, **STEP)
    assert rkp_rpjm.show_rpjm(database, TAHUN).judul == ""


def test_proposals_merged_in_the_rpjm_are_in_the_plan_with_its_row_and_are_counted_once(
    database: Database,
) -> None:
    with database.unit() as unit:
        daftar = unit.get(DaftarUsulan, dokumen_id(kantor.require(unit).id, "daftar-usulan", str(TAHUN)))
        both = [
            Usulan(nomor=n, urut=n, uraian=f"Rabat {n}", perkiraan_biaya=30_000_000,
                   status=StatusUsulan.DISEPAKATI)
            for n in (1, 2)
        ]  # fmt: skip
        daftar.usulan.extend(both)
        unit.commit("usulan", OLEH, PUKUL)
        first, second = (one.id for one in both)
    merged = {**TALUD, "usulan_id": first, "gabungan_dari": (str(second), "bukan kunci")}
    ids = rpjm_of(database, rabat=merged)
    assert [one.nomor for one in plan(database).belum_dipakai] == [1, 2]
    assert "2 usulan" in sentences(database).replace("Dua", "2")
    rkp_rpjm.take_rpjm(database, RULES, TAHUN, **STEP)
    assert plan(database).belum_dipakai == ()
    assert "belum dipakai" not in sentences(database)
    assert rkp.take_usulan(database, RULES, TAHUN, **STEP) == ([], [])
    with database.unit() as unit:
        unit.get(RkpDesa, rkp.rkp_key(database, TAHUN)).revisi = 1
        unit.commit("sahkan", OLEH, PUKUL)
        assert jejak.dropped(unit, kantor.require(unit).id, TAHUN + 1) == {}
    with database.unit() as unit:
        root = unit.get(RkpDesa, rkp.rkp_key(database, TAHUN))
        root.revisi = 0
        root.kegiatan.clear()
        unit.commit("hapus", OLEH, PUKUL)
    made, _passed = rkp.take_usulan(database, RULES, TAHUN, [second], **STEP)
    assert [one.rpjm_id for one in plan(database).rkp.kegiatan if one.id in made] == [ids["rabat"]]


def sentences(database: Database) -> str:
    return " ".join(one.teks for one in plan(database).pemeriksaan)


# ------------------------------------------------------------------ formula rows


def cost(database: Database, key: UUID) -> tuple[int | None, list[tuple[str, int | None]]]:
    one = next(one for one in plan(database).rkp.kegiatan if one.id == key)
    return one.biaya, [(row.sumber, row.jumlah) for row in one.sumber_biaya]


def test_twenty_percent_of_dds_follows_the_pagu_and_comes_back_with_it(database: Database) -> None:
    """The figures of a real plan of 2026 (perencanaan.md 9.2)."""
    dds = pagu(database, "DDS", 1_270_999_000)
    key = activity(database, nama="Ketahanan pangan 20%")
    rkp_rumus.set_rumus(database, key, rumus.read_rumus("20% Dana Desa", RULES), **STEP)
    assert cost(database, key) == (254_199_800, [("DDS", 254_199_800)])
    editing.change(database, Pagu, dds, {"jumlah": 1_000_000_001}, **STEP)
    assert cost(database, key) == (200_000_000, [("DDS", 200_000_000)])
    editing.undo(database, **STEP)
    assert cost(database, key) == (254_199_800, [("DDS", 254_199_800)])
    editing.redo(database, **STEP)
    assert cost(database, key)[0] == 200_000_000


def test_a_new_pagu_is_followed_and_a_removed_one_leaves_the_amount(database: Database) -> None:
    key = activity(database, nama="Kopdes 30%")
    rkp_rumus.set_rumus(database, key, rumus.read_rumus("30 persen dari DDS", RULES), **STEP)
    assert cost(database, key) == (None, [])
    assert "pagu DDS belum diisi" in rkp_rumus.list_rumus(database, TAHUN)[0].kalimat
    dds = pagu(database, "DDS", 1_270_999_000)
    assert cost(database, key) == (381_299_700, [("DDS", 381_299_700)])
    second = pagu(database, "DDS", 1_000)
    assert cost(database, key)[0] == 381_300_000
    editing.remove_rows(database, Pagu, [second], **STEP)
    assert cost(database, key)[0] == 381_299_700
    editing.remove_rows(database, Pagu, [dds], **STEP)
    assert cost(database, key)[0] == 381_299_700


def test_a_pasted_pagu_is_followed_too(database: Database) -> None:
    key = activity(database, nama="Ketahanan pangan")
    rkp_rumus.set_rumus(database, key, rumus.Rumus("DDS", Decimal("12.5")), **STEP)
    konteks = intake.context_of(database, RULES, PUKUL.date())
    shown = intake.preview(
        database, JenisTempel.PAGU, [["Sumber dana", "Jumlah"], ["Dana Desa", "1.000.004"]], konteks
    )
    intake.accept(database, shown, **STEP)
    assert cost(database, key) == (125_001, [("DDS", 125_001)]), "half a rupiah goes upwards"


def test_an_own_amount_ends_the_formula_only_when_a_person_said_so(database: Database) -> None:
    pagu(database, "DDS", 1_000_000)
    key = activity(database, nama="Ketahanan pangan")
    rkp_rumus.set_rumus(database, key, rumus.Rumus("DDS", Decimal(20)), **STEP)
    for act in (
        lambda **how: rkp.set_cost(database, key, 5, **how, **STEP),
        lambda **how: rkp.set_source(database, [key], "ADD", **how, **STEP),
        lambda **how: rkp.split_sources(database, key, [("ADD", 5, False)], **how, **STEP),
    ):
        with pytest.raises(rkp_rumus.IkutRumus, match="mengikuti rumus 20% DDS"):
            act()
        assert cost(database, key) == (200_000, [("DDS", 200_000)])
    rkp.set_cost(database, key, 5, lepas_rumus=True, **STEP)
    assert cost(database, key)[0] == 5
    assert rkp_rumus.list_rumus(database, TAHUN) == []


@pytest.mark.parametrize("text", ["DDS", "20%", "20% XYZ", "0% DDS", "120% DDS", ""])
def test_a_formula_that_is_not_clear_is_refused_in_words(text: str) -> None:
    with pytest.raises(InvalidInput):
        rumus.read_rumus(text, RULES)


def test_last_years_formula_takes_this_years_pagu(database: Database) -> None:
    kantor.change_year(database, TAHUN - 1, RULES, **STEP)
    key = editing.add_row(
        database, Kegiatan, rkp.rkp_key(database, TAHUN - 1), {"nama": "Pangan", "biaya": 7}, **STEP
    )
    rkp_rumus.set_rumus(database, key, rumus.Rumus("DDS", Decimal(20)), **STEP)
    pagu(database, "DDS", 500)
    made = rkp_susun.copy_last_year(database, TAHUN, **STEP)
    assert cost(database, made[0]) == (100, [("DDS", 100)])
