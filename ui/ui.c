/* ui.c -- dispatches keys and paints once per turn.
 * A key goes to the prompt if one is open, else to the top screen, else to the common acts;
 * each change is marked as damage, which is painted once, just before sleep.
 */
#include "ui/ui.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/own.h"
#include "ui/part/banner.h"
#include "ui/part/bar.h"
#include "ui/part/whole.h"
#include "ui/term/term.h"

#define LARGE_PASTE 2000 /* characters */

static void tick(void *arg, struct stamp now);
static void drop_paste(struct ui *);

struct ui *
ui_new(struct loop *loop, const struct conf *conf)
{
	struct ui *ui = xcalloc(1, sizeof *ui);

	ui->loop = loop;
	ui->conf = conf;
	ui->now = clock_now();
	ui->last_key = ui->now.mono;
	ui->link = link_new(loop, conf, talk_message, talk_fault, ui);
	return ui;
}

void
ui_free(struct ui *ui)
{
	if (!ui)
		return;
	stack_save(ui);
	ahead_release(ui);
	stack_release(ui);
	prompt_release(&ui->prompt);
	drop_paste(ui);
	link_free(ui->link);
	talk_release(ui);
	state_release(&ui->state);
	free(ui);
}

static void
keys_due(void *arg, struct stamp now)
{
	struct ui *ui = arg;
	struct key key;
	int64_t due;

	ui->now.mono = now.mono;
	while (term_read(&key, now.mono))
		ui_key(ui, &key);
	due = term_due();
	if (due)
		loop_timer(ui->loop, due, keys_due, ui);
	else
		loop_timer_off(ui->loop, keys_due, ui);
}

static void
take_keys(void *arg, int fd, unsigned got, struct stamp now)
{
	struct ui *ui = arg;

	(void)fd;
	(void)got;
	keys_due(ui, now);
	if (term_gone())
		ui_quit(ui);
}

void
ui_start(struct ui *ui)
{
	loop_watch(ui->loop, 0, LOOP_IN, take_keys, ui);
	loop_before_sleep(ui->loop, ui_paint, ui);
	tick(ui, clock_now());
	ui_open(ui, "login", &(struct opening){ 0 });
}

void
ui_start_unseen(struct ui *ui, struct screen *bottom, ui_said_fn *said, void *arg)
{
	ui->said = said;
	ui->said_arg = arg;
	vec_push(&ui->stack, bottom);
}

void
ui_unpainted(struct ui *ui, struct stamp now)
{
	ui->now = now;
	ui->damage = 0;
}

void
ui_quit(struct ui *ui)
{
	stack_save(ui);
	loop_stop(ui->loop);
}

/* The minute: the only thing that moves by itself. */
static void
tick(void *arg, struct stamp now)
{
	struct ui *ui = arg;
	long idle = conf_int(ui->conf, CONF_IDLE_LOCK);

	ui->now = now;
	if (ui->fixed_wall)
		ui->now.wall = ui->fixed_wall;
	loop_timer(ui->loop, now.mono + 60000 - now.wall % 60000, tick, ui);
	ui_damage(ui, DAMAGE_BAR);
	mem_trim();
	if (idle > 0 && ui->state.welcome && now.mono - ui->last_key > idle * 60000)
		ui_lock(ui);
}

void
ui_fix_clock(struct ui *ui, int64_t wall)
{
	ui->fixed_wall = wall;
	ui->now.wall = wall ? wall : clock_now().wall;
	ui_damage(ui, DAMAGE_ALL);
}

void
ui_lock(struct ui *ui)
{
	struct screen *top = ui_top(ui);

	if (top && top->cls == &screen_login)
		return;
	if (ui->said) {
		ui_quit(ui);
		return;
	}
	stack_save(ui);
	prompt_release(&ui->prompt);
	drop_paste(ui);
	ahead_drop(ui);
	ui->message[0] = '\0';
	link_forget(ui->link);
	term_blank();
	ui_open(ui, "login", &(struct opening){ .text = ui->state.me.name });
}

/* -- what screens may ask for -------------------------------------------------------- */

const struct state *
ui_state(const struct ui *ui)
{
	return &ui->state;
}

const struct conf *
ui_conf(const struct ui *ui)
{
	return ui->conf;
}

struct stamp
ui_now(const struct ui *ui)
{
	return ui->now;
}

int32_t
ui_today(const struct ui *ui)
{
	return clock_day(ui->now.wall + ui->state.offset);
}

void
ui_damage(struct ui *ui, unsigned damage)
{
	ui->damage |= damage;
}

void
ui_say(struct ui *ui, enum face face, const char *fmt, ...)
{
	va_list ap;
	struct str s = { 0 };

	va_start(ap, fmt);
	str_addv(&s, fmt, ap);
	va_end(ap);
	str_copy(ui->message, sizeof ui->message, str_text(&s));
	if (ui->said)
		ui->said(ui->said_arg, str_text(&s));
	str_release(&s);
	ui->message_face = face;
	ui_damage(ui, DAMAGE_MESSAGE);
}

