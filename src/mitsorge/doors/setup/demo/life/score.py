"""The order of events: every deed has its moment, and what would lie ahead is not played."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from mitsorge.doors.setup.demo.life import hours

Deed = Callable[[datetime], object]


@dataclass
class Score:
    """Deeds with their moments, counted back from `at`; `land`: two letters, whose holidays are kept."""

    at: datetime
    land: str = ""
    cues: list[tuple[datetime, int, Deed]] = field(default_factory=list)

    def cue(self, moment: datetime, deed: Deed) -> None:
        """Plays `deed` at its moment; of two at the same moment the first noted comes first."""
        self.cues.append((moment, len(self.cues), deed))

    def play(self) -> int:
        """Everything up to `at`, in order of time; how many deeds."""
        due = sorted(cue for cue in self.cues if cue[0] <= self.at)
        for moment, _number, deed in due:
            deed(moment)
        return len(due)

    def moment(self, days: float, hour: int = 10, minute: int = 0) -> datetime:
        """A working day so many days before `at` (below 0: ahead), at a clock time of the network's zone."""
        day = timezone.localdate(self.at) - timedelta(days=days)
        while not hours.is_working(day, self.land):
            day += timedelta(days=1 if days < 0 else -1)
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))
