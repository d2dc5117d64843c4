/* cli.h -- one invocation of gangshaoctl: the options common to all verbs.
 */
#ifndef CLI_H
#define CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/conf.h"
#include "base/err.h"
#include "base/str.h"

enum cli_exit { EXIT_DONE, EXIT_REFUSED, EXIT_USAGE, EXIT_LATER, EXIT_BROKEN };

enum cli_format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON };

struct cli {
	const char *conf_path; /* -c; NULL: the usual places */
	const char *operator_name; /* -o; NULL: $USER */
	const char *password_file;
	int password_fd; /* -1: none */
	const char *former_file; /* of the former password, changed elsewhere since */
	int former_fd; /* -1: none */
	enum cli_format format;
	bool marks; /* control characters as marks, also in CSV and JSON */
	int keep; /* refused operations stay in the outbox, to be mended at a screen */
	int wait; /* seconds to wait for the centre's verdict; 0: do not */
	bool help;
	struct conf *conf; /* loaded by cli_conf() */
	struct str password, former; /* loaded by cli_password() */
};

/* A cursor over the words of the command line. */
struct args {
	int argc, at;
	char **argv;
	bool words_only; /* after "--" */
};

enum arg_kind { ARG_END, ARG_FLAG, ARG_WORD };
struct arg {
	enum arg_kind kind;
	char name[64]; /* of a flag, without dashes */
	const char *value; /* of "--name=value"; of a word: the word */
};

void args_init(struct args *, int argc, char **argv);
enum arg_kind args_next(struct args *, struct arg *);
/* The flag's value: inline, or the next word.  REFUSED: there is none. */
enum verdict args_value(struct args *, const struct arg *, const char **value,
			struct err *) MUST;
/* Takes the flag (*taken) if it is common to all verbs.  REFUSED: its value is wrong. */
enum verdict cli_common(struct cli *, struct args *, const struct arg *, bool *taken,
			struct err *) MUST;

/* REFUSED: --json or --csv was given to a verb that prints plain text only. */
enum verdict cli_formless(const struct cli *, const char *verb, struct err *) MUST;

/* Whole number of the text from 0 to max; REFUSED names the flag. */
enum verdict cli_number(const char *flag, const char *text, int max, int *out,
			struct err *err) MUST;
enum verdict cli_conf(struct cli *, struct err *) MUST;
/* From the descriptor, the file, or the terminal without echo. */
enum verdict cli_password(struct cli *, struct err *) MUST;
/* Whether the desk refused for lack of the former password, and the user can be asked for
 * it, because the password was typed at the terminal. */
bool cli_asks_former(const struct cli *, enum verdict, const struct err *);
enum verdict cli_former(struct cli *, struct err *) MUST;
/* Reads a whole file, or standard input for "-"; at most `most` bytes. */
enum verdict cli_read(struct str *out, const char *path, size_t most,
		      struct err *) MUST;
/* Reads a password: the first line of the file or descriptor.  The caller wipes out. */
enum verdict cli_secret(struct str *out, int fd, const char *file, struct err *) MUST;

/* One line from the terminal, without echo. */
enum verdict cli_ask(struct str *out, const char *prompt, struct err *err) MUST;

void cli_release(struct cli *);
/* Prints the sentence to standard error; returns the exit code of the verdict. */
enum cli_exit cli_fail(const struct err *);
enum cli_exit cli_usage(const char *sentence); /* translated */
/* Reports an unknown verb; near: a verb that may be meant, or NULL. */
enum cli_exit cli_unknown(const char *verb, const char *near);
enum cli_exit cli_exit_of(enum verdict);

#endif
