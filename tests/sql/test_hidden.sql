-- Hidden values stay hidden whatever was typed, and no step writes what belongs to another step.
select plan(15);
select is(core.mask('mobile', '13800138000'), '138****8000', 'a mobile number');
select is(core.mask('landtel', '057188886666'), '057****6666', 'a line with its area');
select is(core.mask('landtel', '88886666'), '8****66', 'a short line hides most of itself');
select is(core.mask('inccall', '12315'), '****', 'a shorter one all');
select is(core.mask('cerno', '110105194912310021'), '110105********0021', 'an identity number');
select is(core.mask('cerno', 'E12345678'), 'E1*****78', 'a passport');
select is(core.mask('cerno', '123456789012'), '12********12', 'a number of another kind');
select is(core.mask('paddr', '文三路1号'), '文三****', 'a short address is not shown whole');
select is(core.mask('paddr', '杭州市西湖区文三路1号'), '杭州市西湖****', 'nor half of a longer one');
select is(core.mask('email', 'a@b.cn'), '****', 'anything else not at all');

create temporary table x as select t.complaint_in('TS40') as id;
select t.record('station', id) from x;
select is(t.no('station', id, 'agree', '{"paper": "waived", "redecolos": "0", "detail": "和解", "mediate_result": "9"}'),
	': This step has no field named "%s".', 'no other outcome is told beside it') from x;
select t.told('station', id, 'agree', '{"paper": "waived", "redecolos": "0", "detail": "和解"}') from x;
select is(outcome - '{method,mode,acctime,intenddate}'::text[],
	'{"paper": "waived", "redecolos": "0", "mediate_result": "1"}', 'an agreement says what an agreement says')
from core.ticket where ticket = (select id from x);

create function pg_temp.lists(p_who text) returns text language plpgsql as $$
begin
	perform t.ask(p_who, $q$ select * from api.worklist('', 'closed', '', 9) $q$);
	return 'listed';
exception when others then
	return sqlstate;
end $$;
select is(pg_temp.lists('clerk'), 'listed', 'who works at a unit sees what it closed');
update core.duty set valid_to = core.day(now()) - 1 where operator = 'clerk';
select is(pg_temp.lists('clerk'), 'GS002', 'who works there no longer does not');
select core.grant_duty('clerk', 'r05', '330106013');
select is(pg_temp.lists('clerk'), 'listed', 'who works elsewhere starts there');
select * from finish();
