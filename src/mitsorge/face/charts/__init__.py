"""Charts as accessible SVG, drawn by the server. Each is read as a table, too, and tells its parts apart without colour."""

from mitsorge.face.charts.bars import Bar, bars
from mitsorge.face.charts.lines import Line, LineChart, lines
from mitsorge.face.charts.stacks import Stack, StackChart, stacks

__all__ = ["Bar", "Line", "LineChart", "Stack", "StackChart", "bars", "lines", "stacks"]
