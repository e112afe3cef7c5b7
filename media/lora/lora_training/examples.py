"""Reads an export, splits it and turns it into tokens."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import TrainingError
from .settings import SYSTEM, Settings

IGNORED = -100  # The label that the loss passes over.


@dataclass(frozen=True)
class Example:
    instruction: str
    input: str
    output: str
    # Examples of one task must not be on both sides of a split.
    task: str


@dataclass(frozen=True)
class Tokens:
    input_ids: list[int]
    labels: list[int]


def load_split(settings: Settings) -> tuple[list[Example], list[Example]]:
    """Training and validation examples: split as exported where it was, else here by task."""
    examples = read_examples(settings.data)
    if not examples:
        raise TrainingError(
            f"{settings.data} is empty: no run was good enough to learn from. Lower --min-reward of the export, or "
            "come back when there are more runs."
        )
    exported = settings.data.with_name(f"{settings.data.stem}_validation.jsonl")
    if exported.exists():
        return examples, read_examples(exported)
    return split_by_task(examples, settings.validation, settings.seed)


def read_examples(file: Path) -> list[Example]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise TrainingError(
            f"There is no {file}. Export first: node dist/make-sft.cjs . --min-reward=0.7"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingError(f"{file} cannot be read: {error}. Export it again.") from error
    return [_example(line, f"{file}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _example(line: str, place: str) -> Example:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise TrainingError(f"{place}: not JSON ({error.msg}). Export it again.") from error
    texts = [row.get(field) for field in ("instruction", "input", "output")] if isinstance(row, dict) else [None]
    if not all(isinstance(text, str) for text in texts):
        raise TrainingError(
            f"{place}: instruction, input and output are expected. Export with --format=sft, the default."
        )
    task = row.get("task")
    return Example(*texts, task=task if isinstance(task, str) else texts[1])


def split_by_task(examples: list[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """Holds back whole tasks until about `share` of the examples is reached; the same seed gives the same split."""
    tasks = sorted({each.task for each in examples}, key=lambda task: _digest(f"{seed}\0{task}"))
    wanted = round(len(examples) * share)
    held_back: set[str] = set()
    held = 0
    for task in tasks[:-1]:  # One task at least is trained on.
        if held >= wanted:
            break
        held_back.add(task)
        held += sum(each.task == task for each in examples)
    training = [each for each in examples if each.task not in held_back]
    return training, [each for each in examples if each.task in held_back]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def tokenize(examples: list[Example], tokenizer: Any, max_length: int) -> tuple[list[Tokens], int]:
    """Tokens of the examples that fit into `max_length`, and how many did not.

    The loss sees the output alone. A longer example is left out, not cut: half an answer teaches to stop half-way.
    """
    fitting = [tokens for each in examples if len((tokens := _tokens(each, tokenizer)).input_ids) <= max_length]
    return fitting, len(examples) - len(fitting)


def _tokens(example: Example, tokenizer: Any) -> Tokens:
    question = "\n\n".join(text for text in (example.instruction, example.input) if text)
    asked, answered = _chat(question, example.output, tokenizer)
    prompt = tokenizer(asked, add_special_tokens=False)["input_ids"]
    completion = tokenizer(answered, add_special_tokens=False)["input_ids"]
    return Tokens(prompt + completion, [IGNORED] * len(prompt) + completion)


def _chat(question: str, answer: str, tokenizer: Any) -> tuple[str, str]:
    """Prompt and completion as the model's own template writes them; plainly for a model without one."""
    if not getattr(tokenizer, "chat_template", None):
        return f"{SYSTEM}\n\n{question}\n\n", f"{answer}{tokenizer.eos_token or ''}"
    messages = [{"role": "user", "content": question}]
    try:
        tokenizer.apply_chat_template([{"role": "system", "content": SYSTEM}, *messages], tokenize=False)
        messages.insert(0, {"role": "system", "content": SYSTEM})
    except Exception:  # A template may refuse the system role, each with an error of its own.
        messages[0]["content"] = f"{SYSTEM}\n\n{question}"
    asked = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    whole = tokenizer.apply_chat_template(
        [*messages, {"role": "assistant", "content": answer}], tokenize=False
    )
    if whole.startswith(asked):
        return asked, whole[len(asked):]
    return asked, f"{answer}{tokenizer.eos_token or ''}"
