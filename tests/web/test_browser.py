"""A desk's day in a real browser: slide, click, read, filter, judge, undo, export.

Needs Debian's Chromium; without it these tests are skipped. Screenshots go to the folder that
DATELINE_SCREENSHOTS names.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.web.test_borders import add as add_boundaries
from tests.web.test_routes import moves

from dateline.know.gazetteer import ensure
from dateline.pipeline import Record
from dateline.settings import Settings
from dateline.web.files import static_path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SLOW_MS = 30_000
AT = "at=10,20,9"

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test on any script error and any request elsewhere."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, base_url=address, accept_downloads=True
    )
    context.set_default_timeout(SLOW_MS)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    opened.on(
        "request",
        lambda r: (
            None if r.url.startswith((address, "blob:", "data:")) else wrong.append(f"asks {r.url}")
        ),
    )
    yield opened
    context.close()
    assert wrong == []


def shoot(page: Page, name: str, tmp_path: Path) -> None:
    folder = Path(os.environ.get("DATELINE_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def until(page: Page, script: str) -> None:
    """Wait until a script says yes; the policy of pages lets Playwright wait for no string."""
    for _ in range(SLOW_MS // 100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def opened(page: Page, query: str) -> None:
    page.goto(f"/?{query}")
    page.wait_for_selector("body[data-drawn]")


def test_a_day_at_the_desk(page: Page, tmp_path: Path) -> None:
    opened(page, f"day=2031-05-03&{AT}")
    slider = page.locator("#slider")
    slider.focus()
    slider.press("ArrowRight")
    expect(page.locator("#day")).to_have_value("2031-05-04")
    expect(page.locator("#panel")).to_contain_text("Aldbury: Town Guard → River Front")
    assert "day=2031-05-04" in page.url
    page.wait_for_selector("body[data-based]")
    shoot(page, "map", tmp_path)

    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    panel = page.locator("#panel")
    expect(panel).to_contain_text("captured Aldbury")
    expect(panel.locator("mark.fired").first).to_have_text("captured")
    expect(panel).to_contain_text("2 independent lines")
    shoot(page, "evidence", tmp_path)

    page.get_by_label("River Front").uncheck()
    assert "hide=nor.front" in page.url
    page.get_by_label("River Front").check()

    for lines in ("1 independent line,", "Town Guard"):  # and the map follows at once
        panel.locator(".line .claim button", has_text="Wrong").first.click()
        expect(panel).to_contain_text(lines)
    shoot(page, "judged", tmp_path)
    page.goto("/holdings?place=Aldbury")
    expect(page.locator("tbody")).not_to_contain_text("River Front")
    page.goto("/log")
    for _ in range(2):
        with page.expect_navigation():  # the page loads itself anew
            page.get_by_role("button", name="Retract").first.click()
    page.goto("/holdings?place=Aldbury")
    expect(page.locator("tbody")).to_contain_text("River Front")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    saved = Path(download.value.path()).read_text("utf-8")
    assert "River Front" in saved
    assert "Nether Wick" not in saved


def test_administrative_lines_and_their_switch(
    page: Page, settings: Settings, tmp_path: Path
) -> None:
    add_boundaries(settings.cache, districts=4)
    ensure(settings.cache)  # which takes longer than a page is waited for
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/tiles/admin/" in r.url else None)
    opened(page, f"day=2031-05-03&{AT}")
    page.wait_for_selector("body[data-based]")
    switch = page.get_by_label("provinces and districts")
    expect(switch).to_be_checked()
    assert asked
    shoot(page, "lines", tmp_path)
    drawn = page.locator("#map").screenshot()
    switch.uncheck()
    assert "lines=0" in page.url
    page.wait_for_timeout(500)
    assert page.locator("#map").screenshot() != drawn
    page.reload()
    page.wait_for_selector("body[data-based]")
    expect(page.get_by_label("provinces and districts")).not_to_be_checked()


def test_review_by_keys_and_in_two_windows(page: Page, tmp_path: Path) -> None:
    page.goto("/review")
    page.wait_for_selector(".evidence")
    other = page.context.new_page()
    other.goto("/review")
    other.wait_for_selector(".evidence")
    number = page.locator("#queue h1 small")
    before = int(number.inner_text())
    page.keyboard.press("y")
    expect(number).not_to_have_text(str(before))
    shoot(page, "review", tmp_path)
    expect(other.locator("#queue h1 small")).to_have_text(number.inner_text())
    page.keyboard.press("u")
    expect(number).to_have_text(str(before))


@pytest.mark.parametrize(
    "path",
    ["/?day=2031-05-04", "/events", "/statements", "/review", "/sources", "/log", "/reports"],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page: Page, path: str, scheme: str, tmp_path: Path) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(path)
    page.wait_for_selector("body[data-drawn]" if path.startswith("/?") else "h1")
    found = Axe().run(page)
    serious = [
        (v["id"], [n["html"][:120] for n in v["nodes"]][:3])
        for v in found.response["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []
    shoot(page, f"{path.strip('/').split('?')[0] or 'map'}-{scheme}", tmp_path)


def test_a_phone_has_no_sideways_scroll(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, "day=2031-05-04")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shoot(page, "phone", tmp_path)


@pytest.mark.usefixtures("hostile")
def test_a_hostile_report_does_nothing(page: Page, hostile: str, tmp_path: Path) -> None:
    page.goto(f"/report/{hostile}")
    expect(page.locator("h1")).to_contain_text("<script>alert(3)</script>⟦U+202E⟧evil")
    assert page.locator("main script, main img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    shoot(page, "hostile", tmp_path)
    opened(page, "day=2031-05-04")


def test_two_days_side_by_side(page: Page, tmp_path: Path) -> None:
    opened(page, f"day=2031-05-03&vs=2031-05-04&{AT}")
    expect(page.locator("#map2 canvas.over")).to_be_visible()
    expect(page.locator("#notice")).to_contain_text("2031-05-04")
    shoot(page, "compare", tmp_path)


def test_filters_go_from_a_table_to_the_map_and_back(page: Page) -> None:
    page.goto("/holdings?actor=nor.front&until=2031-05-04")
    page.get_by_role("link", name="On the map").click()
    page.wait_for_selector("body[data-drawn]")
    expect(page.get_by_label("River Front")).to_be_checked()
    expect(page.get_by_label("Town Guard")).not_to_be_checked()
    page.locator("#panel").get_by_role("link", name="Holdings of the day").click()
    expect(page.get_by_label("Actor")).to_have_value("nor.front")
    expect(page.locator("tbody")).not_to_contain_text("Town Guard")


def test_times_in_a_chosen_zone(page: Page) -> None:
    page.goto("/log")
    page.get_by_role("button", name="Times:").click()
    page.get_by_label("Zone", exact=True).select_option("Asia/Damascus")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("button", name="Times: Asia/Damascus")).to_be_visible()


def test_a_printed_map_has_its_legend_and_its_lists(page: Page, tmp_path: Path) -> None:
    opened(page, "day=2031-05-04")
    page.emulate_media(media="print")
    expect(page.locator("#legend")).to_contain_text("River Front")
    expect(page.locator("#panel .marks").first).to_be_visible()
    expect(page.locator("#time")).to_be_hidden()
    assert page.pdf(path=tmp_path / "map.pdf")


def test_names_in_both_scripts_or_one(page: Page, own_names: None, tmp_path: Path) -> None:
    del own_names
    page.goto("/holdings?place=Aldbury")
    row = page.locator("tbody tr").first
    expect(row.locator(".own")).to_have_text("ألدبري")
    expect(row.locator(".own")).to_have_attribute("dir", "rtl")
    page.get_by_label("Names of places").select_option("own")
    expect(row.locator(".lat")).to_be_hidden()
    opened(page, f"day=2031-05-04&{AT}")  # the choice stays
    expect(page.locator("#panel .own").first).to_have_text("ألدبري")
    until(
        page,
        "[...document.fonts].some(f => f.status == 'loaded' && f.unicodeRange.startsWith('U+600'))",
    )
    shoot(page, "names-own", tmp_path)
    page.get_by_label("Names of places").select_option("latin")
    expect(page.locator("#panel .own").first).to_be_hidden()
    shoot(page, "names-latin", tmp_path)


def test_a_movement_is_drawn_and_says_who_tells_it(
    page: Page, record: Record, own_names: None, tmp_path: Path
) -> None:
    del own_names
    record.add(moves())
    opened(page, "day=2031-05-04&at=10.1,20.05,9")
    page.wait_for_selector("body[data-based]")
    expect(page.locator("#legend")).to_contain_text("the way between is not")
    shoot(page, "routes", tmp_path)
    spot = page.evaluate(
        """async (files) => {
            const { Told } = await import(`${files}/js/data.js`);
            const told = new Told();
            await told.load();
            const [route] = (await told.routes).filter((r) => r.e === 'ADVANCE');
            return route.ends;
        }""",
        static_path(),
    )
    box = page.locator("#map").bounding_box()
    assert box is not None
    # The middle of the bent line, in pixels: as paint.js draws it.
    scale, ((x0, y0), (x1, y1)) = 512 * 2**9, spot
    bend = 0.14
    mid_x = (x0 + x1) / 2 + (y1 - y0) * bend
    mid_y = (y0 + y1) / 2 - (x1 - x0) * bend
    centre = page.evaluate(
        f"import('{static_path()}/js/mercator.js').then((m) => [m.worldX(20.05), m.worldY(10.1)])"
    )
    page.mouse.click(
        box["x"] + box["width"] / 2 + (mid_x - centre[0]) * scale,
        box["y"] + box["height"] / 2 + (mid_y - centre[1]) * scale,
    )
    expect(page.locator("#panel mark.fired").first).to_have_text("advanced")
    page.get_by_label("from place to place").uncheck()
    assert "routes=0" in page.url
    shoot(page, "routes-off", tmp_path)
