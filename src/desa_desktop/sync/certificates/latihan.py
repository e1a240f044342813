"""The root key of Mode Latihan: it ships with the program, so everybody has it and nobody may trust it.

What is signed under it is refused by every real office (kiriman-format.md 17 row 44).
"""

from __future__ import annotations

import hashlib
from functools import cache

from desa_desktop.sync.certificates.digits import age_identity
from desa_desktop.sync.certificates.statements import Keys


@cache
def latihan_root() -> Keys:
    """The keys themselves; no secret."""
    seed = hashlib.sha256(b"desa-desktop: kunci induk latihan").digest()
    age = hashlib.sha256(b"desa-desktop: kunci induk latihan, age").digest()
    return Keys(seed, age_identity(age))


@cache
def latihan_kids() -> frozenset[str]:
    """The kids of all roots of Mode Latihan."""
    return frozenset({latihan_root().kid})