void
ui_prompt(struct ui *ui, struct screen *screen, const char *label, const char *text,
	  ui_prompt_fn *done)
{
	prompt_start(&ui->prompt, label, text, NULL);
	ui->prompt_for = screen;
	ui->prompt_done = done;
	ui_damage(ui, DAMAGE_MESSAGE | DAMAGE_BAR);
}

/* -- keys ---------------------------------------------------------------------------- */

static void
prompt_key(struct ui *ui, const struct key *key)
{
	enum act act = keys_act(PLACE_PROMPT, key);
	enum prompt_end end = prompt_act(&ui->prompt, act, key);
	ui_prompt_fn *done = ui->prompt_done;
	struct screen *screen = ui->prompt_for;
	char *text;

	ui_damage(ui, DAMAGE_MESSAGE);
	if (end == PROMPT_ON)
		return;
	text = end == PROMPT_DONE ? xstrdup(edit_text(ui->prompt.edit)) : NULL;
	prompt_release(&ui->prompt);
	ui_damage(ui, DAMAGE_BAR | DAMAGE_SCREEN);
	done(screen, ui, text);
	free(text);
}

/* -- a large paste ------------------------------------------------------------------- */

static void
drop_paste(struct ui *ui)
{
	if (ui->paste)
		mem_wipe(ui->paste, strlen(ui->paste));
	free(ui->paste);
	ui->paste = NULL;
}

/* Whoever did not see the question and typed on gets what was typed. */
static void
paste_answered(struct screen *screen, struct ui *ui, const char *answer)
{
	struct key key = { .code = K_PASTE };

	if (answer && (str_empty(answer) || str_eq(answer, "y") || str_eq(answer, "Y")))
		key.paste = ui->paste;
	else if (answer && !str_eq(answer, "n") && !str_eq(answer, "N"))
		key.paste = answer;
	if (key.paste)
		(void)screen->cls->act(screen, ui, ACT_TEXT, &key);
	if (key.paste != ui->paste)
		ui_say(ui, FACE_WARN, _("The pasted text was left out."));
	drop_paste(ui);
}

static bool
holds_paste(struct ui *ui, const struct key *key)
{
	char label[160];
	size_t n;

	if (key->code != K_PASTE || !(ui_place(ui) & PLACE_FORM))
		return false;
	n = utf8_count(key->paste, strlen(key->paste));
	if (n <= LARGE_PASTE)
		return false;
	drop_paste(ui);
	ui->paste = xstrdup(key->paste);
	str_format(label, sizeof label, _("Paste %zu characters? Enter: yes, Esc: no"),
		   n);
	ui_prompt(ui, ui_top(ui), label, "", paste_answered);
	return true;
}

static void
open_plain(struct ui *ui, const char *name)
{
	struct screen *top = ui_top(ui);

	if (!str_eq(top->cls->name, name))
		ui_open(ui, name, &(struct opening){ .place = ui_place(ui) });
}

static const struct {
	enum act act;
	const char *screen;
} doors[] = {
	{ ACT_HELP, "help" },
	{ ACT_PILE, "pile" },
	{ ACT_OUTBOX, "outbox" },
	{ ACT_SEARCH, "search" },
};

static bool
open_door(struct ui *ui, enum act act)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(doors); i++)
		if (doors[i].act == act) {
			open_plain(ui, doors[i].screen);
			return true;
		}
	return false;
}

static void
leave_answered(struct screen *screen, struct ui *ui, const char *answer)
{
	(void)screen;
	if (answer && (str_empty(answer) || str_eq(answer, "y") || str_eq(answer, "Y")))
		ui_quit(ui);
}

void
ui_leave(struct ui *ui)
{
	size_t n = ui_forms(ui);
	char label[160];

	if (n == 0) {
		ui_quit(ui);
		return;
	}
	str_format(label, sizeof label,
		   _("%zu forms are open; they stay as drafts. Leave? Enter: yes, Esc: "
		     "no"),
		   n);
	ui_prompt(ui, ui_top(ui), label, "", leave_answered);
}

/* Acts that mean the same everywhere, once somebody has logged in. */
static bool
house_act(struct ui *ui, enum act act)
{
	if (act == ACT_REDRAW) {
		term_redraw();
		ui_damage(ui, DAMAGE_ALL);
	} else if (act == ACT_SUSPEND && conf_bool(ui->conf, CONF_SUSPEND)) {
		term_suspend();
		ui_damage(ui, DAMAGE_ALL);
	} else if (act == ACT_QUIT) {
		ui_leave(ui);
	} else if (!ui->state.welcome || ui_top(ui)->cls == &screen_login) {
		return false;
	} else if (act == ACT_CALL) {
		ui_open(ui, "intake", &(struct opening){ 0 });
	} else if (act == ACT_COMMAND) {
		ui_prompt(ui, ui_top(ui), ":", "", command_run);
		ui->prompt.words = command_words;
	} else if (act == ACT_BACK && ui->stack.n > 1) {
		ui_close(ui, ui_top(ui));
	} else {
		return open_door(ui, act);
	}
	return true;
}

