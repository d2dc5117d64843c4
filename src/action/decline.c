/* action/decline.c -- proposes not to accept the complaint: ground, reason, and the fields
 * the ground asks for (tables nonaccept_{rules}; order 121 articles 15 to 17); the leader
 * decides. */
#include "base/clock.h"
#include "base/str.h"

#include "table.h"

/* The last time that proof was demanded: by the step itself, or by its document. */
static const json_t *
last_demand(const json_t *doc)
{
	const json_t *events = json_object_get(doc, "timeline"), *event, *payload;
	size_t i;

	for (i = json_array_size(events); i-- > 0;) {
		event = json_array_get(events, i);
		payload = json_object_get(event, "payload");
		if (str_eq(json_text(event, "action"), "demand_proof") ||
		    (str_eq(json_text(event, "action"), "issue") &&
		     str_eq(json_text(payload, "form"), "2604")))
			return event;
	}
	return NULL;
}

/* Where proof was demanded the form starts with what and when. */
static void
decline_fill(struct form *f, const struct ticket *t)
{
	const json_t *event = last_demand(t->doc);
	int missing = form_find(f, "missing"), day = form_find(f, "demanded_on");
	char text[11];
	int64_t wall;

	if (!event || missing < 0 || day < 0)
		return;
	form_set(f, (size_t)missing,
		 json_text(json_object_get(event, "payload"), "materials"));
	if (!stamp_parse(json_text(event, "at"), &wall))
		return;
	day_text(clock_day(wall), text);
	form_set(f, (size_t)day, text);
}

#include "action/field/decline.h"

const struct action action_decline = {
	.name = "decline",
	.menu = 130,
	.label = N_("Decline"),
	.help = N_("Proposes not to accept the complaint; once the leader has "
		   "approved, the complainant is told (order 121 articles 15 "
		   "and 16)."),
	FIELDS(fields),
	.fill = decline_fill,
	.flags = ACTION_PAPER | ACTION_PROPOSES,
};
