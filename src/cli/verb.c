/* verb.c -- the built-in verbs; actions and queries add theirs from their own tables.
 */
#include "verb.h"

#include "base/str.h"
#include "base/text.h"

const struct verb verbs[] = {
	{ "queue", "[list | wait | retry OP | withdraw OP --reason TEXT]",
	  N_("What this desk has promised and the centre has not yet settled."),
	  verb_queue },
	{ "print",
	  "TICKET N [--text | --pdf FILE | --lp [-d PRINTER]] [--reveal REASON | "
	  "--masked]",
	  N_("A document of a ticket as text, as a PDF (- is standard output) or to a "
	     "printer."),
	  verb_print },
	{ "status", "", N_("Who is logged in, and how the link to the centre is."),
	  verb_status },
	{ "conf", "", N_("Every option, its value here and what it means."),
	  verb_conf },
	{ "password", "[--secret-file FILE | --secret-fd N]",
	  N_("Changes your own password at the centre."), verb_password },
	{ "detect",
	  "--method NAME [--alpha A] [--window N] [--min-sigma S] [--mean M] [--scale "
	  "NAME] FILE",
	  N_("Which counts of a series (CSV: t,count; gaps are zero) are more than chance "
	     "explains."),
	  verb_detect },
	{ "admin", "VERB …",
	  N_("Administration of the server; gangshaoctl admin lists its verbs."),
	  verb_admin },
	{ "help", "[VERB]", N_("The verbs, or one of them."), verb_help },
	{ NULL, NULL, NULL, NULL },
};

const struct verb *
verb_named(const char *name)
{
	const struct verb *v;

	for (v = verbs; v->name; v++)
		if (str_eq(v->name, name))
			return v;
	return NULL;
}
