"""Finds the base's weights and puts an empty adapter on them."""

from pathlib import Path
from typing import Any

from .bases import resolve_base
from .errors import TrainingError
from .libraries import is_installed
from .settings import Settings

TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
_WEIGHTS = ["*.safetensors", "*.json", "*.txt", "*.model", "*.jinja"]


def find_weights(base: str, allow_download: bool) -> Path:
    """The folder with the base's weights; fetched from Hugging Face only when that is allowed."""
    wanted = resolve_base(base)
    if Path(wanted).is_dir():
        return Path(wanted)
    from huggingface_hub import snapshot_download

    if allow_download:
        print(f"Fetching {wanted} from Hugging Face, unless it is here already.")
    try:
        return Path(
            snapshot_download(wanted, allow_patterns=_WEIGHTS, local_files_only=not allow_download)
        )
    except Exception as error:
        if allow_download:
            raise TrainingError(f"{wanted} could not be fetched: {error}") from error
        raise TrainingError(
            f"The weights of {base} ({wanted}) are not on this machine, and nothing is fetched unasked. Run again with "
            "--allow-download (about 2 GB for each billion parameters), or give a folder that holds them: --base DIR."
        ) from error


def load_tokenizer(weights: Path) -> Any:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(weights))
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def load_base(weights: Path, device: str, four_bit: bool) -> Any:
    import torch
    import transformers

    if four_bit and not (device == "cuda" and is_installed("bitsandbytes")):
        raise TrainingError("--four-bit needs an NVIDIA GPU and bitsandbytes: pip install bitsandbytes")
    dtype = torch.bfloat16 if device == "cuda" else torch.float32
    # The argument was renamed in 4.56.
    major, minor = (int(part) for part in transformers.__version__.split(".")[:2])
    options: dict[str, Any] = {"dtype" if (major, minor) >= (4, 56) else "torch_dtype": dtype}
    if four_bit:
        options["quantization_config"] = transformers.BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=dtype
        )
        options["device_map"] = {"": 0}
    model = transformers.AutoModelForCausalLM.from_pretrained(str(weights), **options)
    return model if four_bit else model.to(device)


def uses_unsloth(device: str) -> bool:
    return device == "cuda" and is_installed("unsloth")


def load_with_adapter(settings: Settings, weights: Path, device: str) -> Any:
    """The base with a fresh adapter, ready to train; the same seed gives the same adapter."""
    import torch

    torch.manual_seed(settings.seed)
    if uses_unsloth(device):
        return _load_with_unsloth(settings, weights)
    from peft import LoraConfig, get_peft_model, prepare_model_for_kbit_training

    model = load_base(weights, device, settings.four_bit)
    model.config.use_cache = False
    if settings.four_bit:
        model = prepare_model_for_kbit_training(model)
    elif device == "cuda":
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        model.enable_input_require_grads()
    config = LoraConfig(
        r=settings.rank, lora_alpha=settings.alpha, lora_dropout=0.0, target_modules=TARGETS, task_type="CAUSAL_LM"
    )
    try:
        return get_peft_model(model, config)
    except ValueError as error:
        raise TrainingError(
            f"No adapter can be put on {settings.base}: {error}. Models of the Llama, Qwen, Mistral and Gemma kind work."
        ) from error


def _load_with_unsloth(settings: Settings, weights: Path) -> Any:
    from unsloth import FastLanguageModel

    model, _ = FastLanguageModel.from_pretrained(
        model_name=str(weights), max_seq_length=settings.max_length, load_in_4bit=settings.four_bit
    )
    return FastLanguageModel.get_peft_model(
        model, r=settings.rank, lora_alpha=settings.alpha, lora_dropout=0, bias="none", target_modules=TARGETS,
        use_gradient_checkpointing="unsloth", random_state=settings.seed,
    )
