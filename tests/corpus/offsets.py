"""What must hold between an article and its source, whatever the source says."""

from corpus.article import Article


def assert_offsets_hold(article: Article, raw: str) -> None:
    """Blocks lie in order and make up the text; every run is found in the source to the letter, in reading order."""
    printed = [article.text[block.start : block.end] for block in article.blocks]
    assert "\n".join(printed) == article.text
    assert all(block and block == block.strip() and "\n" not in block for block in printed)
    assert [block.start for block in article.blocks] == sorted({block.start for block in article.blocks})

    at = 0
    for run in article.runs:
        assert at <= run.start < run.end
        assert article.text[run.start : run.end] == raw[run.raw_start : run.raw_start + run.end - run.start]
        assert set(article.text[at : run.start]) <= {"\n", " "}
        at = run.end
    assert at == len(article.text)
    article.text.encode("utf-8")
