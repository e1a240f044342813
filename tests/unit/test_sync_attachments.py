"""What is encrypted or deciphered in pieces fails as its two ends do, at whichever piece that is."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterator

import pytest

from desa_desktop.sync import inner
from desa_desktop.sync.rejection import Code, KirimanRejected
from kiriman_bench import keys

SIZE = 200_000
MINE = keys("tursino-1")
FULL = OSError(errno.ENOSPC, "penuh")


def sealed() -> bytes:
    return inner.encrypt(bytes(SIZE), [MINE.age])


class Until:
    """Takes pieces, or gives them, until number `last`."""

    def __init__(self, last: int) -> None:
        self.last, self.count = last, 0

    def take(self, _piece: bytes) -> None:
        self.count += 1
        if self.count == self.last:
            raise FULL

    def pieces(self) -> Iterator[bytes]:
        for _place in range(SIZE // 1000):
            self.take(b"")
            yield bytes(1000)


def encrypt(take: Callable[[bytes], object]) -> None:
    inner.encrypt_pieces(iter((bytes(SIZE),)), [MINE.age], take)


def decrypt(take: Callable[[bytes], object]) -> None:
    inner.decrypt_pieces(io.BytesIO(sealed()), MINE.age_secret, take)


@pytest.mark.parametrize("work", [encrypt, decrypt])
def test_a_disk_that_is_full_at_any_piece_is_said_as_it_is(
    work: Callable[[Callable[[bytes], object]], None],
) -> None:
    whole = Until(0)
    work(whole.take)
    assert whole.count > 4
    for number in range(1, whole.count + 1):  # of the last one the library says nothing
        with pytest.raises(OSError, match="penuh") as caught:
            work(Until(number).take)
        assert caught.value is FULL


def test_a_source_that_breaks_off_is_said_as_it_is() -> None:
    for number in (1, 2, 100, SIZE // 1000):
        with pytest.raises(OSError, match="penuh"):
            inner.encrypt_pieces(Until(number).pieces(), [MINE.age], lambda _piece: None)

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise FULL

    with pytest.raises(OSError, match="penuh"):
        inner.decrypt_pieces(Broken(), MINE.age_secret, lambda _piece: None)


@pytest.mark.parametrize("length", [0, 10, 300, 70_000, SIZE])
def test_a_file_that_is_not_whole_is_no_failure_of_a_disk(length: int) -> None:
    with pytest.raises(KirimanRejected) as caught:
        inner.decrypt_pieces(io.BytesIO(sealed()[:length]), MINE.age_secret, lambda _piece: None)
    assert caught.value.reason is Code.E_DECRYPT
