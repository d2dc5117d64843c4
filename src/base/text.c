/* text.c -- chooses the language, and fills in sentences that came from the centre or desk.
 * Inside the program all text is UTF-8, whatever the terminal's locale says.
 */
#include "base/text.h"

#include <errno.h>
#include <langinfo.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/catalogue.h"
#include "base/cite.h"
#include "base/mem.h"
#include "base/str.h"

#define DOMAIN	    "gangshao"
#define ARTICLE_MAX 256 /* no article is a quarter as long in the data */
#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

static const char *
env(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

/* Is `name` installed, and does it speak a character set that we can? */
static bool
try_locale(const char *name)
{
	const char *codeset;

	if (!*name || !setlocale(LC_CTYPE, name))
		return false;
	codeset = nl_langinfo(CODESET);
	return str_eq(codeset, "UTF-8") || str_eq(codeset, "GB18030");
}

/* The first of the usual variables that is set decides, as in setlocale(3). */
static const char *
wanted_locale(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (*env(names[i]))
			return env(names[i]);
	return "";
}

/* LANGUAGE is ours to heed; the C library and libpq, which read it too, do so where their
 * locale lets them. */
static void
choose_language(void)
{
	char language[64];

	if (*env("LANGUAGE"))
		return;
	str_copy(language, sizeof language, env("LC_MESSAGES"));
	language[strcspn(language, ".@")] = '\0';
	if (str_eq(language, "C") || str_eq(language, "POSIX"))
		str_copy(language, sizeof language, "en");
	setenv("LANGUAGE", *language ? language : "zh_CN", 1);
}

/* A program run where it was built finds the catalogue beside itself. */
static const char *
catalogues(char *path, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", path, size - sizeof "/locale");
	char *slash;

	if (n <= 0)
		return LOCALEDIR;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (!slash)
		return LOCALEDIR;
	memcpy(slash, "/locale", sizeof "/locale");
	return access(path, R_OK) == 0 ? path : LOCALEDIR;
}

void
text_init(const char *dir)
{
	const char *name = wanted_locale();
	char beside[PATH_MAX];

	choose_language();
	if (!try_locale(name)) {
		name = "C.UTF-8";
		(void)setlocale(LC_CTYPE, name);
	}
	if (!setlocale(LC_MESSAGES, name))
		(void)setlocale(LC_MESSAGES, "C.UTF-8");
	if (!dir || str_eq(dir, LOCALEDIR)) /* the preset is no choice */
		dir = catalogues(beside, sizeof beside);
	(void)catalogue_open(dir, env("LANGUAGE"), DOMAIN);
	bind_textdomain_codeset("libc",
				"UTF-8"); /* strerror() goes into our sentences */
}

/* "%s" or "%2$s" at s: its length, and which argument it takes. */
static size_t
place(const char *s, size_t *next, size_t *which)
{
	size_t n;
	char *end;

	if (str_starts(s, "%s")) {
		*which = (*next)++;
		return 2;
	}
	if (s[0] != '%' || s[1] < '1' || s[1] > '9')
		return 0;
	n = strtoul(s + 1, &end, 10);
	if (!str_starts(end, "$s"))
		return 0;
	*which = n - 1;
	return (size_t)(end + 2 - s);
}

/* An article of law is written as people read it; anything else stands as it is. */
static void
add_arg(struct str *all, const char *arg)
{
	char said[ARTICLE_MAX];

	if (strlen(arg) < ARTICLE_MAX / 4) {
		cite_article(said, sizeof said, arg);
		arg = said;
	}
	str_add(all, arg);
}

/* Fills the places of s; returns how many arguments have one. */
static size_t
fill(struct str *all, const char *s, const char *const *args, size_t nargs)
{
	size_t next = 0, which = 0, most = 0, n;

	while (*s) {
		n = place(s, &next, &which);
		if (n == 0) {
			str_addc(all, *s++);
			continue;
		}
		if (which < nargs)
			add_arg(all, args[which]);
		if (which + 1 > most)
			most = which + 1;
		s += n;
	}
	return most;
}

void
text_fill(char *out, size_t size, const char *msgid, const char *const *args,
	  size_t nargs)
{
	struct str all = { 0 };
	size_t n = nargs;

	if (!str_empty(msgid))
		n = fill(&all, _(msgid), args, nargs);
	for (; n < nargs; n++)
		(void)fill(&all, _(" (%s)"), args + n, 1);
	str_copy(out, size, str_text(&all));
	str_release(&all);
}

/* The C library has these in Chinese only where its catalogues and a Chinese locale are
 * installed. */
static const struct {
	int number;
	const char *text;
} faults[] = {
	{ EACCES, N_("Permission denied") },
	{ EPERM, N_("Operation not permitted") },
	{ ENOENT, N_("No such file or directory") },
	{ EEXIST, N_("File exists") },
	{ EISDIR, N_("Is a directory") },
	{ ENOTDIR, N_("Not a directory") },
	{ ENOTEMPTY, N_("Directory not empty") },
	{ EROFS, N_("Read-only file system") },
	{ ENOSPC, N_("No space left on device") },
	{ EDQUOT, N_("Disk quota exceeded") },
	{ EFBIG, N_("File too large") },
	{ EIO, N_("Input/output error") },
	{ EBUSY, N_("Device or resource busy") },
	{ EAGAIN, N_("Resource temporarily unavailable") },
	{ EMFILE, N_("Too many open files") },
	{ ENFILE, N_("Too many open files in system") },
	{ ENOMEM, N_("Cannot allocate memory") },
	{ ENAMETOOLONG, N_("File name too long") },
	{ ELOOP, N_("Too many levels of symbolic links") },
	{ EINVAL, N_("Invalid argument") },
	{ ENXIO, N_("No such device or address") },
	{ EPIPE, N_("Broken pipe") },
	{ ECONNREFUSED, N_("Connection refused") },
	{ ECONNRESET, N_("Connection reset by peer") },
	{ EADDRINUSE, N_("Address already in use") },
	{ ETIMEDOUT, N_("Connection timed out") },
	{ ENOEXEC, N_("Exec format error") },
};

const char *
text_errno(int number)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(faults); i++)
		if (faults[i].number == number)
			return _(faults[i].text);
	return strerror(number);
}
