"""Where to go on to: only within this service."""

from urllib.parse import urlsplit

from flask import request


def local_path(parameter: str) -> str:
    """The address in the query's ``parameter`` if it lies within this service, else empty."""
    target = request.args.get(parameter, "")
    parts = urlsplit(target)
    is_path = target.startswith("/") and not target.startswith("//")
    if not is_path or parts.scheme or parts.netloc or "\\" in target or not target.isprintable():
        return ""
    return target
