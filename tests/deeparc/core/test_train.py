"""The training loop: the same on every backend and for both kinds of models; callbacks; resuming bit for bit."""

import subprocess
import sys

import numpy as np
import pytest
import torch

from deeparc.core.callbacks import Callback, EarlyStopping, History, Progress
from deeparc.core.checkpoint import Checkpoint
from deeparc.core.layer import Chain
from deeparc.core.loss import cross_entropy, square
from deeparc.core.metrics import accuracy
from deeparc.core.namespace import asarray, to_numpy
from deeparc.core.optim import SGD, Adam, Momentum
from deeparc.core.state import load_model_state, model_state
from deeparc.core.train import fit, predict
from deeparc.layers.activations import ReLU, Tanh
from deeparc.layers.dropout import Dropout
from deeparc.layers.linear import Linear
from deeparc.units.mlp import mlp


def digits(n=200, d=784):
    """Ten noisy patterns."""
    rng = np.random.default_rng(5)
    t = rng.integers(0, 10, n)
    return rng.standard_normal((10, d))[t] + 0.5 * rng.standard_normal((n, d)), t


def as_module(chain):
    """The same net as a torch module, with the same weights."""
    layers = []
    for layer in chain.layers:
        if isinstance(layer, Linear):
            linear = torch.nn.Linear(*reversed(layer.params["w"].shape), dtype=torch.float64)
            linear.load_state_dict(
                {"weight": torch.as_tensor(layer.params["w"]), "bias": torch.as_tensor(layer.params["b"])}
            )
            layers.append(linear)
        else:
            layers.append(torch.nn.ReLU())
    return torch.nn.Sequential(*layers)


def test_one_loss_curve_on_numpy_on_torch_and_for_a_module():
    x, t = digits()
    curves, weights = [], []
    for kind in ("numpy", "cpu", "module"):
        device = "numpy" if kind == "numpy" else "cpu"
        model = mlp((784, 100, 10), np.random.default_rng(0), activation=ReLU, dtype="float64", device=device)
        if kind == "module":
            model = as_module(model)
        history = fit(
            model,
            asarray(x, device=device),
            asarray(t, device=device),
            loss=cross_entropy,
            optimiser=Momentum(0.05, l2=1e-3),
            epochs=4,
            batch_size=32,
            rng=np.random.default_rng(1),
            callbacks=[History(every_step=True)],
        )
        assert len(history.steps) == 4 * 7
        curves.append(history.steps)
        weights.append(next(iter(model_state(model).values())))
    np.testing.assert_allclose(curves[1], curves[0], rtol=0, atol=1e-9)
    np.testing.assert_allclose(curves[2], curves[0], rtol=0, atol=1e-9)
    np.testing.assert_allclose(weights[1], weights[0], rtol=0, atol=1e-9)
    assert curves[0][-1] < 0.1 * curves[0][0]


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU")
def test_one_loss_curve_on_numpy_and_on_a_gpu():
    x, t = digits()
    curves = []
    for device in ("numpy", "cuda"):
        model = mlp((784, 100, 10), np.random.default_rng(0), activation=ReLU, dtype="float64", device=device)
        data = asarray(x, device=device), asarray(t, device=device)
        history = fit(model, *data, **OPTIONS | {"optimiser": Adam(1e-3), "rng": np.random.default_rng(1), "epochs": 3})
        curves.append(history.figures["loss"])
    np.testing.assert_allclose(curves[1], curves[0], rtol=0, atol=1e-6)


OPTIONS = {"loss": cross_entropy, "epochs": 6, "batch_size": 16}


def small(seed=0):
    return mlp((8, 12, 10), np.random.default_rng(seed), activation=Tanh, dtype="float64")


def test_one_batch_is_learned_by_heart():
    x, t = digits(16, 8)
    model = small()
    options = OPTIONS | {"epochs": 300, "optimiser": Adam(0.03), "rng": np.random.default_rng(0)}
    history = fit(model, x, t, **options)
    assert history.figures["loss"][-1] < 0.01
    assert accuracy(predict(model, x, batch_size=5), t) == 1


