"""The kecamatan answers a request: 30 digits typed, a certificate issued, the grant written back.

Only the digits let a key in; the Daftar Kunci then tells everybody (kiriman-format.md 9.3, 10.1).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desa_desktop.domain.dokumen import Kelas, StatusDokumen, class_of, dokumen_id
from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.errors import DesaError, InvalidInput, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services import dokumen
from desa_desktop.services.exchange import izin, lampiran, numbering, preparing, sending
from desa_desktop.services.exchange.inbox import ARSIP, DITERIMA, MASUK, move_after_commit
from desa_desktop.services.exchange.results import Folders, Laptop, Tertulis
from desa_desktop.services.exchange.trust import (
    SERTIFIKAT,
    BelumAdaAkar,
    Circle,
    read_circle,
    require_own,
)
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync import certificates
from desa_desktop.sync.certificates import Certificate, Role
from desa_desktop.sync.container import LARGEST_FILE, Kind
from desa_desktop.sync.inner import Counted
from desa_desktop.sync.opening import OpenedKiriman, Reader, read_kiriman
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.sealing import Content
from desa_desktop.sync.snapshots import Snapshot

LIST = "daftar-kunci"


class BukanPermintaan(DesaError):
    """The file chosen is a kiriman, but nobody asks to be enrolled with it."""

    message = N_("Berkas ini bukan permintaan pendaftaran. Tidak ada yang diubah.")
    hint = N_("Pilih berkas yang namanya berawalan M-.")
    code = "K-315"
    exit_code = 5


class KunciIndukDiperlukan(DesaError):
    """The kecamatan's root key lies on its own stick, and what was asked for needs it."""

    message = N_("Untuk ini diperlukan kunci induk kecamatan, dan kunci itu tidak ada di laptop ini.")
    hint = N_(
        "Colokkan flashdisk kunci induk dan ketik 30 angka Kit Pemulihan kecamatan; di baris perintah lewat "
        "--akar dan --kit-stdin."
    )
    code = "K-325"
    exit_code = 12


@dataclass(frozen=True, slots=True)
class Permintaan:
    """A request for enrolment. `nama` is the laptop's claim, `nama_daftar` what our own list says or "".

    `peran`: a village's laptop, or one of this kecamatan (whose name is our own).
    """

    kode: str
    nama: str
    nama_daftar: str
    label: str
    kid: str
    is_terdaftar: bool
    peran: str = Role.DESA.value


@dataclass(frozen=True, slots=True)
class Dikenalkan:
    """A laptop that was enrolled, and the file that takes it its certificate."""

    berkas: Path
    kode: str
    nama: str
    kid: str
    label: str


def write_list(unit: Unit, laptop: Laptop, *, at: datetime) -> None:
    """Freeze the Daftar Kunci: every certificate and revocation of this kecamatan known here (9.3)."""
    circle = read_circle(unit, laptop)
    key = dokumen_id(circle.uid, LIST)
    isi = certificates.make_isi(circle.certificates, circle.revocations)
    shelf = dokumen.shelf_of(unit, key)
    heads = [shelf.held[one] for one in shelf.heads]
    if len(heads) == 1 and dokumen.content_of(unit, heads[0].digest).isi == isi:
        return
    dokumen.write_snapshot(
        unit, key, LIST, circle.uid, StatusDokumen.DISAHKAN, isi, heads, kid=laptop.keys.kid, at=at
    )


# ------------------------------------------------------------------ the kecamatan answers


def read_request(database: Database, laptop: Laptop, files: Folders, file: Path) -> Permintaan:
    """Who asks to be enrolled, before any digits are typed. Raises KirimanRejected, BukanPermintaan."""
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        listed = {one.kode: one.nama for one in unit.select(DesaBinaan)}
    opened = _open_request(circle, laptop, files, file)
    sender = opened.sender
    if sender.role is not Role.DESA and sender.kode == circle.kode:
        listed[sender.kode] = circle.nama
    return Permintaan(
        sender.kode,
        opened.nama or "",
        listed.get(sender.kode, ""),
        sender.label,
        sender.kid,
        sender.kid in circle.trust.active,
        sender.role.value,
    )


def _open_request(circle: Circle, laptop: Laptop, files: Folders, file: Path) -> OpenedKiriman:
    try:
        data = files.fs.read(file, LARGEST_FILE + 1)
    except FileNotFoundError as failure:
        raise NotFound(apa=str(file)) from failure
    except OSError as failure:
        raise KirimanRejected(Code.E_STICK_READ) from failure
    reader = Reader(
        kid=laptop.keys.kid,
        age_secret=laptop.keys.age_secret,
        uid=str(circle.uid),
        role=circle.role,
        root=circle.root,
        revoked=circle.trust.revoked,
    )
    opened = read_kiriman(data, reader)
    if opened.header.kind is not Kind.REQUEST:
        raise BukanPermintaan
    return opened


