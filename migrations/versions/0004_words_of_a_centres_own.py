"""Words of a centre's own

Revision ID: 0004
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

import registry.database

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('own_text',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('dutch', sa.String(length=200), nullable=False),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('checked', sa.Boolean(), nullable=False),
    sa.Column('changed_at', registry.database.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_own_text_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'language', 'dutch', name=op.f('pk_own_text'))
    )


def downgrade() -> None:
    op.drop_table('own_text')
