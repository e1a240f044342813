"""Whose key is whose: kid, Nomor Kunci, Kit Pemulihan, certificates, Daftar Kunci."""

from __future__ import annotations

import base64
import itertools
import json

import pytest

from desa_desktop.domain.identity import office_uid
from desa_desktop.sync import certificates as c
from desa_desktop.sync.certificates import Alasan, Role
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.snapshots import write_moment
from kiriman_bench import AT, certificate, keys, vectors

NAMES = sorted(vectors()["keys"])


@pytest.mark.parametrize("name", NAMES)
def test_a_key_is_named_by_what_it_is(name):
    known = vectors()["keys"][name]
    mine = keys(name)
    assert (mine.pub.hex(), mine.age, mine.kid) == (known["pub"], known["age"], known["kid"])
    assert str(office_uid(known["kode"])) == known["uid"]


def test_a_secret_key_does_not_show_itself_in_a_log():
    mine = keys("tursino-1")
    assert mine.seed.hex() not in repr(mine)
    assert "AGE-SECRET" not in repr(mine)


@pytest.mark.parametrize("one", vectors()["nomor_kunci"], ids=lambda one: one["key"])
def test_the_thirty_digits_of_a_key_are_the_same_on_every_laptop(one):
    mine = keys(one["key"])
    assert c.nomor_kunci(mine.pub, mine.age, one["kode"]) == one["digits"]
    c.check_nomor_kunci(one["digits"], mine.pub, mine.age, one["kode"])


@pytest.mark.parametrize("one", vectors()["typed"], ids=lambda one: one["text"])
def test_typed_digits_are_taken_or_the_wrong_group_is_named(one):
    if isinstance(one["result"], str):
        assert c.check_typed(one["text"]) == one["result"]
        return
    with pytest.raises(c.NomorKunciWrong) as caught:
        c.check_typed(one["text"])
    assert caught.value.kelompok == one["result"]


def test_a_wrong_group_is_read_out_again():
    with pytest.raises(c.NomorKunciWrong) as caught:
        c.check_typed("07002 44081 13063 90350 74010 82361")
    assert str(caught.value) == "Kelompok ke-3 tidak cocok. Bacakan ulang. (K-314)"


def test_well_formed_digits_of_another_key_are_refused_with_the_first_wrong_group():
    mine = keys("tursino-1")
    with pytest.raises(c.NomorKunciWrong) as caught:
        c.check_nomor_kunci("11563 32101 93584 78593 67312 90181", mine.pub, mine.age, "3306992001")
    assert caught.value.kelompok == 1


@pytest.mark.parametrize("place", range(30))
def test_every_single_mistyped_digit_is_found_in_its_group(place):
    digits = "070024408113062903507401082361"
    for wrong in set("0123456789") - {digits[place]}:
        with pytest.raises(c.NomorKunciWrong) as caught:
            c.check_typed(digits[:place] + wrong + digits[place + 1 :])
        assert caught.value.kelompok == place // 5 + 1


def test_the_paper_in_the_safe_brings_the_recovery_key_back():
    known = vectors()["recovery"]
    assert c.recovery_identity(known["digits"], known["kode"]) == known["age_secret"]
    assert c.recovery_recipient(known["digits"], known["kode"]) == known["age"]


def test_new_recovery_digits_have_the_shape_that_is_typed_back():
    digits = c.new_recovery_digits(lambda most: 314159265358979323846264 % most)
    assert digits == vectors()["recovery"]["digits"]
    assert len(c.check_typed(c.new_recovery_digits())) == 24


def test_the_codes_on_paper_and_on_the_telephone():
    known = vectors()["codes"]
    salt, digest = bytes.fromhex(known["salt"]), bytes.fromhex(known["digest"])
    assert c.kode_terima(salt, digest) == known["kode_terima"]
    assert c.kode_lembar(digest) == known["kode_lembar"]
    assert c.qr_text("3306992001", "07002 44081 13062 90350 74010 82361").split() == [
        "KRM1",
        "3306992001",
        "070024408113062903507401082361",
    ]


@pytest.mark.parametrize("pub", vectors()["weak_keys"])
def test_a_point_that_is_no_honest_key_is_refused(pub):
    assert not c.is_good_point(bytes.fromhex(pub))


@pytest.mark.parametrize("name", NAMES)
def test_an_honest_key_is_a_good_point(name):
    assert c.is_good_point(keys(name).pub)
    assert not c.is_good_point(keys(name).pub[:31])


@pytest.mark.parametrize("name", sorted(vectors()["certificates"]))
def test_certificates_are_written_byte_for_byte_as_the_format_says(name):
    known = certificate(name)
    mine = keys(name.removesuffix("-sendiri"))
    if name == "akar":
        made = c.make_root(mine, known.kode, known.label)
        assert json.loads(base64.urlsafe_b64decode(made.text.split(".")[0] + "==")) == vectors()["root"]
    elif known.is_self_issued:
        made = c.make_request_certificate(mine, known.role, known.kode, known.label)
        c.check_request(made)
    else:
        issuer = "akar" if known.issuer == keys("akar").kid else "kecamatan"
        asked = c.make_request_certificate(mine, known.role, known.kode, known.label)
        made = c.issue_certificate(keys(issuer), certificate(issuer), asked, uid=known.uid, no=known.no)
    assert made == known


