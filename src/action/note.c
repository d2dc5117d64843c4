/* action/note.c -- adds a note; it changes nothing else. */
#include "table.h"

static const struct field fields[] = {
	{ "note", N_("Note"), FIELD_LONG, .max = 3000, .flags = NEED_ALWAYS,
	  .help = N_("For whoever works on it next; the complainant does not "
		     "see it.") },
};

const struct action action_note = {
	.name = "note",
	.menu = 540,
	.label = N_("Note"),
	.help = N_("Adds a note; it changes nothing else."),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
