"""Tries the whole way out on a tiny random model. Proves that the parts fit together, nothing about quality."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from .errors import TrainingError
from .libraries import require_libraries
from .models import load_base
from .run import say, train
from .settings import Settings

_CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def smoke(settings: Settings) -> None:
    require_libraries()
    with tempfile.TemporaryDirectory(prefix="train-lora-smoke-") as folder:
        base = Path(folder, "base")
        _make_tiny_base(base)
        settings = replace(settings, base=str(base), learning_rate=1e-2, resume=False, four_bit=False)
        say("SMOKE RUN on a tiny model of random weights: it proves the plumbing and says nothing about quality.")
        model, work, progress = train(settings)
        _check(progress.losses[-1] < progress.losses[0], "the loss went down")
        files = sorted(each.name for each in settings.adapter_dir.iterdir())
        say(f"adapter files: {', '.join(files)}")
        _check({"adapter_config.json", "adapter_model.safetensors"} <= set(files), "the adapter is on the disk")

        probe = _probe(work)
        trained = _logits(model, probe)
        plain = load_base(base, work.device, four_bit=False)
        _check(_distance(trained, _logits(plain, probe)) > 1e-3, "base and adapter answer otherwise than the base")
        from peft import PeftModel

        reloaded = PeftModel.from_pretrained(plain, str(settings.adapter_dir))
        _check(_distance(trained, _logits(reloaded, probe)) < 1e-4, "saved and loaded again it answers the same")

        part = replace(settings, out=Path(folder, "resumed"), llama_cpp=None)
        train(part, stop_after=max(1, work.steps // 2))
        resumed, _, _ = train(replace(part, resume=True))
        _check(_distance(trained, _logits(resumed, probe)) < 1e-2, "stopped half-way and resumed it answers the same")
    say("SMOKE PASSED: the plumbing works on this machine. Nothing was learned that is of use.")


def _make_tiny_base(folder: Path) -> None:
    """A Llama of two layers with random weights and a vocabulary of bytes."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    special = ["<|pad|>", "<|im_start|>", "<|im_end|>"]
    vocabulary = {token: index for index, token in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()) + special)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(special)
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token=special[0], eos_token=special[2])
    wrapped.chat_template = _CHATML
    wrapped.save_pretrained(str(folder))
    torch.manual_seed(1)
    LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(vocabulary), hidden_size=64, intermediate_size=128, num_hidden_layers=2,
            num_attention_heads=4, num_key_value_heads=4, max_position_embeddings=8192,
            pad_token_id=vocabulary["<|pad|>"], bos_token_id=vocabulary["<|im_start|>"],
            eos_token_id=vocabulary["<|im_end|>"],
        )
    ).save_pretrained(str(folder))


def _probe(work: Any) -> Any:
    import torch

    return torch.tensor([work.training[0].input_ids[:64]], device=work.device)


def _logits(model: Any, probe: Any) -> Any:
    import torch

    model.eval()
    with torch.no_grad():
        return model(input_ids=probe).logits.float()


def _distance(a: Any, b: Any) -> float:
    return (a - b).abs().max().item()


def _check(holds: bool, what: str) -> None:
    if not holds:
        raise TrainingError(f"SMOKE FAILED: not so: {what}.")
    say(f"ok: {what}")
