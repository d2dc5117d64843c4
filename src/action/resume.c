/* action/resume.c -- the time that stood still goes on, later by exactly as long as it
 * stood (Penalty Procedure articles 18 and 64). */
#include "action/field/resume.h"

#include "part.h"
#include "table.h"

const struct action action_resume = {
	.name = "resume",
	.menu = 320,
	.label = N_("Let the time go on"),
	.help = N_("The time that stood still goes on, later by as long as it stood "
		   "(Penalty Procedure articles 18 and 64)."),
	FIELDS(fields),
	.fits = ticket_is_paused,
};
