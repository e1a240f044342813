"""The filters of the list of residents on the command line: the same words as in the panel Saring."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given
from desa_desktop.cli.saring_pilihan import CARI, SARING, SEMUA
from desa_desktop.domain.penduduk import StatusDasar
from desa_desktop.domain.penduduk.kode import fold
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as shown
from desa_desktop.services.penduduk import KelompokRentan, SaringPenduduk

# option -> the field whose list it is from; a code or its word is given
_CODED: Mapping[str, str] = {
    "pendidikan": "pendidikan_kk",
    "pekerjaan": "pekerjaan",
    "cacat": "cacat",
    "kawin": "status_kawin",
    "agama": "agama",
    "hubungan": "shdk",
}
_FLAGS: Mapping[str, str] = {
    "tak-lengkap": "is_tidak_lengkap",
    "tanpa-nik": "is_tanpa_nik",
    "tanpa-keluarga": "is_tanpa_keluarga",
}


def chosen(given: Given) -> list[str]:
    """The filters that were given."""
    return [one.name for one in SARING if given.has(one.name)]


def stop_if_chosen(given: Given, allowed: tuple[str, ...] = ()) -> None:
    """A list without filters says so instead of passing them over. Raises InvalidInput."""
    for name in chosen(given):
        if name in allowed:
            continue
        sentence = (
            _("Pilihan --cari hanya untuk penduduk dan keluarga.")
            if name == CARI.name
            else _("Pilihan --{nama} hanya untuk penduduk.").format(nama=name)
        )
        raise InvalidInput({name: sentence})


def read_saring(desk: Desk, given: Given) -> SaringPenduduk:
    """The filter that was typed. Raises InvalidInput for a hamlet, code or age that cannot be."""
    fields: dict[str, Any] = {"kata": given.text("cari"), "dusun": _dusun(desk, given.many("dusun"))}
    for name in ("rw", "rt"):
        fields[name] = tuple(one.zfill(3) if one.isdigit() else one for one in given.many(name))
    fields["jk"] = tuple(given.many("jk"))
    fields["rentan"] = tuple(KelompokRentan(one) for one in given.many("rentan"))
    if given.has("umur"):
        fields["umur_dari"], fields["umur_sampai"] = _ages(given.text("umur"))
    for name, field in _CODED.items():
        fields[field] = tuple(kode for one in given.many(name) for kode in _codes(desk, name, field, one))
    for name, field in _FLAGS.items():
        fields[field] = given.has(name)
    status = given.many("keadaan")
    if status:
        fields["status"] = () if SEMUA in status else tuple(StatusDasar(one) for one in status)
    return SaringPenduduk(**fields)


def _dusun(desk: Desk, names: list[str]) -> tuple[UUID, ...]:
    if not names:
        return ()
    known = {one.nama.casefold(): one for one in shown.list_dusun(desk.app.database)}
    for name in names:
        if name.casefold() not in known:
            listed = ", ".join(one.nama for one in known.values()) or _("belum ada")
            sentence = _("Dusun {nama} tidak dikenal. Dusun di desa ini: {daftar}.")
            raise InvalidInput({"dusun": sentence.format(nama=name, daftar=listed)})
    return tuple(known[name.casefold()].id for name in names)


def _ages(text: str) -> tuple[int | None, int | None]:
    found = re.fullmatch(r"\s*([0-9]{1,3})?\s*(-)?\s*([0-9]{1,3})?\s*", text)
    low, stroke, high = found.groups() if found else (None, None, None)
    if low is None and high is None:
        sentence = _("Umur {isi} tidak jelas. Contoh: --umur 0-5, --umur 60-, atau --umur 17.")
        raise InvalidInput({"umur": sentence.format(isi=text)})
    first = int(low) if low is not None else None
    last = int(high) if high is not None else None if stroke else first
    return first, last


def _codes(desk: Desk, name: str, field: str, text: str) -> tuple[int, ...]:
    """The code that is meant, or all whose words contain what was typed (`buruh` has several)."""
    daftar = desk.app.kode.of_field(field)
    assert daftar is not None
    exact = daftar.find(text)
    if exact is not None:
        return (exact,)
    found = tuple(one.kode for one in daftar.isi if fold(text) and fold(text) in fold(one.nama))
    if not found:
        words = [one.nama for one in daftar.isi]
        near = difflib.get_close_matches(text.upper(), words, n=3, cutoff=0.4) or words[:3]
        sentence = _("--{nama}: {isi} tidak ada di daftar. Misalnya: {contoh}.")
        raise InvalidInput({name: sentence.format(nama=name, isi=text, contoh=", ".join(near))})
    return found
