"""The steps that are typed into fields: role, identity, officials, position in the year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.app import App
from desa_desktop.domain.kantor import KeadaanTahap, Peran
from desa_desktop.domain.wilayah import DESA_DIGITS, KECAMATAN_DIGITS, read_kode, show_kode
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import kantor
from desa_desktop.ui.kit.fields import Field, FieldBox
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.lines import Line
from desa_desktop.ui.screens.wisaya import keadaan
from desa_desktop.ui.screens.wisaya.keadaan import Keadaan

Work = Callable[[], object]


class Step(QWidget):
    """One page of the wizard. `next_wanted` when Enter leaves its last field."""

    next_wanted = Signal()
    key = ""
    may_skip = False

    def title(self) -> str:
        """The word in the list of steps."""
        raise NotImplementedError

    def show_office(self, known: Keadaan, peran: Peran) -> None:
        """Fill the page with what is known."""

    def work(self, app: App) -> Work | None:
        """What is stored when the page is left forwards; None when a field was refused, which says why."""
        return lambda: None

    def refuse(self, sentences: Mapping[str, str]) -> bool:
        """Show what a service refused at its field; False if no field of this page is meant."""
        return False

    def start(self) -> None:
        """The cursor where the page begins."""
        self.focusNextChild()

    def commit(self) -> None:
        """Take what stands in open editors."""


class FieldsStep(Step):
    """A page of fields, one below the other; Enter goes through them and on to the next step."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName(f"wisaya.{self.key}")
        self._today = today
        self.boxes: dict[str, FieldBox] = {}
        self.head = QLabel()
        self.head.setWordWrap(True)
        self.inner = QWidget()
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self.head)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(self.inner, f"wisaya.{self.key}.gulung", margin=0, width=620)
        outer.addWidget(self.area)

    def add(self, field: Field) -> FieldBox:
        """One more field."""
        box = FieldBox(f"wisaya.{self.key}.{field.name}", field, self._today)
        box.editor.on_key = self._on_key
        box.editor.setProperty("petunjuk", _("Enter: isian berikutnya · Shift+Enter: sebelumnya"))
        self.boxes[field.name] = box
        self.column.addWidget(box)
        return box

    def text(self, name: str) -> str:
        """What stands in a field."""
        return str(self.boxes[name].editor.reading().value or "").strip()

    def refuse(self, sentences: Mapping[str, str]) -> bool:
        """Show sentences at their fields; the cursor goes to the first."""
        known = [name for name in sentences if name in self.boxes]
        for name in reversed(known):
            self.boxes[name].refuse(sentences[name])
            self.boxes[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(known)

    def commit(self) -> None:
        """Take what stands in open editors."""
        for box in self.boxes.values():
            box.commit()

    def start(self) -> None:
        """Into the first field that can be typed."""
        for box in self.boxes.values():
            if box.editor.isEnabled() and not box.isHidden():
                box.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _on_key(self, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not is_enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        shown = [box for box in self.boxes.values() if not box.isHidden() and box.editor.isEnabled()]
        focused = self.focusWidget() or self
        here = next((n for n, box in enumerate(shown) if box.isAncestorOf(focused)), -1)
        step = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if 0 <= here + step < len(shown):
            shown[here + step].editor.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(shown[here + step], 0, 24)
        elif step > 0:
            self.next_wanted.emit()
        return True


class PeranStep(Step):
    """1: two large choices. What is chosen is kept by the wizard until the identity is stored."""

    key = keadaan.PERAN

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("wisaya.peran")
        self.buttons: dict[Peran, QPushButton] = {}
        group = QButtonGroup(self)
        inner = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, "wisaya.peran.gulung", margin=0, width=620))
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        question = QLabel(_("Laptop ini dipakai di kantor mana?"))
        box.addWidget(question)
        for peran, word, why in (
            (Peran.DESA, _("Kantor Desa"), _("Usulan, musyawarah, RKPDes, isian, kiriman ke kecamatan.")),
            (
                Peran.KECAMATAN,
                _("Kantor Kecamatan"),
                _("Terima dan telaah kiriman desa, susun kompilasi DURKP."),
            ),
            (
                Peran.PENDAMPING,
                _("Laptop pendamping kecamatan"),
                _("Membaca data desa saat berkunjung. Datanya dari laptop kecamatan lewat flashdisk."),
            ),
        ):
            button = QPushButton(f"{word}\n{why}")
            button.setObjectName(f"wisaya.peran.{peran.value}")
            button.setAccessibleName(word)
            button.setAccessibleDescription(why)
            button.setCheckable(True)
            button.setAutoDefault(True)
            button.setProperty("peran", "pilihan_besar")
            button.clicked.connect(self.next_wanted)
            group.addButton(button)
            self.buttons[peran] = button
            box.addWidget(button)
        self.further = QPushButton(_("Laptop tambahan kecamatan: laptop pertama sudah ada"))
        self.further.setObjectName("wisaya.peran.tambahan")
        self.further.setAccessibleDescription(
            _("Bekerja bersama laptop pertama; didaftarkan di sana dan tidak membuat kunci kecamatan.")
        )
        self.further.setToolTip(self.further.accessibleDescription())
        self.further.setCheckable(True)
        self.further.setAutoDefault(True)
        self.further.clicked.connect(self.next_wanted)
        group.addButton(self.further)
        self.restore = QPushButton(_("Laptop pengganti: pulihkan dari cadangan…"))
        self.restore.setObjectName("wisaya.peran.pulihkan")
        self.restore.setAutoDefault(True)
        self.training = QPushButton(_("Coba dulu dengan data contoh"))
        self.training.setObjectName("wisaya.peran.latihan")
        self.training.setAutoDefault(True)
        for button in (self.further, self.restore, self.training):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def title(self) -> str:
        """The word in the list of steps."""
        return _("Peran")

    @property
    def peran(self) -> Peran | None:
        """What is chosen."""
        if self.is_further:
            return Peran.KECAMATAN
        return next((peran for peran, button in self.buttons.items() if button.isChecked()), None)

    @property
    def is_further(self) -> bool:
        """Whether it is a further laptop of a kecamatan."""
        return self.further.isChecked()

    def show_office(self, known: Keadaan, peran: Peran) -> None:
        """A role that is stored cannot be changed any more."""
        if known.kantor is not None:
            chosen = self.further if known.is_tambahan else self.buttons[known.kantor.peran]
            chosen.setChecked(True)
        for button in (*self.buttons.values(), self.further, self.restore):
            button.setEnabled(known.kantor is None)

    def start(self) -> None:
        """Onto the first choice."""
        self.buttons[Peran.DESA].setFocus(Qt.FocusReason.OtherFocusReason)


