"""What a server imports: `navigator.web.wsgi:app`."""

from navigator.assembly import keep_for_good
from navigator.web import create_app

app = create_app()
keep_for_good()
