"""Learning rates over the steps."""

import pytest

from deeparc.core.schedule import constant, cosine, exponential, step, warm_up


@pytest.mark.parametrize(
    ("schedule", "rates"),
    [
        (constant(0.1), {0: 0.1, 1000: 0.1}),
        (step(1.0, every=10), {0: 1, 9: 1, 10: 0.1, 29: 0.01}),
        (exponential(1.0, half_life=5), {0: 1, 5: 0.5, 15: 0.125}),
        (cosine(1.0, steps=10, last=0.2), {0: 1, 5: 0.6, 10: 0.2, 99: 0.2}),
        (warm_up(constant(1.0), 4), {0: 0.2, 3: 0.8, 4: 1, 5: 1}),
        (warm_up(cosine(1.0, steps=10), 4), {0: 0.2, 4: 1, 9: 0.5, 14: 0}),
    ],
)
def test_rates(schedule, rates):
    assert {k: schedule(k) for k in rates} == pytest.approx(rates)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: constant(0), "eta is 0"),
        (lambda: step(0.1, every=0), "every is 0"),
        (lambda: step(0.1, every=5, factor=-1), "factor is -1"),
        (lambda: exponential(0.1, half_life=0), "half_life is 0"),
        (lambda: cosine(0.1, steps=5, last=0.2), "last is 0.2, expected a number from 0 to eta = 0.1"),
        (lambda: warm_up(constant(0.1), 0), "steps is 0"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
