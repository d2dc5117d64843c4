/* action/reply.c -- writes the result; a complaint then waits for approval. */
#include "table.h"

static const struct field fields[] = {
	{ "handleadvice", N_("Result"), FIELD_LONG, .max = 1200, .rows = 6,
	  .flags = NEED_ALWAYS,
	  .help = N_("What was found and done, in words the complainant may "
		     "hear.") },
	{ "notify", N_("Told by"), FIELD_CODE, .pick = "reply_method", .fill = "2",
	  .flags = NEED_ALWAYS,
	  .help = N_("How the person is told (order 121 article 44): internet, "
		     "telephone, short message, e-mail, letter.") },
	{ "notified", N_("Told at"), FIELD_STAMP, .rule = "past",
	  .help = N_("Day and time the person was told, for example T 14:05; "
		     "empty: not yet told.") },
	{ "putoncase", N_("Violation found, filed as a case"), FIELD_FLAG,
	  .help = N_("Whether a clue found here became a report or a case "
		     "(order 121 article 27).") },
};

const struct action action_reply = {
	.name = "reply",
	.label = N_("Reply"),
	.help = N_("Writes the result; a complaint then waits for approval."),
	FIELDS(fields),
};
