#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

#include "form/rule.h"

#include "action/action.h"

#include "unit.h"

#define NOW INT64_C(1795413600000) /* 2026-11-23 in the afternoon, China */

static struct ticket
sample(const char *kind, const char *state)
{
	struct ticket t;
	json_t *doc = json_pack(
		"{s:s, s:s, s:s, s:i, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}}",
		"ticket", "01890a5d-ac96-774b-bcce-b302099a8057", "kind", kind, "state",
		state, "version", 3, "unit", "330106000", "registered_unit",
		"330100000", "rule_set", "20", "regno", "3301000002026112300000001",
		"facts", "invname", "小店", "invoam", "128.00", "pname", "王**",
		"mobile", "138****8000");

	assert_true(ticket_read(&t, doc));
	json_decref(doc);
	return t;
}

static void
test_every_action_has_a_form_that_can_be_filled(void **state)
{
	const struct action *const *a;
	size_t i, k;

	(void)state;
	for (a = actions; *a; a++) {
		assert_true(*(*a)->name && *(*a)->label && *(*a)->help);
		assert_ptr_equal(action_named((*a)->name), *a);
		for (i = 0; i < (*a)->nfields; i++) {
			const struct field *f = &(*a)->fields[i];

			if (!f->name || !f->label || f->type >= FIELD__MAX)
				fail_msg("%s: field %zu", (*a)->name, i);
			if (f->rule && !rule_exists(f->rule))
				fail_msg("%s.%s: rule %s", (*a)->name, f->name,
					 f->rule);
			if ((f->type == FIELD_CODE || f->type == FIELD_CODES) &&
			    !f->pick)
				fail_msg("%s.%s has no table", (*a)->name, f->name);
			for (k = 0; k < i; k++)
				if (strcmp((*a)->fields[k].name, f->name) == 0)
					fail_msg("%s.%s twice", (*a)->name, f->name);
		}
	}
	assert_null(action_named("no such action"));
	assert_null(action_named(""));
}

/* A final report is accepted where one waits, by the topmost unit; nobody else is asked. */
static void
test_only_what_can_be_answered_is_asked(void **state)
{
	static const struct {
		int final;
		const char *unit;
		bool asked;
	} cases[] = { { 0, "330100000", false },
		      { 3, "330106000", false },
		      { 3, "330100000", true } };
	const struct action *ack = action_named("alert_ack");
	struct ticket t = { .kind = KIND_COMPLAINT };
	struct form *f;
	size_t i, accept;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		t.doc = json_pack("{s:{s:i, s:s}}", "incident", "final", cases[i].final,
				  "top", "330100000");
		f = action_form(ack, &t, 0);
		action_leave_out(ack, f, &t, cases[i].unit);
		accept = (size_t)form_find(f, "accept");
		assert_int_equal(form_shown(f, accept), cases[i].asked);
		assert_true(form_shown(f, (size_t)form_find(f, "detail")));
		form_free(f);
		json_decref(t.doc);
	}
}

/* What a state usually leads to heads the menu: publication before the archive ends it. */
static void
test_publication_comes_before_the_archive(void **state)
{
	struct ticket t = { .kind = KIND_COMPLAINT, .state = "TS80" };

	(void)state;
	assert_true(action_is_usual(action_named("publish"), &t));
	assert_true(action_is_usual(action_named("archive"), &t));
	assert_false(action_is_usual(action_named("note"), &t));
}

/* Tables of the centre that are no CSV of their own. */
static bool
is_built_in(const char *table)
{
	return strcmp(table, "unit") == 0 || strcmp(table, "division") == 0 ||
	       strcmp(table, "trader") == 0;
}

