"""The dokumen `penduduk`: what may stand in it, what stays behind, and when a consent holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from desa_desktop.domain.izin import Izin, Kata, KataIzin, asked_ever
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.dokumen import count, find_wrong, travelling
from desa_desktop.services.exchange.comparing_register import MOST_LINES, compare_register
from desa_desktop.store.mapping import KINDS

RUMAH = "0199c0de-0000-7000-8000-000000000001"
IBU = "0199c0de-0000-7000-8000-000000000002"
ANAK = "0199c0de-0000-7000-8000-000000000003"
AT = datetime(2026, 8, 12, 3, 15, tzinfo=UTC)


def isi(**bent: Any) -> dict[str, Any]:
    """A mother and her child; `bent` are values of the mother."""
    mother = {"id": IBU, "keluarga_id": RUMAH, "nama": "SITI", "nik": "3306994101900001", "jk": "P", **bent}
    return {
        "keluarga": [{"id": RUMAH, "no_kk": "3306990101150001"}],
        "penduduk": [mother, {"id": ANAK, "keluarga_id": RUMAH, "nama": "RIZKI", "nomor_sementara": 7}],
    }


def test_an_ordinary_register_is_right_and_counted() -> None:
    assert find_wrong(isi()) == []
    assert count(isi(status_dasar="mati")) == (1, 1)
    assert find_wrong({"keluarga": [], "penduduk": []}) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nik", "330699410190"),
        ("nik", 3306994101900001),
        ("nik_ibu", "x"),
        ("nama", None),
        ("nama", 7),
        ("jk", "X"),
        ("agama", 0),
        ("agama", 1000),
        ("agama", "1"),
        ("agama", True),
        ("tanggal_lahir", "2026-02-30"),
        ("tanggal_lahir", "12/08/2026"),
        ("waktu_lahir", "25:00"),
        ("waktu_lahir", "10:15:00"),
        ("berat", -1),
        ("anak_ke", 0),
        ("nomor_sementara", 0),
        ("nomor_sementara", 7),  # the child has it
        ("status_dasar", "hilang_ingatan"),
        ("is_lahir_perkiraan", "ya"),
        ("kawin_tercatat", "sudah"),
        ("keluarga_id", IBU),  # no family of this register
        ("keluarga_id", "RUMAH"),
        ("digabung_ke_id", ANAK),  # only a record that no longer counts is merged
        ("dusun_id", "Krajan"),
        ("suku", "JA\0WA"),
    ],
)
def test_what_no_register_can_hold_is_named_by_list_and_field_alone(field: str, value: Any) -> None:
    found = find_wrong(isi(**{field: value}))
    assert found != []
    assert set(found) <= {("penduduk", field)}


def test_a_record_that_was_merged_points_at_the_one_that_stays() -> None:
    assert find_wrong(isi(digabung_ke_id=ANAK, status_dasar="tidak_valid")) == []
    assert find_wrong(isi(digabung_ke_id=IBU, status_dasar="tidak_valid")) == [("penduduk", "digabung_ke_id")]


@pytest.mark.parametrize("bent", [{}, {"keluarga": []}, {"keluarga": [], "penduduk": ["SITI"]}])
def test_something_that_is_no_register_is_refused_before_it_is_read(bent: dict[str, Any]) -> None:
    assert find_wrong(bent) != []


def test_fields_of_a_newer_program_are_no_fault() -> None:
    assert find_wrong(isi(hobi="menari")) == []


def test_contacts_pictures_places_and_notes_never_travel() -> None:
    for cls in (Penduduk, Keluarga):
        left = set(cls.__dataclass_fields__) - set(travelling(cls))
        assert {"desa_id", "catatan", "konfirmasi", "teks_asli", "versi", "diubah_pada"} <= left
        assert set(travelling(cls)) <= set(KINDS[cls].table.c.keys())
    assert {"telepon", "email", "foto", "lintang", "bujur"}.isdisjoint(travelling(Penduduk))


# ------------------------------------------------------------------ differences


def test_a_first_register_is_told_in_one_sentence_without_lines() -> None:
    found = compare_register({}, isi())
    assert (found.baru, found.berubah, found.dihapus, found.beda) == (2, 0, 0, ())
    assert found.kalimat == "2 penduduk baru. 1 keluarga baru."


def test_who_is_gone_stands_first_and_the_rest_is_counted() -> None:
    many = isi()
    many["penduduk"] += [
        {"id": f"0199c0de-0000-7000-8000-{number:012d}", "nama": f"WARGA {number}"}
        for number in range(10, 900)
    ]
    found = compare_register(isi(), many)
    assert len(found.beda) == MOST_LINES
    assert "Ditampilkan 500 dari 890 perbedaan" in found.kalimat
    gone = compare_register(many, isi(nama="SITI AMINAH"))
    assert [one.tanda for one in gone.beda[:2]] == ["-", "-"]
    assert gone.hilang["penduduk"] == (890, 892)


def test_the_order_on_the_card_is_no_change() -> None:
    found = compare_register(isi(urut=1), isi(urut=2))
    assert (found.berubah, found.sama, found.beda) == (0, 2, ())


# ------------------------------------------------------------------ consent


def said(*words: Kata) -> Izin:
    return Izin(tuple(KataIzin(one, "Suharto", "", AT) for one in words))


@pytest.mark.parametrize(
    ("words", "asked", "holds"),
    [
        ((), False, False),
        ((Kata.DIMINTA,), True, False),
        ((Kata.DIMINTA, Kata.SETUJU), True, True),
        ((Kata.DIMINTA, Kata.SETUJU, Kata.CABUT), True, False),
        ((Kata.DIMINTA, Kata.SETUJU, Kata.GUGUR), False, False),
        ((Kata.DIMINTA, Kata.SETUJU, Kata.GUGUR, Kata.DIMINTA), True, False),
    ],
)
def test_a_consent_holds_only_as_the_last_word_upon_a_request(
    words: tuple[Kata, ...], asked: bool, holds: bool
) -> None:
    izin = said(*words)
    assert (izin.is_diminta, izin.is_berlaku) == (asked, holds)
    assert asked_ever(izin.riwayat) is bool(words)
