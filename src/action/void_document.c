/* action/void_document.c -- declares a document void; it stays on record and its number
 * is not given again. */
#include "action/field/void_document.h"

#include "part.h"
#include "table.h"

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
