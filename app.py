"""The application as a server imports it: `gunicorn app:app`, `flask --app app run`."""

from screening.services.backups.older import open_newest
from screening.services.logs import set_up_logs
from screening.services.memory import set_up_memory
from screening.services.settings import read_settings
from screening.web import create_app

set_up_logs()
settings = read_settings()
app = create_app(settings, open_newest(settings))
set_up_memory()
