import numpy as np

from mitsorge.domain.duplicates.rules.comparing import FIELDS, SIZES
from mitsorge.domain.duplicates.rules.expected import EXPECTED, SHARES
from mitsorge.domain.duplicates.rules.weighing import expected, learned


def test_every_field_has_chances_for_every_level() -> None:
    assert {field: {len(row) for row in rows} for field, rows in EXPECTED.items()} == {
        field: {SIZES[field]} for field in FIELDS
    }
    assert abs(sum(SHARES) - 1) < 1e-9


def test_what_is_not_told_says_nothing() -> None:
    nothing = np.zeros((1, len(FIELDS)), np.uint8)
    bits = expected().scores(nothing, np.array([0.5]))
    share = SHARES[0] / sum(SHARES[1:])
    assert bits[0] == np.log2(share)
    assert not expected().parts(nothing).any()


def test_weights_do_not_depend_on_the_order_of_the_pairs() -> None:
    draw = np.random.default_rng(3)
    levels = np.stack([draw.integers(0, SIZES[field], 500) for field in FIELDS], axis=1).astype(
        np.uint8
    )
    one, two = learned(levels), learned(levels[draw.permutation(500)])
    assert np.array_equal(one.shares, two.shares)
    assert all(np.array_equal(a, b) for a, b in zip(one.chances, two.chances, strict=True))


def test_without_pairs_the_expectation_stands() -> None:
    none = learned(np.empty((0, len(FIELDS)), np.uint8))
    assert np.array_equal(none.shares, expected().shares)


def test_much_agreement_where_nothing_matches_is_learned_to_say_little() -> None:
    """A thousand pairs with one switchboard and nothing else in common make the switchboard worthless."""
    levels = np.zeros((1000, len(FIELDS)), np.uint8)
    levels[:, FIELDS.index("name")] = 1
    levels[:, FIELDS.index("phone")] = 3
    before = expected().parts(levels[:1])[0, FIELDS.index("phone")]
    after = learned(levels).parts(levels[:1])[0, FIELDS.index("phone")]
    assert after < before - 3
