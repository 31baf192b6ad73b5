"""The interactive documentation, from this host alone: the Swagger UI files lie in an installed package."""

import base64
import hashlib
import re
from html import escape
from importlib.resources import files
from pathlib import Path

from fastapi import Request
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.responses import FileResponse, HTMLResponse

from app.api.context import root_path
from app.api.rooms import room
from app.kit.security_headers import PAGE

router = room(public=True, include_in_schema=False)

_FILES = Path(str(files("fastapi_offline"))) / "static"
#: Made from docs/first-five-minutes.md by ``python -m tests.contract write``; ROOT stands for the root path.
_START = Path(__file__).with_name("start.html")
_SCRIPT, _STYLE, _ICON = "swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"


@router.get("/docs")
async def show_docs(request: Request) -> HTMLResponse:
    """Swagger UI over this server's OpenAPI document."""
    root = root_path(request)
    page = get_swagger_ui_html(
        openapi_url=f"{root}/openapi.json",
        title=request.app.title,
        swagger_js_url=f"{root}/docs/{_SCRIPT}",
        swagger_css_url=f"{root}/docs/{_STYLE}",
        swagger_favicon_url=f"{root}/docs/{_ICON}",
        # Without it the page sends the document's address to another host for a badge.
        swagger_ui_parameters={"validatorUrl": None},
    )
    page.headers["Content-Security-Policy"] = _policy(bytes(page.body))
    return page


def _policy(page: bytes) -> str:
    # FastAPI starts Swagger UI by a script in the page: this one, told by its hash, may run, and no other.
    scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts]
    return PAGE.replace("script-src 'self'", " ".join(["script-src 'self'", *hashes]))


@router.get("/start")
def show_start(request: Request) -> HTMLResponse:
    """The first five minutes: a page for whoever has never seen this server."""
    return HTMLResponse(_START.read_text(encoding="utf-8").replace("ROOT/", f"{escape(root_path(request))}/"))


@router.get(f"/docs/{_SCRIPT}")
async def get_docs_script() -> FileResponse:
    """Swagger UI."""
    return FileResponse(_FILES / _SCRIPT)


@router.get(f"/docs/{_STYLE}")
async def get_docs_style() -> FileResponse:
    """Its looks."""
    return FileResponse(_FILES / _STYLE)


@router.get(f"/docs/{_ICON}")
async def get_docs_icon() -> FileResponse:
    """Its icon."""
    return FileResponse(_FILES / _ICON)
