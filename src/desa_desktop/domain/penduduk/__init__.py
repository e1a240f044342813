"""Residents, families, what happens to them, guests, and who is in which assistance programme.

`Penduduk` and `Keluarga` are records of their own that name each other by id, so that a register of
150,000 people never has to be loaded to change one. Source: kependudukan.md 1 and 6.
"""
