"""Opening hours from a day on, and a centre's logo

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

import registry.database

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    rows = _rows("SELECT h.centre_id, h.weekday, h.opens, h.closes, c.opened_on AS since"
                 " FROM opening_hours h JOIN centre c ON c.id = h.centre_id")
    op.drop_table('opening_hours')
    op.bulk_insert(_hours(sa.Column('since', sa.Date(), nullable=False)), rows)
    op.create_table('logo',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('kept_at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('picture', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_logo_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', name=op.f('pk_logo'))
    )


def downgrade() -> None:
    """Of hours that changed, the last ones stay."""
    op.drop_table('logo')
    rows = _rows("SELECT centre_id, weekday, opens, closes FROM opening_hours h WHERE since ="
                 " (SELECT MAX(since) FROM opening_hours o WHERE o.centre_id = h.centre_id)")
    op.drop_table('opening_hours')
    op.bulk_insert(_hours(), rows)


def _rows(statement: str) -> list[dict[str, object]]:
    known = {'centre_id': sa.Uuid(), 'since': sa.Date(), 'weekday': sa.Integer(),
             'opens': sa.Time(), 'closes': sa.Time()}
    typed = sa.text(statement).columns(**{name: known[name] for name in known
                                          if name != 'since' or 'AS since' in statement})
    return [dict(row) for row in op.get_bind().execute(typed).mappings()]


def _hours(*more: sa.Column) -> sa.Table:
    keys = ['centre_id', *(column.name for column in more), 'weekday', 'opens']
    return op.create_table('opening_hours',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    *more,
    sa.Column('weekday', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('opens', sa.Time(), nullable=False),
    sa.Column('closes', sa.Time(), nullable=False),
    sa.CheckConstraint('opens < closes', name=op.f('ck_opening_hours_opens_before_it_closes')),
    sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_opening_hours_weekday')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_opening_hours_centre_id_centre')),
    sa.PrimaryKeyConstraint(*keys, name=op.f('pk_opening_hours'))
    )
