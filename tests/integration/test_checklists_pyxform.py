"""The shipped forms are XLSForm: pyxform converts them, and the validator of ODK runs them where Java is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from bengkel import TEMPLATES
from desa_desktop.services.templat import make_starter

FILES = sorted(TEMPLATES.glob("*.xlsx"))
ADVICE = "max-pixels"  # how large photos are sent: pyxform's own advice, of no use to us


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_pyxform_converts_a_shipped_form_without_a_remark(file: Path) -> None:
    made = convert(file)
    assert "<h:html" in made.xform
    assert [remark for remark in made.warnings if ADVICE not in remark] == []


@pytest.mark.skipif(shutil.which("java") is None, reason="validator of ODK needs Java, which is not here")
@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_validator_of_odk_runs_a_shipped_form(file: Path) -> None:
    made = convert(file, validate=True)  # raises ODKValidateError with what is wrong
    assert [remark for remark in made.warnings if ADVICE not in remark] == []


def test_a_form_that_other_tools_refuse_is_refused_here_too(tmp_path: Path) -> None:
    """So that the two tests above can fail at all."""
    from openpyxl import Workbook

    book = Workbook()
    survey = book.create_sheet("survey", 0)
    for row in (["type", "name", "label", "calculation"], ["integer", "a", "A", "${b} + 1"]):
        survey.append(row)
    broken = tmp_path / "salah.xlsx"
    book.save(broken)
    with pytest.raises(PyXFormError, match="Could not find the name 'b'"):
        convert(broken)


def test_the_starter_is_a_form_for_other_tools_as_well(tmp_path: Path) -> None:
    file = tmp_path / "awal.xlsx"
    file.write_bytes(make_starter("Isian baru", "isian-baru"))
    assert "<h:html" in convert(file).xform