def introduce(
    database: Database,
    laptop: Laptop,
    files: Folders,
    file: Path,
    digits: str,
    folder: Path,
    *,
    by: str,
    at: datetime,
    minta: bool | None = None,
) -> Dikenalkan:
    """Enrol the laptop of a request after its 30 digits were typed, and write its grant `T-....kirim`.

    `minta`: ask this village for its register of residents, or no longer; None leaves it as it is.
    Doing it again writes the grant again. Raises NomorKunciWrong naming the group (nothing is stored),
    InvalidInput for a village that is not in the list, KirimanRejected (E_REVOKED for a revoked key, the
    codes of the file and of the stick), BelumAdaAkar.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
    if circle.root is None:
        raise BelumAdaAkar
    opened = _open_request(circle, laptop, files, file)
    asking = opened.sender
    certificates.check_nomor_kunci(digits, asking.pub, asking.age, asking.kode)
    revoked = circle.trust.revoked.get(asking.kid)
    if revoked is not None:
        raise KirimanRejected(Code.E_REVOKED, alasan=revoked.alasan.value)
    with database.unit() as unit:
        uid, nama = _listed(unit, circle, asking)
        given = _certify(unit, circle, laptop, asking, uid, by=by, at=at)
        write_list(unit, laptop, at=at)
        answered = _answered(unit, asking.kid)
        if minta is not None and asking.role is Role.DESA:
            izin.note_request(unit, uid, minta=minta, by=by, at=at, laptop=database.laptop)
        unit.commit(_("daftarkan laptop {nama}").format(nama=nama), by, at)
    for sha256 in answered:
        move_after_commit(files, sha256, ARSIP)
    written = write_grant(database, laptop, files, given, nama, folder, by=by, at=at)
    return Dikenalkan(written.berkas, given.kode, nama, given.kid, given.label)


def ask_register(
    database: Database,
    laptop: Laptop,
    files: Folders,
    kode: str,
    folder: Path,
    *,
    minta: bool,
    by: str,
    at: datetime,
) -> list[Dikenalkan]:
    """Ask an enrolled village for its register of residents, or stop asking: a new grant for each laptop.

    The village decides; nothing comes before it agreed. Doing it again writes the grants again. Raises
    InvalidInput for a village that is not in the list, NotFound when none of its laptops is enrolled,
    KirimanRejected with the codes of the stick, BelumAdaAkar.
    """
    digits = "".join(one for one in kode if one.isdigit())
    with database.unit() as unit:
        circle = read_circle(unit, laptop)
        if circle.root is None:
            raise BelumAdaAkar
        require_own(circle, laptop)
        found = unit.select(DesaBinaan, kode=digits)
        if not found:
            sentence = _("Desa dengan kode {kode} belum ada di daftar desa. Tambahkan dulu di menu Desa.")
            raise InvalidInput({"kode": sentence.format(kode=kode)})
        uid, nama = str(found[0].id), found[0].nama
        laptops = [one for one in circle.trust.active_of(uid) if one.role is Role.DESA]
        if not laptops:
            raise NotFound(apa=_("Laptop terdaftar dari desa {nama}").format(nama=nama))
        izin.note_request(unit, uid, minta=minta, by=by, at=at, laptop=database.laptop)
        unit.commit(_("minta data penduduk {nama}").format(nama=nama), by, at)
    made = []
    for one in laptops:
        written = write_grant(database, laptop, files, one, nama, folder, by=by, at=at)
        made.append(Dikenalkan(written.berkas, one.kode, nama, one.kid, one.label))
    return made


def _answered(unit: Unit, kid: str) -> list[str]:
    """The requests of this key in Kotak Masuk are done with; returns their files."""
    found = [one for one in archive.inbox(unit) if one.tempat == MASUK]
    ours = [
        one for one in found if one.pengirim["kid"] == kid and one.pengirim["jenis"] == Kind.REQUEST.value
    ]
    for one in ours:
        archive.put_inbox(unit, replace(one, tempat=ARSIP, pengirim={**one.pengirim, "status": DITERIMA}))
    return [one.sha256 for one in ours]


def _listed(unit: Unit, circle: Circle, asking: Certificate) -> tuple[str, str]:
    """The uid and name from the kecamatan's own list. Raises InvalidInput."""
    if asking.role is not Role.DESA:
        if asking.kode != circle.kode:
            raise InvalidInput({"kode": _("Laptop ini bukan dari kecamatan ini.")})
        return str(circle.uid), circle.nama
    found = unit.select(DesaBinaan, kode=asking.kode)
    if not found:
        sentence = _("Desa dengan kode {kode} belum ada di daftar desa. Tambahkan dulu di menu Desa.")
        raise InvalidInput({"kode": sentence.format(kode=asking.kode)})
    return str(found[0].id), found[0].nama


