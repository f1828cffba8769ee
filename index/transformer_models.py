"""Models of sentence-transformers by name or folder: loaded, named, and refused in words; knows no text.

The only file that imports sentence_transformers, and only when such a model is asked for: that takes seconds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from corpus.errors import BadSetting
from index.static_encoder import fingerprint

# The library ships no types.
Model: TypeAlias = Any


def sentence_model(name: str, *, on_this_machine: bool = False) -> Model:
    """Load a `SentenceTransformer` on the processor; if so told, only from what this machine has of the hub."""
    from sentence_transformers import SentenceTransformer

    _quietly()
    return SentenceTransformer(name, device="cpu", local_files_only=on_this_machine)


def pair_model(name: str) -> tuple[Model, Callable[[Any], Any]]:
    """Load a `CrossEncoder` on the processor, with the sigmoid that its numbers go through.

    :raises ValueError: it gives more than one number for a pair.
    """
    from sentence_transformers import CrossEncoder
    from torch.nn import Sigmoid

    _quietly()
    model = CrossEncoder(name, device="cpu")
    labels = int(model.num_labels)
    if labels != 1:
        raise ValueError(f"它给每一对文字 {labels} 个数，不是一个分数")
    return model, Sigmoid()


def _quietly() -> None:
    """Show no bar for every model that is read from disk: an answer on a terminal would stand below it."""
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]


@contextmanager
def loading(kind: str, name: str) -> Iterator[None]:
    """Say in words what fails while a model is loaded.

    :raises BadSetting: it cannot be loaded.
    """
    try:
        yield
    except Exception as error:  # no library promises which errors a damaged or missing model raises
        reason = str(error).strip().splitlines()
        raise BadSetting(f"{kind} {name} 无法加载：{reason[0] if reason else repr(error)}") from error


def identity(name: str) -> str:
    """Name a model by what the hub calls it; one in a folder by that folder's name and its weights."""
    folder = Path(name)
    if not folder.is_dir():
        return name
    weights = [*sorted(folder.rglob("*.safetensors")), *sorted(folder.rglob("*.bin"))]
    return "-".join([folder.resolve().name, *(fingerprint(file) for file in weights)])
