/* action/decline.c -- proposes not to accept the complaint: ground, reason, and the fields
 * the ground asks for (sql/code/nonaccept_121.csv, nonaccept_20.csv; order 121
 * articles 15 to 17); the leader decides. */
#include "base/clock.h"
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "ground", N_("Ground"), FIELD_CODE, .pick = "nonaccept_{rules}",
	  .flags = NEED_ALWAYS | FIELD_ASKER,
	  .help = N_("One of the grounds of order 121 article 16 (order 20 "
		     "article 15 for tickets received before 15 April 2026).") },
	{ "factors", N_("Considered"), FIELD_CODES, .pick = "consumption_doubt_factor",
	  .rows = 5, .flags = FIELD_ASKED,
	  .help = N_("What speaks against a purchase for daily life; one at least "
		     "(order 121 article 17).") },
	{ "missing", N_("Missing proof"), FIELD_LONG, .rows = 2, .max = 500,
	  .flags = FIELD_ASKED,
	  .help = N_("What was asked for and has not been handed in (order 121 "
		     "articles 10 and 11).") },
	{ "demanded_on", N_("Demanded on"), FIELD_DATE, .flags = FIELD_ASKED,
	  .help = N_("The day on which the complainant was asked for it.") },
	{ "clause", N_("Provision"), FIELD_TEXT, .max = 300, .flags = FIELD_ASKED,
	  .help = N_("The law, regulation or rule and the article that forbids to "
		     "accept it.") },
	{ "competent", N_("Competent authority"), FIELD_TEXT, .max = 100,
	  .flags = FIELD_ASKED,
	  .help = N_("Where the complainant can turn to instead.") },
	{ "transfer_to", N_("Transferred to"), FIELD_TEXT, .flags = FIELD_ASKED,
	  .help = N_("A matter of food safety must be transferred, and the "
		     "complainant told in writing (Food Safety Law article 115).") },
	{ "detail", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS,
	  .help = N_("The facts that meet the ground.  The other ways open to the "
		     "complainant are always added (Consumer Protection Law "
		     "article 39).") },
};

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
