"""How grids and forms save: every cell and field goes through the editing service as one step.

Screens import this module; the window gets it from `launch` after the first paint, because the service
brings SQLAlchemy along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import editing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.table import Cell, RowId


class Steps:
    """Urungkan and Ulangi over the stored steps; called on the short lane."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def names(self, tables: frozenset[str]) -> tuple[str, str]:
        """The steps that can be undone and redone, empty texts where there is none."""
        can = editing.undoable(self._desk.app.database, tables)
        return can.urungkan, can.ulangi

    def back(self, tables: frozenset[str]) -> str:
        """Undo the newest step; NotFound, StaleRecord."""
        desk = self._desk
        return editing.undo(desk.app.database, by=desk.person, at=desk.now(), tables=tables)

    def again(self, tables: frozenset[str]) -> str:
        """Redo the step undone last; NotFound, StaleRecord."""
        desk = self._desk
        return editing.redo(desk.app.database, by=desk.person, at=desk.now(), tables=tables)


def bind_grid(
    desk: Desk,
    grid: Grid,
    kind: type[Any],
    parent: Callable[[], UUID | None],
    *,
    new_values: Callable[[RowId | None], Mapping[str, object]] | None = None,
    describe: Callable[[Any], str] | None = None,
    can_add: bool = True,
    can_move: bool = True,
) -> None:
    """Let a grid edit the rows of one kind in the list `parent()`.

    `new_values(after)` fills a new row (e.g. the dusun of the row above); `describe(row)` names a row
    in the sentence `… dihapus. [Urungkan]`.
    """

    def add(values: Mapping[str, object], after: RowId | None) -> None:
        owner = parent()
        if owner is None:
            grid.forget_new_row()
            return
        filled = {**(new_values(after) if new_values is not None else {}), **values}
        filled = {name: stored_value(kind, name, value) for name, value in filled.items()}
        at, below = desk.now(), None if after is None else _uuid(after)
        desk.save(
            grid,
            lambda: editing.add_row(
                desk.app.database, kind, owner, filled, by=desk.person, at=at, after=below
            ),
            failed=lambda error: _row_refused(desk, grid, error),
        )

    def remove(ids: list[RowId]) -> None:
        keys, at = [_uuid(one) for one in ids], desk.now()
        row = grid.current_row()
        name = describe(row) if describe is not None and row is not None and len(ids) == 1 else ""
        words = (
            _("Baris “{nama}” dihapus.").format(nama=name)
            if name
            else _("{jumlah} baris dihapus.").format(jumlah=len(ids))
        )
        desk.save(
            grid,
            lambda: editing.remove_rows(desk.app.database, kind, keys, by=desk.person, at=at),
            lambda _done: desk.undo_bar(words, lambda: undo(desk, grid)),
        )

    def move(row_id: RowId, offset: int) -> None:
        key, at = _uuid(row_id), desk.now()
        desk.save(
            grid,
            lambda: editing.move_row(desk.app.database, kind, key, offset, by=desk.person, at=at),
        )

    def withdraw(row_id: RowId) -> None:
        key, at = _uuid(row_id), desk.now()
        desk.save(grid, lambda: editing.withdraw_row(desk.app.database, kind, key, by=desk.person, at=at))

    grid.use(
        on_withdraw=withdraw if can_add else None,
        on_change=lambda changes: change_rows(desk, grid, kind, changes),
        on_add=add if can_add else None,
        on_remove=remove if can_add else None,
        on_move=move if can_move else None,
        on_draft=lambda cell, text: keep_draft(desk, grid.objectName(), cell, text),
    )


def change_rows(desk: Desk, grid: Grid, kind: type[Any], changes: Sequence[Change]) -> None:
    """Store changed cells of a grid's rows as one step; what the service refuses is shown at the cell."""
    values: dict[UUID, dict[str, object]] = {}
    for row_id, name, value in changes:
        values.setdefault(_uuid(row_id), {})[name] = stored_value(kind, name, value)
    at = desk.now()
    place = (kind.__name__, changes[0][0], changes[0][1]) if len(changes) == 1 else None
    desk.save(
        grid,
        lambda: editing.change_many(desk.app.database, kind, values, by=desk.person, at=at),
        failed=lambda error: cells_refused(desk, grid, changes, error),
        place=place,
    )


def undo(desk: Desk, owner: Any) -> None:
    """Take back the newest step (the button `Urungkan` of the bar)."""
    at = desk.now()
    desk.run(owner, lambda: editing.undo(desk.app.database, by=desk.person, at=at))


def save_field(desk: Desk, form: Form, kind: type[Any], key: UUID, name: str, value: object) -> None:
    """Store one field of a record; what the service refuses is shown at the field."""
    at, stored = desk.now(), stored_value(kind, name, value)
    desk.save(
        form,
        lambda: editing.change(desk.app.database, kind, key, {name: stored}, by=desk.person, at=at),
        failed=lambda error: _field_refused(desk, form, name, error),
        place=(kind.__name__, key, name),
    )


def form_callbacks(
    desk: Desk, form: Callable[[], Form], kind: type[Any], key: Callable[[], UUID | None]
) -> tuple[Callable[[str, object], None], Callable[[str, str | None], None]]:
    """The `save` and `draft` callbacks of a Form over the record `key()` of a kind."""

    def save(name: str, value: object) -> None:
        record = key()
        if record is not None:
            save_field(desk, form(), kind, record, name, value)

    def draft(name: str, text: str | None) -> None:
        record = key()
        if record is not None:
            keep_draft(desk, form().objectName(), (record, name), text)

    return save, draft


NOTES = "musyawarah.catatan"
"""The drafts of the line of notes: the only ones that outlive a clean closing."""


def keep_draft(desk: Desk, screen: str, cell: Cell, text: str | None) -> None:
    """Keep what stands in an open editor; saving the value forgets it (None needs no work here)."""
    if text is not None:
        at, key, name = desk.now(), str(cell[0]), cell[1]
        desk.run(desk, lambda: editing.save_draft(desk.app.database, screen, key, name, text, at=at))


def stored_value(kind: type[Any], name: str, value: object) -> object:
    """A cleared choice of a text field (L/P, unsur) is stored as an empty text, never as None."""
    field = kind.__dataclass_fields__.get(name)
    return "" if value is None and field is not None and field.default == "" else value


def cells_refused(desk: Desk, grid: Grid, changes: Sequence[Change], error: DesaError) -> None:
    """Show at the cells what a service refused; other cells of the step show the stored value again."""
    sentences = error.fields if isinstance(error, InvalidInput) else {}
    for row_id, name, _value in changes:
        if name in sentences:
            grid.set_problem(row_id, name, sentences[name])
        else:
            grid.model.forget_typed((row_id, name))
    desk.show_error(error)


def _row_refused(desk: Desk, grid: Grid, error: DesaError) -> None:
    grid.forget_new_row()
    desk.show_error(error)


def _field_refused(desk: Desk, form: Form, name: str, error: DesaError) -> None:
    sentences = error.fields if isinstance(error, InvalidInput) else {name: error.sentence}
    form.refuse(sentences)
    desk.show_error(error)


def _uuid(row_id: RowId) -> UUID:
    if not isinstance(row_id, UUID):
        raise TypeError(f"row id {row_id!r} is not a UUID")
    return row_id
