import pytest
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.kit.private import Private


@pytest.mark.parametrize(
    ("rule", "private"),
    [
        ("public, max-age=31536000, immutable", "private, max-age=31536000, immutable"),
        ("no-cache", "private, no-cache"),
        ("no-store", "no-store"),
        (None, "private"),
    ],
)
def test_every_answer_is_for_its_caller_alone_and_differs_by_key(rule: str | None, private: str) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"Vary": "Accept-Encoding"} | ({"Cache-Control": rule} if rule else {})
        await Response("a", headers=headers)(scope, receive, send)

    answer = TestClient(Private(app)).get("/")
    assert answer.headers["Cache-Control"] == private
    assert answer.headers["Vary"] == "Accept-Encoding, Authorization, X-API-Key"
