"""The records of partners."""

from mitsorge.domain.partners.models.application import Agreement, Application
from mitsorge.domain.partners.models.partnership import MemberGroup, Partnership
from mitsorge.domain.partners.models.representative import Representative

__all__ = ["Agreement", "Application", "MemberGroup", "Partnership", "Representative"]
