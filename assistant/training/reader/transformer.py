"""The reader as a torch model, begun from the pretrained one, and how it is written as an ONNX file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from assistant.training.reader.pretrained import HEADS, INNER, PADDING, POSITIONS, WIDTH, Pretrained
from index.network import FloatArray

LAYERS = 6
LENGTH = 256


class ReadingModel(nn.Module):
    """Pieces of a question and a window to a score, and to how well an answer begins or ends at each piece."""

    def __init__(self, pieces: int, layers: int = LAYERS) -> None:
        super().__init__()
        config = BertConfig(
            vocab_size=pieces,
            hidden_size=WIDTH,
            num_hidden_layers=layers,
            num_attention_heads=HEADS,
            intermediate_size=INNER,
            max_position_embeddings=LENGTH,
            hidden_dropout_prob=0.05,
            attention_probs_dropout_prob=0.0,
            pad_token_id=PADDING,
        )
        # Its parts are typed as anything that a module may hold.
        self.bert: Any = BertModel(config, add_pooling_layer=False)
        self.hidden = nn.Linear(2 * WIDTH, WIDTH)
        self.score = nn.Linear(WIDTH, 1)
        self.span = nn.Linear(WIDTH, 2)

    def forward(self, ids: Tensor, mask: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
        """Read windows; `said` is 1 on the pieces of the sentence itself: (n,) and (n, pieces, 2)."""
        return self.heads(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state, said)

    def heads(self, states: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
        """Score from the first piece and the mean over the sentence; point from every piece."""
        inside = said.to(states.dtype).unsqueeze(2)
        mean = (states * inside).sum(1) / inside.sum(1).clamp(min=1)
        joined = torch.tanh(self.hidden(torch.cat([states[:, 0], mean], 1)))
        return self.score(joined)[:, 0], self.span(states)


class _OneWindow(nn.Module):
    """The same for one window without padding, in plain operations that the optimizer of ONNX knows."""

    def __init__(self, model: ReadingModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
        bert = self.model.bert
        known, count = bert.embeddings, ids.shape[1]
        positions, kinds = known.position_embeddings.weight[:count], known.token_type_embeddings.weight[0]
        states = known.LayerNorm(known.word_embeddings(ids) + positions + kinds)
        for layer in bert.encoder.layer:
            attention = layer.attention
            parts = (attention.self.query, attention.self.key, attention.self.value)
            query, key, value = (
                part(states).reshape(states.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2) for part in parts
            )
            weights = torch.softmax(torch.matmul(query, key.transpose(2, 3)) / (WIDTH // HEADS) ** 0.5, -1)
            seen = torch.matmul(weights, value).transpose(1, 2).reshape(states.shape[0], -1, WIDTH)
            states = attention.output.LayerNorm(attention.output.dense(seen) + states)
            inner = nn.functional.gelu(layer.intermediate.dense(states))
            states = layer.output.LayerNorm(layer.output.dense(inner) + states)
        return self.model.heads(states, said)


def begun(model: Pretrained, kept: Sequence[int]) -> ReadingModel:
    """Begin a reader from the word vectors of the kept pieces and the lower layers of the pretrained model."""
    reader = ReadingModel(len(kept))
    known = reader.bert.embeddings
    with torch.no_grad():
        _set(known.word_embeddings, model.matrix("emb.word", (model.word_count, WIDTH))[list(kept)])
        _set(known.position_embeddings, model.numbers("emb.pos", (POSITIONS, WIDTH))[:LENGTH])
        _set(known.token_type_embeddings, model.numbers("emb.type", (2, WIDTH)))
        _set(known.LayerNorm, model.numbers("emb.ln.w", (WIDTH,)), model.numbers("emb.ln.b", (WIDTH,)))
        for number, layer in enumerate(reader.bert.encoder.layer):
            attention = layer.attention
            for name, part, outputs, inputs in (
                ("q", attention.self.query, WIDTH, WIDTH),
                ("k", attention.self.key, WIDTH, WIDTH),
                ("v", attention.self.value, WIDTH, WIDTH),
                ("ao", attention.output.dense, WIDTH, WIDTH),
                ("fi", layer.intermediate.dense, INNER, WIDTH),
                ("fo", layer.output.dense, WIDTH, INNER),
            ):
                place = f"l{number}.{name}"
                _set(part, model.matrix(f"{place}.w", (outputs, inputs)), model.numbers(f"{place}.b", (outputs,)))
            for name, part in (("aln", attention.output.LayerNorm), ("oln", layer.output.LayerNorm)):
                place = f"l{number}.{name}"
                _set(part, model.numbers(f"{place}.w", (WIDTH,)), model.numbers(f"{place}.b", (WIDTH,)))
    return reader


def write_onnx(model: ReadingModel, file: Path) -> None:
    """Write the reader with fused operations and weights of eight bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    whole, fused = file.with_suffix(".whole"), file.with_suffix(".fused")
    ids, said = torch.full((1, 16), 5), torch.ones(1, 16, dtype=torch.long)
    torch.onnx.export(
        _OneWindow(model).eval(),
        (ids, said),
        str(whole),
        input_names=["ids", "said"],
        output_names=["score", "span"],
        dynamic_axes={"ids": {1: "pieces"}, "said": {1: "pieces"}, "span": {1: "pieces"}},
        opset_version=17,
        dynamo=False,
    )
    fusions = FusionOptions("bert")
    # A sum and its normalisation in one operation take five times as long on a CPU as the two.
    fusions.enable_skip_layer_norm = fusions.enable_bias_skip_layer_norm = False
    better = optimize_model(
        str(whole), "bert", num_heads=HEADS, hidden_size=WIDTH, opt_level=0, optimization_options=fusions
    )
    better.save_model_to_file(str(fused))
    # 1 is the number of the type float in the format.
    options = {"MatMulConstBOnly": True, "DefaultTensorType": 1}
    quantize_dynamic(fused, file, weight_type=QuantType.QInt8, per_channel=True, extra_options=options)
    whole.unlink()
    fused.unlink()


def _set(part: nn.Module, weights: FloatArray, bias: FloatArray | None = None) -> None:
    assert isinstance(part.weight, Tensor)
    part.weight.copy_(torch.from_numpy(np.ascontiguousarray(weights)))
    if bias is not None:
        assert isinstance(part.bias, Tensor)
        part.bias.copy_(torch.from_numpy(bias))
