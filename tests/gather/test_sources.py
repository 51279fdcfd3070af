"""Sources: files, folders, streams and documents, good and bad, in order."""

import datetime as dt
import io
import json
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import DatelineError, InputError, ItemError, SourceError
from dateline.gather import Gathered, gather, report_from_text
from dateline.gather.language import language_of
from dateline.gather.sources import gathered_page
from dateline.model import bytes_id, text_sha256
from dateline.settings import Settings

BODY = "Fighters entered Sake on Monday, two traders said.\n\nThe army denied it."
GOOD = f"Rebels enter Sake\n\n{BODY}"


def one(source: Any, **options: Any) -> Gathered:
    (gathered,) = gather(source, **options)
    return gathered


def failure(source: Any, **options: Any) -> DatelineError:
    gathered = one(source, **options)
    assert gathered.report is None
    assert gathered.page is None
    assert gathered.error is not None
    with pytest.raises(type(gathered.error)):
        gathered.unwrap()
    return gathered.error


def test_the_sample_is_gathered_as_its_gold_has_it() -> None:
    sample = resources.files("dateline.sample") / "dispatches"
    gold = Path(__file__).parents[1] / "data" / "sample" / "gold"
    with resources.as_file(sample) as folder:
        found = list(gather(folder))
    assert len(found) == 48
    for gathered in found:
        report, page = gathered.unwrap()
        name = Path(gathered.source).stem
        wanted = json.loads((gold / f"{name}.json").read_text("utf-8"))
        told = (report.publisher, report.agency, str(report.published), report.url)
        assert told == tuple(wanted[k] for k in ("publisher", "agency", "published", "url"))
        assert str(report.title).startswith(wanted["title"].removesuffix(" ..."))
        assert report.language == "en"
        assert "|" not in report.text
        assert page.data
        kinds = [doubt.kind for doubt in report.doubts]
        assert kinds == (["date_conflict"] if name == "43-golan-buffer-zone" else [])


def test_a_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    report, page = one(path).unwrap()
    assert (report.title, report.text) == ("Rebels enter Sake", BODY)
    assert report.id == page.id == bytes_id(path.read_bytes())
    assert report.text_sha256 == text_sha256(BODY)
    assert (report.published, report.published_origin, report.language) == (None, "unknown", "en")


def test_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        '---\ntitle: "Rebels enter Sake: army silent"\npublisher: Lake Post\nagency: AFP\n'
        "published: 2025-01-27T23:30:00+02:00\nurl: https://lake.example.org/a\n"
        f"byline: Ama Mensah\nsection: World\nother: ignored\n---\n\n{BODY}\n"
    )
    report, _ = one(path).unwrap()
    assert report.title == "Rebels enter Sake: army silent"
    assert (report.publisher, report.byline, report.section) == ("Lake Post", "Ama Mensah", "World")
    assert report.agency == "Agence France-Presse"
    assert (report.published, report.published_origin) == (dt.date(2025, 1, 27), "metadata")
    assert str(report.published_at) == "2025-01-27 23:30:00+02:00"
    assert (report.text, report.page_text, report.doubts) == (BODY, None, ())


