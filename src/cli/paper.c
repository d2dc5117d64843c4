/* paper.c -- a document of a ticket as text, as a PDF, or to a printer.
 * Law: what a document says goes to other programs through a pipe, never through a file
 * or an argument.
 */
#include "model/paper.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

#include "child.h"
#include "print.h"
#include "session.h"
#include "verb.h"

struct order {
	const char *ticket, *n; /* as named by the user */
	const char *pdf, *printer, *reason; /* NULL: not asked for */
	bool lp, text, masked;
};

struct sheet {
	const struct conf *conf;
	struct str body;
	bool masked, voided;
	char name[120];
};

/* -- what is asked for --------------------------------------------------------------- */

static enum verdict
value_flag(struct args *args, const struct arg *arg, struct order *o, struct err *err)
{
	const struct {
		const char *name, **value;
	} flags[] = { { "pdf", &o->pdf },
		      { "d", &o->printer },
		      { "reveal", &o->reason } };
	size_t i;

	for (i = 0; i < ARRAY_LEN(flags); i++)
		if (str_eq(arg->name, flags[i].name))
			return args_value(args, arg, flags[i].value, err);
	return refuse(err, _("%s has no flag --%s."), "print", arg->name);
}

static enum verdict
flag(struct cli *cli, struct args *args, const struct arg *arg, struct order *o,
     struct err *err)
{
	const struct {
		const char *name;
		bool *on;
	} bare[] = { { "lp", &o->lp }, { "text", &o->text }, { "masked", &o->masked } };
	bool taken = false;
	enum verdict v;
	size_t i;

	for (i = 0; i < ARRAY_LEN(bare); i++)
		if (str_eq(arg->name, bare[i].name)) {
			*bare[i].on = true;
			return DONE;
		}
	v = cli_common(cli, args, arg, &taken, err);
	return v == DONE && !taken ? value_flag(args, arg, o, err) : v;
}

static enum verdict
word(struct order *o, const char *value, struct err *err)
{
	if (!o->ticket)
		o->ticket = value;
	else if (!o->n)
		o->n = value;
	else
		return refuse(err, _("%s takes no more words: %s."), "print", value);
	return DONE;
}

static enum verdict
complete(const struct order *o, struct err *err)
{
	if (!o->ticket || !o->n)
		return refuse(err,
			      _("Which document?  Give the ticket and the number "
				"of its document (gangshaoctl documents TICKET)."));
	if (o->pdf && (o->lp || o->text))
		return refuse(err, _("--pdf goes neither with --lp nor with --text."));
	if (o->printer && !o->lp)
		return refuse(err, _("-d names a printer of --lp."));
	return DONE;
}

/* -- the document -------------------------------------------------------------------- */

/* Where the document is asked for. */
struct source {
	struct session *session;
	int wait; /* milliseconds */
	char ticket[UUID_TEXT];
};

/* args taken. */
static enum verdict
ask(const struct source *from, const char *query, json_t *args, struct answer *out,
    struct err *err)
{
	struct question q = { .query = query_named(query),
			      .args = args,
			      .from = "centre",
			      .wait = from->wait };
	enum verdict v = session_ask(from->session, &q, out, err);

	json_decref(args);
	return v;
}

/* Two steps, so that the reason is on record before the text is here. */
static enum verdict
reveal(const struct source *from, const struct order *o, struct str *body,
       struct err *err)
{
	struct answer a = { .rows = NULL };
	char field[64], token[UUID_TEXT];
	enum verdict v;

	str_format(field, sizeof field, "document:%s", o->n);
	v = ask(from, "reveal_request",
		json_pack("{s:s, s:s, s:s}", "ticket", from->ticket, "field", field,
			  "reason", o->reason),
		&a, err);
	if (v != DONE)
		return v;
	str_copy(token, sizeof token, rows_named(a.rows, 0, "token"));
	rows_free(a.rows);
	v = ask(from, "reveal_redeem", json_pack("{s:s}", "token", token), &a, err);
	if (v != DONE)
		return v;
	str_set(body, rows_named(a.rows, 0, "value"));
	rows_free(a.rows);
	return DONE;
}

static enum verdict
fetch(struct source *from, const struct order *o, struct sheet *out, struct err *err)
{
	struct answer a = { .rows = NULL };
	enum verdict v =
		session_find(from->session, o->ticket, from->wait, from->ticket, err);

	if (v == DONE)
		v = ask(from, "document",
			json_pack("{s:s, s:s}", "ticket", from->ticket, "n", o->n), &a,
			err);
	if (v != DONE)
		return v;
	str_set(&out->body, rows_named(a.rows, 0, "body"));
	out->masked = str_starts(rows_named(a.rows, 0, "masked"), "t");
	out->voided = *rows_named(a.rows, 0, "voided");
	str_format(out->name, sizeof out->name, "%s %s", rows_named(a.rows, 0, "name"),
		   rows_named(a.rows, 0, "number"));
	rows_free(a.rows);
	if (out->masked && o->reason) {
		v = reveal(from, o, &out->body, err);
		out->masked = v != DONE;
	}
	if (v == DONE && !out->body.len)
		v = refuse(err, _("The text of this document is not for you."));
	return v;
}

/* What is served names whom it is for. */
static enum verdict
check_masked(const struct order *o, const struct sheet *sheet, struct err *err)
{
	if (sheet->voided)
		(void)fprintf(stderr, "gangshaoctl: %s\n",
			      _("this document is void; the paper says so"));
	if (!sheet->masked || o->masked || !(o->pdf || o->lp))
		return DONE;
	return refuse(err, _("Who called is masked in this document: say why it is "
			     "needed whole with --reveal REASON, or print it as it is "
			     "with --masked."));
}

