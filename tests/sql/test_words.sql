-- The words of laws and forms, exactly as published: the printed text is compared character by character.
-- Sources: orders 121, 20, 2/42/61 and 45 of the ministry, its forms for complaints and reports of April
-- 2026, its penalty forms of 2021.
select plan(44);
create function pg_temp.name_of(p_tbl text, p_code text) returns text language sql as $$
	select name from core.code where tbl = p_tbl and code = p_code;
$$;
create temporary table ground (tbl text, code text, words text);
insert into ground values
	('consumption_doubt_factor', 'F1', '购买商品的数量、次数、频率等与商品保质期或者消费者的通常消费习惯明显不符的'),
	('consumption_doubt_factor', 'F2', '同一投诉人对同一经营者、同一类商品或者服务、同一类问题短期内大量投诉，或者不同投诉人恶意串通，对同一经营者、同一类商品或者服务、同一类问题短期内集中投诉的'),
	('consumption_doubt_factor', 'F3', '不能证明存在已实际购买商品或者接受服务、自身合法权益已实际受到侵害等真实消费关系或者消费者权益争议的'),
	('consumption_doubt_factor', 'F4', '多人使用同一手机号码、通讯地址等联系方式投诉的'),
	('consumption_doubt_factor', 'F5', '其他根据实际需要可以考虑的因素'),
	('mediation_end_121', 'E1', '投诉人撤回投诉或者双方自行和解的'),
	('mediation_end_121', 'E2', '投诉人、被投诉人无正当理由不参加调解，或者明确拒绝调解的'),
	('mediation_end_121', 'E3', '经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的'),
	('mediation_end_121', 'E4', '投诉人与被投诉人对鉴定、检测费用承担无法协商一致的'),
	('mediation_end_121', 'E5', '自投诉受理之日起六十日内投诉人和被投诉人未能达成调解协议的'),
	('mediation_end_121', 'E6', '市场监督管理部门受理投诉后，发现存在本办法第十六条、第四十二条规定情形的'),
	('mediation_end_121', 'E7', '投诉人、被投诉人死亡或者主体资格灭失的'),
	('mediation_end_121', 'E8', '法律、法规、规章规定的应当终止调解的其他情形'),
	('mediation_end_20', 'G2', '投诉人与被投诉人对委托承担检定、检验、检测、鉴定工作的技术机构或者费用承担无法协商一致的'),
	('mediation_end_20', 'G5', '自投诉受理之日起四十五个工作日内投诉人和被投诉人未能达成调解协议的'),
	('mediation_end_20', 'G6', '市场监督管理部门受理投诉后，发现存在本办法第十五条规定情形的'),
	('nonaccept_121', 'N1', '投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的'),
	('nonaccept_121', 'N2', '法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会已经受理或者处理过同一消费者权益争议的'),
	('nonaccept_121', 'N3', '不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的'),
	('nonaccept_121', 'N4', '除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的'),
	('nonaccept_121', 'N5', '未提供本办法第十条第一款、第十一条规定的材料，或者提供虚假材料的'),
	('nonaccept_121', 'N6', '冒用他人名义或者拒不配合市场监督管理部门核验真实身份信息的'),
	('nonaccept_121', 'N7', '法律、法规、规章规定不予受理的其他情形'),
	('report_decision', 'R1a', '有证据初步证明存在违反市场监督管理法律、法规、规章的行为'),
	('report_decision', 'R1b', '依据市场监督管理法律、法规、规章应当给予行政处罚'),
	('report_decision', 'R1c', '属于本部门管辖'),
	('report_decision', 'R1d', '在给予行政处罚的法定期限内'),
	('report_decision', 'R2a', '违法行为轻微并及时改正，没有造成危害后果'),
	('report_decision', 'R2b', '初次违法且危害后果轻微并及时改正'),
	('report_decision', 'R2c', '当事人有证据足以证明没有主观过错，但法律、行政法规另有规定的除外'),
	('report_decision', 'R2d', '依法可以不予立案的其他情形');
create function pg_temp.wrong(p_tbl text) returns text language sql as $$
	select string_agg(code, ' ' order by code) from ground where tbl = p_tbl and words is distinct from pg_temp.name_of(tbl, code);
