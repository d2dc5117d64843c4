#include "base/vec.h"

#include "unit.h"

static void
test_elements_keep_their_order_while_it_grows(void **state)
{
	VEC(int) v = { 0 };
	int i, *p, sum = 0;

	(void)state;
	for (i = 0; i < 1000; i++)
		vec_push(&v, i);
	assert_int_equal(v.n, 1000);
	assert_int_equal(v.v[999], 999);
	vec_each(p, &v)
		sum += *p;
	assert_int_equal(sum, 499500);
	vec_release(&v);
	assert_int_equal(v.n, 0);
	assert_null(v.v);
}

static void
test_a_new_element_is_zeroed(void **state)
{
	struct pair {
		int a, b;
	};
	VEC(struct pair) v = { 0 };

	(void)state;
	vec_push(&v, ((struct pair){ 1, 2 }));
	vec_clear(&v);
	assert_int_equal(vec_add(&v)->b, 0);
	assert_int_equal(v.n, 1);
	vec_release(&v);
}

static void
test_removal_closes_the_gap(void **state)
{
	VEC(int) v = { 0 };
	int i;

	(void)state;
	for (i = 0; i < 4; i++)
		vec_push(&v, i);
	vec_remove(&v, 1);
	vec_remove(&v, 2);
	assert_int_equal(v.n, 2);
	assert_int_equal(v.v[0], 0);
	assert_int_equal(v.v[1], 2);
	vec_release(&v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_elements_keep_their_order_while_it_grows),
		cmocka_unit_test(test_a_new_element_is_zeroed),
		cmocka_unit_test(test_removal_closes_the_gap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
