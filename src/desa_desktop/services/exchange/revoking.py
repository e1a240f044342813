"""A key ends: revoked after loss, theft or leaving, and what still comes from it; a new root for a kecamatan.

The Daftar Kunci only grows; a wrong revocation is mended by enrolling a new key (kiriman-format.md 9.3, 10.2,
10.3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import latihan
from desa_desktop.services.exchange import accepting, granting
from desa_desktop.services.exchange.inbox import find, judge_again
from desa_desktop.services.exchange.results import Diterima, Folders, Laptop
from desa_desktop.services.exchange.trust import (
    AKAR,
    CABUT,
    SENDIRI,
    SERTIFIKAT,
    BelumAdaAkar,
    Circle,
    read_circle,
    require_own,
)
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync import certificates
from desa_desktop.sync.certificates import Alasan, Certificate, Keys, Role, kode_lembar
from desa_desktop.sync.rejection import Code
from desa_desktop.sync.snapshots import write_moment


@dataclass(frozen=True, slots=True)
class KunciMati:
    """A key that was revoked: whose it was, why, and how many kiriman of it were accepted before."""

    kid: str
    kode: str
    nama: str
    label: str
    alasan: str
    nomor_terakhir: int | None


def revoke_key(
    database: Database,
    laptop: Laptop,
    kid: str,
    alasan: str,
    *,
    sampai: int | None = None,
    by: str,
    at: datetime,
) -> KunciMati:
    """Revoke the key of a laptop for good; the Daftar Kunci takes it to everybody with the next kiriman.

    `alasan` is `hilang`, `dicuri`, `diganti` or `keluar`. `sampai` is the last number that an assistant's
    key issued honestly; what it issued above is void too (None: everything known today holds). `kid` may be
    shortened to its first letters. Raises NotFound, InvalidInput, BelumAdaAkar, BelumTerdaftar.
    """
    with database.unit() as unit:
        circle = read_circle(unit, laptop)
        wanted = _active(circle, kid)
        issuer, no = _issuer_for(circle, laptop, wanted)
        last = sampai if sampai is not None else granting.last_number(circle, wanted.kid)
        made = certificates.revoke(
            issuer, wanted.kid, _reason(alasan), last_no=last, no=no, pada=write_moment(at.astimezone())
        )
        archive.put_statements(unit, [archive.StatementRow(made.text, made.kid, CABUT, at, by)])
        granting.write_list(unit, laptop, at=at)
        rows = archive.ledger(unit, wanted.kid)
        names = {one.kode: one.nama for one in granting.villages(unit)}
        unit.commit(_("cabut kunci {label}").format(label=wanted.label), by, at)
    return KunciMati(
        wanted.kid,
        wanted.kode,
        names.get(wanted.kode, circle.nama),
        wanted.label,
        made.alasan.value,
        rows[-1].seq if rows else None,
    )


def _reason(text: str) -> Alasan:
    try:
        return Alasan(text.strip().lower())
    except ValueError:
        words = ", ".join(one.value for one in Alasan)
        raise InvalidInput({"alasan": _("Alasan pencabutan: {kata}.").format(kata=words)}) from None


def _active(circle: Circle, kid: str) -> Certificate:
    """The laptop meant. Raises NotFound for none, InvalidInput for several or one that cannot be revoked."""
    clean = kid.strip().lower()
    found = [one for key, one in circle.trust.active.items() if clean and key.startswith(clean)]
    found = [one for one in found if one.role is not Role.AKAR]
    if not found:
        raise NotFound(apa=_("Kunci laptop {kid}").format(kid=kid))
    if len(found) > 1:
        raise InvalidInput(
            {"kid": _("Ada {n} kunci yang mulai begitu. Tulis lebih panjang.").format(n=len(found))}
        )
    return found[0]


def _issuer_for(circle: Circle, laptop: Laptop, wanted: Certificate) -> tuple[Keys, int]:
    """The key that may revoke this one, and its next number. Raises BelumAdaAkar, InvalidInput."""
    if circle.root is None:
        raise BelumAdaAkar
    if circle.is_desa:
        raise InvalidInput({"": _("Kunci laptop dicabut oleh kecamatan. Beri tahu kecamatan hari ini juga.")})
    if wanted.role is not Role.KECAMATAN:
        own = require_own(circle, laptop)
        return laptop.keys, 1 + granting.last_number(circle, own.kid)
    if laptop.root is None or laptop.root.kid != circle.root.kid:  # one of its own from before it joined
        raise granting.KunciIndukDiperlukan
    if wanted.kid == laptop.keys.kid:
        raise InvalidInput(
            {"": _("Ini kunci laptop yang sedang dipakai. Cabut dari laptop kecamatan yang lain.")}
        )
    return laptop.root, 1 + granting.last_number(circle, laptop.root.kid)


def accept_revoked(
    database: Database,
    laptop: Laptop,
    files: Folders,
    kiriman: str | Path,
    kode: str,
    alasan: str,
    *,
    by: str,
    at: datetime,
) -> Diterima:
    """Accept honest work of a key that was revoked since, after the village confirmed it (10.3).

    `kode` is the kode lembar typed from its Lembar Pengantar, `alasan` why it is accepted. Raises
    InvalidInput for another code or no reason, NotFound, KirimanRejected; then nothing was taken in.
    """
    if not alasan.strip():
        raise InvalidInput({"alasan": _("Tulis alasan: siapa di desa yang membenarkan kiriman ini.")})
    known = find(database, laptop, files, kiriman, at=at)
    if known.kode != Code.E_REVOKED.value:
        raise InvalidInput({"": _("Kiriman ini bukan dari kunci yang dicabut. Terima dengan cara biasa.")})
    typed = "".join(one for one in kode if one.isdigit())
    judged = judge_again(database, laptop, files, known, despite=known.pengirim.kid)
    expected = "".join(one for one in kode_lembar(bytes.fromhex(judged.shown.digest)) if one.isdigit())
    if typed != expected:
        raise InvalidInput(
            {"kode": _("Kode lembar tidak cocok dengan kiriman ini. Bacakan lagi dari Lembar Pengantar.")}
        )
    return accepting.accept_judged(
        database, laptop, files, judged, by=by, at=at, note=_("kunci dicabut; {alasan}").format(alasan=alasan)
    )


def replace_root(
    database: Database,
    laptop: Laptop,
    files: Folders,
    folder: Path,
    *,
    keep: Callable[[Keys], None],
    by: str,
    at: datetime,
) -> tuple[Laptop, tuple[Path, ...]]:
    """A new root and card of the kecamatan, and a grant for every laptop: the same laptop keys (10.2).

    Each village types the 30 new digits once; until then it goes on trusting the old root. The old root's
    secret is not needed: it may be lost. `keep` must store the new secret and is called before anything is
    trusted. Raises what `keep` raises, InvalidInput,
    BelumAdaAkar, KirimanRejected with the codes of the stick.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
    if circle.is_desa:
        raise InvalidInput({"": _("Kunci induk hanya ada di kecamatan.")})
    if circle.root is None:
        raise BelumAdaAkar
    require_own(circle, laptop)
    with database.read() as unit:
        if latihan.is_latihan(unit):
            raise InvalidInput({"": _("Di Mode Latihan kunci induk tidak dapat diganti.")})
    fresh = certificates.new_keys()
    keep(fresh)
    top = certificates.make_root(fresh, circle.kode, circle.root.label)
    renewed = replace(laptop, root=fresh)
    with database.unit() as unit:
        _pin(unit, circle, laptop, fresh, top, by=by, at=at)
        granting.write_list(unit, renewed, at=at)
        unit.commit(_("ganti kunci induk kecamatan"), by, at)
    with database.read() as unit:
        now = read_circle(unit, renewed)
        names = {one.kode: one.nama for one in granting.villages(unit)}
    written = [
        granting.write_grant(
            database, renewed, files, one, names.get(one.kode, now.nama), folder, by=by, at=at
        ).berkas
        for one in now.trust.active.values()
        if one.kid != laptop.keys.kid and one.role is not Role.AKAR
    ]
    return renewed, tuple(written)


