create or replace function core.ticket_people(t core.ticket, p_who core.who) returns jsonb
language plpgsql stable as $$
declare
	detail jsonb;
	masked jsonb;
	respondent jsonb;
	known boolean := core.may_know(p_who, t);
begin
	if t.kind <> 'report' then
		select c.detail into detail from core.caller c where c.ticket = t.ticket;
	elsif known then
		select r.detail into detail from core.reporter r where r.ticket = t.ticket;
	end if;
	select coalesce(jsonb_object_agg(e.key, core.mask(e.key, e.value)), '{}') into masked
	from jsonb_each_text(coalesce(detail, '{}')) e where e.value <> '';
	-- joint complainants and agents: party.<number>.<key>
	select masked || coalesce(jsonb_object_agg('party.' || p.n || '.' || e.key, core.mask(e.key, e.value)), '{}')
	into masked from (select * from core.party x where x.ticket = t.ticket order by x.n desc limit 200) p, jsonb_each_text(p.detail) e;
	respondent := jsonb_strip_nulls(jsonb_build_object('role', 'respondent', 'name', t.respondent,
		'uscc', t.uscc, 'address', t.facts->'invaddr', 'division', t.facts->'invdiv',
		'phone', t.facts->'invtel', 'platform', t.facts->'platform', 'shop', t.facts->'shop'));
	return jsonb_build_object('facts', core.readable(t.facts) || masked,
		'masked', (select coalesce(jsonb_agg(k order by k), '[]') from jsonb_object_keys(masked) k),
		'may_reveal', known,
		'parties', jsonb_build_array(jsonb_build_object('role', 'caller', 'name', t.caller,
			'phone', coalesce(masked->>'mobile', masked->>'inccall', masked->>'landtel', ''),
			'address', coalesce(masked->>'paddr', '')), respondent));
end $$;
comment on function core.ticket_people(core.ticket, core.who) is
	'Facts and persons, masked; a reporter only for operators who handle the ticket';
