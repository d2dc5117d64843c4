/* action/alert.c -- reports a major incident to the superior units at once, by one key,
 * independently of the ticket's own procedure.  Facts may be given as unknown. */
#include "base/str.h"

#include "incident.h"
#include "table.h"

bool
incident_is_known(const struct ticket *t)
{
	return json_object_get(t->doc, "incident") != NULL;
}

bool
incident_is_open(const struct ticket *t)
{
	const json_t *incident = json_object_get(t->doc, "incident");

	return incident && !*json_text(incident, "ended");
}

static bool
alert_fits(const struct ticket *t)
{
	return !incident_is_known(t);
}

static void
alert_fill(struct form *f, const struct ticket *t)
{
	const char *place = json_text(json_object_get(t->doc, "facts"), "place");
	int i = form_find(f, "place");

	if (i >= 0 && *place)
		form_set(f, (size_t)i, place);
}

static bool
alert_advise(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!str_eq(form_named(f, "inckind"), "i01") || *form_named(f, "phoned"))
		return false;
	(void)refuse_field(
		err, "phoned",
		_("A food safety accident is reported upward at once (Food Safety Law "
		  "article 103): telephone the superior too, and note whom."));
	return true;
}

#include "action/field/alert.h"

const struct action action_alert = {
	.name = "alert",
	.menu = 550,
	.label = N_("Major incident"),
	.help = N_(
		"Reports a major incident to every superior at once; the ticket goes "
		"on as before (Food Safety Law article 103)."),
	FIELDS(fields),
	.fits = alert_fits,
	.fill = alert_fill,
	.advise = alert_advise,
	.flags = ACTION_APPENDS,
};
