/* action/leave.c -- one of several complainants no longer complains; the others go on. */
#include "action/field/leave.h"

#include "part.h"
#include "table.h"

const struct action action_leave = {
	.name = "leave",
	.menu = 610,
	.label = N_("Leave"),
	.help = N_("One of several complainants no longer complains; the others go "
		   "on (order 121 article 12)."),
	FIELDS(fields),
	.fits = ticket_has_joined,
};
