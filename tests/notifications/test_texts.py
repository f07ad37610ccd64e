"""What a template may say."""

import pytest

from notifications.default_texts import DEFAULTS
from notifications.texts import VARIABLES, lint_transactional, lint_variables, unknown_variables


def test_every_default_text_uses_known_variables_and_sells_nothing():
    for texts in DEFAULTS.values():
        for subject, body in texts.values():
            assert lint_variables(subject + body) == []
            assert lint_transactional(subject + body) == []


def test_every_language_has_every_kind_with_the_same_variables():
    def used(texts):
        return {
            kind: {name for name in VARIABLES if f"{{{name}}}" in subject + body}
            for kind, (subject, body) in texts.items()
        }

    english = used(DEFAULTS["en"])

    assert all(used(texts) == english for texts in DEFAULTS.values())


def test_an_unknown_variable_is_named_with_what_can_be_used_instead():
    assert unknown_variables("{order_name} {total} {total}") == ["total"]
    assert "{total} is not a variable" in lint_variables("{total}")[0]
    assert "{order_name}" in lint_variables("{total}")[0]


@pytest.mark.parametrize("text", ["{ order_name }", "{{order_name}}", "{order_name", "order_name}"])
def test_a_misspelt_bracket_is_refused(text):
    assert lint_variables(text)


def test_django_template_source_is_refused():
    assert lint_variables("{% include 'x' %}")
    assert lint_variables("{{ order.email }}")


@pytest.mark.parametrize(
    "text",
    [
        "Use the coupon SORRY10 next time",
        "Get 10% off your next order",
        "10 % Rabatt auf alles",
        "Shop now!",
        "Leave us a review",
        "You may also like these socks",
        "Utilisez le code promo DESOLE",
        "Aproveche el descuento",
        "Hier Ihr Gutscheincode",
    ],
)
def test_promotion_is_refused(text):
    assert "advertising" in lint_transactional(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "We have refunded 10% of your order.",
        "Your order is for sale-or-return customers.",
        "The discounted item is in this parcel.",
        "We will review your case and write to you.",
        "It was delivered to the shop next door.",
    ],
)
def test_plain_information_is_not_taken_for_promotion(text):
    assert lint_transactional(text) == []
