/* action/leave.c -- one of several complainants no longer complains; the others go on. */
#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "person", N_("Person"), FIELD_TEXT, .pick = "of:joined", .rule = "count",
	  .max = 4, .flags = NEED_ALWAYS,
	  .help = N_("Number of the person as the ticket shows it; the caller is "
		     "1 and withdraws with Withdraw.") },
	{ "how", N_("How withdrawn"), FIELD_CODE, .pick = "withdraw_how", .fill = "1",
	  .flags = NEED_ALWAYS },
	{ "note", N_("Note"), FIELD_LONG, .max = 1000 },
};

const struct action action_leave = {
	.name = "leave",
	.menu = 610,
	.label = N_("Leave"),
	.help = N_("One of several complainants no longer complains; the others go "
		   "on (order 121 article 12)."),
	FIELDS(fields),
	.fits = ticket_has_joined,
};
