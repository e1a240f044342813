"""What was typed after the program's name, understood: a command, what it is about, and its options.

The library's own parser speaks English and its sentences cannot be reworded, so the few rules that the
words of cli.md need stand here. Options every command knows may stand before or after its words.
"""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _

PROGRAM = "desa-desktop"
HELP = ("--help", "-h", "--bantuan")


class WrongUse(DesaError):
    """The words are no command of ours, or something in them is missing or not understood."""

    message = N_("{sebab}")
    hint = N_("Bantuan: {bantuan} --help.")
    code = "K-106"
    exit_code = 2

    def __init__(self, sebab: str, words: str = "") -> None:
        super().__init__(sebab=sebab, bantuan=f"{PROGRAM} {words}".strip())


class NotYet(DesaError):
    """A command or a kind that a later version brings; nothing was done."""

    message = N_("{apa} belum tersedia di versi ini.")
    code = "K-107"
    exit_code = 2

    def __init__(self, apa: str) -> None:
        super().__init__(apa=apa)


class Sort(Enum):
    """How the value of an option is read."""

    TEXT = "teks"
    YEAR = "tahun"
    COUNT = "bilangan"
    DATE = "tanggal"
    FLAG = "tanda"


@dataclass(frozen=True, slots=True)
class Place:
    """A word that stands without a name: `JENIS`, `FILE`; `is_many` takes all that is left.

    `later` maps words of a later version (`buku-*` for a family) to what they will bring.
    """

    name: str
    about: str
    choices: tuple[str, ...] = ()
    is_many: bool = False
    is_optional: bool = False
    later: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """As it stands in the line of use."""
        text = self.name.upper() + ("..." if self.is_many else "")
        return f"[{text}]" if self.is_optional else text


@dataclass(frozen=True, slots=True)
class Option:
    """A named value `--tahun 2027`, or without a value a flag `--uji`; `is_many` may stand several times."""

    name: str
    about: str
    sort: Sort = Sort.TEXT
    choices: tuple[str, ...] = ()
    is_required: bool = False
    later: Mapping[str, str] = field(default_factory=dict)
    takes: str = ""
    is_many: bool = False

    @property
    def shown(self) -> str:
        """The option with what follows it."""
        if self.sort is Sort.FLAG:
            return f"--{self.name}"
        words = {Sort.YEAR: "TAHUN", Sort.COUNT: "N", Sort.DATE: "TANGGAL", Sort.TEXT: "ISI"}
        return f"--{self.name} {self.takes or words[self.sort]}"


