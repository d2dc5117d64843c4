/* password.c -- an operator's own password: what it must be, and how its owner changes it.
 * Law: the old one is proved to the centre, the new one leaves as a verifier only; the
 * desk takes it over at the next login, the former one still opens what it kept.
 */
#include "password.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/utf8.h"

#include "gate/direct.h"

#include "verb.h"

/* Whether the text is made of the word alone, again and again, or has it inside. */
static bool
holds(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (; n >= 3 && *text; text++)
		if (strncasecmp(text, word, n) == 0)
			return true;
	return false;
}

static size_t
characters(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

enum verdict
password_check(const char *name, const char *was, const char *is, struct err *err)
{
	if (characters(is) < PASSWORD_LEAST)
		return refuse_field(err, "password",
				    _("A password has at least %d characters."),
				    PASSWORD_LEAST);
	if (strspn(is, (char[]){ is[0], 0 }) == strlen(is))
		return refuse_field(err, "password",
				    _("A password is not one character repeated."));
	if (holds(is, name))
		return refuse_field(err, "password",
				    _("A password does not hold the operator's name."));
	if (*was && str_eq(was, is))
		return refuse_field(err, "password",
				    _("The new password is the old one."));
	return DONE;
}

struct renewal {
	struct str is;
	int fd;
	const char *file;
};

static enum verdict
new_password(struct renewal *r, const char *name, struct err *err)
{
	struct str again = { 0 };
	char prompt[120];
	enum verdict v;

	if (r->fd >= 0 || r->file)
		return cli_secret(&r->is, r->fd, r->file, err);
	str_format(prompt, sizeof prompt, _("New password of %s: "), name);
	v = cli_ask(&r->is, prompt, err);
	if (v == DONE)
		v = cli_ask(&again, _("The same once more: "), err);
	if (v == DONE && !str_eq(str_text(&r->is), str_text(&again)))
		v = refuse(err, _("The two passwords differ; nothing was changed."));
	str_wipe(&again);
	return v;
}

static enum verdict
renew(struct cli *cli, struct renewal *r, struct err *err)
{
	struct str where = { 0 };
	struct direct *db = NULL;
	enum verdict v = cli_conf(cli, err);

	if (v == DONE && str_empty(cli->operator))
		v = refuse(err, _("Say who you are with -o OPERATOR."));
	if (v == DONE)
		v = cli_password(cli, err);
	if (v == DONE)
		v = new_password(r, cli->operator, err);
	if (v == DONE && !conf_bool(cli->conf, CONF_DEMO))
		v = password_check(cli->operator, str_text(&cli->password),
				   str_text(&r->is), err);
	if (v == DONE) {
		direct_conninfo(&where, cli->conf, cli->operator);
		v = direct_open(&db, str_text(&where), str_text(&cli->password), err);
	}
	if (v == DONE)
		v = direct_own_password(db, cli->operator, str_text(&r->is), err);
	direct_close(db);
	str_release(&where);
	return v;
}

static enum verdict
flag(struct cli *cli, struct renewal *r, struct args *args, const struct arg *arg,
     struct err *err)
{
	const char *value = NULL;
	enum verdict v;
	bool taken = false;

	if (arg->kind == ARG_FLAG && str_eq(arg->name, "secret-file"))
		return args_value(args, arg, &r->file, err);
	if (arg->kind == ARG_FLAG && str_eq(arg->name, "secret-fd")) {
		v = args_value(args, arg, &value, err);
		return v == DONE ? cli_number("secret-fd", value, 65535, &r->fd, err)
				 : v;
	}
	v = arg->kind == ARG_FLAG ? cli_common(cli, args, arg, &taken, err) : DONE;
	if (v == DONE && !taken)
		v = refuse(err, _("%s takes no more words: %s."), "password",
			   arg->kind == ARG_FLAG ? arg->name : arg->value);
	return v;
}

enum cli_exit
verb_password(struct cli *cli, struct args *args)
{
	struct renewal r = { .fd = -1 };
	enum verdict v = DONE;
	struct arg arg;
	struct err err;

	while (v == DONE && args_next(args, &arg) != ARG_END)
		v = flag(cli, &r, args, &arg, &err);
	if (v != DONE)
		return cli_usage(err.text);
	if (cli->help) {
		help_verb(verb_named("password"));
		return EXIT_DONE;
	}
	v = renew(cli, &r, &err);
	str_wipe(&r.is);
	if (v != DONE)
		return cli_fail(&err);
	printf("%s",
	       _("The password is changed.  This machine asks for the new one when "
		 "it next reaches the centre.\n"));
	return EXIT_DONE;
}
