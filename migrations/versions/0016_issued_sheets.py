"""Issued sheets with their files, frozen months, an own headline

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

import registry.database

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('frozen_month',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('figures', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_frozen_month_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'month', name=op.f('pk_frozen_month'))
    )
    op.create_table('issued_sheet',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    *_issued(),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_issued_sheet_centre_id_centre')),
    sa.PrimaryKeyConstraint('centre_id', 'period', 'version', name=op.f('pk_issued_sheet')),
    sa.UniqueConstraint('centre_id', 'code', name=op.f('uq_issued_sheet_centre_id_code'))
    )
    op.create_table('sheet_file',
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    *_file(),
    sa.ForeignKeyConstraint(['centre_id', 'period', 'version'], ['issued_sheet.centre_id', 'issued_sheet.period', 'issued_sheet.version'], name=op.f('fk_sheet_file_centre_id_period_version_issued_sheet')),
    sa.PrimaryKeyConstraint('centre_id', 'period', 'version', 'form', name=op.f('pk_sheet_file'))
    )
    op.create_table('joint_sheet',
    *_issued(),
    sa.PrimaryKeyConstraint('period', 'version', name=op.f('pk_joint_sheet')),
    sa.UniqueConstraint('code', name=op.f('uq_joint_sheet_code'))
    )
    op.create_table('joint_file',
    *_file(),
    sa.ForeignKeyConstraint(['period', 'version'], ['joint_sheet.period', 'joint_sheet.version'], name=op.f('fk_joint_file_period_version_joint_sheet')),
    sa.PrimaryKeyConstraint('period', 'version', 'form', name=op.f('pk_joint_file'))
    )
    with op.batch_alter_table('sheet_words') as batch:
        batch.add_column(sa.Column('headline', sa.String(length=140), nullable=True))
        batch.alter_column('words', existing_type=sa.String(length=280), nullable=True)


def downgrade() -> None:
    """Issued sheets are lost, and headlines that were written by hand."""
    op.execute("DELETE FROM sheet_words WHERE words IS NULL")
    with op.batch_alter_table('sheet_words') as batch:
        batch.alter_column('words', existing_type=sa.String(length=280), nullable=False)
        batch.drop_column('headline')
    for table in ('joint_file', 'joint_sheet', 'sheet_file', 'issued_sheet', 'frozen_month'):
        op.drop_table(table)


def _issued() -> tuple[sa.Column, ...]:
    return (
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('code', sa.String(length=10), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.Column('page', sa.Text(), nullable=True),
    sa.Column('printed', sa.Text(), nullable=True),
    sa.Column('checksum', sa.String(length=64), nullable=False),
    sa.Column('issued_at', registry.database.Instant(timezone=True), nullable=False),
    sa.Column('issued_by', sa.Uuid(), nullable=True),
    sa.Column('why', sa.String(length=280), nullable=True),
    )


def _file() -> tuple[sa.Column, ...]:
    return (
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('form', sa.String(length=10), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    )
