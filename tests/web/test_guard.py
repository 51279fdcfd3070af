"""Other hosts, other sites and hostile reports come to nothing."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from dateline.errors import InputError
from dateline.web.files import static_path
from dateline.web.run import listen

JUDGED = {"subject": "ab", "verdict": "right"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[", ""])
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_another_site_cannot_write(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/v1/judgements", json=JUDGED, headers=headers).status_code == 403


def test_the_policy_allows_no_inline_script_and_no_other_site(client: TestClient) -> None:
    for path in ("/", "/events", "/api/v1/state", f"{static_path()}/app.css", "/nowhere"):
        headers = client.get(path).headers
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "http" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    page = client.get("/").text
    assert "<script>" not in page
    assert "//" not in page.replace("<!doctype", "").replace("// ", "")


def test_a_taken_port_is_told() -> None:
    with listen(0) as listening:
        listening.listen()
        port = listening.getsockname()[1]
        with pytest.raises(InputError, match="--port"):
            listen(port)


def test_a_hostile_report_is_only_text(client: TestClient, hostile: str) -> None:
    for path in (f"/report/{hostile}", f"/evidence/{hostile}", "/reports", "/sources"):
        page = client.get(path)
        assert page.status_code == 200, path
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "<b onmouseover" not in page.text
        assert "\u202e" not in page.text
    assert "⟦U+202E⟧" in client.get(f"/report/{hostile}").text


def test_pages_answer(client: TestClient) -> None:
    names = "events statements positions holdings places doubts reports sources review log"
    for name in names.split():
        page = client.get(f"/{name}")
        assert page.status_code == 200, name
        assert "Dateline" in page.text
