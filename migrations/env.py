"""Runs the migration steps on the connection it is handed; the program has opened it with its key.

There is no offline mode and no URL: `desa_desktop.store.upgrade` (or a test) puts the connection into
`config.attributes["connection"]` and owns the transaction around all steps (reliability.md 4).
"""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    # only `alembic check` and comparing tests hand in the tables; upgrading needs none
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    compare_type=True,
    # the caller has begun; alembic neither commits between steps nor at the end
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
