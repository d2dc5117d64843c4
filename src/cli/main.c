/* main.c -- gangshaoctl: the same core as the workstation, without a screen.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/jail.h"
#include "base/text.h"
#include "base/visible.h"

#include "nearest.h"
#include "verb.h"

static enum cli_exit
unknown(const char *name)
{
	struct nearest near;
	const struct verb *v;
	size_t i;

	nearest_start(&near, name);
	for (i = 0; actions[i]; i++)
		nearest_try(&near, actions[i]->name);
	for (i = 0; queries[i]; i++)
		nearest_try(&near, queries[i]->name);
	for (v = verbs; v->name; v++)
		nearest_try(&near, v->name);
	return cli_unknown(name, near.found);
}

static enum cli_exit
dispatch(struct cli *cli, struct args *args, const char *name)
{
	const struct verb *verb = verb_named(name);
	const struct action *action = action_named(name);
	const struct query *query = query_named(name);

	if (action)
		return verb_action(cli, args, action);
	if (query)
		return verb_query(cli, args, query);
	if (verb)
		return verb->run(cli, args);
	return unknown(name);
}

int
main(int argc, char **argv)
{
	struct cli cli = { .password_fd = -1,
			   .former_fd = -1,
			   .wait = 30,
			   .operator_name = getenv("USER") };
	enum verdict v = DONE;
	enum cli_exit code;
	struct args args;
	struct arg arg;
	struct err err;
	bool taken;

	visible_output();
	visible_errors();
	text_init(NULL);
	(void)jail_enter(JAIL_SEAT);
	(void)signal(SIGPIPE, SIG_IGN);
	args_init(&args, argc, argv);
	while (args_next(&args, &arg) == ARG_FLAG && v == DONE && !cli.help) {
		if (str_eq(arg.name, "version")) {
			puts("gangshaoctl " VERSION);
			return EXIT_DONE;
		}
		v = cli_common(&cli, &args, &arg, &taken, &err);
		if (v == DONE && !taken)
			v = refuse(&err, _("There is no flag --%s."), arg.name);
	}
	if (v != DONE)
		code = cli_usage(err.text);
	else if (cli.help)
		code = verb_help(&cli, &args);
	else if (arg.kind != ARG_WORD)
		code = cli_usage(_("Say what to do."));
	else
		code = dispatch(&cli, &args, arg.value);
	cli_release(&cli);
	return (int)code;
}
