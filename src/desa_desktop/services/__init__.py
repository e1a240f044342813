"""Use cases: one module per journey, one unit per function."""
