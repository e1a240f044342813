"""The kecamatan's root key on its own stick, sealed for the kecamatan's kit.

Only `kecamatan` laptops are enrolled and revoked with it; everyday work never needs it (10.1 of
kiriman-format.md).
"""

from __future__ import annotations

from pathlib import Path

from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services.exchange.results import Folders, Laptop
from desa_desktop.services.exchange.trust import BelumAdaAkar, read_circle
from desa_desktop.store.unit import Database
from desa_desktop.sync import strict_json
from desa_desktop.sync.certificates import Keys
from desa_desktop.sync.deposit import open_deposit, seal_deposit
from desa_desktop.sync.rejection import Code, KirimanRejected
from desa_desktop.sync.stick import write_checked

FOLDER, ENDING = "KUNCI-INDUK", ".kunci-induk"
_MOST = 64 * 1024
_KEYS = frozenset({"age", "kid", "kode", "seed", "v"})


def write_root(database: Database, laptop: Laptop, files: Folders, recipient: str, folder: Path) -> Path:
    """Write the root's secret to a stick, for the kit `recipient` alone, and read it back twice.

    Raises BelumAdaAkar when this laptop does not have it, KirimanRejected with the E_STICK_ code.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
    if circle.root is None or laptop.root is None or laptop.root.kid != circle.root.kid:
        raise BelumAdaAkar
    content = strict_json.encode(
        {
            "age": laptop.root.age_secret,
            "kid": laptop.root.kid,
            "kode": circle.kode,
            "seed": laptop.root.seed.hex(),
            "v": 1,
        }
    )
    name = f"{circle.kode}-{laptop.root.kid[:8]}{ENDING}"
    return write_checked(files.fs, folder, FOLDER, name, seal_deposit(content, recipient)).path


def find_root_file(path: Path) -> Path:
    """The file that is meant: itself, or the one on a flash disk. Raises NotFound, InvalidInput."""
    if not path.is_dir():
        return path
    found = sorted([*path.glob(f"{FOLDER}/*{ENDING}"), *path.glob(f"*{ENDING}")])
    if not found:
        raise NotFound(apa=_("Kunci induk di {tempat}").format(tempat=path))
    if len(found) > 1:
        raise InvalidInput({"akar": _("Ada {n} kunci induk di sana. Sebut berkasnya.").format(n=len(found))})
    return found[0]


def read_root(database: Database, laptop: Laptop, files: Folders, path: Path, digits: str) -> Keys:
    """The root's secret from its stick, behind the 30 digits of the kecamatan's kit; nothing is stored.

    Raises NotFound, NomorKunciWrong naming a mistyped group, KeyProblem for another kit or a damaged file,
    InvalidInput for the root of another kecamatan or one that was replaced, BelumAdaAkar.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
    if circle.root is None or circle.is_desa:
        raise BelumAdaAkar
    file = find_root_file(path)
    try:
        sealed = files.fs.read(file, _MOST)
    except FileNotFoundError as missing:
        raise NotFound(apa=_("Berkas {nama}").format(nama=file)) from missing
    except OSError as failure:
        raise KirimanRejected(Code.E_STICK_READ) from failure
    content = open_deposit(sealed, digits, circle.kode)
    try:
        fields = strict_json.decode_object(content)
        if fields.keys() != _KEYS or fields["v"] != 1:
            raise ValueError("other keys")
        found = Keys(bytes.fromhex(str(fields["seed"])), str(fields["age"]))
        kid = found.kid
    except (strict_json.NotStrict, ValueError, TypeError) as failure:
        raise InvalidInput({"akar": _("Isi berkas kunci induk rusak. Tidak ada yang diubah.")}) from failure
    if kid != circle.root.kid:
        raise InvalidInput({"akar": _("Itu bukan kunci induk kecamatan ini, atau kunci yang sudah diganti.")})
    return found
