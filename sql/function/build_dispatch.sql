create or replace function core.build_dispatch() returns integer
language plpgsql as $$
declare
	names text[];
begin
	select array_agg(substr(proname, 5) order by proname) into names
	from pg_proc where pronamespace = 'core'::regnamespace and proname like 'act\_%';
	execute 'create or replace function core.dispatch(s core.step) returns core.step language plpgsql as $f$
begin
	case s.action' || (select string_agg(format('
		when %L then return core.act_%s(s);', n, n), '' order by n) from unnest(names) n) || '
		else perform core.refuse('''', ''This program does not know the action %s.'', left(s.action, 40));
	end case;
	return s;
end $f$';
	execute $c$comment on function core.dispatch(core.step) is 'Hands a step to the function of its action; generated at installation'$c$;
	return array_length(names, 1);
end $$;
comment on function core.build_dispatch() is
	'Generates core.dispatch from the existing act_ functions; run after every installation';
