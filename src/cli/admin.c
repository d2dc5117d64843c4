/* admin.c -- the administrator's verbs in one table; each is one transaction or none.
 */
#include "admin.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#include "nearest.h"
#include "verb.h"

#ifndef DATADIR
#define DATADIR "/usr/local/share/gangshao"
#endif

static const struct admin_verb {
	const char *name;
	const char *words; /* what follows it, one name each */
	const char *needs; /* flags it cannot do without */
	const char *allows; /* further flags */
	const char *help; /* N_() */
	enum verdict (*run)(struct admin *, struct err *);
	bool here; /* about this machine: the database is not asked */
	bool lists; /* answers with rows: also as CSV and JSON */
} admin_verbs[] = {
	{ "migrate", "", "", "",
	  N_("Brings tables and functions of the database up to this program."),
	  admin_migrate },
	{ "load", "", "", "remove",
	  N_("Loads code tables, units, divisions, calendar and procedure."),
	  admin_load },
	{ "local", "DIRECTORY", "", "unit",
	  N_("Loads tables of this place's own, which no other load replaces."),
	  admin_local },
	{ "settings", "", "", "", N_("Lists the settings of this installation."),
	  admin_settings, .lists = true },
	{ "set", "SETTING VALUE", "", "", N_("Changes a setting of this installation."),
	  admin_set },
	{ "office", "UNIT", "", "mark phone address documents",
	  N_("What an office has of its own in its documents: mark, texts; shows it."),
	  admin_office, .lists = true },
	{ "unit", "UNIT", "",
	  "name short parent tier division initials phone address close open shipped",
	  N_("Adds, renames, moves, closes or opens a unit; shows it."), admin_unit,
	  .lists = true },
	{ "enrol", "NAME", "label number unit", "duty until",
	  N_("Makes an operator: role, password, unit and duties."), admin_enrol },
	{ "operators", "", "", "", N_("Lists the operators with their duties."),
	  admin_operators, .lists = true },
	{ "grant", "NAME DUTY", "", "unit until", N_("Gives an operator a duty."),
	  admin_grant },
	{ "revoke", "NAME DUTY", "", "unit", N_("Ends a duty of an operator."),
	  admin_revoke },
	{ "lock", "NAME", "", "",
	  N_("Shuts an operator out at once; his open sessions end."), admin_lock },
	{ "unlock", "NAME", "", "", N_("Lets a locked operator in again."),
	  admin_unlock },
	{ "expire", "NAME", "until", "", N_("Sets an operator's last day."),
	  admin_expire },
	{ "absence", "NAME SUBSTITUTE", "until", "from duty unit reason",
	  N_("Lets one operator stand in for another until a day."), admin_absence },
	{ "back", "NAME", "", "", N_("Ends the standing in for an operator."),
	  admin_back },
	{ "absences", "", "", "", N_("Lists who stands in for whom, now and later."),
	  admin_absences, .lists = true },
	{ "password", "NAME", "", "", N_("Sets an operator's password."),
	  admin_password },
	{ "doctor", "", "", "", N_("Examines the installation and names its faults."),
	  admin_doctor, .lists = true },
	{ "recovery-key", "", "out", "",
	  N_("Makes the key that opens stores whose password was forgotten."),
	  admin_recovery_key },
	{ "recover", "", "store operator key", "",
	  N_("Gives a store of this machine a new password, by the recovery key."),
	  admin_recover, true },
	{ "stores", "", "", "dir",
	  N_("Shows how much each store of this machine still owes the centre."),
	  admin_stores, true, .lists = true },
	{ "work", "", "", "once every only",
	  N_("Does what is due of the periodic work; without a flag, shows it."),
	  admin_work, .lists = true },
	{ "roots", "", "", "export since",
	  N_("Lists the roots that seal the record, or writes them to a file."),
	  admin_roots, .lists = true },
	{ "verify", "", "", "witness",
	  N_("Examines the whole record, also against roots kept elsewhere."),
	  admin_verify, .lists = true },
	{ "init-demo", "", "", "",
	  N_("Fills an empty database with the demonstration."), admin_demo },
};

const char *
admin_flag(const struct admin *admin, const char *name)
{
	return json_text(admin->flags, name);
}

/* Flags without a value, and those that may be given more than once. */
static const char bare[] = "once remove close open shipped", often[] = "witness";

static enum verdict
execute(struct admin *admin, const char *sql, const char *const *args,
	struct direct_rows **rows, struct err *err)
{
	size_t n = 0;

