/* main.c -- gangshao-press: reads a document's body, writes its pages.
 * Law: it opens no document file and no connection; faults go to standard error.
 */
#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/jail.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/visible.h"

#include "press.h"

enum { EXIT_USAGE = 2, SECONDS_MAX = 60 };

/* Last of each list: what names of people and places have and others lack. */
#define RARE	"HanaMinA,HanaMinB,LXGW WenKai,TW-Kai,AR PL UKai CN,WenQuanYi Zen Hei"
#define FIGURES "SimSun,NSimSun,STSong,Song,AR PL UMing CN,Noto Serif CJK SC"
#define FAMILIES                                                        \
	"FangSong,FangSong_GB2312,STFangsong,FandolFang R,Song,SimSun," \
	"AR PL UMing CN,Noto Serif CJK SC," RARE
#define TITLES                                                                 \
	"FZXiaoBiaoSong-B05S,FZXiaoBiaoSong-B05,SimSun,STSong,AR PL UMing CN," \
	"Noto Serif CJK SC," RARE

struct options {
	const char *title;
	bool check; /* no pages: only what cannot be set */
	struct fonts fonts;
};

static int
usage(void)
{
	(void)fputs(_("usage: gangshao-press [--title TEXT] [--fonts LIST] "
		      "[--title-fonts LIST] <BODY >PDF\n"
		      "       gangshao-press --check [--fonts LIST] "
		      "[--title-fonts LIST] <TEXT\n"),
		    stderr);
	return EXIT_USAGE;
}

static bool
read_options(struct options *o, int argc, char **argv)
{
	const struct {
		const char *flag, **value;
	} flags[] = { { "--title", &o->title },
		      { "--fonts", &o->fonts.text },
		      { "--title-fonts", &o->fonts.title } };
	size_t k;
	int i;

	for (i = 1; i < argc; i++) {
		if (str_eq(argv[i], "--check")) {
			o->check = true;
			continue;
		}
		for (k = 0; k < ARRAY_LEN(flags); k++)
			if (str_eq(argv[i], flags[k].flag))
				break;
		if (k == ARRAY_LEN(flags) || i + 1 == argc)
			return false;
		*flags[k].value = argv[++i];
	}
	return true;
}

static enum verdict
read_input(struct str *out, struct err *err)
{
	char buf[8192];
	size_t n;

	while (out->len <= PAPER_MAX && (n = fread(buf, 1, sizeof buf, stdin)) > 0)
		str_addn(out, buf, n);
	mem_wipe(buf, sizeof buf);
	if (ferror(stdin))
		return broken(err, _("The document cannot be read."));
	return DONE;
}

static enum verdict
read_body(struct paper *out, struct err *err)
{
	struct str body = { 0 };
	enum verdict v = read_input(&body, err);

	if (v == DONE)
		v = paper_read(out, str_text(&body), body.len, err);
	str_wipe(&body);
	return v;
}

/* Characters come in; those that no font has a sign for go out, each once. */
static enum verdict
check(const struct options *o, struct err *err)
{
	struct str text = { 0 }, lacking = { 0 };
	struct faces faces;
	enum verdict v = read_input(&text, err);

	if (v == DONE && text.len > PAPER_MAX)
		v = refuse(err, _("The text is longer than %u KiB."), PAPER_MAX >> 10);
	if (v == DONE && !utf8_valid(str_text(&text), text.len))
		v = refuse(err, _("This is no UTF-8 text."));
	if (v == DONE) {
		faces_open(&faces, &o->fonts);
		faces_lack(&faces, str_text(&text), &lacking);
		faces_close(&faces);
		if (fputs(str_text(&lacking), stdout) < 0 || fflush(stdout) != 0)
			v = broken(err, _("The pages cannot be written."));
	}
	str_release(&lacking);
	str_wipe(&text);
	return v;
}

static cairo_status_t
put(void *closure, const unsigned char *data, unsigned len)
{
	(void)closure;
	return fwrite(data, 1, len, stdout) == len ? CAIRO_STATUS_SUCCESS
						   : CAIRO_STATUS_WRITE_ERROR;
}

/* What a reader of the file shows as its name. */
static const char *
title_of(const struct options *o, const struct paper *paper)
{
	const struct paper_block *b;

	if (!str_empty(o->title))
		return o->title;
	vec_each(b, &paper->blocks)
		if (b->kind == PAPER_TITLE)
			return b->parts[0];
	return "";
}

static enum verdict
draw(struct press *p, const char *title, struct err *err)
{
	cairo_surface_t *pdf =
		cairo_pdf_surface_create_for_stream(put, NULL, PAGE_WIDTH, PAGE_HEIGHT);
	cairo_status_t status;
	enum verdict v;

	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR,
				       "gangshao-press " VERSION);
	p->cr = cairo_create(pdf);
	v = press_run(p, err);
	cairo_destroy(p->cr);
	cairo_surface_finish(pdf);
	status = cairo_surface_status(pdf);
	cairo_surface_destroy(pdf);
	/* cairo forgets that a write failed; the stream does not */
	if (v == DONE &&
	    (status != CAIRO_STATUS_SUCCESS || fflush(stdout) != 0 || ferror(stdout)))
		v = broken(err, _("The pages cannot be written."));
	return v;
}

/* A sign that no font has is printed as a box: somebody must know. */
static void
warn(const struct faces *f)
{
	struct str list = { 0 };
	size_t i;

	if (f->unknown == 0)
		return;
	for (i = 0; i < f->unknown && i < ARRAY_LEN(f->first); i++)
		str_addf(&list, " U+%04X", (unsigned)f->first[i]);
	(void)fprintf(
		stderr,
		_("gangshao-press: no font has a sign for these characters:%s%s\n"),
		str_text(&list), f->unknown > ARRAY_LEN(f->first) ? " …" : "");
	str_release(&list);
}

static enum verdict
set(const struct options *o, struct err *err)
{
	struct paper paper;
	struct press press = { .paper = &paper };
	enum verdict v = read_body(&paper, err);

	if (v != DONE)
		return v;
	faces_open(&press.faces, &o->fonts);
	v = press_run(&press, err);
	warn(&press.faces);
	if (v == DONE)
		v = draw(&press, title_of(o, &paper), err);
	faces_close(&press.faces);
	paper_release(&paper);
	return v;
}

int
main(int argc, char **argv)
{
	static const struct rlimit time = { SECONDS_MAX, SECONDS_MAX };
	struct options o = { .fonts = { FAMILIES, TITLES, FIGURES } };
	struct err err;

	visible_errors();
	text_init(NULL);
	(void)jail_enter(JAIL_DESK);
	(void)setrlimit(RLIMIT_CPU, &time);
	if (!read_options(&o, argc, argv))
		return usage();
	if (!o.check && isatty(STDOUT_FILENO)) {
		(void)fputs(_("gangshao-press: send the pages to a file or a pipe.\n"),
			    stderr);
		return EXIT_USAGE;
	}
	if ((o.check ? check(&o, &err) : set(&o, &err)) == DONE)
		return 0;
	(void)fprintf(stderr, "gangshao-press: %s\n", err.text);
	return 1;
}
