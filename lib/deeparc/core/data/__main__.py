"""`python -m deeparc.core.data` lists all data sets: title, shape, source, licence, and whether each is here."""

from deeparc.core.data.catalogue import listing

if __name__ == "__main__":
    print(listing())
