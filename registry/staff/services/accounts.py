"""Care for accounts: their roles, a new link, an end to an account and its return."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from registry import audit
from registry.database import writing
from registry.staff.models import Account, Grant
from registry.staff.queries import GrantView, Person, has_power_over, may_give
from registry.staff.services.links import NotYours, end_links, fresh_link, give, grants_of
from registry.staff.services.second import drop_app
from registry.staff.services.signing import end_all


class LastAdmin(Exception):
    """What would leave nobody who can care for accounts."""

    code = "last_admin"


class NotYourself(Exception):
    """What nobody does to their own account."""

    code = "not_yourself"


def change_roles(
    *, account_id: uuid.UUID, wanted: Iterable[GrantView], at: datetime, by: Person
) -> None:
    """Give an account exactly these roles. Raises NotYours for one this person may not change.

    Raises LastAdmin where nobody else is an admin.
    """
    with writing() as connection:
        had, wanted = grants_of(connection, account_id), frozenset(wanted)
        if not all(may_give(by, grant) for grant in had ^ wanted):
            raise NotYours
        if GrantView("admin", None) in had - wanted:
            _keep_an_admin(connection, account_id)
        for grant in wanted - had:
            give(connection, account_id, grant)
        for grant in had - wanted:
            connection.execute(
                delete(Grant).where(
                    Grant.account_id == account_id,
                    Grant.role == grant.role,
                    Grant.centre_id.is_not_distinct_from(grant.centre_id),
                )
            )
        for centre_id in {grant.centre_id for grant in had ^ wanted}:
            audit.record(
                at=at,
                actor_id=by.account_id,
                action="account.roles",
                object=f"account {account_id}",
                centre_id=centre_id,
                before={"role": _roles(had, centre_id)},
                after={"role": _roles(wanted, centre_id)},
            )


def new_link(*, account_id: uuid.UUID, at: datetime, by: Person) -> str:
    """Return the token of a link for who forgot the password. Raises NotYours."""
    with writing() as connection:
        _note(connection, account_id, "account.link", at, by)
        return fresh_link(connection, account_id, at)


def reset_app(*, account_id: uuid.UUID, at: datetime, by: Person) -> None:
    """Let someone who lost phone and spare codes couple an app anew. Raises NotYours."""
    with writing() as connection:
        _note(connection, account_id, "account.app_off", at, by)
        drop_app(connection, account_id)
        end_all(connection, account_id, at)


def deactivate(*, account_id: uuid.UUID, at: datetime, by: Person) -> None:
    """Let an account in no more, at once. Raises NotYours, NotYourself, and LastAdmin."""
    if account_id == by.account_id:
        raise NotYourself
    with writing() as connection:
        _note(connection, account_id, "account.off", at, by)
        if GrantView("admin", None) in grants_of(connection, account_id):
            _keep_an_admin(connection, account_id)
        connection.execute(
            update(Account)
            .where(Account.id == account_id, Account.disabled_at.is_(None))
            .values(disabled_at=at)
        )
        end_links(connection, account_id, at)
        end_all(connection, account_id, at)


def reactivate(*, account_id: uuid.UUID, at: datetime, by: Person) -> None:
    """Let an account in again, with the password it had. Raises NotYours."""
    with writing() as connection:
        _note(connection, account_id, "account.on", at, by)
        connection.execute(update(Account).where(Account.id == account_id).values(disabled_at=None))


def _keep_an_admin(connection: Connection, leaving: uuid.UUID) -> None:
    others = connection.execute(
        select(func.count())
        .select_from(Grant)
        .join(Account, Account.id == Grant.account_id)
        .where(Grant.role == "admin", Account.id != leaving, Account.disabled_at.is_(None))
    ).scalar_one()
    if not others:
        raise LastAdmin


def _note(
    connection: Connection, account_id: uuid.UUID, action: str, at: datetime, by: Person
) -> None:
    """Say it at each centre of the account. Raises NotYours where this person has no say."""
    grants = grants_of(connection, account_id)
    if not has_power_over(by, grants):
        raise NotYours
    for centre_id in {grant.centre_id for grant in grants} or {None}:
        audit.record(
            at=at,
            actor_id=by.account_id,
            action=action,
            object=f"account {account_id}",
            centre_id=centre_id,
        )


def _roles(grants: frozenset[GrantView], centre_id: uuid.UUID | None) -> str | None:
    here = sorted(grant.role for grant in grants if grant.centre_id == centre_id)
    return ", ".join(here) or None
