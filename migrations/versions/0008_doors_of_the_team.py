"""Second steps, sign-ins that can be listed, shared desks with PINs, and an audit nobody rewrites

Everybody signs in anew. A later migration that rebuilds audit_entry (a batch on SQLite) has to put
its two triggers back; tests/database/test_audit_is_append_only.py tells.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

import registry.database

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

ACCOUNT = (
    ('second_nonce', sa.LargeBinary(length=16)),
    ('second_since', registry.database.Instant(timezone=True)),
    ('second_step', sa.Integer()),
    ('pin_hash', sa.String(length=200)),
    ('pin_since', registry.database.Instant(timezone=True)),
)
AUDIT = (('before', sa.JSON()), ('after', sa.JSON()), ('why', sa.String(length=280)))
KEPT = "24 months"

SQLITE = (
    """CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    f"""CREATE TRIGGER audit_entry_remains BEFORE DELETE ON audit_entry
    WHEN OLD.at > datetime('now', '-{KEPT}')
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$""",
    """CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_stays()""",
    f"""CREATE TRIGGER audit_entry_remains BEFORE DELETE ON audit_entry
    FOR EACH ROW WHEN (OLD.at > now() - interval '{KEPT}') EXECUTE FUNCTION audit_entry_stays()""",
)


def upgrade() -> None:
    for name, kind in ACCOUNT:
        op.add_column('account', sa.Column(name, kind, nullable=True))
    _tables()
    op.drop_table('sign_in')
    _sign_ins()
    for name, kind in AUDIT:
        op.add_column('audit_entry', sa.Column(name, kind, nullable=True))
    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL:
        op.execute(statement)


def _tables() -> None:
    op.create_table('recovery_code',
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('used_at', registry.database.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_recovery_code_account_id_account')),
    sa.PrimaryKeyConstraint('account_id', 'code_hash', name=op.f('pk_recovery_code'))
    )
    op.create_table('desk',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('enrolled_at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('unlocked_on', sa.Date(), nullable=True),
    sa.Column('revoked_at', registry.database.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_desk_centre_id_centre')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_desk_token_hash'))
    )
    op.create_index(op.f('ix_desk_centre_id_desk_name'), 'desk', ['centre_id', 'name'])
    op.create_table('pin_tries',
    sa.Column('desk_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('wrong', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_pin_tries_account_id_account')),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_pin_tries_desk_id_desk')),
    sa.PrimaryKeyConstraint('desk_id', 'account_id', name=op.f('pk_pin_tries'))
    )


def _sign_ins() -> None:
    op.create_table('sign_in',
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('started_at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('last_seen_at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('ended_at', registry.database.Instant(timezone=True), nullable=True),
    sa.Column('second_at', registry.database.Instant(timezone=True), nullable=True),
    sa.Column('proved_at', registry.database.Instant(timezone=True), nullable=True),
    sa.Column('browser', sa.String(length=40), nullable=False),
    sa.Column('desk_id', sa.Uuid(), nullable=True),
    sa.Column('by_pin', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_account_id_account')),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_sign_in_desk_id_desk')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('id', name=op.f('uq_sign_in_id'))
    )
    op.create_index(op.f('ix_sign_in_account_id_sign_in_ended_at'), 'sign_in', ['account_id', 'ended_at'])
    op.create_index(op.f('ix_sign_in_desk_id_sign_in_last_seen_at'), 'sign_in', ['desk_id', 'last_seen_at'])


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute("DROP TRIGGER audit_entry_stays")
        op.execute("DROP TRIGGER audit_entry_remains")
    else:
        op.execute("DROP FUNCTION audit_entry_stays() CASCADE")
    with op.batch_alter_table('audit_entry') as batch_op:
        for name, _ in AUDIT:
            batch_op.drop_column(name)
    op.drop_table('sign_in')
    op.create_table('sign_in',
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('started_at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('ended_at', registry.database.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_account_id_account')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sign_in'))
    )
    for table in ('pin_tries', 'desk', 'recovery_code'):
        op.drop_table(table)
    with op.batch_alter_table('account') as batch_op:
        for name, _ in ACCOUNT:
            batch_op.drop_column(name)
