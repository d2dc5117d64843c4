/* The table at the head of src/desk/compare.c, cell by cell. */

#include "base/mem.h"

#include "unit.h"

#include "../../src/desk/compare.h"

static struct uuid
op(unsigned char n)
{
	return (struct uuid){ .b = { n } };
}

static struct ledger_line
line(int64_t seq, enum op_state state, enum op_state filed)
{
	return (struct ledger_line){
		.seq = seq, .op = op((unsigned char)seq), .state = state, .filed = filed
	};
}

/* One line each, NULL for none; the fix in *fix where there is one. */
static enum compared
one(const struct ledger_line *ours, const struct ledger_line *theirs,
    struct ledger_fix *fix)
{
	const struct ledger a = { ours, ours != NULL }, b = { theirs, theirs != NULL };
	struct ledger_fix fixes[2];
	size_t n;
	enum compared is = compare_lines(&a, &b, fixes, &n);

	assert_true(is == COMPARE_FOREIGN || n == (is == COMPARE_OTHER));
	*fix = fixes[0];
	return is;
}

static void
test_sums_agree_by_count_and_hash(void **state)
{
	struct ledger_sum a = { .n = 3, .last = 7, .hash = "ab" }, b = a;

	(void)state;
	assert_int_equal(compare_sums(&a, &b, 8), COMPARE_SAME);
	b.n = 2;
	assert_int_equal(compare_sums(&a, &b, 8), COMPARE_OTHER);
	b = a;
	b.hash[0] = 'x';
	assert_int_equal(compare_sums(&a, &b, 8), COMPARE_OTHER);
}

static void
test_a_number_the_desk_never_gave_is_anothers(void **state)
{
	struct ledger_sum a = { .n = 3, .last = 7, .hash = "ab" }, b = a;

	(void)state;
	b.last = 8;
	assert_int_equal(compare_sums(&a, &b, 8), COMPARE_FOREIGN);
}

static void
test_what_the_centre_lacks_is_told_again(void **state)
{
	static const enum op_state states[] = { OP_APPLIED, OP_REFUSED, OP_CONFLICT };
	struct ledger_line ours;
	struct ledger_fix fix;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(states); i++) {
		ours = line(4, states[i], states[i]);
		assert_int_equal(one(&ours, NULL, &fix), COMPARE_OTHER);
		assert_true(uuid_eq(&fix.op, &ours.op));
		assert_int_equal(fix.filed, OP_QUEUED);
	}
}

static void
test_what_is_owed_needs_nothing(void **state)
{
	struct ledger_line ours = line(4, OP_QUEUED, OP_QUEUED), theirs = ours;
	struct ledger_fix fix;

	(void)state;
	theirs.filed = OP_APPLIED;
	assert_int_equal(one(&ours, NULL, &fix), COMPARE_SAME);
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_SAME);
}

static void
test_another_verdict_is_asked_for_again(void **state)
{
	struct ledger_line ours = line(4, OP_APPLIED, OP_APPLIED), theirs = ours;
	struct ledger_fix fix;

	(void)state;
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_SAME);
	theirs.filed = OP_REFUSED;
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_OTHER);
	assert_int_equal(fix.filed, OP_QUEUED);
	ours = line(4, OP_ADMIN, OP_QUEUED); /* parked, yet answered */
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_OTHER);
	assert_int_equal(fix.filed, OP_QUEUED);
	assert_int_equal(one(&ours, NULL, &fix), COMPARE_SAME);
}

static void
test_what_was_withdrawn_is_never_told_for_a_refusal(void **state)
{
	struct ledger_line ours = line(4, OP_WITHDRAWN, OP_REFUSED), theirs = ours;
	struct ledger_fix fix;

	(void)state;
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_SAME);
	assert_int_equal(one(&ours, NULL, &fix), COMPARE_OTHER);
	assert_int_equal(fix.filed, OP_WITHDRAWN);
	ours.filed = OP_QUEUED;
	assert_int_equal(one(&ours, NULL, &fix), COMPARE_SAME);
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_OTHER);
	assert_int_equal(fix.filed, OP_REFUSED);
	theirs.filed = OP_APPLIED; /* it was done all the same: the desk must show it */
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_OTHER);
	assert_int_equal(fix.filed, OP_QUEUED);
	ours.mended = true; /* but not in the way of the one that took its place */
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_OTHER);
	assert_int_equal(fix.filed, OP_APPLIED);
}

static void
test_what_only_the_centre_has_is_anothers(void **state)
{
	struct ledger_line ours = line(4, OP_APPLIED, OP_APPLIED), theirs = ours;
	struct ledger_fix fix;

	(void)state;
	assert_int_equal(one(NULL, &theirs, &fix), COMPARE_FOREIGN);
	theirs.op = op(9);
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_FOREIGN);
	theirs = line(3, OP_APPLIED, OP_APPLIED);
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_FOREIGN);
	theirs = line(5, OP_APPLIED, OP_APPLIED);
	assert_int_equal(one(&ours, &theirs, &fix), COMPARE_FOREIGN);
}

/* Whatever k last operations a centre forgets, just these are told again. */
static void
test_a_centre_that_forgot_gets_just_what_it_forgot(void **state)
{
	struct ledger_line ours[40], theirs[40];
	struct ledger_fix fixes[40];
	struct ledger a = { ours, 40 }, b = { theirs, 0 };
	size_t i, n, trial;

	(void)state;
	srand(4);
	for (trial = 0; trial < 2000; trial++) {
		for (i = 0, b.n = 0; i < 40; i++) {
			ours[i] = line((int64_t)i + 1, OP_APPLIED, OP_APPLIED);
			if (rand() % 3 != 0)
				theirs[b.n++] = ours[i];
		}
		assert_int_equal(compare_lines(&a, &b, fixes, &n),
				 b.n == 40 ? COMPARE_SAME : COMPARE_OTHER);
		assert_int_equal(n, 40 - b.n);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums_agree_by_count_and_hash),
		cmocka_unit_test(test_a_number_the_desk_never_gave_is_anothers),
		cmocka_unit_test(test_what_the_centre_lacks_is_told_again),
		cmocka_unit_test(test_what_is_owed_needs_nothing),
		cmocka_unit_test(test_another_verdict_is_asked_for_again),
		cmocka_unit_test(test_what_was_withdrawn_is_never_told_for_a_refusal),
		cmocka_unit_test(test_what_only_the_centre_has_is_anothers),
		cmocka_unit_test(test_a_centre_that_forgot_gets_just_what_it_forgot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
