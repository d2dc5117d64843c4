-- core.payload_check has tested the form of every value (sql/code/field.csv), core.need_check whether one is
-- missing.  p_phone: whether a complaint must name a telephone number.
create or replace function core.registration_fault(p jsonb, p_kind text, p_day date, p_phone boolean)
returns core.fault language plpgsql stable as $$
declare
	code_ text := upper(btrim(p->>'uscc'));
	fault core.fault;
	k text;
begin
	if p_kind = 'complaint' and core.flag_of(p, 'anon') then
		return core.fault_of('anonymous', 'anon', 'A complaint cannot be anonymous.');
	elsif p_kind = 'report' and core.flag_of(p, 'anon') and exists (
		select from unnest(core.identifying()) x where not core.blank(p->>x)) then
		return core.fault_of('anonymous', 'anon', 'Of an anonymous reporter neither name nor number nor address is '
			'kept: take them out, or let the report be one with a name (order 121 article 28).');
	elsif p_kind = 'complaint' and p_phone and (core.phones_of(p))[1] = '' then
		return core.fault_of('phone', 'mobile', 'A complaint needs a telephone number.');
	end if;
	foreach k in array '{mobile,landtel,inccall}'::text[] loop
		if length(p->>k) > 20 then
			return core.fault_of('long', k, 'This is longer than %s characters.', '20');
		end if;
	end loop;
	foreach k in array '{buydate,disputedate}'::text[] loop
		if core.date_of(p, k) > p_day then
			return core.fault_of('day', k, 'This lies after the day of receipt.');
		end if;
	end loop;
	if code_ <> '' and code_ !~ '^[0-9A-HJ-NPQRTUWXY]{18}$' then
		return core.fault_of('uscc', 'uscc', 'A credit code has 18 digits and letters.');
	elsif core.is_identity(code_) then
		return core.fault_of('uscc', 'uscc', 'This is an identity number, not a credit code: it goes where the '
			'person''s papers are noted.');
	end if;
	fault := core.identity_fault(p);
	if fault.code is null then
		fault := core.codes_fault(p, p_kind, p_day);
	end if;
	return fault;
end $$;
comment on function core.registration_fault(jsonb, text, date, boolean) is
	'The first fault of a registration: its code, field and sentence; null where it has none';
