"""Forms for signing in and for passwords."""

from wtforms import HiddenField, PasswordField

from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Line, needed


class SignInForm(Form):
    """Who is there."""

    email = Line("E-mail address", validators=[needed("Enter your e-mail address.")])
    password = PasswordField("Password", validators=[needed("Enter your password.")])
    next = HiddenField()


class NewPasswordForm(Form):
    """A password set by a one-time link."""

    password = PasswordField(
        "New password",
        description="At least 15 characters. Three or four unrelated words are easy to remember.",
        validators=[needed("Enter a new password.")],
    )


class ChangePasswordForm(Form):
    """A new password in place of the present one."""

    old_password = PasswordField(
        "Present password", validators=[needed("Enter your present password.")]
    )
    password = PasswordField(
        "New password",
        description="At least 15 characters. Three or four unrelated words are easy to remember.",
        validators=[needed("Enter a new password.")],
    )