COMMON = (
    Option("data", N_("folder data kantor ini"), takes="FOLDER"),
    Option("json", N_("jawaban sebagai satu objek JSON"), Sort.FLAG),
    Option("sandi-stdin", N_("baca kata sandi dari masukan baku"), Sort.FLAG),
    Option("bahasa", N_("bahasa pesan"), choices=("id", "en")),
)


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `run` names its function as `module:function` in this package, loaded when needed.

    `opens` is False for the few that work before there is an office. `kantor` is the role of the only
    office that does this work ("desa", "kecamatan"), empty when any may.
    """

    words: str
    summary: str
    example: str
    run: str
    places: tuple[Place, ...] = ()
    options: tuple[Option, ...] = ()
    opens: bool = True
    kantor: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """The values typed for one command, asked for by name; what was left out is empty."""

    ONE: ClassVar[str] = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text, '' when it was left out."""
        return str(self.values.get(name, ""))

    def has(self, name: str) -> bool:
        """Whether a flag or a value was given."""
        return name in self.values

    def number(self, name: str) -> int | None:
        """The whole number, None when it was left out."""
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def day(self, name: str) -> date | None:
        """The date, None when it was left out."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def many(self, name: str) -> list[str]:
        """All words of a place that takes many, or of an option that stood several times."""
        value = self.values.get(name, ())
        return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]

    def path(self, name: str) -> Path | None:
        """The path, None when it was left out."""
        return Path(self.text(name)).expanduser() if self.has(name) else None

    def file(self, name: str) -> Path:
        """The path of a place or option that cannot be left out."""
        return Path(self.text(name)).expanduser()

    def key(self, name: str) -> UUID:
        """The id of a record. Raises WrongUse when it is none."""
        try:
            return UUID(self.text(name))
        except ValueError:
            raise WrongUse(
                _("{isi} bukan ID. Salin ID dari daftarnya.").format(isi=self.text(name))
            ) from None


@dataclass(frozen=True, slots=True)
class Common:
    """The options every command knows, taken out of the words wherever they stood."""

    data: str = ""
    bahasa: str = ""
    is_json: bool = False
    reads_password: bool = False
    wants_help: bool = False


def take_common(argv: Sequence[str]) -> tuple[Common, list[str]]:
    """The common options, and the words that are left. Raises WrongUse when one has no value.

    Behind a lone `--` nothing is an option any more.
    """
    found: dict[str, str | bool] = {}
    rest: list[str] = []
    waiting = list(argv)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        if word in HELP:
            found["help"] = True
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        option = next((one for one in COMMON if word.startswith("--") and one.name == name), None)
        if option is None:
            rest.append(word)
        elif option.sort is Sort.FLAG:
            found[name] = True
        else:
            found[name] = value if equals else _next(waiting, option)
            if option.choices and found[name] not in option.choices:
                sentence = _("--{nama} {isi} tidak dikenal. Pilihan: {pilihan}.")
                raise WrongUse(sentence.format(nama=name, isi=found[name], pilihan=", ".join(option.choices)))
    return (
        Common(
            data=str(found.get("data", "")),
            bahasa=str(found.get("bahasa", "")),
            is_json="json" in found,
            reads_password="sandi-stdin" in found,
            wants_help="help" in found,
        ),
        rest,
    )


def _next(waiting: list[str], option: Option, words: str = "") -> str:
    if not waiting or waiting[0].startswith("--"):
        sentence = _("Sesudah --{nama} tulis isinya.").format(nama=option.name)
        raise WrongUse(sentence, words)
    return waiting.pop(0)


def find_command(
    rest: Sequence[str], commands: Sequence[Command], later: Mapping[str, str]
) -> tuple[Command | None, str, list[str]]:
    """The command that the first words name, those words, and what follows them.

    None with the words of a group (`data`) or with nothing at all. Raises WrongUse for words that are no
    command, NotYet for one that comes later.
    """
    by_words = {one.words: one for one in commands}
    leading = 0
    while leading < len(rest) and leading < 3 and not rest[leading].startswith("-"):
        leading += 1
    for count in range(leading, 0, -1):
        words = " ".join(rest[:count])
        if words in by_words:
            return by_words[words], words, list(rest[count:])
        if words in later:
            raise NotYet(_(later[words]))
    if not leading:
        return None, "", list(rest)
    if any(words.startswith(f"{rest[0]} ") for words in (*by_words, *later)):
        if leading == 1:
            return None, rest[0], list(rest[1:])
        leading = 2
    raise _unknown(" ".join(rest[: min(leading, 2)]), [*by_words, *later])


def _unknown(typed: str, known: Sequence[str]) -> WrongUse:
    near = difflib.get_close_matches(typed, known, n=1, cutoff=0.6)
    sentence = _("Perintah {kata} tidak dikenal.").format(kata=typed)
    if near:
        sentence += " " + _("Maksud Anda {kata}?").format(kata=near[0])
    return WrongUse(sentence)


def read_given(command: Command, rest: Sequence[str], today: date) -> Given:
    """The values of a command's places and options. Raises WrongUse with the first thing that is wrong."""
    options = {one.name: one for one in command.options}
    values: dict[str, object] = {}
    loose: list[str] = []
    waiting = list(rest)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            loose += waiting
            break
        if not word.startswith("--"):
            loose.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        if name not in options:
            raise _unknown_option(name, command)
        option = options[name]
        if option.sort is Sort.FLAG:
            if equals:
                raise WrongUse(_("--{nama} tidak memakai isi.").format(nama=name), command.words)
            values[name] = True
        else:
            read = _value(option, value if equals else _next(waiting, option, command.words), today, command)
            if option.is_many:
                before = values.get(name)
                values[name] = [*before, read] if isinstance(before, list) else [read]
            else:
                values[name] = read
    _fill_places(command, loose, values)
    for option in command.options:
        if option.is_required and option.name not in values:
            sentence = _("Tambahkan {pilihan}: {arti}.")
            raise WrongUse(sentence.format(pilihan=option.shown, arti=_(option.about)), command.words)
    return Given(values)


