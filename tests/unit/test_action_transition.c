#include "base/mem.h"
#include "base/str.h"

#include "action/action.h"

#include "unit.h"

/* One row, one ticket, one operator: whether the step is on the menu. */
struct sample {
	const char *from, *duty, *scope; /* the row, of a complaint */
	const char *state; /* of a ticket at 330106013, registered at 330100000 */
	const char *has, *at; /* the operator's duty and where */
	bool offered;
};

/* An operator of this unit without duties. */
static void
stand_at(struct operator_info *o, const char *unit)
{
	memset(o, 0, sizeof *o);
	str_copy(o->unit, sizeof o->unit, unit);
}

static const struct sample samples[] = {
	{ "TS20", "r05", "self", "TS20", "r05", "330106013", true },
	{ "TS20", "r05", "self", "TS20", "r05", "330106000", false },
	{ "TS20", "r05", "self", "TS20", "r04", "330106013", false },
	{ "TS20", "r05", "self", "TS30", "r05", "330106013", false },
	{ "TS60", "r06", "above", "TS60", "r06", "330106013", true },
	{ "TS60", "r06", "above", "TS60", "r06", "330106000", true },
	{ "TS60", "r06", "above", "TS60", "r06", "330105000", false },
	{ "TS10", "r03", "superior", "TS10", "r03", "330100000", true },
	{ "TS10", "r03", "superior", "TS10", "r03", "330106013", false },
	{ "TS70", "r08", "registrar", "TS70", "r08", "330100000", true },
	{ "TS70", "r08", "registrar", "TS70", "r08", "330000000", false },
	{ "*", "r09", "superior", "TS40", "r09", "330000000", true },
	{ "*", "r09", "superior", "TS70", "r09", "330000000", false },
	{ "**", "", "any", "TS90", "r01", "330100000", true },
	{ "", "r01", "self", "TS10", "r01", "330106013", false },
	{ "**", "", "any", "TS90", "r10", "330100000", false },
	{ "*", "", "self", "TS40", "r10", "330106013", false },
};

static void
test_a_step_is_offered_by_state_duty_and_place(void **state)
{
	size_t i;
	struct ticket t;
	struct operator_info o;

	(void)state;
	for (i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct sample *s = &samples[i];
		struct transition row;
		json_t *extra = json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind",
					  "complaint", "action", "note", "from",
					  s->from, "duty", s->duty, "scope", s->scope);
		json_t *doc =
			json_pack("{s:s, s:s, s:s, s:i, s:s, s:s}", "ticket",
				  "01890a5d-ac96-774b-bcce-b302099a8057", "kind",
				  "complaint", "state", s->state, "version", 1, "unit",
				  "330106013", "registered_unit", "330100000");
		json_t *who =
			json_pack("{s:s, s:s, s:[{s:s, s:s}]}", "name", "x", "unit",
				  s->at, "duties", "duty", s->has, "unit", s->at);

		assert_true(transition_read(&row, "t", "备注", extra));
		assert_true(ticket_read(&t, doc));
		assert_true(operator_read(&o, who));
		if (transition_offers(&row, &t, &o) != s->offered)
			fail_msg("row %zu", i);
		assert_int_equal(
			!!action_offered(action_named("note"), &row, 1, &t, &o),
			s->offered);
		t.kind = KIND_REPORT;
		assert_false(transition_offers(&row, &t, &o));
		ticket_release(&t);
		json_decref(extra);
		json_decref(doc);
		json_decref(who);
	}
}

