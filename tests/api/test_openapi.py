"""The OpenAPI document and the page that shows it."""

import re
from collections.abc import Iterator
from typing import Any

from starlette.testclient import TestClient

from app.api.application import build_application
from tests.api.shelf import Shelf

VERBS = (
    "accept",
    "change",
    "create",
    "delete",
    "get",
    "import",
    "list",
    "look_up",
    "migrate",
    "publish",
    "put",
    "reject",
    "retire",
    "revoke",
    "withdraw",
)

#: The answers that say more than every problem does.
OWN_PROBLEMS = {
    ("get_thing_by_id", "410"): "GoneDocument",
    ("accept_proposal", "409"): "ProposalMisfitDocument",
}


def operations(client: TestClient) -> dict[str, dict[str, Any]]:
    paths = client.get("/openapi.json").json()["paths"]
    return {f"{method} {path}": told for path, methods in paths.items() for method, told in methods.items()}


def test_every_operation_has_an_id_of_its_own_made_of_a_verb_and_a_noun(client: TestClient) -> None:
    ids = [told["operationId"] for told in operations(client).values()]
    assert len(set(ids)) == len(ids) > 20
    assert all(re.fullmatch(rf"({'|'.join(VERBS)})(_[a-z]+)+", each) for each in ids)


def test_every_operation_has_a_tag_a_summary_and_a_description(client: TestClient) -> None:
    for operation, told in operations(client).items():
        assert told["tags"], operation
        assert told["summary"], operation
        assert told["description"].endswith("."), operation


def test_every_parameter_is_described_and_bounded(client: TestClient) -> None:
    for operation, told in operations(client).items():
        for parameter in told.get("parameters", []):
            assert parameter["description"], operation
            schemas = parameter["schema"].get("anyOf", [parameter["schema"]])
            text = next(schema for schema in schemas if schema["type"] != "null")
            bounded = {"maxLength", "maximum", "format", "enum", "const"} & text.keys()
            assert bounded or text["type"] == "boolean", (operation, parameter["name"])


def test_every_error_is_told_as_a_problem_document(client: TestClient) -> None:
    for operation, told in operations(client).items():
        errors = {status: response for status, response in told["responses"].items() if status >= "400"}
        assert {"422", "500", "503"} <= errors.keys(), operation
        for status, response in errors.items():
            schema = response["content"]["application/problem+json"]["schema"]
            said = schema["$ref"].rpartition("/")[2]
            assert said == OWN_PROBLEMS.get((told["operationId"], status), "ProblemDocument"), operation


def test_schemas_have_plain_names_and_every_field_is_described(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert {"RoleSummaryPage", "RoleLevelProfile", "ProblemDocument"} <= schemas.keys()
    assert "HTTPValidationError" not in schemas
    for name, schema in schemas.items():
        assert re.fullmatch(r"[A-Za-z]+", name)
        for field, told in schema["properties"].items():
            target = told.get("description") or told.get("$ref")
            assert target, f"{name}.{field}"


def test_every_number_text_and_list_is_bounded(client: TestClient) -> None:
    told = list(schemas_in(client.get("/openapi.json").json()))
    assert len(told) > 300
    for place, schema in told:
        match schema["type"]:
            case "string":
                assert {"maxLength", "enum", "const"} & schema.keys(), place
            case "integer":
                assert {"minimum", "maximum", "format"} <= schema.keys(), place
            case "array":
                assert "maxItems" in schema, place


def test_every_good_answer_and_every_problem_has_an_example(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    for operation, told in operations(client).items():
        for status, response in told["responses"].items():
            for content in response.get("content", {}).values() if status < "300" else ():
                assert content["example"], (operation, status)
        for status, response in told["responses"].items():
            for content in response.get("content", {}).values() if status >= "400" else ():
                assert content["examples"], (operation, status)
                for name in content["examples"]:
                    assert document["components"]["examples"][name]["value"]["status"] == int(status)


def test_every_parameter_shows_what_it_takes_and_only_what_an_address_needs_is_filled_in(client: TestClient) -> None:
    for operation, told in operations(client).items():
        for parameter in told.get("parameters", []):
            assert ("example" in parameter) == (parameter["in"] == "path"), operation
            schema = parameter["schema"]
            words = [each for each in schema.get("anyOf", [schema]) if {"enum", "const"} & each.keys()]
            shown = parameter.keys() & {"example", "examples"} or schema.keys() & {"examples", "default"} or words
            assert shown or parameter["name"] == "cursor", (operation, parameter["name"])  # a cursor is never made up


def test_every_body_of_json_has_an_example(client: TestClient) -> None:
    bodies = {name: told["requestBody"] for name, told in operations(client).items() if "requestBody" in told}
    assert len(bodies) > 10
    for name, body in bodies.items():
        assert body["content"]["application/json"]["example"], name


def test_content_is_told_in_the_shapes_of_the_native_format(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    thing = document["paths"]["/v1/frameworks/{framework}/editions/{edition}/content/{kind}/{slug}"]
    sent, got = thing["put"]["requestBody"], thing["get"]["responses"]["200"]
    schemas = [each["content"]["application/json"]["schema"] for each in (sent, got, thing["put"]["responses"]["201"])]
    assert schemas[0] == schemas[1] == schemas[2]
    assert {"$ref": "#/components/schemas/NativeSkill"} in schemas[0]["anyOf"]
    skill = document["components"]["schemas"]["NativeSkill"]
    assert (skill["required"], skill["additionalProperties"]) == (["slug", "name"], False)


def test_every_tag_is_explained_in_the_order_of_need(client: TestClient) -> None:
    tags = [tag["name"] for tag in client.get("/openapi.json").json()["tags"] if tag["description"]]
    used = {tag for told in operations(client).values() for tag in told["tags"]}
    assert used == set(tags)
    assert (tags[0], tags[-1]) == ("Frameworks", "Service")


def test_who_reads_the_document_learns_the_licence_and_the_server(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["info"]["license"]["name"] == "MIT"
    assert document["info"]["contact"]["name"]
    assert document["servers"][0]["url"] == "/"


def schemas_in(told: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema with a type of its own, with its place."""
    if isinstance(told, dict):
        if isinstance(told.get("type"), str):
            yield place, told
        for key, value in told.items():
            if key not in {"example", "examples", "default"}:
                yield from schemas_in(value, f"{place}/{key}")
    if isinstance(told, list):
        for number, each in enumerate(told):
            yield from schemas_in(each, f"{place}/{number}")


def test_the_document_is_openapi_3_1_and_names_the_root_path_as_its_server() -> None:
    with TestClient(build_application(Shelf(), "/root")) as client:
        document = client.get("/root/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert [server["url"] for server in document["servers"]] == ["/root"]
    assert "](/root/start)" in document["info"]["description"]


def test_the_docs_come_from_this_host_alone() -> None:
    with TestClient(build_application(Shelf(), "/root")) as client:
        page = client.get("/root/docs")
        assert page.status_code == 200
        assert not re.findall(r"(?:https?:)?//[a-z]", page.text)
        files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
        assert len(files) == 3
        assert all(client.get(file).status_code == 200 for file in files)
        assert "'/root/openapi.json'" in page.text
        assert '"validatorUrl": null' in page.text


def test_no_style_of_the_docs_is_loaded_from_another_host(client: TestClient) -> None:
    style = client.get("/docs/swagger-ui.css").text
    assert not re.findall(r"url\(\s*['\"]?(?:https?:)?//", style)
    assert "@import" not in style
