/* action/resume.c -- the time that stood still goes on, later by exactly as long as it
 * stood (Penalty Procedure articles 18 and 64). */
#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "ended", N_("Last day"), FIELD_DATE, .rule = "past", .flags = NEED_ALWAYS,
	  .help = N_("The first day that counts again.") },
	{ "report", N_("Number of the report"), FIELD_TEXT, .max = 60 },
	{ "detail", N_("What came of it"), FIELD_LONG, .max = 1000, .rows = 3,
	  .help = N_("Not who reported (order 121 article 37).") },
};

const struct action action_resume = {
	.name = "resume",
	.menu = 320,
	.label = N_("Let the time go on"),
	.help = N_("The time that stood still goes on, later by as long as it stood "
		   "(Penalty Procedure articles 18 and 64)."),
	FIELDS(fields),
	.fits = ticket_is_paused,
};
