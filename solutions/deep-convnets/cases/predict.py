# %% lazy: zeros | zeros
def my_predictions():
    return {
        "paths": [0, 0, 0],
        "gradients": [0, 0],
        "variance": 0,
        "weights": [0, 0],
        "shortcuts": [0, 0],
        "depths": [0, 0],
        "full": 0,
        "windows": 0,
    }


# %% lazy: constant | ones
def my_predictions():
    return {
        "paths": [1, 1, 1],
        "gradients": [1, 1],
        "variance": 1,
        "weights": [1, 1],
        "shortcuts": [1, 1],
        "depths": [1, 1],
        "full": 1,
        "windows": 1,
    }


# %% lazy: empty | an empty dictionary
def my_predictions():
    return {}


# %% lazy: none | forgets to return
def my_predictions():
    {"variance": 32}


# %% mutant: paths added | two for each block
def my_predictions():
    return {
        "paths": [12, 6 * 5 // 2, 10],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: paths in order | pairs in order
def my_predictions():
    return {
        "paths": [2**6, 6 * 5, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: one block less | a sixth of the paths is lost
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**6 * 5 // 6],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: gradients added | sums for products
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [1.0, 2.0],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: shortcut only | gradient 1
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.0],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: variance grows by one | sum of equal terms
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 6,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: deviation | the root
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**2.5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: 3 × 3 on all | the middle on 256 maps
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 256 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: one convolution | one of two 3 × 3
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: 3 × 3 projection | nine times
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 9 * 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: 3n + 2 | one convolution a block
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [3 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% mutant: windows without + 1 | steps for windows
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 7 * 7 * 4096,
        "windows": ((288 - 224) // 32) * ((352 - 224) // 32),
    }


# %% mutant: full from 14 × 14 | before the last pool
def my_predictions():
    return {
        "paths": [2**6, 6 * 5 // 2, 2**5],  # without one block only the paths past it are left
        "gradients": [0.1**10, 1.1**10],
        "variance": 2**5,  # each block doubles it
        "weights": [256 * 64 + 9 * 64 * 64 + 64 * 256, 2 * 9 * 256 * 256],
        "shortcuts": [0, 64 * 128],
        "depths": [6 * 5 + 2, (110 - 2) // 6],
        "full": 512 * 14 * 14 * 4096,
        "windows": ((288 - 224) // 32 + 1) * ((352 - 224) // 32 + 1),
    }


# %% variant: added up | counted out
def my_predictions():
    from itertools import product

    ways = list(product((0, 1), repeat=6))
    plain, residual, variance = 1.0, 1.0, 1.0
    for _ in range(10):
        plain, residual = plain * 0.1, residual + residual * 0.1
    for _ in range(5):
        variance += variance
    rows, columns = len(range(0, 288 - 224 + 1, 32)), len(range(0, 352 - 224 + 1, 32))
    return {
        "paths": (len(ways), sum(sum(way) == 2 for way in ways), sum(way[3] == 0 for way in ways)),
        "gradients": (plain, residual),
        "variance": np.array([variance]),
        "weights": (69_632, 1_179_648.0),
        "shortcuts": (0, 2**13),
        "depths": (1 + 3 * 5 * 2 + 1, 18),
        "full": 25_088 * 4_096,
        "windows": rows * columns,
    }


# %% variant: numbers | results only
def my_predictions():
    numbers = {"paths": np.array([64, 15, 32]), "gradients": np.array([1e-10, 2.594]), "variance": 32}
    numbers |= {"weights": np.array([69632, 1179648]), "shortcuts": np.array([0.0, 8192.0]), "depths": [32, 18]}
    return numbers | {"full": 102760448, "windows": 15}
