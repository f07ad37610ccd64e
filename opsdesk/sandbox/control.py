"""The control API under /_sandbox/: faults, stories, the ledger. Loopback only, so without a key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.stories.story import Story
from opsdesk.sandbox.wire import Doc, Request, Response

if TYPE_CHECKING:
    from opsdesk.sandbox.sandbox import Sandbox


class Control:
    """What a test, a demo or a curious person may do to the sandbox over HTTP."""

    vendor = "_sandbox"
    slow_inside: frozenset[str] = frozenset()

    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox

    def operation(self, request: Request) -> str:
        """Name a request by its path."""
        return request.path.strip("/")

    def failure(self, status: int, message: str) -> Response:
        """Return a plain error."""
        return Response.of({"error": message}, status)

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer one request."""
        name, _, rest = request.path.strip("/").partition("/")
        routes: dict[tuple[str, str], Callable[[Request, str], Doc]] = {
            ("GET", "health"): self._health,
            ("GET", "ledger"): self._ledger,
            ("GET", "state"): self._state,
            ("GET", "faults"): self._faults,
            ("POST", "faults"): self._add_fault,
            ("DELETE", "faults"): self._clear_faults,
            ("POST", "stories"): self._tell,
            ("POST", "advance"): self._advance,
            ("POST", "settle"): self._settle,
            ("POST", "reset"): self._reset,
        }
        route = routes.get((request.method, name))
        if route is None:
            return self.failure(404, "no such control")
        try:
            return Response.of(route(request, rest))
        except (LookupError, TypeError, ValueError) as error:
            return self.failure(400, str(error))

    def _health(self, _request: Request, _rest: str) -> Doc:
        return {"status": "ok", "now": self._sandbox.world.now()}

    def _ledger(self, _request: Request, kind: str) -> Doc:
        ledger = self._sandbox.world.ledger
        return {kind: ledger.entries(kind)} if kind else dict(ledger.everything())

    def _state(self, _request: Request, _rest: str) -> Doc:
        return self._sandbox.summary()

    def _faults(self, _request: Request, _rest: str) -> Doc:
        return {"faults": self._sandbox.faults.armed()}

    def _add_fault(self, request: Request, _rest: str) -> Doc:
        return self._sandbox.faults.add(**request.json()).describe()

    def _clear_faults(self, _request: Request, _rest: str) -> Doc:
        self._sandbox.faults.clear()
        return {"faults": []}

    def _tell(self, request: Request, name: str) -> Doc:
        return self._sandbox.story(name, **request.json()).describe()

    def _advance(self, request: Request, _rest: str) -> Doc:
        story = self._story(request)
        story.advance(request.json().get("to"))
        return story.describe()

    def _settle(self, request: Request, _rest: str) -> Doc:
        return {"settled": self._story(request).settle_refunds()}

    def _story(self, request: Request) -> Story:
        asked = request.json()
        key = asked.get("tracking_number") or asked.get("order_id") or asked.get("order")
        return self._sandbox.book.find(str(key or ""))

    def _reset(self, _request: Request, _rest: str) -> Doc:
        self._sandbox.reset()
        return {"status": "ok"}
