/* action/hand_over.c -- hands the clue to the officers of the penalty case; they get the
 * clue sheet, without the reporter's identity (order 121 article 37). */
#include "table.h"

static const struct field fields[] = {
	{ "office", N_("Handed to"), FIELD_TEXT, .flags = NEED_ALWAYS,
	  .help = N_("The office that works on the case.") },
	{ "receiver", N_("Person who receives it"), FIELD_TEXT, .max = 60,
	  .flags = NEED_ALWAYS },
	{ "summary", N_("The clue in short"), FIELD_LONG, .max = 1000, .rows = 4,
	  .flags = NEED_ALWAYS,
	  .help = N_("Not who reported (order 121 article 37).") },
	{ "evidence", N_("Evidence"), FIELD_LONG, .max = 1000, .rows = 3,
	  .flags = NEED_ALWAYS },
	{ "advice", N_("Advice"), FIELD_LONG, .max = 1000, .rows = 2,
	  .flags = NEED_ALWAYS },
};

const struct action action_hand_over = {
	.name = "hand_over",
	.menu = 370,
	.label = N_("Hand over"),
	.help = N_("Gives the clue to those who work on the penalty case, without who "
		   "reported (order 121 article 37)."),
	.ask = N_("Clue sheet"),
	FIELDS(fields),
};
