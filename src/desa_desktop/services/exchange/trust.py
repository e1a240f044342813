"""Who is trusted at this laptop: its own certificate, the kecamatan's root, the laptops of both offices.

Everything is computed from the signed statements in the store each time (kiriman-format.md 9.3); nothing
here is remembered that could grow stale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.kantor import DesaBinaan, Kantor, Peran
from desa_desktop.domain.tampak import sebaris
from desa_desktop.errors import DesaError, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services import kantor as office
from desa_desktop.services.dokumen import descent_of
from desa_desktop.services.exchange.izin import asks_of_kecamatan, asks_of_village
from desa_desktop.services.exchange.results import Laptop, Pengirim
from desa_desktop.services.latihan import is_latihan
from desa_desktop.store import archive
from desa_desktop.store.unit import Unit
from desa_desktop.sync.certificates import (
    Certificate,
    Role,
    Trust,
    compute_trust,
    read_certificate,
    read_revocation,
    root_salt,
)
from desa_desktop.sync.certificates.latihan import latihan_kids
from desa_desktop.sync.opening import Reader
from desa_desktop.sync.rejection import KirimanRejected

ROLES = {Peran.DESA: Role.DESA, Peran.KECAMATAN: Role.KECAMATAN, Peran.PENDAMPING: Role.PENDAMPING}
AKAR, SENDIRI, SERTIFIKAT, CABUT = "akar", "sendiri", "sertifikat", "cabut"


class BelumTerdaftar(DesaError):
    """Nothing can be sent before the kecamatan enrolled this laptop."""

    message = N_("Laptop ini belum terdaftar di kecamatan, jadi kiriman belum bisa dibuat. Data aman.")
    hint = N_("Buka Daftar ke kecamatan, atau pasang berkas tanda terdaftar dari kecamatan.")
    code = "K-310"


class KunciDicabut(DesaError):
    """The kecamatan revoked this laptop's key."""

    message = N_("Kunci laptop ini sudah dicabut oleh kecamatan ({alasan}). Data aman dan tidak berubah.")
    hint = N_("Hubungi kecamatan untuk mendaftarkan laptop ini dengan kunci baru.")
    code = "K-311"


class FolderSalinan(DesaError):
    """The person said that this folder is a copy: the laptop it came from goes on sending."""

    message = N_("Folder data ini salinan untuk coba-coba, jadi kiriman tidak dibuat di sini. Data aman.")
    hint = N_(
        "Bila laptop ini menggantikan yang lama, pilih Laptop diganti di Pengaturan, tab Lanjutan; di baris "
        "perintah: kantor laptop --diganti."
    )
    code = "K-216"


class BelumAdaAkar(DesaError):
    """The kecamatan has no root key yet."""

    message = N_("Kunci kecamatan belum dibuat di laptop ini.")
    hint = N_("Siapkan kantor kecamatan dulu.")
    code = "K-312"


@dataclass(frozen=True, slots=True)
class Circle:
    """The office of this laptop and everybody it trusts. `certificates` are compact texts, `own` ours.

    `asks`: per village uid the `agregat` jenis that may travel; at a village its own, once it has agreed.
    """

    uid: UUID
    kode: str
    nama: str
    peran: Peran
    root: Certificate | None
    own: Certificate | None
    trust: Trust
    certificates: tuple[str, ...]
    revocations: tuple[str, ...]
    asks: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_desa(self) -> bool:
        """Whether this is a village's laptop."""
        return self.peran is Peran.DESA

    @property
    def role(self) -> Role:
        """The role of this laptop's key."""
        return ROLES[self.peran]

    @property
    def kecamatan_uid(self) -> str:
        """The uid of the kecamatan: our own, or the one whose root is pinned ("" before that)."""
        if not self.is_desa:
            return str(self.uid)
        return self.root.uid if self.root is not None else ""


def read_circle(unit: Unit, laptop: Laptop) -> Circle:
    """Read the office and whom it trusts. Raises NotFound before the set-up."""
    kantor = office.require(unit)
    rows = archive.statements(unit)
    certificates = tuple(one.teks for one in rows if one.jenis in (SENDIRI, SERTIFIKAT))
    revocations = tuple(one.teks for one in rows if one.jenis == CABUT)
    roots = [read_certificate(one.teks) for one in rows if one.jenis == AKAR]
    root = roots[-1] if roots else None
    trust = compute_trust(root, certificates, revocations) if root is not None else Trust()
    own = trust.active.get(laptop.keys.kid)
    asks = asks_of_village(unit, kantor.id) if kantor.peran is Peran.DESA else asks_of_kecamatan(unit)
    return Circle(
        kantor.id, kantor.kode, kantor.nama, kantor.peran, root, own, trust, certificates, revocations, asks
    )


