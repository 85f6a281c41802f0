"""Keys of those who read the issued figures by machine

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

import registry.database

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('api_key',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('key_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('centre_id', sa.Uuid(), nullable=True),
    sa.Column('made_at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=True),
    sa.Column('last_used_on', sa.Date(), nullable=True),
    sa.Column('revoked_at', registry.database.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_api_key_centre_id_centre')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_key')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_api_key_key_hash'))
    )
    with op.batch_alter_table('api_key') as batch:
        batch.create_index(op.f('ix_api_key_centre_id_api_key_name'), ['centre_id', 'name'])


def downgrade() -> None:
    """All readers' keys are lost."""
    op.drop_table('api_key')
