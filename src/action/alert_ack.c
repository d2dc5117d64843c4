/* action/alert_ack.c -- a superior takes note of a major incident, with its instruction;
 * the topmost one also accepts the final report. */
#include "base/str.h"

#include "incident.h"
#include "table.h"

static enum verdict
alert_ack_check(const struct form *f, const struct ticket *t, struct err *err)
{
	const json_t *incident = json_object_get(t->doc, "incident");

	if (*form_named(f, "accept") && json_int(incident, "final", 0) == 0)
		return refuse_field(
			err, "accept",
			_("No final report on this incident waits to be accepted."));
	return DONE;
}

/* Only while a final report waits at the topmost unit. */
static bool
alert_ack_asks(const struct ticket *t, const char *unit, const char *field)
{
	const json_t *incident = json_object_get(t->doc, "incident");

	return !str_eq(field, "accept") || (json_int(incident, "final", 0) > 0 &&
					    str_eq(json_text(incident, "top"), unit));
}

#include "action/field/alert_ack.h"

const struct action action_alert_ack = {
	.name = "alert_ack",
	.menu = 580,
	.label = N_("Take note"),
	.help = N_("Takes note of a major incident, with an instruction; the time is "
		   "stamped."),
	FIELDS(fields),
	.fits = incident_is_open,
	.check = alert_ack_check,
	.asks = alert_ack_asks,
	.flags = ACTION_APPENDS,
};
