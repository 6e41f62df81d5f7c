"""The application as a server imports it: `gunicorn app:app`, `flask --app app run`."""

import gc

from screening.services.backups.older import open_newest
from screening.services.logs import set_up_logs
from screening.services.settings import COLLECT_AFTER, read_settings
from screening.web import create_app

gc.set_threshold(COLLECT_AFTER)
set_up_logs()
settings = read_settings()
app = create_app(settings, open_newest(settings))
