"""The big line in which a name is typed: part of it, Enter, next person (ux.md 5.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desa_desktop.domain.musyawarah import Peserta
from desa_desktop.domain.teks import all_near
from desa_desktop.i18n import _
from desa_desktop.ui.kit.kinds import fold, matches
from desa_desktop.ui.kit.lines import passes_step
from desa_desktop.ui.style import is_restyle, look

_FEW = 6  # people of the list that fit; with more of them nobody looks through the residents


class NameLine(QLineEdit):
    """A line whose Enter, arrows and Esc are told."""

    entered = Signal()
    stepped = Signal(int)
    another = Signal()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z with nothing typed takes back who was marked last."""
        return passes_step(self, event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the person, Down and Up choose another, Ctrl+N is a guest, Esc empties the line."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.entered.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.another.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.setText("")  # not clear(): Ctrl+Z would bring the letters back
        else:
            super().keyPressEvent(event)


class PersonFinder(QWidget):
    """Finds a person by part of a name: of the list first, then officers and notables who were not invited,
    then residents by name only. Where nobody fits, names that look alike are offered to Down, never taken by
    Enter. `groups` names the groups of society, to tell two people of one name apart.

    `found(person)` marks present, `came(person)` is somebody who is not on the list, `unknown(text)` a guest;
    `pointed(person or None)` tells who of the list would be marked now; `asked(text)` asks for residents of
    this name, answered by `show_residents`.
    """

    found = Signal(object)
    came = Signal(object)
    unknown = Signal(str)
    pointed = Signal(object)
    asked = Signal(str)

    def __init__(self, name: str, groups: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._groups = groups
        self.line = NameLine()
        self.line.setObjectName(f"{name}.isian")
        self.line.setAccessibleName(_("Nama yang hadir"))
        self.line.setPlaceholderText(_("Ketik nama yang hadir, lalu tekan Enter."))
        self.line.setProperty(
            "petunjuk",
            _("Enter: tandai hadir · Panah bawah: nama berikutnya · Ctrl+N: tamu baru · Esc: kosongkan"),
        )
        self.line.setClearButtonEnabled(False)
        self._hint = QLabel(" ")
        self._hint.setObjectName(f"{name}.petunjuk")
        self._hint.setProperty("teks", "sekunder")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.line)
        box.addWidget(self._hint)
        self._people: list[Peserta] = []
        self._others: list[Peserta] = []
        self._residents: list[Peserta] = []
        self._residents_of = ""
        self._offered: list[Peserta] = []
        self._place = 0
        self._is_near = False
        self.line.textChanged.connect(lambda _text: self._filter())
        self.line.entered.connect(self.take)
        self.line.stepped.connect(self._step)
        self.line.another.connect(self._give_up)
        self.setFocusProxy(self.line)
        self.measure()

    def measure(self) -> None:
        """Larger letters than elsewhere: the line is read from a distance."""
        font = look().font(18)
        self.line.setFont(font)
        self.line.setFixedHeight(look().px(44))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if is_restyle(event):
            self.measure()

    @property
    def hint(self) -> str:
        """The sentence below the line."""
        return self._hint.text()

    @property
    def person(self) -> Peserta | None:
        """Who Enter would mark."""
        return self._offered[self._place] if self._offered and self._place >= 0 else None

    def show_hint(self, shown: bool) -> None:
        """Make room for another line below."""
        self._hint.setVisible(shown)

    def show_people(self, people: Sequence[Peserta], others: Sequence[Peserta] = ()) -> None:
        """The list as read anew, and who could come without an invitation."""
        self._people, self._others = list(people), list(others)
        self._filter()

    def show_residents(self, text: str, residents: Sequence[Peserta]) -> None:
        """Residents found for `text`; those who are on the list already are left out."""
        if text != self.line.text().strip():
            return
        known = {fold(one.nama) for one in (*self._people, *self._others)}
        self._residents_of = text
        self._residents = [one for one in residents if fold(one.nama) not in known]
        self._filter(keep=True)

    def take(self) -> None:
        """Mark the person who is pointed at, or pass the name on as a guest's; the line is free again."""
        text, person = self.line.text().strip(), self.person
        if not text:
            return
        self.line.setText("")
        if person is None:
            self.unknown.emit(text)
        elif not self._is_listed(person):
            self._hint.setText(" ")
            self.came.emit(person)
        elif person.is_hadir:
            self._hint.setText(_("{nama} sudah hadir.").format(nama=self._who(person)))
        else:
            self.found.emit(person)
            self._hint.setText(_("{nama} hadir. Ketik nama berikutnya.").format(nama=self._who(person)))

    def _give_up(self) -> None:
        """Ctrl+N: somebody else than those offered, even of the same name."""
        text = self.line.text().strip()
        self.line.setText("")
        self.unknown.emit(text)

    def _is_listed(self, person: Peserta) -> bool:
        return any(one is person for one in self._people)

    def _filter(self, *, keep: bool = False) -> None:
        needle, text = fold(self.line.text()), self.line.text().strip()
        if not needle:
            self._offered, self._place = [], 0
            if not self._hint.text().endswith("."):  # what was just done stays to be read
                self._hint.setText(" ")
            self.pointed.emit(None)
            return
        if self._residents_of != text:
            self._residents, self._residents_of = [], ""
        before = self.person
        fitting = [one for one in self._people if matches(needle, fold(f"{one.nama} {one.lembaga}"))]
        others = [one for one in self._others if matches(needle, fold(f"{one.nama} {one.lembaga}"))]
        self._offered = sorted(fitting, key=lambda one: (one.is_hadir, not begins(needle, one.nama)))
        self._offered += [*others, *self._residents]
        self._is_near = not self._offered
        if self._is_near:
            self._offered = self._alike(text)
        start = -1 if self._is_near else 0
        self._place = next((n for n, one in enumerate(self._offered) if keep and one is before), start)
        self._point()
        if not keep and len(fitting) < _FEW:
            self.asked.emit(text)

    def _alike(self, text: str) -> list[Peserta]:
        """People whose names are nearly what is typed."""
        known = [*self._people, *self._others]
        near = all_near(text, [one.nama for one in known])
        return [one for name in near for one in known if one.nama == name]

    def _step(self, step: int) -> None:
        if self._offered:
            self._place = (max(self._place, -1 if step > 0 else 0) + step) % len(self._offered)
            self._point()

    def _point(self) -> None:
        person = self.person
        if person is None and self._offered:
            names = ", ".join(dict.fromkeys(one.nama for one in self._offered))
            words = _("Mirip: {nama}. Panah bawah: pilih · Enter: tamu baru")
            self._hint.setText(words.format(nama=names))
        elif person is None:
            self._hint.setText(_("Tidak ada di daftar. Enter: catat sebagai tamu baru."))
        elif not self._is_listed(person):
            place = " · ".join(part for part in (person.lembaga, person.dusun) if part)
            words = _("Enter: {nama} ({asal}), tidak di daftar undangan")
            self._hint.setText(words.format(nama=person.nama, asal=place or _("warga desa")) + self._number())
        elif person.is_hadir:
            words = _("{nama} sudah hadir.").format(nama=self._who(person))
            if not self._number():
                words += _(" Orang lain bernama sama: Ctrl+N")
            self._hint.setText(words + self._number())
        else:
            words = _("Enter: tandai {nama} hadir").format(nama=self._who(person))
            self._hint.setText(words + self._number())
        self.pointed.emit(person if person is not None and self._is_listed(person) else None)

    def _who(self, person: Peserta) -> str:
        """The name; with group and hamlet if another person is called the same."""
        same = [one for one in self._people if fold(one.nama) == fold(person.nama)]
        if len(same) < 2:
            return person.nama
        parts = (self._groups.get(person.unsur, person.unsur), person.dusun, person.lembaga)
        place = ", ".join(part for part in parts if part)
        return f"{person.nama} ({place})" if place else person.nama

    def _number(self) -> str:
        """` · 3 nama cocok, pilih dengan panah`, if there are others."""
        if len(self._offered) < 2:
            return ""
        return _(" · {n} nama cocok, pilih dengan panah").format(n=len(self._offered))


def begins(needle: str, name: str) -> bool:
    """Whether a word of the name begins with what is typed."""
    return f" {fold(needle)}" in f" {fold(name)}"
