from pathlib import Path

import index.ranking.short_names
from index.ranking.short_names import KnownName, known_names

PAIRS = Path(index.ranking.short_names.__file__).with_name("short_names.txt").read_text(encoding="utf-8").split()


def test_every_line_is_a_pair_and_no_short_name_means_two_things() -> None:
    pairs = [line.split("=") for line in PAIRS]
    assert all(len(pair) == 2 and "" not in pair and pair[0] != pair[1] for pair in pairs)
    assert len({short for short, _ in pairs}) == len(pairs)
    assert not {short for short, _ in pairs} & {long for _, long in pairs}


def test_every_name_is_found_as_a_whole() -> None:
    for line in PAIRS:
        short, long = line.split("=")
        assert known_names(short)[0] == KnownName(0, len(short), known_names(short)[0].others)
        assert known_names(short)[0].others[0] == long
        if short not in long:
            assert short in known_names(long)[0].others


def test_the_longest_name_is_taken() -> None:
    assert [name.end for name in known_names("国家发改委")] == [5]


def test_letters_that_change_their_length_in_capitals_move_nothing() -> None:
    assert [(name.start, name.end) for name in known_names("ßWTO")] == [(1, 4)]