static void
test_a_step_is_taken_for_the_unit_that_has_the_duty(void **state)
{
	static const struct {
		const char *scope, *at, *unit;
	} cases[] = {
		{ "superior", "330100000", "330100000" },
		{ "superior", "330106000", "330106000" },
		{ "superior", "330106013", "" },
		{ "self", "330106013", "330106013" },
		{ "above", "330106013", "330106013" },
		{ "above", "330100000", "330100000" },
		{ "registrar", "330000000", "330000000" },
		{ "any", "110000000", "110000000" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct transition row = { .duty = "r06" };
		struct ticket t = { .unit = "330106013",
				    .registered_unit = "330000000",
				    .above = { "330106000", "330100000" } };
		struct operator_info o;

		stand_at(&o, cases[i].at);
		o.nduties = 1;
		str_copy(o.duties[0].duty, sizeof o.duties[0].duty, "r06");
		str_copy(row.scope, sizeof row.scope, cases[i].scope);
		str_copy(o.duties[0].unit, sizeof o.duties[0].unit, cases[i].at);
		assert_string_equal(transition_unit(&row, &t, &o), cases[i].unit);
	}
}

/* The row of transition.csv that takes a ticket of this state on. */
static bool
is_in_the_procedure(const char *state, const char *action)
{
	static const char *const kinds[] = { "complaint", "report", "enquiry" };
	FILE *f = fopen("sql/code/transition.csv", "r");
	char line[2048], row[80];
	bool found = false;
	size_t i;

	assert_non_null(f);
	while (!found && fgets(line, sizeof line, f))
		for (i = 0; i < ARRAY_LEN(kinds); i++) {
			str_format(row, sizeof row, ",%s,%s,%s,", kinds[i], action,
				   state);
			found = found || strstr(line, row);
		}
	fclose(f);
	return found;
}

static void
test_the_usual_next_step_is_one_of_the_procedure(void **state)
{
	FILE *f = fopen("sql/code/state.csv", "r");
	char line[1024];
	struct ticket t = { 0 };
	size_t i, found = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		str_format(t.state, sizeof t.state, "%.*s", (int)strcspn(line, ","),
			   line);
		for (i = 0; actions[i]; i++)
			if (action_is_usual(actions[i], &t)) {
				found++;
				if (!is_in_the_procedure(t.state, actions[i]->name))
					fail_msg("%s: %s", t.state, actions[i]->name);
			}
	}
	fclose(f);
	assert_int_equal(found, 37);
	str_copy(t.state, sizeof t.state, "TS20");
	assert_true(action_is_usual(action_named("accept"), &t));
	assert_false(action_is_usual(action_named("dispute"), &t));
	str_copy(t.state, sizeof t.state, "TS80"); /* publication may still come */
	assert_true(action_is_usual(action_named("publish"), &t));
	assert_true(action_is_usual(action_named("archive"), &t));
}

