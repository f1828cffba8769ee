"""The bundled corpus: short articles that come with the program."""

from collections.abc import Iterator
from importlib import resources

from corpus.article import Article
from corpus.readers.markdown import markdown_article
from corpus.readers.record import NO_DEFAULTS


def sample_articles() -> Iterator[Article]:
    """Read the bundled articles, in the order of their file names."""
    folder = resources.files("corpus") / "sample"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".md"):
            yield markdown_article(file.name.removesuffix(".md"), file.read_text(encoding="utf-8"), NO_DEFAULTS)
