"""What an event will change, beside its form, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desa_desktop.domain.penduduk import Akibat, Keluarga, Penduduk
from desa_desktop.domain.penduduk.susun import Sekitar, Tersusun
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkedText
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.tab_page import heading


class ChangesCard(QFrame):
    """`Yang akan berubah`: one line for each change, or the sentence that says what is missing yet.

    `foot` stands below the lines.
    """

    def __init__(self, name: str, foot: QWidget) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kartu", "ya")
        self.lines: list[str] = []
        self._said = QVBoxLayout()
        self._said.setSpacing(6)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(8)
        inside.addWidget(heading(_("Yang akan berubah")))
        inside.addLayout(self._said)
        inside.addSpacing(6)
        inside.addWidget(foot, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)

    def show_made(self, made: Tersusun, lines: Iterable[str]) -> None:
        """The changes of an event that can be recorded, else what is missing."""
        while self._said.count():
            item = self._said.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = []
        if made.akibat is None:
            self._say(Mark.BELUM, made.kurang)
            return
        for words in lines:
            self._say(Mark.BERJALAN, words)
        for one in made.akibat.pemeriksaan:
            self._say(LEVEL_MARKS[one.level], one.teks)

    def _say(self, mark: Mark, words: str) -> None:
        self.lines.append(words)
        self._said.addWidget(MarkedText(mark, words))


def describe(
    akibat: Akibat, people: Mapping[Any, Penduduk], keluarga: Keluarga | None, kata: Kata, home: str = ""
) -> list[str]:
    """What an event changes, in one line each. `home` calls the family that is joined."""
    found = [_newcomer(one) for one in akibat.penduduk_baru]
    for one in akibat.keluarga_baru:
        found.append(
            _("KK baru: {nomor}").format(nomor=kata.masked(one.no_kk))
            if one.no_kk
            else _("KK baru, nomor belum terbit")
        )
    for key, values in akibat.ubah_penduduk.items():
        orang = people.get(key)
        for name, value in values.items():
            before = kata.value(name, getattr(orang, name)) if orang is not None else ""
            after = home or _("KK baru") if name == "keluarga_id" else kata.value(name, value)
            found.append(_change(orang.nama if orang is not None else "", name, before, after))
    for values in akibat.ubah_keluarga.values():
        for name, value in values.items():
            before = kata.value(name, getattr(keluarga, name)) if keluarga is not None else ""
            found.append(_change(_("Keluarga"), name, before, kata.value(name, value)))
    if akibat.mutasi:
        day = show_date(akibat.mutasi[0].tanggal_peristiwa)
        found.append(_("Tercatat di Mutasi tanggal {tanggal}").format(tanggal=day))
    return found


def _newcomer(one: Penduduk) -> str:
    if one.nik:
        return _("Orang baru: {nama}").format(nama=one.nama)
    return _("Orang baru: {nama}, dengan nomor sementara").format(nama=one.nama)


def _change(nama: str, name: str, before: str, after: str) -> str:
    words = _("{nama}: {isian} dari {semula} menjadi {menjadi}")
    label = {"keluarga_id": _("KK"), "status_dasar": _("keadaan")}.get(name, field_name(name).lower())
    was = _("KK sekarang") if name == "keluarga_id" else before or _("kosong")
    return words.format(nama=nama, isian=label, semula=was, menjadi=after or _("kosong"))


def describe_join(akibat: Akibat, around: Sekitar, kata: Kata) -> list[str]:
    """Who lives in the two families once some of the one have joined the other."""
    moved = akibat.ubah_penduduk
    joined = [one for one in around.anggota_tujuan if one.is_hidup]
    people = {one.id: one for one in (*around.anggota, around.orang)}
    joined += [people[key] for key in moved]
    staying = [one for one in around.living if one.id not in moved]

    def listed(anggota: Sequence[Penduduk]) -> str:
        return ", ".join(
            f"{one.nama} ({kata.word('shdk', moved.get(one.id, {}).get('shdk', one.shdk)).lower()})"
            for one in anggota
        )

    found = [_("Sesudahnya di KK yang dimasuki: {anggota}").format(anggota=listed(joined))]
    if around.keluarga is None:
        return found
    if staying:
        found.append(_("Tetap di KK lama: {anggota}").format(anggota=listed(staying)))
    else:
        found.append(_("Di KK lama tidak ada lagi yang tinggal; KK itu tidak dihitung lagi."))
    return found


def name_of(keluarga: Keluarga | None, anggota: Sequence[Penduduk]) -> str:
    """`KK WAGIMAN`, by the head who lives there."""
    head = next((one.nama for one in anggota if one.is_hidup and one.is_kepala), "")
    return _("KK {nama}").format(nama=head or (keluarga.no_kk if keluarga is not None else ""))


def people_of(orang: Penduduk, anggota: Sequence[Penduduk]) -> dict[UUID, Penduduk]:
    """Everybody an event may change, by id."""
    return {one.id: one for one in (*anggota, orang)}
