"""Which of the addresses that people type may be followed from a page of ours."""

import re

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}"
_ADDRESS = re.compile(
    rf"(?P<scheme>https?://)?{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][!-~]*)?", re.IGNORECASE
)
"""A name that the whole internet knows, in plain letters: no number, no user, nothing but http."""


def link_to(address: str) -> str:
    """Where ``address`` leads, to be put into a link; empty where it must not be one.

    ``museum.example/news``, as most people type it, is taken for ``https://museum.example/news``.
    Anything with another scheme, a user name, an address in numbers or a letter that looks like
    another stays plain text.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return ""
    return address if found["scheme"] else f"https://{address}"
