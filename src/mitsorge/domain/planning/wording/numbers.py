"""Numbers in German sentences and tables: rounded, grouped by thousands, with a comma.

Django's `number_format` cuts digits off; these round first.
"""

from django.utils.formats import number_format


def rounded(value: float, digits: int = 0) -> str:
    """ "1.234" or, with one digit, "1.234,0"."""
    return number_format(round(value, digits), digits, force_grouping=True)


def amount(value: float, digits: int = 1) -> str:
    """ "12", "12,5": decimals only where there are any."""
    shown = round(value, digits)
    return rounded(shown, 0 if shown == int(shown) else digits)
