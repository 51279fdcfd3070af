"""A text may end with the measure of those counted."""

from tests import making

from dateline.model import EventClaim
from dateline.read import Reader


def test_a_text_that_ends_with_a_measure_is_read(reader: Reader) -> None:
    text = "Government shelling in Homs and the storming of a camp by a militia killed hundreds"
    read = reader.read(making.report(text))
    assert any(isinstance(c, EventClaim) for c in read.claims)