void
ui_key_now(struct ui *ui, const struct key *key)
{
	struct screen *top = ui_top(ui);
	char nearest[200];
	enum act act;

	if (ui->message[0]) {
		ui->message[0] = '\0';
		ui_damage(ui, DAMAGE_MESSAGE);
	}
	if (prompt_is_on(&ui->prompt)) {
		prompt_key(ui, key);
		return;
	}
	if (holds_paste(ui, key))
		return;
	act = keys_act(ui_place(ui), key);
	if (top->cls->act(top, ui, act, key) || house_act(ui, act))
		return;
	keys_nearest(nearest, sizeof nearest, ui_place(ui), key);
	ui_say(ui, FACE_WARN, "%s", nearest);
}

void
ui_key(struct ui *ui, const struct key *key)
{
	ui->last_key = ui->now.mono;
	if (!ui_top(ui))
		return;
	if (key->code == K_RESIZE)
		ui_damage(ui, DAMAGE_ALL);
	else if (!ahead_takes(ui, key))
		ui_key_now(ui, key);
}

void
ui_drop_keys(struct ui *ui)
{
	ahead_drop(ui);
}

/* -- painting ------------------------------------------------------------------------ */

static void
paint_small(struct ui *ui)
{
	struct canvas all = canvas_screen();

	(void)ui;
	draw_clear(all);
	draw_text(all, 0, 0, FACE_PLAIN, _("The window is too small."));
	draw_format(all, 1, 0, FACE_PLAIN, _("It has %d×%d, gangshao needs %d×%d."),
		    all.cols, all.rows, TERM_COLS, TERM_ROWS);
	draw_text(all, 2, 0, FACE_PLAIN, _("Nothing is lost: make it larger."));
	draw_cursor(all, 3, 0);
}

/* A sentence longer than its line grows upward over the screen, until the next key. */
static int
message_rows(const struct ui *ui, int cols)
{
	int rows = prompt_is_on(&ui->prompt) ? 1 : whole_rows(ui->message, cols);

	return rows < 1 ? 1 : rows;
}

static void
paint_message(struct ui *ui, struct canvas all)
{
	int rows = message_rows(ui, all.cols);
	struct canvas line = canvas_part(all, all.rows - 2, 0, 1, all.cols);

	if (prompt_is_on(&ui->prompt))
		prompt_draw(&ui->prompt, line);
	else if (rows == 1)
		draw_cell(line, 0, 0, line.cols, ui->message_face, ui->message);
	else
		whole_draw(canvas_part(all, all.rows - 1 - rows, 0, rows, all.cols),
			   ui->message_face, ui->message);
	ui->message_rows = rows;
}

static void
paint(struct ui *ui, unsigned damage)
{
	struct canvas all = canvas_screen();
	int above = 1 + banner_rows(ui);
	struct canvas body = canvas_part(all, above, 0, all.rows - 2 - above, all.cols);
	struct screen *top = ui_top(ui);
	unsigned place = prompt_is_on(&ui->prompt) ? PLACE_PROMPT : ui_place(ui);

	if (ui->message_rows > message_rows(ui, all.cols) || ui->banner_rows != above)
		damage |= DAMAGE_ALL; /* what stood below it comes back */
	ui->banner_rows = above;
	if (damage & DAMAGE_SCREEN)
		draw_clear(body);
	if (damage & DAMAGE_BAR) {
		bar_status(ui, canvas_part(all, 0, 0, 1, all.cols));
		bar_hints(canvas_part(all, all.rows - 1, 0, 1, all.cols), place);
	}
	if (above > 1 && damage & (DAMAGE_BAR | DAMAGE_SCREEN))
		banner_draw(ui, canvas_part(all, 1, 0, 1, all.cols));
	if (damage & (DAMAGE_SCREEN | DAMAGE_PART))
		top->cls->draw(top, ui, body, damage);
	if (damage & DAMAGE_MESSAGE || prompt_is_on(&ui->prompt) ||
	    message_rows(ui, all.cols) > 1)
		paint_message(ui, all);
}

void
ui_paint(void *arg, struct stamp now)
{
	struct ui *ui = arg;
	unsigned damage = ui->damage;

	ui->now.mono = now.mono;
	if (!ui->fixed_wall)
		ui->now.wall = now.wall;
	if (!damage || !ui_top(ui))
		return;
	ui->damage = 0;
	if (term_small()) {
		ui->small = true;
		paint_small(ui);
	} else {
		paint(ui, ui->small ? DAMAGE_ALL : damage);
		ui->small = false;
	}
	term_flush();
}
