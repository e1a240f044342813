"""The door of the program: words on the command line go to cli, none or files to the window.

Run as a folder from a bare checkout (`python3 src/desa_desktop`) it first prepares the environment.
No modern syntax here: an old Python must be able to read this far and say which one is needed.
"""

import sys

if not __package__:
    sys.path.pop(0)  # else our modules would hide those of the standard library

import contextlib
import gc
import logging
import runpy
import typing
from pathlib import Path

if typing.TYPE_CHECKING:
    from types import TracebackType

FILE_ENDINGS = (".kirim", ".cadangan", ".xlsx", ".xls", ".ods", ".csv")
OPTIONS_WITH_VALUE = ("--data", "--bahasa")
DRAWS_A_SCREEN = "cuplik"  # the one command that needs Qt
READS_A_SHEET = "--baca-lembar"  # sheets.CHILD_WORD: a frozen program is its own reader of foreign workbooks


class Errand:
    """What the words on the command line ask for."""

    def __init__(self, words: "typing.Sequence[str]") -> None:
        """Sort `words` into the options every start knows, wherever they stand, and the rest."""
        self.options: dict[str, str] = {}
        self.rest: list[str] = []
        waiting = list(words)
        while waiting:
            word = waiting.pop(0)
            name, equals, value = word.partition("=")
            if name in OPTIONS_WITH_VALUE and (equals or waiting):
                self.options[name] = value if equals else waiting.pop(0)
            else:
                self.rest.append(word)

    @property
    def is_command(self) -> bool:
        """Whether the command line is meant; a start with nothing but files is for the window."""
        return bool(self.rest) and not all(looks_like_file(word) for word in self.rest)

    @property
    def needs_qt(self) -> bool:
        """Whether this start will draw something."""
        return not self.is_command or DRAWS_A_SCREEN in self.rest


def looks_like_file(word: str) -> bool:
    """Whether a word names a file to open in the window, there or not; a bare word is a command."""
    if word.startswith("-"):
        return False
    return word.lower().endswith(FILE_ENDINGS) or len(Path(word).parts) > 1


def say(sentence: str) -> None:
    """One line for the person who started us; a window program on Windows has no standard error."""
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")


def screen_answers(display: str) -> bool:
    """Whether the X server of `display` lets us in; Qt would end the process without a word for a person."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt brings its own answer then
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def can_show(environment: "typing.Mapping[str, str]", platform: str) -> bool:
    """Whether a window can be shown here."""
    from desa_desktop import config

    if not config.has_display(environment, platform):
        return False
    other = environment.get("WAYLAND_DISPLAY") or environment.get("QT_QPA_PLATFORM")
    return not platform.startswith("linux") or bool(other) or screen_answers(environment["DISPLAY"])


def report_bug(kind: "type[BaseException]", error: BaseException, trace: "TracebackType | None") -> None:
    """Last net for a bug: the log gets the place, the person one calm sentence (ux.md 10.3, K-900)."""
    from desa_desktop.i18n import _

    if issubclass(kind, KeyboardInterrupt):
        say(_("Dihentikan."))
        return
    logging.getLogger("desa_desktop").critical("not handled", exc_info=(kind, error, trace))
    calm = _("Ada yang tidak berjalan semestinya. Data Anda aman. Ulangi, atau pilih Laporkan Masalah.")
    say(f"{calm} (K-900)")


def open_window(errand: Errand) -> int:
    """Start the window with the files named; 2 with a sentence where there is no display."""
    from desa_desktop import config
    from desa_desktop.i18n import _

    if not can_show(config.process_environment(), sys.platform):
        say(
            _(
                "Tidak ada layar di sini, jadi jendela program tidak dapat dibuka. Data Anda tidak diubah. "
                "Tanpa layar, pakai perintah: desa-desktop kantor siapkan, desa-desktop data impor, "
                "desa-desktop info. Daftar lengkapnya: desa-desktop --help."
            )
        )
        return 2
    gc.disable()  # a start makes much and drops nothing; from the first screen on ui.garbage collects
    from desa_desktop import ui  # brings Qt, which is not there without its system libraries

    return ui.start([Path(word) for word in errand.rest])


def start_log(environment: "typing.Mapping[str, str]") -> None:
    """Begin the log where this environment keeps it; a mistyped data folder is not made for its sake."""
    from desa_desktop import logs, paths

    logs.start(None)  # from here on nothing of the program's inside reaches a terminal
    places = paths.places(environment)
    if places.data.exists() or not environment.get("DESA_DATA"):
        logs.start(places.log)


def main(argv: "list[str] | None" = None) -> int:
    """Do what the words ask for; returns the exit code of cli.md."""
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == [READS_A_SHEET]:
        from desa_desktop.sheets import serve_child

        serve_child()
        return 0
    from desa_desktop import config, i18n, paths
    from desa_desktop.errors import DesaError

    sys.excepthook = report_bug
    errand = Errand(words)
    config.remember(data=errand.options.get("--data"), bahasa=errand.options.get("--bahasa"))
    environment = config.process_environment()
    if errand.is_command:
        with contextlib.suppress(DesaError):  # cli meets it again, and answers in the form it was asked for
            start_log(environment)
        from desa_desktop import cli

        return cli.main(list(words))
    try:
        i18n.use_language(config.language(environment), paths.resources() / "locale")
        start_log(environment)
        return open_window(errand)
    except DesaError as failure:
        say(str(failure))
        return failure.exit_code


def start_from_checkout() -> None:
    """Prepare `.venv` beside the sources, then start again inside it. Does not return."""
    boot = runpy.run_path(str(Path(__file__).resolve().with_name("_bootstrap.py")))
    boot["start"](["-m", "desa_desktop", *sys.argv[1:]], qt=Errand(sys.argv[1:]).needs_qt)


if __name__ == "__main__":
    if __package__:
        sys.exit(main())
    start_from_checkout()
