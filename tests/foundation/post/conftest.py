from collections.abc import Iterator

import pytest

from mitsorge import environment
from mitsorge.foundation.post.smtp import MailServer
from tests.foundation.post.mailbox import Mailbox


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    """A mail server that runs, with the settings pointing to it."""
    box = Mailbox()
    box.open()
    settings.SMTP_URL = box.url
    settings.DEFAULT_FROM_EMAIL = "post@netz.example"
    for name, value in environment.smtp(box.url).items():
        setattr(settings, name, value)
    yield box
    box.close()


@pytest.fixture
def server(mailbox) -> Iterator[MailServer]:
    connection = MailServer()
    yield connection
    connection.drop()