class IdentitasStep(FieldsStep):
    """3: the area code and the names; leaving it makes the office."""

    key = keadaan.IDENTITAS

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(today)
        self._peran, self._is_stored = Peran.DESA, False
        self.is_further = False
        """Whether the office that is made here is a further laptop of its kecamatan."""
        for name, label in (
            ("kode", _("Kode wilayah")),
            ("nama", _("Nama")),
            ("kecamatan", _("Kecamatan")),
            ("kabupaten", _("Kabupaten atau kota")),
            ("provinsi", _("Provinsi")),
        ):
            hint = (
                _("Periksa kodenya: sesudah langkah ini kode tidak dapat diubah.") if name == "kode" else ""
            )
            self.add(Field(name=name, label=label, wajib=name in ("kode", "nama"), hint=hint))
        self.column.addStretch(1)
        line = self.boxes["kode"].editor
        assert isinstance(line, Line)
        self._line = line
        line.textEdited.connect(self._add_points)
        self.boxes["kode"].stored.connect(lambda _value: self._check_code())

    def title(self) -> str:
        """The word in the list of steps."""
        return _("Identitas")

    @property
    def digits(self) -> int:
        """How many digits the code of this office has."""
        return DESA_DIGITS if self._peran is Peran.DESA else KECAMATAN_DIGITS

    def show_office(self, known: Keadaan, peran: Peran) -> None:
        """The words of a village or of a kecamatan."""
        office = known.kantor
        self._peran = office.peran if office is not None else peran
        self._is_stored = office is not None
        is_desa = self._peran is Peran.DESA
        self.head.setText(
            _("Isi seperti tertulis di kop surat desa.")
            if is_desa
            else _("Isi seperti tertulis di kop surat kecamatan.")
        )
        self._line.setPlaceholderText(_("misalnya 33.06.99.2001") if is_desa else _("misalnya 33.06.99"))
        self.boxes["kecamatan"].setVisible(is_desa)
        self._line.setEnabled(not self._is_stored)
        if office is not None:
            self.boxes["kode"].set_value(show_kode(office.kode))
            for name in ("nama", "kecamatan", "kabupaten", "provinsi"):
                self.boxes[name].set_value(getattr(office, name))

    def work(self, app: App) -> Work | None:
        """Make the office, or correct its names."""
        try:
            code = read_kode(self.text("kode"), self.digits)
            if not self.text("nama"):
                raise InvalidInput({"nama": _("Isi nama kantor, misalnya Tursino.")})
        except InvalidInput as wrong:
            self.refuse(wrong.fields)
            return None
        values = {name: self.text(name) for name in ("nama", "kecamatan", "kabupaten", "provinsi")}
        if self._peran is not Peran.DESA:
            values["kecamatan"] = values["nama"]
        peran, is_stored, at, by = self._peran, self._is_stored, app.now(), app.person
        kid, is_further = app.laptop.keys.kid, self.is_further

        def store() -> None:
            if is_stored:
                kantor.correct_identity(app.database, values, by=by, at=at)
                return
            given = kantor.Persiapan(
                peran=peran,
                kode=code,
                nama=values["nama"],
                kecamatan=values["kecamatan"],
                kabupaten=values["kabupaten"],
                provinsi=values["provinsi"],
                tambahan=is_further,
            )
            kantor.set_up(app.database, given, app.aturan, kid=kid, by=by, at=at, wisaya=keadaan.PEJABAT)

        return store

    def _add_points(self, text: str) -> None:
        """`3306992001` becomes `33.06.99.2001` while it is typed; the cursor keeps its place among digits."""
        if any(not (one.isdigit() or one in ". -") for one in text):
            return
        before = sum(one.isdigit() for one in text[: self._line.cursorPosition()])
        digits = "".join(one for one in text if one.isdigit())
        shown = show_kode(digits[:DESA_DIGITS]) + digits[DESA_DIGITS:]
        if shown == text:
            return
        self._line.setText(shown)
        place = next((n for n in range(len(shown) + 1) if sum(c.isdigit() for c in shown[:n]) == before), 0)
        self._line.setCursorPosition(place)

    def _check_code(self) -> None:
        """Say at once, on leaving the field, what is wrong with the code (K-130)."""
        if not self.text("kode"):
            return
        try:
            read_kode(self.text("kode"), self.digits)
        except InvalidInput as wrong:
            self.boxes["kode"].refuse(wrong.fields["kode"])


