from corpus.sample import sample_articles


def test_the_bundled_articles_are_whole() -> None:
    articles = list(sample_articles())
    assert len(articles) >= 24
    assert len({article.id for article in articles}) == len(articles)
    for article in articles:
        assert article.source
        assert article.published
        assert article.section
        assert article.blocks