	while (args && args[n])
		n++;
	return direct_exec(admin->db, sql, args, n, rows, err);
}

enum verdict
admin_value(struct admin *admin, const char *sql, const char *const *args,
	    struct str *out, struct err *err)
{
	struct direct_rows *rows = NULL;
	enum verdict v;

	str_clear(out);
	v = execute(admin, sql, args, &rows, err);
	if (v != DONE)
		return v;
	if (direct_count(rows) && direct_columns(rows) && direct_cell(rows, 0, 0))
		str_set(out, direct_cell(rows, 0, 0));
	direct_rows_free(rows);
	return DONE;
}

enum verdict
admin_run(struct admin *admin, const char *sql, const char *const *args, bool *found,
	  struct err *err)
{
	struct direct_rows *rows = NULL;
	enum verdict v;

	v = execute(admin, sql, args, &rows, err);
	if (v == DONE) {
		if (found)
			*found = direct_count(rows) > 0;
		direct_rows_free(rows);
	}
	return v;
}

enum verdict
admin_together(struct admin *admin,
	       enum verdict (*work)(struct admin *, void *, struct err *), void *arg,
	       struct err *err)
{
	enum verdict v;

	v = direct_script(admin->db, "begin", err);
	if (v != DONE)
		return v;
	v = work(admin, arg, err);
	if (v == DONE)
		v = direct_script(admin->db, "commit", err);
	if (v != DONE && direct_script(admin->db, "rollback", NULL) != DONE)
		return v; /* the link is dead, and with it the transaction */
	return v;
}

/* Whether the space-separated list holds the word. */
static bool
listed(const char *list, const char *word)
{
	size_t len = strlen(word), n;

	for (; *list; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		if (n == len && memcmp(list, word, n) == 0)
			return true;
	}
	return false;
}

static size_t
count_words(const char *list)
{
	size_t n = 0, len;

	for (; *list; list += len + (list[len] == ' ')) {
		len = strcspn(list, " ");
		n++;
	}
	return n;
}

/* Every flag of the list with its dashes, between `before` and `after`. */
static void
put_flags(const char *list, const char *before, const char *after)
{
	char name[32];
	size_t n;

	for (; *list; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		str_format(name, sizeof name, "%.*s", (int)n, list);
		printf(" %s--%s%s%s", before, name, listed(bare, name) ? "" : " …",
		       after);
	}
}

static void
put_verb(const struct admin_verb *verb)
{
	struct str left = { 0 };
	int w;

	str_addf(&left, "%s %s", verb->name, verb->words);
	w = utf8_columns(str_text(&left), left.len);
	printf("  %s%*s%s\n", str_text(&left), w < 20 ? 20 - w : 1, "", _(verb->help));
	if (*verb->needs || *verb->allows) {
		printf("  %20s%s:", "", _("flags"));
		put_flags(verb->needs, "", "");
		put_flags(verb->allows, "[", "]");
		putchar('\n');
	}
	str_release(&left);
}

static enum cli_exit
put_verbs(void)
{
	size_t i;

	printf("gangshaoctl admin VERB [--server CONNINFO] …\n\n");
	for (i = 0; i < sizeof admin_verbs / sizeof *admin_verbs; i++)
		put_verb(&admin_verbs[i]);
	printf("\n%s\n%s\n%s\n%s\n",
	       _("--server CONNINFO: the database as libpq names it; else the PG* "
		 "variables."),
	       _("--password-fd N, --password-file FILE: the administrator's own "
		 "password."),
	       _("--secret-fd N, --secret-file FILE: the operator's new password."),
	       _("--tree DIRECTORY: the sql tree; else the installed one."));
	return EXIT_DONE;
}

static void
keep_flag(struct admin *admin, const char *name, const char *value)
{
	json_t *list = json_object_get(admin->flags, name);

	if (!listed(often, name)) {
		json_put(admin->flags, name, value);
		return;
	}
	if (!list) {
		list = json_array();
		json_object_set_new(admin->flags, name, list);
	}
	/* a name that is no UTF-8 is no file of ours: "" will not be found */
	if (json_array_append_new(list, json_string(value)))
		json_array_append_new(list, json_string(""));
}

