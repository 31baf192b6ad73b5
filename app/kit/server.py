"""uvicorn, stopped gracefully and in bounded time, and answering unreadable requests with a problem document."""

import json
import os
import signal
import threading
from types import FrameType

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.kit.problems import MalformedRequest

#: Seconds for running requests to finish; together with the rest of a stop below the ten that Docker waits.
GRACE = 7
#: Seconds after which a stop that still hangs, in a thread that nobody can cancel, is cut short with status 1.
LAST = GRACE + 2
#: Bytes of a head that h11 sees at once; most requests are smaller.
_PIECE = 1024


class Server(uvicorn.Server):
    """A server that ends with status 0 when it is told to stop; uvicorn's own raises the signal again instead."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  # uvicorn's signature
        """Stop; a second Ctrl+C stops without waiting."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        if not self.should_exit:
            self.should_exit = True
            last = threading.Timer(LAST, os._exit, [1])
            last.daemon = True
            last.start()


class Protocol(H11Protocol):
    """A bound on heads of requests, and what uvicorn says before there is one: always 400, because the bytes are no
    HTTP or the head is over 16 kB. There is no request id, and the configured root path is not known here: the type is
    a relative one."""

    def data_received(self, data: bytes) -> None:
        """Pass on a head in pieces: h11 bounds what is unfinished, and would take whole what comes at once."""
        start = 0
        while start < len(data) and not self.transport.is_closing():
            end = start + (_PIECE if self.conn.their_state is h11.IDLE else len(data))
            super().data_received(data[start:end])
            start = end

    def send_400_response(self, msg: str) -> None:
        """Answer and close. Half an answer may be out already: then closing is all that can be done."""
        told = MalformedRequest.type
        document = {
            "type": f"/problems/{told.slug}",
            "title": told.title,
            "status": told.status,
            "detail": msg,
            "errors": [],
            "request_id": "",
        }
        body = json.dumps(document).encode()
        headers = [("Content-Type", "application/problem+json"), ("Cache-Control", "no-store"), ("Connection", "close")]
        answer = h11.Response(status_code=400, headers=[*headers, ("Content-Length", str(len(body)))])
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
