/* action/note.c -- adds a note; it changes nothing else. */
#include "action/field/note.h"

#include "table.h"

const struct action action_note = {
	.name = "note",
	.menu = 540,
	.label = N_("Note"),
	.help = N_("Adds a note; it changes nothing else."),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