static void
test_a_step_about_nothing_is_not_offered(void **state)
{
	static const struct {
		const char *action, *doc;
		bool fits;
	} docs[] = {
		{ "settle_dispute", "{}", false },
		{ "settle_dispute", "{\"under_way\":[{\"step\":\"pause\"}]}", false },
		{ "settle_dispute", "{\"under_way\":[{\"step\":\"dispute\"}]}", true },
		{ "designate", "{\"under_way\":[{\"step\":\"dispute\"}]}", true },
		{ "dispute", "{\"under_way\":[{\"step\":\"dispute\"}]}", false },
		{ "dispute", "{}", true },
		{ "resume", "{}", false },
		{ "resume", "{\"under_way\":[{\"step\":\"pause\"}]}", true },
		{ "leave", "{\"joint\":[{\"n\":2,\"role\":\"agent\"}]}", false },
		{ "leave", "{\"joint\":[{\"n\":2,\"role\":\"joint\"}]}", true },
		{ "leave",
		  "{\"joint\":[{\"n\":2,\"role\":\"joint\",\"ended\":\"2026-11-01\"}]}",
		  false },
		{ "leave",
		  "{\"joint\":[{\"n\":2,\"role\":\"joint\",\"origin\":\"33010\"}]}",
		  false },
		{ "represent", "{\"joint\":[{\"n\":2,\"role\":\"joint\"}]}", true },
		{ "consent", "{}", false },
		{ "revoke", "{\"joint\":[{\"n\":2,\"role\":\"joint\"}]}", false },
		{ "revoke", "{\"joint\":[{\"n\":2,\"role\":\"agent\"}]}", true },
		{ "retract", "{\"notices\":[{\"n\":1,\"retracted\":true}]}", false },
		{ "retract", "{\"notices\":[{\"n\":2,\"retracts\":1}]}", false },
		{ "retract", "{\"notices\":[{\"n\":1}]}", true },
		{ "void_document", "{\"documents\":[{\"n\":1,\"voided\":\"x\"}]}",
		  false },
		{ "void_document", "{\"documents\":[{\"n\":1}]}", true },
		{ "unpublish", "{\"publications\":[{\"withdrawn\":\"x\"}]}", false },
		{ "unpublish", "{\"publications\":[{\"n\":1}]}", true },
		{ "publish", "{\"facts\":{\"agreepub\":true}}", true },
		{ "publish",
		  "{\"facts\":{\"agreepub\":true},\"publications\":[{\"n\":1}]}",
		  false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(docs); i++) {
		struct ticket t = { .state = "TS20" };

		t.doc = json_loads(docs[i].doc, 0, NULL);
		assert_non_null(t.doc);
		if (action_named(docs[i].action)->fits(&t) != docs[i].fits)
			fail_msg("%s %s", docs[i].action, docs[i].doc);
		json_decref(t.doc);
	}
}

static void
test_a_row_without_an_action_offers_nothing(void **state)
{
	struct transition row;
	json_t *extra = json_pack("{s:s, s:s}", "kind", "complaint", "from", "TS10");

	(void)state;
	assert_false(transition_read(&row, "t05", "转ODR企业", extra));
	assert_false(transition_read(&row, "t05", "", NULL));
	json_decref(extra);
}

static void
test_whoever_may_register_is_offered_a_new_ticket(void **state)
{
	struct transition row;
	struct operator_info o;
	json_t *extra = json_pack("{s:s, s:s, s:s, s:s}", "kind", "complaint", "action",
				  "register", "duty", "r01", "scope", "self");

	(void)state;
	stand_at(&o, "330100000");
	assert_true(transition_read(&row, "t01", "登记投诉", extra));
	assert_false(transition_offers(&row, NULL, &o));
	str_copy(o.duties[0].duty, sizeof o.duties[0].duty, "r01");
	o.nduties = 1;
	assert_true(transition_offers(&row, NULL, &o));
	json_decref(extra);
}

/* Nobody follows up what was not reported, nor reports it twice. */
static void
test_a_step_is_offered_where_it_fits_the_ticket(void **state)
{
	static const struct {
		const char *action;
		bool fits[3]; /* no incident, an open one, one that is over */
	} steps[] = { { "alert", { true, false, false } },
		      { "alert_follow", { false, true, true } },
		      { "alert_close", { false, true, false } },
		      { "alert_ack", { false, true, false } } };
	struct operator_info o;
	struct ticket t = { .kind = KIND_COMPLAINT };
	size_t i, j;

	(void)state;
	stand_at(&o, "330100000");
	for (i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct transition row = { .kind = "complaint",
					  .from = "**",
					  .scope = "any" };

		str_copy(row.action, sizeof row.action, steps[i].action);
		for (j = 0; j < 3; j++) {
			t.doc = json_object();
			if (j > 0)
				json_object_set_new(t.doc, "incident",
						    json_pack("{s:s}", "ended",
							      j == 2 ? "2026" : ""));
			if (transition_offers(&row, &t, &o) != steps[i].fits[j])
				fail_msg("%s %zu", steps[i].action, j);
			json_decref(t.doc);
		}
	}
}

static struct transition
step(const char *kind, const char *action, const char *from)
{
	struct transition row;
	json_t *extra = json_pack("{s:s, s:s, s:s}", "kind", kind, "action", action,
				  "from", from);

	assert_true(transition_read(&row, "t", "步骤", extra));
	json_decref(extra);
	return row;
}

static char
key_of(const char *keys, const char *action)
{
	size_t i;

	for (i = 0; actions[i]; i++)
		if (str_eq(actions[i]->name, action))
			return keys[i];
	return '\0';
}

static void
test_a_step_has_one_key_in_every_state(void **state)
{
	const struct transition rows[] = {
		step("complaint", "accept", "TS20"), step("complaint", "reply", "TS50"),
		step("complaint", "note", "*"),	     step("report", "note", "**"),
		step("report", "verify", "JB20"),    step("report", "file", "JB20"),
	};
	char keys[ACTIONS_MOST];

	(void)state;
	action_keys(rows, ARRAY_LEN(rows), keys);
	assert_int_equal(key_of(keys, "accept"), '1');
	assert_int_equal(key_of(keys, "reply"), '1'); /* never beside it */
	assert_int_not_equal(key_of(keys, "note"), '1');
	assert_int_not_equal(key_of(keys, "note"), key_of(keys, "verify"));
	assert_int_not_equal(key_of(keys, "verify"), key_of(keys, "file"));
	assert_int_equal(key_of(keys, "merge"), '\0'); /* offered by no row */
}

/* The rows of the whole procedure; yours. */
static size_t
procedure(struct transition **out)
{
	FILE *f = fopen("sql/code/transition.csv", "r");
	char line[2048], *at, *cell[5];
	size_t i, n = 0;

	*out = xcalloc(1000, sizeof **out);
	assert_non_null(f);
	while (fgets(line, sizeof line, f) && n < 1000) {
		for (at = line, i = 0; i < ARRAY_LEN(cell); i++)
			cell[i] = strsep(&at, ",");
		if (*cell[2] && !str_eq(cell[2], "action"))
			(*out)[n++] = step(cell[1], cell[2], cell[3]);
	}
	fclose(f);
	return n;
}

/* A row holds in a state by its name, in every one (**), in every open one (*). */
static bool
holds_in(const struct transition *row, const char *kind, const char *state)
{
	return str_eq(row->kind, kind) &&
	       (*row->from == '*' || str_eq(row->from, state));
}

/* Whose duty a step is takes entries off the menu and never moves a key: what no ticket
 * offers twice with all duties, none offers twice with some. */
static void
test_no_menu_of_the_procedure_has_a_key_twice(void **state)
{
	static const char cursor_keys[] = "jknNqPG0";
	struct transition *rows;
	size_t i, k, menu, n = procedure(&rows), seen = 0;
	char keys[ACTIONS_MOST];

	(void)state;
	action_keys(rows, n, keys);
	for (menu = 0; menu < n; menu++) {
		const char *owner[128] = { NULL }, *from = rows[menu].from;

		for (i = 0; *from && *from != '*' && i < n; i++) {
			if (!holds_in(&rows[i], rows[menu].kind, from))
				continue;
			k = (unsigned char)key_of(keys, rows[i].action);
			assert_true(k && !strchr(cursor_keys, (int)k));
			if (owner[k] && !str_eq(owner[k], rows[i].action))
				fail_msg("%s %s: %c is %s and %s", rows[menu].kind,
					 from, (int)k, owner[k], rows[i].action);
			owner[k] = rows[i].action;
			seen++;
		}
	}
	assert_true(seen > n);
	free(rows);
}

static void
test_what_was_proposed_is_the_usual_step_and_fills_its_form(void **state)
{
	json_t *doc = json_pack("{s:s, s:s, s:s, s:i, s:s, s:{s:s, s:s, s:s}}",
				"ticket", "01890a5d-ac96-774b-bcce-b302099a8057",
				"kind", "report", "state", "JB23", "version", 1, "unit",
				"330106013", "proposal", "what", "nofile", "ground",
				"R2a", "detail", "查无实据");
	const struct action *nofile = action_named("nofile");
	struct ticket t;
	struct form *form;

	(void)state;
	assert_true(ticket_read(&t, doc));
	assert_true(action_is_usual(nofile, &t));
	assert_false(action_is_usual(action_named("file"), &t));
	form = action_form(nofile, &t, 0);
	assert_string_equal(form_named(form, "ground"), "R2a");
	assert_string_equal(form_named(form, "detail"), "查无实据");
	form_free(form);
	ticket_release(&t);
	json_decref(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_step_is_offered_by_state_duty_and_place),
		cmocka_unit_test(test_a_step_is_taken_for_the_unit_that_has_the_duty),
		cmocka_unit_test(test_the_usual_next_step_is_one_of_the_procedure),
		cmocka_unit_test(test_a_step_about_nothing_is_not_offered),
		cmocka_unit_test(test_a_row_without_an_action_offers_nothing),
		cmocka_unit_test(test_whoever_may_register_is_offered_a_new_ticket),
		cmocka_unit_test(test_a_step_is_offered_where_it_fits_the_ticket),
		cmocka_unit_test(test_a_step_has_one_key_in_every_state),
		cmocka_unit_test(test_no_menu_of_the_procedure_has_a_key_twice),
		cmocka_unit_test(
			test_what_was_proposed_is_the_usual_step_and_fills_its_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
