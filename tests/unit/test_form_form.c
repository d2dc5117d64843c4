#include "base/clock.h"

#include "form/form.h"

#include "unit.h"

static bool
when_on_the_net(const struct form *f)
{
	return str_eq(form_named(f, "net"), "true");
}

enum { KIND, NAME, ADDRESS, DAY, MONEY, DEMAND, NET, SHOP };

static const struct field fields[] = {
	[KIND] = { "kind", "Kind", FIELD_CODE, .fill = "complaint",
		   .flags = NEED_ALWAYS | FIELD_KIND },
	[NAME] = { "pname", "Name", FIELD_TEXT, .rule = "name",
		   .flags = NEED_COMPLAINT },
	[ADDRESS] = { "paddr", "Address", FIELD_TEXT,
		      .flags = NEED_COMPLAINT | FIELD_MAY_DECLINE },
	[DAY] = { "buydate", "Day", FIELD_DATE, .rule = "past" },
	[MONEY] = { "invoam", "Amount", FIELD_MONEY },
	[DEMAND] = { "demand", "Demand", FIELD_CODES, .pick = "demand" },
	[NET] = { "net", "Net", FIELD_FLAG },
	[SHOP] = { "shop", "Shop", FIELD_TEXT, .flags = NEED_COMPLAINT,
		   .shown = when_on_the_net },
};

static struct form *
blank(void)
{
	struct form *f = form_new(fields, sizeof fields / sizeof *fields);

	form_set_context(f, (struct rule_context){ .today = day_parse("2026-11-23"),
						   .need = NEED_COMPLAINT });
	return f;
}

static void
test_leaving_a_field_parses_it_and_undo_brings_the_typed_back(void **state)
{
	struct form *f = blank();

	(void)state;
	form_set(f, DAY, "T-3");
	assert_int_equal(form_leave(f, DAY, NULL), DONE);
	assert_string_equal(form_text(f, DAY), "2026-11-20");
	assert_true(edit_undo(form_edit(f, DAY)));
	assert_string_equal(form_text(f, DAY), "T-3");
	form_free(f);
}

static void
test_a_fault_is_marked_and_the_text_stays(void **state)
{
	struct form *f = blank();
	struct err err = { 0 };

	(void)state;
	form_set(f, NAME, "张3");
	assert_int_equal(form_leave(f, NAME, &err), REFUSED);
	assert_string_equal(err.field, "pname");
	assert_string_equal(form_fault(f, NAME), err.text);
	assert_string_equal(form_text(f, NAME), "张3");
	form_set(f, NAME, "张三");
	assert_int_equal(form_leave(f, NAME, &err), DONE);
	assert_string_equal(form_fault(f, NAME), "");
	form_free(f);
}

static void
test_the_cursor_goes_to_the_first_fault(void **state)
{
	struct form *f = blank();
	struct err err = { 0 };
	size_t first = 99;

	(void)state;
	form_set(f, ADDRESS, "文三路");
	form_set(f, MONEY, "many");
	assert_int_equal(form_check(f, &first, &err), REFUSED);
	assert_int_equal(first, NAME);
	assert_string_equal(err.field, "pname");
	assert_true(*form_fault(f, MONEY));
	form_free(f);
}

static void
test_a_mark_answers_only_where_the_law_allows(void **state)
{
	struct form *f = blank();
	size_t first, have, need;

	(void)state;
	form_set_mark(f, ADDRESS, MARK_DECLINED);
	form_set_mark(f, NAME, MARK_UNKNOWN);
	form_progress(f, &have, &need);
	assert_int_equal(need, 3);
	assert_int_equal(have, 2);
	assert_int_equal(form_missing(f, 0), NAME);
	assert_int_equal(form_check(f, &first, NULL), REFUSED);
	assert_int_equal(first, NAME);
	form_set(f, NAME, "张三");
	assert_int_equal(form_check(f, &first, NULL), DONE);
	assert_int_equal(form_missing(f, 0), -1);
	assert_int_equal(form_mark(f, NAME), MARK_NONE);
	form_free(f);
}

static void
test_what_is_not_shown_is_not_asked_for_and_not_sent(void **state)
{
	struct form *f = blank();
	json_t *payload, *draft;

	(void)state;
	form_set(f, SHOP, "小店");
	assert_false(form_needs(f, SHOP));
	payload = form_payload(f);
	assert_null(json_object_get(payload, "shop"));
	draft = form_draft(f);
	assert_string_equal(json_text(json_object_get(draft, "fields"), "shop"),
			    "小店");
	form_set(f, NET, "true");
	assert_true(form_needs(f, SHOP));
	json_decref(payload);
	json_decref(draft);
	form_free(f);
}

