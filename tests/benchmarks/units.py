"""Time of the single neurons' learning rules ÷ scikit-learn's, on the same data: `make bench`.

Both sides run in turn and the smallest time of each counts, so that a busy machine disturbs the ratio little.
The rules here are written one example at a time, as they are taught; scikit-learn's are compiled.
"""

import warnings

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import Perceptron, SGDRegressor
from timing import interleaved_minima

from deeparc.core.data import breast_cancer
from deeparc.units import adaline, perceptron

EPOCHS = 20
SECONDS = 2.0


def main() -> None:
    """Print the table of ratios."""
    warnings.simplefilter("ignore", ConvergenceWarning)
    data = breast_cancer()
    v, t = data.v_train, data.t_train
    rows = {
        "perceptron": (
            lambda: perceptron.train(v, t, epochs=EPOCHS, rng=np.random.default_rng(0)),
            lambda: Perceptron(max_iter=EPOCHS, tol=None, random_state=0).fit(v, t),
        ),
        "adaline (μ-LMS)": (
            lambda: adaline.train(v, t, eta=1e-3, epochs=EPOCHS, rng=np.random.default_rng(0)),
            lambda: SGDRegressor(
                alpha=0, learning_rate="constant", eta0=1e-3, max_iter=EPOCHS, tol=None, random_state=0
            ).fit(v, 2 * t - 1),
        ),
    }
    table = Table("work", "ours, ms", "scikit-learn, ms", "ratio", title=f"{EPOCHS} epochs on {v.shape} examples")
    for name, (ours, theirs) in rows.items():
        a, b = interleaved_minima(ours, theirs, seconds=SECONDS)
        table.add_row(name, f"{1000 * a:.1f}", f"{1000 * b:.1f}", f"{a / b:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
