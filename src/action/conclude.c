/* action/conclude.c -- concludes a report: closed, or, where a law asks for it, the
 * reporter is still to be told (order 121 article 36). */
#include "action/field/conclude.h"

#include "table.h"

const struct action action_conclude = {
	.name = "conclude",
	.menu = 400,
	.label = N_("Conclude"),
	.help = N_("Concludes the report; where a law asks for it the reporter is "
		   "still to be told (order 121 article 36)."),
	FIELDS(fields),
};
