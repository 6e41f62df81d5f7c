"""What has to be filled in, in the words of the form that asks for it."""

from collections.abc import Callable
from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation

from screening.web.forms import Form

Validator = Callable[[Any, Any], None]


def needed(message: Any) -> Validator:
    """Refuse a field in which nothing was typed, with ``message``."""

    def check(_form: Form, field: Field) -> None:
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            raise StopValidation(str(message))

    return check
