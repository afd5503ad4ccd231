"""The numbers beside a chart."""

from math import ceil, floor, log10

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(top: float, count: int = 4) -> tuple[float, ...]:
    """From zero to just above `top` in round steps (Heckbert, Nice Numbers for Graph Labels, Graphics Gems 1990).

    A chart of people begins at zero: otherwise small changes look large. Without anything above zero: 0 and 1.
    """
    if top <= 0:
        return (0.0, 1.0)
    rough = top / count
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in STEPS if each * power >= rough * (1 - 1e-9))
    step = max(step, 1.0)
    return tuple(step * n for n in range(ceil(top / step - 1e-9) + 1))
