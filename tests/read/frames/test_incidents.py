"""Heads of incidents: which lines open with a place and a day."""

import pytest

from dateline.read.frames.incidents import incidents_of

OTHER = "Mellit, 14 November: Three shells fell on the market."


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("47-03, Tongomayel, 28 November. The post withdrew.", "Tongomayel"),
        ("12 November, Kutum. The army left.", "Kutum"),
        ("Kutum, 12 November: The army left.", "Kutum"),
        ("Incident 4 | Kutum | 12 November | Two men were shot.", "Kutum"),
        ("3. Kutum, North Darfur, 12 November. Two men were shot.", "Kutum, North Darfur"),
        ("(7) Bambari, 12 November – Gunmen took two nurses.", "Bambari"),
        ("• Saraqeb, Sunday: Shells hit the bakery.", "Saraqeb"),
        ("[12/05] Pisky: Two houses burned.", "Pisky"),
    ],
)
def test_a_place_and_a_day_head_a_line(line: str, head: str) -> None:
    text = f"{line}\n{OTHER}"
    first = incidents_of(text)[0]
    assert text[slice(*first.head)] == head


@pytest.mark.parametrize(
    "line",
    [
        "On 5 May, Kutum fell. The army left.",
        "Kutum fell on 5 May: the army left.",
        "DAMASCUS, Dec 5 (Meridian) - Rebels took Hama.",
        "The army left Kutum on Sunday.",
    ],
)
def test_sentences_have_no_head(line: str) -> None:
    assert len(incidents_of(f"{line}\n{OTHER}\n{OTHER}")) == 2


def test_one_head_alone_may_be_a_dateline() -> None:
    assert incidents_of("KINSHASA, 12 May – Rebels took Goma.\nThe army left.") == ()
