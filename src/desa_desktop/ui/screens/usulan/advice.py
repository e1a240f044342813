"""What can be done at once about the row one stands on: take the right hamlet, take what was pasted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.pemeriksaan_usulan import mirip, same_dusun
from desa_desktop.domain.teks import nearest
from desa_desktop.domain.tempel import (
    BarisTempel,
    JenisTempel,
    KeadaanBaris,
    Konteks,
    kolom_of,
    write_value,
)
from desa_desktop.domain.usulan import Usulan, UsulanId
from desa_desktop.i18n import _
from desa_desktop.ui.screens.usulan.columns import Row
from desa_desktop.ui.style import set_role


@dataclass(frozen=True, slots=True)
class Repair:
    """One button: its words and the values it stores in the row."""

    text: str
    values: dict[str, object]


def repairs_of(row: Row, hamlets: Sequence[str], aturan: Aturan, today: date) -> list[Repair]:
    """What the rules suggest for a row: the nearest hamlet, and what a kept text probably means."""
    found: list[Repair] = []
    if row.dusun and hamlets and not any(same_dusun(row.dusun, name) for name in hamlets):
        near = nearest(row.dusun, hamlets)
        if near:
            found.append(Repair(_("Pakai dusun {nama}").format(nama=near), {"dusun": near}))
    konteks = Konteks(aturan=aturan, today=today, dusun=tuple(hamlets))
    known = {one.field for one in kolom_of(JenisTempel.USULAN)}
    bare = BarisTempel(
        row.nomor, KeadaanBaris.SIAP, {"uraian": row.uraian or row.teks_asli.get("uraian", "-")}
    )
    for name, text in row.teks_asli.items():
        if name not in known:
            continue
        for problem in write_value(JenisTempel.USULAN, bare, name, text, konteks).masalah:
            if problem.kolom == name and problem.nilai_usul:
                words = _("Pakai {usul}").format(usul=problem.usul)
                found.append(Repair(words, dict(problem.nilai_usul)))
    return found


def alike_of(row: Row, rows: Iterable[Row], ambang: int) -> int | None:
    """The number of the proposal that a row looks most like, if any (ux.md 3.7)."""
    others = [_bare(one) for one in rows if one.id != row.id]
    found = mirip(_bare(row), others, ambang)
    return found[0].usulan.nomor if found else None


def _bare(row: Row) -> Usulan:
    return Usulan(id=UsulanId(row.id), nomor=row.nomor, uraian=row.uraian, lokasi=row.lokasi, dusun=row.dusun)


class AdviceBar(QFrame):
    """The line below the list with at most three buttons; hidden when there is nothing to offer."""

    def __init__(
        self, name: str, take: Callable[[dict[str, object]], object], compare: Callable[[int], object]
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        set_role(self, pita="saran")
        self._take, self._compare = take, compare
        self._text = QLabel()
        self._text.setObjectName(f"{name}.teks")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 8, 4)
        self._row.setSpacing(8)
        self._row.addWidget(self._text)
        self._row.addStretch(1)
        self.buttons: list[QPushButton] = []
        self.hide()

    def offer(self, nomor: int, repairs: Sequence[Repair], alike: int | None) -> None:
        """Show buttons for one row; `alike` is the number of the proposal it looks like."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for repair in repairs[:2]:
            self._button(repair.text, lambda values=repair.values: self._take(values))  # type: ignore[misc]
        if alike is not None:
            self._button(_("Bandingkan dengan usulan {n}").format(n=alike), lambda: self._compare(alike))
        self._text.setText(_("Usulan {n}:").format(n=nomor))
        self.setVisible(bool(self.buttons))

    def _button(self, text: str, act: Callable[[], object]) -> None:
        button = QPushButton(text)
        button.setObjectName(f"{self.objectName()}.tombol_{len(self.buttons) + 1}")
        button.setProperty("rapat", "ya")
        button.clicked.connect(lambda _on=False: act())
        self._row.insertWidget(1 + len(self.buttons), button)
        self.buttons.append(button)
