"""The HTTP face of a shop: tokens, version, cost, execution."""

import functools
import re
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)

from opsdesk.sandbox import moments
from opsdesk.sandbox.config import ShopConfig
from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.shopify.bulk import FILE, BulkOperations
from opsdesk.sandbox.shopify.cost import MAX_QUERY_COST, Bucket, query_cost
from opsdesk.sandbox.shopify.errors import QueryError, format_error
from opsdesk.sandbox.shopify.refunds import Refunds
from opsdesk.sandbox.shopify.resolvers import MUTATIONS, SCOPES, Call, load_schema
from opsdesk.sandbox.shopify.subscriptions import Subscriptions
from opsdesk.sandbox.wire import BadJson, Doc, Request, Response
from opsdesk.sandbox.world import World

ROUTE = re.compile(
    r"^/(?P<shop>[^/]+)/admin/(?:api/(?P<version>[\w-]+)/graphql\.json|oauth/access_token)$"
)
VERSION = re.compile(r"^(20\d\d-(01|04|07|10)|unstable)$")
TOKEN_LIVES = 86_399
WRONG_TOKEN = "[API] Invalid API key or access token (unrecognized login or wrong password)"


@functools.cache
def schema() -> GraphQLSchema:
    """Return the schema, built once per process."""
    return load_schema()


class Shopify:
    """All shops of the sandbox behind one prefix."""

    vendor = "shopify"
    slow_inside = frozenset({"refundCreate"})  # so that a second request meets one in flight

    def __init__(self, world: World, shops: Mapping[str, ShopConfig]) -> None:
        self._world = world
        self._shops = shops
        self.treasury = Refunds(world)
        self.subscriptions = Subscriptions(world, shops)
        self.bulk = BulkOperations(world)
        self.buckets = {domain: Bucket() for domain in shops}

    @property
    def orders(self) -> list[Doc]:
        """Return every order document."""
        return self._world.state.all("orders")

    @property
    def refunds(self) -> list[Doc]:
        """Return the ledger of refunds, by the app and by hand."""
        return self._world.ledger.entries("refunds")

    def refill_buckets(self) -> None:
        """Give every shop its points back."""
        self.buckets.update({domain: Bucket() for domain in self._shops})

    def operation(self, request: Request) -> str:
        """Name a request by its (first) root field, or `token`."""
        if request.path.endswith("/oauth/access_token"):
            return "token"
        if FILE.match(request.path):
            return "bulk_file"
        try:
            asked = parse(str(request.json().get("query", "")))
        except (GraphQLError, BadJson):
            return "invalid"
        found = get_operation_ast(asked)
        fields = found.selection_set.selections if found else ()
        names = [node.name.value for node in fields if isinstance(node, FieldNode)]
        named = [name for name in names if name in MUTATIONS] or names
        return named[0] if named else "invalid"

    def failure(self, status: int, message: str) -> Response:
        """Return an error of the HTTP layer."""
        return Response.of({"errors": message}, status)

    def handle(self, request: Request, fault: Fault | None) -> Response:
        """Answer one request to a shop."""
        if FILE.match(request.path):
            return self.bulk.serve(request, fault)
        match = ROUTE.match(request.path)
        shop = self._shops.get(match["shop"]) if match else None
        if match is None or shop is None:
            return self.failure(404, "Not Found")
        if request.method != "POST":
            return self.failure(405, "Method Not Allowed")
        if match["version"] is None:
            return self._grant(shop, request.form())
        if not VERSION.match(match["version"]):
            return self.failure(404, "Not Found")
        if not self._known(shop, request.headers.get("x-shopify-access-token", "")):
            return self.failure(401, WRONG_TOKEN)
        self.bulk.base = f"http://{request.headers.get('host', '')}/{self.vendor}"
        call = Call(
            world=self._world,
            shop=shop,
            version=match["version"],
            fault=fault,
            refunds=self.treasury,
            subscriptions=self.subscriptions,
            bulk=self.bulk,
        )
        answer = self._run(call, request.json())
        return Response.of(answer, 200, X_Request_Id=secrets.token_hex(16))

    def _grant(self, shop: ShopConfig, form: dict[str, str]) -> Response:
        if form.get("grant_type") != "client_credentials":
            return _oauth_error("unsupported_grant_type", "The grant type is not supported.")
        given = (form.get("client_id"), form.get("client_secret"))
        if given != (shop.client_id, shop.client_secret):
            return _oauth_error("invalid_client", "The client id or secret is wrong.")
        token = "shpat_" + secrets.token_hex(16)
        expires = self._world.clock() + timedelta(seconds=TOKEN_LIVES)
        self._world.state.save(
            "tokens", token, {"shop": shop.domain, "expires_at": moments.stamp(expires)}
        )
        return Response.of(
            {"access_token": token, "scope": ",".join(SCOPES), "expires_in": TOKEN_LIVES}
        )

    def _known(self, shop: ShopConfig, token: str) -> bool:
        if shop.access_token and secrets.compare_digest(token.encode(), shop.access_token.encode()):
            return True
        doc = self._world.state.get("tokens", token)
        return bool(doc and doc["shop"] == shop.domain and doc["expires_at"] > self._world.now())

    def expire_tokens(self) -> None:
        """Forget every issued token, as a rotated secret would."""
        self._world.state.clear("tokens")

    def _run(self, call: Call, asked: Doc) -> Doc:
        variables: Doc = asked.get("variables") or {}
        try:
            document = parse(str(asked.get("query") or ""))
        except GraphQLError as error:
            return {"errors": [format_error(error)]}
        errors = validate(schema(), document)
        if errors:
            return {"errors": [format_error(error) for error in errors]}
        operation = get_operation_ast(document, asked.get("operationName"))
        if operation is None:
            return {
                "errors": [
                    {"message": "No operation was named", "extensions": {"code": "BAD_REQUEST"}}
                ]
            }
        return self._metered(call, document, operation, variables)

    def _metered(
        self,
        call: Call,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Doc,
    ) -> Doc:
        bucket = self.buckets[call.shop.domain]
        fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        cost = query_cost(operation, fragments, variables)
        if cost > MAX_QUERY_COST:
            text = f"Query cost is {cost}, which exceeds the single query max cost limit ({MAX_QUERY_COST})."
            return {"errors": [format_error(QueryError(text, "MAX_COST_EXCEEDED"))]}
        if call.fault and call.fault.kind == "throttled":
            bucket.drain()
        if not bucket.spend(cost):
            throttled = {"message": "Throttled", "extensions": {"code": "THROTTLED"}}
            return {"errors": [throttled], "extensions": {"cost": bucket.report(cost, None)}}
        result = execute_sync(
            schema(),
            document,
            context_value=call,
            variable_values=variables,
            operation_name=operation.name.value if operation.name else None,
        )
        actual = cost if operation.operation is OperationType.MUTATION else max(1, cost * 2 // 3)
        bucket.give_back(cost - actual)
        return _answer(result) | {"extensions": {"cost": bucket.report(cost, actual)}}


def _answer(result: ExecutionResult) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    if result.data is not None:
        answer["data"] = result.data
    if result.errors:
        answer["errors"] = [format_error(error) for error in result.errors]
    return answer


def _oauth_error(code: str, text: str) -> Response:
    return Response.of({"error": code, "error_description": text}, 400)
