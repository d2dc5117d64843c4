-- Finds the requested form and whether it can be issued now: kind, state, decision, needed values.
create or replace function core.document_form(s core.step, out form core.code, out audience text)
language plpgsql stable as $$
declare
	t core.ticket := s.t;
	readers text[];
	typed constant text[] := '{recipient,people,basis,content,narrative,materials,place,contact,contact_phone,copies,pages,days,
		respondent_agent,respondent_head,served,method}'::text[];
	k text;
	last date;
begin
	select * into form from core.code c where c.tbl = 'document_' || t.rule_set and c.code = s.payload->>'form'
		and core.day(s.at) between c.valid_from and c.valid_to;
	if not found then
		perform core.refuse('form', 'There is no such code: %s.', left(coalesce(s.payload->>'form', ''), 40));
	elsif not t.kind = any (string_to_array(form.extra->>'kinds', ' ')) then
		perform core.refuse('form', 'This document is not for a ticket of this kind.');
	elsif not (t.state = any (string_to_array(form.extra->>'states', ' ')) or form.extra->>'states' = '*'
		and (select x.open from core.state x where x.code = t.state)) then
		perform core.refuse('form', 'This document can be issued in the states %s (%s).',
			coalesce((select string_agg(x.name, '、' order by x.code) from core.state x
				where x.code = any (string_to_array(form.extra->>'states', ' ')) and x.kind = t.kind), '未办结'), form.extra->>'law');
	elsif form.extra->>'outcome' <> '' and coalesce(t.outcome->>(form.extra->>'outcome'), '') = '' then
		perform core.refuse('form', 'What this document tells has not been decided yet (%s).', form.extra->>'law');
	end if;
	readers := string_to_array(form.extra->>'to', ' ');
	-- A ticket has either a complainant or a reporter.
	readers := array_remove(readers, case t.kind when 'report' then 'complainant' else 'reporter' end);
	audience := coalesce(nullif(s.payload->>'to', ''), case when cardinality(readers) = 1 then readers[1] end);
	if audience is null or not audience = any (readers) then
		perform core.refuse('to', 'Say for whom this document is: %s.', (select string_agg(c.name, '、' order by c.sort)
			from core.code c where c.tbl = 'document_to' and c.code = any (readers)));
	end if;
	perform core.need_check(s.payload, coalesce(string_to_array(form.extra->>'need', ' '), '{}'));
	foreach k in array typed loop
		perform core.text_of(s.payload, k, case k when 'content' then 3000 when 'narrative' then 3000 when 'materials' then 1000
			when 'people' then 500 when 'basis' then 300 when 'recipient' then 100 when 'respondent_agent' then 200 when 'place' then 200
			when 'respondent_head' then 60 when 'served' then 200 when 'method' then 40
			when 'contact' then 60 when 'contact_phone' then 30 else 4 end);
	end loop;
	foreach k in array '{copies,pages,days}'::text[] loop
		if coalesce(s.payload->>k, '') !~ '^[0-9]{0,4}$' then
			perform core.refuse(k, 'This is not a number.');
		end if;
	end loop;
	if form.code = '2604' then
		select c.due into last from core.clock c where c.ticket = t.ticket and c.base = 'D13';
		if core.date_of(s.payload, 'until') <> last then
			perform core.refuse('until', 'The demand names %s as the last day (order 121 article 10): the document names the same.', last::text);
		end if;
	elsif form.code = '2607' and core.stamp_of(s.payload, 'time') < s.at then
		perform core.refuse('time', 'Both sides are told in advance (order 121 article 20): this time is over.');
	end if;
end $$;
comment on function core.document_form(core.step) is
	'The requested form and its reader; refuses what cannot be issued now, naming the law';
