"""The encrypted store: engine, tables, mapping, unit, journal, archive."""
