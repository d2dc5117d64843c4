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

static const struct field fields[] = {
	{ "ground", N_("Ground"), FIELD_CODE, .pick = "mediation_end_{rules}",
	  .flags = NEED_ALWAYS,
	  .help = N_("One of the grounds of order 121 article 23 (order 20 "
		     "article 21 for tickets received before 15 April 2026).") },
	{ "found", N_("Found since"), FIELD_CODE, .pick = "nonaccept_{rules}",
	  .shown = is_found_since,
	  .help = N_("The ground for declining that was found after acceptance "
		     "(order 121 article 16, order 20 article 15).") },
	{ "transfer_to", N_("Transferred to"), FIELD_TEXT, .shown = is_not_competent,
	  .help = N_("A matter of food safety must be transferred, and the "
		     "complainant told in writing (Food Safety Law article 115).") },
	{ "crime", N_("Faked or extorted"), FIELD_FLAG, .shown = is_order_121,
	  .help = N_("Planted, swapped, faked or tampered with, or extorted: "
		     "also a matter for the police (order 121 article 42).") },
	{ "detail", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
};

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
