"""Months that are over as rows, first days of passes, and months that changed afterwards

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('changed_month',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_changed_month_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'month', name=op.f('pk_changed_month')),
    sqlite_with_rowid=False
    )
    op.create_table('month_sum',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('made_by', sa.String(length=64), nullable=False),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('kept', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_month_sum_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'month', name=op.f('pk_month_sum'))
    )
    op.create_table('pass_first',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('pass_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id', 'pass_id'], ['pass.centre_id', 'pass.id'], name=op.f('fk_pass_first_centre_id_pass_id_pass')),
    sa.PrimaryKeyConstraint('centre_id', 'pass_id', name=op.f('pk_pass_first')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    op.drop_table('pass_first')
    op.drop_table('month_sum')
    op.drop_table('changed_month')
