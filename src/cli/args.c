/* args.c -- the command line read word by word; a flag nobody knows is never ignored.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "cli.h"

void
args_init(struct args *args, int argc, char **argv)
{
	*args = (struct args){ .argc = argc, .argv = argv, .at = 1 };
}

enum arg_kind
args_next(struct args *args, struct arg *arg)
{
	const char *word, *equals;
	size_t dashes, len;

	*arg = (struct arg){ .kind = ARG_END };
	if (args->at >= args->argc || !args->argv[args->at])
		return ARG_END;
	word = args->argv[args->at++];
	if (!args->words_only && str_eq(word, "--")) {
		args->words_only = true;
		return args_next(args, arg);
	}
	if (args->words_only || word[0] != '-' || !word[1]) {
		arg->kind = ARG_WORD;
		arg->value = word;
		return arg->kind;
	}
	dashes = strspn(word, "-");
	equals = strchr(word, '=');
	len = equals ? (size_t)(equals - word) : strlen(word);
	arg->kind = ARG_FLAG;
	arg->value = equals ? equals + 1 : NULL;
	/* A name too long for any flag stays unknown whatever is cut off. */
	str_format(arg->name, sizeof arg->name, "%.*s",
		   len > dashes ? (int)(len - dashes) : 0, word + dashes);
	return arg->kind;
}

enum verdict
args_value(struct args *args, const struct arg *arg, const char **value,
	   struct err *err)
{
	if (arg->value)
		*value = arg->value;
	else if (args->at < args->argc && args->argv[args->at])
		*value = args->argv[args->at++];
	else
		return refuse(err, _("--%s needs a value."), arg->name);
	return DONE;
}

enum verdict
cli_number(const char *flag, const char *text, int max, int *out, struct err *err)
{
	size_t len = strlen(text);
	long n;

	n = len <= 9 && strspn(text, "0123456789") == len ? strtol(text, NULL, 10) : -1;
	if (!len || n < 0 || n > max)
		return refuse(err, _("--%s takes a whole number from 0 to %d."), flag,
			      max);
	*out = (int)n;
	return DONE;
}

enum common {
	COMMON_CONF,
	COMMON_OPERATOR,
	COMMON_FD,
	COMMON_FILE,
	COMMON_FORMER_FD,
	COMMON_FORMER_FILE,
	COMMON_WAIT,
	COMMON_NOWAIT,
	COMMON_KEEP,
	COMMON_CSV,
	COMMON_JSON,
	COMMON_MARKS,
	COMMON_HELP
};

static const struct {
	const char *name;
	enum common what;
	bool valued;
} commons[] = {
	{ "c", COMMON_CONF, true },
	{ "conf", COMMON_CONF, true },
	{ "o", COMMON_OPERATOR, true },
	{ "operator", COMMON_OPERATOR, true },
	{ "password-fd", COMMON_FD, true },
	{ "password-file", COMMON_FILE, true },
	{ "former-fd", COMMON_FORMER_FD, true },
	{ "former-file", COMMON_FORMER_FILE, true },
	{ "wait", COMMON_WAIT, true },
	{ "no-wait", COMMON_NOWAIT, false },
	{ "csv", COMMON_CSV, false },
	{ "json", COMMON_JSON, false },
	{ "h", COMMON_HELP, false },
	{ "help", COMMON_HELP, false },
	{ "marks", COMMON_MARKS, false },
	{ "keep-refused", COMMON_KEEP, false },
};

static enum verdict
apply(struct cli *cli, enum common what, const char *value, struct err *err)
{
	enum verdict v = DONE;

	switch (what) {
	case COMMON_CONF:
		cli->conf_path = value;
		break;
	case COMMON_OPERATOR:
		cli->operator_name = value;
		break;
	case COMMON_FD:
		v = cli_number("password-fd", value, 65535, &cli->password_fd, err);
		break;
	case COMMON_FILE:
		cli->password_file = value;
		break;
	case COMMON_FORMER_FD:
		v = cli_number("former-fd", value, 65535, &cli->former_fd, err);
		break;
	case COMMON_FORMER_FILE:
		cli->former_file = value;
		break;
	case COMMON_WAIT:
		v = cli_number("wait", value, 86400, &cli->wait, err);
		break;
	case COMMON_NOWAIT:
		cli->wait = 0;
		break;
	case COMMON_KEEP:
		cli->keep = 1;
		break;
	case COMMON_CSV:
		cli->format = FORMAT_CSV;
		break;
	case COMMON_JSON:
		cli->format = FORMAT_JSON;
		break;
	case COMMON_MARKS:
		cli->marks = true;
		break;
	case COMMON_HELP:
		cli->help = true;
		break;
	}
	return v;
}

enum verdict
cli_formless(const struct cli *cli, const char *verb, struct err *err)
{
	static const char *const names[] = {
		[FORMAT_CSV] = "csv", [FORMAT_JSON] = "json"
	};

	return cli->format == FORMAT_TABLE ? DONE
					   : refuse(err, _("%s has no flag --%s."),
						    verb, names[cli->format]);
}

enum verdict
cli_common(struct cli *cli, struct args *args, const struct arg *arg, bool *taken,
	   struct err *err)
{
	const char *value = "";
	enum verdict v = DONE;
	size_t i;

	*taken = false;
	for (i = 0; i < sizeof commons / sizeof *commons; i++) {
		if (!str_eq(commons[i].name, arg->name))
			continue;
		*taken = true;
		if (commons[i].valued)
			v = args_value(args, arg, &value, err);
		return v == DONE ? apply(cli, commons[i].what, value, err) : v;
	}
	return DONE;
}
