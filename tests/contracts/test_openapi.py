"""What we send to SendGrid and OpenAI, against their own OpenAPI files."""

import pytest
from pydantic import BaseModel, ConfigDict

from opsdesk.errors import VendorError
from opsdesk.vendors.llm import openai
from opsdesk.vendors.messaging.base import Mail
from opsdesk.vendors.messaging.sendgrid import SendGrid

pytestmark = [pytest.mark.contracts, pytest.mark.django_db]

MAIL = Mail(
    to="dana@mail.example",
    from_email="hello@alder.example",
    from_name="Alder",
    reply_to="care@alder.example",
    subject="Your parcel",
    text="It is on its way.",
    html="<p>It is on its way.</p>",
    custom_args={"message_code": "m-1"},
)


class Draft(BaseModel):
    """A schema in the strict subset."""

    model_config = ConfigDict(extra="forbid")
    option_id: str
    message: str


@pytest.mark.parametrize("changes", [{}, {"reply_to": "", "from_name": ""}, {"html": ""}])
def test_a_mail_is_what_sendgrid_describes(contract_server, settings, changes):
    server = contract_server("sendgrid_tsg_mail_v3.json")
    server.plan("POST /v3/mail/send", status=202, headers={"X-Message-Id": "abc"})
    settings.SENDGRID_URL = server.url

    message_id = SendGrid("SG.key", None).send(MAIL.model_copy(update=changes), "m-1")

    (request,) = server.requests
    assert request["errors"] == []
    assert message_id == "abc"


def test_a_draft_is_what_openai_describes(contract_server, settings):
    server = contract_server("openai_subset.json", base="/v1")
    settings.OPENAI_URL = f"{server.url}/v1"
    config = openai.Config(api_key="sk-key", safety_id="store-1")

    with pytest.raises(VendorError):  # the stand-in knows requests, not how to write a draft
        openai.draft(config, "Pick an option.", {"options": []}, Draft)

    (request,) = server.requests
    assert request["op"] == "/responses"
    assert request["errors"] == []


def test_the_product_schema_is_what_openai_describes(contract_server, settings):
    from exceptions.drafting.schema import Answer

    server = contract_server("openai_subset.json", base="/v1")
    settings.OPENAI_URL = f"{server.url}/v1"

    with pytest.raises(VendorError):
        openai.draft(openai.Config(api_key="sk-key"), "Write.", {"a": 1}, Answer)

    (request,) = server.requests
    assert request["errors"] == []


def test_the_checker_notices_a_wrong_mail(contract_server, settings):
    server = contract_server("sendgrid_tsg_mail_v3.json")
    settings.SENDGRID_URL = server.url

    with pytest.raises(VendorError):
        SendGrid("SG.key", None).send(MAIL.model_copy(update={"subject": ""}), "m-1")

    assert server.requests[0]["errors"]