def test_every_example_comes_once_in_an_epoch():
    class Spy(Callback):
        def __init__(self):
            self.seen = []

        def after_step(self, run):
            self.seen.append(to_numpy(run.model.layers[0]._x)[:, 0])

    x = np.arange(10.0)[:, None]
    model = Chain([Linear(1, 1, np.random.default_rng(0), dtype="float64")])
    options = {"loss": square, "epochs": 2, "batch_size": 4, "optimiser": SGD(1e-9), "rng": np.random.default_rng(0)}
    spy = Spy()
    fit(model, x, x, callbacks=[spy], **options)
    assert [len(batch) for batch in spy.seen] == [4, 4, 2, 4, 4, 2]
    first, second = np.concatenate(spy.seen[:3]), np.concatenate(spy.seen[3:])
    assert sorted(first) == sorted(second) == list(range(10))
    assert first.tolist() != second.tolist()


def test_the_epochs_loss_is_the_mean_over_examples():
    x = np.arange(10.0)[:, None]
    model = Chain([Linear(1, 1, np.random.default_rng(0), dtype="float64")])
    expected = float(square(model.forward(x), x)[0])
    options = {"loss": square, "epochs": 1, "batch_size": 4, "optimiser": SGD(1e-12), "rng": np.random.default_rng(0)}
    assert fit(model, x, x, **options).figures["loss"] == pytest.approx([expected])


def test_early_stopping_brings_the_best_back():
    x, t = digits(16, 8)
    model, values = small(), iter([5.0, 3.0, 4.0, 3.5, 3.2, 9.0])
    seen = []

    def validate(model):
        seen.append(model_state(model)["0.w"])
        return {"validation loss": next(values)}

    stopping = EarlyStopping("validation loss", patience=3)
    history = fit(
        model,
        x,
        t,
        **OPTIONS | {"epochs": 50},
        optimiser=SGD(0.1),
        rng=np.random.default_rng(0),
        validate=validate,
        callbacks=[stopping],
    )
    assert history.figures["validation loss"] == [5, 3, 4, 3.5, 3.2]
    assert (stopping.best, stopping.best_epoch) == (3, 2)
    np.testing.assert_array_equal(model.params["0.w"], seen[1])


def test_progress(capsys):
    x, t = digits(16, 8)
    fit(small(), x, t, **OPTIONS, optimiser=SGD(0.1), rng=np.random.default_rng(0), callbacks=[Progress()])
    err = capsys.readouterr().err
    assert "6/6" in err
    assert "loss=" in err


class Interrupt(Callback):
    """Ends the process's work, as a power cut would, in the middle of an epoch."""

    def __init__(self, at):
        self.at = at

    def after_step(self, run):
        if run.optimiser.steps == self.at:
            raise KeyboardInterrupt


def with_dropout(kind):
    rng = np.random.default_rng(3)
    if kind == "layer":
        first, last = (Linear(8, 12, rng, dtype="float64"), Linear(12, 10, rng, dtype="float64"))
        return Chain([first, Tanh(), Dropout(0.5, rng), last]), {"dropout": rng}
    torch.manual_seed(0)
    norm, drop = torch.nn.BatchNorm1d(12, dtype=torch.float64), torch.nn.Dropout(0.5)
    first, last = torch.nn.Linear(8, 12, dtype=torch.float64), torch.nn.Linear(12, 10, dtype=torch.float64)
    return torch.nn.Sequential(first, norm, drop, last), {}


@pytest.mark.parametrize("kind", ["layer", "module"])
def test_resumed_bit_for_bit(kind, tmp_path):
    x, t = digits(40, 8)
    if kind == "module":
        x, t = torch.tensor(x), torch.tensor(t)

    def run(path, cut_after):
        model, rngs = with_dropout(kind)
        cut = Interrupt(cut_after)
        calls = [History(), EarlyStopping("loss", patience=100), cut, Checkpoint(path, rngs=rngs)]
        options = OPTIONS | {"optimiser": Adam(0.01), "rng": np.random.default_rng(1)}
        history = fit(model, x, t, **options, callbacks=calls)
        return model_state(model), history.figures

    for cut_after in (4, 11):  # steps; an epoch has 3
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path / "cut.npz", cut_after)
    again, figures_again = run(tmp_path / "cut.npz", -1)
    whole, figures = run(tmp_path / "whole.npz", -1)
    assert figures == figures_again
    assert whole.keys() == again.keys()
    for name in whole:
        np.testing.assert_array_equal(whole[name], again[name])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cut.npz", "whole.npz"]
    np.load(tmp_path / "cut.npz", allow_pickle=False).close()


