"""Penduduk: residents and families, their figures and papers (ux.md 5)."""
