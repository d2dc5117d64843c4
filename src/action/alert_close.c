/* action/alert_close.c -- the final report on a major incident; the topmost unit of the
 * line accepts it or sends it back. */
#include "action/field/alert_close.h"

#include "incident.h"
#include "table.h"

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
