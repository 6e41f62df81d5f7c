"""Visitors with real accounts who sign in by the page."""

from dataclasses import dataclass

from flask import Flask

from tests.accounts import PASSWORD, Council, address_of
from tests.web.page import Page, Visitor


@dataclass
class Townhall:
    """The pages of a council, and its people in front of them."""

    app: Flask
    council: Council

    def visitor(self, name: str = "") -> Visitor:
        """A browser of its own, with somebody signed in by it where a ``name`` is given."""
        visitor = Visitor(self.app)
        if name:
            self.sign_in(visitor, name)
        return visitor

    def sign_in(
        self, visitor: Visitor, name: str, password: str = PASSWORD, to: str = "/sign-in"
    ) -> Page:
        """Sign in by the page at ``to``; the answer is the page that comes after."""
        form = visitor.get(to).form()
        return visitor.send(form, {"email": address_of(name), "password": password})
