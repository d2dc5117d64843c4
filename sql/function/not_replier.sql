create or replace function core.not_replier(s core.step) returns void
language plpgsql stable as $$
begin
	perform core.not_same(s, '承办与审批分离');
end $$;
comment on function core.not_replier(core.step) is
	'Refuses an approval by an operator who handled the complaint';
