"""Pictures of screens: the one command that needs Qt, reached by its name so that no other loads it."""

from __future__ import annotations

import importlib
import re
from typing import Any

from desa_desktop.cli.answer import Answer
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.i18n import _

SNAPSHOT = "desa_desktop.ui.snapshot"
USUAL = (1366, 697)


def daftar(desk: Desk, _given: Given) -> Answer:
    """`cuplik daftar`: the screens of this office."""
    names = _screens(desk)
    return Answer({"layar": names}, "\n".join(names))


def cuplik(desk: Desk, given: Given) -> Answer:
    """`cuplik LAYAR`: one screen with this folder's data as a PNG."""
    screen, target = given.text("layar"), given.file("ke")
    known = _screens(desk)
    if screen not in known:
        sentence = _("Layar {nama} tidak dikenal. Pilihan: {pilihan}.")
        raise WrongUse(sentence.format(nama=screen, pilihan=", ".join(known)), "cuplik")
    size = _size(given.text("ukuran"))
    _snapshot().draw(
        desk.app,
        screen,
        target,
        size=size,
        text_scale=int(given.text("huruf") or 100),
        theme=given.text("tema") or "terang",
    )
    text = _("Gambar layar ditulis ke {berkas}.").format(berkas=target)
    return Answer({"berkas": str(target), "layar": screen, "ukuran": size}, text)


def _screens(desk: Desk) -> list[str]:
    return list(_snapshot().names(desk.app.mode.value))


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{3,4})[xX×]([0-9]{3,4})", text) if text else None
    if text and found is None:
        raise WrongUse(_("--ukuran: {isi} tidak jelas. Contoh: 1366x697.").format(isi=text), "cuplik")
    return (int(found[1]), int(found[2])) if found else USUAL


def _snapshot() -> Any:
    return importlib.import_module(SNAPSHOT)
