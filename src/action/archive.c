/* action/archive.c -- a closed ticket goes into the archive. */
#include "table.h"

static const struct field fields[] = {
	{ "note", N_("Note"), FIELD_LONG, .max = 1000,
	  .help = N_("Where the complaint may still be published (order 121 "
		     "article 38): why it is not. The archive ends that.") },
};

const struct action action_archive = {
	.name = "archive",
	.menu = 730,
	.label = N_("Archive"),
	.help = N_("A closed ticket goes into the archive."),
	FIELDS(fields),
};
