"""The application as a server imports it: `gunicorn app:app`, `flask --app app run`."""

from screening.services.opening import open_store
from screening.services.settings import read_settings
from screening.web import create_app

settings = read_settings()
app = create_app(settings, open_store(settings))
