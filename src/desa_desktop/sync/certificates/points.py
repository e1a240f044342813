"""Which Ed25519 public keys are refused at enrolment: points that are no honest laptop's key.

Not canonical, off the curve, or of small order (kiriman-format.md 9.2): with such a "key" one signature
can fit many messages.
"""

from __future__ import annotations

_P = 2**255 - 19
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)


def is_good_point(pub: bytes) -> bool:
    """Whether `pub` (32 bytes) is a canonical point of the curve outside the small subgroup."""
    if len(pub) != 32:
        return False
    number = int.from_bytes(pub, "little")
    y, sign = number & (2**255 - 1), number >> 255
    if y >= _P:
        return False
    x = _x_of(y, sign)
    if x is None:
        return False
    for _doubling in range(3):  # eight times the point: the identity exactly for small order
        x, y = _double(x, y)
    return (x, y) != (0, 1)


def _x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if x * x % _P != square:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if x * x % _P != square or (x == 0 and sign):
        return None
    return _P - x if x & 1 != sign else x


def _double(x: int, y: int) -> tuple[int, int]:
    # On -x2 + y2 = 1 + d x2 y2 the denominators are never zero for points of the curve.
    product = _D * x * x * y * y % _P
    new_x = 2 * x * y * pow(1 + product, _P - 2, _P)
    new_y = (y * y + x * x) * pow(1 - product, _P - 2, _P)
    return new_x % _P, new_y % _P
