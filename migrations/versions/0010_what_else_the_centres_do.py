"""What else the centres do: partners, aftercare, handouts, stories, reflection, volunteers, steps

Revision ID: 0010
Revises: 0009
"""

import uuid

import sqlalchemy as sa
from alembic import op

from registry.database import NAMES, Instant

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

CHECKS = (
    sa.CheckConstraint("channel IN ('spreekuur', 'inloop', 'telefoon')", name='known_channel'),
    sa.CheckConstraint("outcome IN ('geholpen', 'warm_overgedragen', 'verwezen', 'open')", name='known_outcome'),
    sa.CheckConstraint("topic IN ('post', 'geld', 'wonen', 'werk', 'taal', 'zorg', 'opvoeding', 'recht', 'anders')", name='known_topic'),
)
TO_PARTNER = 'fk_help_request_centre_id_partner_id_partner'
REQUEST = sa.table('help_request', sa.column('centre_id', sa.Uuid()), sa.column('id', sa.Uuid()),
    sa.column('opened_on', sa.Date()), sa.column('last_on', sa.Date()),
    sa.column('aftercare_due_on', sa.Date()), sa.column('aftercare_done_on', sa.Date()))
AFTERCARE = sa.table('aftercare', sa.column('centre_id', sa.Uuid()), sa.column('id', sa.Uuid()),
    sa.column('help_request_id', sa.Uuid()), sa.column('given_on', sa.Date()))


