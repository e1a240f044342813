"""Desa Desktop: village planning offline, and its way to the kecamatan and back."""

import os

__version__ = "0.5.0"

# openpyxl looks for lxml when it is first imported and then writes other bytes; the writer of Word
# documents brings lxml along, and the same workbook must come out everywhere
os.environ.setdefault("OPENPYXL_LXML", "False")  # noqa: TID251  nothing is read; it is the only door
