# %% lazy: zeros | zeros
def ring_net(centre, inner, outer):
    return np.zeros((3, 2)), np.zeros(3), np.zeros(3), 0.0


# %% lazy: all of class 1 | the example of the form
def ring_net(centre, inner, outer):
    return np.zeros((3, 2)), np.zeros(3), np.ones(3), 0.5


# %% lazy: all of class 0 | the opposite
def ring_net(centre, inner, outer):
    return np.zeros((3, 2)), np.zeros(3), np.ones(3), -0.5


# %% lazy: none | forgets to return
def ring_net(centre, inner, outer):
    _ = 2 * np.pi * np.arange(3) / 3


# %% lazy: input returned | the arguments
def ring_net(centre, inner, outer):
    return np.tile(centre, (3, 1)), np.full(3, inner), np.full(3, outer), 0.0


# %% lazy: library | trains the lesson's net
def ring_net(centre, inner, outer):
    from deeparc.units.warping import curves

    v, _ = curves()
    return v[:3], v[:3, 0], v[:3, 1], 0.0


# %% mutant: sign | class 1 outside
def ring_net(centre, inner, outer):
    angle = 2 * np.pi * np.arange(3) / 3
    u, e, m = np.column_stack([np.cos(angle), np.sin(angle)]), 0.05 / outer, np.tanh(-1.0)
    b = 3 * m - 1.5 * e**2 * m * (1 - m**2) * (inner**2 + outer**2) / 2
    return e * u, -1 - e * u @ centre, np.ones(3), -b


# %% mutant: centre forgotten | always around the origin
def ring_net(centre, inner, outer):
    angle = 2 * np.pi * np.arange(3) / 3
    u, e, m = np.column_stack([np.cos(angle), np.sin(angle)]), 0.05 / outer, np.tanh(-1.0)
    b = 3 * m - 1.5 * e**2 * m * (1 - m**2) * (inner**2 + outer**2) / 2
    return e * u, np.full(3, -1.0), -np.ones(3), b


# %% mutant: fixed size | ε does not know how large the ring is
def ring_net(centre, inner, outer):
    angle = 2 * np.pi * np.arange(3) / 3
    u, e, m = np.column_stack([np.cos(angle), np.sin(angle)]), 0.1, np.tanh(-1.0)
    b = 3 * m - 1.5 * e**2 * m * (1 - m**2) * (inner**2 + outer**2) / 2
    return e * u, -1 - e * u @ centre, -np.ones(3), b


# %% mutant: shift with the wrong sign | moves the disc to minus the centre
def ring_net(centre, inner, outer):
    angle = 2 * np.pi * np.arange(3) / 3
    u, e, m = np.column_stack([np.cos(angle), np.sin(angle)]), 0.05 / outer, np.tanh(-1.0)
    b = 3 * m - 1.5 * e**2 * m * (1 - m**2) * (inner**2 + outer**2) / 2
    return e * u, -1 + e * u @ centre, -np.ones(3), b


# %% mutant: threshold at the ring | the boundary lies beyond the ring's edge
def ring_net(centre, inner, outer):
    angle = 2 * np.pi * np.arange(3) / 3
    u, e, m = np.column_stack([np.cos(angle), np.sin(angle)]), 0.05 / outer, np.tanh(-1.0)
    b = 3 * m - 1.5 * e**2 * m * (1 - m**2) * (1.3 * outer) ** 2
    return e * u, -1 - e * u @ centre, -np.ones(3), b


# %% mutant: two directions | the third unit repeats the first
def ring_net(centre, inner, outer):
    angle = np.pi * np.array([0, 0.5, 0])
    u, e, m = np.column_stack([np.cos(angle), np.sin(angle)]), 0.05 / outer, np.tanh(-1.0)
    b = 3 * m - 1.5 * e**2 * m * (1 - m**2) * (inner**2 + outer**2) / 2
    return e * u, -1 - e * u @ centre, -np.ones(3), b


# %% mutant: beta zero | the units do not bend at 0
def ring_net(centre, inner, outer):
    angle = 2 * np.pi * np.arange(3) / 3
    u, e = np.column_stack([np.cos(angle), np.sin(angle)]), 0.05 / outer
    return e * u, -e * u @ centre, -np.ones(3), 0.75 * e**2 * (inner**2 + outer**2) / 2


# %% mutant: too coarse | ε so large that the level set is a triangle
def ring_net(centre, inner, outer):
    angle = 2 * np.pi * np.arange(3) / 3
    u, e, r = np.column_stack([np.cos(angle), np.sin(angle)]), 8 / outer, (inner + outer) / 2
    level = np.tanh(e * r * u @ u[0] - 1).sum()
    return e * u, -1 - e * u @ centre, -np.ones(3), level


# %% mutant: radius not squared | the sum is compared with the distance itself
def ring_net(centre, inner, outer):
    angle = 2 * np.pi * np.arange(3) / 3
    u, e, m = np.column_stack([np.cos(angle), np.sin(angle)]), 0.05 / outer, np.tanh(-1.0)
    b = 3 * m - 1.5 * e**2 * m * (1 - m**2) * (inner + outer) / 2
    return e * u, -1 - e * u @ centre, -np.ones(3), b


# %% variant: measured threshold | the level is half-way between the values on the two circles
def ring_net(centre, inner, outer):
    angle = 2 * np.pi * np.arange(3) / 3 + 0.4
    u, e = np.column_stack([np.sin(angle), np.cos(angle)]), 0.02 / outer
    around = np.linspace(0, 2 * np.pi, 100)
    circle = np.column_stack([np.cos(around), np.sin(around)])
    values = [np.tanh(-0.7 + e * r * circle @ u.T).sum(axis=1).mean() for r in (inner, outer)]
    return (e * u).tolist(), (-0.7 - e * u @ centre).tolist(), [-1, -1, -1], sum(values) / 2


# %% variant: positive beta | the units bend the other way
def ring_net(centre, inner, outer):
    u = np.array([[0, 1], [np.sqrt(3) / 2, -0.5], [-np.sqrt(3) / 2, -0.5]])
    e, m = 0.03 / outer, np.tanh(0.8)
    bend = -2 * m * (1 - m * m)
    r2 = ((inner + outer) / 2) ** 2
    return e * u, 0.8 - e * (u @ centre), 5 * np.ones(3), np.array([-5 * (3 * m + 0.75 * e * e * bend * r2)])
