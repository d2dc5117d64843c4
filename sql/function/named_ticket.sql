-- Searches the end of a number among the tickets that the field offers; only if none of them matches, among
-- all the operator may see, so that the refusal can say what is wrong with the match.
create or replace function core.named_ticket(s core.step, p_field text, p_offered uuid[]) returns uuid
language plpgsql stable as $$
declare
	given text := regexp_replace(upper(normalize(coalesce(s.payload->>p_field, ''), NFKC)), '[\s#]', '', 'g');
	ids uuid[];
begin
	if given ~ '^[0-9A-Z]{9}[0-9]{16}$' then
		return (select x.ticket from core.ticket x
			where x.registered_unit = left(given, 9) and x.serial = right(given, 8)::bigint and x.regno = given);
	elsif given !~ '^[0-9]{1,24}$' then
		perform core.refuse(p_field, 'Give the number of the ticket or the end of it.');
	end if;
	ids := array(select x.ticket from core.ticket x
		where x.ticket = any (p_offered) and right(x.regno, length(given)) = given);
	if ids = '{}' then
		ids := array(select x.ticket from core.ticket x
			where x.ticket = any (core.find_tail(s.who, given)) and x.kind = (s.t).kind);
	end if;
	if cardinality(ids) > 1 then
		perform core.refuse(p_field, 'Several tickets end so: %s. Give more of the number.', (
			select string_agg(x.regno, '、' order by x.received desc, x.ticket) || case when cardinality(ids) > 5 then '…' else '' end
			from (select * from core.ticket y where y.ticket = any (ids) order by y.received desc, y.ticket limit 5) x));
	end if;
	return ids[1];
end $$;
comment on function core.named_ticket(core.step, text, uuid[]) is 'The ticket that a field names by its number or the end of it; null where there is none';
