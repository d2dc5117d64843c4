-- 0145 -- the tickets that another may be merged into are found by their respondent.
set local role gangshao_owner;

-- Indexes are computed with it: a change here needs a migration that computes them anew.
create or replace function core.joinable(p_state text) returns boolean
language sql immutable parallel safe as $$
	select p_state = any ('{TS10,TS11,TS12,TS20,TS21,TS25,TS30,TS40,TS41,TS42,JB10,JB11,JB12,JB20,JB21,JB22}'::text[]);
$$;
comment on function core.joinable(text) is 'Whether a ticket in this state may still be merged, or have others merged into it';

create index ticket_joinable_name on core.ticket (core.fold(respondent) text_pattern_ops, received)
	where respondent <> '' and core.joinable(state);
comment on index core.ticket_joinable_name is 'Tickets that may be merged, by respondent, however the name is written';
create index ticket_joinable_code on core.ticket (uscc, received) where uscc is not null and core.joinable(state);
comment on index core.ticket_joinable_code is 'Tickets that may be merged, by credit code';
drop function if exists core.merge_main(core.step, text);
