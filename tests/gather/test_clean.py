"""Furniture: what goes, what stays, and that nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.gather.clean import clean
from dateline.gather.furniture import tag
from dateline.gather.normalise import normalise, unwrap

LINES = [
    "Rebels took the town of Bunagana on Monday, the army said.",
    "Share: Facebook | X | WhatsApp",
    "Read also: Who holds Rutshuru?",
    "Related stories",
    "Three villages fall in a day",
    "Photo: a road near Sake",
    "WORLD",
    "(Reuters)",
    "Published December 02,2024",
    "By Ama Mensah",
    "© 2024 Lake Post",
    "",
    "“We saw them come,” she said.",
    "...",
]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Share: WhatsApp | X | Telegram", "share line"),
        ("Follow Lake Post on Telegram for updates", "share line"),
        ("Facebook Twitter LinkedIn", "share line"),
        ("Home > Africa > Great Lakes", "menu"),
        ("LISTEN LIVE | Programmes | Podcasts | Sign up for our newsletter", "menu"),
        ("Contact Us", "menu"),
        ("Subscribe to our weekly letter for 3 euros", "newsletter"),
        ("We use cookies to make this site work better.", "cookie notice"),
        ("Photo: A market in El Fasher (archive)", "caption"),
        ("A market in El Fasher [File: Amr Osman/AFP]", "caption"),
        ("Smoke over Sake on Monday. Photo: Ama Mensah", "caption"),
        ("Ama Mensah via Getty Images", "caption"),
        ("A truck burns near Sake (AP Photo/Ama Mensah)", "caption"),
        ("A truck burns near Sake on Monday. Ama Mensah/Reuters", "caption"),
        ("By using this site you agree to our terms.", "cookie notice"),
        ("(c) 2024 Lake Post", "copyright line"),
        ("(Reporting by Ama Mensah; editing by Joe Blake)", "credit line"),
        ("Additional reporting by Ama Mensah in Goma and agencies", "credit line"),
        ("With inputs from AFP and Reuters", "credit line"),
        ("Source: Lake News Agency", "credit line"),
        ("Anadolu Agency WORLD", "credit line"),
        ("Published December 02,2024", "date line"),
        ("Monday, 2 December 2024 10:15 GMT", "date line"),
        ("By Ama Mensah and Joe Blake", "byline"),
        ("Read also: Army leaves Sake | Talks in Luanda", "related headline"),
        ("MORE ON THIS STORY: Army leaves Sake | Talks in Luanda", "related headline"),
        ("Copyright Lake Post. All rights reserved.", "copyright line"),
        ("Tags: Sudan, El Fasher, RSF", "tags"),
        ("4 min read", "counter"),
        ("ADVERTISEMENT", "advertisement"),
        ("Click here to join our channel", "navigation"),
        ("* * *", "rule line"),
    ],
)
def test_furniture_is_told_by_its_line(line: str, reason: str) -> None:
    found = tag(line)
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    "line",
    [
        "Sources: Rebels Enter El Fasher",
        "Source: Army Leaves Bunagana",
        "Reuters reports:",
        "The agency said: Rebels hold Goma",
        "By Friday night Sake had fallen.",
        "By Monday",
        "Reporting by the United Nations put the dead at 40.",
        "Writing by hand, the clerk counted 31 dead.",
        "Photo studios burnt in the raid.",
        "Shares of the road were mined.",
        "Share of territory held by the army: 40 percent",
        "Follow-up raids killed three near Kaduna.",
        "Home to 300,000 people, El Fasher fell on Sunday.",
        "World Food Programme lorries were hit on the road.",
        "Live fire hit the crowd in Khartoum.",
        "Related to the raid, six men were held.",
        "Subscribers lost the signal when the mast was hit.",
        "Sign of peace: the two sides swapped prisoners.",
        "Video shows that the town is in rebel hands.",
        "Map makers now mark Sake as held by the M23.",
        "Security forces, Goma",
        "Sudan army: we hold El Obeid",
        "Killed: 12 | Wounded: 30 | Missing: 4",
        "Correction: the strike killed 15, not 51.",
        "Syria",
        "(c) The army must leave Sake by 1 May.",
        "Copyright was not on the minds of those who fled.",
        "Background: the M23 took Goma in 2012.",
        "See: the army holds it still, he said.",
        "Like the army, can the rebels feed Goma? No one knew on Monday.",
        "Support US-backed talks or leave, the envoy told both sides.",
        "By continuing the siege the two sides agree to starve the town.",
        "Two villages fell, the mayor said. Photos by witnesses show bodies on the road.",
        "The picture of the bridge was published by Getty Images on Friday.",
        "Shelling killed 15 people in Sake, the mayor said. (Reuters)",
        "Rebels took the base (video below).",
        "He told Reuters that the bridge was gone.",
        "The photo, taken by AFP, shows the flag over the governor's office.",
    ],
)
def test_a_line_that_may_carry_a_claim_stays(line: str) -> None:
    assert tag(line) is None


def test_a_credit_line_tells_agency_section_and_day() -> None:
    found = tag("Anadolu Agency WORLD Published December 02,2024 Subscribe")
    assert found is not None
    assert (found.agency, found.section) == ("Anadolu Agency", "World")
    assert found.stamp is not None
    assert str(found.stamp.day) == "2024-12-02"


def test_a_title_from_metadata_is_cut_where_the_body_repeats_it() -> None:
    text = "Rebels take Sake\n\nThe army left Sake on Monday, two traders said."
    cleaned = clean(text, title="Rebels take Sake")
    assert cleaned.text == "The army left Sake on Monday, two traders said."
    assert [cut.reason for cut in cleaned.cuts] == ["title"]


def test_a_dateline_is_no_title() -> None:
    text = "GOMA, Jan. 27 (AP) --\nRebels took the port on Monday, two traders said."
    assert clean(text).title is None
    assert clean(text).text == text


def test_a_single_line_is_text_and_no_title() -> None:
    assert clean("Rebels take Sake").text == "Rebels take Sake"


def test_the_opening_of_a_report_that_is_printed_twice_is_no_standfirst() -> None:
    report = (
        "Hpakant, 3 February 2025 - Rebels took the last outpost on the road on Monday.\n\n"
        "About 40 soldiers gave themselves up after a siege of four days, residents said.\n\n"
        "The army still holds the airfield and did not comment on the fighting there."
    )
    assert clean(f"{report}\n\n{report}").text.startswith("Hpakant, 3 February 2025")


def test_a_standfirst_with_a_figure_of_its_own_stays() -> None:
    text = (
        "Shells hit Kherson market\n\nShells killed nine at a market in Kherson on Friday.\n"
        "Reuters\nMarch 3, 2023\n\n"
        "Shells hit a market in Kherson on Friday and killed people there, the governor said.\n"
        "Rescuers were still at work at noon, he said on Telegram."
    )
    assert "Shells killed nine" in clean(text).text


def test_headlines_under_a_heading_go_until_the_text_goes_on() -> None:
    text = (
        "Rebels took Sake on Monday, two traders said there.\n\nRelated stories\nGoma falls\n"
        "Who is the M23?\n\nThe army denied it.\n\nA heading stays\n\nIt holds the hills."
    )
    assert clean(text).text == (
        "Rebels took Sake on Monday, two traders said there.\n\nThe army denied it.\n\n"
        "A heading stays\n\nIt holds the hills."
    )


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=14), st.booleans())
def test_no_character_is_lost(lines: list[str], titled: bool) -> None:
    page = unwrap(normalise("\n".join(lines)))
    cleaned = clean(page, title="Who holds Rutshuru?" if titled else None)
    kept, at = [], 0
    for cut in cleaned.cuts:
        assert cut.text == page[cut.span[0] : cut.span[1]]
        assert at <= cut.span[0]
        kept.append(page[at : cut.span[0]])
        at = cut.span[1]
    kept.append(page[at:])
    assert "".join(kept) == cleaned.text
    prose = "Rebels took the town of Bunagana on Monday, the army said."
    told = cleaned.title == prose or any(
        prose in cut.text and cut.reason.startswith("standfirst") for cut in cleaned.cuts
    )
    assert told or cleaned.text.split("\n").count(prose) == page.split("\n").count(prose)


def test_rows_of_a_table_stay_lines() -> None:
    row = "4 April | near Torodi in the region of Tillabéri (Niger) | mine | unknown | 6 soldiers"
    text = "Incident log\n\n" + "\n".join(["Date | Place | Type | Actor | Dead", *[row] * 6])
    assert unwrap(text) == text


def test_wrapped_lines_are_joined_without_moving_a_character() -> None:
    text = "\n\n".join(
        "The army said that it had taken the bridge over the river in\n"
        "the morning and that two of its men had been wounded when a\nmine went off."
        for _ in range(3)
    )
    joined = unwrap(text)
    assert len(joined) == len(text)
    assert joined.split("\n\n")[0].count("\n") == 0


def test_lists_are_not_joined() -> None:
    text = "Held by the army:\n\nSake\nMasisi\nMweso\nKitchanga\n\nHeld by no one:\n\nPinga"
    assert unwrap(text) == text


def test_normalising_keeps_what_a_reader_sees() -> None:
    assert normalise("a\u00a0b\u200b\r\n\u202ec\u00ad d\x00\u2028e \n\n\n\nf\ufeff") == (
        "a b\nc d\ne\n\nf"
    )
    assert normalise("می\u200cشود") == "می\u200cشود"
    assert normalise("e\u0301") == "e\u0301"
