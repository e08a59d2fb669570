# %% lazy: zeros | zeros
def in_place_of(K, C):
    return 0, 0, 0, 0


# %% lazy: constant | ones
def in_place_of(K, C):
    return 1, 1, 1, 1


# %% lazy: input returned | K and C
def in_place_of(K, C):
    return K, C, K, C


# %% lazy: none | forgets to return
def in_place_of(K, C):
    K * K * C * C


# %% mutant: n too large | (K + 1)/2
def in_place_of(K, C):
    n = (K + 1) // 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * (2 * C * (m + 1) + (n - 2) * (m + 1) ** 2) <= single:  # integers: no rounding
        m += 1
    return n, 9 * n * C * C, single, m


# %% mutant: n = K − 2 | subtracts two for all
def in_place_of(K, C):
    n = K - 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * (2 * C * (m + 1) + (n - 2) * (m + 1) ** 2) <= single:  # integers: no rounding
        m += 1
    return n, 9 * n * C * C, single, m


# %% mutant: C once | weights by C
def in_place_of(K, C):
    n = (K - 1) // 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * (2 * C * (m + 1) + (n - 2) * (m + 1) ** 2) <= single:  # integers: no rounding
        m += 1
    return n, 9 * n * C, single, m


# %% mutant: one layer | no n
def in_place_of(K, C):
    n = (K - 1) // 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * (2 * C * (m + 1) + (n - 2) * (m + 1) ** 2) <= single:  # integers: no rounding
        m += 1
    return n, 9 * C * C, single, m


# %% mutant: strictly fewer | m where equal is not allowed
def in_place_of(K, C):
    n = (K - 1) // 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * (2 * C * (m + 1) + (n - 2) * (m + 1) ** 2) < single:  # integers: no rounding
        m += 1
    return n, 9 * n * C * C, single, m


# %% mutant: m too large | one too far
def in_place_of(K, C):
    n = (K - 1) // 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * (2 * C * (m + 1) + (n - 2) * (m + 1) ** 2) <= single:  # integers: no rounding
        m += 1
    return n, 9 * n * C * C, single, m + 1


# %% mutant: n − 1 in the middle | one more
def in_place_of(K, C):
    n = (K - 1) // 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * (2 * C * (m + 1) + (n - 1) * (m + 1) ** 2) <= single:  # integers: no rounding
        m += 1
    return n, 9 * n * C * C, single, m


# %% mutant: C once in m | one end only
def in_place_of(K, C):
    n = (K - 1) // 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * (C * (m + 1) + (n - 2) * (m + 1) ** 2) <= single:  # integers: no rounding
        m += 1
    return n, 9 * n * C * C, single, m


# %% mutant: all m | n m² alone
def in_place_of(K, C):
    n = (K - 1) // 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * n * (m + 1) ** 2 <= single:  # integers: no rounding
        m += 1
    return n, 9 * n * C * C, single, m


# %% mutant: m is C | no search
def in_place_of(K, C):
    n = (K - 1) // 2  # 1 + 2n = K
    single = K * K * C * C
    m = 0
    while 9 * (2 * C * (m + 1) + (n - 2) * (m + 1) ** 2) <= single:  # integers: no rounding
        m += 1
    return n, 9 * n * C * C, single, C


# %% variant: quadratic | solves the equation and puts the rounding right
def in_place_of(K, C):
    from math import isqrt

    n = K // 2
    if n == 2:
        m = K * K * C // 18
    else:
        # 9 (n − 2) m² + 18 C m − K² C² = 0; three times m is (−3C + √(9C² + (n − 2) K² C²)) / (n − 2)
        m = (isqrt(9 * C * C + (n - 2) * K * K * C * C) - 3 * C) // (3 * (n - 2)) + 2
        while 9 * (2 * C * m + (n - 2) * m * m) > K * K * C * C:
            m -= 1
    return [n, 3 * 3 * C * C * n, K**2 * C**2, m]


# %% variant: layers added up | a sum over the layers, bisection
def in_place_of(K, C):
    n, field = 0, 1
    while field < K:
        n, field = n + 1, field + 2

    def weights(m):
        maps = [C] + [m] * (n - 1) + [C]
        return 9 * sum(maps[i] * maps[i + 1] for i in range(n))

    low, high = 0, K * K * C
    while low < high:
        middle = (low + high + 1) // 2
        if weights(middle) > (K * C) ** 2:
            high = middle - 1
        else:
            low = middle
    return np.array([n, weights(C), (K * C) ** 2, low])
