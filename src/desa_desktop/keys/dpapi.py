"""Windows' own safe for a secret: only the same Windows account can open it again (DPAPI)."""

from __future__ import annotations

import sys
from collections.abc import Callable

_QUIET = 0x1  # CRYPTPROTECT_UI_FORBIDDEN: never a window of the system


def available() -> bool:
    """True on Windows."""
    return sys.platform == "win32"


def protect(secret: bytes) -> bytes:
    """Wrap `secret` for the current Windows account. Raises OSError where DPAPI refuses."""
    return _call("CryptProtectData", secret)


def unprotect(wrapped: bytes) -> bytes:
    """Unwrap what `protect` gave. Raises OSError in another account or on another machine."""
    return _call("CryptUnprotectData", wrapped)


def _call(name: str, content: bytes) -> bytes:
    if sys.platform != "win32":
        raise OSError("DPAPI is a part of Windows")
    import ctypes
    from ctypes import wintypes

    class Blob(ctypes.Structure):
        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))

    buffer = ctypes.create_string_buffer(content, len(content))
    given, answer = Blob(len(content), buffer), Blob()
    function: Callable[..., int] = getattr(ctypes.windll.crypt32, name)
    if not function(ctypes.byref(given), None, None, None, None, _QUIET, ctypes.byref(answer)):
        raise ctypes.WinError()
    try:
        return ctypes.string_at(answer.data, answer.size)
    finally:
        ctypes.windll.kernel32.LocalFree(answer.data)
