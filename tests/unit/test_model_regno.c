#include "base/clock.h"

#include "model/regno.h"

#include "unit.h"

static void
test_a_number_is_unit_day_and_serial(void **state)
{
	char out[REGNO_TEXT];
	struct regno r;

	(void)state;
	assert_true(regno_format(out, "144060600", day_of(2019, 11, 14), 43085633));
	assert_string_equal(out, "1440606002019111443085633");
	assert_true(regno_parse(out, &r));
	assert_string_equal(r.unit, "144060600");
	assert_int_equal(r.day, day_of(2019, 11, 14));
	assert_int_equal(r.serial, 43085633);
	assert_true(regno_format(out, "330106000", day_of(2026, 1, 2), 7));
	assert_string_equal(out, "3301060002026010200000007");
}

static void
test_parts_out_of_range_give_no_number(void **state)
{
	char out[REGNO_TEXT] = "x";
	int32_t day = day_of(2026, 1, 2);

	(void)state;
	assert_false(regno_format(out, "33010600", day, 7));
	assert_string_equal(out, "");
	assert_false(regno_format(out, "3301060000", day, 7));
	assert_false(regno_format(out, "33010600x", day, 7));
	assert_false(regno_format(out, NULL, day, 7));
	assert_false(regno_format(out, "330106000", DAY_NONE, 7));
	assert_false(regno_format(out, "330106000", day, -1));
	assert_false(regno_format(out, "330106000", day, 100000000));
}

static void
test_what_is_no_number_is_refused(void **state)
{
	(void)state;
	assert_true(regno_is_valid("3301060002026010200000007"));
	assert_false(regno_is_valid("330106000202601020000000"));
	assert_false(regno_is_valid("33010600020260102000000077"));
	assert_false(regno_is_valid("3301060002026023000000007"));
	assert_false(regno_is_valid("330106000202601020000000x"));
	assert_false(regno_is_valid(""));
	assert_false(regno_is_valid(NULL));
}

static void
test_a_tail_of_digits_finds_the_number(void **state)
{
	const char *n = "3301060002026010200000127";

	(void)state;
	assert_true(regno_ends(n, "127"));
	assert_true(regno_ends(n, n));
	assert_false(regno_ends(n, "128"));
	assert_false(regno_ends(n, ""));
	assert_false(regno_ends(n, NULL));
	assert_false(regno_ends(n, "x"));
	assert_false(regno_ends("127", "0127"));
}

static void
test_a_lease_gives_each_number_once_and_then_none(void **state)
{
	struct lease l = { .unit = "330106000", .first = 10, .last = 11, .next = 10 };
	char out[REGNO_TEXT];
	int32_t day = day_of(2026, 1, 2);

	(void)state;
	assert_int_equal(lease_left(&l), 2);
	assert_true(lease_take(&l, day, out));
	assert_true(regno_ends(out, "00000010"));
	assert_false(lease_take(&l, DAY_NONE, out));
	assert_int_equal(lease_left(&l), 1);
	assert_true(lease_take(&l, day, out));
	assert_true(regno_ends(out, "00000011"));
	assert_false(lease_take(&l, day, out));
	assert_string_equal(out, "");
	assert_int_equal(lease_left(&l), 0);
	l.next = 9; /* never from before the block */
	assert_false(lease_take(&l, day, out));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_number_is_unit_day_and_serial),
		cmocka_unit_test(test_parts_out_of_range_give_no_number),
		cmocka_unit_test(test_what_is_no_number_is_refused),
		cmocka_unit_test(test_a_tail_of_digits_finds_the_number),
		cmocka_unit_test(test_a_lease_gives_each_number_once_and_then_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
