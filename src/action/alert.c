/* action/alert.c -- reports a major incident to the superior units at once, by one key,
 * independently of the ticket's own procedure.  Facts may be given as unknown. */
#include "base/str.h"

#include "incident.h"
#include "table.h"

static const struct field fields[] = {
	{ "inckind", N_("Kind of incident"), FIELD_CODE, .pick = "incident_kind",
	  .flags = NEED_ALWAYS,
	  .help = N_("It decides within how many minutes the first report is due. A "
		     "food safety accident is reported upward at once (Food Safety "
		     "Law article 103).") },
	{ "evegrade", N_("Urgency"), FIELD_CODE, .pick = "event_level", .fill = "2",
	  .flags = NEED_ALWAYS,
	  .help = N_("It decides how far up the report goes: county, city, "
		     "province.") },
	INCIDENT_PEOPLE(NEED_ALWAYS, NULL, NULL),
	{ "ongoing", N_("Still going on"), FIELD_FLAG,
	  .flags = NEED_ALWAYS | FIELD_MAY_DECLINE,
	  .help = N_("Whether the danger goes on; F6 where it is not known.") },
	{ "place", N_("Place of the event"), FIELD_TEXT, .flags = NEED_ALWAYS },
	{ "happened", N_("Happened at"), FIELD_STAMP,
	  .help = N_("Day and time, for example T 14:05.") },
	{ "learned", N_("Learned of at"), FIELD_STAMP,
	  .help = N_("When the office learned of it: the time for the first report "
		     "counts from then. Empty: when the ticket was received.") },
	{ "detail", N_("What happened"), FIELD_LONG, .max = 3000, .rows = 4,
	  .flags = NEED_ALWAYS,
	  .help = N_("Not who reported (order 121 article 37).") },
	{ "done", N_("What was done"), FIELD_LONG, .max = 1200, .rows = 3 },
	{ "phoned", N_("Telephoned to"), FIELD_TEXT,
	  .help = N_("Whom of the superiors one told by telephone, and when.") },
};

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
