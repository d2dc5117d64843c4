create or replace function core.length_check(p_payload jsonb) returns void
language plpgsql immutable as $$
declare
	bad text;
begin
	select e.key into bad from jsonb_each_text(p_payload) e
	where length(e.value) > case e.key when 'content' then 3000 when 'answer' then 2000
		when 'pname' then 60 when 'brand' then 60 when 'orderno' then 64 when 'uscc' then 18
		when 'mobile' then 20 when 'landtel' then 20 when 'inccall' then 20
		when 'joint' then 3000 when 'agent' then 3000 when 'evidence' then 3000
		when '_marks' then 2000 when 'note' then 3000 when 'invname' then 200 else 400 end
	limit 1;
	if found then
		perform core.refuse(bad, 'This text is too long.');
	end if;
end $$;
comment on function core.length_check(jsonb) is 'Refuses a text of an intake that is longer than its field';
