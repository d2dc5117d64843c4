-- Archiving ends the possibility to publish: publish first, or say in the note why not.
create or replace function core.act_archive(s core.step) returns core.step
language plpgsql as $$
begin
	if s.payload ? 'note' then
		perform core.text_of(s.payload, 'note', 1000);
	end if;
	if coalesce(btrim(s.payload->>'note'), '') = '' and (s.t).kind = 'complaint' and core.flag_of((s.t).facts, 'agreepub')
		and core.may_be_published(s.t) then
		perform core.refuse('note', 'Its publication is still to come: publish it first, or say in the note why not.', '令121§38');
	end if;
	return s;
end $$;
comment on function core.act_archive(core.step) is 'Archives a closed ticket';
