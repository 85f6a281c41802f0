"""The subgoals that an activity works on

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'activity_subgoal',
        sa.Column('centre_id', sa.Uuid(), nullable=False),
        sa.Column('activity_id', sa.Uuid(), nullable=False),
        sa.Column('subgoal', sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ['centre_id', 'activity_id'],
            ['activity.centre_id', 'activity.id'],
            name=op.f('fk_activity_subgoal_centre_id_activity_id_activity'),
        ),
        sa.PrimaryKeyConstraint(
            'centre_id', 'activity_id', 'subgoal', name=op.f('pk_activity_subgoal')
        ),
    )


def downgrade() -> None:
    op.drop_table('activity_subgoal')
