"""The same county through its pages: what a planner waits for who looks at one more measure. A request of Django's test client, rendering and maps included."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import numpy as np

from mitsorge.domain.planning.rules.access import Points

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
AREAS = 4
