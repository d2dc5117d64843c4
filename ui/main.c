/* main.c -- options, terminal, loop; every exit goes through term_stop(). */
#include <signal.h>
#include <stdio.h>
#include <sysexits.h>

#include "base/conf.h"
#include "base/jail.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/visible.h"

#include "ui/line.h"
#include "ui/options.h"
#include "ui/play.h"
#include "ui/term/term.h"
#include "ui/ui.h"

static void
on_end(void *arg, int signal, struct stamp now)
{
	(void)signal;
	(void)now;
	ui_quit(arg);
}

static void
on_resize(void *arg, int signal, struct stamp now)
{
	(void)signal;
	(void)now;
	term_resized();
	ui_damage(arg, DAMAGE_ALL);
}

/* Before the terminal is taken, so that curses leaves these signals to the loop. */
static void
take_signals(struct loop *loop, struct ui *ui)
{
	static const int ends[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT };
	size_t i;

	(void)signal(SIGPIPE, SIG_IGN);
	for (i = 0; i < ARRAY_LEN(ends); i++)
		loop_signal(loop, ends[i], on_end, ui);
	loop_signal(loop, SIGWINCH, on_resize, ui);
}

static int
run_script(struct loop *loop, struct ui *ui, struct script *script)
{
	struct play play;

	ui_start(ui);
	play_start(&play, script, ui, loop);
	loop_run(loop);
	return play.failed;
}

static int
work(const struct conf *conf, struct script *script)
{
	struct loop *loop = loop_new();
	struct ui *ui = ui_new(loop, conf);
	struct term_options o = { .theme = conf_text(conf, CONF_THEME),
				  .ascii = conf_bool(conf, CONF_ASCII),
				  .suspend = conf_bool(conf, CONF_SUSPEND) };
	struct err err = { 0 };
	int rc = EX_OK;

	take_signals(loop, ui);
	if (script)
		script_size(script, &o.rows, &o.cols);
	if (term_start(&o, &err) != DONE) {
		(void)fprintf(stderr, "gangshao: %s\n", err.text);
		rc = EX_UNAVAILABLE;
	} else if (script) {
		rc = run_script(loop, ui, script);
	} else {
		ui_start(ui);
		loop_run(loop);
	}
	ui_free(ui);
	term_stop();
	loop_free(loop);
	return rc;
}

static int
run(const struct options *o)
{
	struct conf *conf = NULL;
	struct script *script = NULL;
	struct err err = { 0 };
	int rc = EX_CONFIG;
	enum verdict v = conf_load(&conf, o->conf, &err);

	if (v == DONE) {
		text_init(conf_text(conf, CONF_LOCALE_DIR));
		v = keys_bind(conf_text(conf, CONF_KEYS), &err);
	}
	if (v == DONE && o->script) {
		rc = EX_NOINPUT;
		v = script_open(&script, o->script, &err);
	}
	if (v != DONE)
		(void)fprintf(stderr, "gangshao: %s\n", err.text);
	else
		rc = o->line ? line_run(conf) : work(conf, script);
	script_close(script);
	conf_free(conf);
	return rc;
}

int
main(int argc, char **argv)
{
	struct options o = { 0 };

	mem_thrift();
	visible_errors();
	text_init(NULL);
	(void)jail_enter(JAIL_SEAT);
	switch (options_read(&o, argc, argv)) {
	case DONE:
		if (o.line)
			visible_output();
		return run(&o);
	case LATER:
		return EX_OK;
	default:
		return EX_USAGE;
	}
}
