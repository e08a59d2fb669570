# %% lazy: zeros | black
def best_picture(W1, b1, w2, r, seed):
    return np.zeros(W1.shape[1])


# %% lazy: constant | flat, of norm r
def best_picture(W1, b1, w2, r, seed):
    D = W1.shape[1]
    return np.full(D, r / np.sqrt(D))


# %% lazy: input returned | the first unit's weights, tiny
def best_picture(W1, b1, w2, r, seed):
    return 1e-3 * W1[0]


# %% lazy: none | forgets to return
def best_picture(W1, b1, w2, r, seed):
    np.zeros(W1.shape[1])


# %% lazy: noise | a random picture
def best_picture(W1, b1, w2, r, seed):
    x = np.random.default_rng(seed).standard_normal(W1.shape[1])
    return r * x / np.linalg.norm(x)


# %% lazy: library | asks PyTorch
def best_picture(W1, b1, w2, r, seed):
    import torch

    from deeparc.vision.activation import maximise

    f = lambda x: torch.tensor(w2) @ torch.relu(torch.tensor(W1) @ x.flatten() + torch.tensor(b1))
    return maximise(f, torch.zeros(1, 1, 1, W1.shape[1]), steps=10, eta=0.1).x.flatten().numpy()


# %% mutant: linear guess | the gradient with all units on
def best_picture(W1, b1, w2, r, seed):
    g = w2 @ W1
    return r * g / np.linalg.norm(g)


# %% mutant: one start | one hill
def best_picture(W1, b1, w2, r, seed):
    W1, b1, w2 = (np.asarray(a, float) for a in (W1, b1, w2))
    X = np.random.default_rng(seed).standard_normal((1, W1.shape[1]))
    X *= r / np.linalg.norm(X, axis=1, keepdims=True)
    best, value = X[0], -np.inf
    for step in range(300):
        Z = X @ W1.T + b1
        values = np.maximum(Z, 0) @ w2
        if values.max() > value:
            best, value = X[values.argmax()].copy(), values.max()
        G = (w2 * (Z > 0)) @ W1
        G /= np.maximum(np.linalg.norm(G, axis=1, keepdims=True), 1e-12)
        X = X + r * 0.3 * 0.98**step * G
        X *= r / np.maximum(np.linalg.norm(X, axis=1, keepdims=True), r)
    return best


# %% mutant: norm ignored | grows without bound
def best_picture(W1, b1, w2, r, seed):
    W1, b1, w2 = (np.asarray(a, float) for a in (W1, b1, w2))
    X = np.random.default_rng(seed).standard_normal((300, W1.shape[1]))
    X *= r / np.linalg.norm(X, axis=1, keepdims=True)
    best, value = X[0], -np.inf
    for step in range(300):
        Z = X @ W1.T + b1
        values = np.maximum(Z, 0) @ w2
        if values.max() > value:
            best, value = X[values.argmax()].copy(), values.max()
        G = (w2 * (Z > 0)) @ W1
        G /= np.maximum(np.linalg.norm(G, axis=1, keepdims=True), 1e-12)
        X = X + r * 0.3 * 0.98**step * G
    return best


# %% mutant: downhill | minus
def best_picture(W1, b1, w2, r, seed):
    W1, b1, w2 = (np.asarray(a, float) for a in (W1, b1, w2))
    X = np.random.default_rng(seed).standard_normal((300, W1.shape[1]))
    X *= r / np.linalg.norm(X, axis=1, keepdims=True)
    best, value = X[0], np.inf
    for step in range(300):
        Z = X @ W1.T + b1
        values = np.maximum(Z, 0) @ w2
        if values.min() < value:
            best, value = X[values.argmin()].copy(), values.min()
        G = (w2 * (Z > 0)) @ W1
        G /= np.maximum(np.linalg.norm(G, axis=1, keepdims=True), 1e-12)
        X = X - r * 0.3 * 0.98**step * G
        X *= r / np.maximum(np.linalg.norm(X, axis=1, keepdims=True), r)
    return best


# %% mutant: strongest unit's weights | favourite patch of one hidden unit
def best_picture(W1, b1, w2, r, seed):
    k = np.argmax(w2 * np.linalg.norm(W1, axis=1))
    return r * W1[k] / np.linalg.norm(W1[k])