@pytest.mark.parametrize(
    "block",
    [
        "this is no mapping",
        "- a\n- list",
        "title: [unclosed",
        "a: &a [x]\nb: *a",
        "title: " + "[" * 3000,
        "a: {b: {c: d\n  - e",
    ],
)
def test_front_matter_that_is_none_stays_in_the_text(tmp_path: Path, block: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\n{block}\n---\n{BODY}")
    report, _ = one(path).unwrap()
    assert BODY in report.text
    assert block.split("\n", maxsplit=1)[0] in report.text
    assert [d.kind for d in report.doubts] == ["front_matter"]
    assert report.title is None


def test_a_headline_with_a_colon_is_read_and_doubted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\ntitle: Army: Sake is ours\npublished: 2024-13-45\n---\n{BODY}")
    report, _ = one(path).unwrap()
    assert (report.title, report.published) == ("Army: Sake is ours", None)
    assert [d.kind for d in report.doubts] == ["front_matter", "date_unreadable"]


def test_a_given_day_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    report, _ = one(path, published=dt.date(2025, 1, 27)).unwrap()
    assert (report.published, report.published_origin) == (dt.date(2025, 1, 27), "given")


def lines(*documents: object) -> str:
    return "\n".join(d if isinstance(d, str) else json.dumps(d) for d in documents)


def test_documents_are_taken_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = "  GOMA (AP) — Share: X | Facebook\u00a0\r\n\n\n© "
    path.write_text(
        "\ufeff"
        + lines(
            {"id": "d1", "text": text, "title": "T", "published": "2025-01-27", "publisher": None},
            "",
            {"text": "No more than text.", "url": "https://example.org/2025/01/28/x"},
            {"id": 7, "text": "A number for a name."},
        ),
        encoding="utf-8",
    )
    (first, page), (second, _), (third, _) = (g.unwrap() for g in gather(path))
    assert (first.source, first.text) == ("d1", text)
    assert (first.title, first.agency) == ("T", "Associated Press")
    assert first.published == dt.date(2025, 1, 27)
    assert (first.cuts, first.page_text) == ((), None)
    assert page.data == (
        b'{"id":"d1","published":"2025-01-27","publisher":null,"text":'
        + json.dumps(text, ensure_ascii=False).encode()
        + b',"title":"T"}'
    )
    assert first.id == bytes_id(page.data)
    assert second.source == f"{path}, line 3"
    assert (second.published, second.published_origin) == (
        dt.date(2025, 1, 28),
        "url",
    )
    assert third.source == "7"


def test_bad_documents_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        lines(
            {"id": "a", "text": BODY},
            "{not json",
            "[1, 2]",
            {"id": "no text"},
            {"id": "number", "text": 5},
            {"id": "blank", "text": " \n"},
            {"id": "title", "text": BODY, "title": ["x"]},
            "[" * 100_000,
        ).encode()
        + b'\n{"text": "\xff\xfe"}\n'
        + json.dumps({"id": "z", "text": BODY}).encode()
    )
    found = list(gather(path))
    assert [g.error is None for g in found] == [True] + [False] * 8 + [True]
    assert all(isinstance(g.error, ItemError) for g in found[1:-1])
    assert "line 2" in str(found[1].error)
    assert 'key "text"' in str(found[3].error)
    assert found[-1].source == "z"


