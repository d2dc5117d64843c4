/* base/conf.h -- the options, one table (src/base/conf.c): parser, `gangshaoctl conf`
 * and gangshao.conf(5) all read it.  The file is libconfig's syntax, read whole through
 * one safe door (regular file, owned by root or us, not writable by others, ≤ 64 KiB,
 * no @include), then parsed from memory.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum conf_key {
	CONF_HOST, /* server.host: one or several, as of base/hosts.h */
	CONF_PORT, /* server.port: of the hosts that have none of their own */
	CONF_DATABASE, /* server.database */
	CONF_SSLMODE, /* server.sslmode: verify-full unless demo */
	CONF_SSLROOTCERT, /* server.sslrootcert */
	CONF_SSLCERT, /* server.sslcert: this machine's own certificate; "" none */
	CONF_SSLKEY, /* server.sslkey */
	CONF_DEMO, /* demo: true for a demonstration installation */
	CONF_INSTALLATION, /* installation: id that the server must show; "" takes any */
	CONF_STORE_DIR, /* desk.store: directory of the operators' stores */
	CONF_RUN_DIR, /* desk.run: directory of the sockets */
	CONF_DESK_PROGRAM, /* desk.program: path of gangshaod */
	CONF_LOG_FILE, /* desk.log */
	CONF_POLL_SECONDS, /* desk.poll: change feed interval, 1–60 */
	CONF_KDF_MEMORY, /* desk.kdf_memory: MiB, 64–4096 */
	CONF_LEASE, /* desk.lease: registration numbers per lease */
	CONF_THEME, /* screen.theme: dark light mono contrast */
	CONF_ASCII, /* screen.ascii: frames without line-drawing characters */
	CONF_IDLE_LOCK, /* screen.lock: minutes of idleness, 0 never */
	CONF_SUSPEND, /* screen.suspend: ^Z allowed */
	CONF_KEYS, /* screen.keys: user's own bindings, "F2=call ^N=call" */
	CONF_PRINTER, /* printer.terminal: off terminfo on */
	CONF_PRINTER_CHARSET, /* printer.charset: of the printer at the terminal */
	CONF_PRESS_FONTS, /* press.fonts: of the text of pages; "" gangshao-press's own */
	CONF_PRESS_TITLE_FONTS, /* press.title_fonts: of their titles */
	CONF_LOCALE_DIR, /* locale: directory of the catalogues */
	CONF__MAX
};

enum conf_type { CONF_TEXT, CONF_INT, CONF_BOOL };

struct conf_option {
	const char *path; /* "server.host" */
	enum conf_type type;
	const char *preset; /* as text */
	const char *label; /* N_(), one sentence */
	long min, max; /* for CONF_INT */
	const char *choices; /* for CONF_TEXT: "dark light"; NULL takes any */
};
extern const struct conf_option conf_options[CONF__MAX];

struct conf; /* immutable once loaded */

/* path NULL: $GANGSHAO_CONF, else ~/.config/gangshao/gangshao.conf, else
 * /etc/gangshao/gangshao.conf.  REFUSED names file, line and option. */
enum verdict conf_load(struct conf **out, const char *path, struct err *) MUST;
/* Whether the file that conf_load() would read is there. */
bool conf_exists(const char *path);
void conf_free(struct conf *);
const char *conf_path(const struct conf *); /* the file read */
/* Borrowed.  ~ and ${XDG_RUNTIME_DIR} at the start of a path are expanded. */
const char *conf_text(const struct conf *, enum conf_key);
long conf_int(const struct conf *, enum conf_key);
bool conf_bool(const struct conf *, enum conf_key);

#endif
