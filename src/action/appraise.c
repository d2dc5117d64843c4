/* action/appraise.c -- something is appraised or tested; from its first day the time for
 * mediation stands still (order 121 article 22). */
#include "action/field/appraise.h"

#include "table.h"

const struct action action_appraise = {
	.name = "appraise",
	.menu = 210,
	.label = N_("Appraise"),
	.help = N_("Has something appraised or tested; the time for mediation stands "
		   "still from the first day on (order 121 article 22)."),
	.ask = N_("Appraisal or test"),
	FIELDS(fields),
};
