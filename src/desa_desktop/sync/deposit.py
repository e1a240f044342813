"""What is sealed for its owner's Kit Pemulihan alone: a deposited backup, a kecamatan's root key.

An ordinary age file for one recipient (kiriman-format.md 10.4); the age tool opens it as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

import pyrage

from desa_desktop.errors import KeyProblem
from desa_desktop.i18n import _
from desa_desktop.sync.attachments import Reading, Writing, flow, pieces_in
from desa_desktop.sync.certificates.digits import recovery_identity
from desa_desktop.sync.certificates.statements import is_recipient


def seal_deposit(content: bytes, recipient: str) -> bytes:
    """The content for the public half of a kit, `age1...`. Raises ValueError for anything else."""
    if not is_recipient(recipient):
        raise ValueError("an age recipient is expected")
    sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed


def seal_pieces(pieces: Iterator[bytes], recipient: str, take: Callable[[bytes], object]) -> None:
    """The same for what is too large to hold: it comes and goes in pieces. Raises ValueError, OSError."""
    if not is_recipient(recipient):
        raise ValueError("an age recipient is expected")
    chosen = [pyrage.x25519.Recipient.from_str(recipient)]
    flow(lambda source, target: pyrage.encrypt_io(source, target, chosen), pieces, take)


def open_pieces(source: IO[bytes], digits: str, kode: str, take: Callable[[bytes], object]) -> None:
    """As `open_deposit`, in pieces; what was handed to `take` counts when this has returned.

    Raises as `open_deposit`, and OSError.
    """
    identity = pyrage.x25519.Identity.from_str(recovery_identity(digits, kode))

    def work(begin: Reading, end: Writing) -> None:
        try:
            pyrage.decrypt_io(begin, end, [identity])
        except (pyrage.DecryptError, OSError) as failure:  # the second says that the file is not whole
            raise _not_ours() from failure

    flow(work, pieces_in(source), take)


def _not_ours() -> KeyProblem:
    return KeyProblem(
        sebab=_("nomor Kit Pemulihan ini bukan untuk berkas itu, atau berkasnya rusak"),
        tindakan=_("Periksa lembar Kit Pemulihan lain di lemari besi kantor."),
    )


def open_deposit(data: bytes, digits: str, kode: str) -> bytes:
    """What was sealed, behind the 30 digits of the office `kode`.

    Takes about 0.2 s and 64 MiB. Raises NomorKunciWrong naming a mistyped group, KeyProblem for another
    kit or a damaged file.
    """
    identity = pyrage.x25519.Identity.from_str(recovery_identity(digits, kode))
    try:
        content: bytes = pyrage.decrypt(data, [identity])
    except pyrage.DecryptError as failure:
        raise _not_ours() from failure
    return content
