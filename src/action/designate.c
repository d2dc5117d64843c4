/* action/designate.c -- the common superior of two offices in dispute says which of them,
 * or which other one, handles (order 121 article 33). */
#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "unit", N_("Unit"), FIELD_CODE, .pick = "unit", .reach = REACH_ACTING,
	  .flags = NEED_ALWAYS,
	  .help = N_("May be the one that holds the ticket now; another one signs for "
		     "it first.") },
	{ "detail", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
};

const struct action action_designate = {
	.name = "designate",
	.menu = 110,
	.label = N_("Designate who handles"),
	.help = N_("The common superior decides a dispute over who handles (order 121 "
		   "article 33)."),
	FIELDS(fields),
	.fits = ticket_is_disputed,
};