def require_own(circle: Circle, laptop: Laptop) -> Certificate:
    """Our own certificate. Raises BelumTerdaftar, KunciDicabut, FolderSalinan."""
    if laptop.is_salinan:
        raise FolderSalinan
    revoked = circle.trust.revoked.get(laptop.keys.kid)
    if revoked is not None:
        raise KunciDicabut(alasan=revoked.alasan.value)
    if circle.own is None:
        raise BelumTerdaftar
    return circle.own


def header_certificates(circle: Circle, own: Certificate) -> list[Certificate]:
    """What a header shows: our certificate, then its issuer unless that is the root."""
    if circle.root is not None and own.issuer == circle.root.kid:
        return [own]
    return [own, issuer_of(circle, own)]


def issuer_of(circle: Circle, certificate: Certificate) -> Certificate:
    """The newest certificate of the key that issued this one. Raises NotFound."""
    found = circle.trust.active.get(certificate.issuer)
    if found is not None:
        return found
    # a revoked assistant's earlier certificates still hold, so its own must be shown with them
    known = [one for one in map(read_certificate, circle.certificates) if one.kid == certificate.issuer]
    if not known:
        raise NotFound(apa=_("Sertifikat penerbit"))
    return max(known, key=lambda one: (one.no, one.text))


def reader_of(unit: Unit, circle: Circle, laptop: Laptop, addressee_uid: str | None = None) -> Reader:
    """What the reader of the format needs to know of this laptop and its store.

    `addressee_uid`: only when reading back what we wrote, the office it is for.
    """
    typed = archive.typed_digits(unit)
    held = {row.digest: descent_of(row) for row in archive.snapshot_heads(unit)}
    attachments = archive.attachment_names(unit) | {
        one.removeprefix("titipan:") for one in archive.metas(unit, "titipan:")
    }
    owners = {str(one.id): (str(one.pemilik), one.jenis) for one in archive.all_dokumen(unit)}
    return Reader(
        kid=laptop.keys.kid,
        age_secret=laptop.keys.age_secret,
        uid=str(circle.uid),
        role=circle.role,
        root=circle.root,
        typed=(root_salt(typed[0]), typed[1]) if typed is not None else None,
        revoked=circle.trust.revoked,
        owners=owners,
        asks=circle.asks,
        find=held.get,
        has_lampiran=attachments.__contains__,
        addressee_uid=addressee_uid,
        latihan_roots=frozenset() if is_latihan(unit) else latihan_kids(),
    )


def keep_statements(
    unit: Unit, certificates: list[str], revocations: list[str], *, by: str, at: datetime
) -> list[str]:
    """Keep every statement ever seen (9.3); those that cannot be read are left out. Returns the new ones."""
    rows: list[archive.StatementRow] = []
    for text in certificates:
        try:
            rows.append(archive.StatementRow(text, read_certificate(text).kid, SERTIFIKAT, at, by))
        except KirimanRejected:
            continue  # counts as absent
    for text in revocations:
        try:
            rows.append(archive.StatementRow(text, read_revocation(text).kid, CABUT, at, by))
        except KirimanRejected:
            continue  # counts as absent
    return archive.put_statements(unit, rows)


def village_names(unit: Unit) -> dict[str, str]:
    """The kecamatan's own names of its villages by code; at a village its own."""
    names = {one.kode: one.nama for one in unit.select(DesaBinaan)}
    return names | {one.kode: one.nama for one in unit.select(Kantor)}


def name_of(circle: Circle, names: dict[str, str], kode: str, label: str = "") -> str:
    """What people call the office with this code."""
    if kode in names:
        return names[kode]
    if circle.root is not None and kode == circle.root.kode:
        return circle.root.label
    return label


def sender_of(circle: Circle, names: dict[str, str], certificate: Certificate) -> Pengirim:
    """The sender as lists show it."""
    return Pengirim(
        kode=certificate.kode,
        nama=name_of(circle, names, certificate.kode),
        label=sebaris(certificate.label),
        kid=certificate.kid,
        uid=certificate.uid,
    )
