"""The command line of cli.md: everything a screen can do, without a screen.

`main` sorts the words, opens the office, runs one function of the table `COMMANDS` and prints its answer.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from desa_desktop import config, i18n, paths
from desa_desktop.cli.answer import Answer, Pesan, as_json, of_failure, with_warning
from desa_desktop.cli.commands import COMMANDS, LATER
from desa_desktop.cli.help import show_help
from desa_desktop.cli.parsing import (
    Command,
    Common,
    Given,
    Place,
    WrongUse,
    find_command,
    read_given,
    take_common,
)
from desa_desktop.domain.tampak import tampak
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.progress import Cancelled

if TYPE_CHECKING:
    from desa_desktop.app import App

__all__ = ["COMMANDS", "LATER", "Command", "Place", "main"]

INTERRUPTED = 130
FAILED = 1
NUMBERING = "D_ROLLBACK_LOCAL"
ROOM = "K-208"  # the laptop's disk is nearly full
log = logging.getLogger(__name__)


def main(argv: Sequence[str]) -> int:
    """Run the command that the words ask for and print its answer; returns the exit code of cli.md."""
    _speak_utf8()
    is_json = "--json" in argv
    words = ""
    try:
        common, rest = take_common(argv)
        environment = _environment(common)
        i18n.use_language(config.language(environment), paths.resources() / "locale")
        words, answer = _answer(common, rest, environment)
    except DesaError as failure:
        answer = of_failure(failure)
    except (KeyboardInterrupt, Cancelled):
        answer = _stopped(INTERRUPTED, _("Dihentikan. Data yang sudah tersimpan tetap aman."), "")
    except Exception:
        log.exception("a command failed")
        calm = _("Ada yang tidak berjalan semestinya. Data Anda aman. Ulangi, atau pilih Laporkan Masalah.")
        answer = _stopped(FAILED, calm, "K-900")
    return _print(words or _words_of(argv), answer, is_json=is_json)


def _answer(common: Common, rest: Sequence[str], environment: Mapping[str, str]) -> tuple[str, Answer]:
    command, words, left = find_command(rest, COMMANDS, LATER)
    if common.wants_help or not rest:
        text = show_help(command, words)
        return words, Answer({"bantuan": text}, text)
    if command is None:
        raise _unfinished(words)
    surroundings = config.read_environment(environment)
    given = read_given(command, left, surroundings.tanggal or datetime.now().astimezone().date())
    return words, _run(command, given, common, environment, surroundings)


def _run(
    command: Command,
    given: Given,
    common: Common,
    environment: Mapping[str, str],
    surroundings: config.Lingkungan,
) -> Answer:
    from desa_desktop import app
    from desa_desktop.cli.desk import Desk, Run, watcher
    from desa_desktop.services.upkeep import room_warning

    module, _colon, name = command.run.partition(":")
    run = cast(Run, getattr(importlib.import_module(f"desa_desktop.cli.{module}"), name))
    places = paths.places(environment)
    password = sys.stdin.readline().rstrip("\r\n") if common.reads_password else surroundings.sandi
    desk = Desk(places, surroundings, password, watcher())
    if not command.opens:
        return run(desk, given)
    with app.open_app(places, surroundings, password=password) as opened:
        _require_office(command, opened)
        answer = run(Desk(places, surroundings, password, desk.progress, opened), given)
        for sentence in opened.numbering:  # said once: the next start finds nothing strange
            answer = with_warning(answer, NUMBERING, sentence)
        for sentence in opened.interrupted:
            answer = with_warning(answer, "", f"{sentence} {_('Perintahnya: terima teruskan.')}")
        warning = room_warning(opened.database)
        return with_warning(answer, ROOM, warning) if warning else answer


def _require_office(command: Command, opened: App) -> None:
    """Refuse work that belongs to the other office, before it looks for what is not there."""
    if not command.kantor or opened.kantor is None or opened.kantor.peran.value == command.kantor:
        return
    if command.kantor == "desa":
        sentence = _("Ini dikerjakan di kantor desa. Di kecamatan, pakai terima tinjau atau kompilasi durkp.")
    else:
        sentence = _("Ini hanya dikerjakan di kantor kecamatan.")
    raise InvalidInput({"": sentence})


def _environment(common: Common) -> dict[str, str]:
    """The variables of this run: what was typed goes before what is set."""
    typed = {"DESA_DATA": common.data, "DESA_BAHASA": common.bahasa}
    return {**config.process_environment(), **{name: value for name, value in typed.items() if value}}


def _unfinished(words: str) -> WrongUse:
    """The words name a group, or nothing at all."""
    if not words:
        return WrongUse(_("Tulis perintahnya."))
    known = ", ".join(one.words for one in COMMANDS if one.words.startswith(f"{words} "))
    return WrongUse(_("Lengkapi perintahnya: {pilihan}.").format(pilihan=known), words)


def _words_of(argv: Sequence[str]) -> str:
    """Which command the words meant, as far as can be told, for the answer to a wrong use."""
    with contextlib.suppress(DesaError):
        _common, rest = take_common(argv)
        return find_command(rest, COMMANDS, {})[1]
    return ""


def _stopped(code: int, sentence: str, kode: str) -> Answer:
    shown = f"{sentence} ({kode})" if kode else sentence
    return Answer({}, shown, code, (Pesan(kode, "galat", sentence, {}),))


def _print(words: str, answer: Answer, *, is_json: bool) -> int:
    """Data and tables to standard output, what went wrong to standard error."""
    try:
        if is_json:
            print(as_json(words, answer))
        elif answer.data or not answer.exit_code:
            print(tampak(answer.text))
        else:
            print(tampak(answer.text), file=sys.stderr)
        if answer.warning and not is_json:
            print(tampak(answer.warning), file=sys.stderr)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # `| head` closed its end; nobody is left to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer.exit_code


def _speak_utf8() -> None:
    """Answers are UTF-8 wherever they are sent; Windows would use an older set of letters in a pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")
