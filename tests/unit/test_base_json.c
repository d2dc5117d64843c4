#include "base/json.h"
#include "base/mem.h"

#include "unit.h"

static json_t *
read_good(const char *text)
{
	struct err err = { 0 };
	json_t *json = NULL;

	assert_int_equal(json_read(&json, text, strlen(text), &err), DONE);
	assert_non_null(json);
	return json;
}

static void
expect_refusal(const char *text, size_t len)
{
	struct err err = { 0 };
	json_t *json = NULL;

	assert_int_equal(json_read(&json, text, len, &err), REFUSED);
	assert_null(json);
	assert_true(err.text[0] != '\0');
}

static void
test_what_is_no_json_object_or_array_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"x",
		"5",
		"\"a\"",
		"{\"a\":1",
		"[1,]",
		"{\"a\":1}x",
		"{\"a\":1,\"a\":2}",
		"[\"\\u0000\"]",
		"[\"\xFF\"]",
		"{\"\xC0\xAF\":1}",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(bad); i++)
		expect_refusal(bad[i], strlen(bad[i]));
}

static void
test_the_refusal_does_not_quote_the_text(void **state)
{
	struct err err = { 0 };
	json_t *json = NULL;

	(void)state;
	assert_int_equal(json_read(&json, "{\"a\": secret}", 13, &err), REFUSED);
	assert_null(strstr(err.text, "secret"));
}

static void
test_nesting_is_bounded_but_brackets_in_strings_are_free(void **state)
{
	char deep[2 * (JSON_DEPTH_MAX + 1) + 1];
	int i;

	(void)state;
	for (i = 0; i <= JSON_DEPTH_MAX; i++) {
		deep[i] = '[';
		deep[sizeof deep - 2 - (size_t)i] = ']';
	}
	deep[sizeof deep - 1] = '\0';
	expect_refusal(deep, sizeof deep - 1);
	json_decref(read_good(
		"[\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
		"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"]"));
	deep[sizeof deep - 2] = '\0'; /* one level less: */
	json_decref(read_good(deep + 1));
}

static void
test_a_text_beyond_the_bound_is_refused_unread(void **state)
{
	(void)state;
	expect_refusal("", (size_t)JSON_SIZE_MAX + 1);
}

static void
test_readers_give_the_default_for_what_is_not_there(void **state)
{
	json_t *o =
		read_good("{\"s\":\"工\",\"n\":7,\"t\":true,\"f\":false,\"z\":null}");

	(void)state;
	assert_string_equal(json_text(o, "s"), "工");
	assert_string_equal(json_text(o, "n"), "");
	assert_string_equal(json_text(o, "none"), "");
	assert_string_equal(json_text_or(o, "z", "x"), "x");
	assert_int_equal(json_int(o, "n", 1), 7);
	assert_int_equal(json_int(o, "s", 1), 1);
	assert_true(json_is(o, "t"));
	assert_false(json_is(o, "f"));
	assert_false(json_is(o, "n"));
	assert_string_equal(json_text(NULL, "s"), "");
	json_decref(o);
}

static void
test_put_cleans_removes_and_keeps_the_order(void **state)
{
	json_t *o = json_object();
	char *text;

	(void)state;
	json_put(o, "z", "1");
	json_put_int(o, "a", INT64_C(9007199254740993));
	json_put(o, "m", "x\xFFy");
	json_put(o, "gone", "1");
	json_put(o, "gone", NULL);
	text = json_write(o);
	assert_string_equal(text, "{\"z\":\"1\",\"a\":9007199254740993,\"m\":\"xy\"}");
	free(text);
	json_decref(o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_no_json_object_or_array_is_refused),
		cmocka_unit_test(test_the_refusal_does_not_quote_the_text),
		cmocka_unit_test(
			test_nesting_is_bounded_but_brackets_in_strings_are_free),
		cmocka_unit_test(test_a_text_beyond_the_bound_is_refused_unread),
		cmocka_unit_test(test_readers_give_the_default_for_what_is_not_there),
		cmocka_unit_test(test_put_cleans_removes_and_keeps_the_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
