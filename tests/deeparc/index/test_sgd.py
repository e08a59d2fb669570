"""The entry for logistic regression says what the results hold."""

from deeparc.experiments import protocol, read
from deeparc.index import entries
from deeparc.units.logistic import train

ENTRY = {entry.id: entry for entry in entries()}["logistic-regression"]


def test_ours_is_what_the_results_hold():
    street = read("logistic-regression")["results"]["street"]
    assert ENTRY.ours.value == {name: row["mean"] for name, row in street.items()}
    assert f"{100 * street['online']['mean']:.1f} % online" in str(ENTRY.ours)


def test_parameters_are_counted():
    for name, features in (("street", protocol.STREET), ("all", None)):
        data = protocol.breast_cancer(features)
        model = train(data.v_train, data.t_train, epochs=1).model
        assert ENTRY.parameters.value[name] == len(model.w) + 1
