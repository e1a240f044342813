"""The first start on a laptop: set up once, repeat after a cut, explain what is missing. No network used."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desa_desktop import _bootstrap

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "kopi_desa"
START = """
import runpy, sys
boot = runpy.run_path("src/desa_desktop/_bootstrap.py")
boot["start"](["-c", "import kopi_desa, desa_desktop; print('program', kopi_desa.VERSION)"], qt=False)
"""

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the checkout way is for Linux; Windows installs"
)


class Laptop:
    """A checkout whose lock holds one small package, and a shelf of packages instead of a network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shelf = folder.parent / "rak"  # pip splits this one at a space; the checkout's may have one
        self.shelf.mkdir(parents=True)
        program = folder / "src" / "desa_desktop"
        program.mkdir(parents=True)
        shutil.copy(ROOT / "src" / "desa_desktop" / "_bootstrap.py", program)
        (program / "__init__.py").write_text("", encoding="utf-8")
        (folder / "resources").mkdir()
        self.lock("1.0")

    def lock(self, version: str, digest: str = "") -> None:
        """Make a package of this version and lock it, with a wrong hash if one is given."""
        name = f"{PACKAGE}-{version}"
        info = f"{name}.dist-info"
        wheel = self.shelf / f"{name}-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(f"{PACKAGE}.py", f"VERSION = '{version}'\n")
            archive.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: {version}\n"
            )
            archive.writestr(
                f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            archive.writestr(
                f"{info}/RECORD", f"{PACKAGE}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
            )
        digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
        text = f"kopi-desa=={version} \\\n    --hash=sha256:{digest}\n"
        (self.folder / "resources" / "requirements.lock").write_text(text, encoding="utf-8")

    def begin(self, **variables: str) -> subprocess.Popen[str]:
        """Start the program and do not wait."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))
        }
        environment.update(
            PIP_NO_INDEX="1", PIP_FIND_LINKS=str(self.shelf), PIP_CONFIG_FILE=os.devnull, **variables
        )
        command = [sys.executable, "-I", "-c", START]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=pipe, stderr=pipe, text=True
        )

    def start(self, **variables: str) -> tuple[int, str, str]:
        """Start the program; exit code, what it printed, what it said."""
        process = self.begin(**variables)
        printed, said = process.communicate(timeout=120)
        return process.returncode, printed, said


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Laptop:
    """A laptop after a first start that went well."""
    laptop = Laptop(tmp_path_factory.mktemp("rumah") / "laptop desa")
    code, printed, said = laptop.start()
    assert (code, printed) == (0, "program 1.0\n"), said
    assert "memasang pustaka" in said
    return laptop


def test_the_second_start_sets_nothing_up(ready: Laptop) -> None:
    assert ready.start() == (0, "program 1.0\n", "")


def test_a_set_up_that_was_cut_off_is_simply_repeated(ready: Laptop) -> None:
    venv = ready.folder / ".venv"
    (venv / "siap").unlink()
    (venv / "belum-selesai").write_text("baru", encoding="utf-8")
    shutil.rmtree(next(venv.glob("lib/python3*/site-packages")) / "pip")
    code, printed, said = ready.start()
    assert (code, printed) == (0, "program 1.0\n"), said
    assert not (venv / "belum-selesai").exists()


def test_a_half_written_library_is_written_anew(ready: Laptop) -> None:
    venv = ready.folder / ".venv"
    (venv / "belum-selesai").write_text("tambahan", encoding="utf-8")
    next(venv.glob("lib/python3*/site-packages/kopi_desa.py")).write_text("", encoding="utf-8")
    code, printed, said = ready.start()
    assert (code, printed) == (0, "program 1.0\n"), said


def test_a_newer_program_brings_its_libraries_and_without_network_the_old_ones_stay(ready: Laptop) -> None:
    old = (ready.folder / "resources" / "requirements.lock").read_text(encoding="utf-8")
    ready.lock("2.0")
    hidden = ready.shelf / "kopi_desa-2.0-py3-none-any.whl"
    content = hidden.read_bytes()
    hidden.unlink()
    code, printed, said = ready.start()
    assert (code, printed) == (1, "")
    assert "Sambungkan laptop ke internet" in said
    assert "Traceback" not in said
    hidden.write_bytes(content)
    assert ready.start()[:2] == (0, "program 2.0\n")
    (ready.folder / "resources" / "requirements.lock").write_text(old, encoding="utf-8")
    assert ready.start()[:2] == (0, "program 1.0\n")


def test_a_library_that_is_not_the_listed_one_is_refused_in_one_sentence(ready: Laptop) -> None:
    ready.lock("3.0", digest="0" * 64)
    code, printed, said = ready.start()
    ready.lock("1.0")
    assert (code, printed) == (1, "")
    assert "berbeda dari daftar resmi" in said
    assert "Traceback" not in said
    assert ready.start()[:2] == (0, "program 1.0\n")


def test_two_starts_at_once_set_up_once(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "dua jendela")
    first, second = laptop.begin(), laptop.begin()
    answers = [process.communicate(timeout=120) for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], answers
    assert [printed for printed, _said in answers] == ["program 1.0\n"] * 2
    assert "".join(said for _printed, said in answers).count("memasang pustaka") == 1


READ_ONLY = Path("/proc/sys/kernel/ostype")  # not even root may write there


@pytest.mark.skipif(not READ_ONLY.exists(), reason="no such file to be refused by")
def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_bootstrap, "STAMP", tmp_path / "siap")
    monkeypatch.setattr(_bootstrap, "GUARD", READ_ONLY)
    with pytest.raises(SystemExit, match="folder program tidak boleh ditulisi") as end:
        _bootstrap.start(["-c", "print('program')"], qt=False)
    assert "\n" not in str(end.value)
