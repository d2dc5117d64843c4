/* action/proof.c -- proof of identity was handed in; it is decided on next. */
#include "action/field/proof.h"

#include "table.h"

const struct action action_proof = {
	.name = "proof",
	.menu = 80,
	.label = N_("Proof handed in"),
	.help = N_("Records what proof of identity was handed in; the complaint is "
		   "decided on next."),
	FIELDS(fields),
};
