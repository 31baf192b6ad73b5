"""capframe serve."""

import asyncio
import gc
import signal
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import uvicorn

Host = Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for every interface.")]
Port = Annotated[int, typer.Option(help="The port to listen on; 0 takes a free one.", min=0, max=65535)]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the API. An embedded database is created, migrated and seeded first where that is needed.

    SIGTERM and Ctrl+C let running requests finish, for a few seconds, and end with status 0.
    """
    # Until the server listens to it itself. Without, a container's first process would not hear it at all.
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    gc.disable()  # what is made until the server listens stays: looking for garbage in it only takes time
    try:
        listener, server = _prepare(host, port)
    except BaseException:
        signal.signal(signal.SIGTERM, before)
        raise
    finally:
        gc.enable()
    gc.freeze()
    asyncio.run(server.serve(sockets=[listener]))


def _prepare(host: str, port: int) -> "tuple[socket.socket, uvicorn.Server]":
    from app.authoring.seeding import missing_seeds, plant
    from app.cli.database import ready_engine
    from app.kit import logs
    from app.main import create_server
    from app.settings import read_settings

    settings = read_settings()
    style = logs.style_of(settings.log)
    logs.configure(style)
    engine = ready_engine(read_only=settings.read_only)
    for seed in missing_seeds(engine) if settings.seed and not settings.read_only else []:
        plant(engine, seed)
        typer.echo(f"Added {seed.framework} {seed.version}.", err=True)
    listener = _listen(host, port)
    server = create_server(settings, style)
    _greet(host, listener.getsockname()[1], settings.root_path, keyed=settings.reads == "keyed")
    return listener, server


def _listen(host: str, port: int) -> socket.socket:
    # Bound before anything is said, so that the greeting is true.
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as problem:
        raise SystemExit(f"capframe: cannot listen on {host} port {port}: {problem.strerror}") from None
    # Its connections inherit this. Without it a body waits up to 40 ms for the client to have seen the headers.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _greet(host: str, port: int, root_path: str, *, keyed: bool) -> None:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104  # compared
    base = f"http://{shown}:{port}{root_path}"
    typer.echo(f"Capframe listens on {base}/v1")
    typer.echo(f"Docs:  {base}/docs")
    reading = "reading needs one, and so does writing" if keyed else "reading needs none, writing does"
    typer.echo(f"Keys:  {reading}; get one: capframe keys create --name NAME --scopes edit")
