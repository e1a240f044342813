"""Every parser of foreign bytes answers what is bent with its own failure, and nothing else leaves it."""

from __future__ import annotations

from pathlib import Path

import pytest

import acak
import lempar
import sasaran
from sasaran import SASARAN, Sasaran, inputs


@pytest.mark.parametrize("target", SASARAN, ids=lambda one: one.nama)
def test_a_parser_refuses_what_is_bent_and_falls_over_nothing(target: Sasaran) -> None:
    for data in inputs(target, acak.examples(target.kali), benih=acak.TIMES):
        try:
            target.hit(data)
        except Exception as finding:
            raise AssertionError(f"{target.nama}: {data!r}") from finding


def test_a_finding_is_kept_and_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def falls_over(data: bytes) -> None:
        assert data.startswith(b"desa"), "found"

    broken = [Sasaran("rusak", falls_over, lambda: [b"desa"])]
    monkeypatch.setattr(sasaran, "SASARAN", broken)
    assert lempar.seeded(0, tmp_path, None) == 1
    kept = (tmp_path / "temuan-1").read_bytes()
    with pytest.raises(AssertionError, match="found"):
        lempar.hit(kept, broken)