# %% mutant: first start kept | does not take the best
def best_picture(W1, b1, w2, r, seed):
    W1, b1, w2 = (np.asarray(a, float) for a in (W1, b1, w2))
    X = np.random.default_rng(seed).standard_normal((300, W1.shape[1]))
    X *= r / np.linalg.norm(X, axis=1, keepdims=True)
    best, value = X[0], -np.inf
    for step in range(300):
        Z = X @ W1.T + b1
        values = np.maximum(Z, 0) @ w2
        if values.max() > value:
            best, value = X[0].copy(), values.max()
        G = (w2 * (Z > 0)) @ W1
        G /= np.maximum(np.linalg.norm(G, axis=1, keepdims=True), 1e-12)
        X = X + r * 0.3 * 0.98**step * G
        X *= r / np.maximum(np.linalg.norm(X, axis=1, keepdims=True), r)
    return best


# %% mutant: unit norm | a ball of 1 for every r
def best_picture(W1, b1, w2, r, seed):
    r = min(r, 1.0)
    W1, b1, w2 = (np.asarray(a, float) for a in (W1, b1, w2))
    X = np.random.default_rng(seed).standard_normal((300, W1.shape[1]))
    X *= r / np.linalg.norm(X, axis=1, keepdims=True)
    best, value = X[0], -np.inf
    for step in range(300):
        Z = X @ W1.T + b1
        values = np.maximum(Z, 0) @ w2
        if values.max() > value:
            best, value = X[values.argmax()].copy(), values.max()
        G = (w2 * (Z > 0)) @ W1
        G /= np.maximum(np.linalg.norm(G, axis=1, keepdims=True), 1e-12)
        X = X + r * 0.3 * 0.98**step * G
        X *= r / np.maximum(np.linalg.norm(X, axis=1, keepdims=True), r)
    return best


# %% mutant: clock for a seed | another picture each time
def best_picture(W1, b1, w2, r, seed):
    W1, b1, w2 = (np.asarray(a, float) for a in (W1, b1, w2))
    X = np.random.default_rng().standard_normal((300, W1.shape[1]))
    X *= r / np.linalg.norm(X, axis=1, keepdims=True)
    best, value = X[0], -np.inf
    for step in range(300):
        Z = X @ W1.T + b1
        values = np.maximum(Z, 0) @ w2
        if values.max() > value:
            best, value = X[values.argmax()].copy(), values.max()
        G = (w2 * (Z > 0)) @ W1
        G /= np.maximum(np.linalg.norm(G, axis=1, keepdims=True), 1e-12)
        X = X + r * 0.3 * 0.98**step * G
        X *= r / np.maximum(np.linalg.norm(X, axis=1, keepdims=True), r)
    return best


# %% variant: start by start | loops, shrinking steps
def best_picture(W1, b1, w2, r, seed):
    rng = np.random.default_rng(seed)
    D = W1.shape[1]
    best, value = np.zeros(D), -np.inf
    for _ in range(150):
        x = rng.standard_normal(D)
        x *= r / np.linalg.norm(x)
        for step in range(120):
            g = W1.T @ (w2 * (W1 @ x + b1 > 0))
            x = x + r * 0.4 * 0.95**step * g / max(np.linalg.norm(g), 1e-12)
            x *= r / max(np.linalg.norm(x), r)
        a = float(w2 @ np.maximum(W1 @ x + b1, 0))
        if a > value:
            best, value = x, a
    return best.tolist()


# %% variant: general optimiser | SLSQP from many starts
def best_picture(W1, b1, w2, r, seed):
    from scipy.optimize import minimize

    rng = np.random.default_rng(seed)
    X = rng.standard_normal((400, W1.shape[1]))
    X *= r / np.linalg.norm(X, axis=1, keepdims=True)
    for step in range(200):
        G = (w2 * (X @ W1.T + b1 > 0)) @ W1
        X = X + r * 0.3 * 0.97**step * G / np.maximum(np.linalg.norm(G, axis=1, keepdims=True), 1e-12)
        X *= r / np.maximum(np.linalg.norm(X, axis=1, keepdims=True), r)
    a = lambda x: float(w2 @ np.maximum(W1 @ x + b1, 0))
    start = max(X, key=a)
    inside = {"type": "ineq", "fun": lambda x: r * r - x @ x}
    found = minimize(lambda x: -a(x), start, method="SLSQP", constraints=[inside], options={"maxiter": 30}).x
    found *= min(1.0, r / np.linalg.norm(found))
    return found if a(found) > a(start) else start
