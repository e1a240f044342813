"""Where a data folder comes from, once it was copied or moved."""

from __future__ import annotations

from enum import Enum


class Asal(Enum):
    """What the person said of a folder that is a copy or older than the last used (ux.md 3.17).

    The new incarnation has begun either way.
    """

    TETAP = ""  # nothing ever was strange
    TANYA = "tanya"  # to be asked, until it is answered
    DIGANTI = "diganti"  # this laptop took the place of the old one
    SALINAN = "salinan"  # the old one goes on working; from here nothing is sent
