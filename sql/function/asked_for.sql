-- A ground of declining may need or allow further texts beside the reason: columns need and may of its row in
-- the code table.
create or replace function core.asked_for(s core.step, p_ground text) returns void
language plpgsql stable as $$
declare
	keys constant text[] := '{factors,missing,demanded_on,clause,competent,transfer_to}'::text[];
	x jsonb;
	k text;
begin
	select c.extra into x from core.code c where c.tbl = 'nonaccept_' || (s.t).rule_set and c.code = p_ground;
	perform core.need_check(s.payload, coalesce(string_to_array(x->>'need', ' '), '{}'));
	foreach k in array keys loop
		if coalesce(s.payload->>k, '') not in ('', '[]')
			and not k = any (string_to_array(concat_ws(' ', x->>'need', x->>'may'), ' ')) then
			perform core.refuse(k, 'This ground does not ask for it.');
		end if;
	end loop;
	perform core.code_check(s.payload, '{factors,consumption_doubt_factor}', core.day((s.t).received));
	perform core.text_of(s.payload, 'missing', 500);
	perform core.text_of(s.payload, 'clause', 300);
	perform core.text_of(s.payload, 'competent', 100);
	if core.text_of(s.payload, 'transfer_to', 200) is null and core.food_moves(s.t, p_ground) then
		perform core.refuse('transfer_to',
			'A matter of food safety is transferred to whoever is competent (Food Safety Law article 115).');
	end if;
	if core.date_of(s.payload, 'demanded_on') not between core.day((s.t).received) and core.day(s.at) then
		perform core.refuse('demanded_on', 'This day lies before the complaint or has not come yet.');
	end if;
end $$;
comment on function core.asked_for(core.step, text) is
	'Refuses a proposal to decline that lacks a text its ground needs, or has one it does not allow';
