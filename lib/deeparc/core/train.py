"""One training loop for layers with their own backward and for PyTorch modules."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from deeparc.core.callbacks import Callback, History, Run
from deeparc.core.checkpoint import Checkpoint
from deeparc.core.layer import Layer
from deeparc.core.namespace import Array, asarray, device_of, namespace
from deeparc.core.optim import Optimiser
from deeparc.core.validate import whole

Loss = Callable[[Array, Array], tuple[Array, Array]]
Data = Array | tuple[Array, ...]


def fit(
    model: Any,
    x: Data,
    t: Array,
    *,
    loss: Loss,
    optimiser: Optimiser,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
    validate: Callable[[Any], Mapping[str, float]] | None = None,
    callbacks: Sequence[Callback] = (),
) -> History:
    """Train on minibatches: each epoch takes all examples once, in a new order; the last batch may be smaller.

    Args:
        model: a `Layer`, or a `torch.nn.Module`.
        x: the inputs, examples first, on the model's device; a tuple where the model takes several.
        t: the targets, as many.
        loss: such as those of `deeparc.core.loss`.
        optimiser: from `deeparc.core.optim`, for both kinds of models.
        epochs: in all; a run that goes on from a checkpoint makes those that are missing.
        batch_size: examples in a step.
        rng: draws the order, in NumPy on every backend.
        validate: called after each epoch with the model, returns figures to keep, such as `{"validation loss": …}`.
        callbacks: called in this order. A `Checkpoint` comes last of all, so that it keeps what the others did.

    Returns:
        the `History` among the callbacks, or a new one.

    Raises:
        ValueError: no examples, not as many targets, numbers out of range, or a loss that is no number any more.
    """
    epochs, batch_size = whole(epochs, "epochs"), whole(batch_size, "batch_size")
    n, parts = len(t), x if isinstance(x, tuple) else (x,)
    if not n or any(len(part) != n for part in parts):
        raise ValueError(f"x has {[len(part) for part in parts]} examples and t {n}, expected as many, at least 1")
    history = next((c for c in callbacks if isinstance(c, History)), None)
    if history is None:
        history = History()
        callbacks = [history, *callbacks]
    writers = [c for c in callbacks if isinstance(c, Checkpoint)]
    others = [c for c in callbacks if not isinstance(c, Checkpoint)]
    for writer in writers:
        writer.others = others
    run = Run(model, optimiser, rng, epochs)
    for callback in (*writers, *others):  # what was stored comes before what shows it
        callback.begin(run)
    step = _layer_step if isinstance(model, Layer) else _module_step
    while run.epoch < epochs and not run.stop:
        total = 0.0
        order = asarray(rng.permutation(n), device=device_of(t))
        for start in range(0, n, batch_size):
            batch = order[start : start + batch_size]
            x_batch = tuple(namespace(part).take(part, batch, axis=0) for part in parts)
            t_batch = namespace(t).take(t, batch, axis=0)
            run.loss, params, grads = step(model, x_batch if isinstance(x, tuple) else x_batch[0], t_batch, loss)
            optimiser.step(params, grads)
            total = total + run.loss * len(batch)
            for callback in others:
                callback.after_step(run)
        run.epoch += 1
        run.figures = {"loss": float(total) / n}
        if not np.isfinite(run.figures["loss"]):
            raise ValueError(f"the loss is {run.figures['loss']} in epoch {run.epoch}: is the learning rate too large?")
        if validate is not None:
            run.figures |= {name: float(value) for name, value in validate(model).items()}
        for callback in (*others, *writers):
            callback.after_epoch(run)
    for callback in callbacks:
        callback.end(run)
    return history


def predict(model: Any, x: Data, batch_size: int = 256) -> Array:
    """Return the model's outputs, without training, in batches that fit into memory.

    Args:
        model: a `Layer`, or a `torch.nn.Module`.
        x: as in `fit`.
        batch_size: examples at a time.

    Raises:
        ValueError: the batch size is below 1, or there are no examples.
    """
    batch_size, parts = whole(batch_size, "batch_size"), x if isinstance(x, tuple) else (x,)
    if not len(parts[0]):
        raise ValueError("x has no examples, expected at least 1")
    outputs = []
    for start in range(0, len(parts[0]), batch_size):
        batch = tuple(part[start : start + batch_size] for part in parts)
        outputs.append(_output(model, batch if isinstance(x, tuple) else batch[0]))
    return namespace(outputs[0]).concat(outputs, axis=0)


def _layer_step(model: Layer, x: Data, t: Array, loss: Loss) -> tuple[Array, Mapping, Mapping]:
    value, dy = loss(model.forward(x, train=True), t)
    model.backward(dy, need_dx=False)
    return value, model.params, model.grads


def _module_step(model: Any, x: Data, t: Array, loss: Loss) -> tuple[Array, Mapping, Mapping]:
    model.train()
    model.zero_grad()
    y = model(*x) if isinstance(x, tuple) else model(x)
    value, dy = loss(y.detach(), t)
    y.backward(dy)
    learned = {name: p for name, p in model.named_parameters() if p.grad is not None}
    return value, {name: p.detach() for name, p in learned.items()}, {name: p.grad for name, p in learned.items()}


def _output(model: Any, x: Data) -> Array:
    if isinstance(model, Layer):
        return model.forward(x)
    import torch

    model.eval()
    with torch.no_grad():
        return model(*x) if isinstance(x, tuple) else model(x)
