/* F1 on a field: it says "required" where the form asks for it now, and nowhere else. */
#include "action/action.h"

#include "unit.h"

#include "ui/part/fact.h"

#define WALL INT64_C(1795400000000)

static struct form *
registering(const char *kind)
{
	struct form *f = action_form(action_named("register"), NULL, WALL);

	form_set(f, (size_t)form_find(f, "kind"), kind);
	return f;
}

static bool
says_required(const struct form *f, const char *name)
{
	struct str help = { 0 };
	bool says;

	fact_help(&help, NULL, f, (size_t)form_find(f, name));
	says = strstr(str_text(&help), "Required.");
	str_release(&help);
	return says;
}

static void
test_required_is_said_by_the_kind_of_ticket(void **state)
{
	static const struct {
		const char *kind, *field;
		bool required;
	} cases[] = {
		{ "complaint", "pname", true },	   { "report", "pname", false },
		{ "enquiry", "pname", false },	   { "complaint", "invaddr", true },
		{ "report", "invaddr", false },	   { "complaint", "invoam", true },
		{ "complaint", "brand", false },   { "report", "invname", true },
		{ "enquiry", "content", true },	   { "complaint", "demand", true },
		{ "complaint", "orderno", false },
	};
	struct form *f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		f = registering(cases[i].kind);
		if (says_required(f, cases[i].field) != cases[i].required)
			fail_msg("%s %s", cases[i].kind, cases[i].field);
		form_free(f);
	}
}

static void
test_required_follows_what_is_typed(void **state)
{
	struct form *f = registering("complaint");

	(void)state;
	assert_true(says_required(f, "mobile"));
	form_set(f, (size_t)form_find(f, "landtel"), "0571-87654321");
	assert_false(says_required(f, "mobile")); /* one telephone is enough */
	form_set(f, (size_t)form_find(f, "evegrade"), "2");
	form_set(f, (size_t)form_find(f, "major"), "true");
	assert_true(says_required(f, "place")); /* of a major incident */
	assert_false(says_required(f, "invoam")); /* may follow after the alert */
	form_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_required_is_said_by_the_kind_of_ticket),
		cmocka_unit_test(test_required_follows_what_is_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