def _pin(
    unit: Unit, circle: Circle, laptop: Laptop, fresh: Keys, top: Certificate, *, by: str, at: datetime
) -> None:
    """The new root takes the place of the old one and says anew what the old one made true.

    Assistants' laptops are certified by it; so are, by this laptop, those whose issuer it does not certify: a
    laptop enrolled by an assistant's key that was revoked since. And every key that was revoked is revoked
    again: what an issuer said that is trusted no more would count no more.
    """
    archive.drop_root(unit)
    archive.put_statements(unit, [archive.StatementRow(top.text, top.kid, AKAR, at, by)])
    old = circle.root.kid if circle.root is not None else ""
    number, made, left = 0, [], []
    for one in circle.trust.active.values():
        if one.role is Role.AKAR:
            continue
        if one.issuer == old and one.role is not Role.DESA:
            number += 1
            given = certificates.issue_certificate(fresh, top, one, uid=one.uid, no=number)
            kind = SENDIRI if one.kid == laptop.keys.kid else SERTIFIKAT
            made.append(given)
            archive.put_statements(unit, [archive.StatementRow(given.text, given.kid, kind, at, by)])
        else:
            left.append(one)
    trusted = {one.kid: one for one in made if one.role is Role.KECAMATAN}
    own_number = granting.last_number(circle, laptop.keys.kid)
    for one in left:
        if one.issuer in trusted:
            continue
        own_number += 1
        own = trusted[laptop.keys.kid]
        given = certificates.issue_certificate(laptop.keys, own, one, uid=one.uid, no=own_number)
        archive.put_statements(unit, [archive.StatementRow(given.text, given.kid, SERTIFIKAT, at, by)])
    for kid, gone in sorted(circle.trust.revoked.items()):
        number += 1
        again = certificates.revoke(
            fresh, kid, gone.alasan, last_no=gone.last_no, no=number, pada=write_moment(at.astimezone())
        )
        archive.put_statements(unit, [archive.StatementRow(again.text, again.kid, CABUT, at, by)])
