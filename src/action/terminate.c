/* action/terminate.c -- proposes to end mediation without agreement; once the leader has
 * approved, both sides are told within 7 working days (order 121 article 23). */
#include "base/str.h"

#include "table.h"

/* E6 of order 121, G6 of order 20: a reason against accepting, found afterwards. */
static bool
is_found_since(const struct form *f)
{
	const char *ground = form_named(f, "ground");

	return str_eq(ground, "E6") || str_eq(ground, "G6");
}

static bool
is_order_121(const struct form *f)
{
	return str_eq(form_named(f, "ground"), "E6");
}

/* Not competent (N1 of order 121, O1 of order 20): food goes to whoever is. */
static bool
is_not_competent(const struct form *f)
{
	const char *found = form_named(f, "found");

	return is_found_since(f) && (str_eq(found, "N1") || str_eq(found, "O1"));
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
