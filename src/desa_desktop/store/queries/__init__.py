"""Reads for lists: frozen rows made for one reader."""
