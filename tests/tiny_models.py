"""Transformers of a few thousand numbers, made where a test needs one: they load like large ones and know nothing."""

from importlib import import_module
from pathlib import Path
from typing import Any

LETTERS = "大桥全长多少公里通车工厂台风登陆智能市民水库蓄检索段落：。，？0123456789"
WIDTH = 16


def make_encoder(folder: Path, **prompts: str) -> Path:
    """Write a sentence-transformers model, with the prompts that it defines."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    _write(folder / "bert", "BertModel", 1)
    modules = [Transformer(str(folder / "bert")), Pooling(WIDTH)]
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder / "model"))
    return folder / "model"


def make_cross_encoder(folder: Path, labels: int = 1) -> Path:
    """Write a sentence-transformers cross-encoder with so many numbers for a pair."""
    _write(folder, "BertForSequenceClassification", labels)
    return folder


def _write(folder: Path, kind: str, labels: int) -> None:
    import torch

    transformers: Any = import_module("transformers")  # its types lack what it makes when it is imported
    folder.mkdir(parents=True)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(LETTERS)]
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=WIDTH,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        num_labels=labels,
    )
    getattr(transformers, kind)(config).save_pretrained(folder)
    numbers = {letter: number for number, letter in enumerate(vocabulary)}
    transformers.BertTokenizerFast(vocab=numbers, model_max_length=64).save_pretrained(folder)