$$;
select is(pg_temp.wrong('consumption_doubt_factor'), null, 'the factors of doubt are the words of order 121 article 17');
select is(pg_temp.wrong('mediation_end_121'), null, 'the grounds that end mediation are the words of order 121 article 23');
select is(pg_temp.wrong('mediation_end_20'), null, 'and under the old rules those of order 20 article 21');
select is(pg_temp.wrong('nonaccept_121'), null, 'the grounds of refusal are the words of order 121 article 16');
select is(pg_temp.wrong('report_decision'), null, 'what a case needs and what it may lack are the words of the penalty procedure, articles 19 and 20');
select ok(pg_temp.name_of('uscc_orgtype', '13') = '中央编办直接管理机构编制的群众团体' and (select count(*) from core.code where tbl = 'uscc_orgtype') = 36
	and not exists (select from unnest(string_to_array('21 外国常驻新闻机构|29 其他|31 律师执业机构|32 公证处|33 基层法律服务所|34 司法鉴定机构|35 仲裁委员会|39 其他|41 外国在华文化中心|49 其他|61 外国旅游部门常驻代表机构|62 港澳台地区旅游部门常驻内地（大陆）代表机构|69 其他|71 宗教活动场所|72 宗教院校|79 其他|81 基层工会|89 其他|A1 军队事业单位|A9 其他|N1 组级集体经济组织|N2 村级集体经济组织|N3 乡镇级集体经济组织|N9 其他|Y1 其他', '|')) x
		where split_part(x, ' ', 2) is distinct from pg_temp.name_of('uscc_orgtype', split_part(x, ' ', 1))),
	'all kinds of bodies that have credit codes are there');
select ok((select extra->>'phone' = '12345' from core.code where tbl = 'out_of_scope_dept' and code = 'A8')
	and not exists (select from core.code where tbl in ('phrase', 'knowledge', 'out_of_scope_dept') and (name || note || extra::text) ~ '12305')
	and (select extra->>'text' ~ '12345或者登录邮政业申诉服务网站（sswz.spb.gov.cn）申诉' from core.code where tbl = 'phrase' and code = 'p43'),
	'the number 12305 was withdrawn: 12345, or the site of the postal administration');
select ok((select extra->>'text' !~ '不属于必须调解' from core.code where tbl = 'phrase' and code = 'p32'), 'no phrase says what no article says');
select ok((select extra->>'text' ~ '^市场监管领域重大违法行为经查证属实结案后，一级按罚没款百分之五' from core.code where tbl = 'knowledge' and code = 'g04')
	and not exists (select from core.code where tbl = 'reward_level' and code <> 'max' and note !~ '^仅限重大违法行为'), 'only the report of a grave violation is rewarded');
select ok((select extra->>'text' ~ '未在平台依法公示地址，或者通过平台公示的地址无法取得联系的，由平台经营者住所地县级市场监督管理部门处理' from core.code
	where tbl = 'knowledge' and code = 'g02'), 'who trades on a platform without an address is a matter of the platform''s domicile (order 121 article 13)');