static void
test_every_table_picked_from_exists(void **state)
{
	const struct action *const *a;
	char path[120];
	size_t i;
	static const char *const rules[] = { "121", "20" };

	(void)state;
	for (a = actions; *a; a++) {
		struct form *f = form_new((*a)->fields, (*a)->nfields);

		for (i = 0; i < 2 * form_count(f); i++) {
			size_t k = i / 2;
			struct rule_context ctx = { .need = i % 2 ? NEED_REPORT
								  : NEED_COMPLAINT };

			str_copy(ctx.rules, sizeof ctx.rules, rules[i % 2]);
			if (form_find(f, "kind") >= 0)
				form_set(f, (size_t)form_find(f, "kind"), "");
			form_set_context(f, ctx);
			if (!*form_pick(f, k) || is_built_in(form_pick(f, k)) ||
			    part_is_list(form_pick(f, k)))
				continue;
			str_format(path, sizeof path, "sql/code/%s.csv",
				   form_pick(f, k));
			if (access(path, R_OK) != 0)
				fail_msg("%s.%s: %s", (*a)->name,
					 form_field(f, k)->name, path);
		}
		form_free(f);
	}
}

static int
column(FILE *f, const char *name)
{
	char line[4096], *rest = line, *field;
	int n;

	rewind(f);
	assert_non_null(fgets(line, sizeof line, f));
	for (n = 0; (field = csv_next(&rest)); n++)
		if (strcmp(field, name) == 0)
			return n;
	return -1;
}

/* Everything the procedure needs of an action can be typed into its form. */
static void
test_every_step_of_the_procedure_has_its_fields(void **state)
{
	FILE *f = csv_open("sql/code/transition.csv");
	int action = column(f, "action"), need = column(f, "need"), n, rows = 0;
	char line[4096], *rest, *word, *next, *field[32], key[64];

	(void)state;
	while (fgets(line, sizeof line, f)) {
		const struct action *a;
		struct form *form;

		rest = line;
		for (n = 0; n < 32 && (field[n] = csv_next(&rest)); n++)
			;
		if (n <= need || !*field[action])
			continue;
		a = action_named(field[action]);
		if (!a)
			fail_msg("no action %s", field[action]);
		form = form_new(a->fields, a->nfields);
		for (word = strtok_r(field[need], " ", &next); word;
		     word = strtok_r(NULL, " ", &next)) {
			str_format(key, sizeof key, "%.*s", (int)strcspn(word, "?"),
				   word);
			if (form_find(form, key) < 0)
				fail_msg("%s has no field %s", a->name, key);
		}
		form_free(form);
		rows++;
	}
	assert_true(rows > 50);
	fclose(f);
}

static void
test_a_sealed_step_names_the_version_that_was_seen(void **state)
{
	struct ticket t = sample("complaint", "TS11");
	const struct action *sign = action_named("sign");
	struct form *f = action_form(sign, &t, NOW);
	struct command c;
	struct err err;

	(void)state;
	assert_int_equal(command_seal(&c, sign, f, &t, NOW, &err), DONE);
	assert_string_equal(c.base, "server:3");
	assert_true(uuid_eq(&c.ticket, &t.id));
	assert_false(uuid_is_nil(&c.op));
	command_release(&c);
	form_free(f);
	ticket_release(&t);
}

static void
test_what_only_appends_needs_no_base(void **state)
{
	struct ticket t = sample("complaint", "TS40");
	const struct action *note = action_named("note");
	struct form *f = action_form(note, &t, NOW);
	struct command c;

	(void)state;
	form_set(f, 0, "已电话联系");
	assert_int_equal(command_seal(&c, note, f, &t, NOW, NULL), DONE);
	assert_string_equal(c.base, "");
	command_release(&c);
	form_free(f);
	ticket_release(&t);
}

static void
test_grounds_come_from_the_rule_set_of_the_ticket(void **state)
{
	struct ticket t = sample("complaint", "TS20");
	struct form *f = action_form(action_named("decline"), &t, NOW);

	(void)state;
	assert_string_equal(form_pick(f, (size_t)form_find(f, "ground")),
			    "nonaccept_20");
	form_free(f);
	str_copy(t.rule_set, sizeof t.rule_set, "121");
	f = action_form(action_named("terminate"), &t, NOW);
	assert_string_equal(form_pick(f, (size_t)form_find(f, "ground")),
			    "mediation_end_121");
	form_free(f);
	ticket_release(&t);
}

/* A made-up order: its grounds say in their rows what they mean. */
static const json_t *
made_up_row(void *arg, const char *table, const char *code)
{
	json_t **row = arg;

	json_decref(*row);
	*row = json_pack("{s:s}", str_eq(table, "mediation_end_30") ? "means" : "may",
			 str_eq(code, "Q1")   ? "found"
			 : str_eq(code, "P1") ? "transfer_to"
					      : "");
	return *row;
}

