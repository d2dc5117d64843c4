/* conf.c -- the options in one table; an option not in the table is refused.
 * conf_file.c reads the file safely, as a string.
 */
#include "base/conf.h"

#include <libconfig.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hosts.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "conf_file.h"

#ifndef BINDIR
#define BINDIR "/usr/local/bin"
#endif
#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

/* clang-format off */
const struct conf_option conf_options[CONF__MAX] = {
	[CONF_HOST] = { "server.host", CONF_TEXT, "127.0.0.1",
		N_("Database server: name or address, or socket directory; commas between "
		   "several, each may have its own port (host:port).") },
	[CONF_PORT] = { "server.port", CONF_INT, "5432",
		N_("Port of the servers that are named without one."),
		1, 65535 },
	[CONF_DATABASE] = { "server.database", CONF_TEXT, "gangshao",
		N_("Name of the database.") },
	[CONF_SSLMODE] = { "server.sslmode", CONF_TEXT, "verify-full",
		N_("How the server must prove itself; weaker ways only in a demonstration."),
		.choices = "disable prefer require verify-ca verify-full" },
	[CONF_SSLROOTCERT] = { "server.sslrootcert", CONF_TEXT, "",
		N_("File with the authority that vouches for the server.") },
	[CONF_SSLCERT] = { "server.sslcert", CONF_TEXT, "",
		N_("File with this machine's own certificate, where the server asks for one.") },
	[CONF_SSLKEY] = { "server.sslkey", CONF_TEXT, "",
		N_("File with the key of that certificate; only its owner may read it.") },
	[CONF_DEMO] = { "demo", CONF_BOOL, "false",
		N_("This is a demonstration installation.") },
	[CONF_INSTALLATION] = { "installation", CONF_TEXT, "",
		N_("Identity that the server must show; empty accepts any.") },
	[CONF_STORE_DIR] = { "desk.store", CONF_TEXT, "~/.local/share/gangshao",
		N_("Directory of the operators' sealed stores, on a local disk.") },
	[CONF_RUN_DIR] = { "desk.run", CONF_TEXT, "${XDG_RUNTIME_DIR}/gangshao",
		N_("Directory of the sockets between workstation and desk.") },
	[CONF_DESK_PROGRAM] = { "desk.program", CONF_TEXT, BINDIR "/gangshaod",
		N_("Path of the desk program gangshaod.") },
	[CONF_LOG_FILE] = { "desk.log", CONF_TEXT, "~/.local/share/gangshao/desk.log",
		N_("Log file of the desk; it holds no personal data.") },
	[CONF_POLL_SECONDS] = { "desk.poll", CONF_INT, "3",
		N_("Seconds between two looks for news at the centre."),
		1, 60 },
	[CONF_KDF_MEMORY] = { "desk.kdf_memory", CONF_INT, "64",
		N_("Memory in MiB that one guess of a password must cost."),
		64, 4096 },
	[CONF_LEASE] = { "desk.lease", CONF_INT, "200",
		N_("Registration numbers held ready for work without the centre."),
		1, 100000 },
	[CONF_THEME] = { "screen.theme", CONF_TEXT, "dark",
		N_("Colours of the screen."),
		.choices = "dark light mono contrast" },
	[CONF_ASCII] = { "screen.ascii", CONF_BOOL, "false",
		N_("Draw frames with plain characters.") },
	[CONF_IDLE_LOCK] = { "screen.lock", CONF_INT, "10",
		N_("Minutes of idleness before the screen locks; 0 is never."),
		0, 1440 },
	[CONF_SUSPEND] = { "screen.suspend", CONF_BOOL, "false",
		N_("Allow suspending the program with ^Z.") },
	[CONF_KEYS] = { "screen.keys", CONF_TEXT, "",
		N_("Own key bindings, such as \"F2=call ^N=call\".") },
	[CONF_PRINTER] = { "printer.terminal", CONF_TEXT, "off",
		N_("Printer that hangs on the terminal: by its terminfo, or by ESC [ 5 i."),
		.choices = "off terminfo on" },
	[CONF_PRINTER_CHARSET] = { "printer.charset", CONF_TEXT, "UTF-8",
		N_("Character set of the printer at the terminal."),
		.choices = "UTF-8 GB18030" },
	[CONF_PRESS_FONTS] = { "press.fonts", CONF_TEXT, "",
		N_("Fonts for the text of printed documents: names with commas between them, the "
		   "first that has a character is taken; empty leaves the choice to gangshao-press.") },
	[CONF_PRESS_TITLE_FONTS] = { "press.title_fonts", CONF_TEXT, "",
		N_("The same for the title of a document and the office above it.") },
	[CONF_LOCALE_DIR] = { "locale", CONF_TEXT, LOCALEDIR,
		N_("Directory of the message catalogues.") },
};
/* clang-format on */

