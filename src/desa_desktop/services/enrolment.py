"""Enrolment of laptops, under the name that commands ask for; the work is in `exchange.enrolment`."""

from __future__ import annotations

from desa_desktop.services.exchange.enrolment import (
    BukanTandaTerdaftar,
    KunciLaptop,
    NomorKunci,
    enrolment_state,
    forget_request,
    install_first,
    install_grant,
    laptop_number,
    list_keys,
    make_root,
    own_number,
    trust_digits,
    write_request,
)
from desa_desktop.services.exchange.granting import (
    BukanPermintaan,
    Dikenalkan,
    KunciIndukDiperlukan,
    Permintaan,
    ask_register,
    introduce,
    read_request,
)
from desa_desktop.services.exchange.revoking import KunciMati, accept_revoked, replace_root, revoke_key
from desa_desktop.sync.certificates import NomorKunciWrong

__all__ = [
    "BukanPermintaan",
    "BukanTandaTerdaftar",
    "Dikenalkan",
    "KunciIndukDiperlukan",
    "KunciLaptop",
    "KunciMati",
    "NomorKunci",
    "NomorKunciWrong",
    "Permintaan",
    "accept_revoked",
    "ask_register",
    "enrolment_state",
    "forget_request",
    "install_first",
    "install_grant",
    "introduce",
    "laptop_number",
    "list_keys",
    "make_root",
    "own_number",
    "read_request",
    "replace_root",
    "revoke_key",
    "trust_digits",
    "write_request",
]
