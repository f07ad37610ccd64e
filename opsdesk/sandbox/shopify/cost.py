"""Query cost and the leaky bucket, one bucket per shop."""

import math
import threading
import time

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
)

from opsdesk.sandbox.wire import Doc

MUTATION = 10
MAX_QUERY_COST = 1000


def query_cost(
    operation: OperationDefinitionNode,
    fragments: dict[str, FragmentDefinitionNode],
    variables: Doc,
) -> int:
    """Estimate a query: an object costs one, a connection by the logarithm of its `first`."""

    def of(selection: SelectionSetNode | None) -> int:
        return sum(one(node) for node in selection.selections) if selection else 0

    def one(node: object) -> int:
        if isinstance(node, FragmentSpreadNode):
            fragment = fragments.get(node.name.value)
            return of(fragment.selection_set) if fragment else 0
        if isinstance(node, InlineFragmentNode):
            return of(node.selection_set)
        if not isinstance(node, FieldNode) or node.selection_set is None:
            return 0
        size = _first(node, variables)
        inside = of(node.selection_set)
        return 1 + inside if size is None else 2 + inside * math.ceil(math.log2(size + 1))

    mutation = MUTATION if operation.operation is OperationType.MUTATION else 0
    return max(1, mutation + of(operation.selection_set))


def _first(node: FieldNode, variables: Doc) -> int | None:
    for argument in node.arguments or ():
        if argument.name.value != "first":
            continue
        if isinstance(argument.value, IntValueNode):
            return max(1, int(argument.value.value))
        if isinstance(argument.value, VariableNode):
            value = variables.get(argument.value.name.value)
            return max(1, value) if isinstance(value, int) else None
    return None


class Bucket:
    """Points that leak back at a steady rate."""

    def __init__(self, maximum: float = 2000, restore_rate: float = 100) -> None:
        self.maximum = maximum
        self.restore_rate = restore_rate
        self._level = maximum
        self._at = time.monotonic()
        self._lock = threading.Lock()

    def available(self) -> float:
        """Return the points there are now."""
        now = time.monotonic()
        self._level = min(self.maximum, self._level + (now - self._at) * self.restore_rate)
        self._at = now
        return self._level

    def spend(self, cost: float) -> bool:
        """Take the points, or refuse when there are not enough."""
        with self._lock:
            if self.available() < cost:
                return False
            self._level -= cost
            return True

    def drain(self) -> None:
        """Empty the bucket, as another app of the shop might."""
        with self._lock:
            self._level = 0.0
            self._at = time.monotonic()

    def give_back(self, cost: float) -> None:
        """Return what a query turned out not to need."""
        with self._lock:
            self._level = min(self.maximum, self._level + cost)

    def report(self, requested: int, actual: int | None) -> Doc:
        """Return `extensions.cost`."""
        with self._lock:
            available = int(self.available())
        return {
            "requestedQueryCost": requested,
            "actualQueryCost": actual,
            "throttleStatus": {
                "maximumAvailable": float(self.maximum),
                "currentlyAvailable": available,
                "restoreRate": float(self.restore_rate),
            },
        }
