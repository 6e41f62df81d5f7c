"""Addresses without whose they are: the platform and the shape stay, names become placeholders."""

import re
from collections.abc import Callable, Iterator

from screening.services.stripping.ordinary import folded, kept

_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_RUN = re.compile(r"[^\W\d_]+")

Name = Callable[[str], str]
"""From a run of letters, folded, to what may stand in its place."""


def rewritten(address: str, name: Name) -> str:
    """``address`` with each of its own names put through ``name``, and noughts for digits."""
    scheme = _SCHEME.match(address)
    rest = address[scheme.end() if scheme else 0 :]
    host, slash, path = rest.partition("/")
    return (scheme.group() if scheme else "") + _host(host, name) + slash + _path(path, name)


def mail_rewritten(address: str, name: Name) -> str:
    """An e-mail ``address`` with its names put through ``name``."""
    mailbox, _at, host = address.rpartition("@")
    return f"{handle_rewritten(mailbox, name)}@{_host(host, name)}"


def handle_rewritten(handle: str, name: Name) -> str:
    """``handle`` with its names put through ``name``, and noughts for digits."""
    plain = folded(handle)
    return "".join(_pieces(plain, name))


def _pieces(plain: str, name: Name) -> Iterator[str]:
    place = 0
    for run in _RUN.finditer(plain):
        yield re.sub(r"\d", "0", plain[place : run.start()])
        yield name(run.group())
        place = run.end()
    yield re.sub(r"\d", "0", plain[place:])


def _host(host: str, name: Name) -> str:
    labels = folded(host).split(".")
    known = next((n for n in range(len(labels)) if ".".join(labels[n:]) in kept("hosts")), None)
    if known is None:
        known = len(labels)
        while known > 1 and labels[known - 1] in kept("endings"):
            known -= 1
    own = (label if label in kept("paths") else handle_rewritten(label, name) for label in labels)
    return ".".join([*list(own)[:known], *labels[known:]])


def _path(path: str, name: Name) -> str:
    segments = path.split("/")
    return "/".join(
        segment if folded(segment) in kept("paths") else handle_rewritten(segment, name)
        for segment in segments
    )
