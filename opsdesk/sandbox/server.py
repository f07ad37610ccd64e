"""A small threaded WSGI server with keep-alive, and the application that routes to the fakes."""

import logging
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote

from opsdesk.sandbox.faults import Fault, Faults
from opsdesk.sandbox.wire import BadJson, ConnectionCut, Request, Response

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]


class Fake(Protocol):
    """One vendor: names the operation of a request, answers it, and knows its own error shape."""

    vendor: str
    slow_inside: frozenset[str]  # operations that are slow in their own middle, not before it

    def operation(self, request: Request) -> str:
        """Return the name faults use, e.g. refundCreate."""

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Do what the vendor does."""

    def failure(self, status: int, message: str) -> Response:
        """Return an error in the vendor's shape."""


class Application:
    """WSGI: /{vendor}/… goes to that vendor's fake, through the armed faults."""

    def __init__(self, fakes: Mapping[str, Fake], faults: Faults) -> None:
        self._fakes = fakes
        self._faults = faults
        self.stopping = threading.Event()
        self.calls: deque[tuple[str, str, int]] = deque(maxlen=5000)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        vendor, _, path = environ["PATH_INFO"].lstrip("/").partition("/")
        request = _request(environ, "/" + path)
        response = self._answer(vendor, request)
        if response.cut:
            raise ConnectionCut
        headers = {**response.headers, "Content-Length": str(len(response.body))}
        known = {status.value: status.phrase for status in HTTPStatus}
        phrase = known.get(response.status, "Unknown")  # faults may use a proxy's own numbers
        start_response(f"{response.status} {phrase}", list(headers.items()))
        return response.chunks()

    def _answer(self, vendor: str, request: Request) -> Response:
        fake = self._fakes.get(vendor)
        if fake is None:
            return Response.of({"error": f"no such vendor: {vendor}"}, 404)
        operation = fake.operation(request)
        fault = self._faults.take(vendor, operation)
        if fault and fault.kind == "slow" and operation not in fake.slow_inside:
            self.stopping.wait(fault.seconds)
        try:
            response = self._under_fault(fake, request, fault)
        except BadJson:
            response = fake.failure(400, "The request body is not a JSON object.")
        self.calls.append((vendor, operation, 0 if response.cut else response.status))
        return response

    def _under_fault(self, fake: Fake, request: Request, fault: Fault | None) -> Response:
        kind = fault.kind if fault else ""
        if fault is None:
            return fake.handle(request, None)
        if kind == "connection_cut":
            return Response(cut=True)
        if kind == "status":
            response = fake.failure(fault.status, fault.message or "The sandbox was told to fail.")
            if fault.retry_after is not None:
                response.headers["Retry-After"] = f"{fault.retry_after:g}"
            return response
        response = fake.handle(request, fault)
        response.cut = response.cut or kind == "done_but_answer_lost"
        response.truncated = kind == "truncated"
        return response


def _request(environ: Environ, path: str) -> Request:
    headers = {
        name[5:].replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    headers["content-type"] = environ.get("CONTENT_TYPE", "")
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return Request(
        method=environ["REQUEST_METHOD"],
        path=path,
        query=parse_qs(environ.get("QUERY_STRING", "")),
        headers=headers,
        body=environ["wsgi.input"].read(length) if length else b"",
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave in one packet
    timeout = 120
    server: "LoopbackServer"

    def do_GET(self) -> None:
        """Run the WSGI application for any method."""
        self._started: tuple[str, list[tuple[str, str]]] | None = None
        try:
            body = self.server.application(self._environ(), self._start)
            self._send(body)
        except (ConnectionCut, ConnectionError):  # ours, or the client hung up
            self._cut()
        except Exception:
            logger.exception("sandbox.request_failed")
            self._cut()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_GET  # noqa: N815 - the names http.server calls

    def _start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self._started = (status, headers)

    def _send(self, body: Iterable[bytes]) -> None:
        if self._started is None:
            raise RuntimeError("the application did not start a response")
        status, headers = self._started
        code, _, phrase = status.partition(" ")
        self.send_response(int(code), phrase)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        for chunk in body:
            self.wfile.write(chunk)
        self.wfile.flush()

    def _cut(self) -> None:
        self.close_connection = True
        try:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
        except (OSError, ValueError):
            return  # the client hung up first

    def _environ(self) -> Environ:
        path, _, query = self.path.partition("?")
        environ: Environ = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path),
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": self.headers.get("Content-Length", ""),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": str(self.server.port),
            "SERVER_PROTOCOL": self.protocol_version,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": self.rfile,
            "wsgi.errors": None,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in self.headers.items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        return environ

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: the ledger and the call list are the log."""


class LoopbackServer(ThreadingMixIn, TCPServer):
    """One thread per connection on 127.0.0.1, gone within a second of `stop()`."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, application: Application, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.application = application
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        """Return the port actually bound."""
        return int(self.server_address[1])

    def start(self) -> None:
        """Serve in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and cut what is still connected."""
        self.application.stopping.set()
        self.shutdown()
        self.server_close()
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # already gone

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection so that `stop()` can close it."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection when it is done."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that vanished is normal here."""
