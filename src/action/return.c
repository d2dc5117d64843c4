/* action/return.c -- sends the ticket back to whoever sent it; the legal time runs
 * on (order 121 article 41). */
#include "action/field/return.h"

#include "table.h"

const struct action action_return = {
	.name = "return",
	.menu = 490,
	.label = N_("Return"),
	.help = N_("Sends the ticket back to whoever sent it; the legal time "
		   "runs on (order 121 article 41)."),
	FIELDS(fields),
};
