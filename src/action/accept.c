/* action/accept.c -- accepts the complaint: the time for deciding stops, mediation
 * has 60 days (order 121 articles 15 and 23). */
#include "table.h"

static const struct field fields[] = {
	{ "mode", N_("Way of handling"), FIELD_CODE, .pick = "accept_mode", .fill = "1",
	  .flags = NEED_ALWAYS },
	{ "detail", N_("Statement"), FIELD_LONG, .max = 500,
	  .fill = N_("Examined: the conditions of acceptance are met; accepted."),
	  .flags = NEED_ALWAYS },
	{ "notify", N_("Complainant told by"), FIELD_CODE, .pick = "reply_method",
	  .fill = "2", .flags = NEED_ALWAYS,
	  .help = N_("How the person is told (order 121 article 44): internet, "
		     "telephone, short message, e-mail, letter.") },
	{ "notified", N_("Told at"), FIELD_STAMP, .rule = "past",
	  .help = N_("Day and time the person was told, for example T 14:05; "
		     "empty: not yet told.") },
	{ "handler", N_("Handled by"), FIELD_TEXT, .rule = "name", .max = 60,
	  .help = N_("The officer whom the complainant may call.") },
	{ "handler_phone", N_("Telephone of the officer"), FIELD_TEXT, .rule = "phone",
	  .max = 30 },
};

const struct action action_accept = {
	.name = "accept",
	.label = N_("Accept"),
	.help = N_("Accepts the complaint: the time for deciding stops, "
		   "mediation has 60 days (order 121 articles 15 and 23)."),
	FIELDS(fields),
};