def test_a_document_over_the_limit_is_read_past(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    big = {"id": "big", "text": "x" * 300_000}
    path.write_text(lines({"id": "a", "text": BODY}, big, {"id": "z", "text": BODY}))
    found = list(gather(path, settings=Settings(max_bytes=100_000)))
    assert [g.error is None for g in found] == [True, False, True]
    assert "line 2" in str(found[1].error)
    assert "100,000" in str(found[1].error)


def test_documents_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        line = json.dumps({"id": "x", "text": BODY}).encode() + b"\n"

        def read(self, size: int = -1) -> bytes:
            return self.line

    found = gather(Endless())
    assert next(found).source == "x"
    assert next(found).source == "x"


def test_a_folder_is_read_in_order_and_what_is_not_is_named(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.html").write_text(f"<html><body><p>{BODY}</p></body></html>")
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.txt").write_text(GOOD)
    (tmp_path / ".hidden.txt").write_text(GOOD)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(GOOD)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "plain").write_text(GOOD)
    found = list(gather(tmp_path))
    told = [(os.path.relpath(g.source, tmp_path), g.error is None) for g in found]
    assert told == [
        ("a.txt", True),
        ("b/2.html", True),
        ("c.pdf", False),
        ("d.txt", False),
        ("e.txt", True),
        ("gone.txt", False),
        ("pipe.txt", False),
        ("plain", True),
    ]
    assert all(isinstance(g.error, ItemError) for g in found if g.error)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    path.chmod(0)
    assert "permission" in str(failure(path))


def test_a_folder_without_a_readable_file_refuses_as_a_whole(tmp_path: Path) -> None:
    assert isinstance(failure(tmp_path), SourceError)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    *_, last = gather(tmp_path)
    assert isinstance(last.error, SourceError)


@pytest.mark.parametrize("name", ["nowhere.txt", "no\0where", "x" * 5000])
def test_what_is_not_there_is_the_users_to_fix(tmp_path: Path, name: str) -> None:
    assert isinstance(failure(f"{tmp_path}/{name}"), InputError)


def test_a_pipe_or_device_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "standard input" in str(failure(tmp_path / "pipe"))
    assert "device" in str(failure("/dev/null"))


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    error = failure(path, settings=Settings(max_bytes=1000))
    assert "1,000" in str(error)
    assert "max_bytes" in str(error)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"%PDF-1.4 x", "PDF"),
        (b"PK\x03\x04x", "ZIP"),
        (b"\x1f\x8b\x08x", "gzip"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"text \x00 with a zero", "binary"),
        (bytes(range(256)), "binary"),
        (b"\xef\xbb\xbf", "nothing to read"),
        (b"---\ntitle: a\n---\n", "nothing to read"),
        (b"Home | World | Sport\nSubscribe", "nothing to read"),
    ],
)
def test_what_is_no_text_says_what_it_is(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    error = failure(path)
    assert isinstance(error, ItemError)
    assert word in str(error)
    assert str(error).startswith(str(path))


def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, title in (
        (GOOD.encode(), "Rebels enter Sake"),
        (f"<!doctype html><title>Rebels enter Sake</title><p>{BODY}".encode(), "Rebels enter Sake"),
        (lines({"text": BODY, "title": "Rebels enter Sake"}).encode(), "Rebels enter Sake"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        report, _ = one("-").unwrap()
        assert report.title == title
        assert "two traders said" in report.text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 3000)))
    assert isinstance(failure("-", settings=Settings(max_bytes=2000)), ItemError)


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "ftp://example.org/", "http://u:p@example.org/"]
)
def test_an_address_that_is_refused_is_the_users_to_fix(url: str) -> None:
    assert isinstance(failure(url), InputError)


