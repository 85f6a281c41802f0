"""Recorded clips

Revision ID: 0005
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

import registry.database

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('clip',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('text', sa.String(length=200), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=12), nullable=False),
    sa.Column('kept_at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('sound', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_clip_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'language', 'text', name=op.f('pk_clip'))
    )
    with op.batch_alter_table('clip', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clip_centre_id_clip_digest'), ['centre_id', 'digest'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('clip', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_clip_centre_id_clip_digest'))

    op.drop_table('clip')
