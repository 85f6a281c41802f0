"""What the team sets right afterwards about a check-in, and why

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

import registry.database

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('corrected',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('of', sa.Uuid(), nullable=False),
    sa.Column('batch', sa.Uuid(), nullable=False),
    sa.Column('deed', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.Column('at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('by', sa.Uuid(), nullable=False),
    sa.CheckConstraint("deed IN ('added', 'changed', 'taken_back')", name=op.f('ck_corrected_known_deed')),
    sa.ForeignKeyConstraint(['centre_id', 'of'], ['check_in.centre_id', 'check_in.id'], name=op.f('fk_corrected_centre_id_check_in')),
    sa.PrimaryKeyConstraint('centre_id', 'id', name=op.f('pk_corrected')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('corrected', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_corrected_centre_id_corrected_batch'), ['centre_id', 'batch'], unique=False)
        batch_op.create_index(batch_op.f('ix_corrected_centre_id_corrected_of'), ['centre_id', 'of'], unique=False)


def downgrade() -> None:
    op.drop_table('corrected')
