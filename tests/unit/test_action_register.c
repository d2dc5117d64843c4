#include "base/clock.h"

#include "action/action.h"
#include "action/readback.h"

#include "unit.h"

#define NOW INT64_C(1795413600000) /* 2026-11-23 in the afternoon, China */

static const char *const call[][2] = {
	{ "inccall", "013800138000" },
	{ "pname", "张三" },
	{ "mobile", "13800138000" },
	{ "paddr", "杭州市西湖区文三路 1 号" },
	{ "invname", "杭州某某食品有限公司" },
	{ "invaddr", "西湖区古墩路 12 号" },
	{ "objtype", "101" },
	{ "invoam", "128" },
	{ "buydate", "T-3" },
	{ "problem", "01" },
	{ "demand", "04,07" },
	{ "content", "买到过期糕点。" },
	{ "call", "01890a5d-ac96-774b-bcce-b302099a8057" },
	{ "received", "2026-11-23T14:00:00.000+08:00" },
};

static void
put(struct form *f, const char *name, const char *text)
{
	int i = form_find(f, name);

	if (i < 0)
		fail_msg("no field %s", name);
	form_set(f, (size_t)i, text);
}

static struct form *
typed(void)
{
	struct form *f = action_form(action_named("register"), NULL, NOW);
	size_t i;

	for (i = 0; i < sizeof call / sizeof *call; i++)
		put(f, call[i][0], call[i][1]);
	return f;
}

static void
refused_at(struct form *f, const char *field)
{
	struct command c[2];
	struct err err = { 0 };
	size_t n;

	assert_int_equal(register_seal(c, &n, f, NOW, &err), REFUSED);
	assert_int_equal(n, 0);
	assert_string_equal(err.field, field);
	assert_true(strlen(err.text) > 5);
}

static void
test_a_complaint_becomes_one_command(void **state)
{
	struct form *f = typed();
	struct command c[2];
	size_t n, have, need;

	(void)state;
	form_progress(f, &have, &need);
	assert_int_equal(have, need);
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	assert_int_equal(n, 1);
	assert_string_equal(c[0].base, "");
	assert_string_equal(json_text(c[0].payload, "kind"), "complaint");
	assert_string_equal(json_text(c[0].payload, "inccall"), "13800138000");
	assert_string_equal(json_text(c[0].payload, "buydate"), "2026-11-20");
	assert_string_equal(json_text(c[0].payload, "received"),
			    "2026-11-23T14:00:00.000+08:00");
	assert_null(json_object_get(c[0].payload, "also_report"));
	command_release(&c[0]);
	form_free(f);
}

static void
test_a_mixed_call_becomes_two_commands_of_one_call(void **state)
{
	static const char *const alone[] = { "demand", "also_report", "report_problem",
					     "report_content" };
	struct form *f = typed();
	struct command c[2];
	size_t n, i;

	(void)state;
	put(f, "also_report", "true");
	refused_at(f, "report_problem");
	put(f, "report_problem", "J01");
	put(f, "report_content", "该店长期销售过期食品。");
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	assert_int_equal(n, 2);
	assert_false(uuid_eq(&c[0].op, &c[1].op));
	assert_false(uuid_eq(&c[0].ticket, &c[1].ticket));
	assert_string_equal(json_text(c[0].payload, "call"),
			    json_text(c[1].payload, "call"));
	assert_string_equal(json_text(c[0].payload, "problem"), "01");
	assert_string_equal(json_text(c[1].payload, "kind"), "report");
	assert_string_equal(json_text(c[1].payload, "problem"), "J01");
	assert_string_equal(json_text(c[1].payload, "content"),
			    "该店长期销售过期食品。");
	assert_string_equal(json_text(c[1].payload, "invname"), "杭州某某食品有限公司");
	for (i = 0; i < sizeof alone / sizeof *alone; i++)
		assert_null(json_object_get(c[1].payload, alone[i]));
	command_release(&c[0]);
	command_release(&c[1]);
	form_free(f);
}

