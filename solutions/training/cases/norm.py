# %% lazy: zeros | zeros
def bn_forward(x, gamma, beta, epsilon):
    return np.zeros(x.shape), None


def bn_backward(dy, kept):
    return np.zeros(dy.shape), np.zeros(dy.shape[1]), np.zeros(dy.shape[1])


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return np.zeros(x.shape)


# %% lazy: constant | ones
def bn_forward(x, gamma, beta, epsilon):
    return np.ones(x.shape), None


def bn_backward(dy, kept):
    return np.ones(dy.shape), np.ones(dy.shape[1]), np.ones(dy.shape[1])


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return np.ones(x.shape)


# %% lazy: input returned | identity
def bn_forward(x, gamma, beta, epsilon):
    return x, (gamma, beta)


def bn_backward(dy, kept):
    return dy, *kept


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return x


# %% lazy: none | returns nothing
def bn_forward(x, gamma, beta, epsilon):
    pass


def bn_backward(dy, kept):
    pass


def bn_test(x, gamma, beta, mean, variance, epsilon):
    pass


# %% lazy: library | asks the library
def bn_forward(x, gamma, beta, epsilon):
    from deeparc.layers.batch_norm import BatchNorm

    layer = BatchNorm(len(gamma), epsilon=epsilon or 1e-30, dtype="float64")
    layer.params["gamma"][:], layer.params["beta"][:] = gamma, beta
    return layer.forward(x, train=True), layer


def bn_backward(dy, kept):
    return kept.backward(dy), kept.grads["gamma"], kept.grads["beta"]


def bn_test(x, gamma, beta, mean, variance, epsilon):
    from deeparc.layers.batch_norm import BatchNorm

    layer = BatchNorm(len(gamma), epsilon=epsilon or 1e-30, dtype="float64")
    return layer.forward(x)


# %% mutant: statistics are constants | the backward pass forgets that μ and σ depend on x
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.sqrt(np.mean(centred**2, axis=0) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * dy
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: variance is a constant | the term through σ² is missing
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.sqrt(np.mean(centred**2, axis=0) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - dbeta / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: mean is a constant | the term through μ is missing
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.sqrt(np.mean(centred**2, axis=0) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: sums not divided | 1/B is missing
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.sqrt(np.mean(centred**2, axis=0) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - dbeta - x_hat * dgamma)
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: gamma forgotten backward | dx lacks the scale
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.sqrt(np.mean(centred**2, axis=0) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, _, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = 1 / root * (dy - dbeta / len(dy) - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: wrong axis | normalises each example
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=1, keepdims=True)
    root = np.sqrt(np.mean(centred**2, axis=1, keepdims=True) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - dbeta / len(dy) - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: divided by B − 1 | the unbiased variance
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.sqrt(np.sum(centred**2, axis=0) / (len(x) - 1) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - dbeta / len(dy) - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: variance as deviation | no root
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.mean(centred**2, axis=0) + epsilon
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - dbeta / len(dy) - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: square of the mean | mean of squares less the square of the mean, in float32
def bn_forward(x, gamma, beta, epsilon):
    x = np.asarray(x, np.float32)
    root = np.sqrt(np.abs(np.mean(x**2, axis=0) - x.mean(axis=0) ** 2) + epsilon)
    x_hat = (x - x.mean(axis=0)) / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - dbeta / len(dy) - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: test by its own batch | the fixed numbers are not used
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.sqrt(np.mean(centred**2, axis=0) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - dbeta / len(dy) - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + beta


# %% mutant: shift forgotten | no β
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.sqrt(np.mean(centred**2, axis=0) + epsilon)
    x_hat = centred / root
    return gamma * x_hat, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - dbeta / len(dy) - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon)


# %% mutant: gradients averaged | dγ and dβ are means
def bn_forward(x, gamma, beta, epsilon):
    centred = x - x.mean(axis=0)
    root = np.sqrt(np.mean(centred**2, axis=0) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.mean(dy * x_hat, axis=0), np.mean(dy, axis=0)
    dx = gamma / root * (dy - dbeta / len(dy) - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% mutant: in place | centres the caller's batch
def bn_forward(x, gamma, beta, epsilon):
    x -= x.mean(axis=0)
    centred = x
    root = np.sqrt(np.mean(centred**2, axis=0) + epsilon)
    x_hat = centred / root
    return gamma * x_hat + beta, (x_hat, gamma, root)


def bn_backward(dy, kept):
    x_hat, gamma, root = kept
    dgamma, dbeta = np.sum(dy * x_hat, axis=0), np.sum(dy, axis=0)
    dx = gamma / root * (dy - dbeta / len(dy) - x_hat * dgamma / len(dy))
    return dx, dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


# %% variant: step by step | the gradient through σ², then μ
def bn_forward(x, gamma, beta, epsilon):
    x = np.array(x, dtype=float)
    mu, var = x.mean(axis=0), x.var(axis=0)
    inv = (var + epsilon) ** -0.5
    y = (x - mu) * inv * gamma + beta
    return y, dict(x=x, mu=mu, inv=inv, gamma=np.array(gamma, dtype=float))


def bn_backward(dy, kept):
    x, mu, inv = kept["x"], kept["mu"], kept["inv"]
    B = x.shape[0]
    dx_hat = dy * kept["gamma"]
    dvar = (dx_hat * (x - mu)).sum(0) * -0.5 * inv**3
    dmu = -(dx_hat * inv).sum(0)
    return dx_hat * inv + dvar * 2 / B * (x - mu) + dmu / B, (dy * (x - mu) * inv).sum(0), dy.sum(0)


def bn_test(x, gamma, beta, mean, variance, epsilon):
    scale = gamma / (variance + epsilon) ** 0.5
    return scale * x + (beta - scale * mean)


# %% variant: feature by feature | loops over the features, lists returned, the Jacobian written out
def bn_forward(x, gamma, beta, epsilon):
    y, kept = [], []
    for c in range(x.shape[1]):
        column = x[:, c]
        d = column - np.mean(column)
        root = float(np.sqrt(np.mean(d * d) + epsilon))
        y.append((gamma[c] * d / root + beta[c]).tolist())
        kept.append((d / root, gamma[c], root))
    return np.transpose(y).tolist(), kept


def bn_backward(dy, kept):
    dx, dgamma, dbeta = [], [], []
    for c, (x_hat, scale, root) in enumerate(kept):
        B = len(x_hat)
        jacobian = (np.eye(B) - 1 / B - np.outer(x_hat, x_hat) / B) * scale / root
        dx.append(jacobian @ dy[:, c])
        dgamma.append(x_hat @ dy[:, c])
        dbeta.append(sum(dy[:, c].tolist()))
    return np.stack(dx, axis=1), dgamma, dbeta


def bn_test(x, gamma, beta, mean, variance, epsilon):
    return [
        [gamma[c] * (row[c] - mean[c]) / (variance[c] + epsilon) ** 0.5 + beta[c] for c in range(len(row))]
        for row in x.tolist()
    ]
