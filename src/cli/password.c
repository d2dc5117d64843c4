/* password.c -- changes an operator's own password through the desk, which lets the new one
 * open its store before it asks the centre, so that nothing stored is lost.
 */
#include "model/password.h"

#include <stdio.h>

#include "base/text.h"

#include "session.h"
#include "verb.h"

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
	struct session s = { .wire = NULL };
	enum verdict v = cli_conf(cli, err);

	if (v == DONE && str_empty(cli->operator_name))
		v = refuse(err, _("Say who you are with -o OPERATOR."));
	if (v == DONE)
		v = cli_password(cli, err);
	if (v == DONE)
		v = new_password(r, cli->operator_name, err);
	if (v == DONE && !conf_bool(cli->conf, CONF_DEMO))
		v = password_check(cli->operator_name, str_text(&cli->password),
				   str_text(&r->is), err);
	if (v == DONE)
		v = session_renew(&s, cli, str_text(&r->is), err);
	if (cli_asks_former(cli, v, err)) {
		v = cli_former(cli, err);
		session_close(&s);
		if (v == DONE)
			v = session_renew(&s, cli, str_text(&r->is), err);
	}
	session_close(&s);
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
	if (v == DONE)
		v = cli_formless(cli, "password", &err);
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
	       _("The password is changed, at the centre and on this machine.\n"));
	return EXIT_DONE;
}
