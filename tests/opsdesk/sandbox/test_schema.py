"""Our SDL says nothing the vendor's does not say."""

from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    is_specified_scalar_type,
)

from opsdesk.sandbox.shopify.api import schema

REAL = Path(__file__).parents[4] / "shared/contracts/shopify/schema/admin_2026-07.graphql"

pytestmark = pytest.mark.contracts


@pytest.fixture(scope="module")
def real():
    if not REAL.exists():
        pytest.skip("needs ../shared/contracts/shopify/schema")
    return build_schema(REAL.read_text(), assume_valid=True)


def ours():
    return {
        name: kind
        for name, kind in schema().type_map.items()
        if not name.startswith("__") and not is_specified_scalar_type(kind)
    }


def differences(mine, theirs):
    if isinstance(mine, GraphQLEnumType):
        return [f"{mine.name}.{value}" for value in mine.values if value not in theirs.values]
    if not isinstance(mine, GraphQLObjectType | GraphQLInputObjectType | GraphQLInterfaceType):
        return []
    found = []
    for name, field in mine.fields.items():
        other = theirs.fields.get(name)
        if other is None or str(other.type) != str(field.type):
            found.append(f"{mine.name}.{name}: {field.type} is {other and other.type}")
            continue
        found += [
            f"{mine.name}.{name}({argument}:)"
            for argument, mine_arg in getattr(field, "args", {}).items()
            if str(getattr(other.args.get(argument), "type", None)) != str(mine_arg.type)
        ]
        if getattr(field, "default_value", None) != getattr(other, "default_value", None):
            found.append(f"{mine.name}.{name} has another default")
    return found


def test_every_type_field_argument_and_value_exists_with_the_same_type(real):
    found = []
    for name, kind in ours().items():
        theirs = real.type_map.get(name)
        found += [f"{name} does not exist"] if theirs is None else differences(kind, theirs)

    assert found == []


def test_no_required_argument_or_input_field_of_the_vendor_is_missing(real):
    missing = []
    for name, kind in ours().items():
        if isinstance(kind, GraphQLInputObjectType):
            required = {
                field
                for field, spec in real.type_map[name].fields.items()
                if str(spec.type)[-1] == "!"
            }
            missing += [f"{name}.{field}" for field in required - set(kind.fields)]

    assert missing == []


def test_the_idempotent_directive_is_the_vendors(real):
    mine, theirs = schema().get_directive("idempotent"), real.get_directive("idempotent")

    assert mine.locations == theirs.locations
    assert {name: str(arg.type) for name, arg in mine.args.items()} == {
        name: str(arg.type) for name, arg in theirs.args.items()
    }
