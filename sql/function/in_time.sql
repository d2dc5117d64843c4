-- An event gets the time of its transaction, and other sessions wait for an open transaction.  An operator
-- whose sessions were ended for that again and again is not served for a minute, or would come back at once
-- with the same.
create or replace function core.in_time() returns void
language plpgsql stable as $$
begin
	if clock_timestamp() - now() > interval '10 seconds' then
		raise exception 'This transaction is older than ten seconds: begin another one.' using errcode = '40001';
	elsif exists (select from core.hindrance h where h.operator = session_user and h.ended >= 5
		and h.at > clock_timestamp() - interval '1 minute') then
		raise exception 'Your sessions held up others: you are served again in a minute.' using errcode = '53400';
	end if;
end $$;
comment on function core.in_time() is
	'Refuses a call in a transaction begun more than ten seconds ago, and an operator whose sessions '
	'blocked others five times in succession';
