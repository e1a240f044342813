"""What a received file is: verified, its numbers judged, its content held against the rules of its jenis.

Nothing is stored here (kiriman-format.md 6, 11, 16.1 steps 2 and 3; words of cli.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import TANPA_SELISIH, StatusDokumen, find_jenis
from desa_desktop.domain.sebutan import jenis_name
from desa_desktop.domain.tampak import sebaris
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services.exchange import holdings, pulang
from desa_desktop.services.exchange.contents import check_isi
from desa_desktop.services.exchange.results import SIGHTS, KirimanMasuk, Laptop, Pengirim
from desa_desktop.services.exchange.trust import (
    Circle,
    name_of,
    read_circle,
    reader_of,
    sender_of,
    village_names,
)
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync import numbers
from desa_desktop.sync.container import HEAD_LENGTH, Claims, Kind, peek
from desa_desktop.sync.names import claimed_number
from desa_desktop.sync.numbers import Verdict
from desa_desktop.sync.on_disk import FileOnDisk
from desa_desktop.sync.opening import OpenedKiriman
from desa_desktop.sync.rejection import UNKNOWN, Behaviour, Code, KirimanRejected, Sight, sentence_of
from desa_desktop.sync.snapshots import Snapshot

WORDS = {
    Code.D_OK: "sah",
    Code.D_JUMP: "sah",
    Code.D_OURS: "sah",
    Code.D_BERCABANG: "bercabang",
    Code.D_LATE: "lebih_lama",
    Code.D_DUPLICATE: "sudah_diterima",
    Code.D_NEW_INCARNATION: "laptop_dipulihkan",
    Code.D_REPLACED: "nomor_lama",
    Code.D_FORK: "nomor_ganda",
    Code.E_UNKNOWN_SENDER: "kunci_belum_dikenal",
    Code.E_SIGNATURE: "tidak_bertanda_tangan",
    Code.E_CERT: "tidak_bertanda_tangan",
    Code.E_KIND: "tidak_bertanda_tangan",
    Code.E_SCOPE: "tidak_bertanda_tangan",
    Code.E_PLAIN: "tidak_bertanda_tangan",
    Code.E_NOT_FOR_US: "bukan_untuk_kita",
    Code.E_REVOKED: "dicabut",
    Code.E_VERSION: "versi_baru",
    Code.E_SUITE: "versi_baru",
    Code.K_313: "latihan",
    Code.E_DOC_SCOPE: "isi_ditolak",
    Code.E_ISI: "isi_ditolak",
}
STATUS = {
    Behaviour.QUARANTINE: "karantina",
    Behaviour.ALARM: "karantina",
    Behaviour.HOLD: "ditahan",
    Behaviour.LEAVE: "dibiarkan",
    Behaviour.UNCHANGED: "baru",
}
PLACES = {"karantina": "karantina", "ditahan": "masuk", "baru": "masuk"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a file. `opened` is None unless it is authentic and for us.

    `failure` stands in the way of accepting it as it is; a person may lift those of a restored laptop.
    """

    shown: KirimanMasuk
    opened: OpenedKiriman | None = None
    verdict: Verdict | None = None
    failure: KirimanRejected | None = None


