"""What was asked for, as data."""

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

# The Modelfile that Learning Loop writes says the same, so that the model is asked as it was taught.
SYSTEM = "You are a precise code generator. Follow the conventions of this repository and answer with what was asked for, nothing else."


@dataclass(frozen=True)
class Settings:
    data: Path
    base: str
    out: Path
    epochs: int
    learning_rate: float
    batch_size: int
    accumulate: int
    rank: int
    alpha: int
    max_length: int
    validation: float
    seed: int
    resume: bool
    four_bit: bool
    allow_download: bool
    llama_cpp: Optional[Path]
    outtype: str

    @property
    def name(self) -> str:
        """`coder` for coder_sft.jsonl."""
        return self.data.stem.removesuffix("_sft")

    @property
    def adapter_dir(self) -> Path:
        return self.out / f"{self.name}_adapter"

    @property
    def gguf_file(self) -> Path:
        return self.out / f"{self.name}_adapter.gguf"

    @property
    def checkpoint_dir(self) -> Path:
        return self.out / f"{self.name}_checkpoint"
