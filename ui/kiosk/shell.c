/* shell.c -- gangshao-shell: the login shell of accounts that may only use the workstation.
 * It executes the workstation, whatever it was asked to run.
 *
 * 1. No word of the command line, no file of the account and no variable that the other
 *    end could choose decides what runs, nor how.
 * 2. It is linked statically: LD_PRELOAD and similar variables have no effect.
 * 3. Without a terminal it exits: commands, copies and subsystems are refused.
 * 4. The programs it starts cannot gain privileges (no_new_privs).
 */
#include <ctype.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#ifndef KIOSK_PROGRAM
#define KIOSK_PROGRAM BINDIR "/gangshao"
#endif
#ifndef KIOSK_CONF
#define KIOSK_CONF "/etc/gangshao/gangshao.conf"
#endif

/* What is taken over, if it is written in these bytes and in no more of them than this;
 * otherwise the preset, and where there is none, nothing. */
static const struct {
	const char *name, *bytes;
	size_t most;
	const char *preset;
} kept[] = {
	{ "TERM", "+-.", 40, "xterm" }, { "LANG", "_.@-", 40, "zh_CN.UTF-8" },
	{ "USER", "_-.", 64, NULL },	{ "LOGNAME", "_-.", 64, NULL },
	{ "HOME", "_-./@", 200, NULL },
};

enum { KEPT = sizeof kept / sizeof *kept };

static const char not_here[] =
	"This account opens the workstation and nothing else; it needs a terminal.\n"
	"本账号只能打开工作台，并且需要终端。\n";

static void
say(const char *text)
{
	size_t left = strlen(text);
	ssize_t n;

	for (; left; text += n, left -= (size_t)n) {
		n = write(STDERR_FILENO, text, left);
		if (n <= 0)
			return;
	}
}

static int
is_plain(const char *text, const char *bytes, size_t most)
{
	size_t n;

	for (n = 0; text[n]; n++)
		if (n == most ||
		    (!isalnum((unsigned char)text[n]) && !strchr(bytes, text[n])))
			return 0;
	return n > 0;
}

/* A home that belongs to somebody else is none. */
static int
is_own_home(const char *path)
{
	struct stat st;

	return path[0] == '/' && !strstr(path, "/..") && stat(path, &st) == 0 &&
	       S_ISDIR(st.st_mode) && st.st_uid == getuid();
}

/* The new environment: room for the kept ones, PATH and the end. */
static char **
cleaned(void)
{
	static char text[KEPT][256], path[] = "PATH=/usr/bin:/bin";
	static char *env[KEPT + 2];
	const char *value;
	size_t i, n = 0;

	for (i = 0; i < KEPT; i++) {
		value = getenv(kept[i].name);
		if (!value || !is_plain(value, kept[i].bytes, kept[i].most) ||
		    (!strcmp(kept[i].name, "HOME") && !is_own_home(value)))
			value = kept[i].preset;
		if (!value)
			continue;
		(void)snprintf(text[i], sizeof text[i], "%s=%s", kept[i].name, value);
		env[n++] = text[i];
	}
	env[n++] = path;
	env[n] = NULL;
	return env;
}

static void
reset_signals(void)
{
	sigset_t none;
	int i;

	for (i = 1; i < NSIG; i++)
		(void)signal(i, SIG_DFL);
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
limit(int what, rlim_t most)
{
	struct rlimit is;

	if (getrlimit(what, &is) != 0)
		return;
	if (is.rlim_max > most)
		is.rlim_max = most;
	if (is.rlim_cur > is.rlim_max)
		is.rlim_cur = is.rlim_max;
	(void)setrlimit(what, &is);
}

int
main(void)
{
	static char *const argv[] = { (char *)"gangshao", (char *)"-c",
				      (char *)KIOSK_CONF, NULL };
	char **env = cleaned();

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		say(not_here);
		return EX_NOPERM;
	}
	(void)dup2(STDOUT_FILENO, STDERR_FILENO);
	(void)close_range(STDERR_FILENO + 1, ~0U, 0);
	reset_signals();
	umask(077);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 1024);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || chdir("/") != 0)
		return EX_OSERR;
	(void)execve(KIOSK_PROGRAM, argv, env);
	say("gangshao-shell: the workstation cannot be started.\n");
	return EX_UNAVAILABLE;
}
