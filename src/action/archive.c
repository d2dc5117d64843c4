/* action/archive.c -- a closed ticket goes into the archive. */
#include "action/field/archive.h"

#include "table.h"

const struct action action_archive = {
	.name = "archive",
	.menu = 730,
	.label = N_("Archive"),
	.help = N_("A closed ticket goes into the archive."),
	FIELDS(fields),
};
