/* action/contact.c -- records an attempt to reach somebody; it changes nothing else. */
#include "action/field/contact.h"

#include "table.h"

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
