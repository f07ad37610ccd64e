"""The form in which staff write templates."""

from typing import Any, ClassVar

from django import forms

from notifications.models import MessageKind, MessageTemplate
from notifications.phrases import LANGUAGES
from notifications.texts import VARIABLES, lint_transactional, lint_variables

LANGUAGE_NAMES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}
WRITTEN_BY_PEOPLE = [choice for choice in MessageKind.choices if choice[0] != "case_reply"]
HELP = (
    "Plain text; an empty line starts a paragraph. Variables: "
    + "; ".join(f"{{{name}}} = {meaning}" for name, meaning in VARIABLES.items())
    + ". A line whose variable has no value is left out of the mail."
)


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    """Refuses, in words, unknown variables and anything that sells."""

    class Meta:
        model = MessageTemplate
        fields: ClassVar = ["store", "kind", "locale", "subject", "body", "is_active"]
        help_texts: ClassVar = {
            "body": HELP,
            "locale": "Customers whose language has no text get the store's language, then English.",
            "is_active": "Off in every language: messages of this kind are not sent.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:  # not when the row exists: who a text is for never changes
            self.fields["kind"].choices = WRITTEN_BY_PEOPLE  # type: ignore[attr-defined]

    def clean_locale(self) -> str:
        """Refuse a language we have no fixed words for."""
        locale: str = self.cleaned_data["locale"].strip().lower()
        if locale not in LANGUAGES:
            names = ", ".join(f"{code} ({LANGUAGE_NAMES[code]})" for code in LANGUAGES)
            raise forms.ValidationError(f"“{locale}” is not one of our languages: {names}.")
        return locale

    def clean(self) -> dict[str, Any]:
        """Read both texts as a careful colleague would."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("subject", "body"):
            text = cleaned.get(name, "")
            for sentence in [*lint_variables(text), *lint_transactional(text)]:
                self.add_error(name, sentence)
        return cleaned
