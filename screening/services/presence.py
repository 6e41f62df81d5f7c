"""That a worker is at work: said each time it goes round, so that its absence can be seen."""

from sqlalchemy.dialects import postgresql, sqlite

from screening.services.call import Call
from screening.store.tables.setting import WorkerSeen


def say(call: Call) -> None:
    """Note that a worker has just gone round."""
    with call.as_clock().change() as work:
        dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
        row = {"id": 1, "seen_at": work.now}
        seen = dialect.insert(WorkerSeen).values(row)
        work.session.execute(
            seen.on_conflict_do_update(index_elements=["id"], set_={"seen_at": work.now})
        )
        work.commit()
