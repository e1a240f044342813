"""Who signs a paper: terms of office, acting officers, names of the office, deputies."""

from __future__ import annotations

from datetime import date

import builders
from desa_desktop.documents.office import Penanda
from desa_desktop.services.pejabat import pejabat, penanda_surat

DAY = date(2026, 8, 12)


def test_the_one_in_office_on_the_day_of_the_paper_signs_with_his_number() -> None:
    known = [
        builders.perangkat(nama="Lama", selesai=date(2026, 8, 11)),
        builders.perangkat(nama="Baru", mulai=DAY, nip="19800101 2026"),
    ]
    assert pejabat(known, "Kepala Desa", DAY) == Penanda(
        jabatan="Kepala Desa", nama="Baru", nomor="19800101 2026"
    )
    assert pejabat(known, "Kepala Desa", date(2026, 8, 11)).nama == "Lama"


def test_an_office_nobody_holds_that_day_is_left_to_be_signed_by_hand() -> None:
    known = [builders.perangkat(selesai=date(2026, 1, 1)), builders.perangkat(nama=" ")]
    assert pejabat(known, "Kepala Desa", DAY) == Penanda(jabatan="Kepala Desa")
    assert pejabat([], "Ketua BPD", DAY) == Penanda(jabatan="Ketua BPD")


def test_acting_officers_and_the_villages_own_name_of_the_office_are_printed() -> None:
    acting = [builders.perangkat(nama="Wahyuni", jabatan="Pj. Kepala Desa")]
    assert pejabat(acting, "Kepala Desa", DAY).jabatan == "Pj. Kepala Desa"
    kuwu = [builders.perangkat(nama="Karto", jabatan="Kuwu")]
    assert pejabat(kuwu, "Kepala Desa", DAY).jabatan == "Kuwu"
    long = [builders.perangkat(jabatan="Kepala Desa Tursino")]
    assert pejabat(long, "Kepala Desa", DAY).jabatan == "Kepala Desa"


def test_of_two_holders_the_one_whose_record_names_the_paper_goes_first() -> None:
    known = [
        builders.perangkat(nama="Satu", tanda_tangan=("sk-tim",), mulai=date(2020, 1, 1)),
        builders.perangkat(nama="Dua", mulai=date(2024, 1, 1)),
    ]
    assert pejabat(known, "Kepala Desa", DAY, "sk-tim").nama == "Satu"
    assert pejabat(known, "Kepala Desa", DAY, "undangan").nama == "Dua"


def test_other_offices_are_found_by_how_they_begin() -> None:
    known = [builders.perangkat(nama="Rina", jabatan="Kaur Perencanaan dan Pelaporan")]
    assert pejabat(known, "Kaur Perencanaan", DAY).nama == "Rina"


def test_the_deputy_signs_only_where_the_record_of_the_head_does_not_name_the_letter() -> None:
    head = builders.perangkat()
    deputy = builders.perangkat(nama="Ratna", jabatan="Sekretaris Desa", tanda_tangan=("undangan",))
    signed = penanda_surat([head, deputy], "Kepala Desa", DAY, "undangan")
    assert signed == Penanda(jabatan="a.n. Kepala Desa\nSekretaris Desa", nama="Ratna")
    head.tanda_tangan = ("undangan",)
    assert penanda_surat([head, deputy], "Kepala Desa", DAY, "undangan").nama == "Suratman"
    deputy.selesai = date(2026, 1, 1)
    head.tanda_tangan = ()
    assert penanda_surat([head, deputy], "Kepala Desa", DAY, "undangan").nama == "Suratman"
