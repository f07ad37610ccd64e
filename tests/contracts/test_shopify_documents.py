"""Every GraphQL document we send, against Shopify's own schema."""

import subprocess
import sys
from decimal import Decimal
from uuid import uuid4

import pytest

from opsdesk.vendors.shopify.client import DOCUMENTS, document
from opsdesk.vendors.shopify.refunds import (
    LineQuantity,
    RefundRequest,
    SuggestedTransaction,
    refund_input,
)

pytestmark = pytest.mark.contracts


@pytest.fixture(scope="session")
def checker(contracts):
    """The contract check as a module, with the schema loaded once."""
    import importlib.util

    spec = importlib.util.spec_from_file_location(
        "check_shopify_documents", contracts / "check_shopify_documents.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.load("2026-07")


def test_the_command_line_check_passes(contracts):
    done = subprocess.run(
        [
            *(sys.executable, str(contracts / "check_shopify_documents.py")),
            *map(str, sorted(DOCUMENTS.glob("*.graphql"))),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": ok") == len(list(DOCUMENTS.glob("*.graphql"))) > 0


def test_the_variables_of_a_refund_fit_too(checker):
    module, schema = checker
    request = RefundRequest(
        order_id=820982911946154508,
        lines=(LineQuantity(line_id=1, quantity=2),),
        shipping_amount=Decimal("6.00"),
        amount=Decimal("96.00"),
        currency="USD",
        note="OpsDesk",
        transactions=(
            SuggestedTransaction(
                gateway="shopify_payments",
                amount=Decimal("96.00"),
                currency="USD",
                parent_id="gid://shopify/OrderTransaction/1",
            ),
        ),
        key=uuid4(),
    )
    variables = {"input": refund_input(request), "key": str(request.key)}

    assert module.check(schema, "2026-07", document("create_refund"), variables) == []


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        (
            "suggested_refund",
            {
                "order": "gid://shopify/Order/1",
                "lines": [{"lineItemId": "gid://shopify/LineItem/1", "quantity": 1}],
                "full": False,
                "shippingAmount": "6.00",
            },
        ),
        ("list_refunds", {"order": "gid://shopify/Order/1"}),
        ("fetch_order", {"order": "gid://shopify/Order/1"}),
        ("run_bulk_query", {"query": "{ orders { edges { node { id } } } }"}),
        ("bulk_operation", {"id": "gid://shopify/BulkOperation/1"}),
        ("cancel_bulk_operation", {"id": "gid://shopify/BulkOperation/1"}),
        ("count_orders", {"query": "created_at:>='2026-01-01T00:00:00Z'"}),
        ("page_of_orders", {"query": "", "sort": "CREATED_AT", "size": 15, "after": None}),
        ("updated_orders", {"query": "updated_at:>='2026-01-01T00:00:00Z'", "after": None}),
        ("mirror_order", {"order": "gid://shopify/Order/1"}),
        ("mirror_order_lines", {"order": "gid://shopify/Order/1", "after": None}),
        ("list_subscriptions", {"uri": "https://desk.example/hooks/shopify/a/", "after": None}),
        ("create_subscription", {"topic": "ORDERS_CREATE", "uri": "https://desk.example/"}),
    ],
)
def test_the_variables_of_the_others_fit_too(checker, name, variables):
    module, schema = checker

    assert module.check(schema, "2026-07", document(name), variables) == []


def test_a_refund_without_a_key_would_be_noticed(checker):
    module, schema = checker
    without = document("create_refund").replace("@idempotent(key: $key)", "")

    assert any("@idempotent" in text for text in module.check(schema, "2026-07", without))


def test_no_document_asks_for_what_shopify_has_deprecated(checker):
    from graphql import parse
    from graphql.language import Visitor, visit
    from graphql.utilities import TypeInfo, TypeInfoVisitor

    _, schema = checker
    found = []

    for path in DOCUMENTS.glob("*.graphql"):
        info = TypeInfo(schema)

        class Deprecated(Visitor):
            def enter_field(self, node, *_, info=info, name=path.name):
                field = info.get_field_def()
                if field is not None and field.deprecation_reason:
                    found.append(f"{name}: {node.name.value}")

        visit(parse(path.read_text()), TypeInfoVisitor(info, Deprecated()))

    assert found == []
