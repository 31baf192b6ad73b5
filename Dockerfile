# syntax=docker/dockerfile:1
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
WORKDIR /capframe
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM ${BASE}
WORKDIR /capframe
COPY --from=build /venv /venv
COPY app app
COPY migrations migrations
COPY seed seed
RUN useradd --system --home-dir /data capframe && mkdir /data && chown capframe /data
USER capframe
VOLUME /data
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CAPFRAME_DATABASE_URL=sqlite:////data/capframe.db
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=3)"]
CMD ["python", "-m", "app.cli", "serve", "--host", "0.0.0.0", "--port", "8000"]
