#include "base/clock.h"

#include "form/rule.h"

#include "unit.h"

static struct rule_context
on_23_november(void)
{
	return (struct rule_context){ .today = day_parse("2026-11-23"),
				      .need = NEED_COMPLAINT,
				      .rules = "121" };
}

/* What becomes of the text; NULL where it is refused (text then stays, words are said). */
static const char *
after(const struct field *f, const char *text)
{
	static char out[400];
	struct rule_context ctx = on_23_november();
	struct str s = { 0 };
	struct err err = { 0 };
	enum verdict v;

	str_set(&s, text);
	v = rule_apply(f, &ctx, &s, &err);
	snprintf(out, sizeof out, "%s", str_text(&s));
	str_release(&s);
	if (v == DONE)
		return out;
	assert_int_equal(v, REFUSED);
	assert_string_equal(out, text);
	assert_string_equal(err.field, f->name);
	assert_true(strlen(err.text) > 5);
	return NULL;
}

struct sample {
	const char *rule, *typed, *kept; /* kept NULL: refused */
	enum field_type type;
};

static const struct sample samples[] = {
	{ "mobile", " １３８ 0013-8000 ", "13800138000" },
	{ "mobile", "+8613800138000", "13800138000" },
	{ "mobile", "0571-87654321", NULL },
	{ "mobile", "1380013800", NULL },
	{ "landline", "0571-87654321", "057187654321" },
	{ "landline", "13800138000", NULL },
	{ "phone", "12345", "12345" },
	{ "phone", "abc", NULL },
	{ "uscc", "91330106MA2XXXXXXX", NULL },
	{ "idcard", "11010519491231002X", "11010519491231002X" },
	{ "idcard", "110105194912310021", NULL },
	{ "postcode", "310000", "310000" },
	{ "postcode", "31000", NULL },
	{ "name", " 张三 ", "张三" },
	{ "name", "阿卜杜拉·买买提", "阿卜杜拉·买买提" },
	{ "name", "张3", NULL },
	{ "officers", "张三、李四", "张三,李四" },
	{ "officers", "张三", NULL },
	{ "orderno", "ＴＢ-20261120", "TB-20261120" },
	{ "orderno", "淘宝1", NULL },
	{ "url", "shop.example.com/1", "shop.example.com/1" },
	{ "url", "not an address", NULL },
	{ "regno", "1440606002019111443085633", "1440606002019111443085633" },
	{ "count", "０15", NULL },
	{ "count", "15", "15" },
	{ "nofile", "R2d", "R2d", FIELD_CODE },
	{ "nofile", "R1", NULL, FIELD_CODE },
	{ "nofile", "R2", NULL, FIELD_CODE },
	{ "past", "T-3", "2026-11-20", FIELD_DATE },
	{ "past", "20261120", "2026-11-20", FIELD_DATE },
	{ "past", "上周五", "2026-11-20", FIELD_DATE },
	{ "past", "T+1", NULL, FIELD_DATE },
	{ "past", "1901-01-01", NULL, FIELD_DATE },
	{ "past", "2026-02-30", NULL, FIELD_DATE },
	{ "ahead", "T+3", "2026-11-26", FIELD_DATE },
	{ "ahead", "T-1", NULL, FIELD_DATE },
	{ "past", "T 14:05", "2026-11-23 14:05", FIELD_STAMP },
	{ "past", "9:05", "2026-11-23 09:05", FIELD_STAMP },
	{ "past", "2026-11-20 2460", NULL, FIELD_STAMP },
	{ NULL, "2026-11-23T14:05:09+08:00", "2026-11-23T14:05:09+08:00", FIELD_STAMP },
	{ NULL, "１２８元", "128.00", FIELD_MONEY },
	{ NULL, "1.2万", "12000.00", FIELD_MONEY },
	{ NULL, "-1", NULL, FIELD_MONEY },
	{ NULL, "是", "true", FIELD_FLAG },
	{ NULL, "N", "false", FIELD_FLAG },
	{ NULL, "maybe", NULL, FIELD_FLAG },
	{ NULL, "04、07，08", "04,07,08", FIELD_CODES },
	{ NULL, "04 退货", NULL, FIELD_CODES },
	{ NULL, "drop table", NULL, FIELD_CODE },
	{ NULL, "T 9点05", "2026-11-23 09:05", FIELD_STAMP },
	{ NULL, "1405", "2026-11-23 14:05", FIELD_STAMP },
	{ NULL, "T 14:5", NULL, FIELD_STAMP },
	{ NULL, "", "" },
	{ "mobile", "  ", "" },
};

static void
test_each_rule_keeps_what_is_right_and_refuses_the_rest(void **state)
{
	size_t i;
	const char *got;

	(void)state;
	for (i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct field f = { .name = "x",
					 .type = samples[i].type,
					 .rule = samples[i].rule };

		got = after(&f, samples[i].typed);
		if (got == NULL && samples[i].kept == NULL)
			continue;
		if (!got || !samples[i].kept || strcmp(got, samples[i].kept) != 0)
			fail_msg("%s \"%s\" became %s", samples[i].rule,
				 samples[i].typed, got ? got : "(refused)");
	}
}

static void
test_what_is_longer_than_the_field_is_refused_not_cut(void **state)
{
	const struct field f = { .name = "x", .type = FIELD_TEXT, .max = 3 };

	(void)state;
	assert_null(after(&f, "一二三四"));
	assert_string_equal(after(&f, "一二三"), "一二三");
}

static bool
knows_only_04(void *arg, const char *table, const char *code)
{
	(void)arg;
	return strcmp(table, "demand") == 0 && strcmp(code, "04") == 0;
}

static void
test_a_code_is_looked_up_where_a_table_is_at_hand(void **state)
{
	const struct field f = { .name = "x", .type = FIELD_CODES, .pick = "demand" };
	struct rule_context ctx = on_23_november();
	struct str s = { 0 };

	(void)state;
	ctx.known = knows_only_04;
	str_set(&s, "04");
	assert_int_equal(rule_apply(&f, &ctx, &s, NULL), DONE);
	str_set(&s, "04,99");
	assert_int_equal(rule_apply(&f, &ctx, &s, NULL), REFUSED);
	assert_string_equal(str_text(&s), "04,99");
	str_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_each_rule_keeps_what_is_right_and_refuses_the_rest),
		cmocka_unit_test(test_what_is_longer_than_the_field_is_refused_not_cut),
		cmocka_unit_test(test_a_code_is_looked_up_where_a_table_is_at_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
