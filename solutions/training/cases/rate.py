# %% lazy: zeros | zero
def largest_rate(H, mu):
    return 0.0


def best_constants(H):
    return 0.0, 0.0, 0.0


# %% lazy: constant | fixed numbers
def largest_rate(H, mu):
    return 1.0


def best_constants(H):
    return 1.0, 0.9, 0.5


# %% lazy: input returned | hands its arguments back
def largest_rate(H, mu):
    return mu


def best_constants(H):
    return H


# %% lazy: none | returns nothing
def largest_rate(H, mu):
    pass


def best_constants(H):
    pass


# %% lazy: library | asks the library
def largest_rate(H, mu):
    from deeparc.core.quadratic import limit

    return limit(np.linalg.eigvalsh(H)[-1], mu)


def best_constants(H):
    from deeparc.core.quadratic import best_momentum

    h = np.linalg.eigvalsh(H)
    return best_momentum(h[0], h[-1])


# %% mutant: without momentum | 2 over the largest eigenvalue
def largest_rate(H, mu):
    return 2 / np.linalg.eigvalsh(H)[-1]


def best_constants(H):
    h = np.sqrt(np.linalg.eigvalsh(H))
    rho = (h[-1] - h[0]) / (h[-1] + h[0])
    return 4 / (h[0] + h[-1]) ** 2, rho**2, rho


# %% mutant: the flattest axis | the smallest eigenvalue
def largest_rate(H, mu):
    return 2 * (1 + mu) / np.linalg.eigvalsh(H)[0]


def best_constants(H):
    h = np.sqrt(np.linalg.eigvalsh(H))
    rho = (h[-1] - h[0]) / (h[-1] + h[0])
    return 4 / (h[0] + h[-1]) ** 2, rho**2, rho


# %% mutant: the diagonal | looks at the axes of the weights
def largest_rate(H, mu):
    return 2 * (1 + mu) / np.max(np.diag(H))


def best_constants(H):
    h = np.sqrt(np.sort(np.diag(H)))
    rho = (h[-1] - h[0]) / (h[-1] + h[0])
    return 4 / (h[0] + h[-1]) ** 2, rho**2, rho


# %% mutant: constants of descent | no square roots
def largest_rate(H, mu):
    return 2 * (1 + mu) / np.linalg.eigvalsh(H)[-1]


def best_constants(H):
    h = np.linalg.eigvalsh(H)
    rho = (h[-1] - h[0]) / (h[-1] + h[0])
    return 2 / (h[0] + h[-1]), rho**2, rho


# %% mutant: μ is ρ | the square is forgotten
def largest_rate(H, mu):
    return 2 * (1 + mu) / np.linalg.eigvalsh(H)[-1]


def best_constants(H):
    h = np.sqrt(np.linalg.eigvalsh(H))
    rho = (h[-1] - h[0]) / (h[-1] + h[0])
    return 4 / (h[0] + h[-1]) ** 2, rho, rho


# %% mutant: Nesterov's limit | 2(1 + μ)/(1 + 2μ)
def largest_rate(H, mu):
    return 2 * (1 + mu) / (1 + 2 * mu) / np.linalg.eigvalsh(H)[-1]


def best_constants(H):
    h = np.sqrt(np.linalg.eigvalsh(H))
    rho = (h[-1] - h[0]) / (h[-1] + h[0])
    return 4 / (h[0] + h[-1]) ** 2, rho**2, rho


# %% mutant: the trace | in place of the largest eigenvalue
def largest_rate(H, mu):
    return 2 * (1 + mu) / np.trace(H)


def best_constants(H):
    h = np.sqrt(np.linalg.eigvalsh(H))
    rho = (h[-1] - h[0]) / (h[-1] + h[0])
    return 4 / (h[0] + h[-1]) ** 2, rho**2, rho


# %% mutant: effective rate | divides by 1 − μ
def largest_rate(H, mu):
    return 2 * (1 - mu) / np.linalg.eigvalsh(H)[-1]


def best_constants(H):
    h = np.sqrt(np.linalg.eigvalsh(H))
    rho = (h[-1] - h[0]) / (h[-1] + h[0])
    return 4 / (h[0] + h[-1]) ** 2, rho**2, rho


# %% mutant: η without the square | 4 over the sum of roots
def largest_rate(H, mu):
    return 2 * (1 + mu) / np.linalg.eigvalsh(H)[-1]


def best_constants(H):
    h = np.sqrt(np.linalg.eigvalsh(H))
    rho = (h[-1] - h[0]) / (h[-1] + h[0])
    return 4 / (h[0] + h[-1]), rho**2, rho


# %% variant: norms | the largest eigenvalue as a norm, the smallest by the inverse
def largest_rate(H, mu):
    return np.array([(2 + 2 * mu) / np.linalg.norm(H, 2)])


def best_constants(H):
    high, low = np.linalg.norm(H, 2), 1 / np.linalg.norm(np.linalg.inv(H), 2)
    root = np.sqrt(high / low)
    rho = max((root - 1) / (root + 1), 0.0)
    return [(1 + rho) ** 2 / high, rho**2, rho]


# %% variant: singular values | and plain Python
def largest_rate(H, mu):
    return float(2 / max(np.linalg.svd(H, compute_uv=False).tolist()) * (1.0 + mu))


def best_constants(H):
    h = sorted(np.linalg.eigh(H)[0].tolist())
    a, b = h[0] ** 0.5, h[-1] ** 0.5
    eta = (2 / (a + b)) ** 2
    root_mu = 1 - (eta * h[0]) ** 0.5
    return np.array([eta, root_mu**2, root_mu])
