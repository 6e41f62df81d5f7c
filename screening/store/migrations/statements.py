"""SQL that is not the same for every database, kept in files beside the migrations."""

from importlib.resources import files


def statements(name: str) -> list[str]:
    """The statements in ``sql/<name>.sql``, which empty lines part."""
    source = files("screening.store.migrations").joinpath("sql", f"{name}.sql")
    return source.read_text(encoding="utf-8").strip().split("\n\n")
