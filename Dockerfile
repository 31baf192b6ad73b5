# syntax=docker/dockerfile:1
# Another base: docker build --build-arg BASE=registry.example/python:3.13-slim . It needs Python 3.11 or newer, useradd
# and install, as Debian and Fedora have them.
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
COPY requirements.txt /build/
RUN ["python", "-m", "venv", "/venv"]
RUN ["/venv/bin/python", "-m", "pip", "install", "--no-cache-dir", "--disable-pip-version-check", "--require-hashes", "--requirement", "/build/requirements.txt"]
COPY app /capframe/app
COPY migrations /capframe/migrations
COPY seed /capframe/seed
# Nothing can be compiled later: the root may be read-only.
RUN ["/venv/bin/python", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "/capframe/app", "/capframe/migrations"]

FROM ${BASE}
RUN ["useradd", "--system", "--uid", "10001", "--no-create-home", "--home-dir", "/data", "capframe"]
RUN ["install", "--directory", "--owner", "10001", "/data"]
COPY --from=build /venv /venv
COPY --from=build /capframe /capframe
WORKDIR /capframe
# /data alone is written to: the embedded database, and what SQLite and uploads put aside for a moment.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CAPFRAME_DATABASE_URL=sqlite:////data/capframe.db TMPDIR=/data SQLITE_TMPDIR=/data
VOLUME ["/data"]
# A number, so that an orchestrator can see that it is not root.
USER 10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["python", "-m", "app.cli", "serve", "--host", "0.0.0.0", "--port", "8000"]
