"""Residents as OpenSID, OpenDK and people want them, written and read back without losing a field."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import warga_desa
from builders import DESA_ID, keluarga, kode_penduduk, penduduk
from desa_desktop import cli
from desa_desktop.domain.desa import Desa, Dusun
from desa_desktop.domain.penduduk import Keluarga, Penduduk, StatusDasar
from desa_desktop.domain.penduduk.berkas.banding import ORANG_FIELDS
from desa_desktop.domain.penduduk.berkas.kolom import OPENSID_KOLOM, Baca
from desa_desktop.domain.penduduk.berkas.masalah import Jawab
from desa_desktop.domain.penduduk.berkas.tulis import OPENSID_JUDUL
from desa_desktop.domain.penduduk.kode import is_empty_mark
from desa_desktop.errors import InvalidInput
from desa_desktop.services import ekspor_penduduk, impor_penduduk
from desa_desktop.services import penduduk as service
from desa_desktop.services.ekspor_penduduk import export_penduduk, size_note
from desa_desktop.services.penduduk import SaringPenduduk
from desa_desktop.sheets import read_sheets
from desa_desktop.store.unit import Database
from lembar_penduduk import HARI
from office import OLEH, PUKUL, open_office, open_store

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
SAMPLE = Path(__file__).resolve().parents[1] / "golden" / "samples" / "penduduk" / "FormatImporExcel.xlsx"
KODE = kode_penduduk()
WHOLE: dict[str, Any] = {
    "nik": "3306994101900001",
    "nama": "SITI MA'RUFAH",
    "gelar_depan": "HJ.",
    "gelar_belakang": "S.PD",
    "shdk": 1,
    "jk": "P",
    "tempat_lahir": "Purworejo",
    "tanggal_lahir": date(1990, 1, 1),
    "agama": 1,
    "pendidikan_kk": 8,
    "pendidikan_sedang": 18,
    "pekerjaan": 99,
    "status_kawin": 2,
    "warganegara": 1,
    "nik_ayah": "3306990101600001",
    "nama_ayah": "KARTO",
    "nik_ibu": "3306994101620001",
    "nama_ibu": "PONIYEM",
    "golongan_darah": 5,
    "akta_lahir": "7248/DP/1990",
    "dokumen_paspor": "A1234567",
    "tanggal_akhir_paspor": date(2030, 5, 14),
    "dokumen_kitas": "K-12",
    "akta_kawin": "12/III/2010",
    "tanggal_kawin": date(2010, 3, 2),
    "akta_cerai": "7777",
    "tanggal_cerai": date(2020, 5, 2),
    "cacat": 7,
    "cara_kb": 3,
    "hamil": 2,
    "ktp_el": 2,
    "status_rekam_ktp": 3,
    "alamat_sekarang": "Jl. Kenanga 2",
    "suku": "Jawa",
    "tag_id_card": "4446891881",
    "asuransi": 2,
    "no_asuransi": "0001234567",
    "lintang": "-7.714",
    "bujur": "109.998",
}


def village(database: Database) -> None:
    """One person with every field, one dead, one without a KK or NIK."""
    with database.unit() as unit:
        desa = unit.get(Desa, DESA_ID)
        hamlet = Dusun(nama="Krajan", urut=1)
        desa.dusun.append(hamlet)
        unit.commit("dusun", **STEP)
    family = keluarga(no_kk="3306990101200001", alamat="Jl. Melati 5", dusun_id=hamlet.id, rt="001", rw="002")
    members = [
        penduduk(**WHOLE),
        penduduk(nama="KARTO", nik="3306990101600001", shdk=7, status_dasar=StatusDasar.MATI),
    ]
    service.add_keluarga(database, family, members, **STEP)
    service.add_penduduk(database, penduduk(nama="TANPA NIK", nik="", keluarga_id=None, shdk=None), **STEP)


def rows_of(data: bytes) -> list[dict[str, Any]]:
    book = load_workbook(io.BytesIO(data))
    lines = [list(one) for one in book.worksheets[0].iter_rows(values_only=True)]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def content(database: Database) -> list[tuple[Any, ...]]:
    """What OpenSID knows of everybody, with the place, in the words of the register."""
    with database.read() as unit:
        homes = {one.id: one for one in unit.select(Keluarga)}
        hamlets = {one.id: one.nama for one in unit.get(Desa, DESA_ID).dusun}
        found = []
        for one in unit.select(Penduduk):
            home = homes.get(one.keluarga_id) if one.keluarga_id is not None else None
            place = (home.no_kk, home.alamat, hamlets[home.dusun_id], home.rt, home.rw) if home else ()  # type: ignore[index]
            own = [getattr(one, name) for name in ORANG_FIELDS]
            found.append((one.nama, one.status_dasar, place, own))
    return sorted(found, key=lambda one: one[0])


def take_in(database: Database, path: Path) -> None:
    shown = impor_penduduk.preview(database, KODE, path, HARI)
    dead = {
        (one.warga.urut, "status_dasar"): Jawab(one.warga.nilai["status_dasar"])
        for one in shown.baris
        if one.warga.nilai.get("status_dasar", StatusDasar.HIDUP) is not StatusDasar.HIDUP
    }
    impor_penduduk.accept(database, impor_penduduk.again(shown, dead), **STEP)


@pytest.mark.parametrize("is_kata", [False, True], ids=["kode", "kata"])
def test_all_43_fields_of_opensid_come_back_as_they_went(tmp_path: Path, is_kata: bool) -> None:
    for name in ("satu", "dua"):
        (tmp_path / name).mkdir()
    with open_store(tmp_path / "satu") as one, open_store(tmp_path / "dua") as two:
        village(one)
        path = tmp_path / "penduduk.xlsx"
        path.write_bytes(export_penduduk(one, KODE, "opensid", HARI, is_kata=is_kata).isi)
        take_in(two, path)
        assert content(two) == content(one)


def test_the_heading_of_opensid_is_written_to_the_letter_on_its_own_sheet(database: Database) -> None:
    village(database)
    made = export_penduduk(database, KODE, "opensid", HARI)
    book = load_workbook(io.BytesIO(made.isi))
    template = load_workbook(SAMPLE)["Data Penduduk"]
    wanted = [cell.value for cell in template[1]][:43]
    assert book.sheetnames == ["Data Penduduk"]
    assert [cell.value for cell in book["Data Penduduk"][1]] == wanted == list(OPENSID_JUDUL)
    whole = next(one for one in rows_of(made.isi) if one["nik"] == WHOLE["nik"])
    assert all(one is None or isinstance(one, str) for one in whole.values())
    assert (whole["tanggallahir"], whole["sex"], whole["pekerjaan_id"]) == ("1990-01-01", "2", "89")
    assert (whole["id_asuransi"], whole["status_dasar"], whole["nama"]) == (
        "2",
        "1",
        "HJ. SITI MA'RUFAH, S.PD",
    )
    lonely = next(one for one in rows_of(made.isi) if one["nama"] == "TANPA NIK")
    assert (lonely["nik"], lonely["dusun"], lonely["rt"], lonely["rw"]) == ("0", "-", "-", "-")
    words = rows_of(export_penduduk(database, KODE, "opensid", HARI, is_kata=True).isi)
    assert next(one for one in words if one["nik"] == WHOLE["nik"])["hamil"] == "TIDAK HAMIL"


def test_opendk_gets_a_zip_with_its_sheet_of_42_columns_and_the_dotted_code(database: Database) -> None:
    village(database)
    made = export_penduduk(database, KODE, "opendk", HARI)
    with zipfile.ZipFile(io.BytesIO(made.isi)) as parcel:
        assert parcel.namelist() == ["penduduk_29_11_2026_opendk.xlsx"]
        inside = parcel.read("penduduk_29_11_2026_opendk.xlsx")
    rows = rows_of(inside)
    assert len(rows) == made.baris == 3
    whole = next(one for one in rows if one["nomor_nik"] == WHOLE["nik"])
    assert len(whole) == 42
    assert (whole["desa_id"], whole["kawin"], whole["tanggal_akhir_pasport"]) == (
        "33.06.99.2001",
        "2",
        "2030-05-14",
    )
    assert len({one["id"] for one in rows}) == 3
    again = export_penduduk(database, KODE, "opendk", HARI)
    with zipfile.ZipFile(io.BytesIO(again.isi)) as parcel:
        assert [one["id"] for one in rows_of(parcel.read(parcel.namelist()[0]))] == [
            one["id"] for one in rows
        ]


def test_the_filtered_list_has_words_and_dates_and_can_be_read_in_again(
    database: Database, tmp_path: Path
) -> None:
    village(database)
    assert export_penduduk(database, KODE, "xlsx", HARI).baris == 2  # the dead are not in the list
    made = export_penduduk(database, KODE, "xlsx", HARI, saring=SaringPenduduk(jk=("P",)))
    [one] = [one for one in rows_of(made.isi) if one["NIK"] == WHOLE["nik"]]
    assert (one["Agama"], one["SHDK"], one["Nama Dusun"]) == ("ISLAM", "KEPALA KELUARGA", "Krajan")
    assert one["Tanggal Lahir"].date() == date(1990, 1, 1)
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(made.isi)
    shown = impor_penduduk.preview(database, KODE, path, HARI)
    assert shown.hitung["sama"] == shown.hitung["dibaca"] == made.baris


def test_text_that_looks_like_a_formula_stays_text(database: Database, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://contoh","klik")'
    service.add_penduduk(database, penduduk(nama="SUPARDI", alamat_sekarang=evil, suku="+1+1"), **STEP)
    for form in ("opensid", "xlsx"):
        data = export_penduduk(database, KODE, form, HARI).isi
        page = load_workbook(io.BytesIO(data)).worksheets[0]
        found = [cell for row in page.iter_rows() for cell in row if cell.value == evil]
        assert [cell.data_type for cell in found] == ["s"]


def test_an_unknown_form_is_refused(database: Database) -> None:
    with pytest.raises(InvalidInput, match="Pilihan: opensid, opendk, xlsx"):
        export_penduduk(database, KODE, "pdf", HARI)
    with pytest.raises(InvalidInput, match="hanya untuk bentuk opensid"):
        export_penduduk(database, KODE, "xlsx", HARI, is_kata=True)


# ------------------------------------------------------------------ any people at all

# no word that means nothing is known (NA), nor a title or a mark of the dead, which a name is read without
_TITLES = frozenset({"DRS", "DRA", "PROF", "ALM", "ALMH", "ALMARHUM", "ALMARHUMAH"})
_WORDS = st.text("ABCDEFGHIJKLMNOPRSTUWY", min_size=2, max_size=9).filter(
    lambda word: word not in _TITLES and not is_empty_mark(word)
)
_DAYS = st.dates(date(1930, 1, 1), date(2026, 1, 1))


@st.composite
def person(draw: st.DrawFn) -> dict[str, Any]:
    """A resident with any of OpenSID's fields filled or empty."""
    values: dict[str, Any] = {"nama": f"{draw(_WORDS)} {draw(_WORDS)}", "jk": draw(st.sampled_from("LP"))}
    for one in OPENSID_KOLOM:
        if one.field in (
            "nama",
            "jk",
            "status_dasar",
            "nik",
            "no_kk",
            "alamat",
            "dusun_id",
            "rt",
            "rw",
            "shdk",
        ):
            continue
        if draw(st.booleans()):
            continue
        if one.baca is Baca.KODE:
            daftar = KODE.of_field(one.field)
            assert daftar is not None
            codes = [each.kode for each in daftar.isi if daftar.from_opensid(each.opensid or 0) == each.kode]
            values[one.field] = draw(
                st.sampled_from([code for code in codes if (one.field, code) != ("ktp_el", 3)])
            )
        elif one.baca in (Baca.TANGGAL, Baca.TANGGAL_DEPAN):
            values[one.field] = draw(_DAYS.filter(lambda day: day != date(1970, 1, 1)))
        elif one.baca is Baca.NIK:
            values[one.field] = f"33069901{draw(st.integers(1, 12)):02d}90{draw(st.integers(1, 9999)):04d}"
        else:
            values[one.field] = draw(_WORDS)
    return values


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(person(), min_size=1, max_size=6))
def test_whatever_people_hold_is_the_same_after_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, persons: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("bolak-balik")
    for name in ("satu", "dua"):
        (folder / name).mkdir()
    with open_store(folder / "satu") as one, open_store(folder / "dua") as two:
        for number, values in enumerate(persons, 1):
            blank = dict.fromkeys(("agama", "pendidikan_kk", "pekerjaan", "status_kawin", "warganegara"))
            who = penduduk(
                **{
                    **blank,
                    "tempat_lahir": "",
                    "tanggal_lahir": None,
                    "nama_ayah": "",
                    "nama_ibu": "",
                    **values,
                },
                nik=f"33069901019{number:05d}",
                shdk=1,
            )
            family = keluarga(no_kk=f"33069901012{number:05d}", dusun_id=None, rt="001", rw="")
            service.add_keluarga(one, family, [who], **STEP)
        for form in ("opensid", "xlsx"):
            path = folder / f"{form}.xlsx"
            path.write_bytes(export_penduduk(one, KODE, form, HARI).isi)
            assert impor_penduduk.preview(one, KODE, path, HARI).hitung["sama"] == len(persons)
        take_in(two, folder / "opensid.xlsx")
        with one.read() as first, two.read() as second:
            before = {each.nik: each for each in first.select(Penduduk)}
            after = {each.nik: each for each in second.select(Penduduk)}
        assert before.keys() == after.keys()
        for nik, each in before.items():
            assert [getattr(after[nik], name) for name in ORANG_FIELDS] == [
                getattr(each, name) for name in ORANG_FIELDS
            ]


