# %% lazy: zeros | nothing
def jacobian_product(y, u):
    return np.zeros(np.shape(y))


# %% lazy: constant | ones
def jacobian_product(y, u):
    return np.ones(np.shape(y))


# %% lazy: input returned | hands u back
def jacobian_product(y, u):
    return u


# %% lazy: probabilities | hands y back
def jacobian_product(y, u):
    return y


# %% lazy: none | returns nothing
def jacobian_product(y, u):
    y * u


# %% lazy: library | asks the lesson's module
def jacobian_product(y, u):
    from deeparc.units.softmax import jacobian

    return np.array([jacobian(p) @ a for p, a in zip(y, u)])


# %% mutant: diagonal | the diagonal of the Jacobian only
def jacobian_product(y, u):
    return y * (1 - y) * u


# %% mutant: elementwise | without the second part
def jacobian_product(y, u):
    return y * u


# %% mutant: plain mean | subtracts the mean of u, not weighted
def jacobian_product(y, u):
    return y * (u - np.mean(u, axis=1, keepdims=True))


# %% mutant: axis 0 | sums over the examples
def jacobian_product(y, u):
    return y * (u - np.sum(y * u, axis=0))


# %% mutant: whole batch | one sum for all examples
def jacobian_product(y, u):
    return y * (u - np.sum(y * u))


# %% mutant: sign | plus
def jacobian_product(y, u):
    return y * (u + np.sum(y * u, axis=1, keepdims=True))


# %% mutant: negative | the sign of the whole
def jacobian_product(y, u):
    return y * (np.sum(y * u, axis=1, keepdims=True) - u)


# %% mutant: weight forgotten | u minus its mean
def jacobian_product(y, u):
    return u - np.sum(y * u, axis=1, keepdims=True)


# %% mutant: matrix | builds it, B times
def jacobian_product(y, u):
    return np.array([(np.diag(p) - np.outer(p, p)) @ a for p, a in zip(y, u)])


# %% variant: einsum | row products by einsum
def jacobian_product(y, u):
    return np.einsum("bk,bk->bk", y, u) - np.einsum("bk,b->bk", y, np.einsum("bk,bk->b", y, u))


# %% variant: rows | one example at a time
def jacobian_product(y, u):
    out = np.empty(np.shape(y))
    for row, (p, a) in enumerate(zip(y, u)):
        out[row] = p * a - p * float(p @ a)
    return out