def judge_file(
    database: Database, laptop: Laptop, file: FileOnDisk, name: str, *, despite: str = ""
) -> Judged:
    """Everything about a file that can be said without storing it.

    Raises StorageFailed, and OSError when a large file cannot be read any more.
    `despite` is the kid of a revoked key that a person vouches for: it counts as if it were not (10.3).
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        known_names = village_names(unit)
        claims = _claims(file)
        accepted = _accepted_as(unit, claims)
        if accepted is not None:
            return _duplicate(circle, known_names, accepted, claims, name, file)
        try:
            reader = reader_of(unit, circle, laptop, pulang.addressee_of(circle, laptop, claims))
            if despite:
                revoked = {kid: one for kid, one in reader.revoked.items() if kid != despite}
                reader = replace(reader, revoked=revoked)
            opened = file.open(reader)
            ours = _come_home(unit, circle, laptop, opened)
            if ours is None:
                _check_direction(circle, laptop, opened)
        except KirimanRejected as refusal:
            seen = _seen_as_ours(refusal, claims, laptop)
            refused = _in_words(seen, circle, known_names, name)
            shown = _refused(circle, known_names, refused, claims, name, file)
            return Judged(shown, failure=refused)
        if ours is not None:
            failure = check_isi(database, ours.snapshots)
            return _ours(_base(ours, circle, known_names, name, file), ours, failure)
        shown = _base(opened, circle, known_names, name, file)
        if opened.header.kind is Kind.REQUEST:
            return _request(shown, opened, is_enrolled=opened.sender.kid in circle.trust.active)
        verdict = numbers.judge(holdings.ledger_of(unit), opened.numbered)
        forks = sum(_is_fork(unit, one) for one in _by_dokumen(opened.snapshots))
    shown = _changed(shown, bercabang=forks)
    failure = _number_failure(verdict, opened) or check_isi(database, opened.snapshots)
    if failure is not None:
        shown = _with(shown, failure.reason, failure.sentence, failure.behaviour, verdict)
    else:
        code, text = _good_words(verdict, opened, forks)
        shown = _with(shown, code, text, Behaviour.UNCHANGED, verdict)
    return Judged(shown, opened, verdict, failure)


def _come_home(unit: Unit, circle: Circle, laptop: Laptop, opened: OpenedKiriman) -> OpenedKiriman | None:
    return pulang.brought_home(unit, circle, opened) if pulang.is_our_own(opened, laptop) else None


def _ours(shown: KirimanMasuk, opened: OpenedKiriman, failure: KirimanRejected | None) -> Judged:
    """What we wrote before our data was put back: no number is judged, we gave it ourselves."""
    if failure is not None:
        held = _with(shown, failure.reason, failure.sentence, failure.behaviour, None)
        return Judged(held, opened, failure=failure)
    text = sentence_of(Code.D_OURS, seq=opened.header.chain.seq, n=len({one.id for one in opened.snapshots}))
    return Judged(_with(shown, Code.D_OURS, text, Behaviour.UNCHANGED, None), opened)


def _claims(file: FileOnDisk) -> Claims | None:
    try:
        return peek(file.head[:HEAD_LENGTH], file.size)
    except KirimanRejected:
        return None  # the reader will say why


def _accepted_as(unit: Unit, claims: Claims | None) -> archive.LedgerRow | None:
    if claims is None:
        return None
    return next((one for one in archive.ledger(unit) if one.digest == claims.digest), None)


def _duplicate(
    circle: Circle,
    known: dict[str, str],
    row: archive.LedgerRow,
    claims: Claims | None,
    name: str,
    file: FileOnDisk,
) -> Judged:
    failure = duplicate_of(row)
    shown = _changed(_refused(circle, known, failure, claims, name, file), diterima_pada=row.pada)
    return Judged(_with(shown, Code.D_DUPLICATE, failure.sentence, Behaviour.LEAVE, None), failure=failure)


def duplicate_of(row: archive.LedgerRow) -> KirimanRejected:
    """The judgement of a kiriman that stands in the ledger already."""
    return KirimanRejected(Code.D_DUPLICATE, seq=row.seq, tgl=show_date(row.pada.astimezone().date()))


def _check_direction(circle: Circle, laptop: Laptop, opened: OpenedKiriman) -> None:
    """What the signature alone does not say: this kind goes to an office like ours, and not from us."""
    kind, sender = opened.header.kind, opened.sender
    if sender.kid == laptop.keys.kid:
        raise KirimanRejected(Code.E_NOT_FOR_US)
    wrong = (
        (kind is Kind.DATA and circle.is_desa)
        or (kind is Kind.FEEDBACK and not circle.is_desa)
        or (kind is Kind.PEER and sender.uid != str(circle.uid))
        or (kind is Kind.REQUEST and circle.is_desa)
    )
    if wrong:
        raise KirimanRejected(Code.E_NOT_FOR_US if kind is Kind.REQUEST else Code.E_KIND)
    grant = opened.grant
    if grant is not None and (grant.certificate.uid, grant.certificate.kode) != (
        str(circle.uid),
        circle.kode,
    ):
        raise KirimanRejected(Code.E_SCOPE)


def _seen_as_ours(failure: KirimanRejected, claims: Claims | None, laptop: Laptop) -> KirimanRejected:
    """What we wrote ourselves carries the addressee's own dokumen too: it is no offence, only not for us.

    The owners are looked at after the signature, so the sender is no mere claim here. The stick that took
    our answers to the villages comes back with them.
    """
    is_ours = claims is not None and claims.sender_kid == laptop.keys.kid
    return KirimanRejected(Code.E_NOT_FOR_US) if is_ours and failure.reason is Code.E_DOC_SCOPE else failure


def _in_words(failure: KirimanRejected, circle: Circle, known: dict[str, str], name: str) -> KirimanRejected:
    """The same refusal with what people call things: the office, the jenis, the number in the file's name."""
    details = dict(failure.details)
    if failure.reason is Code.E_DOC_SCOPE:
        kode, jenis = str(details["a"]), str(details["jenis"])
        details |= {"a": name_of(circle, known, kode, kode), "jenis": jenis_name(jenis)}
    elif failure.reason in (Code.E_SHORT, Code.E_TRUNCATED) and details.get("seq", UNKNOWN) == UNKNOWN:
        number = claimed_number(name)
        details |= {"seq": UNKNOWN if number is None else number}
    else:
        return failure
    return KirimanRejected(failure.reason, failure.sight, **details)