static void
test_the_payload_has_each_type_as_the_contract_says(void **state)
{
	struct form *f = blank();
	size_t first;
	json_t *o;

	(void)state;
	form_set(f, NAME, "张三");
	form_set_mark(f, ADDRESS, MARK_DECLINED);
	form_set(f, MONEY, "128");
	form_set(f, DEMAND, "04、07");
	form_set(f, NET, "否");
	assert_int_equal(form_check(f, &first, NULL), DONE);
	o = form_payload(f);
	assert_string_equal(json_text(o, "invoam"), "128.00");
	assert_int_equal(json_array_size(json_object_get(o, "demand")), 2);
	assert_true(json_is_false(json_object_get(o, "net")));
	assert_string_equal(json_text(json_object_get(o, "_marks"), "paddr"),
			    "declined");
	assert_null(json_object_get(o, "buydate"));
	json_decref(o);
	form_free(f);
}

static void
test_a_draft_comes_back_exactly_as_typed(void **state)
{
	struct form *f = blank(), *g = blank();
	json_t *draft, *again;

	(void)state;
	form_set(f, KIND, "report");
	form_set(f, NAME, " 张3 ");
	form_set(f, DAY, "T-");
	form_set_mark(f, ADDRESS, MARK_UNKNOWN);
	draft = form_draft(f);
	form_restore(g, draft);
	again = form_draft(g);
	assert_true(json_equal(draft, again));
	assert_int_equal(form_context(g)->need, NEED_REPORT);
	json_decref(draft);
	json_decref(again);
	form_free(f);
	form_free(g);
}

static void
test_only_what_was_changed_is_a_change(void **state)
{
	struct form *f = blank();
	json_t *facts = json_pack("{s:s, s:[s,s], s:b, s:s}", "invoam", "128.00",
				  "demand", "04", "07", "net", 1, "shop", "小店");
	json_t *changes;

	(void)state;
	form_clear(f);
	form_load(f, facts);
	changes = form_changes(f);
	assert_int_equal(json_object_size(changes), 0);
	json_decref(changes);
	form_set(f, MONEY, "129.00");
	changes = form_changes(f);
	assert_int_equal(json_object_size(changes), 1);
	assert_string_equal(json_text(changes, "invoam"), "129.00");
	json_decref(changes);
	json_decref(facts);
	form_free(f);
}

static void
test_a_stamp_is_loaded_as_one_types_it(void **state)
{
	static const struct field told[] = {
		{ "notified", "Told", FIELD_STAMP, .rule = "past" },
		{ "received", "Received", FIELD_STAMP, .flags = FIELD_HIDDEN },
	};
	struct form *f = form_new(told, 2);
	json_t *o = json_pack("{s:s, s:s}", "notified", "2026-11-29T09:00:00+08:00",
			      "received", "2026-11-29T09:00:00+08:00");
	json_t *again;

	(void)state;
	form_load(f, o);
	assert_string_equal(form_text(f, 0), "2026-11-29 09:00");
	assert_string_equal(form_text(f, 1), "2026-11-29T09:00:00+08:00");
	again = form_payload(f);
	assert_true(json_equal(o, again));
	json_decref(again);
	json_object_set_new(o, "notified", json_string("2026-11-29T09:00:31+08:00"));
	form_load(f, o);
	again = form_payload(f);
	assert_true(json_equal(o, again));
	json_decref(again);
	json_decref(o);
	form_free(f);
}

static void
test_any_json_may_be_loaded(void **state)
{
	static const char *const odd[] = {
		"[]",
		"{\"pname\":{}}",
		"{\"pname\":null}",
		"{\"demand\":[1,{},\"04\"]}",
		"{\"invoam\":7}",
		"{\"_marks\":[]}",
		"{\"fields\":7,\"marks\":\"x\"}",
	};
	struct form *f = blank();
	size_t i;
	json_t *o;

	(void)state;
	for (i = 0; i < sizeof odd / sizeof *odd; i++) {
		assert_int_equal(json_read(&o, odd[i], strlen(odd[i]), NULL), DONE);
		form_load(f, o);
		form_restore(f, o);
		json_decref(o);
	}
	form_load(f, NULL);
	form_restore(f, NULL);
	form_free(f);
}

static void
test_the_version_moves_with_every_key_and_mark(void **state)
{
	struct form *f = blank();
	unsigned v = form_version(f);

	(void)state;
	edit_insert(form_edit(f, NAME), "张", 3);
	assert_int_not_equal(form_version(f), v);
	v = form_version(f);
	form_set_mark(f, ADDRESS, MARK_DECLINED);
	assert_int_not_equal(form_version(f), v);
	v = form_version(f);
	form_leave(f, NAME, NULL);
	assert_int_equal(form_version(f), v);
	form_free(f);
}

