/* action/alert_close.c -- the final report on a major incident; the topmost unit of the
 * line accepts it or sends it back. */
#include "incident.h"
#include "table.h"

static const struct field fields[] = {
	{ "detail", N_("Course and cause"), FIELD_LONG, .max = 3000, .rows = 4,
	  .flags = NEED_ALWAYS,
	  .help = N_("Not who reported (order 121 article 37).") },
	{ "done", N_("What was done"), FIELD_LONG, .max = 1200, .rows = 3,
	  .flags = NEED_ALWAYS },
	INCIDENT_PEOPLE(0, NULL, NULL),
};

const struct action action_alert_close = {
	.name = "alert_close",
	.menu = 570,
	.label = N_("Final report"),
	.help = N_("Makes the final report on a major incident; the topmost unit it "
		   "was reported to accepts it."),
	FIELDS(fields),
	.fits = incident_is_open,
	.flags = ACTION_APPENDS,
};
