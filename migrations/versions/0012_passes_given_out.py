"""When a pass was given out at the desk

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('pass', schema=None) as batch_op:
        batch_op.add_column(sa.Column('given_on', sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('pass', schema=None) as batch_op:
        batch_op.drop_column('given_on')
