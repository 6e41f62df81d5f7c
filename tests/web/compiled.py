"""Templates and routes compiled once a session: each test has an application of its own, all alike.

Put together it costs a test more than most of what it asks of it.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule


class Compiled(BytecodeCache):
    """Keeps in memory what templates were compiled to, by their names and their words."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give ``bucket`` what is kept for it."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what ``bucket`` has."""
        assert bucket.code is not None
        self._kept[bucket.key, bucket.checksum] = bucket.code


class Route(Rule):
    """A route whose way of building addresses is compiled once for all of the same words."""

    _kept: dict[Any, Callable[..., tuple[str, str]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        made_of = self.rule, tuple(self._trace), repr(self.defaults), append_unknown
        if made_of not in self._kept:
            self._kept[made_of] = super()._compile_builder(append_unknown)
        return self._kept[made_of]  # a function of the route that it is called for


_compiled = Compiled()
Flask.url_rule_class = Route


def remembering(app: Flask) -> Flask:
    """``app``, for a test; it raises faults as it does for visitors, and takes up what is kept."""
    app.config["TESTING"] = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.jinja_env.bytecode_cache = _compiled
    return app
