"""openapi-typescript and openapi-fetch make a client that compiles strictly and reads all of the seed."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.api.seeded import ADMIN
from tests.clients.test_python_client import DOCUMENT, counts
from tests.contract import written
from tests.npm_tools import FOLDER, npm_tool

_READS = """\
import createClient from "openapi-fetch";
import type { paths } from "./capframe.js";

type Values = Record<string, string>;
const some = (values: Values, name: string): string => values[name] ?? "";

export const reads = [
%s
];
"""
_READ = """\
  {{
    path: "{path}", start: "{start}", pattern: /^{pattern}$/,
    ask: (base: string, headers: Values, values: Values, query: Values) =>
      createClient<paths>({{ baseUrl: base, headers }}).GET("{path}", {{ params: {{ {params} }} }}),
  }},"""


def typed_reads(document: dict[str, Any]) -> str:
    """A module with a typed call for every GET that answers JSON."""
    return _READS % "\n".join(
        typed_read(path, methods["get"])
        for path, methods in document["paths"].items()
        if "application/json" in methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
    )


def typed_read(path: str, told: dict[str, Any]) -> str:
    examples = {one["name"]: one["example"] for one in told.get("parameters", []) if one["in"] == "path"}
    schemas = {one["name"]: one["schema"] for one in told.get("parameters", [])}
    values = ", ".join(f"{name}: {typed_value(name, schemas[name])}" for name in examples)
    needed = [one for one in told.get("parameters", []) if one["in"] == "query" and one.get("required")]
    asked = [f'{one["name"]}: some(query, "{one["name"]}")' for one in needed]
    if "limit" in schemas:
        asked += ["limit: 3", '...(query["cursor"] !== undefined && { cursor: query["cursor"] })']
    query = f", query: {{ {', '.join(asked)} }}" if asked else ""
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?<\1>[^/]+)", re.escape(path)).replace("/", r"\/").replace(r"\-", "-")
    params = (f"path: {{ {values} }}" if values else "") + query
    start = "&".join(f"{one['name']}={quote(one['schema']['examples'][0])}" for one in needed)
    start = path.format(**examples) + (f"?{start}" if start else "")
    shown = {"path": path, "start": start, "pattern": pattern, "params": params.removeprefix(", ")}
    return _READ.format(**shown, key=ADMIN.text)


def typed_value(name: str, schema: dict[str, Any]) -> str:
    """A value of a path as its parameter takes it."""
    text = f'some(values, "{name}")'
    return f"Number({text})" if schema["type"] == "integer" else f"{text} as never" if "enum" in schema else text


@pytest.fixture
def compiled(folder: Path) -> Path:
    """A folder with the generated types, the example of the docs and the crawl, compiled strictly."""
    node_modules = Path(npm_tool("tsc")).parents[1]
    (folder / "node_modules").symlink_to(node_modules)
    (folder / "package.json").write_text('{"type": "module"}')
    for file in (FOLDER / "tsconfig.json", FOLDER / "crawl.ts", written.ROOT / "docs/examples/ladder.ts"):
        shutil.copy(file, folder)
    (folder / "reads.ts").write_text(typed_reads(json.loads(Path(DOCUMENT).read_bytes())))
    run(npm_tool("openapi-typescript"), DOCUMENT, "-o", "capframe.d.ts")
    run(npm_tool("tsc"), "--strict")
    return folder


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_typescript_client_compiles_strictly_and_reads_all_of_the_seed(compiled: Path, served: str) -> None:
    found = counts(run("node", str(compiled / "crawl.js"), served, ADMIN.text))
    below = "/v1/frameworks/{framework}/editions/{edition}"
    empty = {f"{below}/role-families/{{family}}", f"{below}/skill-groups/{{group}}", f"{below}/courses/stale"}
    empty |= {"/v1/courses/{course}", "/v1/providers/{provider}/courses/{external_id}"}  # the seed has no courses
    assert {path for path, times in found.items() if not times} <= empty
    assert found[f"{below}/roles/{{role}}/levels/{{role_level}}"] >= 10
    assert found[f"{below}/skills/{{skill}}"] >= 21
    assert len(found) > 20


def test_the_example_in_the_docs_prints_the_ladder(compiled: Path, served: str) -> None:
    lines = run("node", str(compiled / "ladder.js"), served, "product-management").splitlines()
    assert len(lines) == 5
    assert all(line.startswith("Product manager ") for line in lines)
    assert "Agile working (" in lines[0]
