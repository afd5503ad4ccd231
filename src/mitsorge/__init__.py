"""Mitsorge: the platform on which German municipalities run their care networks."""

__version__ = "0.1.0"