static void
test_what_a_rule_would_not_take_is_not_offered(void **state)
{
	static const struct field one[] = { { "ground", "Ground", FIELD_CODE,
					      .rule = "nofile" } };
	struct form *f = form_new(one, 1);

	(void)state;
	assert_true(form_takes(f, 0, "R2d"));
	assert_false(form_takes(f, 0, "R2"));
	assert_false(form_takes(f, 0, "R1c"));
	assert_string_equal(form_text(f, 0), "");
	assert_string_equal(form_fault(f, 0), "");
	form_free(f);
}

static void
test_what_looks_wrong_and_can_be_right_is_asked_once_then_taken(void **state)
{
	static const struct field code[] = {
		{ "uscc", "Code", FIELD_TEXT, .rule = "uscc" },
	};
	struct form *f = form_new(code, 1);
	struct err err = { 0 };
	size_t first = 9;

	(void)state;
	form_set(f, 0, "91350203m0001qkt19");
	assert_int_equal(form_leave(f, 0, &err), REFUSED);
	assert_true(err.ask);
	assert_string_equal(err.field, "uscc");
	assert_string_equal(form_text(f, 0), "91350203M0001QKT19");
	assert_true(*form_fault(f, 0));
	assert_int_equal(form_check(f, &first, &err), DONE);
	assert_string_equal(form_fault(f, 0), "");
	/* another one is asked about anew */
	form_set(f, 0, "91350203M0001FUE2P");
	assert_int_equal(form_check(f, &first, &err), REFUSED);
	assert_int_equal(first, 0);
	assert_int_equal(form_check(f, &first, &err), DONE);
	/* a person's number never stands, however often it is entered */
	form_set(f, 0, "362322198709086409");
	assert_int_equal(form_leave(f, 0, &err), REFUSED);
	assert_false(err.ask);
	assert_int_equal(form_leave(f, 0, &err), REFUSED);
	form_free(f);
}

static void
test_what_is_on_record_is_put_in_under_nothing_typed(void **state)
{
	static const struct field two[] = {
		{ "place", "Place", FIELD_TEXT },
		{ "time", "Time", FIELD_STAMP },
	};
	struct form *f = form_new(two, 2);

	(void)state;
	form_prefill(f, 0, "文新所");
	form_prefill(f, 1, "2026-12-08T14:00:00+08:00");
	assert_string_equal(form_text(f, 0), "文新所");
	assert_string_equal(form_text(f, 1), "2026-12-08 14:00");
	assert_string_equal(form_overrides(f, 0), "");
	/* the record moved: what nobody touched follows, and goes again */
	form_prefill(f, 0, "区局");
	assert_string_equal(form_text(f, 0), "区局");
	form_prefill(f, 1, "");
	assert_string_equal(form_text(f, 1), "");
	/* what was typed stays, and is known to differ */
	form_set(f, 0, "拱墅所");
	form_prefill(f, 0, "区局");
	assert_string_equal(form_text(f, 0), "拱墅所");
	assert_string_equal(form_overrides(f, 0), "区局");
	form_prefill(f, 0, "文新所");
	assert_string_equal(form_text(f, 0), "拱墅所");
	assert_string_equal(form_overrides(f, 0), "文新所");
	form_prefill(f, 0, "拱墅所");
	assert_string_equal(form_overrides(f, 0), "");
	form_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_on_record_is_put_in_under_nothing_typed),
		cmocka_unit_test(
			test_leaving_a_field_parses_it_and_undo_brings_the_typed_back),
		cmocka_unit_test(test_a_fault_is_marked_and_the_text_stays),
		cmocka_unit_test(test_the_cursor_goes_to_the_first_fault),
		cmocka_unit_test(test_a_mark_answers_only_where_the_law_allows),
		cmocka_unit_test(test_what_is_not_shown_is_not_asked_for_and_not_sent),
		cmocka_unit_test(test_the_payload_has_each_type_as_the_contract_says),
		cmocka_unit_test(test_a_draft_comes_back_exactly_as_typed),
		cmocka_unit_test(test_only_what_was_changed_is_a_change),
		cmocka_unit_test(test_a_stamp_is_loaded_as_one_types_it),
		cmocka_unit_test(test_any_json_may_be_loaded),
		cmocka_unit_test(test_what_a_rule_would_not_take_is_not_offered),
		cmocka_unit_test(
			test_what_looks_wrong_and_can_be_right_is_asked_once_then_taken),
		cmocka_unit_test(test_the_version_moves_with_every_key_and_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
