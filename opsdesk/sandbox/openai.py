"""OpenAI's Responses API in front of the deterministic model."""

import json
import re
import secrets
import threading
from collections import deque
from typing import Any

from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.openai_model import Filler, Reading, spoil_option, strict_problem
from opsdesk.sandbox.wire import Doc, Request, Response
from opsdesk.sandbox.world import World

FORMAT_NAME = re.compile(r"^[A-Za-z0-9_-]{1,64}$")
ERRORS = {
    "rate_limit": (429, "rate_limit_exceeded", "requests", "Rate limit reached. Try again in 1s."),
    "quota": (
        429,
        "insufficient_quota",
        "insufficient_quota",
        "You exceeded your current quota, please check your plan and billing details.",
    ),
}


class OpenAI:
    """`POST /v1/responses` and a model list."""

    vendor = "openai"
    slow_inside: frozenset[str] = frozenset()

    def __init__(self, world: World, keys: frozenset[str]) -> None:
        self._world = world
        self._keys = keys
        self.requests: deque[Doc] = deque(maxlen=1000)

    def operation(self, request: Request) -> str:
        """Name a request by its path, e.g. `responses`."""
        return request.path.removeprefix("/v1/").strip("/")

    def failure(
        self, status: int, message: str, code: str | None = None, kind: str | None = None
    ) -> Response:
        """Return an error in OpenAI's envelope."""
        usual = "server_error" if status >= 500 else "invalid_request_error"
        error = {"message": message, "type": kind or usual, "param": None, "code": code}
        return Response.of({"error": error}, status, X_Request_Id=f"req_{secrets.token_hex(16)}")

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer one request."""
        if request.bearer() not in self._keys:
            return self.failure(401, "Incorrect API key provided.", "invalid_api_key")
        if request.path == "/v1/models" and request.method == "GET":
            return Response.of({"object": "list", "data": []})
        if request.path != "/v1/responses" or request.method != "POST":
            return self.failure(404, f"Invalid URL ({request.method} {request.path})")
        asked = request.json()
        self.requests.append(asked)
        kind = fault.kind if fault else ""
        if fault and kind == "timeout":
            threading.Event().wait(fault.seconds)
            return Response(cut=True)
        if fault and kind in ERRORS:
            status, code, name, text = ERRORS[kind]
            answer = self.failure(status, fault.message or text, code, name)
            if kind == "rate_limit":
                answer.headers["Retry-After"] = f"{fault.retry_after or 1:g}"
            return answer
        problem = _problem(asked)
        if problem:
            return self.failure(400, problem)
        return Response.of(self._respond(asked, kind), X_Request_Id=f"req_{secrets.token_hex(16)}")

    def _respond(self, asked: Doc, mood: str) -> Doc:
        prompt = _prompt(asked)
        text = _written(asked, prompt, mood)
        content: Doc = {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
        if mood == "refusal":
            content = {"type": "refusal", "refusal": "I'm sorry, I can't help with that."}
        incomplete = mood == "incomplete"
        if incomplete:
            content["text"] = text[: len(text) // 2]
        status = "incomplete" if incomplete else "completed"
        message = {
            "type": "message",
            "id": f"msg_{secrets.token_hex(24)}",
            "status": status,
            "role": "assistant",
            "content": [content],
        }
        return {
            "id": f"resp_{secrets.token_hex(24)}",
            "object": "response",
            "created_at": int(self._world.clock().timestamp()),
            "status": status,
            "background": False,
            "error": None,
            "incomplete_details": {"reason": "max_output_tokens"} if incomplete else None,
            "output": [message],
            "usage": _usage(len(prompt) // 4 + 1, len(text) // 4 + 1),
            **_echo(asked),
        }


def _usage(spent_in: int, spent_out: int) -> Doc:
    return {
        "input_tokens": spent_in,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": spent_out,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": spent_in + spent_out,
    }


def _echo(asked: Doc) -> Doc:
    """Return the settings of the request as every response repeats them."""
    return {
        "instructions": asked.get("instructions"),
        "max_output_tokens": asked.get("max_output_tokens"),
        "metadata": asked.get("metadata") or {},
        "model": asked["model"],
        "parallel_tool_calls": True,
        "previous_response_id": None,
        "reasoning": {"effort": None, "summary": None},
        "store": asked.get("store", True),
        "temperature": asked.get("temperature", 1.0),
        "text": asked.get("text") or {"format": {"type": "text"}},
        "tool_choice": "auto",
        "tools": [],
        "top_p": asked.get("top_p", 1.0),
        "truncation": "disabled",
        "user": None,
    }


def _problem(asked: Doc) -> str | None:
    for name in ("model", "input"):
        if not asked.get(name):
            return f"Missing required parameter: '{name}'."
    wanted = (asked.get("text") or {}).get("format") or {}
    if wanted.get("type") != "json_schema":
        return None
    if not FORMAT_NAME.match(str(wanted.get("name", ""))):
        return "Invalid 'text.format.name': expected 1 to 64 of A-Z a-z 0-9 _ -."
    if not isinstance(wanted.get("schema"), dict):
        return "Missing required parameter: 'text.format.schema'."
    reason = strict_problem(wanted["schema"]) if wanted.get("strict") else None
    return f"Invalid schema for response_format '{wanted['name']}': {reason}" if reason else None


def _prompt(asked: Doc) -> str:
    """Return the input as one text; instructions are the operator's and hold no facts."""
    given = asked["input"]
    return given if isinstance(given, str) else "\n".join(_texts(given))


def _texts(given: Any) -> list[str]:
    if isinstance(given, str):
        return [given]
    if isinstance(given, list):
        return [text for part in given for text in _texts(part)]
    if isinstance(given, dict):
        return _texts(given.get("text") or given.get("content") or [])
    return []


def _written(asked: Doc, prompt: str, mood: str) -> str:
    reading = Reading(prompt, mood)
    wanted = (asked.get("text") or {}).get("format") or {}
    if wanted.get("type") != "json_schema":
        return reading.message()
    value = Filler(wanted["schema"], reading).fill()
    if mood == "wrong_option":
        value = spoil_option(value)
    text = json.dumps(value)
    return text[:-2] + ', "oops' if mood == "malformed" else text