class PejabatStep(FieldsStep):
    """4: who signs. Everything may stay empty."""

    key = keadaan.PEJABAT
    may_skip = True

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(today)
        self._peran = Peran.DESA
        self.head.setText(_("Nama dipakai di tempat tanda tangan. Bisa diisi nanti di Data Desa."))
        for name, label in (
            ("Kepala Desa", _("Kepala Desa")),
            ("Sekretaris Desa", _("Sekretaris Desa")),
            ("Ketua BPD", _("Ketua BPD")),
            ("kepala", _("Camat")),
            ("nip_kepala", _("NIP Camat")),
        ):
            self.add(Field(name=name, label=label))
        self.column.addStretch(1)

    def title(self) -> str:
        """The word in the list of steps."""
        return _("Pejabat")

    def show_office(self, known: Keadaan, peran: Peran) -> None:
        """The officials of a village, or the camat."""
        self._peran = known.kantor.peran if known.kantor is not None else peran
        is_desa = self._peran is Peran.DESA
        for name, box in self.boxes.items():
            box.setVisible((name not in ("kepala", "nip_kepala")) == is_desa)
        if not is_desa:
            self.head.setText(_("Nama dipakai di tempat tanda tangan. Bisa diisi nanti di Pengaturan."))
        for name, value in known.pejabat.items():
            if name in self.boxes:
                self.boxes[name].set_value(value)
        if known.kantor is not None:
            for name in ("kepala", "nip_kepala"):
                self.boxes[name].set_value(getattr(known.kantor, name))

    def work(self, app: App) -> Work | None:
        """Name them."""
        at, by = app.now(), app.person
        is_desa = self._peran is Peran.DESA
        names = {name: self.text(name) for name in self.boxes if name not in ("kepala", "nip_kepala")}
        head = {"kepala": self.text("Kepala Desa") if is_desa else self.text("kepala")}
        if not is_desa:
            head["nip_kepala"] = self.text("nip_kepala")

        def store() -> None:
            if is_desa:
                kantor.set_officers(app.database, names, by=by, at=at)
            kantor.correct_identity(app.database, head, by=by, at=at)

        return store


