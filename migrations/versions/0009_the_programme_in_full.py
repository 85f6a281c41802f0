"""Occurrences called off or moved with a reason; whom an activity is for and with, and holidays

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

import registry.database

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('activity') as batch_op:
        batch_op.add_column(sa.Column('target_group', sa.String(length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('partner', sa.String(length=80), server_default='', nullable=False))
        batch_op.add_column(sa.Column('in_holidays', sa.Boolean(), server_default=sa.true(), nullable=False))
    with op.batch_alter_table('occurrence') as batch_op:
        batch_op.add_column(sa.Column('planned_day', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('planned_starts_at', registry.database.Instant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('planned_ends_at', registry.database.Instant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('place', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('reason', sa.String(length=10), server_default='', nullable=False))
        batch_op.add_column(sa.Column('reason_words', sa.String(length=60), server_default='', nullable=False))
        batch_op.add_column(sa.Column('changed_at', registry.database.Instant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('revision', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_index(batch_op.f('ix_occurrence_centre_id_occurrence_planned_day'), ['centre_id', 'planned_day'])


def downgrade() -> None:
    with op.batch_alter_table('occurrence') as batch_op:
        batch_op.drop_index(batch_op.f('ix_occurrence_centre_id_occurrence_planned_day'))
        for column in (
            'revision', 'changed_at', 'reason_words', 'reason', 'place',
            'planned_ends_at', 'planned_starts_at', 'planned_day',
        ):
            batch_op.drop_column(column)
    with op.batch_alter_table('activity') as batch_op:
        for column in ('in_holidays', 'partner', 'target_group'):
            batch_op.drop_column(column)