def _refused(
    circle: Circle,
    known: dict[str, str],
    failure: KirimanRejected,
    claims: Claims | None,
    name: str,
    file: FileOnDisk,
) -> KirimanMasuk:
    status = STATUS[failure.behaviour]
    shown = KirimanMasuk(
        berkas=name,
        sha256=file.sha256,
        keadaan=WORDS.get(failure.reason, "rusak"),
        kode=failure.kode,
        teks=failure.sentence,
        status=status,
        tempat=PLACES.get(status, ""),
        ukuran=file.size,
    )
    if claims is None:
        return shown
    claimed = Pengirim(
        kode=claims.kode,
        nama=name_of(circle, known, claims.kode),
        label=sebaris(claims.label),
        kid=claims.sender_kid,
    )
    return _changed(
        shown,
        pengirim=claimed,
        jenis=claims.kind.value,
        seq=claims.chain.seq,
        chain=claims.chain.id,
        digest=claims.digest,
        dibuat=claims.created,
    )


def _changed(shown: KirimanMasuk, **values: Any) -> KirimanMasuk:
    return replace(shown, **values)


def _base(
    opened: OpenedKiriman, circle: Circle, known: dict[str, str], name: str, file: FileOnDisk
) -> KirimanMasuk:
    header = opened.header
    return KirimanMasuk(
        berkas=name,
        sha256=file.sha256,
        keadaan="sah",
        kode=Code.D_OK.value,
        teks="",
        status="baru",
        tempat="masuk",
        pengirim=sender_of(circle, known, opened.sender),
        jenis=header.kind.value,
        mode=opened.manifest.mode,
        seq=header.chain.seq,
        chain=header.chain.id,
        digest=opened.digest,
        dibuat=header.created,
        ukuran=file.size,
        ringkas=summary(opened.snapshots),
    )


def _with(
    shown: KirimanMasuk, code: Code, text: str, behaviour: Behaviour, verdict: Verdict | None
) -> KirimanMasuk:
    status = STATUS[behaviour]
    return _changed(
        shown,
        keadaan=WORDS.get(code, "rusak"),
        kode=code.value,
        teks=text,
        status=status,
        tempat=PLACES.get(status, ""),
        hilang=_missing(verdict),
    )


def _missing(verdict: Verdict | None) -> str:
    return ranges_text(verdict.missing) if verdict is not None else ""


def ranges_text(ranges: Iterable[range]) -> str:
    """Numbers as people read them: `39, 41–43`."""
    return ", ".join(str(one[0]) if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in ranges)


