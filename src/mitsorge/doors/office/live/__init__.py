"""The room of the minute-taker, the Niederschrift and the register of decisions."""
