/* action/contact.c -- records an attempt to reach somebody; it changes nothing else. */
#include "table.h"

static const struct field fields[] = {
	{ "whom", N_("With whom"), FIELD_CODE, .pick = "contact_whom",
	  .flags = NEED_ALWAYS },
	{ "how", N_("How"), FIELD_CODE, .pick = "reply_method", .fill = "2",
	  .flags = NEED_ALWAYS },
	{ "outcome", N_("Outcome"), FIELD_CODE, .pick = "contact_outcome",
	  .flags = NEED_ALWAYS },
	{ "notified", N_("When"), FIELD_STAMP, .rule = "past",
	  .help = N_("Day and time, for example T 14:05; empty: now.") },
	{ "address", N_("Number or address used"), FIELD_TEXT, .flags = FIELD_PERSONAL,
	  .help = N_("Kept in the ledger only and shown masked (order 121 "
		     "article 37).") },
	{ "evidence", N_("Receipt or recording"), FIELD_TEXT, .max = 120,
	  .help = N_("Number of the recording, the receipt or the letter.") },
	{ "detail", N_("What was said"), FIELD_LONG, .max = 1000 },
};

const struct action action_contact = {
	.name = "contact",
	.menu = 140,
	.label = N_("Contact"),
	.help = N_("Records an attempt to reach somebody; it changes nothing "
		   "else."),
	.ask = N_("Record of contact"),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