def upgrade() -> None:
    op.create_table('partner',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_partner_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'id', name=op.f('pk_partner')),
    sa.UniqueConstraint('centre_id', 'name', name=op.f('uq_partner_centre_id_name'))
    )
    op.add_column('help_request', sa.Column('last_on', sa.Date()))
    op.add_column('help_request', sa.Column('partner_id', sa.Uuid()))
    op.add_column('help_request', sa.Column('recorded_at', Instant(timezone=True)))
    op.add_column('help_request', sa.Column('taken_back_at', Instant(timezone=True)))
    op.execute('UPDATE help_request SET last_on = coalesce(aftercare_done_on, opened_on)')
    given = list(op.get_bind().execute(
        sa.select(REQUEST.c.centre_id, REQUEST.c.id, REQUEST.c.aftercare_done_on)
        .where(REQUEST.c.aftercare_done_on.is_not(None))
    ))
    op.execute('UPDATE help_request SET aftercare_due_on = NULL WHERE aftercare_done_on IS NOT NULL')
    with op.batch_alter_table('help_request', naming_convention=NAMES, table_args=CHECKS) as batch_op:
        batch_op.alter_column('last_on', existing_type=sa.Date(), nullable=False)
        batch_op.drop_column('aftercare_done_on')
        batch_op.create_foreign_key(TO_PARTNER, 'partner', ['centre_id', 'partner_id'], ['centre_id', 'id'])
    op.create_table('aftercare',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('help_request_id', sa.Uuid(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('recorded_at', Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['centre_id', 'help_request_id'], ['help_request.centre_id', 'help_request.id'], name=op.f('fk_aftercare_centre_id_help_request_id_help_request')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_aftercare_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'id', name=op.f('pk_aftercare'))
    )
    op.create_index(op.f('ix_aftercare_centre_id_aftercare_given_on'), 'aftercare', ['centre_id', 'given_on'], unique=False)
    op.create_index(op.f('ix_aftercare_centre_id_aftercare_help_request_id'), 'aftercare', ['centre_id', 'help_request_id'], unique=False)
    op.create_table('handout',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('maaltijd', 'pakket', 'kleding')", name=op.f('ck_handout_known_kind')),
    sa.CheckConstraint("number >= 0", name=op.f('ck_handout_not_negative')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_handout_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'day', 'kind', name=op.f('pk_handout'))
    )
    op.add_column('story', sa.Column('chosen_for', sa.String(length=7)))
    op.execute('''
        UPDATE story SET chosen_for = month WHERE id = (
            SELECT newest.id FROM story AS newest
            WHERE newest.centre_id = story.centre_id AND newest.month = story.month
            ORDER BY newest.id DESC LIMIT 1)
    ''')
    with op.batch_alter_table('story') as batch_op:
        batch_op.drop_index(batch_op.f('ix_story_centre_id_story_month'))
        batch_op.drop_column('month')
        batch_op.create_unique_constraint(batch_op.f('uq_story_centre_id_chosen_for'), ['centre_id', 'chosen_for'])
    op.create_table('story_goal',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('story_id', sa.Uuid(), nullable=False),
    sa.Column('goal', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['centre_id', 'story_id'], ['story.centre_id', 'story.id'], name=op.f('fk_story_goal_centre_id_story_id_story')),
    sa.PrimaryKeyConstraint('centre_id', 'story_id', 'goal', name=op.f('pk_story_goal'))
    )
    op.create_table('reflection_score',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('feature', sa.String(length=8), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f('ck_reflection_score_one_to_five')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_reflection_score_centre_id_centre')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_reflection_score_account_id_account')),
    sa.PrimaryKeyConstraint('centre_id', 'month', 'account_id', 'feature', name=op.f('pk_reflection_score'))
    )
    op.create_table('reflection_line',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('line', sa.String(length=140), nullable=False),
    sa.Column('result', sa.String(length=8), nullable=True),
    sa.CheckConstraint("result IN ('gelukt', 'deels', 'niet')", name=op.f('ck_reflection_line_known_result')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_reflection_line_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'month', name=op.f('pk_reflection_line'))
    )
    op.create_table('volunteer_effort',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('sort', sa.String(length=8), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('recorded_at', Instant(timezone=True), nullable=False),
    sa.CheckConstraint("(sort = 'uren') = (minutes IS NOT NULL)", name=op.f('ck_volunteer_effort_hours_have_minutes')),
    sa.CheckConstraint("sort IN ('uren', 'training')", name=op.f('ck_volunteer_effort_known_sort')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_volunteer_effort_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'id', name=op.f('pk_volunteer_effort'))
    )
    op.create_index(op.f('ix_volunteer_effort_centre_id_volunteer_effort_day'), 'volunteer_effort', ['centre_id', 'day'], unique=False)
    op.create_table('step',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('vrijwilligerswerk', 'werk', 'cursus')", name=op.f('ck_step_known_kind')),
    sa.CheckConstraint("number >= 0", name=op.f('ck_step_not_negative')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_step_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'month', 'kind', name=op.f('pk_step'))
    )
    rows = [
        {'centre_id': centre, 'id': uuid.uuid4(), 'help_request_id': request, 'given_on': day}
        for centre, request, day in given
    ]
    if rows:
        op.bulk_insert(AFTERCARE, rows)


def downgrade() -> None:
    for table in ('step', 'volunteer_effort', 'reflection_line', 'reflection_score'):
        op.drop_table(table)
    op.drop_table('story_goal')
    op.add_column('story', sa.Column('month', sa.String(length=7)))
    op.execute('UPDATE story SET month = coalesce(chosen_for, substr(CAST(consent_on AS VARCHAR), 1, 7))')
    with op.batch_alter_table('story') as batch_op:
        batch_op.drop_constraint('uq_story_centre_id_chosen_for', type_='unique')
        batch_op.drop_column('chosen_for')
        batch_op.alter_column('month', existing_type=sa.String(length=7), nullable=False)
        batch_op.create_index(batch_op.f('ix_story_centre_id_story_month'), ['centre_id', 'month'], unique=False)
    op.drop_table('handout')
    op.add_column('help_request', sa.Column('aftercare_done_on', sa.Date()))
    op.execute("""
        UPDATE help_request SET aftercare_done_on = (
            SELECT max(given_on) FROM aftercare
            WHERE aftercare.centre_id = help_request.centre_id
            AND aftercare.help_request_id = help_request.id)
    """)
    op.execute('DELETE FROM aftercare')
    op.execute('DELETE FROM help_request WHERE taken_back_at IS NOT NULL')
    op.drop_table('aftercare')
    with op.batch_alter_table('help_request', naming_convention=NAMES, table_args=CHECKS) as batch_op:
        batch_op.drop_constraint(TO_PARTNER, type_='foreignkey')
        batch_op.drop_column('taken_back_at')
        batch_op.drop_column('recorded_at')
        batch_op.drop_column('partner_id')
        batch_op.drop_column('last_on')
    op.drop_table('partner')
