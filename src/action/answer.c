/* action/answer.c -- answers the enquiry at once and closes it (order 121 article
 * 44). */
#include "table.h"

static const struct field fields[] = {
	{ "answer", N_("Answer"), FIELD_LONG, .max = 2000, .rows = 6,
	  .flags = NEED_ALWAYS,
	  .help = N_("As it was said; F7 inserts phrases and knowledge.") },
};

const struct action action_answer = {
	.name = "answer",
	.menu = 290,
	.label = N_("Answer"),
	.help = N_("Answers the enquiry at once and closes it (order 121 "
		   "article 44)."),
	FIELDS(fields),
};