def _unknown_option(name: str, command: Command) -> WrongUse:
    known = [one.name for one in (*command.options, *COMMON)]
    sentence = _("Pilihan --{nama} tidak dikenal untuk perintah ini.").format(nama=name)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        sentence += " " + _("Maksud Anda {kata}?").format(kata=f"--{near[0]}")
    return WrongUse(sentence, command.words)


def _fill_places(command: Command, loose: list[str], values: dict[str, object]) -> None:
    for place in command.places:
        if place.is_many:
            if not loose and not place.is_optional:
                raise _missing(command, place)
            if loose:  # none at all means "all of them": `has` says so, as of a place left out
                values[place.name] = list(loose)
            loose.clear()
        elif loose:
            word = loose.pop(0)
            _stop_if_later(word, place.later)
            if place.choices and word not in place.choices:
                raise _no_choice(place.name.upper(), word, place.choices, command)
            values[place.name] = word
        elif not place.is_optional:
            raise _missing(command, place)
    if loose:
        sentence = _("Tidak jelas untuk apa {kata}. Bila berisi spasi, apit dengan tanda kutip.")
        raise WrongUse(sentence.format(kata=loose[0]), command.words)


def _missing(command: Command, place: Place) -> WrongUse:
    sentence = _("Tambahkan {nama}: {arti}.").format(nama=place.name.upper(), arti=_(place.about))
    return WrongUse(sentence, command.words)


def _no_choice(name: str, word: str, choices: Sequence[str], command: Command) -> WrongUse:
    sentence = _("{nama}: {kata} tidak dikenal. Pilihan: {pilihan}.")
    return WrongUse(sentence.format(nama=name, kata=word, pilihan=", ".join(choices)), command.words)


def _stop_if_later(word: str, later: Mapping[str, str]) -> None:
    for pattern, what in later.items():
        if fnmatch.fnmatchcase(word, pattern):
            raise NotYet(_(what).format(kata=word))


def _value(option: Option, text: str, today: date, command: Command) -> object:
    _stop_if_later(text, option.later)
    if option.choices and text not in option.choices:
        raise _no_choice(f"--{option.name}", text, option.choices, command)
    if option.sort is Sort.YEAR:
        return _year(option, text, command)
    if option.sort is Sort.COUNT:
        if not text.isdecimal():
            sentence = _("--{nama}: {isi} bukan angka. Contoh: --{nama} 12.")
            raise WrongUse(sentence.format(nama=option.name, isi=text), command.words)
        return int(text)
    if option.sort is Sort.DATE:
        return _date(option, text, today, command)
    return text


def _year(option: Option, text: str, command: Command) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4 and 2000 <= int(text) <= 2100):
        sentence = _("--{nama}: {isi} bukan tahun. Contoh: --{nama} 2027.")
        raise WrongUse(sentence.format(nama=option.name, isi=text), command.words)
    return int(text)


def _date(option: Option, text: str, today: date, command: Command) -> date:
    from desa_desktop.domain.wording import read_date

    found = read_date(text, today, required=True)
    if found.value is None:
        raise WrongUse(f"--{option.name}: {found.problem}", command.words)
    return found.value
