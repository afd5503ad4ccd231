"""A network full of invented organizations at real places, the same every time."""

from mitsorge.doors.setup.demo.filling import Filled, fill_network

__all__ = ["Filled", "fill_network"]
