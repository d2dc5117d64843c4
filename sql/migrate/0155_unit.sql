-- 0155 -- units of this installation, which loading the shipped units does not change; closed units.
set local role gangshao_owner;

alter table core.unit add column local boolean not null default false;
alter table core.unit add column valid_to date not null default 'infinity';
comment on column core.unit.local is
	'Whether this installation changed or added it: a load leaves it as it is';
comment on column core.unit.valid_to is 'Last day before it was closed';