@pytest.mark.parametrize(
    ("encoding", "doubts"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-16-le", ["encoding_guessed"]),
        ("utf-32", []),
        ("cp1251", ["encoding_guessed"]),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, doubts: list[str]) -> None:
    text = (
        "Российские войска заняли село в Донецкой области, сообщили военные во вторник.\n\n"
        "Украинская сторона это отрицает. Бои продолжаются на окраине села, сказал представитель.\n"
        "Жители ушли в соседний посёлок ещё в понедельник, рассказала медсестра местной больницы."
    )
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    report, _ = one(path).unwrap()
    assert "отрицает" in report.text
    assert [d.kind for d in report.doubts] == doubts
    assert report.language == "ru"


def test_a_declared_charset_is_used_and_a_wrong_one_is_not() -> None:
    head = "<html><head><meta charset='windows-1252'></head><body>"
    text = f"{head}<p>La ville d’Uvira est calme, dit-il.</p>"
    good = gathered_page(text.encode("cp1252"), "a", "text/html").unwrap()[0]
    assert "d’Uvira" in good.text
    assert good.doubts == ()
    wrong = gathered_page(text.encode("utf-8"), "a", "text/html").unwrap()[0]
    assert "d’Uvira" in wrong.text


def test_a_file_cut_off_in_a_character_is_read_with_a_doubt() -> None:
    data = ("Fighters entered Sake, said the mayor, M. Kasereka – " * 9 + "–").encode()[:-1]
    report = gathered_page(data, "a", "text/plain").unwrap()[0]
    assert report.text.endswith("\ufffd")
    assert [d.kind for d in report.doubts] == ["encoding_broken"]


def test_mojibake_is_noticed() -> None:
    broken = "The mayor said: “it’s over”. He didn’t stay.".encode().decode("cp1252", "replace")
    report = gathered_page(broken.encode(), "a", "text/plain").unwrap()[0]
    assert [d.kind for d in report.doubts] == ["mojibake"]


def test_report_from_text_counts_in_the_text_as_given() -> None:
    text = f"  {GOOD}\u00a0\n"
    report = report_from_text(text, published=dt.date(2025, 1, 27), title="T")
    assert (report.text, report.title, report.source) == (text, "T", "text")
    assert (report.published_origin, report.language) == ("given", "en")
    tidy = report_from_text(GOOD, tidy=True)
    assert (tidy.title, tidy.text) == ("Rebels enter Sake", BODY)
    with pytest.raises(ItemError):
        report_from_text(" \n")


def test_deep_markup_is_refused_or_read_but_never_breaks() -> None:
    def page(deep: int) -> bytes:
        return b"<html><body>" + b"<div>" * deep + b"<p>Fighters entered Sake on Monday.</p>"

    assert "entered Sake" in gathered_page(page(1000), "a", "text/html").unwrap()[0].text
    for deep in (3000, 100_000):
        with pytest.raises(ItemError, match="no text"):
            gathered_page(page(deep), "a", "text/html")


def test_half_a_page_is_read_as_far_as_it_goes() -> None:
    page = f"<html><body><article><h1>Rebels enter Sake</h1><p>{BODY}</p><p>And the".encode()
    report = gathered_page(page, "a", "text/html").unwrap()[0]
    assert report.title == "Rebels enter Sake"
    assert "two traders said" in report.text


hostile = st.binary(max_size=400) | st.text(max_size=400).map(
    lambda t: t.encode("utf-8", "replace")
)
TAGS = """<p>
</p>
<div>
<br>
<article>
<table><tr><td>
</html>
<script>
<!--
]]>
<h1>
<a b='
<meta charset=utf-16>
<time datetime=x>2024-13-45</time>
&#0;
<form>
<h1>Rebels enter Sake</h1>
<script type="application/ld+json">{"@type":"NewsArticle","headline":[{}]}</script>""".split("\n")
markup = st.lists(st.sampled_from(TAGS) | st.text(max_size=20), max_size=30).map(
    lambda parts: "".join(parts).encode("utf-8", "replace")
)
pieces = st.sampled_from([b'{"text":', b'"a"', b"}", b"\n", b"[", b'{"text":"x"}\n'])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(hostile | markup, st.sampled_from(["text/html", "text/plain", None]))
def test_any_bytes_give_a_report_or_one_of_our_errors(data: bytes, kind: str | None) -> None:
    try:
        report = gathered_page(data, "a", kind).unwrap()[0]
    except DatelineError:
        return
    assert report.text.strip()
    assert "\r" not in report.text


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    hostile
    | st.lists(st.sampled_from([b'{"text":', b'"a"', b"}", b"\n", b"[", b'{"text":"x"}\n'])).map(
        b"".join
    )
)
def test_any_stream_gives_reports_or_failures(data: bytes) -> None:
    for gathered in gather(io.BytesIO(data)):
        assert (gathered.report is None) == (gathered.error is not None)


def test_nothing_heavy_is_imported_until_it_is_needed() -> None:
    heavy = (
        "trafilatura",
        "httpx",
        "lxml",
        "py3langid",
        "numpy",
        "charset_normalizer",
        "yaml",
        "rapidfuzz",
    )
    code = f"import sys, dateline.gather; print([m for m in {heavy!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_table_in_english_is_english() -> None:
    text = (
        "Incident log, Sahel region, week 14\n\n"
        "Date | Location | Type | Actor | Fatalities\n"
        "1 April | Djibo, Soum (Burkina Faso) | Armed clash | JNIM vs. army | 12\n"
        "2 April | Kidal (Mali) | Air strike | Malian air force | 4 civilians\n"
        "4 April | near Torodi (Niger) | IED | Unknown | 6 soldiers\n"
    )
    assert language_of(text) == "en"
