"""The API keeps to its own document, whatever is asked of it."""

from __future__ import annotations

from typing import Any

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

LOCAL = {"Host": "127.0.0.1"}


def test_the_api_keeps_its_contract(client: TestClient) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", client.app, headers=LOCAL)
    asked = 0
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]

        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy())
        def keeps(case: Any) -> None:
            response = case.call(headers=LOCAL)
            assert response.status_code < 500, response.text
            told = case.operation.definition.raw["responses"]
            assert str(response.status_code) in told, (case.path, response.text)

        keeps()
        asked += 1
    assert asked > 15
