"""Forms for signing in and for one's own password."""

from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired

from screening.web.forms import Form
from screening.web.forms.typed_in import TextBox


class SignInForm(Form):
    """E-mail address and password."""

    email = EmailField(
        _l("E-mail address"),
        widget=TextBox(),
        validators=[InputRequired(_l("Enter your e-mail address"))],
    )
    password = PasswordField(
        _l("Password"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_l("Enter your password"))],
    )

    def answers(self) -> tuple[str, str]:
        """The e-mail address and the password."""
        return self.email.data or "", self.password.data or ""


class ChangePasswordForm(Form):
    """The present password and another one."""

    present_password = PasswordField(
        _l("Present password"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_l("Enter your present password"))],
    )
    chosen_password = PasswordField(
        _l("New password"),
        description=_l("At least 12 characters. Three unrelated words are easy to remember."),
        widget=GovPasswordInput(),
        validators=[InputRequired(_l("Enter a new password"))],
    )

    def answers(self) -> tuple[str, str]:
        """The present password and the chosen one."""
        return self.present_password.data or "", self.chosen_password.data or ""
