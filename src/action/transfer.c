/* action/transfer.c -- hands the report to the police or another authority (order 121
 * article 42). */
#include "table.h"

static const struct field fields[] = {
	{ "organ", N_("Transferred to"), FIELD_TEXT, .flags = NEED_ALWAYS,
	  .help = N_("The police where a crime is suspected (order 121 article 42).") },
	{ "paper", N_("Number of the letter"), FIELD_TEXT, .max = 60,
	  .flags = NEED_ALWAYS },
	{ "transferdate", N_("Transferred on"), FIELD_DATE, .rule = "past",
	  .help = N_("Empty: today.") },
	{ "receiver", N_("Person who receives it"), FIELD_TEXT, .max = 60 },
	{ "detail", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS,
	  .help = N_("Not who reported (order 121 article 37).") },
	{ "evidence", N_("Evidence"), FIELD_LONG, .max = 1000, .rows = 3 },
};

const struct action action_transfer = {
	.name = "transfer",
	.menu = 450,
	.label = N_("Transfer"),
	.help = N_("Transfers the report to the police or another authority (order "
		   "121 article 42)."),
	FIELDS(fields),
};
