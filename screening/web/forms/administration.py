"""Forms for people and their roles."""

from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovPasswordInput,
    GovSelect,
)
from wtforms import EmailField, PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired

from screening.domain.words import Role
from screening.services.people.accounts import NewAccount
from screening.web.forms import Form
from screening.web.forms.typed_in import TextBox
from screening.web.wording import choices


class AddPersonForm(Form):
    """Someone to let in."""

    name = StringField(
        _l("Full name"),
        widget=TextBox(),
        validators=[InputRequired(_l("Enter the person's name"))],
    )
    email = EmailField(
        _l("Work e-mail address"),
        description=_l("The person signs in with it."),
        widget=TextBox(),
        validators=[InputRequired(_l("Enter the person's e-mail address"))],
    )
    roles = SelectMultipleField(
        _l("Roles"),
        description=_l(
            "A recruiting manager can start at once. Every other role has to be granted by a "
            "second administrator."
        ),
        widget=GovCheckboxesInput(),
        coerce=Role,
        choices=lambda: choices(Role),
    )
    same_person_as = SelectField(
        _l("Does this person have another account?"),
        description=_l(
            "Nobody may decide what they asked for themselves, whichever account they use. Every "
            "role of a second account has to be granted by a second administrator."
        ),
        widget=GovSelect(),
    )
    password = PasswordField(
        _l("First password"),
        description=_l(
            "At least 12 characters. Tell it to the person yourself; they have to choose another "
            "one when they first sign in."
        ),
        widget=GovPasswordInput(),
        validators=[InputRequired(_l("Enter a first password"))],
    )

    def account(self) -> NewAccount:
        """The account to open. Only the fields above are read, whatever else was sent."""
        return NewAccount(
            email=self.email.data or "",
            name=self.name.data or "",
            roles=frozenset(self.roles.data or ()),
            password=self.password.data or "",
            same_person_as=self.same_person_as.data or "",
        )
