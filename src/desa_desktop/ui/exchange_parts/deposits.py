"""Which deposit is meant, where a laptop left more than one: by date and size, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desa_desktop.i18n import _
from desa_desktop.services.exchange.titipan import TitipanTampil
from desa_desktop.ui.exchange_parts.words import moment_text, size_text
from desa_desktop.ui.kit.ask import ask_choice


def ask_deposit(parent: QWidget, question: str, verb: str, deposits: Sequence[TitipanTampil]) -> str | None:
    """The SHA-256 of one of these, "" where there is nothing to choose, None for `Batal`.

    They come newest first, so that Enter alone is the newest.
    """
    if len(deposits) < 2:
        return ""
    return ask_choice(
        parent, question, verb, [(one.sha256, deposit_words(one, deposits)) for one in deposits]
    )


def deposit_words(one: TitipanTampil, among: Sequence[TitipanTampil]) -> str:
    """`Laptop Sekdes, 12 Agustus 2026 10.15, 1,8 MB (terbaru)`."""
    words = _("{laptop}, {waktu}, {ukuran}").format(
        laptop=one.laptop, waktu=moment_text(one.pada), ukuran=size_text(one.ukuran)
    )
    is_newest = one is next(each for each in among if each.kid == one.kid)
    return _("{titipan} (terbaru)").format(titipan=words) if is_newest else words
