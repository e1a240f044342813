"""Write the golden pages anew after a change that was meant: `python tests/golden/renew_pages.py`.

Read the difference before committing it: every changed line is a changed place on paper.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]


def main() -> None:
    """One file a document, with three rows each, one more where Word is offered, and one a chart."""
    import lembar_word
    import papers
    from desa_desktop.documents import DOCUMENTS, pdf, word

    for kind, compose in papers.PAGES.items():
        text = papers.picture(pdf.write(compose(3), papers.FONTS))
        (HERE / "pages" / f"{kind}.txt").write_text(text, encoding="utf-8")
    for kind in (document.kind for document in DOCUMENTS if "docx" in document.formats):
        text = lembar_word.outline(word.write(papers.PAGES[kind](3), papers.FONTS))
        (HERE / "pages_word" / f"{kind}.txt").write_text(text, encoding="utf-8")
    import importlib.util

    place = HERE.parent / "unit" / "test_grafik.py"
    spec = importlib.util.spec_from_file_location("test_grafik", place)
    assert spec is not None
    assert spec.loader is not None
    charts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(charts)
    for name, chart in charts.CHARTS.items():
        (HERE / "charts" / f"{name}.txt").write_text(charts.picture(charts.drawn(chart)), encoding="utf-8")


if __name__ == "__main__":
    main()
