"""What the judgement of a file stood on, as one short text: while it is the same, so is the judgement.

Kept in the file's row of Kotak Masuk, so that a start with many held files need not open them all.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from desa_desktop import __version__
from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange import izin
from desa_desktop.services.exchange.results import Laptop
from desa_desktop.store import archive
from desa_desktop.store.unit import Unit
from desa_desktop.sync.rejection import Code

# judged from keys and certificates alone, before anything of the store is looked at
_BY_KEYS = frozenset(
    one.value
    for one in (
        Code.E_UNKNOWN_SENDER, Code.E_SIGNATURE, Code.E_CERT, Code.E_KIND, Code.E_SCOPE, Code.E_REVOKED,
        Code.E_VERSION, Code.E_SUITE, Code.K_313,
    )
)  # fmt: skip
# judged from the numbers of one laptop
_BY_NUMBERS = frozenset(one.value for one in (Code.D_FORK, Code.D_NEW_INCARNATION, Code.D_REPLACED))


@dataclass(frozen=True, slots=True)
class Basis:
    """What all judgements stand on at this moment: program and keys, and the accepted kiriman by laptop."""

    keys: str
    numbers: dict[str, str]
    everything: str

    def of(self, kode: str, kid: str, size: int) -> str:
        """For a file of `size` bytes that was judged with `kode` as coming from the laptop `kid`."""
        if kode in _BY_KEYS:
            more = ""
        elif kode in _BY_NUMBERS:
            more = self.numbers.get(kid, "")
        else:
            more = self.everything
        return _short([self.keys, more, size])

    def holds(self, row: archive.InboxRow, size: int) -> bool:
        """Whether the judgement of this row would be the same today; `size` is that of its file."""
        return row.pengirim.get("dasar") == self.of(row.kode, row.pengirim["kid"], size)


def read_basis(unit: Unit, laptop: Laptop) -> Basis:
    """Read what judgements stand on. Raises NotFound before the set-up."""
    kantor = office.require(unit)
    ledger = archive.ledger(unit)
    doubles = archive.inbox(unit, kode=Code.D_FORK.value)
    numbers: dict[str, list[object]] = {}
    for accepted in ledger:
        numbers.setdefault(accepted.kid, []).append([accepted.digest, accepted.seq])
    for double in doubles:
        open_question = [double.digest, double.tempat, bool(double.alasan)]
        numbers.setdefault(double.pengirim["kid"], []).append(open_question)
    keys = [
        __version__,
        str(kantor.id),
        kantor.kode,
        laptop.keys.kid,
        archive.typed_digits(unit),
        archive.meta(unit, izin.OWN),
        archive.meta(unit, izin.ASKED),
        sorted([one.jenis, one.teks] for one in archive.statements(unit)),
    ]
    villages = sorted([one.kode, str(one.id)] for one in unit.select(DesaBinaan))
    return Basis(
        keys=_short(keys),
        numbers={kid: _short(sorted(map(str, rows))) for kid, rows in numbers.items()},
        everything=_short([villages, sorted(str(row) for rows in numbers.values() for row in rows)]),
    )


def _short(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]
