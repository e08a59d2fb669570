"""The kept results are what the code gives when it runs again; the slowest parts are run in part."""

import json

import numpy as np
import pytest

from deeparc.core.data import breast_cancer
from deeparc.experiments import EXPERIMENTS, adaline, perceptron, protocol, read, threshold_logic, write
from deeparc.experiments.__main__ import main
from deeparc.experiments.record import HEAVY
from deeparc.units.perceptron import train, train_averaged, train_pocket

POINTS = 0.003  # of accuracy: a last bit that differs may turn an example or two


def same(kept, again, tolerance):
    assert kept.keys() == again.keys()
    for name in kept:
        if isinstance(kept[name], dict):
            same(kept[name], again[name], tolerance)
        else:
            assert kept[name] == pytest.approx(again[name], abs=tolerance, rel=1e-5), name


@pytest.mark.parametrize("system", EXPERIMENTS)
def test_each_result_says_how_to_get_it_again(system):
    result = read(system)
    assert result["system"] == system
    assert result["command"] == f"python -m deeparc.experiments {system}"
    assert result["seed"] == 0
    assert {"python", "numpy", "scipy", "scikit-learn"} == set(result["versions"]) - {"torch"}
    read(system)["results"].clear()  # what is handed out is a copy
    assert read(system)["results"]


def test_threshold_logic():
    kept = read("threshold-logic")["results"]
    assert kept["two_layers"] == {"inputs": 4, "functions": 65536, "correct": 65536, "most_units": 9}
    part = threshold_logic.two_layers(4, step=97)
    assert part["correct"] == part["functions"] == 676
    assert threshold_logic.two_layers(3) == {"inputs": 3, "functions": 256, "correct": 256, "most_units": 5}
    assert kept["threshold_functions"] == {"1": 4, "2": 14, "3": 104, "4": 1882}


def test_perceptron():
    kept = read("perceptron")["results"]
    same(kept["all_569"], perceptron.separability(), 0)
    same(kept["xor"], perceptron.xor(0), 0)
    same(kept["accuracy"]["averaged"], protocol.accuracy_by_features(perceptron.averaged, 0), POINTS)
    same(kept["street"]["robust_plane"], protocol.accuracy_on_street_features(perceptron.robust, 0), POINTS)
    assert sum(kept["second_features"].values()) == protocol.SPLITS
    assert next(iter(kept["second_features"])) == next(iter(protocol.second_features(0)))


def test_learners_are_what_their_names_say():
    data = protocol.splits(0)[0]
    trainers = {"averaged": train_averaged, "pocket": train_pocket, "last": train}
    assert perceptron.LEARNERS.keys() == trainers.keys()
    assert read("perceptron")["results"]["epochs"] == perceptron.EPOCHS
    models = []
    for name, trainer in trainers.items():
        model = perceptron.LEARNERS[name](data.v_train, data.t_train, np.random.default_rng(0))
        again = trainer(data.v_train, data.t_train, epochs=perceptron.EPOCHS, rng=np.random.default_rng(0)).model
        np.testing.assert_array_equal([*model.w, model.b], [*again.w, again.b])
        models.append((*model.w, model.b))
    assert len(set(models)) == len(trainers)  # a run that does not converge tells them apart


def test_perceptron_convergence():
    kept = read("perceptron")["results"]
    again = perceptron.convergence(0, epochs=1000)
    assert again["mistakes"] == pytest.approx(kept["convergence"]["mistakes_in_first_1000_epochs"], rel=0.01)
    assert kept["convergence"]["converged"]
    assert kept["convergence"]["mistakes"] < kept["all_569"]["mistake_bound"]


def test_adaline():
    kept = read("adaline")["results"]
    same(kept["loss"], adaline.losses(0), 0)
    same(kept["accuracy"]["least_squares"], protocol.accuracy_by_features(adaline.closed_form, 0), POINTS)
    same(kept["street"]["alpha"], protocol.accuracy_on_street_features(adaline.alpha_lms, 0), POINTS)
    assert kept["loss"]["least_squares"] <= min(kept["loss"].values())


def test_mu_rate_is_stable_for_every_example():
    v = breast_cancer(test_fraction=0).v_train
    assert 2 / (1 + np.max(np.sum(v**2, axis=1))) > adaline.ETA


def test_folds_are_even_and_stratified():
    t = np.array([0] * 25 + [1] * 15)
    fold = np.empty(len(t), np.int64)
    for i, (_, held_out) in enumerate(protocol.folds(t, 10, np.random.default_rng(0))):
        fold[held_out] = i
    assert np.bincount(fold).tolist() == [4] * 10
    assert {np.sum(t[fold == k]) for k in range(10)} <= {1, 2}


def test_second_feature_is_chosen_without_the_test_part():
    data = protocol.splits(0)[0]
    shuffled = type(data)(**{**vars(data), "t_test": 1 - data.t_test})
    assert protocol.second_feature(shuffled) == protocol.second_feature(data)


def test_writing_and_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(threshold_logic, "run", lambda seed: {"x": 1 / 3, "list": (1.23456789, 2)})
    main(["threshold-logic", "--output", str(tmp_path / "new"), "--seed", "5"])
    result = json.loads((tmp_path / "new" / "threshold-logic.json").read_text(encoding="utf-8"))
    assert result["results"] == {"x": 0.333333, "list": [1.23457, 2]}
    assert result["command"] == "python -m deeparc.experiments threshold-logic --seed 5"
    assert {"numpy", "torch"} < set(result["versions"])  # whatever ran before in this process
    assert "threshold-logic:" in capsys.readouterr().out


def test_unknown_experiments(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["lenet"])
    assert "no experiment 'lenet'" in capsys.readouterr().err
    with pytest.raises(ValueError, match="system is 'lenet', expected one of adaline"):
        read("lenet")
    with pytest.raises(ValueError, match="system is 'lenet'"):
        write("lenet", tmp_path)


@pytest.mark.parametrize(("arguments", "heavy"), [([], False), (["--all"], True)])
def test_long_experiments_run_only_when_asked_for(arguments, heavy, monkeypatch, tmp_path):
    ran = []
    monkeypatch.setattr("deeparc.experiments.__main__.write", lambda system, folder, seed: ran.append(system))
    main([*arguments, "--output", str(tmp_path)])
    assert set(ran) == (set(EXPERIMENTS) if heavy else set(EXPERIMENTS) - HEAVY)
