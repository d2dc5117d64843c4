/* help.c -- prints the usage, from the tables that parse it.
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#include "verb.h"

static void
row(const char *left, const char *right)
{
	int w = utf8_columns(left, strlen(left));

	printf("  %s%*s%s\n", left, w < 24 ? 24 - w : 1, "", right ? right : "");
}

static void
common(void)
{
	printf("\n%s\n", _("Every verb takes:"));
	row("-c, --conf FILE", _("configuration file"));
	row("-o, --operator NAME", _("who you are; $USER where it is not given"));
	row("--password-fd N", _("read the password from this descriptor"));
	row("--password-file FILE", _("read the password from this file"));
	row("--wait SECONDS", _("how long to wait for the centre (30)"));
	row("--no-wait", _("kept on this disk is enough"));
	row("--keep-refused",
	    _("what is refused stays in the outbox instead of being withdrawn"));
	row("--json, --csv", _("answers for programs, in place of words"));
	row("--former-fd N, --former-file FILE",
	    _("the password before it was changed elsewhere"));
	row("--help", _("this text"));
	printf("\n%s\n", _("Exit status: 0 done, 1 refused, 2 usage, 3 later, "
			   "4 broken."));
}

void
help_verb(const struct verb *verb)
{
	printf("gangshaoctl %s %s\n%s\n", verb->name, verb->usage, _(verb->help));
	common();
}

static const char *
note_of(const struct field *f)
{
	switch (f->type) {
	case FIELD_CODE:
	case FIELD_CODES:
		return f->pick ? f->pick : "";
	case FIELD_DATE:
		return "YYYY-MM-DD, T-3, 3/15";
	case FIELD_STAMP:
		return "YYYY-MM-DD HH:MM";
	case FIELD_MONEY:
		return "128.00";
	case FIELD_FLAG:
		return "true | false";
	default:
		return "";
	}
}

void
help_action(const struct action *a)
{
	struct str left = { 0 };
	const struct field *f;

	printf("gangshaoctl %s%s [--FIELD VALUE …] [--fields FILE]\n%s\n\n", a->name,
	       a->flags & ACTION_CREATES ? "" : " TICKET", a->help ? _(a->help) : "");
	for (f = a->fields; f < a->fields + a->nfields; f++) {
		if (f->flags & FIELD_HIDDEN)
			continue;
		str_clear(&left);
		str_addf(&left, "--%s", f->name);
		printf("  %-22s %s%s  %s\n", str_text(&left), _(f->label),
		       f->flags & NEED_ALWAYS ? "*" : "", note_of(f));
	}
	str_release(&left);
	printf("\n");
	row("--fields FILE", _("an object of fields; - is standard input"));
	row("--sure FIELD", _("it is so although it looks wrong; all: every field"));
	row("--unknown FIELD", _("the caller does not know it"));
	row("--declined FIELD", _("the caller does not say it"));
	row("--base server:N", _("the version you saw; the present one by default"));
	common();
}

void
help_query(const struct query *q)
{
	struct str left = { 0 };
	size_t i;

	printf("gangshaoctl %s [--PARAMETER VALUE …]\n%s\n\n", q->name, _(q->label));
	for (i = 0; i < q->nparams; i++) {
		str_clear(&left);
		str_addf(&left, "--%s", q->params[i].name);
		row(str_text(&left), q->params[i].label ? _(q->params[i].label) : "");
	}
	str_release(&left);
	row("--from", _("both, mirror or centre"));
	row("--marks", _("in these, control and invisible characters as marks"));
	common();
}

static void
everything(void)
{
	const struct action *const *a;
	const struct query *const *q;
	const struct verb *v;

	printf("gangshaoctl [-c FILE] [-o OPERATOR] VERB …\n\n%s\n",
	       _("What may be done to a ticket:"));
	for (a = actions; *a; a++)
		row((*a)->name, _((*a)->label));
	printf("\n%s\n", _("What may be asked:"));
	for (q = queries; *q; q++)
		row((*q)->name, _((*q)->label));
	printf("\n%s\n", _("Besides:"));
	for (v = verbs; v->name; v++)
		row(v->name, _(v->help));
	common();
}

static enum cli_exit
unknown(const char *name)
{
	char words[200];

	str_format(words, sizeof words, _("There is no verb %s."), name);
	return cli_usage(words);
}

enum cli_exit
verb_help(struct cli *cli, struct args *args)
{
	struct arg arg;

	(void)cli;
	if (args_next(args, &arg) != ARG_WORD)
		everything();
	else if (action_named(arg.value))
		help_action(action_named(arg.value));
	else if (query_named(arg.value))
		help_query(query_named(arg.value));
	else if (verb_named(arg.value))
		help_verb(verb_named(arg.value));
	else
		return unknown(arg.value);
	return EXIT_DONE;
}
