#include "base/str.h"

#include "model/ticket.h"

#include "unit.h"

#define ID "01890a5d-ac96-774b-bcce-b302099a8057"

static json_t *
doc(const char *state)
{
	return json_pack("{s:s, s:s, s:s, s:i, s:s, s:s}", "ticket", ID, "kind",
			 "report", "state", state, "version", 2, "unit", "330106013",
			 "rule_set", "30");
}

static void
test_a_ticket_is_read_from_its_document(void **state)
{
	struct ticket t;
	json_t *o = doc("JB20");

	(void)state;
	assert_true(ticket_read(&t, o));
	assert_int_equal(t.kind, KIND_REPORT);
	assert_int_equal(t.version, 2);
	assert_string_equal(t.rule_set, "30");
	assert_true(ticket_is_open(&t));
	ticket_release(&t);
	json_decref(o);
}

static void
test_what_is_no_ticket_is_not_read(void **state)
{
	static const char *const bad[] = {
		"{}",
		"[]",
		"{\"ticket\":\"x\",\"kind\":\"report\",\"version\":1}",
		"{\"ticket\":\"" ID "\",\"kind\":\"praise\",\"version\":1}",
		"{\"ticket\":\"" ID "\",\"kind\":\"report\",\"version\":0}",
		"{\"ticket\":\"" ID "\",\"kind\":\"report\",\"version\":4294967297}",
	};
	struct ticket t;
	size_t i;
	json_t *o;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(json_read(&o, bad[i], strlen(bad[i]), NULL), DONE);
		assert_false(ticket_read(&t, o));
		json_decref(o);
	}
}

static void
test_superiors_follow_from_the_code_unless_they_are_named(void **state)
{
	struct ticket t;
	json_t *o = doc("JB20");

	(void)state;
	assert_true(ticket_read(&t, o));
	assert_string_equal(t.above[0], "330106000");
	assert_string_equal(t.above[1], "330100000");
	assert_string_equal(t.above[2], "330000000");
	assert_string_equal(t.above[3], "");
	ticket_release(&t);
	json_object_set_new(o, "above", json_pack("[s]", "330100001"));
	assert_true(ticket_read(&t, o));
	assert_string_equal(t.above[0], "330100001");
	assert_string_equal(t.above[1], "");
	ticket_release(&t);
	json_decref(o);
}

static void
test_a_ticket_is_open_until_the_document_or_its_state_says_closed(void **state)
{
	static const char *const closed[] = { "TS70", "ZX20", "ZX40", "JB33", "JB70" };
	struct ticket t;
	size_t i;
	json_t *o;

	(void)state;
	for (i = 0; i < sizeof closed / sizeof *closed; i++) {
		o = doc(closed[i]);
		assert_true(ticket_read(&t, o));
		assert_false(ticket_is_open(&t));
		json_object_set_new(o, "open", json_true());
		assert_true(ticket_is_open(&t));
		ticket_release(&t);
		json_decref(o);
	}
}

static void
test_the_states_held_closed_are_those_of_the_procedure(void **state)
{
	FILE *f = csv_open("sql/code/state.csv");
	char line[1024], *field[12];
	struct ticket t;
	json_t *o;

	(void)state;
	while (csv_row(f, line, sizeof line, field) >= 4) {
		o = doc(field[0]);
		assert_true(ticket_read(&t, o));
		if (ticket_is_open(&t) != (*field[3] == '1'))
			fail_msg(
				"sql/code/state.csv has %s %s: say so in ticket_is_open() "
				"of src/model/ticket.c",
				field[0], *field[3] == '1' ? "open" : "closed");
		ticket_release(&t);
		json_decref(o);
	}
	fclose(f);
}

static void
test_an_operator_holds_duties_at_places(void **state)
{
	struct operator_info o;
	json_t *who =
		json_pack("{s:s, s:s, s:[{s:s, s:s}]}", "name", "lead", "unit",
			  "330106000", "duties", "duty", "r06", "unit", "330106000");

	(void)state;
	assert_true(operator_read(&o, who));
	assert_true(operator_has(&o, "r06"));
	assert_false(operator_has(&o, "r05"));
	assert_true(operator_has_at(&o, "r06", "330106000"));
	assert_false(operator_has_at(&o, "r06", "330106013"));
	json_decref(who);
	assert_false(operator_read(&o, NULL));
}

static void
test_her_lists_are_those_of_her_unit_and_of_whom_she_stands_in_for(void **state)
{
	const char *units[OPERATOR_UNITS];
	struct operator_info o;
	json_t *who =
		json_pack("{s:s, s:s, s:[s], s:[{s:s, s:s}, {s:s, s:s}, {s:s, s:s}]}",
			  "name", "deputy", "unit", "330105000", "above", "330100000",
			  "duties", "duty", "r06", "unit", "330106000", "duty", "r05",
			  "unit", "330105000", "duty", "r04", "unit", "330106000");

	(void)state;
	assert_true(operator_read(&o, who));
	assert_int_equal(operator_units(&o, units), 2);
	assert_string_equal(units[0], "");
	assert_string_equal(units[1], "330106000");
	assert_true(operator_works_at(&o, "r05", ""));
	assert_false(operator_works_at(&o, "r06", ""));
	assert_true(operator_works_at(&o, "r06", "330106000"));
	str_copy(o.duties[1].unit, sizeof o.duties[1].unit, "330100000");
	assert_true(operator_works_at(&o, "r05", "")); /* from above, too */
	json_decref(who);
}

static void
test_kinds_have_names_and_labels(void **state)
{
	bool known;
	int i;

	(void)state;
	for (i = 0; i < KIND__MAX; i++) {
		assert_int_equal(kind_named(kind_name((enum kind)i), &known), i);
		assert_true(known && *kind_label((enum kind)i));
	}
	kind_named("praise", &known);
	assert_false(known);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_ticket_is_read_from_its_document),
		cmocka_unit_test(test_what_is_no_ticket_is_not_read),
		cmocka_unit_test(
			test_superiors_follow_from_the_code_unless_they_are_named),
		cmocka_unit_test(
			test_a_ticket_is_open_until_the_document_or_its_state_says_closed),
		cmocka_unit_test(
			test_the_states_held_closed_are_those_of_the_procedure),
		cmocka_unit_test(test_an_operator_holds_duties_at_places),
		cmocka_unit_test(
			test_her_lists_are_those_of_her_unit_and_of_whom_she_stands_in_for),
		cmocka_unit_test(test_kinds_have_names_and_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
