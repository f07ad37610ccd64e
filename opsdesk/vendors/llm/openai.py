"""One structured reply from an OpenAI-compatible model, or a named reason why there is none.

"No draft" is a normal result: every way it can go wrong is a VendorError, so that the caller falls
back to words of our own. The trace keeps sizes and tokens, never the prompt or the reply.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.conf import settings
from pydantic import BaseModel, ValidationError

from opsdesk.errors import Rejected, Unavailable
from opsdesk.http import retry_after, traced
from opsdesk.vendors.base import explain

if TYPE_CHECKING:  # the SDK takes a second to import, and most processes never ask the model
    import openai
    from openai.types.responses import ParsedResponse

VENDOR = "openai"
MAX_OUTPUT_TOKENS = 4_000

SchemaT = TypeVar("SchemaT", bound=BaseModel)


class Refused(Rejected):
    """The model declined to answer."""

    code = "llm_refused"
    message = "The model declined to write this draft."


class Malformed(Rejected):
    """The model's answer does not have the shape we asked for."""

    code = "llm_malformed"
    message = "The model's answer was not usable."


@dataclass(frozen=True, slots=True)
class Config:
    """Whom to ask, and on whose behalf. `safety_id` stands for our end user, never their name."""

    api_key: str = field(repr=False)
    store_id: int | None = None
    base_url: str = ""
    model: str = ""
    timeout: float = 0.0
    reference: str = ""
    safety_id: str = ""


@dataclass(frozen=True, slots=True)
class LlmReply(Generic[SchemaT]):
    """What the model wrote, validated, and what it cost."""

    parsed: SchemaT
    input_tokens: int
    output_tokens: int
    model: str


def draft(
    config: Config, instructions: str, input_json: Mapping[str, Any], schema: type[SchemaT]
) -> LlmReply[SchemaT]:
    """Ask the model to fill `schema` from `input_json`.

    Raises Refused, Malformed, Unavailable (timeout, rate limit, server error: asking again is safe,
    nothing was done), Rejected (wrong key, no credit left, bad request).
    """
    base_url = config.base_url or settings.OPENAI_URL
    model = config.model or settings.OPENAI_MODEL
    given = json.dumps(input_json, ensure_ascii=False, default=str)
    sizes = {"model": model, "schema": schema.__name__, "characters": len(given)}
    with traced(
        VENDOR,
        config.store_id,
        "responses",
        "POST",
        f"{base_url}/responses",
        request=sizes,
        reference=config.reference,
    ) as call:
        response = _ask(config, base_url, model, instructions, given, schema)
        reply = _read(response)
        call.outcome, call.status = "ok", 200
        call.response = json.dumps(
            {"model": reply.model, "tokens": [reply.input_tokens, reply.output_tokens]}
        )
        return reply


def _ask(
    config: Config,
    base_url: str,
    model: str,
    instructions: str,
    given: str,
    schema: type[SchemaT],
) -> ParsedResponse[SchemaT]:
    import openai

    try:
        with openai.OpenAI(
            api_key=config.api_key,
            base_url=base_url,
            timeout=config.timeout or settings.OPENAI_TIMEOUT,
            max_retries=0,  # a retry would double the time a person waits; the fallback is instant
        ) as client:
            return client.responses.parse(
                model=model,
                instructions=instructions,
                input=given,
                text_format=schema,
                max_output_tokens=MAX_OUTPUT_TOKENS,
                store=False,
                safety_identifier=config.safety_id or openai.omit,
            )
    except openai.APITimeoutError as error:
        raise Unavailable("The model did not answer in time.") from error
    except openai.APIConnectionError as error:
        raise Unavailable("The model could not be reached.") from error
    except openai.APIStatusError as error:
        raise _refusal(error) from error
    except ValidationError as error:
        raise Malformed(f"The model's answer was not usable: {explain(error)}") from error
    except (openai.OpenAIError, ValueError, TypeError, AttributeError, KeyError) as error:
        # An "OpenAI-compatible" server may answer anything; the SDK then trips over the shape.
        raise Malformed(f"The model service's answer broke ({type(error).__name__}).") from error


def _refusal(error: openai.APIStatusError) -> Rejected | Unavailable:
    if error.status_code == 429:
        if "insufficient_quota" in (error.code, error.type):
            return Rejected("The model account has no credit left. Check its billing.")
        return Unavailable("The model service asks us to wait.", _wait(error))
    if error.status_code in (401, 403):
        return Rejected("The model service refused our API key. Check it in the admin.")
    if error.status_code >= 500 or error.status_code in (408, 409):
        return Unavailable(f"The model service answered {error.status_code}.", _wait(error))
    return Rejected(f"The model service refused the request ({error.status_code}).")


def _wait(error: openai.APIStatusError) -> float | None:
    return retry_after(error.response.headers)


def _read(response: ParsedResponse[SchemaT]) -> LlmReply[SchemaT]:
    if response.status != "completed":
        details = response.incomplete_details
        why = (details.reason if details else None) or response.status
        raise Malformed(f"The model did not finish its answer ({why}).")
    for item in response.output or []:
        for part in getattr(item, "content", None) or []:
            if part.type == "refusal":
                raise Refused()
    parsed = response.output_parsed
    if parsed is None:
        raise Malformed("The model answered without content.")
    usage = response.usage
    return LlmReply(
        parsed=parsed,
        input_tokens=usage.input_tokens if usage else 0,
        output_tokens=usage.output_tokens if usage else 0,
        model=str(response.model),
    )
