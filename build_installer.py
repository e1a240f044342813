"""Freezes the program, resources and migrations into one folder, and packs it for a laptop without Python.

Linux only for now: `dist/desa-desktop_VERSION_amd64.deb` and `.tar.gz`. Windows (embedded Python, wheels and
one setup program) is a later step and is refused in words. PyInstaller is not among the program's own
dependencies; it is installed into an environment of its own under `build/`.
"""

import argparse
import os
import platform
import re
import runpy
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SOURCE = ROOT / "src" / "desa_desktop"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
NAME = "desa-desktop"
ICON = ROOT / "resources" / "icons" / "desa-desktop.svg"
PYINSTALLER = "pyinstaller>=6.16,<7"
# hidden behind dotted names: the screens, the commands, the drivers
WHOLE_PACKAGES = ("desa_desktop", "sqlcipher3", "pyrage", "rapidfuzz", "python_calamine")
# of Qt, what no screen uses and what is large
LEFT_OUT = ("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest", "tkinter", "PIL.ImageTk")

# Programs of the system that we start must find their own libraries, not ours.
ENTRY = """\
import os
import sys

from desa_desktop.__main__ import main

os.environ.pop("LD_LIBRARY_PATH", None)
if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH_ORIG"]
sys.exit(main())
"""

DESKTOP = """\
[Desktop Entry]
Type=Application
Name=Desa Desktop
Comment=Perencanaan desa tanpa internet
Exec=/opt/desa-desktop/desa-desktop %F
Icon=desa-desktop
Categories=Office;
MimeType=application/vnd.desa-desktop.kirim;application/vnd.desa-desktop.cadangan;
Terminal=false
StartupWMClass=desa-desktop
"""

MIME = """\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/vnd.desa-desktop.kirim">
    <comment>Kiriman desa</comment>
    <glob pattern="*.kirim"/>
  </mime-type>
  <mime-type type="application/vnd.desa-desktop.cadangan">
    <comment>Cadangan data desa</comment>
    <glob pattern="*.cadangan"/>
  </mime-type>
</mime-info>
"""

CONTROL = """\
Package: desa-desktop
Version: {version}
Architecture: {architecture}
Maintainer: Desa Desktop
Depends: libegl1, libgl1, libx11-6, libdbus-1-3, libfontconfig1, libxkbcommon-x11-0, libxcb-cursor0,
 libxcb-icccm4, libxcb-image0, libxcb-keysyms1, libxcb-render-util0, libxcb-xkb1
Section: misc
Priority: optional
Installed-Size: {size}
Description: Perencanaan desa tanpa internet
 Program desktop luring untuk sekretaris desa dan pendamping kecamatan.
"""