def test_a_zip_larger_than_opendk_takes_is_said_with_the_way_out() -> None:
    most = 5_120 * 1_024
    assert size_note("opendk", most) == ""
    assert size_note("xlsx", 9 * most) == ""
    said = size_note("opendk", most + 1)
    assert "5.121 kB" in said
    assert "5.120 kB" in said
    assert "Impor" in said


def test_a_zip_for_opendk_that_is_too_large_is_written_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_office(tmp_path / "desa") as opened:
        village(opened.database)
    monkeypatch.setattr(ekspor_penduduk, "OPENDK_KB", 1)
    target = tmp_path / "opendk.zip"
    words = ["data", "ekspor", "penduduk", "--bentuk", "opendk", "--ke", str(target)]
    assert cli.main([*words, "--data", str(tmp_path / "desa"), "--json"]) == 0
    (said,) = json.loads(capsys.readouterr().out)["pesan"]
    assert (said["kode"], said["tingkat"]) == ("P-730", "peringatan")
    assert target.exists()


@pytest.mark.parametrize(
    ("bentuk", "is_kata"), [("opensid", False), ("opensid", True), ("opendk", False), ("xlsx", False)]
)
def test_a_whole_village_goes_out_and_every_row_comes_back_as_the_same(
    database: Database, bentuk: str, is_kata: bool
) -> None:
    """Among them people without NIK, birth or number of a KK, and those who died, moved or got lost."""
    warga_desa.fill(database, families=40)
    made = export_penduduk(database, KODE, bentuk, HARI, is_kata=is_kata).isi
    if bentuk == "opendk":
        with zipfile.ZipFile(io.BytesIO(made)) as parcel:
            made = parcel.read(parcel.namelist()[0])
    shown = impor_penduduk.preview_sheets(database, KODE, read_sheets(made), "x.xlsx", HARI)
    assert shown.hitung["dibaca"] > 100
    assert shown.hitung["sama"] == shown.hitung["dibaca"], [one for one in shown.baris if one.masalah]
    assert shown.hitung["dilewati"] == 0


def test_a_list_of_heads_and_of_people_without_a_kk_puts_nobody_into_the_family_above(
    database: Database,
) -> None:
    with database.unit() as unit:
        for n in range(1, 7):
            home = keluarga(no_kk=f"330699010120{n:04d}")
            unit.add(home)
            unit.flush()
            head = penduduk(nama=f"A{chr(64 + n)}", nik=f"330699010190{n:04d}", keluarga_id=home.id, shdk=1)
            alone = penduduk(
                nama=f"A{chr(64 + n)} SENDIRI", nik=f"330699010191{n:04d}", keluarga_id=None, shdk=4
            )
            for one in (head, alone):
                one.jk, one.tanggal_lahir = "L", date(1990, 1, 1)
                unit.add(one)
        unit.commit("contoh", **STEP)
    made = export_penduduk(database, KODE, "xlsx", HARI).isi
    shown = impor_penduduk.preview_sheets(database, KODE, read_sheets(made), "x.xlsx", HARI)
    assert {one.keadaan.value for one in shown.baris} == {"sama"}
