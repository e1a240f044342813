"""Who may bring the register of residents to whom (kiriman-format.md 12.6)."""

from __future__ import annotations

import pytest

from desa_desktop.sync.container import Kind
from desa_desktop.sync.ownership import Meeting, check_owner
from desa_desktop.sync.rejection import Code, KirimanRejected
from kiriman_bench import certificate, snapshot

WARGA = snapshot("penduduk")
DESA, KECAMATAN = certificate("tursino-1"), certificate("kecamatan")
ASKED = {DESA.uid: frozenset({"penduduk"})}


def meeting(kind: Kind, sender: object, reader_uid: str, **more: object) -> Meeting:
    own = frozenset({reader_uid})
    return Meeting(kind, sender, reader_uid, own, **more)  # type: ignore[arg-type]


def test_a_village_brings_its_register_only_where_it_was_asked() -> None:
    check_owner(WARGA, meeting(Kind.DATA, DESA, KECAMATAN.uid, asks=ASKED))
    for asks in ({}, {KECAMATAN.uid: frozenset({"penduduk"})}, {DESA.uid: frozenset({"profil"})}):
        with pytest.raises(KirimanRejected) as refused:
            check_owner(WARGA, meeting(Kind.DATA, DESA, KECAMATAN.uid, asks=asks))
        assert refused.value.reason is Code.E_DOC_SCOPE


def test_the_laptops_of_one_village_share_it_unasked_and_the_kecamatan_gives_it_back() -> None:
    check_owner(WARGA, meeting(Kind.PEER, DESA, DESA.uid))
    check_owner(WARGA, meeting(Kind.FEEDBACK, KECAMATAN, DESA.uid))


def test_a_kecamatan_gives_nobody_the_register_of_another_village() -> None:
    with pytest.raises(KirimanRejected):
        check_owner(WARGA, meeting(Kind.FEEDBACK, KECAMATAN, certificate("karangrejo-1").uid))