static void
test_an_anonymous_report_says_nothing_of_who_reports(void **state)
{
	static const char *const who[] = { "inccall", "pname", "mobile", "paddr" };
	struct form *f = typed();
	struct command c[2] = { 0 };
	size_t n, i;
	int turn;

	(void)state;
	put(f, "kind", "report");
	put(f, "demand", "");
	put(f, "problem", "J01");
	for (turn = 0; turn < 2; turn++) {
		put(f, "anon", turn == 0 ? "true" : "false");
		assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
		for (i = 0; i < sizeof who / sizeof *who; i++)
			assert_int_equal(!!json_object_get(c[0].payload, who[i]), turn);
		assert_int_equal(json_is(c[0].payload, "anon"), turn == 0);
		command_release(&c[0]);
	}
	put(f, "anon", "");
	put(f, "pname", "");
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	assert_null(json_object_get(c[0].payload, "anon")); /* he left a number */
	command_release(&c[0]);
	form_free(f);
}

static void
test_a_complaint_needs_what_the_law_asks_for(void **state)
{
	static const char *const strict[] = { "pname", "paddr", "invname", "demand",
					      "content" };
	static const char *const open[] = { "invaddr", "invoam", "buydate" };
	struct command c[2];
	struct form *f;
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof strict / sizeof *strict; i++) {
		f = typed();
		put(f, strict[i], "");
		refused_at(f, strict[i]);
		form_set_mark(f, (size_t)form_find(f, strict[i]), MARK_DECLINED);
		refused_at(f, strict[i]);
		form_free(f);
	}
	for (i = 0; i < sizeof open / sizeof *open; i++) {
		f = typed();
		put(f, open[i], "");
		refused_at(f, open[i]);
		form_set_mark(f, (size_t)form_find(f, open[i]), MARK_UNKNOWN);
		assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
		command_release(&c[0]);
		form_free(f);
	}
}

static void
test_a_complaint_needs_one_telephone(void **state)
{
	struct form *f = typed();
	struct command c[2];
	size_t n;

	(void)state;
	put(f, "mobile", "");
	put(f, "inccall", "");
	refused_at(f, "mobile");
	put(f, "landtel", "0571-87654321");
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	command_release(&c[0]);
	form_free(f);
}

static void
test_days_stand_in_their_order(void **state)
{
	struct form *f = typed();

	(void)state;
	put(f, "disputedate", "T-4");
	refused_at(f, "disputedate");
	put(f, "disputedate", "T+1");
	refused_at(f, "disputedate");
	form_free(f);
}

static void
test_what_is_three_years_old_is_warned_about_not_refused(void **state)
{
	const struct action *a = action_named("register");
	struct form *f = typed();
	struct command c[2];
	struct err err = { 0 };
	size_t n;

	(void)state;
	assert_false(a->advise(f, NULL, &err));
	put(f, "buydate", "2023-01-05");
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	assert_true(a->advise(f, NULL, &err));
	assert_true(*err.text);
	command_release(&c[0]);
	form_free(f);
}

static void
test_a_report_may_be_anonymous(void **state)
{
	struct form *f = action_form(action_named("register"), NULL, NOW);
	struct command c[2];
	size_t n;

	(void)state;
	put(f, "kind", "report");
	put(f, "invname", "某店");
	refused_at(f, "content");
	put(f, "content", "2026年11月20日在该店看到销售过期食品。");
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	assert_int_equal(n, 1);
	assert_true(json_is(c[0].payload, "anon"));
	command_release(&c[0]);
	form_free(f);
}

static void
test_an_enquiry_needs_its_question_only(void **state)
{
	struct form *f = action_form(action_named("register"), NULL, NOW);
	struct command c[2];
	size_t n;

	(void)state;
	put(f, "kind", "enquiry");
	refused_at(f, "content");
	put(f, "content", "七日无理由退货怎么算？");
	put(f, "answer", "自签收次日起七日内。");
	put(f, "demand", "04");
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	assert_string_equal(json_text(c[0].payload, "answer"), "自签收次日起七日内。");
	assert_null(json_object_get(c[0].payload, "demand"));
	command_release(&c[0]);
	form_free(f);
}

static void
test_net_facts_are_asked_for_and_sent_only_for_the_net(void **state)
{
	struct form *f = typed();
	struct command c[2];
	size_t n;

	(void)state;
	put(f, "orderno", "TB-1");
	put(f, "salesmode", "1");
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	assert_null(json_object_get(c[0].payload, "orderno"));
	assert_true(json_is_false(json_object_get(c[0].payload, "isnet")));
	command_release(&c[0]);
	put(f, "salesmode", "21");
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	assert_string_equal(json_text(c[0].payload, "orderno"), "TB-1");
	assert_true(json_is(c[0].payload, "isnet"));
	command_release(&c[0]);
	form_free(f);
}

