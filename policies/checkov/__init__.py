# checkov loads the modules that are named here and passes over all others without a word.
from os.path import basename, dirname, join
from glob import glob

__all__ = sorted(
    basename(path)[:-3] for path in glob(join(dirname(__file__), "*.py")) if basename(path) != "__init__.py"
)
