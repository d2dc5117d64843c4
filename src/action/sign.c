/* action/sign.c -- somebody of the competent unit takes it in hand; the legal time has run
 * since the office received it (order 121 article 15). */
#include "action/field/sign.h"

#include "table.h"

const struct action action_sign = {
	.name = "sign",
	.menu = 50,
	.label = N_("Sign in"),
	.help = N_("Takes it in hand; the legal time has run since the office "
		   "received it (order 121 article 15)."),
	FIELDS(fields),
};
