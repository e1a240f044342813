"""Whose key is whose: certificates, Daftar Kunci, Nomor Kunci, Kit Pemulihan and the codes on paper.

`statements` signed certificates and revocations, `key_list` who is trusted, `digits` what people type,
`points` which keys are refused. Source: kiriman-format.md 9, 10, 14.3, 16.3.
"""

from __future__ import annotations

from desa_desktop.sync.certificates.digits import (
    NomorKunciWrong,
    check_nomor_kunci,
    check_typed,
    kode_lembar,
    kode_terima,
    new_recovery_digits,
    nomor_kunci,
    qr_text,
    recovery_identity,
    recovery_recipient,
    root_salt,
    with_check_digits,
)
from desa_desktop.sync.certificates.key_list import (
    Revoked,
    Trust,
    check_chain,
    check_request,
    check_root,
    compute_trust,
    make_isi,
    statements_of,
)
from desa_desktop.sync.certificates.points import is_good_point
from desa_desktop.sync.certificates.statements import (
    Alasan,
    Certificate,
    Keys,
    Revocation,
    Role,
    issue_certificate,
    kid_of,
    make_request_certificate,
    make_root,
    new_keys,
    read_certificate,
    read_revocation,
    revoke,
)

__all__ = [
    "Alasan",
    "Certificate",
    "Keys",
    "NomorKunciWrong",
    "Revocation",
    "Revoked",
    "Role",
    "Trust",
    "check_chain",
    "check_nomor_kunci",
    "check_request",
    "check_root",
    "check_typed",
    "compute_trust",
    "is_good_point",
    "issue_certificate",
    "kid_of",
    "kode_lembar",
    "kode_terima",
    "make_isi",
    "make_request_certificate",
    "make_root",
    "new_keys",
    "new_recovery_digits",
    "nomor_kunci",
    "qr_text",
    "read_certificate",
    "read_revocation",
    "recovery_identity",
    "recovery_recipient",
    "revoke",
    "root_salt",
    "statements_of",
    "with_check_digits",
]
