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

static const struct field fields[] = {
	{ "kind", N_("Kind"), FIELD_CODE, .pick = "kind", .fill = "complaint",
	  .flags = NEED_ALWAYS,
	  .help = N_("A complaint and a report are handled apart (order 121 "
		     "article 9).") },
	{ "invname", N_("Respondent"), FIELD_TEXT, .pick = "trader",
	  .flags = NEED_ALWAYS },
	{ "uscc", N_("Credit code"), FIELD_TEXT, .rule = "uscc", .max = 18 },
	{ "invdiv", N_("Place of the respondent"), FIELD_CODE, .pick = "division" },
	{ "invaddr", N_("Address of the respondent"), FIELD_TEXT,
	  .flags = FIELD_MAY_DECLINE, .needed = to_complaint,
	  .help = N_("Place of business (order 121 article 10); F6 where the "
		     "caller does not know it.") },
	{ "mdsename", N_("Goods or service"), FIELD_TEXT },
	{ "invoam", N_("Amount"), FIELD_MONEY },
	{ "problem", N_("Kind of violation"), FIELD_CODE, .pick = "problem_report",
	  .shown = to_report, .needed = to_report },
	{ "demand", N_("Demands"), FIELD_CODES, .pick = "demand", .shown = to_complaint,
	  .needed = to_complaint },
	{ "secret", N_("Keep secret"), FIELD_FLAG, .shown = to_report,
	  .help = N_("Whether the reporter asks for secrecy (order 121 article "
		     "37).") },
	{ "content", N_("Facts"), FIELD_LONG, .max = 3000, .rows = 6,
	  .flags = NEED_ALWAYS,
	  .help = N_("Of this matter alone; what is left stays in the first "
		     "ticket.") },
};

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
