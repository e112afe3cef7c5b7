"""The training itself: plain AdamW over the adapter, the same with Unsloth and without."""

import math
import random
from dataclasses import dataclass
from typing import Any, Callable, Optional

from .checkpoint import Progress, load_adapter, load_checkpoint, save_adapter, save_checkpoint
from .errors import TrainingError
from .examples import IGNORED, Tokens
from .settings import Settings

_WARMUP_SHARE = 0.03
_MAX_GRADIENT = 1.0
_STEPS_A_CHECKPOINT = 50


@dataclass(frozen=True)
class Work:
    """What one training is about."""

    settings: Settings
    training: list[Tokens]
    validation: list[Tokens]
    pad_id: int
    device: str
    # Data, base and settings in one string: a checkpoint of other work is refused.
    made_with: str

    @property
    def steps_per_epoch(self) -> int:
        return math.ceil(len(self.training) / (self.settings.batch_size * self.settings.accumulate))

    @property
    def steps(self) -> int:
        return self.steps_per_epoch * self.settings.epochs


def train_adapter(model: Any, work: Work, say: Callable[[str], None], stop_after: Optional[int] = None) -> Progress:
    """Trains, and leaves the adapter with the lowest validation loss in the model and in its folder.

    `stop_after` ends early after that many steps, with a checkpoint, as a kill would have left it.
    """
    import torch

    settings = work.settings
    parameters = [each for each in model.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=settings.learning_rate, weight_decay=0.0)
    progress = Progress()
    if settings.resume:
        progress = load_checkpoint(settings.checkpoint_dir, model, optimizer, work.made_with)
        say(f"Goes on after step {progress.step} of {work.steps}.")
    model.train()
    while progress.step < work.steps:
        epoch, step_in_epoch = divmod(progress.step, work.steps_per_epoch)
        for group in optimizer.param_groups:
            group["lr"] = settings.learning_rate * _rate(progress.step, work.steps)
        loss = _step(model, _examples_of(work, epoch, step_in_epoch), work)
        if not math.isfinite(loss):
            raise TrainingError("The loss is not a number any more. Try a lower --learning-rate.")
        torch.nn.utils.clip_grad_norm_(parameters, _MAX_GRADIENT)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        progress.step += 1
        progress.losses.append(loss)
        say(f"step {progress.step}/{work.steps}  epoch {epoch + 1}  loss {loss:.4f}")
        if step_in_epoch + 1 == work.steps_per_epoch:
            _end_epoch(model, work, progress, epoch + 1, say)
        elif progress.step % _STEPS_A_CHECKPOINT != 0 and progress.step != stop_after:
            continue
        save_checkpoint(settings.checkpoint_dir, model, optimizer, progress, work.made_with)
        if progress.step == stop_after:
            return progress
    load_adapter(model, settings.adapter_dir)
    return progress


def _rate(step: int, steps: int) -> float:
    """Share of the learning rate: up over the first steps, then down to 0 in a straight line."""
    warmup = max(1, round(steps * _WARMUP_SHARE))
    return (step + 1) / warmup if step < warmup else (steps - step) / max(1, steps - warmup)


def _examples_of(work: Work, epoch: int, step: int) -> list[Tokens]:
    """The order depends on seed and epoch alone, so that a resumed training sees what it would have seen."""
    order = list(range(len(work.training)))
    random.Random(f"{work.settings.seed}/{epoch}").shuffle(order)
    size = work.settings.batch_size * work.settings.accumulate
    return [work.training[index] for index in order[step * size:(step + 1) * size]]


def _step(model: Any, examples: list[Tokens], work: Work) -> float:
    """Gradients of one step. Every token of an answer counts alike, whichever batch it is in."""
    total = sum(_answer_tokens(each) for each in examples)
    loss_sum = 0.0
    for batch in _batches(examples, work.settings.batch_size):
        share = sum(_answer_tokens(each) for each in batch) / total
        loss = model(**_padded(batch, work)).loss * share
        loss.backward()
        loss_sum += loss.item()
    return loss_sum


def validation_loss(model: Any, work: Work) -> Optional[float]:
    """Mean loss over the answers held back; None without any."""
    import torch

    if not work.validation:
        return None
    model.eval()
    with torch.no_grad():
        loss_sum = sum(
            model(**_padded(batch, work)).loss.item() * sum(_answer_tokens(each) for each in batch)
            for batch in _batches(work.validation, work.settings.batch_size)
        )
    model.train()
    return loss_sum / sum(_answer_tokens(each) for each in work.validation)


def _end_epoch(model: Any, work: Work, progress: Progress, epoch: int, say: Callable[[str], None]) -> None:
    loss = validation_loss(model, work)
    if loss is not None:
        say(f"epoch {epoch}: validation loss {loss:.4f}")
    if loss is None or progress.best_validation is None or loss < progress.best_validation:
        progress.best_validation, progress.best_epoch = loss, epoch
        save_adapter(model, work.settings.adapter_dir)


def _batches(examples: list[Tokens], size: int) -> list[list[Tokens]]:
    return [examples[start:start + size] for start in range(0, len(examples), size)]


def _answer_tokens(example: Tokens) -> int:
    return sum(label != IGNORED for label in example.labels)


def _padded(batch: list[Tokens], work: Work) -> dict[str, Any]:
    import torch

    length = max(len(each.input_ids) for each in batch)

    def tensor(rows: list[list[int]], filler: int) -> Any:
        return torch.tensor([row + [filler] * (length - len(row)) for row in rows], device=work.device)

    return {
        "input_ids": tensor([each.input_ids for each in batch], work.pad_id),
        "attention_mask": tensor([[1] * len(each.input_ids) for each in batch], 0),
        "labels": tensor([each.labels for each in batch], IGNORED),
    }
