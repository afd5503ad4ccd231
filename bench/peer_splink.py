"""Splink on a file of rows; runs in an environment of its own: `python bench/peer_splink.py ROWS.json`.

One generic configuration for every set, as its guide advises: Jaro-Winkler and Levenshtein levels, term frequencies,
blocking on single and paired fields, u by random sampling, m by expectation maximization. Prints JSON.
"""

import json
import pathlib
import resource
import sys
import time

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

COMPARISONS = {
    "name": lambda: cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.7]).configure(
        term_frequency_adjustments=True
    ),
    "street": lambda: cl.JaroWinklerAtThresholds("street", [0.95, 0.85]),
    "house": lambda: cl.ExactMatch("house"),
    "postcode": lambda: cl.LevenshteinAtThresholds("postcode", [1, 2]),
    "town": lambda: cl.JaroWinklerAtThresholds("town", [0.9]),
    "phone": lambda: cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
    "mail": lambda: cl.ExactMatch("mail").configure(term_frequency_adjustments=True),
    "domain": lambda: cl.ExactMatch("domain").configure(term_frequency_adjustments=True),
    "number": lambda: cl.LevenshteinAtThresholds("number", [1, 2]),
    "kind": lambda: cl.ExactMatch("kind"),
}
BLOCKS = (
    ("name",), ("phone",), ("number",), ("street", "house"), ("postcode", "house"), ("start", "postcode"),
    ("start", "town"), ("start", "house"),
)  # fmt: skip
TRAINED_ON = (("name",), ("phone",), ("number",), ("street", "house"), ("postcode", "start"))
KEPT = 0.05
"""Pairs below this probability are not handed back: their share in the best F1 is nil."""


def main() -> None:
    with pathlib.Path(sys.argv[1]).open(encoding="utf-8") as lines:
        rows = pd.DataFrame(map(json.loads, lines))
    rows = rows.replace("", None).rename(columns={"key": "unique_id"})
    rows["start"] = rows["name"].str[:4]
    told = [field for field in COMPARISONS if field in rows and rows[field].notna().any()]
    started = time.perf_counter()
    pairs, looked_at = _link(rows, told)
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": seconds, "looked_at": looked_at, "pairs": pairs, "megabytes": megabytes}
    print(json.dumps(told))


def _link(rows: pd.DataFrame, told: list[str]) -> tuple[list, int]:
    known = {*told, "start"}
    rules = [block_on(*fields) for fields in BLOCKS if known.issuperset(fields)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[COMPARISONS[field]() for field in told],
        blocking_rules_to_generate_predictions=rules,
    )
    database = DuckDBAPI()
    linker = Linker(database.register(rows), settings, log_level=50)
    sure = [
        block_on(*fields)
        for fields in (("name", "street"), ("name", "phone"), ("name", "number"))
        if known.issuperset(fields)
    ]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for fields in TRAINED_ON:
        if known.issuperset(fields):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*fields))
    found = linker.inference.predict().as_pandas_dataframe()
    kept = found[found["match_probability"] >= KEPT]
    columns = (kept["unique_id_l"], kept["unique_id_r"], kept["match_weight"])
    return [list(row) for row in zip(*(c.tolist() for c in columns), strict=True)], len(found)


if __name__ == "__main__":
    main()
