"""Fetching from a real server on this machine; only the policy on addresses is swapped in."""

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.errors import InputError, ItemError, SourceError
from dateline.gather import gather
from dateline.gather.fetch import charset_of, fetch
from dateline.gather.fetch.client import Client, user_agent
from dateline.gather.fetch.guard import Policy, Resolve, public_only
from dateline.settings import Settings

PAGE = (
    b"<html lang=en><head><title>Rebels enter the port of Goma</title></head><body><article>"
    b"<h1>Rebels enter the port of Goma</h1>"
    b"<p>Fighters entered the port on Monday, two boatmen said.</p></article></body></html>"
)


class Site:
    """A web site of this test: paths to answers, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, Any]] = []
        self.agents: set[str] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.headers["Host"], self.path))
                site.agents.add(self.headers["User-Agent"])
                answer = site.answers.get(self.path.split("?")[0], (404, {}, b"none"))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    def url(self, path: str, host: str = "news.example.org") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> None:
        named = {"Content-Type": "text/html"} | {k.replace("_", "-"): v for k, v in headers.items()}
        self.answers[path] = (status, named, body)

    def client(
        self, resolve: Resolve | None = None, policy: Policy | None = None, **limits: Any
    ) -> Client:
        """A client to whom this machine is the one public address there is."""
        return Client(
            Settings(**({"fetch_timeout_s": 5.0} | limits)),
            policy=policy or (lambda a: None if str(a) == "127.0.0.1" else public_only(a)),
            resolve=resolve or (lambda host, port: ["127.0.0.1"]),
            ports=frozenset({self.port}),
            sleep=lambda s: self.asked.append(("slept", s)),
        )


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.server.shutdown()
    served.server.server_close()
    served.thread.join()


def test_a_page_is_fetched_by_the_name_it_was_asked_for(site: Site) -> None:
    site.page("/a", Set_Cookie="secret=1", Content_Type="text/html; charset=windows-1251")
    page = site.client(contact="desk@example.org").fetch(site.url("/a"))
    assert page.data == PAGE
    assert page.media_type == "text/html"
    assert charset_of(page) == "cp1251"
    assert page.retrieved is not None
    assert "set-cookie" not in dict(page.headers)
    assert site.asked == [
        (f"news.example.org:{site.port}", "/robots.txt"),
        (f"news.example.org:{site.port}", "/a"),
    ]
    assert all(a.startswith("Dateline/") and "desk@example.org" in a for a in site.agents)


def test_the_real_policy_refuses_this_machine(site: Site) -> None:
    site.page("/a")
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "0.0.0.0"):  # noqa: S104
        client = site.client(policy=public_only)
        client.resolve = Client(Settings()).resolve
        with pytest.raises((InputError, SourceError)):
            client.fetch(site.url("/a", host))
    assert site.asked == []


def test_gathering_an_inside_address_fails_with_what_to_fix() -> None:
    (failed,) = gather("http://127.0.0.1/secret")
    assert isinstance(failed.error, InputError)
    assert "loopback" in str(failed.error)


def test_a_name_that_turns_to_an_inside_address_is_refused_when_connecting(site: Site) -> None:
    """DNS rebinding: public for robots.txt, inside for the page."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.page("/a")
    with pytest.raises(InputError, match="private"):
        site.client(resolve=lambda h, p: next(answers)).fetch(site.url("/a"))
    assert [path for _, path in site.asked] == ["/robots.txt"]


@pytest.mark.parametrize(
    "target",
    [
        "http://inside.example.org:{port}/",
        "http://[::ffff:10.0.0.1]:{port}/",
        "http://news.example.org:22/",
        "file:///etc/passwd",
        "//user:word@news.example.org:{port}/b",
    ],
)
def test_a_redirect_is_checked_as_the_first_address(site: Site, target: str) -> None:
    site.page("/a", b"", 302, Location=target.format(port=site.port))

    def resolve(host: str, port: int) -> list[str]:
        return {"inside.example.org": ["192.168.0.1"], "::ffff:10.0.0.1": ["::ffff:10.0.0.1"]}.get(
            host, ["127.0.0.1"]
        )

    with pytest.raises(InputError):
        site.client(resolve=resolve).fetch(site.url("/a"))