-- the sentences of the ten forms of 2026, between their blanks
create temporary table sentence (form text, words text);
insert into sentence values
	('2601', '是否同意公示投诉信息'), ('2601', '消费者权益争议事实依据'), ('2601', '投诉人（签字）：'), ('2601', '经办人（签字）：'),
	('2602', '| 举报人 | 姓名 |'), ('2602', '涉嫌违反市场监督管理法律、法规、规章的具体线索和相应的事实依据'), ('2602', '举报人（签字）：'),
	('2603', '现转去'), ('2603', '请你局按照《'), ('2603', '》的规定依法予以处理，并将处理结果于'), ('2603', '前报告我局。'), ('2603', '附：相关材料'),
	('2604', '根据《中华人民共和国消费者权益保护法实施条例》第四十六条第一款的规定，消费者和经营者发生消费争议向市场监督管理部门或者其他有关行政部门投诉的，应当提供真实身份信息等材料。'),
	('2604', '根据《市场监督管理投诉举报处理办法》第十条第三款的规定，请你在'), ('2604', '前向我局提供以下身份证明材料。'),
	('2604', '逾期未提供或提供虚假材料的，我局将根据《市场监督管理投诉举报处理办法》第十条、第十六条的规定，对投诉依法不予受理。'), ('2604', '；通信地址：'),
	('2605', '收到你关于'), ('2605', '的投诉。经审查，符合《'), ('2605', '》规定的受理条件，我局决定受理。'), ('2605', '联系人：{{contact}}；联系电话：'), ('2605', E'\n特此告知。\n'),
	('2606', '收到你关于'), ('2606', '的投诉。经审查，属以下第〔{{ground_no}}〕项情形，依据《'), ('2606', '的规定，我局决定不予受理。'),
	('2606', '你还可以按照《中华人民共和国消费者权益保护法》第三十九条规定的其他途径解决消费者权益争议。'), ('2606', E'\n特此告知。\n'),
	('2607', '的投诉，我局已经受理，根据《'), ('2607', '》的规定，现组织双方当事人进行现场调解。请于'), ('2607', '参加调解。无正当理由不参加调解的，我局将依法终止调解。'),
	('2607', '请携带以下材料：1. 身份证明材料；2. '),
	('2607', '如果您认为调解人员是投诉人或者被投诉人的近亲属或者有其他利害关系，可能影响公正处理投诉的，可以自收到本通知书之日起{{days}}日内对调解人员提出回避申请。'),
	('2607', '调解人员：{{people}}；联系电话：'), ('2607', E'\n特此通知。\n'),
	('2608', '经审查，关于'), ('2608', '投诉的调解过程中出现以下第〔{{ground_no}}〕项情形，依据《'), ('2608', '的规定，我局决定终止调解。'),
	('2608', '投诉人、被投诉人对市场监督管理部门作出的终止调解决定、调解结果不服的，可以按照《中华人民共和国消费者权益保护法》第三十九条规定，通过民事诉讼、仲裁等其他途径解决消费者权益争议。'),
	('2608', E'\n特此告知。\n'),
	('2609', '法定代表人（负责人）：'), ('2609', '地址（经营场所）：'), ('2609', '投诉内容及投诉请求：'), ('2609', '》有关规定，本局组织双方当事人进行调解，双方自愿达成如下协议：'),
	('2609', '本调解书经双方当事人签字后生效。调解书生效后，一方当事人未履行的，另一方当事人可以依据《中华人民共和国消费者权益保护法》第三十九条规定，通过民事诉讼、仲裁等其他途径解决消费者权益争议。'),
	('2609', E'投　诉　人（签名）：\n被投诉人（签名）：\n调解人员（签名）：\n'),
	('2610', '的举报，我局已依法处理。根据{{basis}}规定，现将处理结果告知如下：'), ('2610', E'\n特此告知。\n');
select is((select string_agg(form || ' ' || words, '; ') from sentence s where position(words in core.template_of(form, '', '2026-12-01')) = 0), null, 'the sentences of the forms of 2026 are their words');
insert into ground values ('note', '2601', '1. 本表格适用于市场监督管理部门对消费者通过电话、信函、上门等方式提起投诉的登记。2. 消费者通过非现场方式提起投诉的，无须在投诉人一栏签字。3. 消费者权益争议事实依据应当包括：消费者购买、使用商品或者接受服务的时间、地点、内容、涉及金额、消费者权益争议情况等具体事实及相应证明材料。4. 投诉请求应当包括：消费者主张修理、重作、更换、退货、补足商品数量、退还货款和服务费用、赔偿损失等具体请求。'),
	('note', '2602', '1. 本表格适用于市场监督管理部门对举报人通过电话、信函、上门等方式提起举报的登记。2. 举报人可以匿名举报，但应当提供具体涉嫌违法线索和相应的事实依据，并对举报内容的真实性负责。举报人实名举报的，还应当提供真实的身份信息。3. 通过非现场方式提出举报的，无须在举报人一栏签字。'),
	('note', '2603', '本通知书适用于省级或者地市级市场监督管理部门或者其设立的12315工作机构将收到的投诉/举报分送下级市场监督管理部门处理。'),
	('note', '2604', '1. 本通知书适用于投诉人未提供真实身份信息，市场监督管理部门通知投诉人限期提供身份证明材料。2. 本通知书中“联系电话”“通信地址”指接收限期提供身份证明材料的市场监督管理部门地址及联系电话。'),
	('note', '2605', '1. 本决定书适用于市场监督管理部门对投诉作出受理决定，并告知投诉人受理情况。2. 本决定书中“联系人”“联系电话”指市场监督管理部门负责处理投诉的工作人员及其联系电话。3. 本决定书可以通过互联网、电话、短信、电子邮件、信函等方式告知。'),
	('note', '2606', '1. 本决定书适用于市场监督管理部门对投诉作出不予受理决定，并告知投诉人不予受理情况。2. 本决定书可以通过互联网、电话、短信、电子邮件、信函等方式告知。'),
	('note', '2607', '1. 本通知书适用于市场监督管理部门通知投诉人和被投诉人参加现场调解。2. 本通知书中“调解人员”“联系电话”指主持调解的工作人员及其联系电话。3. 本通知书可以通过互联网、电话、短信、电子邮件、信函等方式告知。'),
	('note', '2608', '1. 本决定书适用于市场监督管理部门对投诉作出终止调解决定，并告知投诉人和被投诉人。2. 本决定书可以通过互联网、电话、短信、电子邮件、信函等方式告知。'),
	('note', '2609', '1. 本调解书适用于市场监督管理部门组织投诉人和被投诉人现场调解并达成调解协议。调解协议已经即时履行或者双方同意不制作调解书的，可以不制作调解书，市场监督管理部门应当做好调解记录备查。2. 本调解书由投诉人和被投诉人双方签字或者盖章，并加盖市场监督管理部门印章，交投诉人和被投诉人各执一份，市场监督管理部门留存一份归档。3. 投诉人和被投诉人委托他人参加调解的，被委托人应当出具授权委托书和身份证明。授权委托书应当载明委托事项、权限和期限，并由委托人本人签名。'),
	('note', '2610', '1. 本告知书适用于市场监督管理部门依据法律、法规、规章的明确规定，将举报处理结果告知举报人。2. 本告知书可以通过互联网、电话、短信、电子邮件、信函等方式告知。');
