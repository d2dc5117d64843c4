/* status.c -- how this machine is set, who is logged in, and how the link to the centre is.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"

#include "print.h"
#include "session.h"
#include "verb.h"

/* Only the flags that every verb knows.  False: *code is the end, or help was. */
static bool
plain(struct cli *cli, struct args *args, const char *verb, enum cli_exit *code)
{
	enum verdict v = DONE;
	bool taken = false;
	struct arg arg;
	struct err err;

	while (v == DONE && args_next(args, &arg) != ARG_END) {
		taken = false;
		if (arg.kind == ARG_FLAG)
			v = cli_common(cli, args, &arg, &taken, &err);
		if (v == DONE && !taken)
			v = refuse(&err, _("%s takes no more words: %s."), verb,
				   arg.kind == ARG_FLAG ? arg.name : arg.value);
	}
	*code = v == DONE ? EXIT_DONE : cli_usage(err.text);
	if (v == DONE && cli->help)
		help_verb(verb_named(verb));
	return v == DONE && !cli->help;
}

/* Every option's value by its path. */
static void
conf_json(const char *const *cells, size_t n, struct str *out)
{
	json_t *all = json_object();
	char *text;
	size_t i;

	for (i = 0; i < n; i++)
		json_put(all, cells[i * 3], cells[i * 3 + 1]);
	text = json_dumps(all, JSON_INDENT(1));
	str_addf(out, "%s\n", text);
	free(text);
	json_decref(all);
}

enum cli_exit
verb_conf(struct cli *cli, struct args *args)
{
	const char *cells[(CONF__MAX + 1) * 3];
	char numbers[CONF__MAX][24];
	struct str out = { 0 };
	enum cli_exit code;
	struct err err;
	size_t i;

	if (!plain(cli, args, "conf", &code))
		return code;
	if (cli_conf(cli, &err) != DONE)
		return cli_fail(&err);
	cells[0] = _("Option");
	cells[1] = _("Value");
	cells[2] = _("Meaning");
	for (i = 0; i < CONF__MAX; i++) {
		cells[i * 3 + 3] = conf_options[i].path;
		cells[i * 3 + 5] = _(conf_options[i].label);
		if (conf_options[i].type == CONF_INT)
			str_format(numbers[i], sizeof numbers[i], "%ld",
				   conf_int(cli->conf, (enum conf_key)i));
		cells[i * 3 + 4] = conf_options[i].type == CONF_INT ? numbers[i]
				   : conf_options[i].type == CONF_TEXT
					   ? conf_text(cli->conf, (enum conf_key)i)
				   : conf_bool(cli->conf, (enum conf_key)i) ? "true"
									    : "false";
	}
	if (cli->format == FORMAT_JSON)
		conf_json(cells + 3, CONF__MAX, &out);
	else
		print_table(&out, cells, CONF__MAX + 1, 3);
	code = print_out(&out) ? EXIT_DONE : EXIT_BROKEN;
	str_release(&out);
	return code;
}

static void
put_status(const struct session *s)
{
	static const char *const states[] = {
		[LINK_DOWN] = N_("down"),
		[LINK_CONNECTING] = N_("connecting"),
		[LINK_UP] = N_("up"),
		[LINK_AUTH] = N_("auth"),
	};
	char words[480] = "";

	if (!str_empty(s->link.text))
		msg_words(words, sizeof words, s->link.text, s->link.args);
	printf("%s %s  %s %s\n", s->me.number, s->me.label, s->me.unit,
	       s->me.unit_name);
	printf("%s%s%s%s%s\n", _(states[s->link.state]),
	       str_empty(s->link.host) ? "" : " ", s->link.host, *words ? ": " : "",
	       words);
	session_put_queue(s);
}

static void
put_status_json(const struct session *s)
{
	json_t *o = json_object(), *link = session_queue(s);
	char words[480] = "";

	json_put(o, "operator", s->me.name);
	json_put(o, "number", s->me.number);
	json_put(o, "label", s->me.label);
	json_put(o, "unit", s->me.unit);
	json_put(o, "unit_name", s->me.unit_name);
	json_put(o, "link", link_name(s->link.state));
	if (!str_empty(s->link.text))
		msg_words(words, sizeof words, s->link.text, s->link.args);
	json_put(o, "reason", words);
	json_put(o, "host", s->link.host);
	json_object_update(o, link);
	json_decref(link);
	print_json(o);
}

enum cli_exit
verb_status(struct cli *cli, struct args *args)
{
	struct session s = { .wire = NULL };
	enum cli_exit code = EXIT_DONE;
	struct err err;

	if (!plain(cli, args, "status", &code))
		return code;
	if (session_open(&s, cli, &err) != DONE) {
		code = cli_fail(&err);
	} else {
		session_link(&s, cli->wait * 1000);
		if (cli->format == FORMAT_JSON)
			put_status_json(&s);
		else
			put_status(&s);
		code = s.link.state == LINK_UP ? EXIT_DONE : EXIT_LATER;
	}
	session_close(&s);
	return code;
}
