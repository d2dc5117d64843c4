/* action/split.c -- a second matter in a complaint gets a ticket of its own: another
 * trader, another unit, or a violation reported (order 121 article 9). */
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"

#include "table.h"

static bool
to_complaint(const struct form *f)
{
	return !str_eq(form_named(f, "kind"), "report");
}

static bool
to_report(const struct form *f)
{
	return !to_complaint(f);
}

static void
split_fill(struct form *f, const struct ticket *t)
{
	static const char *const same[] = { "invname",	"uscc",	  "invdiv", "invaddr",
					    "mdsename", "invoam", "demand" };
	const json_t *facts = json_object_get(t->doc, "facts");
	json_t *some = json_object();
	json_t *value;
	size_t i;

	for (i = 0; i < sizeof same / sizeof *same; i++)
		if ((value = json_object_get(facts, same[i])))
			json_object_set(some, same[i], value);
	json_put(some, "kind", "complaint");
	form_load(f, some);
	json_decref(some);
}

static enum verdict
split_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (str_eq(form_named(f, "kind"), "enquiry"))
		return refuse_field(
			err, "kind",
			_("A complaint is split into a complaint or a report."));
	return DONE;
}

#include "action/field/split.h"

const struct action action_split = {
	.name = "split",
	.menu = 680,
	.label = N_("Split"),
	.help = N_("A second matter gets a ticket of its own, linked, with the same "
		   "day of receipt (order 121 article 9)."),
	.ask = N_("The second matter"),
	FIELDS(fields),
	.fill = split_fill,
	.check = split_check,
};