def test_a_kecamatan_cannot_enrol_a_village_outside_its_area():
    asked = c.make_request_certificate(keys("baru"), Role.DESA, "3306982001", "Laptop Sekdes")
    with pytest.raises(KirimanRejected) as caught:
        c.issue_certificate(keys("kecamatan"), certificate("kecamatan"), asked, uid=asked.uid, no=9)
    assert caught.value.reason is Code.E_SCOPE


def test_a_village_cannot_enrol_anybody():
    asked = c.make_request_certificate(keys("baru"), Role.DESA, "3306992001", "Laptop Sekdes")
    with pytest.raises(KirimanRejected) as caught:
        c.issue_certificate(keys("tursino-1"), certificate("tursino-1"), asked, uid=asked.uid, no=9)
    assert caught.value.reason is Code.E_CERT


def test_no_letter_of_a_certificate_can_be_changed():
    text = certificate("tursino-1").text
    issuer = certificate("kecamatan")
    for place in range(0, len(text), 3):
        other = "A" if text[place] != "A" else "B"
        with pytest.raises(KirimanRejected) as caught:
            read_as_sent_by(text[:place] + other + text[place + 1 :], issuer)
        assert caught.value.reason is Code.E_CERT


def read_as_sent_by(text, issuer):
    c.check_chain([c.read_certificate(text), issuer], certificate("akar"), {})


@pytest.mark.parametrize("text", ["", ".", "a.b.c", "YQ.YQ", "é.é", "{}.{}", "YQ==.YQ==", "YR." + "A" * 86])
def test_what_is_no_certificate_is_refused_as_one(text):
    with pytest.raises(KirimanRejected) as caught:
        c.read_certificate(text)
    assert caught.value.reason is Code.E_CERT


def trust_of(lists):
    certificates = [one for each in lists for one in each["sertifikat"]]
    revocations = [one for each in lists for one in each["cabut"]]
    return c.compute_trust(certificate("akar"), certificates, revocations)


@pytest.mark.parametrize("case", vectors()["trust"], ids=lambda case: case["name"])
def test_who_is_trusted_does_not_depend_on_the_order_of_lists(case):
    for lists in itertools.permutations(case["lists"]):
        trust = trust_of(lists)
        assert sorted(trust.active) == sorted(case["active"])
        assert {kid: one.last_no for kid, one in trust.revoked.items()} == case["revoked"]


def test_an_old_list_played_again_takes_no_revocation_back():
    case = next(one for one in vectors()["trust"] if one["name"] == "two halves in any order")
    old = vectors()["trust"][0]["lists"]
    assert trust_of(case["lists"] + old).revoked == trust_of(case["lists"]).revoked
    assert keys("tursino-2").kid not in trust_of(case["lists"] + old).active


def test_the_list_is_a_sorted_set_of_signed_texts():
    gone = c.revoke(keys("kecamatan"), "0" * 32, Alasan.HILANG, last_no=0, no=9, pada=write_moment(AT))
    isi = c.make_isi([certificate("tursino-1").text] * 2, [gone.text])
    assert isi == {"cabut": [gone.text], "sertifikat": [certificate("tursino-1").text]}
    assert c.statements_of(isi) == ([certificate("tursino-1").text], [gone.text])
    assert c.statements_of({"sertifikat": [1, "a"], "cabut": None}) == (["a"], [])


def test_a_stolen_laptop_is_out_and_its_office_keeps_the_other():
    gone = c.revoke(
        keys("kecamatan"), keys("tursino-2").kid, Alasan.DICURI, last_no=0, no=9, pada=write_moment(AT)
    )
    known = [certificate(name).text for name in ("kecamatan", "tursino-1", "tursino-2")]
    trust = c.compute_trust(certificate("akar"), known, [gone.text])
    uid = certificate("tursino-1").uid
    assert [one.label for one in trust.active_of(uid)] == ["Laptop Sekdes"]
    assert [one.label for one in trust.active_in_role(Role.KECAMATAN)] == ["Laptop Kasi PMD"]
    assert trust.revoked[keys("tursino-2").kid].alasan is Alasan.DICURI


def test_a_revocation_that_comes_before_the_certificate_counts_when_it_comes():
    gone = c.revoke(
        keys("kecamatan"), keys("baru").kid, Alasan.HILANG, last_no=0, no=9, pada=write_moment(AT)
    )
    known = [certificate("kecamatan").text]
    assert keys("baru").kid in c.compute_trust(certificate("akar"), known, [gone.text]).revoked
    later = [*known, certificate("baru").text]
    assert keys("baru").kid not in c.compute_trust(certificate("akar"), later, [gone.text]).active


def test_an_assistant_cannot_put_a_colleague_out():
    other = c.new_keys()
    asked = c.make_request_certificate(other, Role.KECAMATAN, "330699", "Laptop Camat")
    colleague = c.issue_certificate(
        keys("akar"), certificate("akar"), asked, uid=certificate("kecamatan").uid, no=2
    )
    gone = c.revoke(keys("kecamatan"), other.kid, Alasan.DICURI, last_no=0, no=9, pada=write_moment(AT))
    known = [certificate("kecamatan").text, colleague.text]
    trust = c.compute_trust(certificate("akar"), known, [gone.text])
    assert other.kid in trust.active
    assert not trust.revoked
