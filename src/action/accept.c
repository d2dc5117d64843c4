/* action/accept.c -- accepts the complaint: mediation has 60 days; the time for deciding
 * stops once the complainant has been told (order 121 articles 15 and 23). */
#include "table.h"

static const struct field fields[] = {
	{ "mode", N_("Way of handling"), FIELD_CODE, .pick = "accept_mode", .fill = "1",
	  .flags = NEED_ALWAYS },
	{ "detail", N_("Statement"), FIELD_LONG, .max = 500,
	  .fill = N_("Examined: the conditions of acceptance are met; accepted."),
	  .flags = NEED_ALWAYS },
	{ "invaddr", N_("Address of the respondent"), FIELD_TEXT,
	  .help = N_("Must be known by now (order 121 article 10); correct it here "
		     "where it was found to be another.") },
	{ "notify", N_("Complainant told by"), FIELD_CODE, .pick = "reply_method",
	  .rule = "telling",
	  .help = N_("Empty: decided, but not yet told. The time for the decision "
		     "runs on until the ledger has the notice (order 121 article "
		     "15).") },
	{ "notified", N_("Told at"), FIELD_STAMP, .rule = "past",
	  .help = N_("Day and time the person was told, for example T 14:05; "
		     "empty: now.") },
	{ "handler", N_("Handled by"), FIELD_TEXT, .rule = "name", .max = 60,
	  .help = N_("The officer whom the complainant may call.") },
	{ "handler_phone", N_("Telephone of the officer"), FIELD_TEXT, .rule = "phone",
	  .max = 30 },
};

static void
accept_fill(struct form *f, const struct ticket *t)
{
	form_set(f, (size_t)form_find(f, "invaddr"),
		 json_text(json_object_get(t->doc, "facts"), "invaddr"));
}

static enum verdict
accept_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!*form_named(f, "invaddr"))
		return refuse_field(
			err, "invaddr",
			_("The address of the respondent is not known yet: give it here "
			  "once it is found, or ask the complainant, or return the "
			  "ticket."));
	return DONE;
}

const struct action action_accept = {
	.name = "accept",
	.menu = 60,
	.label = N_("Accept"),
	.help = N_("Accepts the complaint: mediation has 60 days; the time for "
		   "deciding stops once the complainant has been told (order 121 "
		   "articles 15 and 23)."),
	FIELDS(fields),
	.fill = accept_fill,
	.check = accept_check,
};
