"""A photo of a person as it is kept: small, upright, without what a telephone writes into it."""

from __future__ import annotations

import io
import warnings

from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _

WIDTH, HEIGHT = 360, 480  # pixels: enough for 3 x 4 cm on paper
LARGEST = 20 * 1024 * 1024  # bytes of the file that is brought
PIXELS = 60_000_000  # width x height; more is no photo of a person, or a trap
_KINDS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
_QUALITY = 85


class FotoTidakTerbaca(DesaError):
    """The file is no picture, or too large for one."""

    message = N_("Foto tidak dapat dipakai: {sebab}. Data Anda tidak berubah.")
    hint = N_("Pilih foto JPG atau PNG dari kamera atau telepon.")
    code = "K-512"


def fit_photo(data: bytes) -> bytes:
    """The picture as JPEG, at most 360 x 480 pixels, turned upright, without place or time of the telephone.

    Raises FotoTidakTerbaca; the size is looked at before anything is decoded.
    """
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
            upright.thumbnail((WIDTH, HEIGHT))
            whole = Image.new("RGB", upright.size, "white")
            whole.paste(upright, mask=upright.convert("RGBA").getchannel("A"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as failure:
        raise FotoTidakTerbaca(sebab=_("gambarnya terlalu besar")) from failure
    except (OSError, ValueError, SyntaxError) as failure:
        raise FotoTidakTerbaca(sebab=_("berkas itu bukan gambar yang utuh")) from failure
    target = io.BytesIO()
    whole.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()
