"""Area codes of Kemendagri: `PP.KK.CC.DDDD` names a village, its first six digits the kecamatan."""

from __future__ import annotations

import re

from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

DESA_DIGITS = 10
KECAMATAN_DIGITS = 6


def read_kode(text: str, digits: int) -> str:
    """The bare digits of a typed area code: 10 for a desa, 6 for a kecamatan.

    Points, spaces and dashes are ignored, so `33.06.992001` is understood.
    Raises InvalidInput with field `kode` (K-130) when digits are missing, too many or not digits.
    """
    bare = re.sub(r"[\s.\-]", "", text)
    if bare and not re.fullmatch(r"[0-9]+", bare):
        raise InvalidInput({"kode": _("Kode wilayah hanya berisi angka dan titik, misalnya 33.06.99.2001.")})
    if len(bare) < digits:
        kind = _("desa") if digits == DESA_DIGITS else _("kecamatan")
        raise InvalidInput(
            {
                "kode": _("Kode {jenis} terdiri dari {n} angka. Baru terisi {terisi}.").format(
                    jenis=kind, n=digits, terisi=len(bare)
                )
            }
        )
    if len(bare) > digits:
        raise InvalidInput(
            {
                "kode": _("Kode ini terlalu panjang: {n} angka, seharusnya {harus}.").format(
                    n=len(bare), harus=digits
                )
            }
        )
    if bare[:2] == "00" or bare[2:4] == "00" or bare[4:6] == "00":
        raise InvalidInput(
            {
                "kode": _("Kode {kode} tidak mungkin: provinsi, kabupaten, dan kecamatan tidak 00.").format(
                    kode=show_kode(bare)
                )
            }
        )
    return bare


def show_kode(kode: str) -> str:
    """The code with its points: `33.06.99.2001`, `33.06.99`; shorter ones as far as they go."""
    parts = [kode[0:2], kode[2:4], kode[4:6], kode[6:10]]
    return ".".join(part for part in parts if part)
