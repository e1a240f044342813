"""The last period, nihil and photos of checklists, as services and by command."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from builders import RESOURCES
from desa_desktop.checklists import Place, recompute
from desa_desktop.checklists.lalu import copyable
from desa_desktop.checklists.problem import Level
from desa_desktop.documents.foto import EVIDENCE_BYTES, FotoTidakTerbaca, fit_evidence
from desa_desktop.domain.isi_awal.asal import read_asal
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.pemeriksaan import RuleBroken
from desa_desktop.errors import NotFound
from desa_desktop.services import editing, isi_awal, isian, isian_foto, isian_lalu, isian_salin
from desa_desktop.services.isian import Shelf
from desa_desktop.services.isian_lalu import Lalu
from desa_desktop.store import archive
from desa_desktop.store.unit import Database
from laptop import Laptop
from lembar import template
from office import KID, OLEH, PUKUL, open_store

SHELF = Shelf(RESOURCES / "templates")
KARTU = "layanan-dasar"
STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
SMALL = template(
    """
    | type           | name     | label      | x_baris | x_katalog |
    | begin group    | a        | A. Umum    |         |           |
    | integer        | tahun    | Tahun      |         |           |
    | date           | tanggal  | Tanggal    |         |           |
    | integer        | jiwa     | Jiwa       |         |           |
    | decimal        | luas     | Luas       |         |           |
    | select_one ada | listrik  | Listrik    |         |           |
    | image          | foto     | Foto       |         |           |
    | end group      |          |            |         |           |
    | begin group    | b        | B. Tabel   |         |           |
    | begin repeat   | agama    | Agama      | tetap   | agama     |
    | integer        | agama__l | Laki-laki  |         |           |
    | end repeat     |          |            |         |           |
    | begin repeat   | dusun    | Dusun      | bebas   |           |
    | text           | dusun__n | Nama       |         |           |
    | end repeat     |          |            |         |           |
    | end group      |          |            |         |           |
    """,
    choices="""
    | list_name | name   | label  |
    | ada       | ya     | Ya     |
    | ada       | tidak  | Tidak  |
    | agama     | islam  | Islam  |
    | agama     | hindu  | Hindu  |
    """,
)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Database]:
    """A village without residents."""
    with open_store(tmp_path) as opened:
        yield opened


def begin(database: Database, when: str, **answers: Any) -> UUID:
    key = isian.open_isian(database, SHELF, KARTU, when, **STEP)
    if answers:
        isian.answer(database, SHELF, key, answers, **STEP)
    return key


def before(**answers: Any) -> dict[Place, Any]:
    return copyable(SMALL, answers, recompute(SMALL, {}))


# ------------------------------------------------------------------ what may be copied


def test_everything_that_could_be_answered_so_today_may_be_copied() -> None:
    rows = [{"_baris": "hindu", "agama__l": 4}, {"_baris": "hilang", "agama__l": 9}]
    found = before(jiwa=120, luas="2.5", listrik="ya", agama=rows, dusun=[{"dusun__n": "Krajan"}])
    assert found == {
        Place("jiwa"): 120,
        Place("luas"): "2.5",
        Place("listrik"): "ya",
        Place("agama__l", (1,)): 4,
        Place("dusun"): [{"dusun__n": "Krajan"}],
    }


def test_when_it_was_filled_pictures_and_what_the_form_no_longer_takes_are_left_out() -> None:
    found = before(tahun=2025, tanggal="2025-11-20", foto="a" * 64, listrik="mungkin", jiwa="banyak", lama=1)
    assert found == {}


def test_a_table_that_has_rows_now_is_not_replaced_by_the_earlier_one() -> None:
    now = recompute(SMALL, {"dusun": [{"dusun__n": "Lor"}]})
    assert copyable(SMALL, {"dusun": [{"dusun__n": "Krajan"}]}, now) == {}


@pytest.mark.parametrize(
    ("old", "now", "level"),
    [
        (120, 84, Level.PERINGATAN),
        (120, 85, None),
        (10, 14, Level.SARAN),
        (2, 4, None),
        (0, 900, Level.SARAN),
        (40, 0, Level.PERINGATAN),
        (100, 130, Level.PERINGATAN),
    ],
)
def test_a_third_more_or_less_is_a_jump_unless_it_is_a_handful(
    old: int, now: int, level: Level | None
) -> None:
    state = recompute(SMALL, {"jiwa": now})
    found = isian_lalu.jumped(Lalu("2025", {"jiwa": old}), state)
    assert [one.level for one in found] == ([level] if level is not None else [])
    assert all("2025" in one.sentence for one in found)


def test_a_jump_in_a_table_names_its_row() -> None:
    state = recompute(SMALL, {"agama": [{"_baris": "islam"}, {"_baris": "hindu", "agama__l": 5}]})
    lalu = Lalu("2025", {"agama": [{"_baris": "hindu", "agama__l": 50}]})
    [found] = isian_lalu.jumped(lalu, state)
    said = isian_lalu.in_row(state, found.place, found.sentence)
    assert said == "Hindu: Turun 90% dari 2025: 50 menjadi 5. Benarkah?"


# ------------------------------------------------------------------ in the office


def test_the_newest_earlier_form_of_the_same_kind_of_period_counts(village: Database) -> None:
    begin(village, "2025-S1", kes_kader=10)
    begin(village, "2025-S2", kes_kader=20)
    key = begin(village, "2026-S1")
    begin(village, "2026-S2", kes_kader=90)
    shown = isian_salin.show_beside(village, SHELF, key, **STEP)
    assert shown.lalu.periode == "2025-S2"
    [usul] = isian_salin.offered(shown)
    assert (usul.place, usul.nilai, usul.sumber) == (Place("kes_kader"), 20, "Semester II 2025")


def test_the_first_form_has_no_last_period(village: Database) -> None:
    shown = isian_salin.show_beside(village, SHELF, begin(village, "2026-S2"), **STEP)
    assert isian_salin.offered(shown) == []
    assert shown.lonjakan == ()


def test_a_copy_stays_marked_until_somebody_confirms_it_or_types_another(village: Database) -> None:
    begin(village, "2026-S1", kes_kader=20, kes_posyandu=4)
    key = begin(village, "2026-S2")
    shown = isian_salin.show_beside(village, SHELF, key, **STEP)
    assert isi_awal.accept(village, SHELF, key, isian_salin.offered(shown), **STEP) == 2

    def waiting() -> set[str]:
        now = isian.show_isian(village, SHELF, key, **STEP)
        return {p.name for p, one in isian_lalu.copied(now.state, now.isian).items() if not one.dipastikan}

    assert waiting() == {"kes_kader", "kes_posyandu"}
    isian.answer(village, SHELF, key, {"kes_kader": 25}, **STEP)
    assert waiting() == {"kes_posyandu"}
    assert isian_salin.confirm(village, SHELF, key, [Place("kes_posyandu"), Place("kes_kader")], **STEP) == 2
    assert waiting() == set()
    with village.read() as unit:
        kept = {one.kode: read_asal(one.asal) for one in unit.get(Isian, key).jawaban}
    assert kept["kes_posyandu"][""].salinan == "2026-S1"


def test_finishing_with_copies_nobody_looked_at_needs_a_reason(village: Database) -> None:
    wajib = {"desa": "Tursino", "periode": "2", "tahun": 2026, "pengisi": "Rini", "tanggal": "2026-11-22"}
    begin(village, "2026-S1", kes_kader=20)
    key = begin(village, "2026-S2", **wajib)
    shown = isian_salin.show_beside(village, SHELF, key, **STEP)
    isi_awal.accept(village, SHELF, key, isian_salin.offered(shown), **STEP)
    with pytest.raises(RuleBroken, match="1 jawaban disalin dari periode lalu"):
        isian.finish_isian(village, SHELF, key, kid=KID, **STEP)
    isian.finish_isian(village, SHELF, key, kid=KID, alasan="Kader tetap sama", **STEP)


def test_nihil_is_one_step_that_says_who_and_leaves_what_stands_there(village: Database) -> None:
    key = begin(village, "2026-S2", adu_selesai=3)
    section = next(
        one.name for one in SHELF[KARTU].sections if any(q.name == "adu_selesai" for q in one.questions())
    )
    count = isian_salin.write_nihil(village, SHELF, key, section, **STEP)
    answers = dict(isian.show_isian(village, SHELF, key, **STEP).answers)
    assert answers.pop("adu_selesai") == 3
    assert count == len(answers)
    assert set(answers.values()) == {0}
    with village.read() as unit:
        [origin] = {
            one.sumber
            for stored in unit.get(Isian, key).jawaban
            if stored.kode != "adu_selesai"
            for one in read_asal(stored.asal).values()
        }
    assert origin == f"pernyataan nihil {OLEH}"
    assert isian_salin.write_nihil(village, SHELF, key, section, **STEP) == 0
    with pytest.raises(NotFound, match="Bagian tidak_ada"):
        isian_salin.write_nihil(village, SHELF, key, "tidak_ada", **STEP)


# ------------------------------------------------------------------ photos


def picture(size: tuple[int, int] = (2400, 1800), kind: str = "JPEG") -> bytes:
    target = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(target, kind, quality=95)
    return target.getvalue()


def test_even_the_noisiest_picture_fits_into_300_kb() -> None:
    kept = fit_evidence(picture())
    assert len(kept) <= EVIDENCE_BYTES
    with Image.open(io.BytesIO(kept)) as found:
        assert found.format == "JPEG"


def test_a_calm_scan_stays_readable() -> None:
    target = io.BytesIO()
    Image.new("L", (2480, 3508), "white").save(target, "PNG")
    with Image.open(io.BytesIO(fit_evidence(target.getvalue()))) as found:
        assert max(found.size) == 1600


def test_the_same_picture_is_stored_once(village: Database) -> None:
    first, second, data = begin(village, "2026-S1"), begin(village, "2026-S2"), picture((800, 600))
    isian_foto.set_foto(village, SHELF, first, "foto", data, **STEP)
    isian_foto.set_foto(village, SHELF, second, "foto", data, **STEP)
    with village.read() as unit:
        assert len(archive.attachment_names(unit)) == 1
    assert isian_foto.get_foto(village, SHELF, first, "foto") == isian_foto.get_foto(
        village, SHELF, second, "foto"
    )


def test_no_photo_for_a_question_that_asks_for_none_or_a_form_that_is_finished(village: Database) -> None:
    key = begin(
        village, "2026-S2", desa="Tursino", periode="2", tahun=2026, pengisi="Rini", tanggal="2026-11-22"
    )
    with pytest.raises(NotFound, match="Pertanyaan foto kes_kader"):
        isian_foto.set_foto(village, SHELF, key, "kes_kader", picture((40, 30)), **STEP)
    with pytest.raises(FotoTidakTerbaca):
        isian_foto.set_foto(village, SHELF, key, "foto", b"bukan gambar", **STEP)
    isian.finish_isian(village, SHELF, key, kid=KID, **STEP)
    with pytest.raises(editing.Locked):
        isian_foto.set_foto(village, SHELF, key, "foto", picture((40, 30)), **STEP)


# ------------------------------------------------------------------ by command


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-22")
    made = Laptop(tmp_path / "tursino")
    made.ask("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino")
    return made


def fill(laptop: Laptop, tmp_path: Path, when: str, text: str) -> str:
    (tmp_path / "jawaban.json").write_text(text, encoding="utf-8")
    key = laptop.ask("isian", "isi", KARTU, "--periode", when, tmp_path / "jawaban.json")["id"]
    return str(key)


def test_the_last_period_is_copied_and_confirmed_by_command(laptop: Laptop, tmp_path: Path) -> None:
    fill(laptop, tmp_path, "2026-S1", '{"kes_kader": 20, "kes_posyandu": 4, "dik_sd_jarak": "1.5"}')
    key = fill(laptop, tmp_path, "2026-S2", '{"kes_posyandu": 15}')
    seen = laptop.ask("isian", "lalu", key)
    assert [one["kode"] for one in seen["bisa_disalin"]] == ["kes_kader", "dik_sd_jarak"]
    assert [one["kode"] for one in seen["lonjakan"]] == ["kes_posyandu"]
    assert seen["disalin"] == 0
    assert laptop.ask("isian", "lalu", key, "--salin", "2")["belum_dipastikan"] == ["kes_kader"]
    assert laptop.ask("isian", "lalu", key, "--pastikan")["belum_dipastikan"] == []
    laptop.ask("data", "urungkan")
    assert laptop.ask("data", "urungkan")["langkah"] == "salin 1 jawaban periode lalu"
    assert "Semester I 2026" in laptop.run("isian", "lalu", key).out


def test_nihil_and_photos_by_command(laptop: Laptop, tmp_path: Path) -> None:
    key = fill(laptop, tmp_path, "2026-S2", '{"kes_posyandu": 15}')
    assert laptop.ask("isian", "nihil", key, "7")["diisi"] > 1
    assert laptop.ask("data", "urungkan")["langkah"].startswith("nihil ")
    assert "Bagian 99 tidak ada" in laptop.refuse("isian", "nihil", key, "99", code=2)
    (tmp_path / "balai.jpg").write_bytes(picture((800, 600)))
    laptop.ask("isian", "foto", key, "foto", "--file", tmp_path / "balai.jpg")
    laptop.ask("isian", "foto", key, "foto", "--ke", tmp_path / "kembali.jpg")
    with Image.open(tmp_path / "kembali.jpg") as found:
        assert found.size == (800, 600)
    laptop.ask("isian", "foto", key, "foto", "--hapus")
    assert "Foto" in laptop.refuse("isian", "foto", key, "foto", "--ke", tmp_path / "x.jpg", code=1)
    assert laptop.ask("data", "urungkan")["langkah"] == "hapus foto: Foto"


def test_without_an_earlier_period_the_command_says_so(laptop: Laptop, tmp_path: Path) -> None:
    key = fill(laptop, tmp_path, "2026-S2", '{"kes_posyandu": 15}')
    assert "di periode sebelumnya" in laptop.refuse("isian", "lalu", key, code=1)


def test_numbers_are_compared_exactly() -> None:
    state = recompute(SMALL, {"luas": "13"})
    [found] = isian_lalu.jumped(Lalu("2025", {"luas": "2.5"}), state)
    assert "2,5 menjadi 13" in found.sentence
    assert state.value("luas") == Decimal(13)