def test_redirects_are_followed_a_few_times_and_never_round(site: Site) -> None:
    site.page("/a", b"", 301, Location="/b")
    site.page("/b", b"", 307, Location="c?x=1")
    site.page("/c")
    page = site.client().fetch(site.url("/a"))
    assert page.source == site.url("/c?x=1")
    site.page("/c", b"", 302, Location="/a")
    with pytest.raises(ItemError, match="circle"):
        site.client().fetch(site.url("/a"))
    for n in range(9):
        site.page(f"/{n}", b"", 302, Location=f"/{n + 1}")
    with pytest.raises(ItemError, match="more than 5"):
        site.client().fetch(site.url("/0"))


def test_too_big_is_refused_by_its_length_and_by_its_bytes(site: Site) -> None:
    site.page("/told", b"x" * 2000)
    with pytest.raises(ItemError, match="limit of 1,000 bytes"):
        site.client(max_bytes=1000).fetch(site.url("/told"))

    def endless(request: Any) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        try:
            for _ in range(10_000):
                request.wfile.write(b"x" * 1000)
        except OSError:
            pass

    site.answers["/endless"] = endless
    with pytest.raises(ItemError, match="limit"):
        site.client(max_bytes=20_000).fetch(site.url("/endless"))


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_packed_bomb_is_stopped_at_the_limit(site: Site, pack: Callable[[bytes], bytes]) -> None:
    coding = "gzip" if pack is gzip.compress else "deflate"
    site.page("/bomb", pack(b"\0" * 30_000_000), Content_Encoding=coding)
    with pytest.raises(ItemError, match="limit"):
        site.client(max_bytes=100_000).fetch(site.url("/bomb"))


def test_packed_pages_are_unpacked(site: Site) -> None:
    raw = zlib.compressobj(wbits=-15)
    for path, coding, body in (
        ("/gzip", "gzip", gzip.compress(PAGE)),
        ("/deflate", "deflate", zlib.compress(PAGE)),
        ("/raw", "deflate", raw.compress(PAGE) + raw.flush()),
    ):
        site.page(path, body, Content_Encoding=coding)
        assert site.client().fetch(site.url(path)).data == PAGE
    site.page("/broken", b"no gzip at all", Content_Encoding="gzip")
    with pytest.raises(ItemError, match="packed wrongly"):
        site.client().fetch(site.url("/broken"))
    site.page("/odd", PAGE, Content_Encoding="compress")
    with pytest.raises(ItemError, match="not asked for"):
        site.client().fetch(site.url("/odd"))


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_site_that_drips_is_given_up_at_the_deadline(site: Site, part: str) -> None:
    def drip(request: Any) -> None:
        if part == "body":
            request.send_response(200)
            request.send_header("Content-Type", "text/html")
            request.end_headers()
        try:
            for _ in range(100):
                request.wfile.write(b"H" if part == "head" else b"<p>")
                request.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    site.answers["/slow"] = drip
    started = time.monotonic()
    with pytest.raises(SourceError, match="took longer"):
        site.client(fetch_timeout_s=0.5).fetch(site.url("/slow"))
    assert time.monotonic() - started < 3


def test_a_resolver_that_hangs_is_given_up() -> None:
    release = threading.Event()

    def hang(host: str, port: int) -> list[str]:
        release.wait(5)
        return []

    client = Client(Settings(fetch_timeout_s=0.2), resolve=hang)
    with pytest.raises(SourceError, match="took longer"):
        client.fetch("http://slow.example.org/")
    release.set()


def test_robots_are_read_once_and_obeyed(site: Site) -> None:
    site.answers["/robots.txt"] = (
        200,
        {"Content-Type": "text/plain"},
        b"User-agent: *\nDisallow: /private/\nCrawl-delay: 2\n\nUser-agent: Other\nDisallow: /\n",
    )
    site.page("/a")
    site.page("/b")
    site.page("/private/c")
    client = site.client()
    client.fetch(site.url("/a"))
    client.fetch(site.url("/b"))
    with pytest.raises(SourceError, match=r"robots\.txt"):
        client.fetch(site.url("/private/c"))
    paths = [path for host, path in site.asked if host != "slept"]
    assert paths == ["/robots.txt", "/a", "/b"]
    assert [s for host, s in site.asked if host == "slept"] == [pytest.approx(2, abs=0.5)]


