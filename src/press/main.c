/* main.c -- gangshao-press: a document's body comes in, pages go out.
 * Law: it opens no file and asks nobody; what it cannot set it says on standard error.
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
	struct fonts fonts;
};

static int
usage(void)
{
	(void)fputs(_("usage: gangshao-press [--title TEXT] [--fonts LIST] "
		      "[--title-fonts LIST] <BODY >PDF\n"),
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

	for (i = 1; i < argc; i += 2) {
		for (k = 0; k < ARRAY_LEN(flags); k++)
			if (str_eq(argv[i], flags[k].flag))
				break;
		if (k == ARRAY_LEN(flags) || i + 1 == argc)
			return false;
		*flags[k].value = argv[i + 1];
	}
	return true;
}

static enum verdict
read_body(struct paper *out, struct err *err)
{
	struct str body = { 0 };
	char buf[8192];
	enum verdict v;
	size_t n;

	while (body.len <= PAPER_MAX && (n = fread(buf, 1, sizeof buf, stdin)) > 0)
		str_addn(&body, buf, n);
	if (ferror(stdin))
		v = broken(err, _("The document cannot be read."));
	else
		v = paper_read(out, str_text(&body), body.len, err);
	mem_wipe(buf, sizeof buf);
	str_wipe(&body);
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
	if (isatty(STDOUT_FILENO)) {
		(void)fputs(_("gangshao-press: send the pages to a file or a pipe.\n"),
			    stderr);
		return EXIT_USAGE;
	}
	if (set(&o, &err) == DONE)
		return 0;
	(void)fprintf(stderr, "gangshao-press: %s\n", err.text);
	return 1;
}
