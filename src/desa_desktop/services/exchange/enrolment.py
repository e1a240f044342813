"""Enrolment, all offline: a key becomes trusted by typing its 30 digits, and by nothing else.

Kecamatan: `make_root` once, `introduce` per laptop. Village: `trust_digits`, `write_request`, then
`install_grant` of what came back (kiriman-format.md 10.1, ux.md 8.2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desa_desktop.domain.kantor import DesaBinaan, Kantor, Peran
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.errors import DesaError, InvalidInput, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services import kantor as office
from desa_desktop.services import latihan
from desa_desktop.services.exchange import izin, numbering, preparing, sending
from desa_desktop.services.exchange.accepting import accept_one
from desa_desktop.services.exchange.granting import KunciIndukDiperlukan, last_number, write_list
from desa_desktop.services.exchange.inbox import find
from desa_desktop.services.exchange.results import Diterima, Folders, Laptop, Tertulis
from desa_desktop.services.exchange.trust import (
    AKAR,
    ROLES,
    SENDIRI,
    SERTIFIKAT,
    BelumAdaAkar,
    Circle,
    name_of,
    read_circle,
)
from desa_desktop.store import archive
from desa_desktop.store.unit import Database
from desa_desktop.sync import certificates
from desa_desktop.sync.certificates import Certificate, Keys, Role
from desa_desktop.sync.certificates.latihan import latihan_root
from desa_desktop.sync.container import Kind
from desa_desktop.sync.sealing import NOTHING, Content, new_chain_id, next_in_chain
from desa_desktop.sync.travel import FULL

ASKED_BY = "permintaan_kid"
"""Meta key: the laptop key that the last request of this store was for; empty in stores of before."""


class BukanTandaTerdaftar(DesaError):
    """The file chosen is a kiriman, but no grant."""

    message = N_("Berkas ini bukan tanda terdaftar. Tidak ada yang diubah.")
    hint = N_("Pilih berkas yang namanya berawalan T-.")
    code = "K-316"
    exit_code = 5


@dataclass(frozen=True, slots=True)
class NomorKunci:
    """What a card shows: area code, kid of the laptop (or root), 30 digits in six groups."""

    kode: str
    kid: str
    nomor: str


@dataclass(frozen=True, slots=True)
class KunciLaptop:
    """One line of `Laptop Desa`. `keadaan`: `aktif`, `dicabut`. `nomor_terakhir`: last kiriman accepted.

    `minta_penduduk`: this kecamatan asks its village for the register of residents.
    """

    kid: str
    peran: str
    kode: str
    nama: str
    label: str
    sejak: datetime
    oleh: str
    nomor_terakhir: int | None
    keadaan: str
    alasan: str = ""
    minta_penduduk: bool = False


# ------------------------------------------------------------------ the kecamatan's root


def make_root(
    database: Database, laptop: Laptop, *, keep: Callable[[Keys], None], by: str, at: datetime
) -> Laptop:
    """Make the kecamatan's root key and certify this first laptop; again without effect when done.

    `keep` must store the root's secret (`keys.change_root` with `root.seed`, `root.age_secret`); it is
    called before anything is trusted, so that no power cut leaves a root without its secret. A laptop whose
    own key is new (the old one was stolen) is certified by the root it has. Returns the laptop with its root.
    Raises what `keep` raises, NotFound before the set-up, InvalidInput in a village, KunciIndukDiperlukan.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        is_practice = latihan.is_latihan(unit)
    if circle.peran is not Peran.KECAMATAN:
        raise InvalidInput({"": _("Kunci kecamatan hanya dibuat di laptop kecamatan.")})
    if circle.root is not None and circle.own is not None:
        return laptop
    if circle.root is not None and (laptop.root is None or laptop.root.kid != circle.root.kid):
        raise KunciIndukDiperlukan  # a second root of one kecamatan would lock every village out
    root = laptop.root or (latihan_root() if is_practice else certificates.new_keys())
    keep(root)
    top = certificates.make_root(root, circle.kode, _("Kecamatan {nama}").format(nama=circle.nama))
    with database.unit() as unit:
        kantor = office.require(unit)
        ask = certificates.make_request_certificate(laptop.keys, Role.KECAMATAN, circle.kode, kantor.label)
        number = 1 + last_number(circle, root.kid)
        own = certificates.issue_certificate(root, top, ask, uid=str(circle.uid), no=number)
        archive.put_statements(
            unit,
            [
                archive.StatementRow(top.text, top.kid, AKAR, at, by),
                archive.StatementRow(own.text, own.kid, SENDIRI, at, by),
            ],
        )
        write_list(unit, laptop, at=at)
        unit.commit(_("buat kunci kecamatan"), by, at)
    return replace(laptop, root=root)


