/* action/appraised.c -- the appraisal is over and the time for mediation goes on, later by
 * exactly as long as it stood (order 121 article 22). */
#include "base/str.h"

#include "table.h"

static bool
has_report(const struct form *f)
{
	return !str_eq(form_named(f, "aborted"), "true");
}

static const struct field fields[] = {
	{ "ended", N_("Last day"), FIELD_DATE, .rule = "past", .flags = NEED_ALWAYS,
	  .help = N_("The day on which the report came; it counts again.") },
	{ "aborted", N_("Broken off without a report"), FIELD_FLAG },
	{ "report", N_("Number of the report"), FIELD_TEXT, .max = 60,
	  .shown = has_report, .needed = has_report },
	{ "result", N_("Result of the appraisal"), FIELD_LONG, .max = 1000,
	  .flags = NEED_ALWAYS },
};

const struct action action_appraised = {
	.name = "appraised",
	.menu = 220,
	.label = N_("Appraisal over"),
	.help = N_(
		"Records the report of the appraisal; the time for mediation goes on "
		"(order 121 article 22)."),
	FIELDS(fields),
};
