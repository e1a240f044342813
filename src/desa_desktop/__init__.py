"""Desa Desktop: village planning offline, and its way to the kecamatan and back."""

__version__ = "0.3.0"
