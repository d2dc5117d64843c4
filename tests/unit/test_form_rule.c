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
	{ "idcard", "330106199902300012", NULL },
	{ "idcard", "110105194912310", NULL },
	{ "idcard", "e1234 5678", "E12345678" },
	{ "name", " 张三 ", "张三" },
	{ "name", "阿卜杜拉·买买提", "阿卜杜拉·买买提" },
	{ "name", "张3", NULL },
	{ "officers", "张三、李四", "张三,李四" },
	{ "officers", "张三", NULL },
	{ "orderno", "ＴＢ-20261120", "TB-20261120" },
	{ "orderno", "淘宝1", NULL },
	{ "ticket", "1440606002019111443085633", "1440606002019111443085633" },
	{ "count", "０15", NULL },
	{ "count", "15", "15" },
	{ "ticket", "１２３４", "1234" },
	{ "ticket", "#1234", "1234" },
	{ "ticket", "7", "7" },
	{ "ticket", "x7", NULL },
	{ "ticket", "330100000 20261120 00000001", "3301000002026112000000001" },
	{ "ticket", "330100000 2026 1120 00000001", "3301000002026112000000001" },
	{ "officers", "张三, 李四", "张三,李四" },
	{ "officers", "张三，，李四、", "张三,李四" },
	{ "officers", "张三　李四", "张三,李四" },
	{ "officers", "张三,", NULL },
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
	{ "ahead", "1/5", "2027-01-05", FIELD_DATE },
	{ "coming", "1/5", "2027-01-05", FIELD_DATE },
	{ "coming", "2/29", "2028-02-29", FIELD_DATE },
	{ "coming", "T-1", "2026-11-22", FIELD_DATE },
	{ "coming", "12/5 14:00", "2026-12-05 14:00", FIELD_STAMP },
	{ "coming", "14:00", "2026-11-23 14:00", FIELD_STAMP },
	{ "near", "12/5 14:00", "2026-12-05 14:00", FIELD_STAMP },
	{ "near", "11/20 14:00", "2026-11-20 14:00", FIELD_STAMP },
	{ "near", "1/5 9:00", "2027-01-05 09:00", FIELD_STAMP },
	{ "near", "2025-12-05 9:00", "2025-12-05 09:00", FIELD_STAMP },
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

/* What is typed where a rule stands, right and wrong ones. */
static const char *const typed[] = {
	"0858-8222333转8",
	"0571-87654321转801",
	"057187654321-801",
	"0571-87654321-801",
	"+86 571 8333 4444",
	"0086-571-83334444",
	"（0571）83334444",
	"137 0013 7001",
	"400-820-8820 转 1",
	"95588转1",
	"+852 2345 6789",
	"+85223456789转12",
	"17012345678转1234",
	"91330100799655058B",
	"９１３３０１００７９９６５５０５８ｂ",
	"71526726-X",
	"110108000000016",
	"11010519491231002x",
	"31001 2",
	"张三",
	"张三丰 ",
	"阿卜杜拉·买买提",
	"张三、李四；王五",
	"张三 李四",
	"张三,,李四",
	",张三,李四,",
	"张三， 李四",
	"ＴＢ-20261120",
	"www.example.com/1",
	"https://例子.中国/a",
	"1440606002019111443085633",
	"００２",
	"015",
	"15",
	"0",
	"R2d",
	"R3",
	"7",
	"9",
	"1",
	"T",
	"T-3",
	"T+3",
	"3/15",
	"12/15",
	"上周五",
	"昨天",
	"20261120",
	"2026年11月20日",
	"2026-11-20",
	"T 14:05",
	"昨天 9点05",
	"9:05",
	"1405",
	"２０２６－１１－２０　１４：０５",
	"2026-11-20T14:05:09+08:00",
	"１２８元",
	"1,280.5",
	"1.2万",
	"￥１２８．５０",
	"0",
	"人民币1280元整",
	"是",
	"N",
	"√",
	"04、07，08",
	"04;07",
	"04,,07",
	"complaint",
};

/* A rule of numbers and words stands at no amount, and one of days at nothing else. */
static bool
goes_together(const char *rule, enum field_type type)
{
	bool day = rule && (!strcmp(rule, "past") || !strcmp(rule, "ahead") ||
			    !strcmp(rule, "coming") || !strcmp(rule, "near"));

	if (!rule)
		return true;
	if (day)
		return type == FIELD_DATE || type == FIELD_STAMP;
	return type == FIELD_TEXT || type == FIELD_CODE;
}

/* Red before an extension was read from its hyphen: 08588222333-8 became 085882223338. */
static void
test_each_rule_reads_what_it_wrote(void **state)
{
	char once[400];
	size_t r, t, i;
	const char *got;

	(void)state;
	for (r = 0; r == 0 || rule_name(r - 1); r++)
		for (t = 0; t < FIELD__MAX; t++)
			for (i = 0; i < sizeof typed / sizeof *typed; i++) {
				const struct field f = { .name = "x",
							 .type = (enum field_type)t,
							 .rule = rule_name(r) };

				if (!goes_together(f.rule, f.type) ||
				    !(got = after(&f, typed[i])))
					continue;
				snprintf(once, sizeof once, "%s", got);
				got = after(&f, once);
				if (!got || strcmp(got, once) != 0)
					fail_msg("%s, type %d: \"%s\" became %s, and "
						 "that %s",
						 rule_name(r), (int)t, typed[i], once,
						 got ? got : "(refused)");
			}
}

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
		cmocka_unit_test(test_each_rule_reads_what_it_wrote),
		cmocka_unit_test(
			test_each_rule_keeps_what_is_right_and_refuses_the_rest),
		cmocka_unit_test(test_what_is_longer_than_the_field_is_refused_not_cut),
		cmocka_unit_test(test_a_code_is_looked_up_where_a_table_is_at_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