def test_a_redirect_into_what_robots_forbid_is_not_followed(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: Dateline\nDisallow: /private/")
    site.page("/a", b"", 302, Location="/private/c")
    site.page("/private/c")
    with pytest.raises(SourceError, match="robots"):
        site.client().fetch(site.url("/a"))


def test_robots_out_of_order_allow_nothing_and_missing_ones_all(site: Site) -> None:
    site.page("/a")
    site.answers["/robots.txt"] = (503, {}, b"")
    with pytest.raises(SourceError, match="try again later"):
        site.client().fetch(site.url("/a"))
    site.answers["/robots.txt"] = (403, {}, b"")
    assert site.client().fetch(site.url("/a")).data == PAGE
    site.answers["/robots.txt"] = (200, {}, b"\xff\xfe\x00 no rules <html>" * 100)
    assert site.client().fetch(site.url("/a")).data == PAGE


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (204, ItemError),
        (404, ItemError),
        (410, ItemError),
        (418, ItemError),
        (401, SourceError),
        (403, SourceError),
        (451, SourceError),
        (429, SourceError),
        (500, SourceError),
        (503, SourceError),
    ],
)
def test_an_answer_without_page_says_what_to_do(
    site: Site, status: int, error: type[Exception]
) -> None:
    site.page("/a", b"", status, Retry_After="30")
    with pytest.raises(error) as told:
        site.client().fetch(site.url("/a"))
    if status in {429, 503}:
        assert "in 30 s" in str(told.value)


def test_what_is_no_text_is_not_read(site: Site) -> None:
    site.page("/film", b"x", Content_Type="video/mp4")
    with pytest.raises(ItemError, match="video/mp4"):
        site.client().fetch(site.url("/film"))


def test_no_server_no_name_no_http(site: Site) -> None:
    site.answers["/rude"] = lambda request: request.wfile.write(b"nonsense\r\n\r\n")
    with pytest.raises(SourceError, match="cannot be reached"):
        site.client().fetch(site.url("/rude"))

    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("name not known")

    with pytest.raises(SourceError, match="name not known"):
        site.client(resolve=nowhere).fetch(site.url("/a"))
    client = site.client()
    site.server.shutdown()
    site.server.server_close()
    with pytest.raises(SourceError, match="cannot be reached"):
        client.fetch(site.url("/a"))


def test_fetch_takes_a_shared_client(site: Site) -> None:
    site.page("/a")
    client = site.client()
    assert fetch(site.url("/a"), settings=client.settings, client=client).data == PAGE


def test_the_contact_cannot_smuggle_a_header() -> None:
    with pytest.raises(InputError, match="contact"):
        user_agent(Settings(contact="desk\r\nCookie: a=b"))
    assert user_agent(Settings()).startswith("Dateline/")


def test_an_address_is_gathered_under_the_name_that_was_given(site: Site) -> None:
    site.page("/a", b"", 302, Location="/2025/01/27/port")
    site.page("/2025/01/27/port")
    (gathered,) = gather(site.url("/a"), client=site.client())
    report, page = gathered.unwrap()
    assert (gathered.source, report.source) == (site.url("/a"), site.url("/a"))
    assert page.source == report.url == site.url("/2025/01/27/port")
    assert report.title == "Rebels enter the port of Goma"
    assert (str(report.published), report.published_origin) == ("2025-01-27", "url")


def test_documents_at_an_address_are_gathered_one_by_one(site: Site) -> None:
    body = b'{"id": "a", "text": "Goma fell."}\n{"id": "b"}\n'
    site.page("/a.jsonl", body, Content_Type="application/x-ndjson")
    found = list(gather(site.url("/a.jsonl"), client=site.client()))
    assert [g.error is None for g in found] == [True, False]
