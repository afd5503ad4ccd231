import pytest

from mitsorge.foundation.identity.rules import counted_heading


@pytest.mark.parametrize(
    ("heading", "partners", "shown"),
    [
        ("{partners} Partner, ein Netzwerk", 298, "298 Partner, ein Netzwerk"),
        ("{partners} Partner, ein Netzwerk", 0, "Partner, ein Netzwerk"),
        ("Gemeinsam im Quartier", 42, "Gemeinsam im Quartier"),
    ],
)
def test_the_number_in_the_heading_is_counted_today(heading, partners, shown):
    assert counted_heading(heading, partners) == shown
