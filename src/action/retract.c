/* action/retract.c -- takes back an entry of the ledger of notices that was wrong; both
 * stay on record. */
#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "entry", N_("Number of the entry"), FIELD_TEXT, .pick = "of:notices",
	  .max = 6, .flags = NEED_ALWAYS,
	  .help = N_("As it stands before the entry among the contacts.") },
	{ "reason", N_("Reason"), FIELD_LONG, .max = 500, .flags = NEED_ALWAYS },
};

const struct action action_retract = {
	.name = "retract",
	.menu = 160,
	.label = N_("Take back a notice"),
	.help = N_("Takes back an entry that was wrong; both stay on record."),
	FIELDS(fields),
	.fits = ticket_has_notice,
	.flags = ACTION_APPENDS,
};
