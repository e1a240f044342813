"""People's text where signs are obeyed: a terminal, a text file, one line of a sentence."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # the same that no paper shows


def tampak(text: str) -> str:
    """The text without control and bidi signs; line breaks stay, a tab is a space.

    A name that came with a file could clear the screen of a terminal, or turn `nomor 1` around.
    """
    if text.isprintable():
        return text
    return "".join(
        one if one == "\n" or unicodedata.category(one) not in _UNSEEN else " " if one == "\t" else ""
        for one in text
    )


def sebaris(text: str) -> str:
    """The same in one line: a line break in a name could write a sentence of its own."""
    return " ".join(tampak(text).split()) if not text.isprintable() else text
