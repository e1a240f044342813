"""Own checklists: installed in the office's database, renewed without losing an answer, sent to villages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import kiriman_offices as walk
from desa_desktop import paths
from desa_desktop.checklists import Place, TemplateInvalid
from desa_desktop.domain.isian import Isian
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import coba_isi, dokumen, isian, templat_sendiri
from desa_desktop.services.isian import IsianTampil
from desa_desktop.services.rak import Asal, Rak, read_own, write_own
from desa_desktop.store import archive
from desa_desktop.store.unit import Database
from kiriman_offices import KUTOARJO, TURSINO, WIRUN, Offices
from laptop import Laptop
from office import KID, OLEH, PUKUL, open_store
from templat_kita import POSYANDU, POSYANDU_2, workbook

PERIODE = "2026-S2"


@pytest.fixture
def desa(tmp_path: Path) -> Iterator[Database]:
    with open_store(tmp_path) as database:
        yield database


@pytest.fixture
def rak(desa: Database) -> Rak:
    return Rak(paths.resources() / "templates", desa)


def install(database: Database, rak: Rak, file: Path) -> None:
    found = templat_sendiri.look_at(database, rak, file)
    templat_sendiri.install(database, rak, found, by=OLEH, at=PUKUL)


def begin(database: Database, rak: Rak) -> object:
    return isian.open_isian(database, rak, "posyandu-kita", PERIODE, by=OLEH, at=PUKUL)


def show(database: Database, rak: Rak, key: object) -> IsianTampil:
    return isian.show_isian(database, rak, key, by=OLEH, at=PUKUL)  # type: ignore[arg-type]


def fill(database: Database, rak: Rak, key: object, **given: object) -> None:
    isian.answer(database, rak, key, given, by=OLEH, at=PUKUL)  # type: ignore[arg-type]


def listed(database: Database, rak: Rak) -> dict[str, str]:
    found = isian.list_isian(database, rak, by=OLEH, at=PUKUL)
    return {one.form_id: one.keadaan for one in found}


def test_an_own_template_stands_in_the_list_and_is_filled_like_every_other(
    desa: Database, rak: Rak, tmp_path: Path
) -> None:
    assert "posyandu-kita" not in listed(desa, rak)
    install(desa, rak, workbook(tmp_path))
    assert listed(desa, rak)["posyandu-kita"] == "belum"
    key = begin(desa, rak)
    fill(desa, rak, key, balita=41, buka="ya", alat=[{"alat_nama": "Timbangan", "alat_jumlah": 2}])
    again = Rak(paths.resources() / "templates", desa)  # the next start of the program
    assert show(desa, again, key).state.progress().filled == 4
    assert len(again) == 10
    assert again["posyandu-kita"].title == "Posyandu Kita"


def test_a_new_version_keeps_every_answer_by_its_code(desa: Database, rak: Rak, tmp_path: Path) -> None:
    install(desa, rak, workbook(tmp_path))
    key = begin(desa, rak)
    fill(
        desa, rak, key, balita=41, buka="ya", kader="Sumarni",
        alat=[{"alat_nama": "Timbangan", "alat_jumlah": 2}],
    )  # fmt: skip
    install(desa, rak, workbook(tmp_path, POSYANDU_2, versi=2))
    shown = show(desa, rak, key)
    assert shown.template.version == 2
    assert shown.answers["balita"] == 41
    assert shown.state.value("ibu_hamil") is None
    lama = {one.kode: (one.pertanyaan, one.nilai) for one in shown.tidak_dipakai}
    assert lama == {"kader": ("Nama ketua kader", "Sumarni"), "alat.alat_jumlah": ("Jumlah", "2")}
    fill(desa, rak, key, ibu_hamil=3)
    with desa.read() as unit:
        assert unit.get(Isian, key).templat_versi == "2"  # type: ignore[arg-type]
    assert {one.kode for one in show(desa, rak, key).tidak_dipakai} == set(lama)


def test_what_is_not_asked_any_more_survives_tandai_selesai(desa: Database, rak: Rak, tmp_path: Path) -> None:
    install(desa, rak, workbook(tmp_path))
    key = begin(desa, rak)
    fill(desa, rak, key, balita=41, kader="Sumarni", alat=[{"alat_nama": "Timbangan", "alat_jumlah": 2}])
    install(desa, rak, workbook(tmp_path, POSYANDU_2, versi=2))
    isian.finish_isian(desa, rak, key, kid=KID, by=OLEH, at=PUKUL)  # type: ignore[arg-type]
    assert {one.kode: one.nilai for one in show(desa, rak, key).tidak_dipakai} == {
        "kader": "Sumarni",
        "alat.alat_jumlah": "2",
    }


def test_a_finished_checklist_stays_with_the_version_it_was_finished_in(
    desa: Database, rak: Rak, tmp_path: Path
) -> None:
    install(desa, rak, workbook(tmp_path))
    key = begin(desa, rak)
    fill(desa, rak, key, balita=41, kader="Sumarni")
    isian.finish_isian(desa, rak, key, kid=KID, by=OLEH, at=PUKUL)  # type: ignore[arg-type]
    install(desa, rak, workbook(tmp_path, POSYANDU_2, versi=2))
    shown = show(desa, Rak(paths.resources() / "templates", desa), key)
    assert (shown.template.version, shown.tidak_dipakai) == (1, ())
    later = isian.open_isian(desa, rak, "posyandu-kita", "2027-S1", by=OLEH, at=PUKUL)
    assert show(desa, rak, later).template.version == 2


def test_an_answer_whose_question_became_a_table_is_kept_too(
    desa: Database, rak: Rak, tmp_path: Path
) -> None:
    install(desa, rak, workbook(tmp_path))
    key = begin(desa, rak)
    fill(desa, rak, key, balita=41, kader="Sumarni", buka="ya")
    changed = [
        ["integer", "balita", "Balita", "yes"],
        ["begin_repeat", "kader", "Kader"],
        ["text", "kader_nama", "Nama"],
        ["end_repeat"],
        ["begin_group", "buka", "Jam buka"],
        ["time", "buka_jam", "Jam"],
        ["end_group"],
    ]
    install(desa, rak, workbook(tmp_path, changed, versi=2))
    lama = {"kader@1": "Sumarni", "buka@1": "ya"}
    assert {one.kode: one.nilai for one in show(desa, rak, key).tidak_dipakai} == lama
    fill(desa, rak, key, kader=[{"kader_nama": "Wagini"}])
    isian.finish_isian(desa, rak, key, kid=KID, by=OLEH, at=PUKUL)  # type: ignore[arg-type]
    shown = show(desa, rak, key)
    assert {one.kode: one.nilai for one in shown.tidak_dipakai} == lama
    assert {one.kode: one.pertanyaan for one in shown.tidak_dipakai}["kader@1"] == "Nama ketua kader"
    assert shown.state.rows[Place("kader")] == 1


def test_the_version_must_rise(desa: Database, rak: Rak, tmp_path: Path) -> None:
    install(desa, rak, workbook(tmp_path))
    found = templat_sendiri.look_at(desa, rak, workbook(tmp_path, POSYANDU_2, nama="lagi.xlsx"))
    assert not found.bisa_dipasang
    with pytest.raises(TemplateInvalid, match="kolom version: versi harus naik"):
        templat_sendiri.install(desa, rak, found, by=OLEH, at=PUKUL)
    assert rak.own["posyandu-kita"].newest.versi == 1


def test_the_same_file_again_changes_nothing(desa: Database, rak: Rak, tmp_path: Path) -> None:
    install(desa, rak, workbook(tmp_path))
    found = templat_sendiri.look_at(desa, rak, workbook(tmp_path))
    assert found.is_terpasang
    templat_sendiri.install(desa, rak, found, by=OLEH, at=PUKUL)
    assert len(rak.own["posyandu-kita"].versi) == 1


def test_a_form_of_the_program_cannot_be_replaced(desa: Database, rak: Rak, tmp_path: Path) -> None:
    found = templat_sendiri.look_at(desa, rak, workbook(tmp_path, form_id="layanan-dasar", versi=9))
    assert '"layanan-dasar" sudah dipakai templat bawaan program.' in str(found.halangan)
    with pytest.raises(TemplateInvalid):
        templat_sendiri.install(desa, rak, found, by=OLEH, at=PUKUL)
    assert rak["layanan-dasar"].version == 1


def test_a_faulty_workbook_names_everything_and_installs_nothing(
    desa: Database, rak: Rak, tmp_path: Path
) -> None:
    faulty = [*POSYANDU, ["select_one ya_tdk", "lagi", "Lagi?"], ["integer", "n", "N", "", "${balta} > 1"]]
    found = templat_sendiri.look_at(desa, rak, workbook(tmp_path, faulty))
    assert len(found.masalah) == 2
    with pytest.raises(TemplateInvalid):
        templat_sendiri.install(desa, rak, found, by=OLEH, at=PUKUL)
    assert not rak.own


def test_a_form_taken_off_the_shelf_keeps_its_answers_and_can_come_back(
    desa: Database, rak: Rak, tmp_path: Path
) -> None:
    install(desa, rak, workbook(tmp_path))
    key = begin(desa, rak)
    fill(desa, rak, key, balita=41)
    templat_sendiri.withdraw(desa, rak, "posyandu-kita", kid=KID, by=OLEH, at=PUKUL)
    assert listed(desa, rak)["posyandu-kita"] == "berjalan"
    assert show(desa, rak, key).answers["balita"] == 41
    with pytest.raises(InvalidInput, match="sudah dilepas"):
        isian.open_isian(desa, rak, "posyandu-kita", "2027-S1", by=OLEH, at=PUKUL)
    install(desa, rak, workbook(tmp_path))
    isian.open_isian(desa, rak, "posyandu-kita", "2027-S1", by=OLEH, at=PUKUL)


def test_forms_of_the_program_are_never_taken_off(desa: Database, rak: Rak) -> None:
    with pytest.raises(InvalidInput, match="bawaan"):
        templat_sendiri.withdraw(desa, rak, "layanan-dasar", kid=KID, by=OLEH, at=PUKUL)
    with pytest.raises(NotFound):
        templat_sendiri.withdraw(desa, rak, "tidak-ada", kid=KID, by=OLEH, at=PUKUL)


def test_a_village_cannot_publish(desa: Database, rak: Rak, tmp_path: Path) -> None:
    install(desa, rak, workbook(tmp_path))
    with pytest.raises(InvalidInput, match="Hanya kecamatan"):
        templat_sendiri.publish(desa, rak, "posyandu-kita", kid=KID, by=OLEH, at=PUKUL)


# ------------------------------------------------------------------ from the kecamatan to its villages


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor") / "tiga"
    walk.make_offices(folder)
    return folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return walk.copied(template, tmp_path / "kantor")


def publish(offices: Offices, file: Path, *desa: str) -> None:
    """The kecamatan installs and publishes a form and writes its kiriman."""
    with offices.open(KUTOARJO) as kec:
        install(kec.database, kec.templates, file)
        form_id = next(iter(kec.templates.own))
        kid = kec.laptop.keys.kid
        templat_sendiri.publish(kec.database, kec.templates, form_id, desa, kid=kid, by=OLEH, at=offices.at)
        offices.clear_stick()
        walk.send(offices, kec, untuk="semua")


def take(offices: Offices, kode: str) -> list[str]:
    """The village takes what lies on the stick for it; returns what was said of it before."""
    with offices.open(kode) as desa:
        found = [one for one in walk.look(offices, desa) if one.bisa_diterima]
        said = [row.kalimat for one in found for row in walk.preview(offices, desa, one.sha256).dokumen]
        assert not walk.accept(offices, desa, [one.sha256 for one in found]).gagal
        return said


def test_a_published_form_walks_to_the_village_and_its_answers_walk_back(
    offices: Offices, tmp_path: Path
) -> None:
    publish(offices, workbook(tmp_path))
    said = take(offices, TURSINO)
    assert "Templat baru dari kecamatan: Posyandu Kita, versi 1, 5 pertanyaan." in said
    offices.clear_stick()
    with offices.open(TURSINO) as desa:
        assert listed(desa.database, desa.templates)["posyandu-kita"] == "belum"
        key = begin(desa.database, desa.templates)
        fill(desa.database, desa.templates, key, balita=41, buka="ya")
        kid = desa.laptop.keys.kid
        isian.finish_isian(desa.database, desa.templates, key, kid=kid, by=OLEH, at=offices.at)
        walk.send(offices, desa)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        [row] = [one for one in walk.preview(offices, kec, found.sha256).dokumen if one.jenis == "isian"]
        assert row.judul == "Posyandu Kita Semester II 2026"
        assert row.baru == 2
        read = {one.judul: one.menjadi_teks for one in row.beda if one.daftar}
        assert read == {"Balita yang ditimbang": "41", "Posyandu buka setiap bulan": "Ya"}
        assert {one.kolom for one in row.beda if not one.daftar} == {"judul", "periode", "templat_versi"}
        assert not walk.accept(offices, kec, [found.sha256]).gagal
        shown = show(kec.database, kec.templates, key)
        assert (shown.answers["balita"], shown.template.title) == (41, "Posyandu Kita")


def test_a_form_for_one_village_does_not_reach_the_other(offices: Offices, tmp_path: Path) -> None:
    publish(offices, workbook(tmp_path), TURSINO)
    take(offices, TURSINO)
    take(offices, WIRUN)
    with offices.open(TURSINO) as desa:
        assert "posyandu-kita" in desa.templates
    with offices.open(WIRUN) as desa:
        assert "posyandu-kita" not in desa.templates


def test_a_new_version_of_the_kecamatan_reaches_answers_that_were_begun(
    offices: Offices, tmp_path: Path
) -> None:
    publish(offices, workbook(tmp_path))
    take(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        key = begin(desa.database, desa.templates)
        fill(desa.database, desa.templates, key, balita=41, kader="Sumarni")
    offices.hari += 1440
    publish(offices, workbook(tmp_path, POSYANDU_2, versi=2))
    take(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        shown = show(desa.database, desa.templates, key)
        assert shown.template.version == 2
        assert [(one.pertanyaan, one.nilai) for one in shown.tidak_dipakai] == [
            ("Nama ketua kader", "Sumarni")
        ]


def test_a_form_the_kecamatan_withdrew_is_not_begun_anew(offices: Offices, tmp_path: Path) -> None:
    publish(offices, workbook(tmp_path))
    take(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        key = begin(desa.database, desa.templates)
        fill(desa.database, desa.templates, key, balita=41)
    offices.hari += 1440
    with offices.open(KUTOARJO) as kec:
        kid = kec.laptop.keys.kid
        templat_sendiri.withdraw(
            kec.database, kec.templates, "posyandu-kita", alasan="Diganti", kid=kid, by=OLEH, at=offices.at
        )
        offices.clear_stick()
        walk.send(offices, kec, untuk=TURSINO)
    assert "Dicabut: Diganti" in take(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        assert not desa.templates.is_offered("posyandu-kita")
        [row] = dokumen.list_dokumen(desa.database, "templat")
        assert (row.judul, row.status) == ("Templat Isian", "dicabut")
        assert show(desa.database, desa.templates, key).answers["balita"] == 41


def test_a_village_leaves_the_kecamatans_forms_alone(offices: Offices, tmp_path: Path) -> None:
    publish(offices, workbook(tmp_path))
    take(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        kid = desa.laptop.keys.kid
        with pytest.raises(InvalidInput, match="milik kecamatan"):
            templat_sendiri.withdraw(
                desa.database, desa.templates, "posyandu-kita", kid=kid, by=OLEH, at=offices.at
            )
        found = templat_sendiri.look_at(desa.database, desa.templates, workbook(tmp_path, versi=7))
        assert '"posyandu-kita" dipakai templat dari kecamatan.' in str(found.halangan)


def test_of_two_forms_with_one_name_the_kecamatans_is_filled(offices: Offices, tmp_path: Path) -> None:
    with offices.open(TURSINO) as desa:
        install(desa.database, desa.templates, workbook(tmp_path, versi=5, judul="Milik desa"))
    publish(offices, workbook(tmp_path, POSYANDU_2, versi=1))
    take(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        assert desa.templates["posyandu-kita"].title == "Posyandu Kita"


def test_answers_to_a_villages_own_form_reach_a_kecamatan_that_does_not_have_it(
    offices: Offices, tmp_path: Path
) -> None:
    offices.clear_stick()
    with offices.open(TURSINO) as desa:
        install(desa.database, desa.templates, workbook(tmp_path))
        key = begin(desa.database, desa.templates)
        fill(desa.database, desa.templates, key, balita=41)
        kid = desa.laptop.keys.kid
        isian.finish_isian(desa.database, desa.templates, key, kid=kid, by=OLEH, at=offices.at)  # type: ignore[arg-type]
        [sent] = walk.send(offices, desa)
        assert "templat" not in {one.jenis for one in sent.dokumen}  # the form itself stays
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        [row] = [one for one in walk.preview(offices, kec, found.sha256).dokumen if one.jenis == "isian"]
        assert row.judul == "Posyandu Kita Semester II 2026"
        assert not walk.accept(offices, kec, [found.sha256]).gagal
        with kec.database.read() as unit:
            assert isian.answers_of(unit.get(Isian, key)) == {"balita": 41}  # type: ignore[arg-type]


def test_a_form_travels_only_when_it_is_published(offices: Offices, tmp_path: Path) -> None:
    with offices.open(KUTOARJO) as kec:
        install(kec.database, kec.templates, workbook(tmp_path))
        offices.clear_stick()
        walk.send(offices, kec, untuk="semua")
    take(offices, TURSINO)
    with offices.open(TURSINO) as desa:
        assert "posyandu-kita" not in desa.templates


# ------------------------------------------------------------------ what the kecamatan fills for itself


def test_the_kecamatan_fills_its_own_checklist_and_it_stays_there(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec:
        assert "kecamatan-berdaya" in listed(kec.database, kec.templates)
        assert "layanan-dasar" not in listed(kec.database, kec.templates)
        cover = kec.templates.cover("kecamatan-berdaya")
        periode = isian.current_periode(offices.at.date(), cover.period)
        key = isian.open_isian(
            kec.database, kec.templates, "kecamatan-berdaya", periode, by=OLEH, at=offices.at
        )
        first = next(one for one in kec.templates["kecamatan-berdaya"].questions if one.kind.value == "text")
        fill(kec.database, kec.templates, key, **{first.name: "Kutoarjo"})
        assert listed(kec.database, kec.templates)["kecamatan-berdaya"] == "berjalan"
        with kec.database.read() as unit:
            assert unit.get(Isian, key).is_lokal
        offices.clear_stick()
        sent = walk.send(offices, kec, untuk="semua")
        assert all(one.jenis != "isian" for kiriman in sent for one in kiriman.dokumen)


def test_the_kecamatan_does_not_fill_what_villages_fill(offices: Offices) -> None:
    with (
        offices.open(KUTOARJO) as kec,
        pytest.raises(InvalidInput, match="diisi oleh desa"),
    ):
        isian.open_isian(kec.database, kec.templates, "layanan-dasar", "2026-S2", by=OLEH, at=offices.at)


# ------------------------------------------------------------------ by commands


@pytest.fixture
def kantor_desa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-20")
    laptop = Laptop(tmp_path / "kantor")
    laptop.ask("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino")
    return laptop


def test_the_command_installs_a_form_and_lists_whose_it_is(kantor_desa: Laptop, tmp_path: Path) -> None:
    made = kantor_desa.ask("templat", "pasang", workbook(tmp_path))
    assert (made["form_id"], made["versi"], made["pertanyaan"]) == ("posyandu-kita", 1, 5)
    rows = {one["form_id"]: one for one in kantor_desa.ask("templat", "daftar")["templat"]}
    assert rows["posyandu-kita"]["asal"] == "sendiri"
    assert rows["layanan-dasar"]["asal"] == "bawaan"
    assert len(rows) == 10
    kantor_desa.ask("templat", "lepas", "posyandu-kita", "--alasan", "Sudah diganti")
    rows = {one["form_id"]: one for one in kantor_desa.ask("templat", "daftar")["templat"]}
    assert rows["posyandu-kita"]["dilepas"] == "Sudah diganti"


def test_the_command_refuses_a_faulty_form_with_every_problem_and_exit_code_4(
    kantor_desa: Laptop, tmp_path: Path
) -> None:
    faulty = [*POSYANDU, ["select_one ya_tdk", "lagi", "Lagi?"], ["integer", "n", "N", "", "${balta} > 1"]]
    found = kantor_desa.answer("templat", "pasang", workbook(tmp_path, faulty), code=4)
    problems = found["data"]["masalah"]
    assert [(one["lembar"], one["baris"], one["kolom"]) for one in problems] == [
        ("survey", 11, "type"),
        ("survey", 12, "relevant"),
    ]
    assert all(one["usul"] or "Maksud" in one["teks"] for one in problems)


def test_the_command_refuses_a_version_that_does_not_rise(kantor_desa: Laptop, tmp_path: Path) -> None:
    kantor_desa.ask("templat", "pasang", workbook(tmp_path))
    again = workbook(tmp_path, POSYANDU_2, nama="lagi.xlsx")
    [one] = kantor_desa.answer("templat", "pasang", again, code=4)["data"]["masalah"]
    assert (one["lembar"], one["kolom"], one["usul"]) == ("settings", "version", "Tulis 2.")


def test_the_kecamatan_publishes_by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-20")
    kec = Laptop(tmp_path / "kecamatan")
    kec.ask("kantor", "siapkan", "--peran", "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo")
    kec.ask("templat", "pasang", workbook(tmp_path))
    made = kec.ask("templat", "terbitkan", "posyandu-kita")
    assert (made["versi"], made["desa"]) == (1, ["semua"])
    assert "tidak ada di daftar desa" in kec.refuse(
        "templat", "terbitkan", "posyandu-kita", "--desa", "3306992077", code=2
    )


# ------------------------------------------------------------------ tried out before it is installed


def test_a_trial_fills_the_form_and_leaves_nothing_behind(desa: Database, rak: Rak, tmp_path: Path) -> None:
    found = templat_sendiri.look_at(desa, rak, workbook(tmp_path))
    assert found.template is not None
    with closing(coba_isi.begin(desa, found.template, paths.migrations(), by=OLEH, at=PUKUL)) as trial:
        fill(trial.database, trial.rak, trial.isian, balita=41, buka="ya")
        assert show(trial.database, trial.rak, trial.isian).state.value("balita") == 41
        isian.finish_isian(trial.database, trial.rak, trial.isian, kid=KID, by=OLEH, at=PUKUL)
        assert b"posyandu" not in (trial.folder / "coba.db").read_bytes()
        folder = trial.folder
    assert not folder.exists()
    assert not rak.own
    with desa.read() as unit:
        assert unit.select(Isian) == []


def test_the_kecamatan_tries_a_form_as_a_village_would_fill_it(offices: Offices, tmp_path: Path) -> None:
    with offices.open(KUTOARJO) as kec:
        found = templat_sendiri.look_at(kec.database, kec.templates, workbook(tmp_path))
        assert found.template is not None
        begun = coba_isi.begin(kec.database, found.template, paths.migrations(), by=OLEH, at=offices.at)
        with closing(begun) as trial:
            fill(trial.database, trial.rak, trial.isian, balita=7)
            assert show(trial.database, trial.rak, trial.isian).state.progress().filled == 1


# ------------------------------------------------------------------ what can go wrong with a form


def test_a_form_that_cannot_be_read_any_more_does_not_hide_the_others(
    desa: Database, rak: Rak, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(desa, rak, workbook(tmp_path))
    key = begin(desa, rak)
    fill(desa, rak, key, balita=41, kader="Sumarni")

    def refuse(_rak: Rak, _one: object) -> None:
        raise TemplateInvalid([])

    monkeypatch.setattr(Rak, "load", refuse)
    rows = {one.form_id: one for one in isian.list_isian(desa, rak, by=OLEH, at=PUKUL)}
    assert len(rows) == 9  # eight that the village fills, and this one
    shown = rows["posyandu-kita"]
    assert (shown.judul, shown.keadaan, shown.terisi, shown.jumlah) == ("Posyandu Kita", "berjalan", 2, 5)


def test_a_published_file_that_is_another_form_is_not_filled(offices: Offices, tmp_path: Path) -> None:
    with offices.open(KUTOARJO) as kec:
        install(kec.database, kec.templates, workbook(tmp_path))
        other = workbook(tmp_path, form_id="lain", nama="lain.xlsx").read_bytes()
        with kec.database.unit() as unit:
            [own] = read_own(unit).values()
            digest = hashlib.sha256(other).hexdigest()
            archive.put_attachment(unit, digest, other)
            write_own(unit, replace(own, versi=(replace(own.newest, sha256=digest),)))
            unit.commit("tukar berkas", OLEH, offices.at)
        with pytest.raises(TemplateInvalid, match="lain"):
            kec.templates["posyandu-kita"]


def test_a_second_laptop_of_the_kecamatan_knows_what_was_published(offices: Offices, tmp_path: Path) -> None:
    with offices.open(KUTOARJO) as kec:
        install(kec.database, kec.templates, workbook(tmp_path))
        kid = kec.laptop.keys.kid
        templat_sendiri.publish(kec.database, kec.templates, "posyandu-kita", kid=kid, by=OLEH, at=offices.at)
        with kec.database.unit() as unit:  # as on a laptop that has only the dokumen
            archive.put_meta(unit, "templat:posyandu-kita", '{"versi": []}')
            unit.commit("tanpa berkas sendiri", OLEH, offices.at)
        here = kec.templates.own["posyandu-kita"]
        assert (here.newest.asal, here.versi_terbit) == (Asal.SENDIRI, 1)
        install(kec.database, kec.templates, workbook(tmp_path, POSYANDU_2, versi=2))
        assert [one.versi for one in kec.templates.own["posyandu-kita"].versi] == [2, 1]
        templat_sendiri.withdraw(
            kec.database, kec.templates, "posyandu-kita", kid=kid, by=OLEH, at=offices.at
        )
        assert not kec.templates.is_offered("posyandu-kita")
        assert kec.templates.own["posyandu-kita"].versi_terbit == 0


def test_a_backup_brings_own_forms_back(kantor_desa: Laptop, tmp_path: Path) -> None:
    kantor_desa.ask("templat", "pasang", workbook(tmp_path))
    file = kantor_desa.ask("cadangan", "buat")["berkas"]
    kantor_desa.ask("templat", "pasang", workbook(tmp_path, POSYANDU_2, versi=2))
    kantor_desa.ask("cadangan", "pulihkan", file)
    rows = {one["form_id"]: one for one in kantor_desa.ask("templat", "daftar")["templat"]}
    assert rows["posyandu-kita"]["versi"] == 1
    answers = tmp_path / "jawaban.json"
    answers.write_text('{"balita": 41, "kader": "Sumarni"}', encoding="utf-8")
    made = kantor_desa.ask("isian", "isi", "posyandu-kita", "--periode", "2026-S2", answers)
    assert made["terisi"] == 2
