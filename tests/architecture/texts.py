"""The catalogues of texts: collected from the code, compared in every check.

    python tests/architecture/texts.py            bring resources/locale up to date
    python tests/architecture/texts.py --check    say what is stale, change nothing

Indonesian stands in the code and needs no catalogue. The compiled `.mo` is kept beside its `.po`, so that
a checkout, a wheel and a frozen program read the same file without a build step.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = "desa_desktop"
TRANSLATIONS = ("en",)
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
HEADER = "# Texts of Desa Desktop. Indonesian is the language of the code."


def collect(source: Path) -> Catalog:
    """Every text of the program with the files it stands in; no line numbers and no dates, so that it
    changes only when a text does."""
    catalog = Catalog(project="Desa Desktop", header_comment=HEADER, charset="utf-8", fuzzy=False)
    for file in sorted(source.rglob("*.py")):
        place = file.relative_to(source.parents[1]).as_posix()
        for _line, text, _comments, context in extract_from_file("python", file, keywords=KEYWORDS):
            catalog.add(text, locations=[(place, 0)], context=context)
    return catalog


NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def po_bytes(catalog: Catalog) -> bytes:
    """The catalogue as a file that is the same for the same texts."""
    target = BytesIO()
    write_po(target, catalog, width=110, omit_header=False, sort_output=True, include_lineno=False)
    dated = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Report-Msgid-Bugs-To",
    )
    lines = target.getvalue().decode("utf-8").split("\n")
    kept = [line for line in lines if not line.startswith(tuple(f'"{name}' for name in dated))]
    return "\n".join([line for line in kept if not line.startswith('"Generated-By')]).encode("utf-8")


def fresh(root: Path) -> dict[Path, bytes]:
    """Each catalogue file and what it must hold for the code as it is; translations are kept."""
    texts = collect(root / "src" / "desa_desktop")
    locale = root / "resources" / "locale"
    files = {locale / f"{DOMAIN}.pot": po_bytes(texts)}
    for language in TRANSLATIONS:
        po = locale / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        translated = Catalog(locale=language, domain=DOMAIN, header_comment=HEADER)
        if po.exists():
            translated = read_po(BytesIO(po.read_bytes()), locale=language, domain=DOMAIN)
        translated.update(texts, no_fuzzy_matching=True)
        translated.obsolete.clear()
        translated.header_comment = HEADER
        files[po] = po_bytes(translated)
        files[po.with_suffix(".mo")] = mo_bytes(files[po], language)
    return files


def mo_bytes(po: bytes, language: str) -> bytes:
    """The compiled catalogue of what is translated: an empty plural would hide the Indonesian text."""
    catalog = read_po(BytesIO(po), locale=language, domain=DOMAIN)
    catalog.creation_date = catalog.revision_date = NO_DAY  # read_po puts the present minute there
    for message in list(catalog):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(strings):
            catalog.delete(message.id, message.context)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    return compiled.getvalue()


def stale(root: Path) -> list[str]:
    """The catalogue files that do not fit the code."""
    return [
        file.relative_to(root).as_posix()
        for file, content in fresh(root).items()
        if not file.exists() or file.read_bytes() != content
    ]


def main(words: list[str]) -> int:
    """Bring the files up to date, or with `--check` only say which are not."""
    old = stale(ROOT)
    if "--check" in words:
        for name in old:
            print(f"{name} tidak cocok dengan kode. Jalankan: poe extract")
        return 1 if old else 0
    for file, content in fresh(ROOT).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    print("\n".join(f"diperbarui: {name}" for name in old) or "katalog sudah cocok")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
