"""What follows a change of other rows in the same step, so that Urungkan takes both back together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from desa_desktop.domain.rkp import Kegiatan, Pagu
from desa_desktop.domain.rumus import terapkan_rumus
from desa_desktop.store.unit import Unit

Ikut = Callable[[Unit, UUID, Collection[UUID]], object]


def follow_pagu(unit: Unit, rkp: UUID, removed: Collection[UUID] = ()) -> int:
    """Let the formula rows of a plan follow its pagu inside an open unit; returns how many changed.

    `removed` are pagu that the same step takes away. Of a thousand activities only formula rows are read.
    """
    unit.flush()
    keys = [key for key, isi in unit.values(Kegiatan, "id", "rumus", rkp_desa_id=rkp) if isi]
    if not keys:
        return 0
    pagu = [one for one in unit.select(Pagu, rkp_desa_id=rkp) if one.id not in removed]
    return sum(terapkan_rumus(one, pagu) for one in unit.many(Kegiatan, keys))


FOLLOWERS: Mapping[type[Any], Ikut] = {Pagu: follow_pagu}


def follow(
    unit: Unit, kind: type[Any], parents: Iterable[UUID | None], removed: Collection[UUID] = ()
) -> None:
    """Let what depends on rows of this kind follow; `parents` are the records whose lists were changed."""
    act = FOLLOWERS.get(kind)
    for parent in parents if act is not None else ():
        if act is not None and parent is not None:
            act(unit, parent, removed)