def _certify(
    unit: Unit, circle: Circle, laptop: Laptop, asking: Certificate, uid: str, *, by: str, at: datetime
) -> Certificate:
    known = circle.trust.active.get(asking.kid)
    if known is not None and (known.uid, known.kode, known.label) == (uid, asking.kode, asking.label):
        return known
    own = require_own(circle, laptop)
    issuer, by_whom = laptop.keys, own
    if asking.role is Role.KECAMATAN:  # only the root lets another assistant's laptop open the inbox
        if laptop.root is None or circle.root is None or laptop.root.kid != circle.root.kid:
            raise KunciIndukDiperlukan
        issuer, by_whom = laptop.root, circle.root
    number = 1 + last_number(circle, by_whom.kid)
    given = certificates.issue_certificate(issuer, by_whom, asking, uid=uid, no=number)
    archive.put_statements(unit, [archive.StatementRow(given.text, given.kid, SERTIFIKAT, at, by)])
    return given


def _certified_here(
    unit: Unit, circle: Circle, laptop: Laptop, given: Certificate, *, by: str, at: datetime
) -> Certificate:
    """The certificate that a grant of this laptop can carry.

    Its reader knows the sender's certificate and the root's, nobody else's (10.1): what another laptop of
    the kecamatan has certified is said anew by this one.
    """
    own = require_own(circle, laptop)
    if circle.root is None or given.issuer in (own.kid, circle.root.kid):
        return given
    number = 1 + last_number(circle, own.kid)
    again = certificates.issue_certificate(laptop.keys, own, given, uid=given.uid, no=number)
    archive.put_statements(unit, [archive.StatementRow(again.text, again.kid, SERTIFIKAT, at, by)])
    write_list(unit, laptop, at=at)
    return again


def last_number(circle: Circle, kid: str) -> int:
    """The greatest number of a statement that this key issued, 0 before the first."""
    return max((one.no for one in _issued(circle, kid)), default=0)


def villages(unit: Unit) -> list[DesaBinaan]:
    """The kecamatan's own list of villages."""
    return unit.select(DesaBinaan)


def write_grant(
    database: Database,
    laptop: Laptop,
    files: Folders,
    given: Certificate,
    nama: str,
    folder: Path,
    *,
    by: str,
    at: datetime,
) -> Tertulis:
    """Seal a grant for this laptop and write it. Raises KirimanRejected with the codes of the stick."""
    digest = _seal_grant(database, laptop, files, given, nama, by=by, at=at)
    return sending.copy_to(database, laptop, files, digest, folder, by=by, at=at)


def _issued(circle: Circle, kid: str) -> list[Certificate | certificates.Revocation]:
    """Every statement of one issuer; its numbers rise over both kinds."""
    made: list[Certificate | certificates.Revocation] = []
    made += [certificates.read_certificate(one) for one in circle.certificates]
    made += [certificates.read_revocation(one) for one in circle.revocations]
    return [one for one in made if one.issuer == kid]


def _may_be_granted(circle: Circle, given: Certificate, snapshot: Snapshot) -> bool:
    """A grant to a laptop of our own office brings our own that leaves the office; the rest of what a peer
    holds, the villages' dokumen and the local parts, follows with the first kiriman to it (12.6)."""
    if given.uid != str(circle.uid):
        return True
    return snapshot.pemilik == given.uid and class_of(snapshot.jenis) is Kelas.KIRIM


def _seal_grant(
    database: Database,
    laptop: Laptop,
    files: Folders,
    given: Certificate,
    nama: str,
    *,
    by: str,
    at: datetime,
) -> str:
    """The grant in the outbox; returns its digest. It carries the Daftar Kunci and all that may travel."""
    with database.unit() as unit:
        circle = read_circle(unit, laptop)
        given = _certified_here(unit, circle, laptop, given, by=by, at=at)
        circle = read_circle(unit, laptop)
        own, root = require_own(circle, laptop), circle.root
        assert root is not None
        target = preparing.Target(given.uid, given.kode, nama, given.kode, nama)
        preparing.freeze_changed(unit, circle, laptop.keys.kid, at)
        draft = preparing.prepare(unit, circle, target, lengkap=True, at=at, is_grant=True)
        travels = [one for one in draft.snapshots if _may_be_granted(circle, given, one)]
        # each laptop has a row of numbers of its own, or the second would miss those of the first
        number = numbering.next_number(unit, given.kid, Kind.GRANT)
        row = numbering.reserve(unit, number, target.uid, Kind.GRANT, draft.mode, at)
        content = Content(
            state=draft.state,
            mode=draft.mode,
            snapshots=travels,
            held=draft.held,
            lampiran=lampiran.load(
                unit, set(draft.muatan.ukuran) & {name for one in travels for name in one.lampiran}
            ),
            seen=draft.seen,
            audit=Counted(*archive.audit_head(unit)),
            grant=given,
            asks=izin.asked_now(unit, given.uid),
        )
        unit.commit(_("siapkan tanda terdaftar"), by, at)
    made = sending.build_and_keep(
        database,
        laptop,
        files,
        circle,
        target,
        row,
        number,
        content,
        [given],
        by=by,
        at=at,
        certificates=[own, root],
    )
    return made.digest
