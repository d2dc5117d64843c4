/* action/notify.c -- records in the ledger of notices that a party was told something
 * (order 121 articles 15, 20, 23, 34, 36). */
#include "table.h"

static const struct field fields[] = {
	{ "matter", N_("Matter of the notice"), FIELD_CODE, .pick = "notice_matter",
	  .flags = NEED_ALWAYS },
	{ "party", N_("To whom"), FIELD_CODE, .pick = "contact_whom",
	  .flags = NEED_ALWAYS,
	  .help = N_("Each party has an entry of its own; the end of mediation "
		     "is told to both (order 121 article 23).") },
	{ "notify", N_("Told by"), FIELD_CODE, .pick = "reply_method",
	  .rule = "telling", .fill = "2", .flags = NEED_ALWAYS,
	  .help = N_("How the person is told (order 121 article 44): internet, "
		     "telephone, short message, e-mail, letter.") },
	{ "address", N_("Number or address used"), FIELD_TEXT, .flags = FIELD_PERSONAL,
	  .help = N_("Kept in the ledger only and shown masked (order 121 "
		     "article 37).") },
	{ "notified", N_("Told at"), FIELD_STAMP, .rule = "past", .flags = NEED_ALWAYS,
	  .help = N_("Day and time, for example T 14:05.") },
	{ "outcome", N_("Outcome"), FIELD_CODE, .pick = "contact_outcome",
	  .flags = NEED_ALWAYS },
	{ "evidence", N_("Receipt or recording"), FIELD_TEXT, .max = 120,
	  .help = N_("Number of the recording, the receipt or the letter.") },
	{ "document", N_("Document served"), FIELD_TEXT, .pick = "of:numbers",
	  .max = 60, .help = N_("Its number, where a document was served.") },
	{ "detail", N_("What was said"), FIELD_LONG, .max = 1000 },
};

const struct action action_notify = {
	.name = "notify",
	.label = N_("Record a notice"),
	.help = N_("Records who was told what, how and when (order 121 "
		   "articles 15 and 23)."),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
