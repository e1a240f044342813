"""Which group of a Nomor Kunci was typed wrongly, said while it is being typed (ux.md 8.2)."""

from __future__ import annotations

from collections.abc import Sequence

from desa_desktop.sync.certificates.digits import GROUP_LENGTH, GROUPS, with_check_digits


def wrong_group(groups: Sequence[str]) -> int:
    """The first complete group whose check digit does not fit, 1 to 6; 0 while there is none.

    A group with fewer than five digits is still being typed and is never wrong.
    """
    for number, group in enumerate(groups[:GROUPS], start=1):
        if len(group) == GROUP_LENGTH and not is_good_group(number, group):
            return number
    return 0


def is_good_group(number: int, group: str) -> bool:
    """Whether five digits can stand as group `number` (1 to 6): place and check digit fit."""
    if len(group) != GROUP_LENGTH or not group.isascii() or not group.isdigit():
        return False
    bare = GROUP_LENGTH - 1
    digits = "0" * bare * (number - 1) + group[:bare] + "0" * bare * (GROUPS - number)
    return with_check_digits(digits).split()[number - 1] == group
