create or replace function core.under_way_names() returns text[]
language sql immutable parallel safe as $$
	select '{odr,demand_proof,proof,dispute,mediate,entrust,appraise,appraised,ask_recusal,decide_recusal,pause}'::text[];
$$;
comment on function core.under_way_names() is
	'Keys of the outcome for pending matters, in the order in which they are shown';
