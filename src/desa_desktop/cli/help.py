"""`--help`: the commands by group, or one command with its options and an example."""

from __future__ import annotations

from desa_desktop.cli.commands import COMMANDS
from desa_desktop.cli.parsing import COMMON, PROGRAM, Command, Option
from desa_desktop.i18n import _

GAP = 2


def show_help(command: Command | None, words: str) -> str:
    """The help of one command, of a group (`data`), or of the program."""
    if command is not None:
        return _of_command(command)
    if words:
        return _of_group(words)
    return _of_program()


def _of_program() -> str:
    lines = [
        _("Pemakaian: {program} KELOMPOK PERINTAH [pilihan]").format(program=PROGRAM),
        "",
        _("Tanpa perintah, jendela program dibuka."),
        "",
        _("Perintah:"),
        *_two_columns([(one.words, _(one.summary)) for one in COMMANDS]),
        "",
        *_common(),
        "",
        _("Contoh:"),
        f"  {PROGRAM} kantor siapkan --peran desa --kode 33.06.99.2001 --nama Tursino",
        f"  {PROGRAM} data impor usulan usulan.xlsx",
        "",
        _("Bantuan satu perintah: {program} data impor --help").format(program=PROGRAM),
    ]
    return "\n".join(lines)


def _of_group(words: str) -> str:
    mine = [one for one in COMMANDS if one.words == words or one.words.startswith(f"{words} ")]
    lines = [
        _("Perintah {kelompok}:").format(kelompok=words),
        *_two_columns([(one.words, _(one.summary)) for one in mine]),
        "",
        _("Contoh:"),
        *[f"  {one.example}" for one in mine],
    ]
    return "\n".join(lines)


def _of_command(command: Command) -> str:
    parts = [f"{PROGRAM} {command.words}", *(one.shown for one in command.places)]
    parts += [one.shown if one.is_required else f"[{one.shown}]" for one in command.options]
    lines = [_(command.summary), "", _("Pemakaian: {cara}").format(cara=" ".join(parts))]
    if command.places:
        pairs = [(one.name.upper(), _with_choices(_(one.about), one.choices)) for one in command.places]
        lines += ["", _("Isi:"), *_two_columns(pairs)]
    if command.options:
        lines += ["", _("Pilihan:"), *_two_columns([_option(one) for one in command.options])]
    lines += ["", *_common(), "", _("Contoh:"), f"  {command.example}"]
    return "\n".join(lines)


def _common() -> list[str]:
    return [_("Pilihan umum:"), *_two_columns([_option(one) for one in COMMON])]


def _option(option: Option) -> tuple[str, str]:
    return option.shown, _with_choices(_(option.about), option.choices)


def _with_choices(about: str, choices: tuple[str, ...]) -> str:
    return f"{about}: {', '.join(choices)}" if choices else about


def _two_columns(pairs: list[tuple[str, str]]) -> list[str]:
    width = max(len(left) for left, _right in pairs) + GAP
    return [f"  {left.ljust(width)}{right}" for left, right in pairs]
