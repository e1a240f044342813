"""A kiriman is verified before it is opened; every file of the vectors is answered with its exact code."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import struct
import tracemalloc
import zlib
from pathlib import Path

import pytest

import desa_desktop
import kiriman_bench
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.sync import container, inner, strict_json
from desa_desktop.sync.certificates import Keys, Role, issue_certificate, make_request_certificate, make_root
from desa_desktop.sync.container import Chain, Kind
from desa_desktop.sync.flowing import read_in_pieces
from desa_desktop.sync.history import state_of
from desa_desktop.sync.inner import Counted
from desa_desktop.sync.opening import read_kiriman
from desa_desktop.sync.rejection import Behaviour, Code, KirimanRejected
from desa_desktop.sync.sealing import Content, next_in_chain, seal_kiriman
from desa_desktop.sync.snapshots import make_snapshot
from kiriman_bench import (
    AT,
    certificate,
    keys,
    open_as,
    reader,
    seal,
    snapshot,
    vector_file,
    vectors,
)

KIRIMAN = vectors()["kiriman"]
ADUAN, ADUAN_LOKAL, PENDUDUK = "aduan", "aduan-lokal", "penduduk"


def refused(whole, name, bend=None, **more):
    with pytest.raises(KirimanRejected) as caught:
        open_as(whole, name, bend, **more)
    return caught.value


@pytest.mark.parametrize("name", sorted(KIRIMAN))
def test_a_kiriman_of_the_vectors_opens_with_everything_it_carries(name):
    known = KIRIMAN[name]
    whole = vector_file(name)
    assert hashlib.sha256(whole).hexdigest() == known["file_sha256"]
    opened = open_as(whole, known["reader"], known["bend"])
    assert opened.digest == known["digest"]
    assert opened.sender.kid == vectors()["keys"][known["sender"]]["kid"]
    assert {one.digest for one in opened.snapshots} == {snapshot(one).digest for one in known["dokumen"]}
    assert opened.held == {snapshot(one).digest for one in known["held"]}
    assert sorted(opened.lampiran) == known["lampiran"]
    assert all(hashlib.sha256(data).hexdigest() == sha256 for sha256, data in opened.lampiran.items())
    assert [one.code for one in opened.warnings] == known["warnings"]


@pytest.mark.parametrize("bad", vectors()["reject"], ids=lambda bad: bad["name"])
def test_a_hostile_file_is_refused_with_exactly_its_code(bad):
    assert refused(base64.b64decode(bad["file"]), bad["reader"], bad["bend"]).reason == bad["expect"]


@pytest.mark.parametrize("bad", vectors()["reject"], ids=lambda bad: bad["name"])
def test_a_large_file_is_judged_as_a_small_one(bad, monkeypatch):
    """The way for files that are never loaded whole; the vectors are small, so it is taken for them."""
    # whoever only asks to be enrolled has nothing large to send
    code = bad["expect"]
    asks = "request" in bad["name"] and code not in (Code.E_CERT, Code.E_SIGNATURE)
    in_pieces(monkeypatch)
    failure = refused(base64.b64decode(bad["file"]), bad["reader"], bad["bend"])
    assert failure.reason == (Code.E_SECTION if asks else code)


def test_what_a_large_file_carries_is_deciphered_when_it_is_wanted(monkeypatch):
    known = KIRIMAN["age"]
    usual = open_as(vector_file("age"), known["reader"], known["bend"])
    in_pieces(monkeypatch)
    opened = open_as(vector_file("age"), known["reader"], known["bend"])
    assert (opened.snapshots, opened.held, opened.manifest) == (usual.snapshots, usual.held, usual.manifest)
    assert sorted(opened.lampiran) == known["lampiran"]
    assert "0" * 64 not in opened.lampiran
    for name in known["lampiran"]:
        assert bytes(opened.lampiran[name]) == bytes(usual.lampiran[name])
    first, *_rest = known["lampiran"]
    alone = opened.lampiran.only({first})
    assert (list(alone), alone.sizes[first]) == ([first], len(usual.lampiran[first]))
    with pytest.raises(KeyError):
        alone["0" * 64]


def test_a_file_that_changed_after_it_was_opened_hands_over_nothing():
    known = KIRIMAN["age"]
    whole = vector_file("age")
    length, lying = int.from_bytes(whole[12:16], "big"), [whole]

    def open_payload():
        source = io.BytesIO(lying[0])
        source.seek(container.FIXED + length)
        return source

    opened = read_in_pieces(whole, len(whole), open_payload, reader(known["reader"], known["bend"]))
    lying[0] = whole[:-1]
    for name in known["lampiran"]:
        with pytest.raises(KirimanRejected) as caught:
            opened.lampiran[name]
        assert caught.value.reason is Code.E_DECRYPT


def in_pieces(monkeypatch):
    """Read every file as if it were large."""

    def read(whole, who):
        length = int.from_bytes(whole[12:16], "big")

        def open_payload():
            source = io.BytesIO(whole)
            source.seek(container.FIXED + length)
            return source

        return read_in_pieces(whole[: container.HEAD_LENGTH], len(whole), open_payload, who)

    monkeypatch.setattr(kiriman_bench, "read_kiriman", read)


def edited(edit):
    whole = bytearray(vector_file(edit["on"]))
    if edit["op"] == "flip":
        whole[edit["offset"]] ^= 1 << edit["bit"]
    elif edit["op"] == "truncate":
        del whole[edit["length"] :]
    else:
        whole += bytes.fromhex(edit["hex"])
    return bytes(whole)


@pytest.mark.parametrize(
    "edit", vectors()["edits"], ids=lambda edit: "-".join(str(one) for one in edit.values())
)
def test_a_damaged_file_is_refused_with_exactly_its_code(edit):
    known = KIRIMAN[edit["on"]]
    assert refused(edited(edit), known["reader"], known["bend"]).reason == edit["expect"]


def test_the_plain_kiriman_is_rebuilt_byte_for_byte_from_its_parts():
    known = KIRIMAN["plain"]
    parts = known["rebuild"]
    inside = inner.put_together(
        parts["manifest"].encode(), [base64.b64decode(one) for one in parts["stored"]]
    )
    whole = container.put_together(parts["header"].encode(), inside, keys(known["sender"]))
    assert whole == vector_file("plain")


def test_header_and_manifest_are_written_as_they_were_read():
    for name, known in KIRIMAN.items():
        opened = open_as(vector_file(name), known["reader"], known["bend"])
        rows = inner.read_table(json.loads(opened.manifest_bytes)["sections"], opened.header.kind)
        assert strict_json.encode(opened.header.as_json()) == opened.header_bytes
        assert strict_json.encode(opened.manifest.as_json(rows)) == opened.manifest_bytes


def test_our_own_writer_makes_the_request_of_the_vectors_byte_for_byte():
    there = open_as(vector_file("request"), "kecamatan")
    made = seal_kiriman(
        kind=Kind.REQUEST,
        keys=keys("baru"),
        certificates=[certificate("baru-sendiri")],
        chain=there.header.chain,
        recipients=[],
        content=Content(state=Counted(*state_of([])), nama=there.nama),
        created=AT,
        app="0.1.0",
        salt=there.manifest.salt,
    )
    assert made.data == vector_file("request")


@pytest.mark.parametrize("name", ["feedback", "peer", "visit", "grant"])
def test_no_sampled_bit_of_the_other_kinds_can_change_unnoticed(name):
    # The grant with the root pinned already: typed digits cost a tenth of a second each time.
    known, whole = KIRIMAN[name], vector_file(name)
    for place in range(0, len(whole) * 8, 61):
        bad = bytearray(whole)
        bad[place // 8] ^= 1 << place % 8
        with pytest.raises(KirimanRejected):
            open_as(bytes(bad), known["reader"])


def test_no_sampled_bit_of_a_first_grant_can_change_unnoticed():
    known, whole = KIRIMAN["grant"], vector_file("grant")
    for place in range(5, len(whole) * 8, len(whole) * 8 // 40):
        bad = bytearray(whole)
        bad[place // 8] ^= 1 << place % 8
        refused(bytes(bad), known["reader"], known["bend"])


@pytest.mark.parametrize("name", sorted(KIRIMAN))
def test_a_cut_or_lengthened_file_is_refused_by_arithmetic(name):
    known, whole = KIRIMAN[name], vector_file(name)
    for length in range(len(whole)):
        assert refused(whole[:length], known["reader"], known["bend"]).reason in (
            Code.E_SHORT,
            Code.E_TRUNCATED,
        )
    for more in (1, 2, 511, 512):
        assert refused(whole + bytes(more), known["reader"], known["bend"]).reason is Code.E_TRAILING


def test_the_header_alone_names_a_kiriman_before_it_is_opened():
    whole = vector_file("age")
    claims = container.peek(whole[: container.HEAD_LENGTH], len(whole))
    assert claims.digest == KIRIMAN["age"]["digest"]
    assert (claims.kind, claims.chain.seq, claims.kode, claims.label) == (
        Kind.DATA,
        1,
        "3306992001",
        "Laptop Sekdes",
    )


def test_a_cut_file_names_the_number_to_be_copied_again():
    whole = vector_file("chain-3")
    failure = refused(whole[:-7], "kecamatan")
    assert failure.sentence == (
        f"Berkas kiriman terpotong ({len(whole) - 7} dari {len(whole)} bita). Data tidak berubah. "
        "Minta desa menyalin ulang kiriman nomor 3 dari aplikasi."
    )
    assert failure.exit_code == 5
    assert str(failure).endswith("(E_TRUNCATED)")


def test_only_the_test_bench_opens_a_plain_kiriman():
    folder = Path(desa_desktop.__file__).parent
    users = [
        path.name
        for path in folder.rglob("*.py")
        if re.search(r"read_on_test_bench|is_test_bench", path.read_text(encoding="utf-8"))
    ]
    assert users == ["opening.py"]


# What our own writer makes, our own reader opens.


def test_a_village_sends_and_the_kecamatan_reads():
    foto = b"\xff\xd8foto"
    sha256 = hashlib.sha256(foto).hexdigest()
    isian = make_snapshot(
        id="0199c0de-0000-7000-8000-000000000055",
        jenis="isian",
        pemilik=certificate("tursino-1").uid,
        status=StatusDokumen.KONSEP,
        isi={"foto": {"lampiran": sha256}},
        oleh=keys("tursino-1").kid,
        pada=AT,
    )
    sealed = seal(
        "tursino-1",
        Kind.DATA,
        ["kecamatan"],
        [snapshot("rkp-2"), isian],
        lampiran={sha256: foto},
        held=[snapshot("pagu").digest],
        seen={"00000000000000f0": 3},
    )
    for name in ("kecamatan", "tursino-1"):
        opened = open_as(sealed.data, name)
        assert opened.digest == sealed.digest
        assert {one.digest for one in opened.snapshots} == {snapshot("rkp-2").digest, isian.digest}
        assert bytes(opened.lampiran[sha256]) == foto
        assert opened.held == {snapshot("pagu").digest}
        assert opened.manifest.seen == {"00000000000000f0": 3}
        assert opened.manifest.salt == sealed.salt
        assert not opened.warnings
    assert refused(sealed.data, "tursino-2").reason is Code.E_NOT_FOR_US


def test_the_sender_reads_back_the_feedback_it_wrote():
    sealed = seal("kecamatan", Kind.FEEDBACK, ["tursino-1"], [snapshot("rkp-2"), snapshot("pagu")])
    village = certificate("tursino-1").uid
    assert len(open_as(sealed.data, "kecamatan", addressee_uid=village).snapshots) == 2
    assert refused(sealed.data, "kecamatan").reason is Code.E_DOC_SCOPE


def test_a_new_village_is_enrolled_without_a_line():
    root_keys, office_keys, village_keys = keys("akar"), keys("kecamatan"), keys("baru")
    root = make_root(root_keys, "330699", "Akar")
    office = certificate("kecamatan")
    asked = make_request_certificate(village_keys, Role.DESA, "3306992003", "Laptop Kaur Umum")
    request = seal("baru", Kind.REQUEST, [], certificates=[asked], nama="Wirun")
    opened = open_as(request.data, "kecamatan")
    assert (opened.nama, opened.sender) == ("Wirun", asked)
    given = issue_certificate(office_keys, office, opened.sender, uid=asked.uid, no=7)
    grant = seal(
        "kecamatan",
        Kind.GRANT,
        ["baru"],
        [snapshot("kunci")],
        certificates=[office, root],
        grant=given,
        asks=frozenset({"penduduk"}),
    )
    typed = ("3306992003", vectors()["nomor_kunci"][0]["digits"])
    answer = open_as(grant.data, "baru", {"typed": typed}).grant
    assert answer.certificate == given
    assert answer.asks == {"penduduk"}
    assert answer.root == root
    assert open_as(grant.data, "kecamatan").grant.root is None  # read back by its writer: nothing to pin
    wrong = ("3306992003", "07002 44081 13062 90350 74010 82361")
    assert refused(grant.data, "baru", {"typed": wrong}).reason is Code.E_UNKNOWN_SENDER
    assert refused(grant.data, "baru", {"typed": ("3307992003", typed[1])}).reason is Code.E_UNKNOWN_SENDER
    assert refused(grant.data, "baru", root=None).reason is Code.E_UNKNOWN_SENDER


def test_a_grant_for_another_laptop_is_refused():
    grant = seal(
        "kecamatan",
        Kind.GRANT,
        ["baru"],
        certificates=[certificate("kecamatan"), certificate("akar")],
        grant=certificate("tursino-1"),
    )
    assert refused(grant.data, "baru").reason is Code.E_CERT


def test_a_grant_without_its_certificate_cannot_be_written():
    with pytest.raises(KirimanRejected) as caught:
        seal("kecamatan", Kind.GRANT, ["baru"], certificates=[certificate("kecamatan"), certificate("akar")])
    assert caught.value.reason is Code.E_SECTION


@pytest.mark.parametrize(
    ("sender", "kind"), [("tursino-1", Kind.FEEDBACK), ("kecamatan", Kind.DATA), ("pendamping", Kind.GRANT)]
)
def test_a_role_cannot_write_what_it_may_not_send(sender, kind):
    with pytest.raises(KirimanRejected) as caught:
        seal(sender, kind, ["kecamatan"])
    assert caught.value.reason is Code.E_KIND


def test_numbers_follow_each_other_from_one():
    first = next_in_chain("00000000000000c1", 0, "")
    assert first == Chain("00000000000000c1", "0" * 64, 1)
    assert next_in_chain("00000000000000c1", 1, "ab" * 32) == Chain("00000000000000c1", "ab" * 32, 2)
    sealed = seal(
        "tursino-1", Kind.DATA, ["kecamatan"], chain=next_in_chain("00000000000000c1", 1, "ab" * 32)
    )
    numbered = open_as(sealed.data, "kecamatan").numbered
    assert (numbered.seq, numbered.prev, numbered.digest) == (2, "ab" * 32, sealed.digest)


def test_only_the_laptop_that_opened_it_can_read_out_the_kode_terima():
    sealed = seal("tursino-1", Kind.DATA, ["kecamatan"], salt=bytes(range(16)))
    opened = open_as(sealed.data, "kecamatan")
    assert re.fullmatch(r"\d{4}-\d{4}", opened.kode_terima)
    other = seal("tursino-1", Kind.DATA, ["kecamatan"], salt=bytes(16))
    assert open_as(other.data, "kecamatan").kode_terima != opened.kode_terima


# Who may bring what (12.6).


@pytest.mark.parametrize(
    ("sender", "kind", "name", "carried"),
    [
        ("tursino-1", Kind.DATA, "kecamatan", "asing"),
        ("tursino-1", Kind.DATA, "kecamatan", ADUAN_LOKAL),
        ("tursino-1", Kind.DATA, "kecamatan", PENDUDUK),
        ("kecamatan", Kind.FEEDBACK, "karangrejo-1", "rkp-1"),
        ("kecamatan", Kind.FEEDBACK, "tursino-1", "kantor"),
        ("kecamatan", Kind.FEEDBACK, "tursino-1", ADUAN_LOKAL),
        ("pendamping", Kind.PEER, "kecamatan", "pagu"),
        ("karangrejo-1", Kind.PEER, "tursino-1", "asing"),
        ("kecamatan", Kind.PEER, "kecamatan", PENDUDUK),
    ],
)
def test_a_dokumen_that_is_not_the_senders_to_bring_refuses_the_whole_kiriman(sender, kind, name, carried):
    sealed = seal(
        sender, kind, [name], [snapshot(carried), snapshot("kunjungan")][: 1 + (sender == "pendamping")]
    )
    failure = refused(sealed.data, name)
    assert failure.reason is Code.E_DOC_SCOPE
    assert failure.behaviour is Behaviour.QUARANTINE


@pytest.mark.parametrize(
    ("sender", "kind", "name", "carried"),
    [
        ("tursino-2", Kind.PEER, "tursino-1", ADUAN_LOKAL),
        ("tursino-2", Kind.PEER, "tursino-1", PENDUDUK),
        ("kecamatan", Kind.FEEDBACK, "tursino-1", PENDUDUK),  # a village may get its own back
        ("kecamatan", Kind.FEEDBACK, "tursino-1", "titipan"),
        ("kecamatan", Kind.PEER, "kecamatan", "kantor"),
        ("kecamatan", Kind.PEER, "kecamatan", "rkp-1"),  # what a village sent is passed on in the office
        ("pendamping", Kind.PEER, "kecamatan", "kunjungan"),
    ],
)
def test_what_may_travel_does(sender, kind, name, carried):
    sealed = seal(sender, kind, [name], [snapshot(carried)])
    assert [one.digest for one in open_as(sealed.data, name).snapshots] == [snapshot(carried).digest]


def test_residents_come_when_they_were_asked_for_and_agreed():
    sealed = seal("tursino-1", Kind.DATA, ["kecamatan"], [snapshot(PENDUDUK)])
    asks = {certificate("tursino-1").uid: frozenset({PENDUDUK})}
    assert len(open_as(sealed.data, "kecamatan", asks=asks).snapshots) == 1
    others = {certificate("karangrejo-1").uid: frozenset({PENDUDUK})}
    assert refused(sealed.data, "kecamatan", asks=others).reason is Code.E_DOC_SCOPE


def test_a_dokumen_known_as_another_jenis_is_refused():
    known = {snapshot("rkp-1").id: (certificate("tursino-1").uid, "durkp")}
    sealed = seal("tursino-1", Kind.DATA, ["kecamatan"], [snapshot("rkp-1")])
    assert refused(sealed.data, "kecamatan", owners=known).reason is Code.E_DOC_SCOPE


# What is odd but no reason to stop.


def test_a_dokumen_of_a_newer_program_is_kept_unopened():
    baru = make_snapshot(
        id="0199c0de-0000-7000-8000-000000000066",
        jenis="embung-desa",
        pemilik=certificate("tursino-1").uid,
        status=StatusDokumen.KONSEP,
        isi={"a": 1},
        oleh=keys("tursino-1").kid,
        pada=AT,
        schema=300,
    )
    opened = open_as(seal("tursino-1", Kind.DATA, ["kecamatan"], [baru, snapshot("angka")]).data, "kecamatan")
    assert [(one.code, one.n) for one in opened.warnings] == [(Code.W_SCHEMA, 1)]
    assert opened.warnings[0].sentence.startswith("1 dokumen dibuat aplikasi yang lebih baru.")


def test_an_attachment_that_is_held_already_need_not_come_again():
    sealed = seal("tursino-1", Kind.DATA, ["kecamatan"], [snapshot("isian")])
    assert [one.code for one in open_as(sealed.data, "kecamatan").warnings] == [Code.W_ATTACHMENT]
    assert not open_as(sealed.data, "kecamatan", has_lampiran=lambda _sha256: True).warnings


def test_descent_is_checked_against_what_is_held():
    held = {one.digest: one for one in (snapshot("rkp-2"), snapshot("rkp-3a"), snapshot("rkp-3b"))}
    sealed = seal("tursino-1", Kind.DATA, ["kecamatan"], [snapshot("rkp-4")])
    assert len(open_as(sealed.data, "kecamatan", find=held.get).snapshots) == 1
    false = {key: snapshot("rkp-1") for key in held}
    assert refused(sealed.data, "kecamatan", find=false.get).reason is Code.E_DOC


# Enrolment, revocation, training.


def test_a_training_kiriman_is_named_as_one():
    latihan = Keys(bytes(32), keys("penyamar").age_secret)
    root = make_root(latihan, "330699", "Akar Latihan")
    asked = make_request_certificate(keys("baru"), Role.DESA, "3306992003", "Laptop Latihan")
    leaf = issue_certificate(latihan, root, asked, uid=asked.uid, no=1)
    sealed = seal("baru", Kind.DATA, ["kecamatan"], certificates=[leaf])
    failure = refused(sealed.data, "kecamatan", latihan_roots=frozenset({root.kid}))
    assert failure.kode == "K-313"
    assert failure.sentence == "Ini kiriman latihan dan tidak dapat diterima."
    assert refused(sealed.data, "kecamatan").reason is Code.E_UNKNOWN_SENDER
    opened = read_kiriman(sealed.data, reader("kecamatan", root=root))
    assert opened.sender == leaf  # in Mode Latihan that root is pinned


def test_a_certificate_issued_up_to_the_last_honest_number_stays_good():
    sealed = seal("tursino-1", Kind.DATA, ["kecamatan"])
    assert open_as(sealed.data, "kecamatan", {"revoked": {keys("kecamatan").kid: 2}}).sender.no == 2
    failure = refused(sealed.data, "kecamatan", {"revoked": {keys("kecamatan").kid: 1}})
    assert failure.sentence == (
        "Kunci laptop ini sudah dicabut (hilang). Kiriman ditahan untuk diperiksa bersama desa."
    )


# Bombs: refused at once and cheaply.


def bomb(stored: bytes, raw_len: int, **row: str) -> bytes:
    """A genuinely signed kiriman whose one section is what a hostile sender chose."""
    honest = seal("tursino-1", Kind.DATA, ["kecamatan"], [snapshot("angka")])
    manifest = json.loads(honest.manifest)
    manifest["sections"][0] |= {"codec": "deflate", "raw_len": raw_len, "stored_len": len(stored)} | row
    written = strict_json.encode(manifest)
    payload = inner.encrypt(
        inner.put_together(written, [stored]), [keys("tursino-1").age, keys("kecamatan").age]
    )
    header = honest.header.as_json() | {
        "manifest_sha256": hashlib.sha256(written).hexdigest(),
        "payload_sha256": hashlib.sha256(payload).hexdigest(),
    }
    return container.put_together(strict_json.encode(header), payload, keys("tursino-1"))


BLANKS = 100 * 1024 * 1024


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        (lambda _stored: BLANKS, Code.E_BOMB),
        (lambda _stored: 300 * 1024 * 1024, Code.E_BOMB),
        (lambda stored: 200 * stored, Code.E_BOMB),  # what it would weigh is known before its length
        (lambda _stored: 1, Code.E_SECTION_LEN),
        (lambda _stored: 0, Code.E_SECTION_LEN),
    ],
)
def test_a_bomb_is_refused_before_it_fills_the_memory(claim, code):
    stored = zlib.compress(bytes(BLANKS), 9)
    whole = bomb(stored, claim(len(stored)))
    tracemalloc.start()
    try:
        assert refused(whole, "kecamatan").reason is code
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        (zlib.compress(b"x" * 100)[:-1], Code.E_DEFLATE),
        (zlib.compress(b"x" * 100) + b"y", Code.E_DEFLATE),
        (zlib.compress(b"x" * 99), Code.E_SECTION_LEN),
        (b"", Code.E_DEFLATE),
        (struct.pack(">I", 0xDEADBEEF), Code.E_DEFLATE),
    ],
)
def test_a_stream_that_is_not_exactly_what_it_declares_is_refused(stored, code):
    assert refused(bomb(stored, 100), "kecamatan").reason is code


def test_very_repetitive_honest_content_does_not_look_like_a_bomb():
    raw = b"a" * 10_000_000
    assert inner.deflate(raw) == ("none", raw)
    codec, stored = inner.deflate(b"a" * 100_000)
    assert codec == "deflate"
    assert len(stored) < 1000


def test_a_statement_of_what_is_held_longer_than_any_office_makes_is_neither_written_nor_read():
    digests = [f"{number:064x}" for number in range(inner.MOST_HELD + 1)]
    opened = open_as(seal("tursino-1", Kind.DATA, ["kecamatan"], held=digests).data, "kecamatan")
    assert opened.held == set(digests[:-1])
    raw = "".join(f"{one}\n" for one in digests).encode()
    codec, stored = inner.deflate(raw)
    whole = bomb(stored, len(raw), codec=codec, name="held", sha256=hashlib.sha256(raw).hexdigest())
    assert refused(whole, "kecamatan").reason is Code.E_HELD
