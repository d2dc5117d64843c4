-- A refused step names its rule, of the order the ticket was received under, and tells no operator what that
-- operator may not see.
select plan(6);
create temporary table k as select t.complaint_in('TS30') as new,
	t.complaint_in('TS20', t.complaint() - '{buydate,disputedate}'::text[] || '{"received": "2026-04-14T10:00:00+08:00"}') as old;
create function pg_temp.args(p_who text, p_id uuid, p_action text, p_payload jsonb default '{}') returns text language sql as $$
	select o->>'text' || ' ' || (o->'args')::text from t.tell(p_who, p_id, p_action, p_payload) o;
$$;
select is(pg_temp.args('clerk', new, 'mediate', '{"method": "5"}'), 'This must be filled in. ["令121§18"]', 'what is missing, and by which article') from k;
select is(pg_temp.args('clerk', old, 'decline', '{"ground": "O1", "detail": ""}'), 'This must be filled in. ["令20§15"]',
	'a ticket of order 20 by the article of order 20') from k;
select ok(pg_temp.args('clerk', old, 'mediate') like '%now it is in state%' and not pg_temp.args('clerk', old, 'mediate') like '%§%',
	'none where none is known') from k;
select is(pg_temp.args('clerk', new, 'represent', '{"first": "1", "paper": "推选书"}'),
	'Only one person complains here: nobody is to be represented. ["令121§12"]', 'and not twice') from k;
select is(pg_temp.args('station2', new, 'mediate', '{"method": "5"}'), 'There is no such ticket, or it is not yours. []', 'nothing of a ticket of others') from k;
select is(pg_temp.args('station2', gen_random_uuid(), 'mediate'), 'There is no such ticket, or it is not yours. []', 'nor of none') from k;
select * from finish();
