"""Reusable widgets that know no village."""
