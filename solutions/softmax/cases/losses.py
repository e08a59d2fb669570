# %% lazy: zeros | nothing
def margin_loss(name, f, s):
    return 0.0, np.zeros(len(f))


# %% lazy: constant | the answer to the example
def margin_loss(name, f, s):
    return 0.25, np.full(len(f), -0.5)


# %% lazy: input returned | hands the outputs back
def margin_loss(name, f, s):
    return np.mean(f), f


# %% lazy: none | returns nothing
def margin_loss(name, f, s):
    pass


# %% lazy: library | asks the lesson's module
def margin_loss(name, f, s):
    from deeparc.core import loss

    return getattr(loss, name)(f, s)


# %% mutant: by margin | forgets to multiply by s
def margin_loss(name, f, s):
    m = s * f
    each = {"square": (1 - m) ** 2 / 2, "hinge": np.maximum(0, 1 - m), "logistic": np.logaddexp(0, -m)}[name]
    slope = {"square": m - 1, "hinge": -1.0 * (m < 1), "logistic": 0.5 * np.tanh(m / 2) - 0.5}[name]
    return np.mean(each), slope / len(m)


# %% mutant: sum | slopes without the 1/B
def margin_loss(name, f, s):
    m = s * f
    each = {"square": (1 - m) ** 2 / 2, "hinge": np.maximum(0, 1 - m), "logistic": np.logaddexp(0, -m)}[name]
    slope = {"square": m - 1, "hinge": -1.0 * (m < 1), "logistic": 0.5 * np.tanh(m / 2) - 0.5}[name]
    return np.mean(each), s * slope


# %% mutant: sign | pulls the wrong way
def margin_loss(name, f, s):
    m = s * f
    each = {"square": (1 - m) ** 2 / 2, "hinge": np.maximum(0, 1 - m), "logistic": np.logaddexp(0, -m)}[name]
    slope = {"square": m - 1, "hinge": -1.0 * (m < 1), "logistic": 0.5 * np.tanh(m / 2) - 0.5}[name]
    return np.mean(each), -s * slope / len(m)


# %% mutant: half forgotten | the square without its ½
def margin_loss(name, f, s):
    m = s * f
    each = {"square": (1 - m) ** 2, "hinge": np.maximum(0, 1 - m), "logistic": np.logaddexp(0, -m)}[name]
    slope = {"square": 2 * (m - 1), "hinge": -1.0 * (m < 1), "logistic": 0.5 * np.tanh(m / 2) - 0.5}[name]
    return np.mean(each), s * slope / len(m)


# %% mutant: perceptron | the hinge at margin 0
def margin_loss(name, f, s):
    m = s * f
    each = {"square": (1 - m) ** 2 / 2, "hinge": np.maximum(0, -m), "logistic": np.logaddexp(0, -m)}[name]
    slope = {"square": m - 1, "hinge": -1.0 * (m < 0), "logistic": 0.5 * np.tanh(m / 2) - 0.5}[name]
    return np.mean(each), s * slope / len(m)


# %% mutant: corner | slope −1 at margin 1
def margin_loss(name, f, s):
    m = s * f
    each = {"square": (1 - m) ** 2 / 2, "hinge": np.maximum(0, 1 - m), "logistic": np.logaddexp(0, -m)}[name]
    slope = {"square": m - 1, "hinge": -1.0 * (m <= 1), "logistic": 0.5 * np.tanh(m / 2) - 0.5}[name]
    return np.mean(each), s * slope / len(m)


# %% mutant: overflows | the logistic loss as it stands
def margin_loss(name, f, s):
    m = s * f
    if name == "logistic":
        return np.mean(np.log(1 + np.exp(-m))), -s / (1 + np.exp(m)) / len(m)
    each = {"square": (1 - m) ** 2 / 2, "hinge": np.maximum(0, 1 - m)}[name]
    return np.mean(each), s * {"square": m - 1, "hinge": -1.0 * (m < 1)}[name] / len(m)


# %% mutant: capped square | no charge for being too right
def margin_loss(name, f, s):
    m = s * f
    short = np.maximum(0, 1 - m)
    each = {"square": short**2 / 2, "hinge": short, "logistic": np.logaddexp(0, -m)}[name]
    slope = {"square": -short, "hinge": -1.0 * (m < 1), "logistic": 0.5 * np.tanh(m / 2) - 0.5}[name]
    return np.mean(each), s * slope / len(m)


# %% mutant: sigma of the margin | the wrong side of the sigmoid
def margin_loss(name, f, s):
    m = s * f
    each = {"square": (1 - m) ** 2 / 2, "hinge": np.maximum(0, 1 - m), "logistic": np.logaddexp(0, -m)}[name]
    slope = {"square": m - 1, "hinge": -1.0 * (m < 1), "logistic": -0.5 * np.tanh(m / 2) - 0.5}[name]
    return np.mean(each), s * slope / len(m)


# %% variant: targets | square as (f − s), logistic as σ(f) − t
from scipy.special import expit


def margin_loss(name, f, s):
    n = len(f)
    if name == "square":
        return np.sum((s - f) ** 2) / (2 * n), (f - s) / n
    if name == "logistic":
        return np.mean(-np.log1p(0 * f) + np.logaddexp(0, -s * f)), (expit(f) - (s + 1) / 2) / n
    short = s * f < 1
    return np.sum((1 - s * f)[short]) / n, -s * short / n


# %% variant: loop | example by example
import math


def margin_loss(name, f, s):
    total, slopes = 0.0, []
    for x, a in zip(f, s):
        m = float(x) * float(a)
        if name == "square":
            total, slope = total + 0.5 * (1 - m) ** 2, m - 1
        elif name == "hinge":
            total, slope = total + (1 - m if m < 1 else 0.0), (-1.0 if m < 1 else 0.0)
        else:
            total += max(0.0, -m) + math.log1p(math.exp(-abs(m)))
            slope = -1 / (1 + math.exp(m)) if m < 700 else 0.0
        slopes.append(float(a) * slope / len(f))
    return [total / len(f)], slopes
