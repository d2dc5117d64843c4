/* action/answer.c -- answers the enquiry at once and closes it (order 121 article
 * 44). */
#include "action/field/answer.h"

#include "table.h"

const struct action action_answer = {
	.name = "answer",
	.menu = 290,
	.label = N_("Answer"),
	.help = N_("Answers the enquiry at once and closes it (order 121 "
		   "article 44)."),
	FIELDS(fields),
};