static void
test_a_ground_of_a_new_order_shows_its_fields_by_its_row(void **state)
{
	struct ticket t = sample("complaint", "TS40");
	struct rule_context ctx = { .rules = "30", .need = NEED_COMPLAINT };
	json_t *row = NULL;
	struct form *f;

	(void)state;
	str_copy(t.rule_set, sizeof t.rule_set, "30");
	f = action_form(action_named("terminate"), &t, NOW);
	ctx.extra = made_up_row;
	ctx.arg = &row;
	form_set_context(f, ctx);
	assert_false(form_shown(f, (size_t)form_find(f, "found")));
	form_set(f, (size_t)form_find(f, "ground"), "Q1");
	assert_true(form_shown(f, (size_t)form_find(f, "found")));
	assert_false(form_shown(f, (size_t)form_find(f, "crime")));
	assert_false(form_shown(f, (size_t)form_find(f, "transfer_to")));
	form_set(f, (size_t)form_find(f, "found"), "P1");
	assert_true(form_shown(f, (size_t)form_find(f, "transfer_to")));
	form_set(f, (size_t)form_find(f, "ground"), "Q2");
	assert_false(form_shown(f, (size_t)form_find(f, "found")));
	form_free(f);
	json_decref(row);
	ticket_release(&t);
}

static void
test_mediation_without_both_consents_is_refused_at_its_field(void **state)
{
	struct ticket t = sample("complaint", "TS30");
	const struct action *mediate = action_named("mediate");
	struct form *f = action_form(mediate, &t, NOW);
	struct command c;
	struct err err = { 0 };

	(void)state;
	form_set(f, 0, "true");
	form_set(f, 1, "false");
	form_set(f, 2, "5");
	assert_int_equal(command_seal(&c, mediate, f, &t, NOW, &err), REFUSED);
	assert_string_equal(err.field, "consent_respondent");
	assert_true(*form_fault(f, 1));
	form_free(f);
	ticket_release(&t);
}

static void
test_an_amendment_sends_what_was_changed_and_never_a_mask(void **state)
{
	struct ticket t = sample("complaint", "TS10");
	const struct action *amend = action_named("amend");
	struct form *f = action_form(amend, &t, NOW);
	struct command c;
	struct err err = { 0 };

	(void)state;
	assert_string_equal(form_named(f, "invname"), "小店");
	assert_string_equal(form_named(f, "pname"), "");
	assert_string_equal(form_named(f, "mobile"), "");
	assert_int_equal(command_seal(&c, amend, f, &t, NOW, &err), REFUSED);
	form_set(f, (size_t)form_find(f, "invname"), "大店");
	assert_int_equal(command_seal(&c, amend, f, &t, NOW, &err), DONE);
	assert_int_equal(json_object_size(c.payload), 1);
	assert_string_equal(json_text(c.payload, "invname"), "大店");
	command_release(&c);
	form_free(f);
	ticket_release(&t);
}

static void
test_declining_starts_from_the_proof_that_was_demanded(void **state)
{
	struct ticket t = sample("complaint", "TS21");
	json_t *demand = json_pack("{s:s, s:s, s:{s:s}}", "action", "demand_proof",
				   "at", "2026-11-20T23:30:00+08:00", "payload",
				   "materials", "身份证复印件");
	struct form *f;

	(void)state;
	json_object_set_new(t.doc, "timeline",
			    json_pack("[o, {s:s}]", demand, "action", "contact"));
	f = action_form(action_named("decline"), &t, NOW);
	assert_string_equal(form_named(f, "missing"), "身份证复印件");
	assert_string_equal(form_named(f, "demanded_on"), "2026-11-20");
	form_free(f);
	json_object_del(t.doc, "timeline");
	f = action_form(action_named("decline"), &t, NOW);
	assert_string_equal(form_named(f, "missing"), "");
	form_free(f);
	ticket_release(&t);
}