def _request(shown: KirimanMasuk, opened: OpenedKiriman, *, is_enrolled: bool) -> Judged:
    """A request waits for typed digits; that of a laptop which has its certificate has done its work."""
    nama = shown.pengirim.nama or opened.nama or ""
    sender = Pengirim(opened.sender.kode, nama, opened.sender.label, opened.sender.kid, opened.sender.uid)
    if is_enrolled:
        code, behaviour = Code.D_DUPLICATE, Behaviour.LEAVE
        text = _(
            "Laptop {label} dari {nama} sudah terdaftar. Tidak ada yang diubah. "
            "Bila tanda terdaftarnya hilang, tulis lagi lewat Daftarkan di Laptop Desa."
        )
    else:
        code, behaviour = Code.E_UNKNOWN_SENDER, Behaviour.HOLD
        text = _("Permintaan pendaftaran dari {nama}. Ketik Nomor Kunci dari lembarnya.")
    sentence = text.format(nama=nama, label=sender.label.removeprefix("Laptop "))
    shown = _changed(_with(shown, code, sentence, behaviour, None), pengirim=sender)
    return Judged(shown, opened, failure=KirimanRejected(code))


def _number_failure(verdict: Verdict, opened: OpenedKiriman) -> KirimanRejected | None:
    seq = opened.header.chain.seq
    label = opened.sender.label.removeprefix("Laptop ")  # the sentence says the word itself
    sight = SIGHTS.get(opened.header.kind.value, Sight.USUAL)
    if verdict.code is Code.D_FORK:
        return KirimanRejected(Code.D_FORK, sight, seq=seq)
    if opened.header.kind is Kind.GRANT:
        return None  # a restored kecamatan grants anew; the digits or the pinned root vouch for it
    if verdict.is_blocked:
        return _BlockedChain(Code.D_FORK, seq=seq)
    if verdict.code in (Code.D_NEW_INCARNATION, Code.D_REPLACED):
        return KirimanRejected(verdict.code, sight, label=label, seq=seq)
    return None


class _BlockedChain(KirimanRejected):
    """A good kiriman of a chain that waits for a person's word on a double number: held, not quarantined."""

    @property
    def behaviour(self) -> Behaviour:
        return Behaviour.HOLD

    @property
    def sentence(self) -> str:
        text = _(
            "Kiriman nomor {seq} ditahan karena nomor ganda dari laptop yang sama belum ditanyakan."
            " Data tidak berubah. Tanyakan pengirim, lalu catat jawabannya."
        )
        return text.format(**self.details)


def _good_words(verdict: Verdict, opened: OpenedKiriman, forks: int) -> tuple[Code, str]:
    seq = opened.header.chain.seq
    if forks:
        return Code.D_BERCABANG, sentence_of(Code.D_BERCABANG, n=forks)
    if verdict.code is Code.D_LATE:
        return Code.D_LATE, sentence_of(Code.D_LATE, seq=seq)
    if verdict.missing:
        return Code.D_JUMP, sentence_of(Code.D_JUMP, x=_missing(verdict))
    return Code.D_OK, _("Sah.")


def _by_dokumen(snapshots: Sequence[Snapshot]) -> list[list[Snapshot]]:
    groups: dict[str, list[Snapshot]] = {}
    for one in snapshots:
        groups.setdefault(one.id, []).append(one)
    return list(groups.values())


def _is_fork(unit: Unit, group: list[Snapshot]) -> bool:
    if group[0].jenis in TANPA_SELISIH:
        return False
    shelf = dokumen.shelf_of(unit, UUID(group[0].id))
    for one in group:
        shelf.take(one)
    return shelf.is_bercabang and any(one.digest in shelf.heads for one in group)


MAIN_JENIS = ("rpjm-desa", "rkp-desa", "durkp", "musyawarah", "isian", "daftar-usulan", "telaah")


def summary(snapshots: Sequence[Snapshot]) -> str:
    """The dokumen of a kiriman in one line: `DU-RKP Desa 2027 konsep, RKP Desa 2027 r02`.

    What goes along with every kiriman (profile, receipts) is named only when there is nothing else.
    """
    newest = [
        max(group, key=lambda one: (one.revisi, len(one.ancestors))) for group in _by_dokumen(snapshots)
    ]
    wanted = [one for one in newest if one.jenis in MAIN_JENIS] or newest
    return ", ".join(sorted({_titled(one) for one in wanted}))


def _titled(snapshot: Snapshot) -> str:
    known = find_jenis(snapshot.jenis)
    title = dokumen.title_of(snapshot.jenis, dict(snapshot.isi))
    if known is None or known.is_hidup:
        return title
    is_ratified = snapshot.status is StatusDokumen.DISAHKAN
    return f"{title} r{snapshot.revisi:02}" if is_ratified else f"{title} {snapshot.status.value}"
