/* action/alert_follow.c -- a follow-up report on a major incident; any number of them. */
#include "incident.h"
#include "table.h"

static const struct field fields[] = {
	{ "detail", N_("What is new"), FIELD_LONG, .max = 3000, .rows = 4,
	  .flags = NEED_ALWAYS,
	  .help = N_("Not who reported (order 121 article 37).") },
	{ "evegrade", N_("Urgency"), FIELD_CODE, .pick = "event_level",
	  .help = N_("Where it has changed: a higher one takes it further up.") },
	INCIDENT_PEOPLE(0, NULL, NULL),
	{ "ongoing", N_("Still going on"), FIELD_FLAG, .flags = FIELD_MAY_DECLINE },
	{ "done", N_("What was done"), FIELD_LONG, .max = 1200, .rows = 3 },
	{ "phoned", N_("Telephoned to"), FIELD_TEXT },
};

const struct action action_alert_follow = {
	.name = "alert_follow",
	.menu = 560,
	.label = N_("Follow-up report"),
	.help = N_("Reports what has become of a major incident since."),
	FIELDS(fields),
	.fits = incident_is_known,
	.flags = ACTION_APPENDS,
};
