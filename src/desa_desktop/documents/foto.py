"""A photo or scan as it is kept: small, upright, without what a telephone writes into it."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _

if TYPE_CHECKING:
    from PIL import Image

WIDTH, HEIGHT = 360, 480  # pixels: enough for 3 x 4 cm on paper
LARGEST = 20 * 1024 * 1024  # bytes of the file that is brought
PIXELS = 60_000_000  # width x height; more is no photo of a person, or a trap
_KINDS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
_QUALITY = 85
LOGO_SIDE = 480  # pixels: 22 mm on paper at 550 dots an inch
EVIDENCE_SIDE = 1600  # pixels: a scanned page of F4 can still be read
EVIDENCE_BYTES = 300 * 1024  # ux.md 5.6
_STEPS = ((1600, 85), (1600, 75), (1400, 70), (1200, 65), (1000, 60), (800, 50), (600, 40))


class FotoTidakTerbaca(DesaError):
    """The file is no picture, or too large for one."""

    message = N_("Foto tidak dapat dipakai: {sebab}. Data Anda tidak berubah.")
    hint = N_("Pilih foto JPG atau PNG dari kamera atau telepon.")
    code = "K-512"


def fit_photo(data: bytes) -> bytes:
    """The picture as JPEG, at most 360 x 480 pixels, turned upright, without place or time of the telephone.

    Raises FotoTidakTerbaca; the size is looked at before anything is decoded.
    """
    return _jpeg(_read(data, WIDTH, HEIGHT), _QUALITY)


def fit_logo(data: bytes) -> bytes:
    """A logo for the kop surat: PNG of at most 480 pixels a side, what is transparent stays so.

    Raises FotoTidakTerbaca.
    """
    target = io.BytesIO()
    _opened(data, LOGO_SIDE, LOGO_SIDE).convert("RGBA").save(target, "PNG", optimize=True)
    return target.getvalue()


def fit_evidence(data: bytes) -> bytes:
    """A photo or scan that answers a question: JPEG of at most 1,600 pixels a side and 300 KB.

    Turned upright, without place or time of the telephone. Raises FotoTidakTerbaca.
    """
    from PIL import Image

    whole = _read(data, EVIDENCE_SIDE, EVIDENCE_SIDE)
    content = b""
    for side, quality in _STEPS:
        smaller = whole
        if max(whole.size) > side:
            smaller = whole.copy()
            smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        content = _jpeg(smaller, quality)
        if len(content) <= EVIDENCE_BYTES:
            break
    return content


def _read(data: bytes, width: int, height: int) -> Image.Image:
    """The picture upright on white, inside these pixels."""
    from PIL import Image

    upright = _opened(data, width, height)
    whole = Image.new("RGB", upright.size, "white")
    whole.paste(upright, mask=upright.convert("RGBA").getchannel("A"))
    return whole


def _opened(data: bytes, width: int, height: int) -> Image.Image:
    """The picture upright, inside these pixels; its size is looked at before anything is decoded."""
    from PIL import Image, ImageOps

    if len(data) > LARGEST:
        raise FotoTidakTerbaca(sebab=_("berkasnya lebih dari 20 MB"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=_KINDS)
        with opened as found:
            if found.width * found.height > PIXELS:
                raise FotoTidakTerbaca(sebab=_("gambarnya terlalu besar"))
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((width, height))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as failure:
        raise FotoTidakTerbaca(sebab=_("gambarnya terlalu besar")) from failure
    except (OSError, ValueError, SyntaxError) as failure:
        raise FotoTidakTerbaca(sebab=_("berkas itu bukan gambar yang utuh")) from failure
    return upright


def _jpeg(whole: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    whole.save(target, "JPEG", quality=quality)
    return target.getvalue()
