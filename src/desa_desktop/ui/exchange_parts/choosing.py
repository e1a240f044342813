"""Asks for files and folders with the dialogs of the program, in Indonesian on every laptop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desa_desktop.i18n import _


def choose_files(parent: QWidget, title: str, *, many: bool = True) -> list[Path]:
    """Kiriman files chosen by a person; an empty list for `Batal`."""
    dialog = _dialog(parent, title, "berkas")
    dialog.setNameFilters([_("Kiriman (*.kirim)"), _("Semua berkas (*)")])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
    return _answer(dialog)


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """A folder to write into, None for `Batal`."""
    dialog = _dialog(parent, title, "folder")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    chosen = _answer(dialog)
    return chosen[0] if chosen else None


def _dialog(parent: QWidget, title: str, name: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setObjectName(f"pilih.{name}")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)  # its words would be those of the system
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Pilih"))
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, _("Batal"))
    return dialog


def _answer(dialog: QFileDialog) -> list[Path]:
    done = dialog.exec()
    chosen = [Path(text) for text in dialog.selectedFiles()] if done else []
    dialog.deleteLater()
    return chosen
