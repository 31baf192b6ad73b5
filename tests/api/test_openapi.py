"""The OpenAPI document and the page that shows it."""

import re
from typing import Any

from starlette.testclient import TestClient

from app.api.application import build_application
from tests.api.shelf import Shelf

VERBS = ("get", "list", "look_up")


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
            assert {"maxLength", "maximum", "format", "enum", "const"} & text.keys(), (operation, parameter["name"])


def test_every_error_is_told_as_a_problem_document(client: TestClient) -> None:
    for operation, told in operations(client).items():
        errors = {status: response for status, response in told["responses"].items() if status >= "400"}
        assert "422" in errors, operation
        for response in errors.values():
            schema = response["content"]["application/problem+json"]["schema"]
            assert schema["$ref"].endswith("/ProblemDocument")


def test_schemas_have_plain_names_and_every_field_is_described(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert {"RoleSummaryPage", "RoleLevelProfile", "ProblemDocument"} <= schemas.keys()
    assert "HTTPValidationError" not in schemas
    for name, schema in schemas.items():
        assert re.fullmatch(r"[A-Za-z]+", name)
        for field, told in schema["properties"].items():
            target = told.get("description") or told.get("$ref")
            assert target, f"{name}.{field}"


def test_the_document_is_openapi_3_1_and_names_the_root_path_as_its_server() -> None:
    with TestClient(build_application(Shelf(), "/root")) as client:
        document = client.get("/root/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "/root"}]


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
