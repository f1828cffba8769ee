import random

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from index.fingerprint import BINS, SHINGLE, Fingerprint, conflict, fingerprint, holds, likeness
from tests.index.stories import (
    ADDED,
    CORRECTED,
    END,
    HALVED,
    LEAD,
    LONGER,
    MIDDLE,
    OTHER,
    STORY,
    TRADITIONAL,
    VERBATIM,
    report,
)

LETTERS = "海星市贝壳湾净水厂工程开工居民用水改善的了在是"


def alike(one: str, other: str) -> float:
    return float(likeness(fingerprint(one).bins, fingerprint(other).bins[None])[0])


def same(one: Fingerprint, other: Fingerprint) -> bool:
    return np.array_equal(one.bins, other.bins) and np.array_equal(one.figures, other.figures)


def runs(text: str) -> set[str]:
    return {text[place : place + SHINGLE] for place in range(len(text) - SHINGLE + 1)}


def test_the_estimate_agrees_with_minhash_and_with_the_truth() -> None:
    """Both estimate from 128 draws: a standard error of at most .044, and .003 more for one byte a bin."""
    source = random.Random(5)
    errors, differences = [], []
    for shared in range(20, 600, 20):
        common = "".join(source.choices(LETTERS, k=shared))
        one, other = (common + "".join(source.choices(LETTERS, k=600 - shared)) for _ in range(2))
        true = len(runs(one) & runs(other)) / len(runs(one) | runs(other))
        oracle = [MinHash(num_perm=BINS, seed=3) for _ in range(2)]
        for sketch, text in zip(oracle, (one, other), strict=True):
            sketch.update_batch([run.encode() for run in runs(text)])
        errors.append(alike(one, other) - true)
        differences.append(alike(one, other) - oracle[0].jaccard(oracle[1]))
    assert np.abs(np.mean(errors)) < 0.02
    assert np.sqrt(np.mean(np.square(errors))) < 0.045
    assert np.sqrt(np.mean(np.square(differences))) < 0.07


@pytest.mark.parametrize("length", [1, 4, 5, 6, 12, 40])
def test_a_short_text_has_every_bin_filled(length: int) -> None:
    text = LETTERS[:5] * 8
    assert alike(text[:length], text[:length]) == 1
    assert alike(text[:length], "完全不同的另外一句话没有一个相同") < 0.1


SPACED = st.text(st.sampled_from("海星市工厂投资建成 \n\t　，。、（）0123456789.-三十万亿"), max_size=60)


@given(SPACED, st.integers(0, 2**32))
def test_white_space_makes_no_difference(text: str, seed: int) -> None:
    source = random.Random(seed)
    dense = "".join(text.split())
    spaced = "".join(letter + source.choice(["", "", " ", "\n", "　"]) for letter in dense)
    assert same(fingerprint(dense), fingerprint(spaced))


@given(st.text(st.sampled_from("海星市工厂投资建成,.-0123456789abcXYZ%"), max_size=60))
def test_full_width_forms_make_no_difference(text: str) -> None:
    """Those of letters and figures; where punctuation alone is wide, it is the usual Chinese one, and no figure's."""
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter.isascii() else letter for letter in text)
    if any(letter.isascii() and letter.isalnum() for letter in text):
        assert same(fingerprint(text), fingerprint(wide))


@given(st.text(max_size=40))
def test_any_text_has_a_fingerprint(text: str) -> None:
    mark = fingerprint(text)
    assert mark.bins.shape == (BINS,)
    assert not conflict(mark.figures, mark.figures)
    assert (np.diff(mark.figures.astype(object)) > 0).all()


@pytest.mark.parametrize("copy", [VERBATIM, LONGER, TRADITIONAL], ids=lambda article: article.id)
def test_a_reprint_is_alike_and_has_no_other_figure(copy: Article) -> None:
    assert alike(STORY.text, copy.text) > 0.75
    assert not conflict(fingerprint(STORY.text).figures, fingerprint(copy.text).figures)


@pytest.mark.parametrize("other", [HALVED, OTHER], ids=lambda article: article.id)
def test_a_shortened_one_and_another_story_of_the_event_are_not_alike(other: Article) -> None:
    assert alike(STORY.text, other.text) < 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STORY.text, CORRECTED.text),
        (report(6, "3.02", "1.15").text, report(7, "3.02", "1.15").text),
        (report(6, "3.02", "1.15").text, report(6, "0.47", "1.15").text),
        ("死亡人数升至106人。", "死亡人数升至110人。"),
        ("新增企业三家。", "新增企业四家。"),
        ("气温-3度。", "气温3度。"),
        ("男生8人，女生9人。", "男生9人，女生8人。"),
    ],
)
def test_another_figure_in_the_same_place_is_a_conflict(one: str, other: str) -> None:
    ours, theirs = fingerprint(one).figures, fingerprint(other).figures
    assert conflict(ours, theirs)
    assert conflict(theirs, ours)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新增企业三家。", "新增企业3家。"),
        ("投资1,200万元。", "投资1200万元。"),
        ("8月5日开工。", "08月05日开工。"),
        ("开工。投资12亿元。", "开工。投资12亿元。另有5人获奖。"),
        ("2023-03-07 09:30 净水厂开工。", "2023年03月08日11:02:33净水厂开工。"),
        ("投资\ue0003亿元，产出\ue0008亿元。", "投资3亿元，产出8亿元。"),
        ("投资3亿元——产出8亿元-。", "投资3亿元-产出8亿元。"),
    ],
)
def test_a_figure_written_otherwise_or_only_added_is_none(one: str, other: str) -> None:
    assert not conflict(fingerprint(one).figures, fingerprint(other).figures)


@pytest.mark.parametrize(
    "passage", [LEAD, MIDDLE, END, f"原题：净水厂开工\n{LEAD}", f"湖畔社3月9日电（记者孙三）{LEAD}"]
)
def test_an_article_holds_the_passages_of_its_copy(passage: str) -> None:
    assert holds(STORY.text, passage)
    assert holds(TRADITIONAL.text, passage)


@pytest.mark.parametrize(
    "passage",
    [
        ADDED,
        LEAD.replace("18万吨", "16万吨"),
        f"{LEAD}另有9万人受益。",
        f"{LEAD}3月9日通水。",
        "42万居民的用水由此改善。".removeprefix("4"),
        OTHER.text,
    ],
)
def test_it_does_not_hold_what_only_the_copy_says(passage: str) -> None:
    assert not holds(STORY.text, passage)
