/* action/terminate.c -- proposes to end mediation without agreement; once the leader has
 * approved, both sides are told within 7 working days (order 121 article 23). */
#include "base/str.h"

#include "table.h"

/* A reason against accepting, found afterwards (column means of the ground). */
static bool
is_found_since(const struct form *f)
{
	return form_code_says(f, "ground", "means", "found");
}

static bool
is_crime_asked(const struct form *f)
{
	return form_code_says(f, "ground", "means", "crime");
}

/* Not competent: food goes to whoever is. */
static bool
is_not_competent(const struct form *f)
{
	return is_found_since(f) && form_code_says(f, "found", "may", "transfer_to");
}

static enum verdict
terminate_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (is_found_since(f) && !*form_named(f, "found") &&
	    !str_eq(form_named(f, "crime"), "true"))
		return refuse_field(err, "found",
				    _("This ground needs the ground for declining that "
				      "was found since."));
	return DONE;
}

#include "action/field/terminate.h"

const struct action action_terminate = {
	.name = "terminate",
	.menu = 270,
	.label = N_("Terminate"),
	.help = N_("Proposes to end mediation without agreement; once the leader "
		   "has approved, both sides are told within 7 working days "
		   "(order 121 article 23)."),
	.ask = N_("End of mediation"),
	FIELDS(fields),
	.check = terminate_check,
	.flags = ACTION_PAPER | ACTION_PROPOSES,
};