select is((select string_agg(code, ' ') from ground g where tbl = 'note' and words is distinct from
	(select string_agg(regexp_replace(regexp_replace(l, '^-- (注：|　　)?', ''), '^ +', ''), '' order by n)
	from regexp_split_to_table(core.template_of(code, '', '2026-12-01'), E'\n') with ordinality as x(l, n) where l ~ '^-- (注|　)')), null,
	'the notes under the forms are printed, word for word');
select is((select string_agg(form, ' ') from core.template where form ~ '^26' and (body ~ '^##' or body ~ '本机关|我单位')), null,
	'no office stands above the title of a form of 2026, and it calls itself as the form does');
select is((select string_agg(form, ' ') from core.template where form ~ '^26(0[3-9]|10)' and body !~ E'^# [^\n]+\n>< \\{\\{number\\}\\}\n'), null,
	'its number stands centred under the title');
select is((select string_agg(form, ' ') from core.template where form ~ '^19'), null, 'of the forms of 2019 no text is left');
-- of the penalty forms
select is((select string_agg(w, ' ') from unnest('{送达文书名称及文号,受送达人,送达时间,送达地点,送达方式,收件人,送达人,见证人,备注}'::text[]) w
	where position('| ' || w || ' |' in core.template_of('X12', '', '2026-12-01')) = 0), null, 'the record of delivery has its nine rows');
select is((select string_agg(w, ' ') from unnest(array['依据《市场监督管理行政处罚程序规定》第八十二条第三项、第八十三条的规定，告知如下：',
	'送达至受送达人确认的地址，即视为送达。', '受送达人送达地址发生变更的，应当及时书面告知市场监督管理部门；未及时告知的，市场监督管理部门按原地址送达，视为依法送达。',
	'邮寄送达的，执法文书被退回之日为送达之日。', '□手机号码：', '□传真号码：', '□电子邮件地址：', '□即时通讯账号：', '收件人联系电话', '邮政编码',
	'本人已经阅读（已向本人宣读）上述告知事项，保证以上送达地址及送达方式准确、有效，清楚了解并同意本确认书内容及法律意义。']) w
	where position(w in core.template_of('X13', '', '2026-12-01')) = 0), null, 'and the confirmation of an address its words');
select ok(core.template_of('X7', '', '2026-12-01') ~ '代表人变更、放弃投诉请求或者与被投诉人达成调解协议的，应当经被代表的投诉人同意', 'whom representatives ask is order 121 article 12');
select is(core.document_named('330106000', (select c from core.code c where tbl = 'document_121' and code = 'X8'), 2026, '3')
	|| core.document_named('330106000', (select c from core.code c where tbl = 'document_121' and code = 'X11'), 2026, '4')
	|| core.document_named('330106000', (select c from core.code c where tbl = 'document_121' and code = '2605'), 2026, '5'),
	'杭西市监案移〔2026〕3号杭西市监涉罪移〔2026〕4号杭西市监受〔2026〕第5号', 'numbers of penalty forms have no 第, those of complaints have');

-- order 45: publication of penalties
create function pg_temp.clock(p_uscc text, p_division text, p_kinds text[]) returns text language plpgsql as $$
declare
	t core.ticket;
begin
	t.unit := '330106013'; t.uscc := p_uscc; t.facts := jsonb_build_object('invdiv', p_division);
	return core.penalty_clock(t, p_kinds);
