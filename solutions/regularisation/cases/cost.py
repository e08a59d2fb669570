# %% lazy: zeros | zeros
def parts(predictions, f):
    return 0.0, 0.0


def effective(phi, lam):
    return 0.0


# %% lazy: constant | ones
def parts(predictions, f):
    return 1.0, 1.0


def effective(phi, lam):
    return 1.0


# %% lazy: input returned | hands the input back
def parts(predictions, f):
    return predictions, f


def effective(phi, lam):
    return lam


# %% lazy: none | returns nothing
def parts(predictions, f):
    pass


def effective(phi, lam):
    pass


# %% lazy: library | asks the library
def parts(predictions, f):
    from deeparc.core.bias_variance import bias_variance

    return bias_variance(predictions, f)[:2]


def effective(phi, lam):
    from deeparc.units.ridge import l2_shrinkage

    return l2_shrinkage(np.linalg.eigvalsh(phi.T @ phi / len(phi)), lam).sum()


# %% mutant: wrong axis | the mean over the places
def parts(predictions, f):
    average = predictions.mean(axis=1, keepdims=True)
    return np.mean((average - f) ** 2), np.mean((predictions - average) ** 2)


def effective(phi, lam):
    if lam == 0:
        return np.linalg.matrix_rank(phi)
    h = np.clip(np.linalg.eigvalsh(phi.T @ phi / len(phi)), 0, None)
    return np.sum(h / (h + lam))


# %% mutant: R − 1 | the unbiased variance
def parts(predictions, f):
    return np.mean((predictions.mean(axis=0) - f) ** 2), np.mean(predictions.var(axis=0, ddof=1))


def effective(phi, lam):
    if lam == 0:
        return np.linalg.matrix_rank(phi)
    h = np.clip(np.linalg.eigvalsh(phi.T @ phi / len(phi)), 0, None)
    return np.sum(h / (h + lam))


# %% mutant: error for variance | distance from the truth
def parts(predictions, f):
    return np.mean((predictions.mean(axis=0) - f) ** 2), np.mean((predictions - f) ** 2)


def effective(phi, lam):
    if lam == 0:
        return np.linalg.matrix_rank(phi)
    h = np.clip(np.linalg.eigvalsh(phi.T @ phi / len(phi)), 0, None)
    return np.sum(h / (h + lam))


# %% mutant: bias not squared | the mean distance
def parts(predictions, f):
    average = predictions.mean(axis=0)
    return np.mean(np.abs(average - f)), np.mean((predictions - average) ** 2)


def effective(phi, lam):
    if lam == 0:
        return np.linalg.matrix_rank(phi)
    h = np.clip(np.linalg.eigvalsh(phi.T @ phi / len(phi)), 0, None)
    return np.sum(h / (h + lam))


# %% mutant: square of the mean bias | squares after averaging over places
def parts(predictions, f):
    average = predictions.mean(axis=0)
    return np.mean(average - f) ** 2, np.mean((predictions - average) ** 2)


def effective(phi, lam):
    if lam == 0:
        return np.linalg.matrix_rank(phi)
    h = np.clip(np.linalg.eigvalsh(phi.T @ phi / len(phi)), 0, None)
    return np.sum(h / (h + lam))


# %% mutant: 1/N missing | eigenvalues of ΦᵀΦ
def parts(predictions, f):
    average = predictions.mean(axis=0)
    return np.mean((average - f) ** 2), np.mean((predictions - average) ** 2)


def effective(phi, lam):
    if lam == 0:
        return np.linalg.matrix_rank(phi)
    h = np.clip(np.linalg.eigvalsh(phi.T @ phi), 0, None)
    return np.sum(h / (h + lam))


# %% mutant: squared shares | (h/(h + λ))²
def parts(predictions, f):
    average = predictions.mean(axis=0)
    return np.mean((average - f) ** 2), np.mean((predictions - average) ** 2)


def effective(phi, lam):
    if lam == 0:
        return np.linalg.matrix_rank(phi)
    h = np.clip(np.linalg.eigvalsh(phi.T @ phi / len(phi)), 0, None)
    return np.sum((h / (h + lam)) ** 2)


# %% mutant: columns for λ = 0 | counts the features
def parts(predictions, f):
    average = predictions.mean(axis=0)
    return np.mean((average - f) ** 2), np.mean((predictions - average) ** 2)


def effective(phi, lam):
    if lam == 0:
        return phi.shape[1]
    h = np.clip(np.linalg.eigvalsh(phi.T @ phi / len(phi)), 0, None)
    return np.sum(h / (h + lam))


# %% mutant: singular values | not squared
def parts(predictions, f):
    average = predictions.mean(axis=0)
    return np.mean((average - f) ** 2), np.mean((predictions - average) ** 2)


def effective(phi, lam):
    if lam == 0:
        return np.linalg.matrix_rank(phi)
    h = np.linalg.svd(phi, compute_uv=False) / np.sqrt(len(phi))
    return np.sum(h / (h + lam))


# %% variant: svd | by the singular values, and the variance as a difference
def parts(predictions, f):
    predictions = np.asarray(predictions)
    average = np.einsum("rm->m", predictions) / len(predictions)
    bias2 = np.square(average - f).mean()
    return [bias2, np.square(predictions - f).mean() - bias2]


def effective(phi, lam):
    h = np.linalg.svd(phi, compute_uv=False) ** 2 / len(phi)
    if lam == 0:
        return int(np.sum(h > 1e-10))
    return np.array([np.sum(h / (h + lam))])


# %% variant: trace | the trace of the fit, and loops
def parts(predictions, f):
    R, M = len(predictions), len(f)
    means = [sum(float(row[m]) for row in predictions) / R for m in range(M)]
    bias2 = sum((means[m] - f[m]) ** 2 for m in range(M)) / M
    variance = sum((float(row[m]) - means[m]) ** 2 for row in predictions for m in range(M)) / (R * M)
    return bias2, variance


def effective(phi, lam):
    c = phi.T @ phi / len(phi)
    if lam == 0:
        return np.trace(np.linalg.pinv(phi) @ phi)
    return np.trace(c @ np.linalg.inv(c + lam * np.eye(len(c))))
