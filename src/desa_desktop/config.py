"""Settings of the program on this laptop, and what the environment asks for.

Facts of the office (letterhead, officials, paper) are data in the database and are not kept here.
(architecture.md 12, cli.md)
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desa_desktop.errors import InvalidInput
from desa_desktop.files import FS, Fs, write_replace
from desa_desktop.i18n import _

UKURAN_HURUF = (100, 115, 130, 150)  # percent
TEMA = ("terang", "gelap", "kontras")
DAMAGED = "pengaturan.rusak.json"
LARGEST = 256 * 1024  # bytes; a settings file is a page long


@dataclass(frozen=True, slots=True)
class Pengaturan:
    """What a person chose for this laptop; every value has a default that works."""

    folder_data: str = ""
    """Another data folder than the usual one; empty for the usual one."""
    folder_cadangan: str = ""
    ukuran_huruf: int = 100
    tema: str = "terang"
    gerak: bool = True
    petunjuk: bool = True
    nik_tampak: bool = False
    """Whether lists of residents begin with whole NIK and numbers of KK instead of masked ones."""
    folder_terakhir: Mapping[str, str] = field(default_factory=dict)
    """Kind of export -> the folder used last."""
    lain: Mapping[str, object] = field(default_factory=dict)
    """Keys this version does not know, kept as they were for the version that does."""


@dataclass(frozen=True, slots=True)
class Terbaca:
    """Settings as read, with one sentence for each thing that was not as expected."""

    pengaturan: Pengaturan
    laporan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lingkungan:
    """The variables of cli.md, understood."""

    data: str | None = None
    tanggal: date | None = None
    flashdisk: tuple[Path, ...] | None = None
    """Folders that stand for removable drives; None: look at the real ones."""
    bahasa: str = "id"
    sandi: str | None = None


def process_environment() -> Mapping[str, str]:
    """The variables of this process, to be handed on as a parameter."""
    return os.environ


def remember(*, data: str | None = None, bahasa: str | None = None) -> None:
    """Let `--data` and `--bahasa` of this start count as their variables, for us and for our children."""
    if data:
        os.environ["DESA_DATA"] = data
    if bahasa:
        os.environ["DESA_BAHASA"] = bahasa


def language(environment: Mapping[str, str]) -> str:
    """The language of the messages: `id` unless DESA_BAHASA names another."""
    return environment.get("DESA_BAHASA") or "id"


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown; a chosen Qt platform is believed."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def read_environment(environment: Mapping[str, str], *, separator: str = os.pathsep) -> Lingkungan:
    """The variables of cli.md. InvalidInput when DESA_TANGGAL is no ISO date."""
    drives = environment.get("DESA_FLASHDISK")
    return Lingkungan(
        data=environment.get("DESA_DATA") or None,
        tanggal=_fixed_date(environment.get("DESA_TANGGAL", "")),
        flashdisk=None if drives is None else tuple(Path(one) for one in drives.split(separator) if one),
        bahasa=language(environment),
        sandi=environment.get("DESA_SANDI") or None,
    )


def _fixed_date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = _("DESA_TANGGAL berisi {isi}. Contoh yang benar: 2026-11-22.").format(isi=text)
        raise InvalidInput({"DESA_TANGGAL": sentence}) from None


def load(path: Path, fs: Fs = FS) -> Terbaca:
    """The settings in `path`; defaults where there is no file. Never stops the program.

    A file that cannot be understood is put aside under another name, so that saving does not destroy it.
    """
    try:
        content = json.loads(fs.read(path, LARGEST).decode("utf-8"))
    except FileNotFoundError:
        return Terbaca(Pengaturan())
    except OSError:
        return Terbaca(Pengaturan(), (_("Pengaturan tidak terbaca. Pengaturan awal dipakai."),))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        return Terbaca(Pengaturan(), (_put_aside(path, fs),))
    return _understand(content)


def _put_aside(path: Path, fs: Fs) -> str:
    try:
        fs.rename(path, path.with_name(DAMAGED))
    except OSError:
        return _("Pengaturan rusak. Pengaturan awal dipakai.")
    return _("Pengaturan rusak dan disimpan sebagai {nama}. Pengaturan awal dipakai.").format(nama=DAMAGED)


def _understand(content: Mapping[str, object]) -> Terbaca:
    """Known keys with fitting values are taken; the rest is kept or reported."""
    known = {each.name for each in fields(Pengaturan)} - {"lain"}
    taken: dict[str, Any] = {}
    other: dict[str, object] = {}
    report: list[str] = []
    for name, value in content.items():
        if name not in known:
            other[name] = value
            report.append(_("Pengaturan {nama} tidak dikenal dan dibiarkan.").format(nama=name))
        elif _fits(name, value):
            taken[name] = value
        else:
            report.append(_("Isi pengaturan {nama} tidak dapat dipakai. Isi awal dipakai.").format(nama=name))
    return Terbaca(Pengaturan(**taken, lain=other), tuple(report))


def _fits(name: str, value: object) -> bool:
    """Whether a value from the file may stand in the field `name`."""
    choices: Mapping[str, tuple[object, ...]] = MappingProxyType({"ukuran_huruf": UKURAN_HURUF, "tema": TEMA})
    if name in choices:
        return type(value) is type(choices[name][0]) and value in choices[name]
    if name == "folder_terakhir":
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    return type(value) is type(getattr(Pengaturan(), name))


def save(path: Path, settings: Pengaturan, fs: Fs = FS) -> None:
    """Write the settings so that a power cut leaves the old or the new file. Raises OSError."""
    content = dict(settings.lain)
    for each in fields(settings):
        if each.name != "lain":
            content[each.name] = getattr(settings, each.name)
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, default=dict) + "\n"
    write_replace(fs, path, text.encode("utf-8"))
