"""Appeals as relief bodies make them: who asks, whom, and one event for each whom they address."""

import datetime as dt

import msgspec
import pytest
from tests import making

from dateline.model import EventClaim
from dateline.read import Reader

PUBLISHED = dt.date(2020, 3, 6)


def appeals(reader: Reader, text: str, publisher: str) -> list[EventClaim]:
    report = msgspec.structs.replace(
        making.report(text, published=PUBLISHED), publisher=publisher, agency=None
    )
    claims = reader.read(report).claims
    return [c for c in claims if isinstance(c, EventClaim) and c.event == "REQUEST"]


@pytest.mark.parametrize(
    ("text", "publisher", "asked"),
    [
        ("Harbour Aid urges Turkey to open its border.", "Harbour Aid", ["Turkey"]),
        (
            "The Centre calls on JNIM to lift its blockade of Djibo.",
            "Sahel Rights Documentation Centre",
            ["JNIM"],
        ),
        (
            "The Mission called on the parties to the conflict to let its patrols through.",
            "Eastern Monitoring Mission",
            ["parties"],
        ),
        (
            "The network appealed to both armies to let ambulances into El Obeid.",
            "Nile Doctors Network",
            ["both armies"],
        ),
        (
            (
                "Harbour Aid calls on all parties to the conflict to spare hospitals, and urges the"
                " Security Council to renew its mandate."
            ),
            "Harbour Aid",
            ["parties", "Security Council"],
        ),
    ],
)
def test_each_whom_a_body_asks_is_asked(
    reader: Reader, text: str, publisher: str, asked: list[str]
) -> None:
    found = appeals(reader, text, publisher)
    assert [c.recipients[0].text for c in found] == asked
    assert all(c.actors for c in found)


def test_the_publisher_is_an_actor_and_no_place(reader: Reader) -> None:
    (found,) = appeals(
        reader, "Harbour Aid urged the rebels to free its drivers in Goma.", "Harbour Aid"
    )
    assert found.actors[0].name == "Harbour Aid"


def test_the_last_word_of_another_name_is_nobody(reader: Reader) -> None:
    text = "The Centre of Goma was quiet. The Council met."
    assert appeals(reader, text, "Harbour Aid") == []
