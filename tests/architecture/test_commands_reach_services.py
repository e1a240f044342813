"""Everything a screen can do, a command can do, or the reason is written down (architecture.md 11)."""

from __future__ import annotations

from pathlib import Path

import pytest

from services_used import PACKAGE, SERVICES, Name, named_in, public_functions, reached_from

LIST = Path(__file__).with_name("no_command.txt")


def short(name: Name) -> str:
    """`rkp.set_source`, as no_command.txt names it."""
    return f"{name[0].removeprefix(f'{SERVICES}.')}.{name[1]}"


def excused() -> dict[str, str]:
    """The functions of no_command.txt with their reasons."""
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    found = dict(line.split(": ", 1) for line in lines)
    assert len(found) == len(lines), "each function stands there once"
    return found


@pytest.fixture(scope="module")
def by_command() -> set[Name]:
    """What the commands and the opening of an office reach."""
    return reached_from(named_in(f"{PACKAGE}.cli", f"{PACKAGE}.app"))


@pytest.fixture(scope="module")
def by_screen() -> set[Name]:
    """What screens call themselves."""
    return named_in(f"{PACKAGE}.ui") & public_functions()


def test_the_reading_of_the_source_sees_what_is_plain(by_command: set[Name], by_screen: set[Name]) -> None:
    assert (f"{SERVICES}.exchange.sending", "seal") in by_command
    assert (f"{SERVICES}.exchange.sending", "copy_to") in by_command & by_screen
    assert (f"{SERVICES}.usulan", "list_usulan") in by_screen - by_command
    assert len(public_functions()) > 150


def test_each_service_of_a_screen_has_a_command_or_a_reason(
    by_command: set[Name], by_screen: set[Name]
) -> None:
    alone = {short(name) for name in by_screen - by_command}
    assert alone - set(excused()) == set(), "give them a command, or a line in no_command.txt"


def test_no_reason_outlives_its_function(by_command: set[Name], by_screen: set[Name]) -> None:
    alone = {short(name) for name in by_screen - by_command}
    assert set(excused()) - alone == set(), "these have a command now, or are gone"
    assert all(reason.strip() for reason in excused().values())


def test_no_service_is_offered_that_nobody_calls(by_command: set[Name]) -> None:
    used = by_command | reached_from(named_in(f"{PACKAGE}.ui", f"{PACKAGE}.__main__"))
    assert {short(name) for name in public_functions() - used} == set()
