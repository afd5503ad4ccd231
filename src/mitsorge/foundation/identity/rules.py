"""Rules of the network's own texts. Plain Python."""

COUNT = "{partners}"


def counted_heading(heading: str, partners: int) -> str:
    """The heading with today's number of partners in place of `{partners}`; without one while there are none."""
    if partners:
        return heading.replace(COUNT, str(partners))
    return heading.replace(f"{COUNT} ", "").replace(COUNT, "")
