"""Templates compiled once a session: each test has an application of its own, all of them alike."""

from types import CodeType

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache


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


_compiled = Compiled()


def remembering(app: Flask) -> Flask:
    """``app``, for a test; it raises faults as it does for visitors, and takes up what is kept."""
    app.config["TESTING"] = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.jinja_env.bytecode_cache = _compiled
    return app
