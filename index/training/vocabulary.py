"""Counted words to a tokenizer whose segmentation is the likeliest one; knows nothing of vectors."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable

import rjieba
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Lowercase, Sequence

UNKNOWN = "<unk>"
_LONGEST = 6
_HAN_WORD = re.compile(rf"[\u4e00-\u9fff]{{2,{_LONGEST}}}")
_LATIN_WORD = re.compile(r"[a-z]{2,12}")
_RARE = 0.5  # what a word counts that a dictionary has and the articles lack


def fold(text: str) -> str:
    """Fold as the tokenizer does: compatibility forms to plain ones, capitals to small letters.

    >>> fold("Ｗｉ－Ｆｉ　6Ｇ")
    'wi-fi 6g'
    """
    return unicodedata.normalize("NFKC", text).lower()


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count jieba's words over folded texts."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(rjieba.cut(fold(text)))
    return counts


def choose_pieces(counts: Counter[str], dictionary: Collection[str], size: int) -> dict[str, float]:
    """Choose at most `size` pieces and give the count of each.

    Every single character of the articles and of GB 2312 stays, so that no everyday text is unknown. A word of the
    dictionary needs to be a third as frequent as another: its gloss places it before any training.

    >>> counts = Counter({"倒闭": 2, "某某某": 3, "他": 9, "，": 5})
    >>> pieces = choose_pieces(counts, {"倒闭", "停业"}, 6767)
    >>> sorted(piece for piece in pieces if piece == "他" or len(piece) > 1)
    ['他', '倒闭', '某某某']
    """
    known = {fold(word) for word in dictionary}
    pieces = {piece: float(count) for piece, count in counts.items() if len(piece) == 1 and not piece.isspace()}
    pieces |= {char: _RARE for char in _common_characters() if char not in pieces}
    rank: dict[str, float] = {word: 3 * _RARE for word in known if _HAN_WORD.fullmatch(word)}
    for word, count in counts.items():
        if _HAN_WORD.fullmatch(word) or _LATIN_WORD.fullmatch(word):
            rank[word] = count * (3 if word in known else 1)
    best = sorted(rank, key=lambda word: (-rank[word], word))[: max(0, size - len(pieces) - 1)]
    return pieces | {word: max(_RARE, float(counts[word])) for word in best}


def _common_characters() -> list[str]:
    """Give the 6,763 Han characters of GB 2312, whose rows 16 to 87 hold nothing else."""
    cells = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(16, 88) for cell in range(1, 95))
    return list("".join(cell.decode("gb2312", "ignore") for cell in cells))


def tokenizer_of(pieces: dict[str, float]) -> Tokenizer:
    """Make the tokenizer whose Viterbi search gives the likeliest pieces, each as likely as it was frequent.

    >>> tokenizer = tokenizer_of({"停": 5, "业": 5, "停业": 4, "了": 9})
    >>> tokenizer.encode("停业了！").tokens
    ['停业', '了', '!']
    >>> tokenizer.encode("停业了！").ids[-1]
    0
    """
    total = sum(pieces.values())
    scored = [(piece, round(math.log(count / total), 2)) for piece, count in sorted(pieces.items())]
    tokenizer = Tokenizer(Unigram([(UNKNOWN, -30.0), *scored], unk_id=0, byte_fallback=False))
    tokenizer.normalizer = Sequence([NFKC(), Lowercase()])
    return tokenizer