class PosisiStep(FieldsStep):
    """6: the plan year, and which steps of it are behind the office already."""

    key = keadaan.POSISI

    def __init__(self, today: Callable[[], date], app: App) -> None:
        super().__init__(today)
        self._app = app
        self._known: Keadaan | None = None
        self.head.setText(_("Tahun Rencana adalah tahun yang sedang direncanakan, biasanya tahun depan."))
        year = today().year
        years = [Choice(one, str(one)) for one in range(year, year + 4)]
        self.add(Field(name="tahun", label=_("Tahun Rencana"), kind=Kind.CHOICE, choices=years, wajib=True))
        words = QLabel(_("Sudah, di luar aplikasi"))
        words.setProperty("teks", "label")
        why = QLabel(_("Langkah yang diberi tanda tidak akan tampil sebagai terlambat di Beranda."))
        why.setProperty("teks", "kecil")
        why.setWordWrap(True)
        self.column.addWidget(words)
        self.column.addWidget(why)
        self.ticks: dict[str, QCheckBox] = {}
        self._ticks_box = QVBoxLayout()
        self._ticks_box.setSpacing(0)
        self.column.addLayout(self._ticks_box)
        self.column.addStretch(1)
        self.boxes["tahun"].stored.connect(lambda _value: self._name_ticks())

    def title(self) -> str:
        """The word in the list of steps."""
        return _("Posisi sekarang")

    @property
    def year(self) -> int | None:
        """The chosen plan year."""
        value = self.boxes["tahun"].editor.reading().value
        return value if isinstance(value, int) else None

    def show_office(self, known: Keadaan, peran: Peran) -> None:
        """The steps of this office's role."""
        self._known = known
        if known.kantor is None:
            return
        self.boxes["tahun"].set_value(known.kantor.tahun_rencana)
        for one in self._app.aturan.langkah_of(known.kantor.urutan_tahap):
            if one.peran != known.kantor.peran.value or one.kunci in self.ticks:
                continue
            tick = QCheckBox()
            tick.setObjectName(f"wisaya.posisi.{one.kunci}")
            self.ticks[one.kunci] = tick
            self._ticks_box.addWidget(tick)
        for kunci, tick in self.ticks.items():
            tick.setChecked(keadaan.step_key(kunci) in known.langkah)
        self._name_ticks()

    def _name_ticks(self) -> None:
        year = self.year
        for one in self._app.aturan.langkah:
            if one.kunci in self.ticks and year is not None:
                words = _("{langkah} (batas {tanggal})").format(
                    langkah=one.judul, tanggal=show_date(one.batas(year))
                )
                self.ticks[one.kunci].setText(words)
                self.ticks[one.kunci].setAccessibleName(words)

    def work(self, app: App) -> Work | None:
        """Change the year if it is another, and note what was ticked or ticked off."""
        known, year = self._known, self.year
        if year is None:
            self.refuse({"tahun": _("Pilih Tahun Rencana dari daftar.")})
            return None
        if known is None or known.kantor is None:
            return lambda: None
        is_other = year != known.kantor.tahun_rencana
        ticked = {keadaan.step_key(kunci): tick.isChecked() for kunci, tick in self.ticks.items()}
        before = frozenset[str]() if is_other else known.langkah
        at, by, today = app.now(), app.person, app.today()

        def store() -> None:
            if is_other:
                kantor.change_year(app.database, year, app.aturan, by=by, at=at)
            for kunci, on in ticked.items():
                if on and kunci not in before:
                    words = _("Sudah dikerjakan sebelum aplikasi dipakai.")
                    kantor.note_step(
                        app.database,
                        year,
                        kunci,
                        KeadaanTahap.DI_LUAR,
                        by=by,
                        at=at,
                        tanggal=today,
                        alasan=words,
                    )
                elif not on and kunci in before:
                    kantor.forget_note(app.database, year, kunci, by=by, at=at)

        return store
