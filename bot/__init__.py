"""whosaid: who said or pledged what at a meeting, in their exact words."""

__all__ = ["__version__"]

__version__ = "0.1.0"