end $$;
select is(pg_temp.clock('91330106MA2KXYT14T', '330106013', '{2}'), 'D09', 'in its own province a penalty is published (order 45 article 9)');
select is(pg_temp.clock('91310115MA1H70000X', '330106013', '{2}'), 'D18', 'of a party registered elsewhere it is sent there (order 45 article 10)');
select is(pg_temp.clock(null, '310115', '{1,2}') || pg_temp.clock('', '330105', '{1b}') || pg_temp.clock(null, '', '{5}'), 'D18D09D09',
	'without a code the address counts');
select is(pg_temp.clock('91100000100000009H', '330106', '{2}'), 'D09', 'of one that the ministry registered too');
select is(pg_temp.clock('91310115MA1H70000X', '310115', '{1}'), '', 'a warning alone is not published (order 45 article 2)');
select is(pg_temp.clock('91330106MA2KXYT14T', '330106013', '{1b}'), 'D09', 'criticism in public is');
select is((select string_agg(base || ' ' || length || unit || ' ' || rule, ', ' order by base) from core.deadline_rule where base in ('D09', 'D18')),
	'D09 20workday 总局令45§9, D18 10workday 总局令45§10', 'twenty working days, or ten to send it');
select is((select string_agg(code || ' ' || rule || ' ' || valid_from, ', ' order by code) from core.deadline_rule where base = 'D04'),
	'D04 令121§27 2026-04-15, D04o 令20§23 2020-01-01', 'the longer time for a clue out of a mediation is approved only under order 121');
select ok((select extra->>'extension' ~ '无须批准' from core.code where tbl = 'deadline' and code = 'D04o'), 'before, nobody had to approve it');

-- credit codes
select is((select string_agg(c, ' ') from unnest('{362322198709086409,430407199312020025,11010519491231002X,51110219870908640X}'::text[]) c
	where not core.is_identity(c)), null, 'an identity number is known as one, also where it passes as a credit code');
select is((select string_agg(c, ' ') from unnest('{911101198501010017,91330100799655058B,91350203M0001QKT19,91350203M0001FUE2P}'::text[]) c
	where core.is_identity(c)), null, 'a credit code begins with its pair and its division');
select is((select string_agg(d.code, ' ' order by d.code) from core.division d where d.level <= '3' and d.code ~ '^....(19|20)$'),
	'110119 120119 230719 310120 500119 500120', 'no other division ends as a year of birth begins (src/model/idno.c)');
-- what is wrong with a registration: the first fault, by its code
create function pg_temp.fault(p_change jsonb, p_kind text default 'complaint', p_phone boolean default true) returns text
language sql as $$
	select coalesce(f.code || ' ' || f.field, 'well')
	from core.registration_fault(t.complaint() || p_change, p_kind, '2026-12-01', p_phone) f;
$$;
select is((select string_agg(pg_temp.fault(jsonb_build_object('uscc', c)), ', ' order by n)
	from unnest('{91350203M0001QKT19,91330106MA2KXYT14T,362322198709086409,430407199312020025,123}'::text[])
		with ordinality x(c, n)), 'well, well, uscc uscc, uscc uscc, uscc uscc',
	'the centre takes a code whose check does not fit, and no identity number');
select is(pg_temp.fault('{}'), 'well', 'a good registration has no fault');
select is(pg_temp.fault('{"anon": "true"}'), 'anonymous anon', 'a complaint is not anonymous');
select is(pg_temp.fault('{"anon": "true"}', 'report'), 'anonymous anon', 'a report is, without its reporter');
select is(pg_temp.fault('{"mobile": "", "inccall": ""}'), 'phone mobile', 'a complaint names a telephone number');
select is(pg_temp.fault('{"mobile": "", "inccall": ""}', 'complaint', false), 'well', 'a major incident need not');
select is(pg_temp.fault('{"mobile": "", "inccall": ""}', 'report'), 'well', 'nor does a report');
select is(pg_temp.fault(jsonb_build_object('landtel', repeat('1', 21))), 'long landtel', 'a number has its length');
select is(pg_temp.fault('{"disputedate": "2026-12-02"}'), 'day disputedate', 'a dispute is not after the receipt');
select is(pg_temp.fault('{"certype": "111", "cerno": "33010619800101123"}'), 'identity cerno', 'an identity number has its length');
select is(pg_temp.fault('{"demand": ["04", "98"]}'), 'code demand', 'each code of a list is known');
select is(pg_temp.fault('{"nation": "ZZ"}'), 'code nation', 'and every other code that field.csv names');
select is(pg_temp.fault('{"invdiv": "999999", "line": "1"}'), 'code line', 'the first fault in the order of the fields is told');
select * from finish();
