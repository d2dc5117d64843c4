create or replace function core.not_handler(s core.step) returns void
language plpgsql stable as $$
begin
	perform core.not_same(s, '处罚程序§18');
end $$;
comment on function core.not_handler(core.step) is
	'Refuses a decision on a report by an operator who handled it';