def own_number(database: Database, laptop: Laptop) -> NomorKunci:
    """The 30 digits to be typed on the other side: a laptop's own key, for a kecamatan its root (9.1).

    A further laptop of a kecamatan has no root before it is enrolled, or one that nobody knows: until then
    they are its own. Takes about 0.1 s. Raises NotFound before the set-up, BelumAdaAkar.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        is_asking = office.is_further(unit) and circle.root is None
        is_asking = is_asking or _is_asking(circle, archive.typed_digits(unit))
    root = circle.root
    if circle.peran is not Peran.KECAMATAN or is_asking:
        return laptop_number(database, laptop)
    if root is None:
        raise BelumAdaAkar
    return NomorKunci(root.kode, root.kid, certificates.nomor_kunci(root.pub, root.age, root.kode))


def laptop_number(database: Database, laptop: Laptop) -> NomorKunci:
    """The 30 digits of this laptop's own key, which are typed where it is enrolled (10.1).

    Takes about 0.1 s. Raises NotFound before the set-up.
    """
    with database.read() as unit:
        kode = office.require(unit).kode
    keys = laptop.keys
    return NomorKunci(kode, keys.kid, certificates.nomor_kunci(keys.pub, keys.age, kode))


def _is_asking(circle: Circle, typed: tuple[str, str] | None) -> bool:
    """Whether this laptop of a kecamatan waits for the grant of another one."""
    if typed is None:
        return False
    root = circle.root
    if root is None:
        return True
    is_alone = set(circle.trust.active) <= {circle.own.kid if circle.own is not None else ""}
    return is_alone and typed[1] != certificates.nomor_kunci(root.pub, root.age, root.kode)


# ------------------------------------------------------------------ the village asks


def trust_digits(database: Database, text: str, *, by: str, at: datetime) -> str:
    """Keep the 30 digits typed from the kecamatan's card; returns them in six groups.

    Raises NomorKunciWrong naming the first wrong group (exit code 5), NotFound before the set-up.
    """
    digits = certificates.with_check_digits(certificates.check_typed(text))
    with database.unit() as unit:
        kantor = office.require(unit)
        archive.put_typed_digits(unit, certificates.root_salt(kantor.kode), digits, at, by)
        unit.commit(_("ketik Nomor Kunci kecamatan"), by, at)
    return digits


def enrolment_state(database: Database, laptop: Laptop) -> str:
    """`belum_percaya` (no digits typed), `belum_minta`, `menunggu`, `terdaftar`, `dicabut` or `salinan`."""
    if laptop.is_salinan:
        return "salinan"
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        typed = archive.typed_digits(unit)
        asked = any(one.jenis == Kind.REQUEST.value for one in archive.outbox(unit))
        asked = asked and archive.meta(unit, ASKED_BY) in ("", laptop.keys.kid)
    if laptop.keys.kid in circle.trust.revoked:
        return "dicabut"
    if circle.own is not None:
        return "terdaftar"
    if typed is None:
        return "belum_percaya"
    return "menunggu" if asked else "belum_minta"


def write_request(
    database: Database, laptop: Laptop, files: Folders, folder: Path, *, by: str, at: datetime
) -> Tertulis:
    """Write the request `M-....kirim` for this laptop to a flash disk or folder.

    Raises KirimanRejected with the E_STICK_ code, StorageFailed, NotFound before the set-up.
    """
    with database.unit() as unit:
        kantor = office.require(unit)
        circle = read_circle(unit, laptop)
        own = certificates.make_request_certificate(
            laptop.keys, ROLES[kantor.peran], kantor.kode, kantor.label
        )
        number = numbering.Number(next_in_chain(new_chain_id(), 0, ""), None)
        target = preparing.Target("", kantor.kode[:6], "", kantor.kode, kantor.nama)
        row = numbering.reserve(unit, number, target.uid, Kind.REQUEST, FULL, at)
        archive.put_meta(unit, ASKED_BY, laptop.keys.kid)
        unit.commit(_("siapkan permintaan pendaftaran"), by, at)
    content = Content(state=NOTHING, nama=kantor.nama)
    made = sending.build_and_keep(
        database, laptop, files, circle, target, row, number, content, (), by=by, at=at, certificates=[own]
    )
    written = sending.copy_to(database, laptop, files, made.digest, folder, by=by, at=at)
    text = _("Permintaan pendaftaran sudah tertulis. Bawa ke kecamatan bersama Lembar Pendaftaran.")
    return replace(written, teks=text)


def forget_request(database: Database, *, by: str, at: datetime) -> None:
    """The key of this laptop is a new one: requests of before were for another."""
    with database.unit() as unit:
        archive.put_meta(unit, ASKED_BY, "-")
        unit.commit(_("kunci laptop baru"), by, at)


# ------------------------------------------------------------------ the village installs it


def install_grant(
    database: Database, laptop: Laptop, files: Folders, file: Path, *, by: str, at: datetime
) -> Diterima:
    """Install what the kecamatan wrote back: its root is pinned iff it gives the digits typed before.

    Raises KirimanRejected (E_UNKNOWN_SENDER when the digits do not fit, E_CERT for another laptop's),
    BukanTandaTerdaftar.
    """
    known = find(database, laptop, files, file, at=at)
    if known.jenis not in ("", Kind.GRANT.value):
        raise BukanTandaTerdaftar
    return accept_one(database, laptop, files, file, by=by, at=at)


def install_first(
    database: Database, laptop: Laptop, files: Folders, paths: Sequence[Path], *, by: str, at: datetime
) -> Diterima:
    """Install the first of these grants that is for this laptop: others may lie on the same stick.

    Raises what the last of them raised when none is, NotFound without any.
    """
    failure: DesaError = NotFound(apa=_("Tanda terdaftar"))
    for path in paths:
        try:
            return install_grant(database, laptop, files, path, by=by, at=at)
        except DesaError as refused:
            failure = refused
    raise failure


def list_keys(database: Database, laptop: Laptop) -> list[KunciLaptop]:
    """Every laptop with a certificate, active or revoked, by village and label."""
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        rows = [one for one in archive.statements(unit) if one.jenis in (SENDIRI, SERTIFIKAT)]
        names = {one.kode: one.nama for one in unit.select(DesaBinaan)}
        names |= {one.kode: one.nama for one in unit.select(Kantor)}
        asked = {uid for uid, words in izin.read_requests(unit).items() if izin.is_asking(words)}
        last: dict[str, int] = {}
        for entry in archive.ledger(unit):
            last[entry.kid] = entry.seq
    newest: dict[str, tuple[Certificate, archive.StatementRow]] = {}
    for row in rows:
        one = certificates.read_certificate(row.teks)
        if one.kid not in newest or newest[one.kid][0].no <= one.no:
            newest[one.kid] = (one, row)
    shown = []
    for kid, (one, row) in newest.items():
        revoked = circle.trust.revoked.get(kid)
        if kid not in circle.trust.active and revoked is None:
            continue  # a statement that does not hold counts as absent (9.3)
        shown.append(
            KunciLaptop(
                kid=kid,
                peran=one.role.value,
                kode=one.kode,
                nama=name_of(circle, names, one.kode, show_kode(one.kode)),
                label=one.label,
                sejak=row.pada,
                oleh=row.oleh,
                nomor_terakhir=last.get(kid),
                keadaan="dicabut" if revoked is not None else "aktif",
                alasan=revoked.alasan.value if revoked is not None else "",
                minta_penduduk=one.uid in asked,
            )
        )
    return sorted(shown, key=lambda each: (each.kode, each.label, each.kid))
