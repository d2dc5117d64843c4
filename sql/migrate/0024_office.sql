-- 0024 -- what an office has of its own in its documents: the mark in their numbers, telephone and address.
set local role gangshao_owner;

create table core.office (
	unit text not null,
	mark text not null,
	phone text not null,
	address text not null,
	changed timestamptz not null default now(),
	constraint office_pkey primary key (unit),
	constraint office_unit_known foreign key (unit) references core.unit,
	constraint office_lengths check (length(mark) <= 20 and length(phone) <= 30 and length(address) <= 200),
	constraint office_one_line check (mark || phone || address !~ '[[:cntrl:]]')
);
comment on table core.office is 'What an office says of itself in its documents; comes before the table document_office';
comment on column core.office.unit is 'Office';
comment on column core.office.mark is 'What stands for it in the number of a document; empty: as the table or its name says';
comment on column core.office.phone is 'Telephone for those who ask; empty: as the table says';
comment on column core.office.address is 'Where it is written to; empty: as the table says';
comment on column core.office.changed is 'When it was said last';

comment on table core.template is 'Texts of documents: those of sql/document are replaced whole at each load, an office''s own when the office loads its own';
drop function if exists core.load_template(jsonb);
