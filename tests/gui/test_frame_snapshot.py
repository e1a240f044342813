"""A picture of a screen is drawn with the folder's data, at the size asked for, once its rows are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desa_desktop import config, paths
from desa_desktop.app import open_app
from desa_desktop.errors import NotFound, OutputFailed
from desa_desktop.ui import snapshot


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of a village named Tursino."""
    from desa_desktop.cli import main as command_line

    data = tmp_path / "data"
    monkeypatch.setenv("DESA_DATA", str(data))
    words = ["kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino"]
    assert command_line([*words, "--tahun", "2027"]) == 0
    return data


def test_pictures_have_the_size_theme_and_text_asked_for(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    variables = {"DESA_DATA": str(folder), "DESA_TANGGAL": "2026-11-22"}
    with open_app(paths.places(variables), config.read_environment(variables)) as app:
        place = snapshot.names(app.mode.value)[0]
        snapshot.draw(app, place, tmp_path / "terang.png", size=(1024, 640))
        snapshot.draw(app, place, tmp_path / "gelap.png", size=(1024, 640), theme="gelap", text_scale=150)
        with pytest.raises(NotFound):
            snapshot.draw(app, "tidak-ada", tmp_path / "x.png")
        with pytest.raises(ValueError, match="110"):
            snapshot.draw(app, place, tmp_path / "x.png", text_scale=110)
        with pytest.raises(OutputFailed):
            snapshot.draw(app, place, tmp_path / "tidak" / "ada" / "x.png")
    light, dark = QImage(str(tmp_path / "terang.png")), QImage(str(tmp_path / "gelap.png"))
    assert (light.width(), light.height()) == (1024, 640)
    assert light.pixelColor(1000, 600).lightness() > 200
    assert dark.pixelColor(1000, 600).lightness() < 60
