"""Which column of a file fills which field, to be changed by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QWidget

from desa_desktop.domain.penduduk.berkas.kolom import BY_FIELD
from desa_desktop.domain.penduduk.berkas.lembar import Lembaran
from desa_desktop.domain.sebutan import field_name
from desa_desktop.i18n import _
from desa_desktop.services.impor_penduduk import PratinjauPenduduk
from desa_desktop.ui.style import look

_ACROSS = 4
_LETTERS = 24


class PemetaanKolom(QScrollArea):
    """A list beside each heading; `changed(heading, field)` when another field was chosen."""

    changed = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(look().px(190))
        self._heads: tuple[str, ...] = ()

    def show_columns(self, shown: PratinjauPenduduk) -> None:
        """The headings of the first sheet, with the field of each."""
        sheet = next(iter(shown.berkas.lembar), None)
        if sheet is None:
            return
        inner = QWidget()
        inner.setProperty("gulung", "ya")
        inner.setObjectName(f"{self.objectName()}.isi")
        lines = QGridLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        heads = [(place, text) for place, text in enumerate(sheet.judul) if text]
        for number, (place, text) in enumerate(heads):
            combo = self._combo(number, text, sheet, place)
            label = QLabel(text)
            label.setBuddy(combo)
            row, column = divmod(number, _ACROSS)
            example = QLabel(_example(shown, sheet, place))
            example.setProperty("teks", "kecil")
            lines.addWidget(label, 3 * row, column)
            lines.addWidget(combo, 3 * row + 1, column)
            lines.addWidget(example, 3 * row + 2, column)
        self.setWidget(inner)

    def _combo(self, number: int, text: str, sheet: Lembaran, place: int) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(f"{self.objectName()}.{number + 1}")
        combo.setAccessibleName(_("Kolom {nama} menjadi").format(nama=text))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(14)
        combo.addItem(_("(tidak dipakai)"), "")
        for name in BY_FIELD:
            if name != "_status":
                combo.addItem(_COMBINED[name]() if name in _COMBINED else field_name(name), name)
        combo.setCurrentIndex(max(0, combo.findData(sheet.peta.get(place, ""))))
        combo.activated.connect(lambda _index: self.changed.emit(text, str(combo.currentData())))
        return combo


def _example(shown: PratinjauPenduduk, sheet: Lembaran, place: int) -> str:
    """What stands first below a heading, so that a strange heading says what it means."""
    rows = next((one.rows for one in shown.sheets if one.name == sheet.nama), ())
    for row in rows:
        if row.number > sheet.baris_judul and place < len(row.cells) and row.cells[place] is not None:
            return _("misalnya {nilai}").format(nilai=str(row.cells[place])[:_LETTERS])
    return ""


_COMBINED = {
    "_ttl": lambda: _("Tempat dan tanggal lahir"),
    "_rt_rw": lambda: _("RT/RW"),
}
