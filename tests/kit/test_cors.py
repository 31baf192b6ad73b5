from starlette.testclient import TestClient

from app.kit.cors import EXPOSED, Cors
from app.kit.methods import Methods
from tests.kit.echo import DIRECTORY, echo

CLIENT = TestClient(Cors(Methods(echo, DIRECTORY), DIRECTORY))
OPEN, METHODS = "Access-Control-Allow-Origin", "Access-Control-Allow-Methods"


def test_reads_are_open_to_every_origin_without_credentials() -> None:
    for answer in (CLIENT.get("/things"), CLIENT.head("/elsewhere"), CLIENT.post("/lookup"), CLIENT.post("/compare")):
        assert answer.headers[OPEN] == "*"
        assert answer.headers["Access-Control-Expose-Headers"] == EXPOSED
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_what_takes_a_key_and_what_nobody_knows_is_closed() -> None:
    for answer in (CLIENT.put("/things/pear"), CLIENT.post("/elsewhere"), CLIENT.delete("/elsewhere")):
        assert OPEN not in answer.headers


def test_a_preflight_allows_the_reads_and_nothing_else() -> None:
    for path, method, is_open in (("/lookup", "POST", True), ("/things/a", "GET", True), ("/things/a", "PUT", False)):
        answer = CLIENT.options(path, headers={"Origin": "https://a.example", "Access-Control-Request-Method": method})
        assert answer.status_code == 204
        assert answer.headers.get(OPEN) == ("*" if is_open else None)
        assert answer.headers.get(METHODS) == (method if is_open else None)
        assert ("Content-Type" in answer.headers.get("Access-Control-Allow-Headers", "")) == is_open
