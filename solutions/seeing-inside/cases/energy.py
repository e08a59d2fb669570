# %% lazy: zeros | noughts
def energy(X, W1, b1, W2, b2):
    return np.zeros(len(X)), np.zeros(X.shape)


# %% lazy: constant | ones
def energy(X, W1, b1, W2, b2):
    return np.ones(len(X)), np.ones(X.shape)


# %% lazy: input returned | hands X back
def energy(X, W1, b1, W2, b2):
    return X[:, 0], X


# %% lazy: none | forgets to return
def energy(X, W1, b1, W2, b2):
    X @ W1.T


# %% lazy: library | asks PyTorch
def energy(X, W1, b1, W2, b2):
    import torch

    x = torch.tensor(X, requires_grad=True)
    h = torch.relu(x @ torch.tensor(W1).T + torch.tensor(b1))
    f = 0.5 * torch.relu(h @ torch.tensor(W2).T + torch.tensor(b2)).square().sum(1)
    f.sum().backward()
    return f.detach().numpy(), x.grad.numpy()


# %% mutant: half forgotten | ‖a‖²
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(np.maximum(Z, 0) @ W2.T + b2, 0)

    return np.sum(A**2, axis=1), ((A @ W2) * (Z > 0)) @ W1


# %% mutant: ones sent back | gradient of the sum of a
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(np.maximum(Z, 0) @ W2.T + b2, 0)

    return 0.5 * np.sum(A**2, axis=1), (((A > 0) @ W2) * (Z > 0)) @ W1


# %% mutant: lower mask forgotten | no [z > 0]
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(np.maximum(Z, 0) @ W2.T + b2, 0)

    return 0.5 * np.sum(A**2, axis=1), (A @ W2) @ W1


# %% mutant: deconvnet's rule | signal rectified, no mask
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(np.maximum(Z, 0) @ W2.T + b2, 0)

    return 0.5 * np.sum(A**2, axis=1), np.maximum(A @ W2, 0) @ W1


# %% mutant: guided | both masks
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(np.maximum(Z, 0) @ W2.T + b2, 0)

    return 0.5 * np.sum(A**2, axis=1), (np.maximum(A @ W2, 0) * (Z > 0)) @ W1


# %% mutant: mean over the batch | 1/B
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(np.maximum(Z, 0) @ W2.T + b2, 0)

    return 0.5 * np.sum(A**2, axis=1), ((A @ W2) * (Z > 0)) @ W1 / len(X)


# %% mutant: sum over the batch | one energy for all
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(np.maximum(Z, 0) @ W2.T + b2, 0)

    return 0.5 * np.full(len(X), np.sum(A**2)), ((A @ W2) * (Z > 0)) @ W1


# %% mutant: top not rectified | a may be negative
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(Z, 0) @ W2.T + b2

    return 0.5 * np.sum(A**2, axis=1), ((A @ W2) * (Z > 0)) @ W1


# %% mutant: no biases | forgets b₁ and b₂
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T
    A = np.maximum(np.maximum(Z, 0) @ W2.T, 0)

    return 0.5 * np.sum(A**2, axis=1), ((A @ W2) * (Z > 0)) @ W1


# %% mutant: gradient doubled | 2 a
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(np.maximum(Z, 0) @ W2.T + b2, 0)

    return 0.5 * np.sum(A**2, axis=1), (2 * (A @ W2) * (Z > 0)) @ W1


# %% mutant: mean of squares | ½ mean a²
def energy(X, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(a, float) for a in (X, W1, b1, W2, b2))
    Z = X @ W1.T + b1
    A = np.maximum(np.maximum(Z, 0) @ W2.T + b2, 0)

    return 0.5 * np.mean(A**2, axis=1), ((A @ W2) * (Z > 0)) @ W1


# %% variant: row by row | loops over pictures
def energy(X, W1, b1, W2, b2):
    f, G = [], []
    for x in X:
        z = np.dot(W1, x) + b1
        h = np.where(z > 0, z, 0.0)
        a = np.clip(np.dot(W2, h) + b2, 0, None)
        f.append(float(a @ a) / 2)
        back = np.asarray(W2).T @ a
        back[z <= 0] = 0
        G.append(np.asarray(W1).T @ back)
    return f, G


# %% variant: Jacobians | all Jacobians, then a product
def energy(X, W1, b1, W2, b2):
    Z = np.einsum("hd,bd->bh", W1, X) + b1
    Y = np.einsum("ah,bh->ba", W2, Z * (Z > 0)) + b2
    A = Y * (Y > 0)
    J = np.einsum("ba,ah,bh,hd->bad", 1.0 * (Y > 0), W2, 1.0 * (Z > 0), W1)
    return np.einsum("ba,ba->b", A, A) / 2, np.einsum("bad,ba->bd", J, A)
