"""What is done with sheets: drafted, checked, issued, set right, withdrawn."""

from registry.sheets.services.checks import Check, checks
from registry.sheets.services.current import Current, current
from registry.sheets.services.drafts import (
    LONGEST_HEADLINE,
    LONGEST_WORDS,
    AlreadyIssued,
    Draft,
    NoSuchMonth,
    TooManyWords,
    composed,
    draft,
    record_download,
    sheet_json,
    sheet_pdf,
    write_words,
)
from registry.sheets.services.issuing import (
    LONGEST_REASON,
    NoReason,
    NotIssued,
    NotOver,
    Press,
    correct,
    issue,
    issued_file,
    withdraw_story,
)

__all__ = [
    "LONGEST_HEADLINE",
    "LONGEST_REASON",
    "LONGEST_WORDS",
    "AlreadyIssued",
    "Check",
    "Current",
    "Draft",
    "NoReason",
    "NoSuchMonth",
    "NotIssued",
    "NotOver",
    "Press",
    "TooManyWords",
    "checks",
    "composed",
    "correct",
    "current",
    "draft",
    "issue",
    "issued_file",
    "record_download",
    "sheet_json",
    "sheet_pdf",
    "withdraw_story",
    "write_words",
]
