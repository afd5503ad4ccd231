import pytest

from tests.cast import account
from tests.domain.directory.factories import network


@pytest.fixture
def frieda(db):
    network()
    return account("frieda")


@pytest.fixture
def refreshed(monkeypatch) -> list[int]:
    """The numbers of the offers the search was told of."""
    told: list[int] = []
    monkeypatch.setattr("mitsorge.domain.directory.search.refresh_documents", told.extend)
    return told