def version() -> str:
    """The version of the program, read without importing it."""
    found = re.search(
        r'^__version__ = "(.+)"', (SOURCE / "__init__.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    if found is None:
        sys.exit("Nomor versi tidak ada di src/desa_desktop/__init__.py.")
    return found[1]


def run(*command: object) -> None:
    """Run one tool, with our sources in Python's reach; its failure ends the build."""
    print("+", *command, flush=True)
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    subprocess.run([str(word) for word in command], check=True, cwd=ROOT, env=environment)


def tools() -> Path:
    """The Python of the build's own environment: the locked libraries, and PyInstaller."""
    python = BUILD / "venv" / "bin" / "python"
    mark = BUILD / "venv" / "siap"
    if not mark.exists():
        shutil.rmtree(BUILD / "venv", ignore_errors=True)
        run(sys.executable, "-m", "venv", BUILD / "venv")
        install = (python, "-m", "pip", "install", "-q", "--disable-pip-version-check")
        run(*install, "--require-hashes", "--no-deps", "-r", ROOT / "resources" / "requirements.lock")
        run(*install, PYINSTALLER)
        mark.touch()
    return python


def freeze(python: Path) -> Path:
    """One folder with the program, its libraries, `resources` and `migrations`."""
    entry = BUILD / "start.py"
    entry.write_text(ENTRY, encoding="utf-8")
    options = ["--noconfirm", "--clean", "--onedir", "--name", NAME, "--log-level", "WARN"]
    options += ["--distpath", str(DIST), "--workpath", str(BUILD / "work"), "--specpath", str(BUILD)]
    options += ["--paths", str(ROOT / "src")]
    for folder in ("resources", "migrations"):
        options += ["--add-data", f"{ROOT / folder}{os.pathsep}{folder}"]
    for package in WHOLE_PACKAGES:
        options += ["--collect-submodules", package]
    for module in LEFT_OUT:
        options += ["--exclude-module", module]
    run(python, "-m", "PyInstaller", *options, entry)
    return DIST / NAME


def try_out(folder: Path) -> None:
    """Start what was frozen: it must answer, and find its own files."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DESA_", "PYTHON"))
    }
    environment["DESA_DATA"] = str(BUILD / "belum-ada")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    for words, wanted in ((["--help"], 0), (["info"], 10), ([], 2)):
        code = subprocess.call([str(folder / NAME), *words], env=environment, stdin=subprocess.DEVNULL)
        if code != wanted:
            sys.exit(f"{NAME} {' '.join(words)} berakhir dengan {code}, seharusnya {wanted}.")


def pack_tar(folder: Path, name: str) -> Path:
    """The folder as one archive that runs from any place."""
    target = DIST / f"{name}.tar.gz"
    with tarfile.open(target, "w:gz", compresslevel=6) as archive:
        archive.add(folder, arcname=NAME)
    return target


def pack_deb(folder: Path, name: str, architecture: str) -> Path:
    """The folder as a Debian package: the program in /opt, a command, a menu entry, our file types."""
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt" / NAME, symlinks=True)
    share = root / "usr/share"
    files = {
        share / "applications" / f"{NAME}.desktop": DESKTOP,
        share / "mime/packages" / f"{NAME}.xml": MIME,
        share / "icons/hicolor/scalable/apps" / f"{NAME}.svg": ICON.read_text(encoding="utf-8"),
    }
    for file, text in files.items():
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    (root / "usr/bin").mkdir()
    (root / "usr/bin" / NAME).symlink_to(f"/opt/{NAME}/{NAME}")
    shutil.copyfile(ROOT / "LICENSE", root / "opt" / NAME / "LICENSE")
    size = sum(file.lstat().st_size for file in root.rglob("*")) // 1024
    (root / "DEBIAN").mkdir()
    control = CONTROL.format(version=version(), architecture=architecture, size=size)
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    target = DIST / f"{name}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", root, target)
    return target


def main() -> int:
    """Build, try what was built, pack it; the files made are named at the end."""
    parser = argparse.ArgumentParser(
        description="Membekukan Desa Desktop untuk laptop tanpa Python. Saat ini hanya untuk Linux; "
        "pemasang Windows belum tersedia dan dibuat dalam langkah tersendiri."
    )
    parser.add_argument(
        "--bentuk", choices=("semua", "tar", "deb"), default="semua", help="berkas yang dibuat"
    )
    options = parser.parse_args()
    if sys.platform != "linux":
        parser.error("pemasang untuk sistem ini belum tersedia; jalankan di Linux.")
    runpy.run_path(str(SOURCE / "_bootstrap.py"))["check_python"](sys.version_info[:2])
    if options.bentuk != "tar" and shutil.which("dpkg-deb") is None:
        parser.error("dpkg-deb tidak ada; pakai --bentuk tar.")
    BUILD.mkdir(exist_ok=True)
    folder = freeze(tools())
    try_out(folder)
    machine = platform.machine()
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)
    name = f"{NAME}_{version()}_{architecture}"
    made = []
    if options.bentuk in ("semua", "tar"):
        made.append(pack_tar(folder, name))
    if options.bentuk in ("semua", "deb"):
        made.append(pack_deb(folder, name, architecture))
    for file in made:
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
