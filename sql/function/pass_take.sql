-- A faulty pass raises an alarm and is never refused: the queued operations must come in.
create or replace function core.pass_take(p_who core.who, p_store uuid, p_held jsonb) returns void
language plpgsql as $$
declare
	pass jsonb := p_held->'pass';
	wrong text;
	until timestamptz;
	since timestamptz;
begin
	if pass is null or jsonb_typeof(pass) = 'null' then
		return;
	end if;
	-- Compares hashes, so that the time it takes tells nothing about the signature.
	wrong := case
		when jsonb_typeof(pass) <> 'object' then 'forged pass'
		when sha256(convert_to(coalesce(pass->>'mac', ''), 'UTF8'))
			<> sha256(convert_to(core.sign((pass - 'mac')::text), 'UTF8')) then 'forged pass'
		when pass->>'operator' <> p_who.name then 'pass of another operator'
		when pass->>'store' is distinct from p_store::text then 'pass of another store'
	end;
	if wrong is not null then
		insert into audit.alarm (operator, what, detail)
		select p_who.name, wrong, jsonb_build_object('store', p_store)
		where not exists (select from audit.alarm a where a.operator = p_who.name and a.what = wrong
			and a.at > now() - interval '1 minute');
		return;
	end if;
	begin
		since := core.stamp_of(p_held, 'offline');
	exception when others then
		since := now();
	end;
	if since is null then
		return;
	end if;
	until := (pass->>'until')::timestamptz;
	since := greatest(least(since, now()), (pass->>'issued')::timestamptz);
	insert into audit.offline (operator, store, since, issued, until)
	values (p_who.name, p_store, since, (pass->>'issued')::timestamptz, until);
	if since > until + interval '1 day' then
		insert into audit.alarm (operator, what, detail)
		values (p_who.name, 'pass used after its end', jsonb_build_object('store', p_store, 'until', pass->>'until'));
	end if;
end $$;
comment on function core.pass_take(core.who, uuid, jsonb) is
	'The desk presents its pass: records offline work, raises an alarm if the pass is not ours';
