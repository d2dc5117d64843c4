/* action/alert_follow.c -- a follow-up report on a major incident; any number of them. */
#include "action/field/alert_follow.h"

#include "incident.h"
#include "table.h"

const struct action action_alert_follow = {
	.name = "alert_follow",
	.menu = 560,
	.label = N_("Follow-up report"),
	.help = N_("Reports what has become of a major incident since."),
	FIELDS(fields),
	.fits = incident_is_known,
	.flags = ACTION_APPENDS,
};
