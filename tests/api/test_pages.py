"""The pages for people: what their security policy lets in."""

import base64
import hashlib
import re

from starlette.routing import Route
from starlette.testclient import TestClient

from app.api import docs
from tests.api.shelf import FIXED


def policy(client: TestClient, address: str) -> str:
    return str(client.get(address).headers["Content-Security-Policy"])


def test_the_docs_may_run_their_own_script_and_no_other(client: TestClient) -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", client.get("/docs").text, re.DOTALL)
    told = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    scripts = re.findall(r"script-src ([^;]*);", policy(client, "/docs"))
    assert scripts == [f"'self' 'sha256-{told}'"]


def test_problem_pages_run_no_script_and_data_nothing_at_all(client: TestClient) -> None:
    assert "<script" not in client.get("/problems/not-found").text
    assert "script-src 'self';" in policy(client, "/problems/not-found")
    assert policy(client, FIXED) == "default-src 'none'; frame-ancestors 'none'"


def test_the_docs_and_their_files_have_manners_too(client: TestClient) -> None:
    pages = [str(route.path) for route in docs.router.routes if isinstance(route, Route)]
    assert {"/docs", "/docs/swagger-ui.css", "/start"} <= set(pages)
    for address in (*pages, "/openapi.json"):
        assert client.options(address).headers["Allow"] == "GET, HEAD, OPTIONS"
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200
        assert address.endswith(".png") or "Accept-Encoding" in client.get(address).headers["Vary"]
    assert client.options("/docs/nothing").status_code == 404


def test_a_tag_in_the_second_of_two_headers_counts(client: TestClient) -> None:
    tag = client.get(FIXED).headers["ETag"]
    headers = [("If-None-Match", '"other"'), ("If-None-Match", tag)]
    assert client.get(FIXED, headers=headers).status_code == 304
