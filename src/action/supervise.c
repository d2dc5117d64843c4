/* action/supervise.c -- watches the ticket until a day; the unit must report by
 * then. */
#include "action/field/supervise.h"

#include "table.h"

const struct action action_supervise = {
	.name = "supervise",
	.menu = 530,
	.label = N_("Supervise"),
	.help = N_("Watches the ticket until a day; the unit must report by "
		   "then."),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
