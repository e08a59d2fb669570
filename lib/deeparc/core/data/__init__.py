"""Data sets, one loader a file: each returns a `Dataset` (a table), `Images` or a `Text`.

`python -m deeparc.core.data` lists them. All that packages bring load without a network; the others are fetched once,
checked, and kept in the folder that `data_folder()` names.
"""

from deeparc.core.data.breast_cancer import breast_cancer
from deeparc.core.data.cifar10 import cifar10
from deeparc.core.data.dataset import Dataset, Images, Text
from deeparc.core.data.digits import digits
from deeparc.core.data.emoji import emoji
from deeparc.core.data.english import english
from deeparc.core.data.faces import faces
from deeparc.core.data.files import DataError, data_folder
from deeparc.core.data.iris import iris
from deeparc.core.data.magic import magic
from deeparc.core.data.mnist import mnist
from deeparc.core.data.photo_digits import photo_digits
from deeparc.core.data.photo_patches import photo_patches
from deeparc.core.data.spambase import spambase
from deeparc.core.data.war_and_peace import war_and_peace
from deeparc.core.data.wine import wine

__all__ = [
    "DataError",
    "Dataset",
    "Images",
    "Text",
    "breast_cancer",
    "cifar10",
    "data_folder",
    "digits",
    "emoji",
    "english",
    "faces",
    "iris",
    "magic",
    "mnist",
    "photo_digits",
    "photo_patches",
    "spambase",
    "war_and_peace",
    "wine",
]
