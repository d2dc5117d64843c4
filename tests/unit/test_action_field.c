/* The rows of sql/code/field.csv as the tables of the forms. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

#include "form/rule.h"

#include "action/action.h"

#include "unit.h"

/* Red while each of these took the last such day: 12/5 on 23 November was of last year. */
static void
test_a_day_without_its_year_lies_where_its_field_looks(void **state)
{
	static const struct {
		const char *action, *key, *typed, *kept;
	} days[] = {
		{ "appraise", "expected", "12/5", "2026-12-05" },
		{ "pause", "expected", "12/5", "2026-12-05" },
		{ "empower", "until", "6/30", "2027-06-30" },
		{ "entrust", "until", "12/5", "2026-12-05" },
		{ "demand_proof", "until", "12/5", "2026-12-05" },
		{ "supervise", "due", "12/5", "2026-12-05" },
		{ "assign", "limit", "12/5", "2026-12-05" },
		{ "issue", "until", "12/5", "2026-12-05" },
		{ "issue", "time", "12/5 14:00", "2026-12-05 14:00" },
		{ "issue", "time", "11/20 14:00", "2026-11-20 14:00" },
		{ "mediate", "time", "12/5 14:00", "2026-12-05 14:00" },
		{ "register", "buydate", "12/5", "2025-12-05" },
		{ "notify", "notified", "11/20 14:00", "2026-11-20 14:00" },
		{ "resume", "ended", "12/5", "2025-12-05" },
	};
	struct rule_context ctx = { .today = day_parse("2026-11-23") };
	const struct action *a;
	struct str s = { 0 };
	struct err err = { 0 };
	size_t i, f;

	(void)state;
	for (i = 0; i < ARRAY_LEN(days); i++) {
		a = action_named(days[i].action);
		for (f = 0; !str_eq(a->fields[f].name, days[i].key); f++)
			;
		str_set(&s, days[i].typed);
		if (rule_apply(&a->fields[f], &ctx, &s, &err) != DONE)
			fail_msg("%s,%s: %s", a->name, days[i].key, err.text);
		assert_string_equal(str_text(&s), days[i].kept);
	}
	str_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_a_day_without_its_year_lies_where_its_field_looks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
