create or replace function core.refuse_fault(p_fault core.fault) returns void
language plpgsql stable as $$
begin
	if p_fault.code is not null then
		perform core.refuse(p_fault.field, p_fault.words, variadic p_fault.args);
	end if;
end $$;
comment on function core.refuse_fault(core.fault) is 'Refuses with a fault; does nothing where there is none';
