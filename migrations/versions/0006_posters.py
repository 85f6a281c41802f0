"""Posters: a code for an occurrence, by which a phone checks in

Revision ID: 0006
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('poster',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('occurrence_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=True),
    sa.ForeignKeyConstraint(['centre_id', 'occurrence_id'], ['occurrence.centre_id', 'occurrence.id'], name=op.f('fk_poster_centre_id_occurrence_id_occurrence'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('centre_id', 'occurrence_id', name=op.f('pk_poster')),
    sa.UniqueConstraint('centre_id', 'code', name=op.f('uq_poster_centre_id_code'))
    )


def downgrade() -> None:
    op.drop_table('poster')