static void
test_the_problem_is_picked_from_the_table_of_the_kind(void **state)
{
	struct form *f = typed();
	size_t i = (size_t)form_find(f, "problem");

	(void)state;
	assert_string_equal(form_pick(f, i), "problem_complaint");
	put(f, "kind", "report");
	assert_string_equal(form_pick(f, i), "problem_report");
	form_free(f);
}

static const char *
name_of(void *arg, const char *table, const char *code)
{
	(void)arg;
	if (strcmp(table, "demand") != 0)
		return "";
	return strcmp(code, "04") == 0	 ? "退货"
	       : strcmp(code, "07") == 0 ? "赔偿损失"
					 : "";
}

static void
test_the_intake_is_read_back_as_sentences(void **state)
{
	struct form *f = typed();
	struct str said = { 0 };

	(void)state;
	put(f, "buydate", "2026-11-03");
	readback(&said, f, name_of, NULL);
	assert_non_null(strstr(str_text(&said), "张三"));
	assert_non_null(strstr(str_text(&said), "138 0013 8000"));
	assert_non_null(strstr(str_text(&said), "退货"));
	assert_non_null(strstr(str_text(&said), "赔偿损失"));
	assert_non_null(strstr(str_text(&said), "2026-11-3"));
	assert_null(strstr(str_text(&said), "%s"));
	str_clear(&said);
	form_clear(f);
	readback(&said, f, NULL, NULL);
	assert_string_equal(str_text(&said), "");
	str_release(&said);
	form_free(f);
}

/* What is no code is read to nobody, alone or among several. */
static void
test_unresolved_text_is_not_read_back(void **state)
{
	static const struct {
		const char *demand, *said;
	} cases[] = { { "04,tuihuo", "退货" },
		      { "tuihuo,04", "退货" },
		      { "tuihuo,07,x,04", "赔偿损失, 退货" },
		      { "tuihuo", NULL } };
	struct form *f = typed();
	struct str said = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		put(f, "demand", cases[i].demand);
		str_clear(&said);
		readback(&said, f, name_of, NULL);
		assert_null(strstr(str_text(&said), "tuihuo"));
		if (cases[i].said)
			assert_non_null(strstr(str_text(&said), cases[i].said));
		else
			assert_null(strstr(str_text(&said), "You ask for"));
	}
	str_release(&said);
	form_free(f);
}

/* One operation carries it: the report made beside the complaint is not alerted again. */
static void
test_a_major_incident_goes_with_the_registration(void **state)
{
	static const char *const facts[][2] = { { "inckind", "i01" },
						{ "dead", "0" },
						{ "ongoing", "true" } };
	struct form *f = typed();
	struct command c[2];
	size_t n, i;

	(void)state;
	put(f, "evegrade", "2");
	put(f, "major", "true");
	refused_at(f, "place");
	put(f, "place", "某小学食堂");
	refused_at(f, "inckind");
	for (i = 0; i < sizeof facts / sizeof *facts; i++)
		put(f, facts[i][0], facts[i][1]);
	refused_at(f, "injured");
	put(f, "injured", "三人");
	refused_at(f, "injured");
	form_set(f, (size_t)form_find(f, "injured"), "");
	form_set_mark(f, (size_t)form_find(f, "injured"), MARK_UNKNOWN);
	put(f, "also_report", "true");
	put(f, "report_problem", "J01");
	assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
	assert_true(json_is(c[0].payload, "major"));
	assert_string_equal(
		json_text(json_object_get(c[0].payload, "_marks"), "injured"),
		"unknown");
	assert_int_equal(n, 2);
	assert_null(json_object_get(c[1].payload, "major"));
	assert_null(json_object_get(c[1].payload, "inckind"));
	command_release(&c[0]);
	command_release(&c[1]);
	form_free(f);
}