struct conf {
	char *path;
	char *text[CONF__MAX]; /* CONF_TEXT */
	long number[CONF__MAX]; /* CONF_INT, CONF_BOOL */
};

void
conf_free(struct conf *conf)
{
	size_t i;

	if (!conf)
		return;
	for (i = 0; i < CONF__MAX; i++)
		free(conf->text[i]);
	free(conf->path);
	free(conf);
}

static const char *
home(void)
{
	const char *dir = getenv("HOME");
	const struct passwd *pw;

	if (!str_empty(dir))
		return dir;
	pw = getpwuid(getuid());
	return pw ? pw->pw_dir : "/";
}

/* Without a session of its own (su, cron) the sockets live in the home directory. */
static char *
expand(const char *text)
{
	static const char run[] = "${XDG_RUNTIME_DIR}";
	const char *dir = getenv("XDG_RUNTIME_DIR");
	struct str out = { 0 };

	if (text[0] == '~' && (text[1] == '/' || !text[1])) {
		str_addf(&out, "%s%s", home(), text + 1);
	} else if (str_starts(text, run)) {
		if (!str_empty(dir))
			str_add(&out, dir);
		else
			str_addf(&out, "%s/.cache", home());
		str_add(&out, text + sizeof run - 1);
	} else {
		str_add(&out, text);
	}
	return str_take(&out);
}

static void
set_presets(struct conf *conf)
{
	const struct conf_option *o;
	size_t i;

	for (i = 0; i < CONF__MAX; i++) {
		o = &conf_options[i];
		if (o->type == CONF_TEXT)
			conf->text[i] = expand(o->preset);
		else if (o->type == CONF_INT)
			conf->number[i] = strtol(o->preset, NULL, 10);
		else
			conf->number[i] = str_eq(o->preset, "true");
	}
}

