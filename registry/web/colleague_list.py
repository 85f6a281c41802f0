"""The list of colleagues as a page shows it: found by words, filtered, sorted, by the page."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from registry.staff.queries import AccountView

PAGE = 25
ORDERS = ("naam", "gezien", "rol")
STATES = ("active", "waiting", "off")
_WIDEST = ("admin", "area", "coordinator", "host")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for: words, a centre's slug, a role, a state, an order and a page."""

    words: str = ""
    centre: str = ""
    role: str = ""
    state: str = ""
    order: str = "naam"
    page: int = 1

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Wish:
        """Read an address; what makes no sense is left out."""
        page = args.get("pagina", "1")
        order, state = args.get("sorteer", ""), args.get("stand", "")
        return cls(
            words=args.get("zoek", "").strip()[:80],
            centre=args.get("waar", "")[:60],
            role=args.get("rol", "") if args.get("rol", "") in _WIDEST else "",
            state=state if state in STATES else "",
            order=order if order in ORDERS else "naam",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
        )

    def address(self, **other: str | int) -> dict[str, str | int]:
        """Return the query of this wish with something else in it; what is usual is left out."""
        wish = replace(self, **({"page": 1} | other))  # type: ignore[arg-type]  # its own fields
        named = {
            "zoek": wish.words,
            "waar": wish.centre,
            "rol": wish.role,
            "stand": wish.state,
            "sorteer": wish.order if wish.order != "naam" else "",
            "pagina": wish.page if wish.page > 1 else "",
        }
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list. `total` is how many were found, `all` how many there are."""

    rows: tuple[AccountView, ...]
    total: int
    all: int
    page: int
    pages: int


def found(
    accounts: Sequence[AccountView], wish: Wish, centre_ids: Mapping[str, uuid.UUID]
) -> Found:
    """Return the page of the list that was asked for, or the last one before it."""
    rows = [one for one in accounts if _fits(one, wish, centre_ids.get(wish.centre))]
    if wish.order == "gezien":
        rows.sort(key=lambda one: one.last_seen_at or _NEVER, reverse=True)
    elif wish.order == "rol":
        rows.sort(key=_widest)
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, wish.page), pages)
    shown = tuple(rows[(page - 1) * PAGE : page * PAGE])
    return Found(shown, len(rows), len(accounts), page, pages)


def _fits(one: AccountView, wish: Wish, centre_id: uuid.UUID | None) -> bool:
    words = f"{one.name} {one.email}".casefold()
    return (
        all(word in words for word in wish.words.casefold().split())
        and (not wish.role or any(grant.role == wish.role for grant in one.grants))
        and (not wish.centre or any(grant.centre_id == centre_id for grant in one.grants))
        and (not wish.state or one.state == wish.state)
    )


def _widest(one: AccountView) -> int:
    places = (_WIDEST.index(grant.role) for grant in one.grants)
    return min(places, default=len(_WIDEST))
