# %% lazy: zeros | no holes
def holes(x):
    return np.zeros(len(x), int)


# %% lazy: ones | one hole each
def holes(x):
    return np.ones(len(x), int)


# %% lazy: input returned | the images
def holes(x):
    return x


# %% lazy: none | forgets to return
def holes(x):
    np.asarray(x) <= 0.5


# %% lazy: library | asks the lesson's module
def holes(x):
    from deeparc.core.features import holes as lesson

    return lesson(x[:, None])[:, 0].astype(int)


# %% mutant: eight neighbours | paper passes through corners
def holes(x):
    from scipy.ndimage import label

    paper = np.pad(np.asarray(x) <= 0.5, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    return np.array([label(image, np.ones((3, 3)))[1] - 1 for image in paper])


# %% mutant: no frame | what touches the border counts
def holes(x):
    from scipy.ndimage import label

    return np.array([label(image <= 0.5)[1] - 1 for image in x])


# %% mutant: outside counts too | one too many
def holes(x):
    from scipy.ndimage import label

    paper = np.pad(np.asarray(x) <= 0.5, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    return np.array([label(image)[1] for image in paper])


# %% mutant: ink | counts regions of ink
def holes(x):
    from scipy.ndimage import label

    return np.array([label(image > 0.5)[1] for image in x])


# %% mutant: at least | exactly 0.5 is ink
def holes(x):
    from scipy.ndimage import label

    paper = np.pad(np.asarray(x) < 0.5, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    return np.array([label(image)[1] - 1 for image in paper])


# %% mutant: any ink | every pixel above 0 is ink
def holes(x):
    from scipy.ndimage import label

    paper = np.pad(np.asarray(x) <= 0, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    return np.array([label(image)[1] - 1 for image in paper])


# %% mutant: yes or no | at most one hole
def holes(x):
    from scipy.ndimage import label

    paper = np.pad(np.asarray(x) <= 0.5, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    return np.array([min(label(image)[1] - 1, 1) for image in paper])


# %% mutant: pixels of holes | their size, not their number
def holes(x):
    from scipy.ndimage import binary_fill_holes

    return np.array([int(np.sum(binary_fill_holes(image > 0.5)) - np.sum(image > 0.5)) for image in x])


# %% mutant: stack | one frame around all images together
def holes(x):
    from scipy.ndimage import label

    paper = np.pad(np.asarray(x) <= 0.5, 1, constant_values=True)
    count = label(paper)[1] - 1
    return np.full(len(x), count)


# %% variant: flood | a list of pixels to look at
def holes(x):
    found = []
    for image in x:
        height, width = len(image) + 2, len(image[0]) + 2
        paper = {
            (r, c)
            for r in range(height)
            for c in range(width)
            if not (0 < r < height - 1 and 0 < c < width - 1 and image[r - 1][c - 1] > 0.5)
        }
        regions = 0
        while paper:
            regions += 1
            todo = [paper.pop()]
            while todo:
                r, c = todo.pop()
                for near in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                    if near in paper:
                        paper.remove(near)
                        todo.append(near)
        found.append(regions - 1)
    return found


# %% variant: fill | regions of what filling adds
def holes(x):
    from scipy.ndimage import binary_fill_holes, label

    ink = [image > 0.5 for image in np.asarray(x)]
    return np.array([label(binary_fill_holes(i) & ~i)[1] for i in ink], float)
