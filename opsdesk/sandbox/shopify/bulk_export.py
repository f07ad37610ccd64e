"""What a bulk query may ask, and its answer as flat rows: a child names its parent in `__parentId`."""

import random
from collections.abc import Iterator
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    IntValueNode,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    execute_sync,
    get_named_type,
    visit,
)
from graphql.type import GraphQLList, get_nullable_type

PAGE = 100
MAX_CONNECTIONS = 5
MAX_DEPTH = 2


class NotForBulk(Exception):
    """The query is fine, but not as a bulk operation."""


def check(document: DocumentNode) -> None:
    """Refuse what has no operation a bulk query could be."""
    operations = [
        node for node in document.definitions if isinstance(node, OperationDefinitionNode)
    ]
    if len(operations) != 1 or len(operations[0].selection_set.selections) != 1:
        raise NotForBulk("Bulk queries must contain exactly one top-level connection.")


class _Shape(Visitor):
    """Counts connections, and finds those inside a list, which Shopify refuses."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info
        self._stack: list[str] = []
        self.connections = 0

    def enter_field(self, _node: FieldNode, *_args: object) -> None:
        """Push what the field is."""
        kind = get_nullable_type(self._info.get_type())
        name = str(get_named_type(kind)) if kind else ""
        if name.endswith("Connection"):
            if "list" in self._stack:
                raise NotForBulk(
                    "Queries that contain a connection field within a list field are not supported."
                )
            self.connections += 1
            self._stack.append("connection")
            if self._stack.count("connection") > MAX_DEPTH:
                raise NotForBulk("Bulk queries cannot contain connections nested deeper than 2.")
        else:
            in_connection = bool(self._stack) and self._stack[-1] == "connection"
            is_list = isinstance(kind, GraphQLList) and not in_connection
            self._stack.append("list" if is_list else "")

    def leave_field(self, *_args: object) -> None:
        """Pop it."""
        self._stack.pop()


def export(
    schema: GraphQLSchema, document: DocumentNode, call: Any, *, grouped: bool
) -> tuple[list[dict[str, Any]], int]:
    """Run the query over all pages; return its rows and how many of them are roots.

    Ungrouped rows come in no particular order, children before their parents too.
    """
    info = TypeInfo(schema)
    shape = _Shape(info)
    visit(document, TypeInfoVisitor(info, shape))
    if not 0 < shape.connections <= MAX_CONNECTIONS:
        raise NotForBulk("Bulk queries must contain between one and five connections.")
    rows: list[dict[str, Any]] = []
    roots = 0
    for node in _roots(schema, document, call):
        roots += 1
        rows.extend(_flat(node, None))
    if not grouped:
        random.Random(len(rows)).shuffle(rows)
    return rows, roots


def _roots(schema: GraphQLSchema, document: DocumentNode, call: Any) -> Iterator[dict[str, Any]]:
    after = ""
    while True:
        result = execute_sync(schema, _paged(document, after), context_value=call)
        if result.errors or result.data is None:
            raise NotForBulk(str(result.errors))
        (connection,) = result.data.values()
        yield from (edge["node"] for edge in connection["edges"])
        if not connection["pageInfo"]["hasNextPage"]:
            return
        after = connection["pageInfo"]["endCursor"]


def _paged(document: DocumentNode, after: str) -> DocumentNode:
    """Give every connection a size and the outermost one its page."""

    class Sized(Visitor):
        depth = 0

        def enter_field(self, node: FieldNode, *_args: object) -> FieldNode | None:
            names = _names(node)
            if not names & {"edges", "nodes"}:
                return None
            arguments = [item for item in node.arguments or () if item.name.value != "first"]
            arguments.append(_argument("first", IntValueNode(value=str(PAGE))))
            selections = list(node.selection_set.selections if node.selection_set else ())
            self.depth += 1
            if self.depth == 1:
                arguments += [_argument("after", StringValueNode(value=after))] if after else []
                inside = SelectionSetNode(selections=(_field("hasNextPage"), _field("endCursor")))
                selections.append(FieldNode(name=NameNode(value="pageInfo"), selection_set=inside,
                                            arguments=(), directives=()))  # fmt: skip
            return FieldNode(
                name=node.name,
                alias=node.alias,
                arguments=tuple(arguments),
                directives=node.directives,
                selection_set=SelectionSetNode(selections=tuple(selections)),
            )

    return visit(document, Sized())  # type: ignore[no-any-return]


def _names(node: FieldNode) -> set[str]:
    chosen = node.selection_set.selections if node.selection_set else ()
    return {item.name.value for item in chosen if isinstance(item, FieldNode)}


def _argument(name: str, value: Any) -> ArgumentNode:
    return ArgumentNode(name=NameNode(value=name), value=value)


def _field(name: str) -> FieldNode:
    return FieldNode(name=NameNode(value=name), arguments=(), directives=(), selection_set=None)


def _flat(node: dict[str, Any], parent: str | None) -> Iterator[dict[str, Any]]:
    row = {key: value for key, value in node.items() if not _is_connection(value)}
    yield row if parent is None else {**row, "__parentId": parent}
    for value in node.values():
        if _is_connection(value):
            for child in value["edges"]:
                yield from _flat(child["node"], node["id"])


def _is_connection(value: object) -> bool:
    return isinstance(value, dict) and "edges" in value