/* -- pages -------------------------------------------------------------------------- */

/* The body as gangshao-press gets it; str_wipe() it. */
static void
put_body(struct str *body, const struct sheet *sheet)
{
	char remark[120];

	paper_remark(remark, sizeof remark, sheet->voided, sheet->masked);
	if (*remark)
		str_addf(body, ">> %s\n", remark);
	str_addn(body, sheet->body.s, sheet->body.len);
}

static enum verdict
press(const struct sheet *sheet, int out, struct err *err)
{
	const struct press_order order = { sheet->conf, "--title", sheet->name };
	struct str body = { 0 };
	enum verdict v;

	put_body(&body, sheet);
	v = press_run(&order, &body, out, err);
	str_wipe(&body);
	return v;
}

static enum verdict
press_pages(const struct sheet *sheet, struct str *out, struct err *err)
{
	const struct press_order order = { sheet->conf, "--title", sheet->name };
	struct str body = { 0 };
	enum verdict v;

	put_body(&body, sheet);
	v = press_read(&order, &body, out, err);
	str_wipe(&body);
	return v;
}

/* -- where it goes ------------------------------------------------------------------- */

/* The file of before stays until the new one is whole. */
static enum verdict
to_file(const struct sheet *sheet, const char *path, struct err *err)
{
	struct str part = { 0 };
	enum verdict v;
	int fd;

	str_addf(&part, "%s.part", path);
	fd = open(str_text(&part),
		  O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		v = refuse(err, _("%s cannot be written: %s."), path,
			   text_errno(errno));
		str_release(&part);
		return v;
	}
	v = press(sheet, fd, err);
	if (v == DONE && (fsync(fd) != 0 || rename(str_text(&part), path) != 0))
		v = refuse(err, _("%s cannot be written: %s."), path,
			   text_errno(errno));
	close(fd);
	if (v != DONE)
		(void)unlink(str_text(&part));
	str_release(&part);
	return v;
}

static enum verdict
put_text(const struct sheet *sheet, bool pages, struct str *out, struct err *err)
{
	const struct paper_look look = { PAPER_WIDTH, NULL };
	struct paper paper;
	char remark[120];
	enum verdict v =
		paper_read(&paper, str_text(&sheet->body), sheet->body.len, err);

	if (v != DONE)
		return v;
	paper_remark(remark, sizeof remark, sheet->voided, sheet->masked);
	if (pages) {
		(void)paper_pages(out, &paper, remark);
	} else {
		if (*remark)
			str_addf(out, "%s\n", remark);
		paper_text(out, &paper, &look);
	}
	paper_release(&paper);
	return DONE;
}

/* The pages are made first: nothing is printed of a document that cannot be set. */
static enum verdict
to_printer(const struct sheet *sheet, const struct order *o, struct err *err)
{
	const char *const argv[6] = { "lp",	   "-t",
				      sheet->name, o->printer ? "-d" : NULL,
				      o->printer,  NULL };
	const struct job job = { argv, "lp", STDOUT_FILENO };
	struct str pages = { 0 };
	enum verdict v = o->text ? put_text(sheet, true, &pages, err)
				 : press_pages(sheet, &pages, err);

	if (v == DONE)
		v = job_run(&job, &pages, err);
	str_wipe(&pages);
	return v;
}

static enum verdict
put(const struct sheet *sheet, const struct order *o, struct err *err)
{
	struct str out = { 0 };
	enum verdict v;

	if (o->lp)
		return to_printer(sheet, o, err);
	if (o->pdf && !str_eq(o->pdf, "-"))
		return to_file(sheet, o->pdf, err);
	if (o->pdf && isatty(STDOUT_FILENO))
		return refuse(err, _("Send the pages to a file or a pipe."));
	if (o->pdf)
		return press(sheet, STDOUT_FILENO, err);
	v = put_text(sheet, false, &out, err);
	if (v == DONE && !print_out(&out))
		v = broken(err, _("Standard output cannot be written."));
	str_wipe(&out);
	return v;
}

static enum cli_exit
carry_out(struct cli *cli, const struct order *o)
{
	struct session s = { .wire = NULL };
	struct source from = { .session = &s, .wait = 10000 + cli->wait * 1000 };
	struct sheet sheet = { .masked = false };
	enum cli_exit code;
	struct err err;
	enum verdict v;

	v = session_open(&s, cli, &err);
	if (v == DONE) {
		sheet.conf = cli->conf;
		session_link(&s, cli->wait * 1000);
		v = fetch(&from, o, &sheet, &err);
	}
	session_close(&s);
	if (v == DONE)
		v = check_masked(o, &sheet, &err);
	if (v == DONE)
		v = put(&sheet, o, &err);
	code = v == DONE ? EXIT_DONE : cli_fail(&err);
	str_wipe(&sheet.body);
	return code;
}

enum cli_exit
verb_print(struct cli *cli, struct args *args)
{
	struct order o = { .ticket = NULL };
	enum verdict v = DONE;
	struct arg arg;
	struct err err;

	while (v == DONE && args_next(args, &arg) != ARG_END)
		v = arg.kind == ARG_FLAG ? flag(cli, args, &arg, &o, &err)
					 : word(&o, arg.value, &err);
	if (v == DONE)
		v = cli_formless(cli, "print", &err);
	if (v == DONE && cli->help) {
		help_verb(verb_named("print"));
		return EXIT_DONE;
	}
	if (v == DONE)
		v = complete(&o, &err);
	return v == DONE ? carry_out(cli, &o) : cli_usage(err.text);
}