/* Whether what stands under a label is a code, a text, a day …: the same in every form. */
static void
assert_of_one_sort(const struct action *a, const struct field *f)
{
	size_t i, j;

	for (i = 0; actions[i]; i++)
		for (j = 0; j < actions[i]->nfields; j++) {
			const struct field *other = &actions[i]->fields[j];
			bool text = f->type == FIELD_TEXT || f->type == FIELD_LONG;
			bool words =
				other->type == FIELD_TEXT || other->type == FIELD_LONG;

			if (str_eq(f->label, other->label) &&
			    (text != words || (!text && f->type != other->type)))
				fail_msg("\"%s\" is one thing in %s, another in %s",
					 f->label, a->name, actions[i]->name);
		}
}

static const struct field *
field_named(const char *action, const char *name)
{
	const struct action *a = action_named(action);
	size_t i;

	for (i = 0; i < a->nfields; i++)
		if (str_eq(a->fields[i].name, name))
			return &a->fields[i];
	fail_msg("%s has no %s", action, name);
	return NULL;
}

static void
test_one_label_means_one_thing(void **state)
{
	static const char *const apart[][4] = {
		{ "merge", "consent", "mediate", "consent_complainant" },
		{ "hand_over", "receiver", "register", "incform" },
		{ "transfer", "receiver", "register", "incform" },
		{ "hand_over", "evidence", "contact", "evidence" },
		{ "transfer", "evidence", "notify", "evidence" },
		{ "propose", "evidence", "notify", "evidence" },
		{ "callback", "result", "reply", "handleadvice" },
		{ "appraised", "result", "reply", "handleadvice" },
		{ "notify", "matter", "no_authority", "detail" },
		{ "turn_report", "detail", "verify", "detail" },
	};
	size_t i, j;

	(void)state;
	for (i = 0; actions[i]; i++)
		for (j = 0; j < actions[i]->nfields; j++)
			assert_of_one_sort(actions[i], &actions[i]->fields[j]);
	for (i = 0; i < ARRAY_LEN(apart); i++)
		assert_string_not_equal(field_named(apart[i][0], apart[i][1])->label,
					field_named(apart[i][2], apart[i][3])->label);
}

static void
test_a_unit_is_chosen_where_the_step_may_send_it(void **state)
{
	static const struct {
		const char *action, *field;
		enum field_reach reach;
	} units[] = {
		{ "register", "suggest", REACH_ACTING },
		{ "assign", "unit", REACH_HOLDER },
		{ "pass", "unit", REACH_HOLDER },
		{ "designate", "unit", REACH_ACTING },
		{ "dispute", "other", REACH_ALL },
	};
	size_t i, j, k, found = 0;

	(void)state;
	for (i = 0; actions[i]; i++)
		for (j = 0; j < actions[i]->nfields; j++) {
			const struct field *f = &actions[i]->fields[j];

			if (!str_eq(f->pick, "unit"))
				assert_int_equal(f->reach, REACH_ALL);
			for (k = 0; k < ARRAY_LEN(units); k++)
				if (str_eq(actions[i]->name, units[k].action) &&
				    str_eq(f->name, units[k].field)) {
					assert_int_equal(f->reach, units[k].reach);
					found++;
				}
		}
	assert_int_equal(found, ARRAY_LEN(units));
}

static void
test_a_notice_begins_now_and_lies_not_ahead(void **state)
{
	struct ticket t = sample("complaint", "TS30");
	struct form *f = action_form(action_named("notify"), &t, NOW);
	size_t told = (size_t)form_find(f, "notified");
	struct err err = { 0 };
	char iso[30], text[20];
	int minutes;

	(void)state;
	for (minutes = 0; minutes <= 10; minutes += 10) {
		stamp_text(NOW + minutes * 60000, iso);
		str_format(text, sizeof text, "%.10s %.5s", iso, iso + 11);
		if (minutes == 0)
			assert_string_equal(form_text(f, told), text);
		form_set(f, told, text);
		assert_int_equal(form_leave(f, told, &err), minutes ? REFUSED : DONE);
	}
	form_set_wall(f, NOW + 600000); /* it has become later meanwhile */
	assert_int_equal(form_leave(f, told, &err), DONE);
	form_free(f);
	ticket_release(&t);
}

