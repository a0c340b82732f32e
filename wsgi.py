"""What gunicorn and the `flask` command load."""

from skills4all.app import create_app

app = create_app()
