/* action/hand_over.c -- hands the clue to the officers of the penalty case; they get the
 * clue sheet, without the reporter's identity (order 121 article 37). */
#include "action/field/hand_over.h"

#include "table.h"

const struct action action_hand_over = {
	.name = "hand_over",
	.menu = 370,
	.label = N_("Hand over"),
	.help = N_("Gives the clue to those who work on the penalty case, without who "
		   "reported (order 121 article 37)."),
	.ask = N_("Clue sheet"),
	FIELDS(fields),
};
