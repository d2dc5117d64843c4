-- Numbers with a check character: by the vectors that also test the program, and through the api functions.
create temporary table v (code text, name text, parent text, note text);
\copy v from '../data/testvec_code.csv' with (format csv, header)
select plan((select count(*)::integer from v) + 6);
select is(core.code_sound(name, code), parent = 'valid', name || ' ' || code || ' ' || coalesce(note, '')) from v order by name, code;
create function pg_temp.reg(p jsonb) returns text language sql as $$
	select coalesce(o->>'field', '') || ': ' || coalesce(o->>'text', o->>'verdict') from t.tell('recv', gen_random_uuid(), 'register',
		t.complaint() || jsonb_build_object('regno', t.number('recv')) || p) o;
$$;
select is(pg_temp.reg('{"uscc": "91330100799655058A"}'), ': applied', 'a credit code whose check does not fit can be genuine: the desk asks, the centre takes it');
select is(pg_temp.reg('{"uscc": "91330100799655058B"}'), ': applied', 'one that fits is taken');
select is(pg_temp.reg('{"certype": "111", "cerno": "110105194912310029"}'),
	'cerno: The identity number is mistyped: its last character does not fit the others.', 'a mistyped identity number');
select is(pg_temp.reg('{"certype": "111", "cerno": "11010519491231002X"}'), ': applied', 'and one that fits');
select is(pg_temp.reg('{"certype": "111", "cerno": "12"}'), 'cerno: An identity number has 18 characters.', 'nor a short one');
select is(pg_temp.reg('{"certype": "414", "cerno": "E12345678"}'), ': applied', 'a passport has another form');
select * from finish();