def test_a_finished_run_is_not_run_again(tmp_path):
    x, t = digits(40, 8)
    histories = []
    for _ in range(2):
        model = small()
        options = OPTIONS | {"optimiser": SGD(0.1), "rng": np.random.default_rng(1)}
        fit(model, x, t, **options, callbacks=[checkpoint := Checkpoint(tmp_path / "run.npz", every=4)])
        histories.append(checkpoint.others[0].figures["loss"])
        weights = model_state(model)
    assert histories[0] == histories[1]
    assert len(histories[0]) == 6
    np.testing.assert_array_equal(weights["0.w"], model.params["0.w"])


def test_a_killed_write_leaves_the_old_checkpoint(tmp_path, monkeypatch):
    x, t = digits(40, 8)
    path = tmp_path / "run.npz"
    options = OPTIONS | {"optimiser": SGD(0.1), "rng": np.random.default_rng(1), "epochs": 1}
    fit(small(), x, t, **options, callbacks=[Checkpoint(path)])
    before = path.read_bytes()

    def broken(file, **arrays):
        file.write(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(np, "savez", broken)
    options |= {"epochs": 2, "optimiser": SGD(0.1), "rng": np.random.default_rng(1)}
    with pytest.raises(OSError, match="disk full"):
        fit(small(), x, t, **options, callbacks=[Checkpoint(path)])
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["run.npz"]


def test_checkpoint_of_another_run(tmp_path):
    x, t = digits(40, 8)
    path = tmp_path / "run.npz"
    fit(small(), x, t, **OPTIONS, optimiser=SGD(0.1), rng=np.random.default_rng(1), callbacks=[Checkpoint(path)])
    with pytest.raises(ValueError, match=r"'optimiser': 'SGD'.* expected .*'Adam'"):
        fit(small(), x, t, **OPTIONS, optimiser=Adam(), rng=np.random.default_rng(1), callbacks=[Checkpoint(path)])
    other = mlp((8, 11, 10), np.random.default_rng(0), dtype="float64")
    with pytest.raises(ValueError, match="state is of another model"):
        fit(other, x, t, **OPTIONS, optimiser=SGD(0.1), rng=np.random.default_rng(1), callbacks=[Checkpoint(path)])


def test_layers_do_not_import_torch():
    code = (
        "import sys, numpy as np\n"
        "from deeparc.core.train import fit\nfrom deeparc.core.optim import SGD\nfrom deeparc.core.loss import square\n"
        "from deeparc.units.mlp import mlp\n"
        "x = np.ones((4, 2), np.float32)\n"
        "fit(mlp((2, 3, 2), np.random.default_rng(0)), x, x, loss=square, optimiser=SGD(0.1), epochs=1, batch_size=2,"
        " rng=np.random.default_rng(0))\n"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_model_state():
    model, copy = small(0), small(1)
    load_model_state(copy, model_state(model))
    x = np.ones((2, 8))
    np.testing.assert_array_equal(model.forward(x), copy.forward(x))
    with pytest.raises(ValueError, match="these are on one side only"):
        load_model_state(copy, {"0.w": np.ones((8, 12))})


X, T = digits(8, 8)


def call(**changes):
    fit(
        changes.pop("model", None) or small(),
        changes.pop("x", X),
        changes.pop("t", T),
        **{"optimiser": SGD(0.1), "rng": np.random.default_rng(0), **OPTIONS, **changes},
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: call(epochs=0), "epochs is 0"),
        (lambda: call(batch_size=0), "batch_size is 0"),
        (lambda: call(t=T[:3]), r"x has \[8\] examples and t 3"),
        (lambda: call(x=X[:0], t=T[:0]), "at least 1"),
        (lambda: call(x=X.astype(np.float32)), "x has dtype float32, but the layer has float64"),
        (lambda: call(x=X * np.nan), "the loss is nan in epoch 1"),
        (lambda: call(callbacks=[EarlyStopping("accuracy")]), r"figure is 'accuracy', expected one of \['loss'\]"),
        (lambda: EarlyStopping("loss", patience=0), "patience is 0"),
        (lambda: EarlyStopping("loss", least=-1), "least is -1"),
        (lambda: Checkpoint("run.pkl"), "path is 'run.pkl', expected a name that ends in .npz"),
        (lambda: Checkpoint("run.npz", every=0), "every is 0"),
        (lambda: predict(small(), X[:0]), "x has no examples"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
