#include "base/uuid.h"

#include "unit.h"

static void
test_a_new_id_carries_version_variant_and_time(void **state)
{
	struct uuid id = uuid_new(INT64_C(0x0123456789AB));
	char text[UUID_TEXT];

	(void)state;
	uuid_text(&id, text);
	assert_memory_equal(text, "01234567-89ab-7", 15);
	assert_non_null(strchr("89ab", text[19]));
	assert_int_equal(strlen(text), 36);
}

static void
test_two_ids_of_one_moment_differ(void **state)
{
	struct uuid a = uuid_new(5), b = uuid_new(5);

	(void)state;
	assert_false(uuid_eq(&a, &b));
	assert_true(uuid_eq(&a, &a));
}

static void
test_ids_are_read_in_any_case(void **state)
{
	struct uuid id;
	char text[UUID_TEXT];

	(void)state;
	assert_true(uuid_parse("0190ABCD-ef01-7abc-8DEF-0123456789aB", &id));
	uuid_text(&id, text);
	assert_string_equal(text, "0190abcd-ef01-7abc-8def-0123456789ab");
}

static void
test_what_is_no_id_is_refused_and_changes_nothing(void **state)
{
	struct uuid id = uuid_new(5), before = id;

	(void)state;
	assert_false(uuid_parse(NULL, &id));
	assert_false(uuid_parse("", &id));
	assert_false(uuid_parse("0190abcd-ef01-7abc-8def-0123456789a", &id));
	assert_false(uuid_parse("0190abcd-ef01-7abc-8def-0123456789abc", &id));
	assert_false(uuid_parse("0190abcdxef01-7abc-8def-0123456789ab", &id));
	assert_false(uuid_parse("0190abcg-ef01-7abc-8def-0123456789ab", &id));
	assert_false(uuid_parse("{190abcd-ef01-7abc-8def-0123456789a}", &id));
	assert_true(uuid_eq(&id, &before));
}

static void
test_nil_is_known(void **state)
{
	struct uuid id = uuid_new(5);

	(void)state;
	assert_false(uuid_is_nil(&id));
	assert_true(uuid_parse("00000000-0000-0000-0000-000000000000", &id));
	assert_true(uuid_is_nil(&id));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_new_id_carries_version_variant_and_time),
		cmocka_unit_test(test_two_ids_of_one_moment_differ),
		cmocka_unit_test(test_ids_are_read_in_any_case),
		cmocka_unit_test(test_what_is_no_id_is_refused_and_changes_nothing),
		cmocka_unit_test(test_nil_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
