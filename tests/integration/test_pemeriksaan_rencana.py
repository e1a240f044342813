"""One list of everything that is odd about a planning year: by command, for the screens and for the paper."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import desa_hidup
from builders import aturan
from desa_desktop.domain.desa import Perangkat
from desa_desktop.domain.identity import id_by_key
from desa_desktop.domain.kantor import KeadaanTahap
from desa_desktop.domain.musyawarah import Musyawarah
from desa_desktop.domain.pemeriksaan import Level, RuleBroken
from desa_desktop.domain.rkp import BarisDurkp, Durkp, Kegiatan, RkpDesa
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa, RpjmDesaId
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import editing, kantor, latar_rencana, pemeriksaan, rkp
from desa_desktop.store.unit import Database
from laptop import Laptop
from office import KID, OLEH, PUKUL, TAHUN, open_store, shelf

SAY = {"by": OLEH, "at": PUKUL}
HARI = date(2026, 8, 12)


@pytest.fixture
def database(tmp_path: Path):
    """A village whose musrenbang agreed on five proposals that stand in the plan."""
    with open_store(tmp_path) as opened:
        desa_hidup.people(opened)
        desa_hidup.propose(opened, 5)
        desa_hidup.agree(opened, 5)
        made, _passed = rkp.take_usulan(opened, aturan(), TAHUN, **SAY)
        desa_hidup.give_pagu(opened, DDS=500_000_000)
        desa_hidup.complete(opened, made)
        yield opened


def rules_of(found):
    return {one.aturan for one in found}


def of(database: Database, jenis: str, **bend):
    return pemeriksaan.of_plan(database, aturan(), jenis, TAHUN, HARI, **bend)


def add_rpjm(database: Database) -> RpjmDesa:
    with database.unit() as unit:
        uid = kantor.require(unit).id
        made = RpjmDesa(
            id=RpjmDesaId(id_by_key(uid, "rpjm-desa", "2027")),
            desa_id=uid,
            tahun=2027,
            kegiatan=[KegiatanRpjm(urut=1, kode="02.03.10", nama="Talud RT 03", tahun=(2027,))],
        )
        unit.add(made)
        unit.commit("uji", OLEH, PUKUL)
    return made


def test_a_plan_is_held_against_everything_the_village_knows(database: Database) -> None:
    found = of(database, "rkp", final=True)
    assert {"V-20", "V-32", "V-50", "V-31"} <= rules_of(found)
    assert all(one.record is not None and one.dokumen for one in found)
    steps = [one.teks for one in found if one.aturan == "V-32"]
    assert any("Musdes perencanaan" in text for text in steps)
    assert not any("Musrenbangdes belum" in text for text in steps)


def test_with_an_rpjm_each_activity_is_traced_and_what_was_left_out_is_listed(database: Database) -> None:
    add_rpjm(database)
    found = of(database, "rkp")
    assert len([one for one in found if one.aturan == "V-20"]) == 5
    [left] = [one for one in found if one.aturan == "V-21"]
    assert (left.dokumen, left.level) == ("rpjm-desa", Level.SARAN)
    assert of(database, "rpjm")


def test_the_order_of_steps_the_office_follows_decides_which_are_missed(database: Database) -> None:
    def missed():
        return [one.teks for one in of(database, "rkp") if one.aturan == "V-32"]

    assert any("Musdes pembahasan" in text for text in missed())
    kantor.choose_rules(database, {"urutan_tahap": "permendagri114"}, **SAY)
    assert not any("Musdes pembahasan" in text for text in missed())
    kantor.note_step(database, TAHUN, "langkah:musdes", KeadaanTahap.DI_LUAR, **SAY)
    assert not any("Musdes perencanaan" in text for text in missed())
    with pytest.raises(InvalidInput):
        kantor.choose_rules(database, {"urutan_tahap": "sesuka"}, **SAY)


def test_last_year_is_compared_with_and_its_unanswered_proposals_are_found_again(database: Database) -> None:
    with database.unit() as unit:
        uid = kantor.require(unit).id
        kantor.begin_year(unit, uid, TAHUN - 1, aturan())
        unit.commit("uji", OLEH, PUKUL)
    with database.unit() as unit:
        [now] = [one for one in unit.select(RkpDesa) if one.tahun == TAHUN]
        [before] = [one for one in unit.select(RkpDesa) if one.tahun == TAHUN - 1]
        [old] = [one for one in unit.select(Durkp) if one.tahun == TAHUN - 1]
        [new] = [one for one in unit.select(Durkp) if one.tahun == TAHUN]
        one = now.kegiatan[0]
        before.kegiatan.append(
            Kegiatan(kode=one.kode, nama=one.nama, volume=one.volume * 20, satuan=one.satuan, biaya=1)
        )
        old.baris.append(BarisDurkp(nama="Jembatan Kali Jali", jawaban="ditolak"))
        new.baris.append(BarisDurkp(nama="Jembatan kali Jali", sumber="U1"))
        unit.commit("uji", OLEH, PUKUL)
    assert "V-05" in rules_of(of(database, "rkp"))
    [again] = [one for one in of(database, "durkp") if one.aturan == "V-23"]
    assert again.teks == "Usulan DURKP 1 pernah diajukan dalam DURKP 2026: ditolak."
    assert "V-23" in rules_of(rkp.show_durkp(database, aturan(), TAHUN).pemeriksaan)


def test_the_people_of_the_village_bound_the_beneficiaries(database: Database) -> None:
    with database.read() as unit:
        around = latar_rencana.village_around(unit, TAHUN, HARI)
    assert (around.penduduk, dict(around.penduduk_dusun)) == (None, {})
    with database.unit() as unit:
        from desa_desktop.domain.desa import AngkaPokok

        figures = unit.select(AngkaPokok)[0]
        next(one for one in figures.baris if one.kunci == "penduduk").jumlah = 100
        unit.commit("uji", OLEH, PUKUL)
    assert "V-51" in rules_of(of(database, "rkp"))


def test_all_findings_stand_by_dokumen_with_their_place_in_words(database: Database) -> None:
    add_rpjm(database)
    with database.read() as unit:
        parts = dict(pemeriksaan.findings(unit, aturan(), TAHUN, HARI))
    assert list(parts) == [
        "RPJM Desa 2027–2034",
        "RKP Desa 2027",
        "DU-RKP Desa 2027",
        "Musyawarah",
        "Data Desa",
    ]
    places = {one.tempat for one in parts["RKP Desa 2027"]}
    assert any(place.startswith("Talud RT 03") for place in places)
    everything = of(database, "semua")
    assert len(everything) == sum(len(own) for own in parts.values())
    with pytest.raises(InvalidInput):
        of(database, "apbdes")
    with pytest.raises(NotFound, match="RKPDes untuk tahun 2031"):
        pemeriksaan.of_plan(database, aturan(), "rkp", 2031, HARI)


def test_a_signer_out_of_office_is_found_in_the_meeting_that_was_ratified(database: Database) -> None:
    with database.unit() as unit:
        desa = unit.select(desa_hidup.Desa)[0]
        meeting = unit.select(Musyawarah)[0]
        signer = meeting.penandatangan[0]
        desa.perangkat.append(
            Perangkat(nama=signer.nama, jabatan="Sekretaris Desa", selesai=date(2020, 1, 1))
        )
        signer.jabatan = "Sekretaris Desa"
        unit.commit("uji", OLEH, PUKUL)
    found = [one for one in of(database, "semua") if one.aturan == "V-43" and one.dokumen == "musyawarah"]
    assert [one.field for one in found] == ["penandatangan"]


def test_a_plan_with_warnings_is_ratified_only_with_a_reason(database: Database) -> None:
    say = {"kid": KID, **SAY, "nomor": "4", "tanggal": date(2026, 9, 20)}
    with pytest.raises(RuleBroken):
        rkp.ratify_rkp(database, aturan(), TAHUN, **say)
    rkp.ratify_rkp(database, aturan(), TAHUN, alasan="Dikerjakan di kertas.", **say)


SET_UP = ("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino")


def test_the_commands_check_each_dokumen_and_choose_the_rules(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    laptop = Laptop(shelf() / "pemeriksaan")
    if not laptop.folder.exists():
        laptop.ask(*SET_UP, "--tahun", "2027")
    desa = Laptop(shutil.copytree(laptop.folder, tmp_path / "tursino"))
    found = desa.ask("rencana", "periksa", "semua")["pemeriksaan"]
    assert {"V-02", "V-32", "V-30"} <= {one["aturan"] for one in found}
    assert all(one["tempat"].get("id") for one in found)
    assert desa.answer("rencana", "periksa", "rpjm", code=1)["pesan"]
    assert desa.answer("rencana", "periksa", "rkp", "--akhir", code=4)["pesan"]
    desa.ask("kantor", "ubah", "--urutan", "permendagri114", "--dasar-tim", "permendagri114")
    assert not any(
        "Musdes pembahasan" in one["teks"] for one in desa.ask("rencana", "periksa", "rkp")["pemeriksaan"]
    )


def test_a_plan_of_a_thousand_rows_is_checked_and_summed_in_time(database: Database) -> None:
    import time as clock

    rows = [
        {"kode": one.kode, "nama": f"{one.nama_pendek} {n}", "lokasi": f"RT {n % 40}", "volume": Decimal(10),
         "satuan": "unit", "biaya": 1_000_000}
        for n in range(1000)
        for one in [aturan().daftar_kegiatan[n % len(aturan().daftar_kegiatan)]]
    ]  # fmt: skip
    editing.add_rows(database, Kegiatan, rkp.rkp_key(database, TAHUN), rows, **SAY)
    with database.read() as unit:
        year = latar_rencana.year_of(unit, TAHUN, HARI)
        pemeriksaan.check_year(year, aturan(), final=False)
        begun = clock.process_time()
        pemeriksaan.check_year(year, aturan(), final=False)
        spent = clock.process_time() - begun
    assert spent < 0.4, f"{spent * 1000:.0f} ms for 1,000 activities"
