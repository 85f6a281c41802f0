"""Old attendance lists counted in, and what only they tell was held

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

import registry.database

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('list_import',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('by', sa.Uuid(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('refused', sa.Integer(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=True),
    sa.Column('opened_before', sa.Date(), nullable=True),
    sa.Column('taken_back_at', registry.database.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_list_import_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'id', name=op.f('pk_list_import'))
    )
    with op.batch_alter_table('occurrence', schema=None) as batch_op:
        batch_op.add_column(sa.Column('from_list', sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('occurrence', schema=None) as batch_op:
        batch_op.drop_column('from_list')

    op.drop_table('list_import')
