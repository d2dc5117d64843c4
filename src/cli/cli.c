/* cli.c -- configuration, secrets and exit messages of an invocation.
 * Law: a password comes from a descriptor, a file or the terminal, never from an
 * argument or the environment, and is wiped before the end.
 */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

enum verdict
cli_conf(struct cli *cli, struct err *err)
{
	enum verdict v;

	if (cli->conf)
		return DONE;
	v = conf_load(&cli->conf, cli->conf_path, err);
	if (v == DONE)
		text_init(conf_text(cli->conf, CONF_LOCALE_DIR));
	return v;
}

static enum verdict
drain(struct str *out, int fd, size_t most, const char *name, struct err *err)
{
	char buf[8192];
	ssize_t n;

	for (;;) {
		n = read(fd, buf, sizeof buf);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		str_addn(out, buf, (size_t)n);
		if (out->len > most)
			break;
	}
	mem_wipe(buf, sizeof buf);
	if (n < 0)
		return refuse(err, _("%s cannot be read: %s."), name,
			      text_errno(errno));
	if (out->len > most)
		return refuse(err, _("%s is too long."), name);
	return DONE;
}

enum verdict
cli_read(struct str *out, const char *path, size_t most, struct err *err)
{
	enum verdict v;
	int fd;

	if (str_eq(path, "-"))
		return drain(out, STDIN_FILENO, most, _("Standard input"), err);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return refuse(err, _("%s cannot be read: %s."), path,
			      text_errno(errno));
	v = drain(out, fd, most, path, err);
	close(fd);
	return v;
}

/* A file of passwords that others may read is none. */
static enum verdict
private_file(int fd, const char *file, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return refuse(err, _("%s cannot be read: %s."), file,
			      text_errno(errno));
	if (S_ISREG(st.st_mode) && (st.st_mode & (S_IRGRP | S_IROTH)))
		return refuse(
			err,
			_("The password file %s can be read by others; chmod 600."),
			file);
	return DONE;
}

static enum verdict
first_line(struct str *secret, struct err *err)
{
	size_t len = strcspn(str_text(secret), "\r\n");

	str_splice(secret, len, secret->len - len, "", 0);
	if (!secret->len)
		return refuse(err, _("The password is empty."));
	return DONE;
}

enum verdict
cli_secret(struct str *out, int fd, const char *file, struct err *err)
{
	enum verdict v = DONE;
	int opened = -1;

	if (file) {
		fd = opened = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		if (fd < 0)
			return refuse(err, _("%s cannot be read: %s."), file,
				      text_errno(errno));
		v = private_file(fd, file, err);
	}
	if (v == DONE)
		v = drain(out, fd, 1024, file ? file : _("The password descriptor"),
			  err);
	if (opened >= 0)
		close(opened);
	return v == DONE ? first_line(out, err) : v;
}

enum verdict
cli_ask(struct str *out, const char *prompt, struct err *err)
{
	struct termios was, quiet;
	char line[512];
	int tty = open("/dev/tty", O_RDWR | O_CLOEXEC);
	ssize_t n;

	if (tty < 0 || tcgetattr(tty, &was) != 0) {
		if (tty >= 0)
			close(tty);
		return refuse(err, _("Give the password with --password-file or "
				     "--password-fd."));
	}
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(tty, TCSAFLUSH, &quiet);
	dprintf(tty, "%s", prompt);
	n = read(tty, line, sizeof line);
	tcsetattr(tty, TCSAFLUSH, &was);
	dprintf(tty, "\n");
	close(tty);
	if (n == sizeof line && line[n - 1] != '\n') { /* the rest would be cut */
		mem_wipe(line, sizeof line);
		return refuse(err, _("The password is too long."));
	}
	if (n > 0)
		str_addn(out, line, (size_t)n);
	mem_wipe(line, sizeof line);
	return first_line(out, err);
}

enum verdict
cli_password(struct cli *cli, struct err *err)
{
	char prompt[120];

	enum verdict v = DONE;

	if (cli->former_fd >= 0 || cli->former_file)
		v = cli_secret(&cli->former, cli->former_fd, cli->former_file, err);
	if (v != DONE)
		return v;
	if (cli->password_fd >= 0 || cli->password_file)
		return cli_secret(&cli->password, cli->password_fd, cli->password_file,
				  err);
	str_format(prompt, sizeof prompt, _("Password of %s: "), cli->operator_name);
	return cli_ask(&cli->password, prompt, err);
}

bool
cli_asks_former(const struct cli *cli, enum verdict v, const struct err *err)
{
	return v == REFUSED && str_eq(err->field, "former") &&
	       str_empty(str_text(&cli->former)) && cli->password_fd < 0 &&
	       !cli->password_file;
}

enum verdict
cli_former(struct cli *cli, struct err *err)
{
	char prompt[120];

	(void)fprintf(stderr, "gangshaoctl: %s\n", err->text);
	str_format(prompt, sizeof prompt, _("Former password of %s: "),
		   cli->operator_name);
	return cli_ask(&cli->former, prompt, err);
}

void
cli_release(struct cli *cli)
{
	str_wipe(&cli->password);
	str_wipe(&cli->former);
	conf_free(cli->conf);
	cli->conf = NULL;
}

enum cli_exit
cli_exit_of(enum verdict v)
{
	static const enum cli_exit codes[] = {
		[DONE] = EXIT_DONE,
		[LATER] = EXIT_LATER,
		[REFUSED] = EXIT_REFUSED,
		[BROKEN] = EXIT_BROKEN,
	};

	return codes[v];
}

enum cli_exit
cli_fail(const struct err *err)
{
	/* "password" is no flag that was typed wrong */
	if (*err->field && !str_eq(err->field, "password"))
		(void)fprintf(stderr, "gangshaoctl: %s: %s\n", err->field, err->text);
	else
		(void)fprintf(stderr, "gangshaoctl: %s\n", err->text);
	return cli_exit_of(err->verdict);
}

enum cli_exit
cli_usage(const char *sentence)
{
	(void)fprintf(stderr, "gangshaoctl: %s\n", sentence);
	(void)fprintf(stderr, "%s\n",
		      _("gangshaoctl help lists the verbs; "
			"gangshaoctl VERB --help explains one."));
	return EXIT_USAGE;
}

enum cli_exit
cli_unknown(const char *verb, const char *near)
{
	char words[300];

	if (near)
		str_format(words, sizeof words,
			   _("There is no verb %s; perhaps %s is meant."), verb, near);
	else
		str_format(words, sizeof words, _("There is no verb %s."), verb);
	return cli_usage(words);
}
