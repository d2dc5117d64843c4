/* The fields of the forms and the rows of sql/code/field.csv, which the centre accepts
 * payloads by, are the same. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

#include "form/rule.h"

#include "action/action.h"

#include "unit.h"

enum { ACTION, KEY, TYPE, CODES, LONGEST, SEVERAL, WHOM, SOURCE, COLUMNS };
enum { MOST = 1000 };

struct row {
	char line[256];
	char *cell[12];
	bool met;
};

static struct row rows[MOST];
static size_t nrows;

static const char *const types[FIELD__MAX] = {
	[FIELD_TEXT] = "text",	 [FIELD_LONG] = "long", [FIELD_CODE] = "code",
	[FIELD_CODES] = "codes", [FIELD_DATE] = "date", [FIELD_STAMP] = "stamp",
	[FIELD_MONEY] = "money", [FIELD_FLAG] = "flag",
};

static int
read_rows(void **state)
{
	FILE *f = csv_open("sql/code/field.csv");
	struct row *r = rows;

	(void)state;
	for (; nrows < MOST; nrows++, r++)
		if (csv_row(f, r->line, sizeof r->line, r->cell) != COLUMNS)
			break;
	fclose(f);
	return 0;
}

static struct row *
row_of(const char *action, const char *key)
{
	size_t i;

	for (i = 0; i < nrows; i++)
		if (str_eq(rows[i].cell[ACTION], action) &&
		    str_eq(rows[i].cell[KEY], key))
			return &rows[i];
	fail_msg("field.csv: no row %s,%s", action, key);
	return NULL;
}

static void
compare(const struct action *a, const struct field *f)
{
	struct row *r = row_of(a->name, f->name);
	const char *source = f->flags & FIELD_HIDDEN ? "program" : "form";

	r->met = true;
	if (!str_eq(r->cell[TYPE], types[f->type]))
		fail_msg("%s,%s: type", a->name, f->name);
	if (!str_eq(r->cell[CODES], f->pick ? f->pick : ""))
		fail_msg("%s,%s: codes", a->name, f->name);
	if ((size_t)strtoul(r->cell[LONGEST], NULL, 10) != field_max(f))
		fail_msg("%s,%s: longest", a->name, f->name);
	if ((*r->cell[WHOM] != '\0') != ((f->flags & FIELD_PERSONAL) != 0))
		fail_msg("%s,%s: whom", a->name, f->name);
	if (f->type == FIELD_CODES && !*r->cell[SEVERAL])
		fail_msg("%s,%s: several", a->name, f->name);
	if (!str_eq(r->cell[SOURCE], source))
		fail_msg("%s,%s: source", a->name, f->name);
}

static void
test_every_field_of_a_form_has_its_row(void **state)
{
	const struct action *const *a;
	size_t i;

	(void)state;
	for (a = actions; *a; a++)
		for (i = 0; i < (*a)->nfields; i++)
			compare(*a, &(*a)->fields[i]);
}

static void
test_every_row_of_a_form_has_its_field(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < nrows; i++) {
		if (!action_named(rows[i].cell[ACTION]))
			fail_msg("no action %s", rows[i].cell[ACTION]);
		if (!rows[i].met && str_eq(rows[i].cell[SOURCE], "form"))
			fail_msg("%s,%s: in no form", rows[i].cell[ACTION],
				 rows[i].cell[KEY]);
	}
}

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
		cmocka_unit_test(test_every_field_of_a_form_has_its_row),
		cmocka_unit_test(test_every_row_of_a_form_has_its_field),
		cmocka_unit_test(
			test_a_day_without_its_year_lies_where_its_field_looks),
	};

	return cmocka_run_group_tests(tests, read_rows, NULL);
}