static void
test_a_matter_is_offered_once_it_has_come_about(void **state)
{
	static const struct {
		const char *kind, *fits, *outcome;
		bool offered;
	} matters[] = {
		{ "complaint", "mode", "mode", true },
		{ "complaint", "naccode", "mode", false },
		{ "complaint", "intenddate ground", "ground", true },
		{ "complaint", "D13", "mode", true },
		{ "complaint", "D03", "mode", false },
		{ "complaint", "", "mode", true },
		{ "report", "mode", "mode", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(matters); i++) {
		struct ticket t = sample("complaint", "TS30");
		struct stage stage = { .ticket = &t };
		json_t *extra = json_pack("{s:s, s:s}", "kind", matters[i].kind, "fits",
					  matters[i].fits);
		struct choice choice = { "x", extra };

		json_object_set_new(t.doc, "outcome",
				    json_pack("{s:s}", matters[i].outcome, "1"));
		json_object_set_new(t.doc, "clocks",
				    json_pack("[{s:s}]", "code", "D13"));
		if (action_named("notify")->offers(NULL, "matter", &choice, &stage) !=
		    matters[i].offered)
			fail_msg("matter %zu", i);
		json_decref(extra);
		ticket_release(&t);
	}
}

static void
test_a_ticket_to_name_is_offered_with_what_tells_it_apart(void **state)
{
	static const char *const picks[][2] = {
		{ "of:mergeable", "mergeable" },
		{ "of:earlier", "earlier_reports" },
	};
	struct ticket t = sample("complaint", "TS20");
	json_t *rows;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(picks); i++) {
		rows = part_rows(&t, picks[i][0]);
		assert_int_equal(json_array_size(rows), 0);
		json_decref(rows);
		json_object_set_new(t.doc, picks[i][1],
				    json_pack("[{s:s, s:s, s:s, s:s}]", "regno",
					      "3301000002026112300000002", "received",
					      "2026-11-23T14:05:00+08:00", "respondent",
					      "小店", "state_name", "待初查"));
		rows = part_rows(&t, picks[i][0]);
		assert_int_equal(json_array_size(rows), 1);
		assert_string_equal(
			json_string_value(json_array_get(json_array_get(rows, 0), 0)),
			"3301000002026112300000002");
		assert_string_equal(
			json_string_value(json_array_get(json_array_get(rows, 0), 1)),
			"2026-11-23 14:05  小店  待初查");
		json_decref(rows);
	}
	assert_string_equal(field_named("merge", "main")->pick, "of:mergeable");
	assert_string_equal(field_named("repeated", "earlier")->pick, "of:earlier");
	assert_string_equal(field_named("new_facts", "earlier")->pick, "of:earlier");
	ticket_release(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_action_has_a_form_that_can_be_filled),
		cmocka_unit_test(test_every_table_picked_from_exists),
		cmocka_unit_test(test_only_what_can_be_answered_is_asked),
		cmocka_unit_test(test_publication_comes_before_the_archive),
		cmocka_unit_test(test_every_step_of_the_procedure_has_its_fields),
		cmocka_unit_test(test_a_sealed_step_names_the_version_that_was_seen),
		cmocka_unit_test(test_what_only_appends_needs_no_base),
		cmocka_unit_test(test_one_label_means_one_thing),
		cmocka_unit_test(test_a_notice_begins_now_and_lies_not_ahead),
		cmocka_unit_test(
			test_a_ticket_to_name_is_offered_with_what_tells_it_apart),
		cmocka_unit_test(test_a_matter_is_offered_once_it_has_come_about),
		cmocka_unit_test(test_a_unit_is_chosen_where_the_step_may_send_it),
		cmocka_unit_test(test_grounds_come_from_the_rule_set_of_the_ticket),
		cmocka_unit_test(
			test_a_ground_of_a_new_order_shows_its_fields_by_its_row),
		cmocka_unit_test(
			test_declining_starts_from_the_proof_that_was_demanded),
		cmocka_unit_test(
			test_mediation_without_both_consents_is_refused_at_its_field),
		cmocka_unit_test(
			test_an_amendment_sends_what_was_changed_and_never_a_mask),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
