-- One operation: first the ledger, then the work in one subtransaction, then the verdict into the ledger.
-- Refusals and conflicts are verdicts and permanent; anything that may succeed later (locks, space,
-- connections) is an error and leaves nothing behind.
create or replace function core.tell_one(p_who core.who, p_op uuid, p_store uuid, p_seq bigint, p_ticket uuid,
	p_base text, p_action text, p_payload jsonb,
	p_at timestamptz default now(), out verdict text, out detail jsonb)
language plpgsql as $$
#variable_conflict use_column
declare
	s core.step;
	sha_ bytea;
	old core.applied;
	state_ text;
	text_ text;
	field_ text;
	args_ text;
	name_ text;
	named boolean := false;
begin
	-- Covers the content without the store: a copied store sends the same operation under another
	-- identity.
	sha_ := sha256(convert_to(p_ticket::text || '|' || p_base || '|' || p_action || '|'
		|| core.payload_text(p_payload), 'UTF8'));
	select * into old from core.applied where op_id = p_op;
	if old.op_id is null then
		begin
			perform core.payload_check(p_action, p_payload);
			s.op := p_op;
			s.sha := sha_;
			s.store := p_store;
			s.at := p_at;
			s.who := p_who;
			s.action := p_action;
			s.payload := p_payload;
			s.t.ticket := p_ticket;
			select x.verdict, x.detail into verdict, detail from core.perform(s, p_base) x;
			insert into core.applied as a (op_id, store, seq, ticket, at, operator, verdict, sha, detail)
			values (p_op, p_store, p_seq, p_ticket, p_at, p_who.name, verdict, sha_, detail)
			on conflict (op_id) do nothing;
			if found then
				return;
			end if;
			raise exception 'answered meanwhile' using errcode = 'GS009';
		exception
			when sqlstate 'GS001' or sqlstate 'GS004' then
				get stacked diagnostics state_ = returned_sqlstate, text_ = message_text,
					field_ = pg_exception_detail, args_ = pg_exception_hint;
				named := state_ = 'GS004';
				if named then
					raise log 'gangshao: % held text % against a reporter, which names him', p_who.name,
						core.number_digest(p_payload::text);
				end if;
				args_ := core.refusal_args(p_who, p_ticket, p_action, text_,
					coalesce(nullif(args_, ''), '[]')::jsonb);
			when sqlstate 'GS009' then
				null;
			when integrity_constraint_violation then
				get stacked diagnostics name_ = constraint_name;
				select x.field, x.msgid into field_, text_ from core.constraint_says(name_) x;
			when data_exception then
				field_ := '';
				text_ := 'A value given here cannot be read.';
		end;
		perform core.meter_mend(p_who, core.number_digest(p_payload::text), named);
		if text_ is not null then
			verdict := 'refused';
			detail := jsonb_build_object('field', field_, 'text', text_,
				'args', coalesce(nullif(args_, ''), '[]')::jsonb);
			insert into core.applied as a (op_id, store, seq, ticket, at, operator, verdict, sha, detail)
			values (p_op, p_store, p_seq, p_ticket, p_at, p_who.name, verdict, sha_, detail)
			on conflict (op_id) do nothing;
			if found then
				return;
			end if;
		end if;
		select * into old from core.applied where op_id = p_op;
	end if;
	if old.operator = p_who.name and old.sha = sha_ then
		if old.store <> p_store or old.seq <> p_seq then
			insert into core.told_again (store, seq, op_id) values (p_store, p_seq, p_op)
			on conflict do nothing;
		end if;
		verdict := old.verdict;
		detail := old.detail || '{"replay": true}';
		return;
	end if;
	perform core.alarm(p_who.name, 'operation id used twice',
		jsonb_build_object('op', p_op, 'store', p_store, 'seq', p_seq));
	verdict := 'refused';
	detail := '{"field": "", "text": "The number of this operation was already used for another one.", "args": [],
		"unfiled": true}';
end $$;
comment on function core.tell_one(core.who, uuid, uuid, bigint, uuid, text, text, jsonb, timestamptz) is
	'Applies one operation exactly once and returns its verdict';
