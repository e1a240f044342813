"""How long a matrix of the RKP Desa takes, beside the bare tables of the libraries with the same content.

    python tests/bench/bench_matriks.py [rows]

The promise is at most 1.3 times the bare Table of reportlab at 400 rows (platform.md 4), and at 1,000 rows.
The other papers are held against what openpyxl and python-docx need for the same cells.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

import papers  # noqa: E402
from desa_desktop.documents import excel, matriks_rkp, pdf, word  # noqa: E402
from desa_desktop.documents.blocks import Column, Row, Table  # noqa: E402
from desa_desktop.documents.pdf.letters import load  # noqa: E402
from desa_desktop.documents.pdf.table import shown  # noqa: E402

MM = 72 / 25.4


def bare(table: Table) -> bytes:
    """The same cells in one reportlab Table: no wrapping, no bands, no page numbers."""
    from reportlab.lib import colors
    from reportlab.platypus import SimpleDocTemplate
    from reportlab.platypus import Table as Platypus

    rows = [[column.title for column in table.columns]]
    for row in table.rows:
        lines = [row.cells, *row.further] if isinstance(row, Row) else [(row.label,)]
        rows += [_texts(line, table.columns) for line in lines]
    shares = sum(column.width for column in table.columns)
    widths = [column.width * 290 * MM / shares for column in table.columns]
    paper = Platypus(rows, colWidths=widths, repeatRows=1)
    paper.setStyle(
        [("FONT", (0, 0), (-1, -1), "NotoSans-Regular", 7), ("GRID", (0, 0), (-1, -1), 0.4, colors.black)]
    )
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=(330 * MM, 215 * MM), leftMargin=25 * MM, rightMargin=15 * MM).build(
        [paper]
    )
    return target.getvalue()


def bare_workbook(table: Table) -> bytes:
    """The same cells in one sheet of openpyxl: no bands, no borders, no page set-up."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([column.title for column in table.columns])
    for row in table.rows:
        for line in [row.cells, *row.further] if isinstance(row, Row) else [(row.label,)]:
            sheet.append(_texts(line, table.columns))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def bare_word(table: Table) -> bytes:
    """The same cells in one table of python-docx: no widths, no merged heading, no bands."""
    from docx import Document

    rows = [[column.title for column in table.columns]]
    for row in table.rows:
        lines = [row.cells, *row.further] if isinstance(row, Row) else [(row.label,)]
        rows += [_texts(line, table.columns) for line in lines]
    document = Document()
    made = document.add_table(rows=len(rows), cols=len(table.columns))
    cells = made._cells  # asked once: `cell(row, column)` builds the whole list each time
    for place, text in enumerate(text for row in rows for text in row):
        cells[place].text = text
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _texts(cells: tuple[object, ...], columns: tuple[Column, ...]) -> list[str]:
    texts = [shown(cell, column) for cell, column in zip(cells, columns, strict=False)]  # type: ignore[arg-type]
    return texts + [""] * (len(columns) - len(texts))


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of some runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def main() -> None:
    """Print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    data = papers.matriks(rows)
    load(papers.FONTS)
    page = matriks_rkp.compose(data)
    table = next(block for block in page.blocks if isinstance(block, Table))
    ours = best(lambda: pdf.write(matriks_rkp.compose(data), papers.FONTS))
    plain = best(lambda: bare(table))
    workbook, plain_workbook = best(lambda: excel.write(page), 3), best(lambda: bare_workbook(table), 3)
    text, plain_text = best(lambda: word.write(page, papers.FONTS), 2), best(lambda: bare_word(table), 2)
    pages = pdf.draw(page, papers.FONTS).pages
    print(f"{rows} kegiatan, {pages} halaman")
    print(f"matriks-rkp PDF     {ours:.3f} s")
    print(f"reportlab Table     {plain:.3f} s   nisbah {ours / plain:.2f} (janji: paling besar 1,30)")
    print(f"matriks-rkp Excel   {workbook:.3f} s")
    print(f"openpyxl polos      {plain_workbook:.3f} s   nisbah {workbook / plain_workbook:.2f}")
    print(f"matriks-rkp Word    {text:.3f} s")
    print(f"python-docx polos   {plain_text:.3f} s   nisbah {text / plain_text:.2f}")


if __name__ == "__main__":
    main()
