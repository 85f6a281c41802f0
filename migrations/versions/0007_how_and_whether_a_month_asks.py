"""How a month asks each question, whether a centre asks at all, in which month an id was seen

Revision ID: 0007
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

# Every id that was seen left one more on a tally: it came in no later than the newest of them.
NEWEST = """
UPDATE seen_answer SET month = (
    SELECT max(month) FROM (
        SELECT centre_id, month FROM answer_tally
        UNION ALL SELECT centre_id, month FROM language_tally
        UNION ALL SELECT centre_id, month FROM refused_tally
    ) AS tally WHERE tally.centre_id = seen_answer.centre_id)
"""


def upgrade() -> None:
    op.create_table('asks_from',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('asks', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_asks_from_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'month', name=op.f('pk_asks_from'))
    )
    op.add_column('asked_this_month', sa.Column('variant', sa.String(length=12)))
    op.execute("UPDATE asked_this_month SET variant = 'niveau'")
    with op.batch_alter_table('asked_this_month') as batch_op:
        batch_op.alter_column('variant', existing_type=sa.String(length=12), nullable=False)
    op.add_column('seen_answer', sa.Column('month', sa.String(length=7)))
    op.execute(NEWEST)
    with op.batch_alter_table('seen_answer', table_kwargs={'sqlite_with_rowid': False}) as batch_op:
        batch_op.alter_column('month', existing_type=sa.String(length=7), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('seen_answer', table_kwargs={'sqlite_with_rowid': False}) as batch_op:
        batch_op.drop_column('month')
    with op.batch_alter_table('asked_this_month') as batch_op:
        batch_op.drop_column('variant')
    op.drop_table('asks_from')
