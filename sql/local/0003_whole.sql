-- A mirrored list says whether its rows are all there are.
alter table list add column whole integer not null default 0;
