create or replace function core.anonymous_check(p jsonb, p_kind text) returns void
language plpgsql immutable as $$
begin
	if p_kind = 'report' and core.flag_of(p, 'anon') and exists (
		select from unnest('{pname,mobile,landtel,inccall,paddr,email,cerno}'::text[]) k where coalesce(btrim(p->>k), '') <> '') then
		perform core.refuse('anon', 'Of an anonymous reporter neither name nor number nor address is kept: take them out, or let the report be one with a name (order 121 article 28).');
	end if;
end $$;
comment on function core.anonymous_check(jsonb, text) is
	'Refuses an anonymous report that identifies the reporter';