static bool
is_choice(const char *choices, const char *text)
{
	size_t n = strlen(text);
	const char *at = choices;

	while (n > 0 && (at = strstr(at, text))) {
		if ((at == choices || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
			return true;
		at += n;
	}
	return false;
}

/* What is being read, for the sentence of a refusal. */
struct place {
	struct conf *conf;
	const char *option;
	int line;
};

static enum verdict
take_text(const struct place *at, size_t key, const char *text, struct err *err)
{
	const struct conf_option *o = &conf_options[key];

	if (!text)
		return refuse(err, _("%s, line %d: %s must be a text in quotes."),
			      at->conf->path, at->line, at->option);
	if (o->choices && !is_choice(o->choices, text))
		return refuse(err, _("%s, line %d: %s must be one of: %s."),
			      at->conf->path, at->line, at->option, o->choices);
	free(at->conf->text[key]);
	at->conf->text[key] = expand(text);
	return DONE;
}

static enum verdict
take_int(const struct place *at, size_t key, const config_setting_t *s, struct err *err)
{
	const struct conf_option *o = &conf_options[key];
	int type = config_setting_type(s);
	long long n = config_setting_get_int64(s);

	if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
		return refuse(err, _("%s, line %d: %s must be a whole number."),
			      at->conf->path, at->line, at->option);
	if (n < o->min || n > o->max)
		return refuse(err, _("%s, line %d: %s must be between %ld and %ld."),
			      at->conf->path, at->line, at->option, o->min, o->max);
	at->conf->number[key] = (long)n;
	return DONE;
}

static enum verdict
take(const struct place *at, const config_setting_t *s, struct err *err)
{
	size_t key;

	for (key = 0; key < CONF__MAX; key++)
		if (str_eq(conf_options[key].path, at->option))
			break;
	if (key == CONF__MAX)
		return refuse(err, _("%s, line %d: there is no option %s."),
			      at->conf->path, at->line, at->option);
	if (conf_options[key].type == CONF_TEXT)
		return take_text(at, key, config_setting_get_string(s), err);
	if (conf_options[key].type == CONF_INT)
		return take_int(at, key, s, err);
	if (config_setting_type(s) != CONFIG_TYPE_BOOL)
		return refuse(err, _("%s, line %d: %s must be true or false."),
			      at->conf->path, at->line, at->option);
	at->conf->number[key] = config_setting_get_bool(s);
	return DONE;
}

/* One group deep is all the table knows; a deeper one is an unknown option. */
static enum verdict
take_group(struct conf *conf, config_setting_t *group, const char *prefix,
	   struct err *err)
{
	enum verdict v = DONE;
	int i, n = config_setting_length(group);

	for (i = 0; i < n && v == DONE; i++) {
		config_setting_t *s = config_setting_get_elem(group, (unsigned)i);
		char option[200];
		struct place at = { conf, option, (int)config_setting_source_line(s) };

		str_format(option, sizeof option, "%s%s%s", prefix, *prefix ? "." : "",
			   config_setting_name(s));
		if (config_setting_is_group(s) && !*prefix)
			v = take_group(conf, s, config_setting_name(s), err);
		else
			v = take(&at, s, err);
	}
	return v;
}

/* Outside a demonstration a server must always prove who it is, unless it is reached
 * through a socket of this machine. */
static enum verdict
check_link(const struct conf *conf, struct err *err)
{
	struct hosts hosts;

	if (!hosts_read(&hosts, conf_text(conf, CONF_HOST), conf_int(conf, CONF_PORT)))
		return refuse(
			err,
			_("%s: server.host is written \"host\" or \"host:port\", with "
			  "commas between at most %d of them."),
			conf->path, HOSTS_MAX);
	if (conf_bool(conf, CONF_DEMO) || hosts_are_local(&hosts) ||
	    str_eq(conf_text(conf, CONF_SSLMODE), "verify-full"))
		return DONE;
	return refuse(err,
		      _("%s: server.sslmode must be verify-full; only a "
			"demonstration (demo = true) may be less careful."),
		      conf->path);
}

static enum verdict
parse(struct conf *conf, const char *text, struct err *err)
{
	enum verdict v;
	config_t tree;

	config_init(&tree);
	if (config_read_string(&tree, text) == CONFIG_TRUE)
		v = take_group(conf, config_root_setting(&tree), "", err);
	else
		v = refuse(err, _("%s, line %d: this is not how an option is written."),
			   conf->path, config_error_line(&tree));
	config_destroy(&tree);
	return v == DONE ? check_link(conf, err) : v;
}

/* The first place that has a file; the last where none has. */
static char *
find_file(const char *path)
{
	const char *given = path ? path : getenv("GANGSHAO_CONF");
	char *own;

	if (!str_empty(given))
		return xstrdup(given);
	own = expand("~/.config/gangshao/gangshao.conf");
	if (access(own, F_OK) == 0)
		return own;
	free(own);
	return xstrdup("/etc/gangshao/gangshao.conf");
}

bool
conf_exists(const char *path)
{
	char *file = find_file(path);
	bool there = access(file, F_OK) == 0;

	free(file);
	return there;
}

enum verdict
conf_load(struct conf **out, const char *path, struct err *err)
{
	struct conf *conf = xcalloc(1, sizeof *conf);
	struct str text = { 0 };
	enum verdict v;

	conf->path = find_file(path);
	set_presets(conf);
	v = conf_file_read(&text, conf->path, err);
	if (v == DONE)
		v = parse(conf, str_text(&text), err);
	str_release(&text);
	if (v == DONE)
		*out = conf;
	else
		conf_free(conf);
	return v;
}

const char *
conf_path(const struct conf *conf)
{
	return conf->path;
}

const char *
conf_text(const struct conf *conf, enum conf_key key)
{
	return conf->text[key] ? conf->text[key] : "";
}

long
conf_int(const struct conf *conf, enum conf_key key)
{
	return conf->number[key];
}

bool
conf_bool(const struct conf *conf, enum conf_key key)
{
	return conf->number[key] != 0;
}
