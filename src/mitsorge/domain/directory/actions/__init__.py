"""Every deed that changes the directory. Each is one transaction: all rows or none."""

from mitsorge.domain.directory.actions.capacities import report_capacity
from mitsorge.domain.directory.actions.missed import count_missed_search
from mitsorge.domain.directory.actions.organizations import (
    assure_organization,
    change_location,
    change_organization,
    create_location,
    create_organization,
)
from mitsorge.domain.directory.actions.outcomes import (
    AlreadyDone,
    ChangedMeanwhile,
    EntryRefused,
)
from mitsorge.domain.directory.actions.pictures import (
    add_picture,
    owner_of,
    replace_picture,
    withdraw_picture,
)
from mitsorge.domain.directory.actions.records import bulk_create_records
from mitsorge.domain.directory.actions.reports import (
    answer_report,
    forget_reporters,
    report_barrier,
    report_error,
)
from mitsorge.domain.directory.actions.responsibility import (
    assure_responsibility,
    remove_responsibility,
    save_responsibility,
    save_responsibility_topic,
)
from mitsorge.domain.directory.actions.services import (
    assure_service,
    change_service,
    close_temporarily,
    create_service,
    reopen,
    retire_service,
)
from mitsorge.domain.directory.actions.taxonomy import load_taxonomy
from mitsorge.domain.directory.actions.terms import (
    restore_term,
    retire_term,
    save_life_situation,
    save_term,
)

__all__ = [
    "AlreadyDone",
    "ChangedMeanwhile",
    "EntryRefused",
    "add_picture",
    "answer_report",
    "assure_organization",
    "assure_responsibility",
    "assure_service",
    "bulk_create_records",
    "change_location",
    "change_organization",
    "change_service",
    "close_temporarily",
    "count_missed_search",
    "create_location",
    "create_organization",
    "create_service",
    "forget_reporters",
    "load_taxonomy",
    "owner_of",
    "remove_responsibility",
    "reopen",
    "replace_picture",
    "report_barrier",
    "report_capacity",
    "report_error",
    "restore_term",
    "retire_service",
    "retire_term",
    "save_life_situation",
    "save_responsibility",
    "save_responsibility_topic",
    "save_term",
    "withdraw_picture",
]
