/* action/pause.c -- the time for verifying a report or for deciding a case stands still
 * (Penalty Procedure articles 18 and 64). */
#include "action/field/pause.h"

#include "table.h"

const struct action action_pause = {
	.name = "pause",
	.menu = 310,
	.label = N_("Let the time stand still"),
	.help = N_("The time stands still during testing, appraisal, hearing, "
		   "suspension and the like (Penalty Procedure articles 18 and 64)."),
	FIELDS(fields),
};
