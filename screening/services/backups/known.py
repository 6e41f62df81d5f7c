"""That a backup was made, so that the service can say when the last one was."""

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from screening.services.backups.manifest import Manifest
from screening.services.call import Call
from screening.store.tables.setting import BackupMade


def note(call: Call, said: Manifest) -> None:
    """Note that the backup of which ``said`` is the manifest is whole; not where it is.

    It is no record on the log: of that the newest backup would then always be one behind, and could
    not be restored without accepting that records were lost.
    """
    row = {
        "id": 1,
        "made_at": datetime.fromisoformat(said.made_at),
        "size": said.size,
        "with_database": said.with_database,
    }
    with call.as_clock().change() as work:
        dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
        made = dialect.insert(BackupMade).values(row)
        work.session.execute(made.on_conflict_do_update(index_elements=["id"], set_=row))
        work.commit()
