/* action/contact.c -- records an attempt to reach somebody; it changes nothing else. */
#include "table.h"

static const struct field fields[] = {
	{ "whom", N_("With whom"), FIELD_CODE, .pick = "contact_whom",
	  .flags = NEED_ALWAYS },
	{ "how", N_("How"), FIELD_CODE, .pick = "reply_method", .fill = "2",
	  .flags = NEED_ALWAYS },
	{ "outcome", N_("Outcome"), FIELD_CODE, .pick = "contact_outcome",
	  .flags = NEED_ALWAYS },
	{ "detail", N_("What was said"), FIELD_LONG, .max = 1000 },
};

const struct action action_contact = {
	.name = "contact",
	.label = N_("Contact"),
	.help = N_("Records an attempt to reach somebody; it changes nothing "
		   "else."),
	.ask = N_("Record of contact"),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
