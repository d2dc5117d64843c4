/* action/void_document.c -- declares a document void; it stays on record and its number
 * is not given again. */
#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "document", N_("Number within the ticket"), FIELD_TEXT,
	  .pick = "of:documents", .max = 6, .flags = NEED_ALWAYS,
	  .help = N_("As it stands before the document among the documents.") },
	{ "reason", N_("Reason"), FIELD_LONG, .max = 500, .flags = NEED_ALWAYS },
};

const struct action action_void_document = {
	.name = "void_document",
	.menu = 180,
	.label = N_("Declare a document void"),
	.help = N_("Declares a document void; it stays on record and its number "
		   "is not given again."),
	FIELDS(fields),
	.fits = ticket_has_document,
	.flags = ACTION_APPENDS,
};
