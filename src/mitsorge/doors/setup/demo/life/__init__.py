"""Two years of life for a demo network: played through the deeds of the domain, the same every time."""

from mitsorge.doors.setup.demo.life.play import Lived, live_on

__all__ = ["Lived", "live_on"]
