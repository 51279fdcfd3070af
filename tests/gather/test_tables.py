"""Tables of a page keep their cells apart."""

from dateline.gather.html import report_from_html
from dateline.model import Page


def test_cells_of_a_row_are_parted_by_bars() -> None:
    html = (
        "<html><body><article><p>Incidents that our field staff recorded in the week under review, "
        "from partners and from media, follow in the order of their days.</p><table>"
        "<tr><th>Date</th><th>Location</th><th>Type</th></tr>"
        "<tr><td>1 April 2024</td><td>Djibo</td><td>Armed clash</td></tr></table></article>"
        "</body></html>"
    )
    data = html.encode()
    report = report_from_html(html, Page(id="x", data=data, source="x", media_type="text/html"))
    assert "Date | Location | Type\n1 April 2024 | Djibo | Armed clash" in report.text
