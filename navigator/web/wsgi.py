"""What a server imports: `navigator.web.wsgi:app`."""

from navigator.web import create_app

app = create_app()