static struct form *
incident_only(const char *kind)
{
	static const char *const facts[][2] = {
		{ "content", "学生集中呕吐。" },
		{ "evegrade", "2" },
		{ "major", "true" },
		{ "inckind", "i01" },
		{ "dead", "0" },
		{ "injured", "3" },
		{ "ongoing", "true" },
		{ "place", "某小学食堂" },
		{ "call", "01890a5d-ac96-774b-bcce-b302099a8057" },
	};
	struct form *f = action_form(action_named("register"), NULL, NOW);
	size_t i;

	put(f, "kind", kind);
	for (i = 0; i < sizeof facts / sizeof *facts; i++)
		put(f, facts[i][0], facts[i][1]);
	return f;
}

static void
lacks(const struct form *f, const char *said)
{
	struct str text = { 0 };

	intake_lacks(f, &text);
	assert_string_equal(str_text(&text), said);
	str_release(&text);
}

static void
test_an_incident_goes_out_before_the_rest_is_known(void **state)
{
	static const char *const kinds[] = { "complaint", "report", "enquiry" };
	struct form *f;
	struct command c[2];
	size_t n, i, have, need;

	(void)state;
	for (i = 0; i < 3; i++) {
		f = incident_only(kinds[i]);
		form_progress(f, &have, &need);
		assert_int_equal(have, need);
		assert_int_equal(register_seal(c, &n, f, NOW, NULL), DONE);
		assert_int_equal(n, 1);
		command_release(&c[0]);
		form_free(f);
	}
	f = incident_only("complaint");
	lacks(f, "Person's name, Mobile telephone, Postal address, Respondent, "
		 "Address of the respondent, Goods or service class, Problem, "
		 "Amount, Bought on, Demands");
	put(f, "inccall", "13800138000");
	put(f, "pname", "张三");
	form_set_mark(f, (size_t)form_find(f, "invaddr"), MARK_UNKNOWN);
	lacks(f, "Postal address, Respondent, Goods or service class, Problem, "
		 "Amount, Bought on, Demands");
	/* a report beside it is no incident: the law's facts of it are asked */
	put(f, "also_report", "true");
	refused_at(f, "invname");
	put(f, "invname", "杭州某某食品有限公司");
	refused_at(f, "report_problem");
	/* without the incident all is asked again */
	put(f, "also_report", "false");
	put(f, "major", "false");
	lacks(f, "");
	refused_at(f, "paddr");
	form_free(f);
}

/* What is personal is not loaded into it: that it is missing there means nothing. */
static void
test_an_amendment_is_not_told_that_the_telephone_is_missing(void **state)
{
	json_t *doc = json_pack("{s:s, s:s, s:i, s:s, s:{s:s}}", "ticket",
				"01890a5d-ac96-774b-bcce-b302099a8057", "kind",
				"report", "version", 1, "state", "JB10", "facts",
				"content", "过期糕点");
	const struct action *amend = action_named("amend");
	struct err err = { 0 };
	struct ticket t;
	struct form *f;

	(void)state;
	assert_true(ticket_read(&t, doc));
	f = action_form(amend, &t, NOW);
	put(f, "invname", "杭州某某食品有限公司");
	assert_false(amend->advise(f, &t, &err));
	form_free(f);
	ticket_release(&t);
	json_decref(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_an_amendment_is_not_told_that_the_telephone_is_missing),
		cmocka_unit_test(test_an_incident_goes_out_before_the_rest_is_known),
		cmocka_unit_test(test_a_complaint_becomes_one_command),
		cmocka_unit_test(test_a_mixed_call_becomes_two_commands_of_one_call),
		cmocka_unit_test(test_an_anonymous_report_says_nothing_of_who_reports),
		cmocka_unit_test(test_a_complaint_needs_what_the_law_asks_for),
		cmocka_unit_test(test_a_complaint_needs_one_telephone),
		cmocka_unit_test(test_days_stand_in_their_order),
		cmocka_unit_test(
			test_what_is_three_years_old_is_warned_about_not_refused),
		cmocka_unit_test(test_a_report_may_be_anonymous),
		cmocka_unit_test(test_an_enquiry_needs_its_question_only),
		cmocka_unit_test(
			test_net_facts_are_asked_for_and_sent_only_for_the_net),
		cmocka_unit_test(test_the_problem_is_picked_from_the_table_of_the_kind),
		cmocka_unit_test(test_the_intake_is_read_back_as_sentences),
		cmocka_unit_test(test_unresolved_text_is_not_read_back),
		cmocka_unit_test(test_a_major_incident_goes_with_the_registration),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
