"""What is done with sheets: drafted, checked, issued, set right, withdrawn, put together."""

from registry.sheets.issue import Issue
from registry.sheets.services.annex import OtherTheory, annex
from registry.sheets.services.checks import Check, checks, checks_put_together
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
    is_over,
    issued_json,
    record_download,
    sheet_json,
    write_words,
)
from registry.sheets.services.every import every
from registry.sheets.services.issuing import (
    NotOver,
    PassesGone,
    correct,
    issue,
    withdraw_story,
)
from registry.sheets.services.made import annex_pdf, form_of, poster_pdf
from registry.sheets.services.made import page_pdf as sheet_pdf
from registry.sheets.services.meanings import Meanings, meanings
from registry.sheets.services.press import (
    LONGEST_REASON,
    NoReason,
    NotIssued,
    Press,
    issued_file,
)
from registry.sheets.services.resident import resident_poster
from registry.sheets.services.spans import (
    correct_span,
    current_span,
    draft_span,
    issue_span,
    period_is_over,
    span_outdated,
)
from registry.sheets.services.together import (
    CentreState,
    NothingIssued,
    correct_together,
    current_together,
    draft_together,
    issue_together,
    open_in,
    outdated,
    states,
)

__all__ = [
    "LONGEST_HEADLINE",
    "LONGEST_REASON",
    "LONGEST_WORDS",
    "AlreadyIssued",
    "CentreState",
    "Check",
    "Current",
    "Draft",
    "Issue",
    "Meanings",
    "NoReason",
    "NoSuchMonth",
    "NotIssued",
    "NotOver",
    "NothingIssued",
    "OtherTheory",
    "PassesGone",
    "Press",
    "TooManyWords",
    "annex",
    "annex_pdf",
    "checks",
    "checks_put_together",
    "composed",
    "correct",
    "correct_span",
    "correct_together",
    "current",
    "current_span",
    "current_together",
    "draft",
    "draft_span",
    "draft_together",
    "every",
    "form_of",
    "is_over",
    "issue",
    "issue_span",
    "issue_together",
    "issued_file",
    "issued_json",
    "meanings",
    "open_in",
    "outdated",
    "period_is_over",
    "poster_pdf",
    "record_download",
    "resident_poster",
    "sheet_json",
    "sheet_pdf",
    "span_outdated",
    "states",
    "withdraw_story",
    "write_words",
]