static enum verdict
flag(struct admin *admin, struct args *args, const struct admin_verb *verb,
     const struct arg *arg, struct err *err)
{
	static const char own[] = "server tree secret-fd secret-file";
	const char *value = NULL;
	enum verdict v;
	bool taken;

	if (!listed(own, arg->name) && !listed(verb->needs, arg->name) &&
	    !listed(verb->allows, arg->name)) {
		v = cli_common(admin->cli, args, arg, &taken, err);
		if (v == DONE && !taken)
			v = refuse(err, _("%s has no flag --%s."), verb->name,
				   arg->name);
		return v;
	}
	if (listed(bare, arg->name)) {
		json_put(admin->flags, arg->name, "1");
		return DONE;
	}
	v = args_value(args, arg, &value, err);
	if (v == DONE && str_eq(arg->name, "secret-fd")) {
		v = cli_number("secret-fd", value, 65535, &admin->secret_fd, err);
	} else if (v == DONE && str_eq(arg->name, "secret-file")) {
		admin->secret_file = value;
	} else if (v == DONE && str_eq(arg->name, "tree")) {
		admin->tree = value;
	} else if (v == DONE) {
		keep_flag(admin, arg->name, value);
	}
	return v;
}

static enum verdict
complete(const struct admin *admin, const struct admin_verb *verb, struct err *err)
{
	const char *list = verb->needs;
	char name[32];
	size_t n;

	if (admin->nwords < count_words(verb->words))
		return refuse(err, _("%s is followed by %s."), verb->name, verb->words);
	for (; *list; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		str_format(name, sizeof name, "%.*s", (int)n, list);
		if (!json_object_get(admin->flags, name))
			return refuse(err, _("%s needs --%s."), verb->name, name);
	}
	return DONE;
}

static enum verdict
parse(struct admin *admin, struct args *args, const struct admin_verb *verb,
      struct err *err)
{
	enum verdict v = DONE;
	struct arg arg;

	while (v == DONE && args_next(args, &arg) != ARG_END) {
		if (arg.kind == ARG_FLAG)
			v = flag(admin, args, verb, &arg, err);
		else if (admin->nwords < count_words(verb->words))
			admin->words[admin->nwords++] = arg.value;
		else
			v = refuse(err, _("%s takes no more words: %s."), verb->name,
				   arg.value);
	}
	if (v == DONE && !verb->lists)
		v = cli_formless(admin->cli, verb->name, err);
	if (v == DONE && !admin->cli->help)
		v = complete(admin, verb, err);
	return v;
}

static enum verdict
connect_server(struct admin *admin, struct err *err)
{
	struct cli *cli = admin->cli;
	const char *password = NULL;
	enum verdict v = DONE;

	if (cli->password_fd >= 0 || cli->password_file) {
		v = cli_password(cli, err);
		password = str_text(&cli->password);
	}
	if (v == DONE)
		v = direct_open(&admin->db, admin_flag(admin, "server"), password, err);
	return v;
}

static enum cli_exit
run(struct admin *admin, struct args *args, const struct admin_verb *verb)
{
	enum verdict v;
	struct err err;

	if (parse(admin, args, verb, &err) != DONE)
		return cli_usage(err.text);
	if (admin->cli->help) {
		put_verb(verb);
		return EXIT_DONE;
	}
	v = verb->here ? DONE : connect_server(admin, &err);
	if (v == DONE)
		v = verb->run(admin, &err);
	if (v == DONE && fflush(stdout) != 0)
		return EXIT_BROKEN;
	return v == DONE ? EXIT_DONE : cli_fail(&err);
}

static enum cli_exit
unknown(const char *name)
{
	struct nearest near;
	size_t i;

	nearest_start(&near, name);
	for (i = 0; i < sizeof admin_verbs / sizeof *admin_verbs; i++)
		nearest_try(&near, admin_verbs[i].name);
	return cli_unknown(name, near.found);
}

enum cli_exit
verb_admin(struct cli *cli, struct args *args)
{
	struct admin admin = {
		.cli = cli, .tree = DATADIR, .flags = json_object(), .secret_fd = -1
	};
	enum cli_exit code = EXIT_USAGE;
	struct arg arg;
	size_t i;
	bool found = false;

	if (args_next(args, &arg) != ARG_WORD) {
		json_decref(admin.flags);
		return put_verbs();
	}
	for (i = 0; i < sizeof admin_verbs / sizeof *admin_verbs && !found; i++) {
		found = str_eq(admin_verbs[i].name, arg.value);
		if (found)
			code = run(&admin, args, &admin_verbs[i]);
	}
	if (!found)
		code = unknown(arg.value);
	direct_close(admin.db);
	json_decref(admin.flags);
	return code;
}
