"""Every deed that writes: putting letters in, carrying them, keeping order, and what the office decides."""

from mitsorge.foundation.post.actions.delivery import claim, deliver_due
from mitsorge.foundation.post.actions.office import confirm_arrived, give_up, send_again
from mitsorge.foundation.post.actions.outbox import enqueue, enqueue_many
from mitsorge.foundation.post.actions.upkeep import (
    begin_round,
    bundle,
    forget,
    recover,
    show_life,
    sign_off,
)

__all__ = [
    "begin_round",
    "bundle",
    "claim",
    "confirm_arrived",
    "deliver_due",
    "enqueue",
    "enqueue_many",
    "forget",
    "give_up",
    "recover",
    "send_again",
    "show_life",
    "sign_off",
]
