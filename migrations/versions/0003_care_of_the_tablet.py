"""Care of the tablet: tokens that change, tablets that move, the corner's code, decisions

Revision ID: 0003
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from registry.database import Instant

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

OF_A_TABLET = (
    ('token_since', Instant(timezone=True)),
    ('renewal_nonce', sa.LargeBinary(length=32)),
    ('next_hash', sa.LargeBinary(length=32)),
    ('previous_hash', sa.LargeBinary(length=32)),
    ('previous_until', Instant(timezone=True)),
    ('refused_at', Instant(timezone=True)),
    ('moves_to', sa.Uuid()),
    ('came_from', sa.Uuid()),
)


def upgrade() -> None:
    for name, kind in OF_A_TABLET:
        op.add_column('tablet', sa.Column(name, kind, nullable=True))
    op.execute('UPDATE tablet SET token_since = enrolled_at')
    op.add_column('centre', sa.Column('corner_round', sa.Integer(), server_default='1', nullable=False))
    op.add_column('quarantined', sa.Column('happened_at', Instant(timezone=True), nullable=True))
    op.create_table('quarantine_decision',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('body_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('verdict', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.Column('at', Instant(timezone=True), nullable=False),
    sa.Column('by', sa.Uuid(), nullable=False),
    sa.Column('became', sa.Uuid(), nullable=True),
    sa.CheckConstraint("verdict IN ('accepted', 'set_aside', 'reopened')", name=op.f('ck_quarantine_decision_known_verdict')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_quarantine_decision_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'id', name=op.f('pk_quarantine_decision')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_quarantine_decision_of_event', 'quarantine_decision', ['centre_id', 'event_id', 'body_hash'], unique=False)


def downgrade() -> None:
    op.drop_table('quarantine_decision')
    op.drop_column('quarantined', 'happened_at')
    op.drop_column('centre', 'corner_round')
    for name, _ in reversed(OF_A_TABLET):
        op.drop_column('tablet', name)
