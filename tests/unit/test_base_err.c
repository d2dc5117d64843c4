#include "base/err.h"
#include "base/utf8.h"

#include "unit.h"

static void
test_a_refusal_fills_the_sentence_and_returns_its_verdict(void **state)
{
	struct err err = { .field = "old" };

	(void)state;
	assert_int_equal(refuse(&err, "no %s", "way"), REFUSED);
	assert_int_equal(err.verdict, REFUSED);
	assert_string_equal(err.text, "no way");
	assert_string_equal(err.field, "");
}

static void
test_a_refused_field_is_named(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(refuse_field(&err, "phone", "%d", 7), REFUSED);
	assert_string_equal(err.field, "phone");
	assert_string_equal(err.text, "7");
}

static void
test_later_and_broken_say_so(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(later(&err, "wait"), LATER);
	assert_int_equal(err.verdict, LATER);
	assert_int_equal(broken(&err, "disk"), BROKEN);
	assert_int_equal(err.verdict, BROKEN);
	assert_string_equal(err.text, "disk");
}

static void
test_nobody_needs_to_read_the_sentence(void **state)
{
	(void)state;
	assert_int_equal(refuse(NULL, "x"), REFUSED);
	assert_int_equal(broken(NULL, "x"), BROKEN);
}

static void
test_a_long_sentence_is_cut_at_a_character(void **state)
{
	struct err err = { 0 };
	char text[1000] = "";
	int i;

	(void)state;
	for (i = 0; i < 300; i++)
		memcpy(text + 3 * i, "工", 4);
	assert_int_equal(refuse(&err, "a%s", text), REFUSED);
	assert_int_equal(strlen(err.text), 478); /* 1 + 159 * 3 */
	assert_true(utf8_valid(err.text, strlen(err.text)));
}

static void
test_bytes_that_are_no_text_become_question_marks(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(refuse(&err, "file %s", "a\xff\xc0z"), REFUSED);
	assert_string_equal(err.text, "file a??z");
}

static void
test_verdicts_have_names_both_ways(void **state)
{
	enum verdict v;

	(void)state;
	for (v = DONE; v <= BROKEN; v++)
		assert_int_equal(verdict_named(verdict_name(v)), v);
	assert_string_equal(verdict_name(REFUSED), "refused");
	assert_int_equal(verdict_named("nonsense"), BROKEN);
	assert_int_equal(verdict_named(NULL), BROKEN);
	assert_string_equal(verdict_name((enum verdict)99), "broken");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_a_refusal_fills_the_sentence_and_returns_its_verdict),
		cmocka_unit_test(test_a_refused_field_is_named),
		cmocka_unit_test(test_later_and_broken_say_so),
		cmocka_unit_test(test_nobody_needs_to_read_the_sentence),
		cmocka_unit_test(test_a_long_sentence_is_cut_at_a_character),
		cmocka_unit_test(test_bytes_that_are_no_text_become_question_marks),
		cmocka_unit_test(test_verdicts_have_names_both_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
