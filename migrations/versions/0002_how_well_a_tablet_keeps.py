"""How well a tablet keeps what waits, and whether it starts without a network."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both columns; a tablet that has not reported since says nothing."""
    with op.batch_alter_table("tablet", schema=None) as batch_op:
        batch_op.add_column(sa.Column("storage", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("offline", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Drop both columns."""
    with op.batch_alter_table("tablet", schema=None) as batch_op:
        batch_op.drop_column("offline")
        batch_op.drop_column("storage")
