/* action/appraised.c -- the appraisal is over and the time for mediation goes on, later by
 * exactly as long as it stood (order 121 article 22). */
#include "base/str.h"

#include "table.h"

static bool
has_report(const struct form *f)
{
	return !str_eq(form_named(f, "aborted"), "true");
}

#include "action/field/appraised.h"

const struct action action_appraised = {
	.name = "appraised",
	.menu = 220,
	.label = N_("Appraisal over"),
	.help = N_(
		"Records the report of the appraisal; the time for mediation goes on "
		"(order 121 article 22)."),
	FIELDS(fields),
};
