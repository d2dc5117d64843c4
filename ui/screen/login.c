/* login.c -- who is there; also the lock, which keeps everything beneath it.
 * What was typed stays: a refusal stands under its field.  Keys typed while the desk opens
 * its store wait and then go where they were meant.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "ui/part/prompt.h"
#include "ui/ui.h"

enum { NAME, PASSWORD, NFIELDS };

struct login {
	struct screen screen;
	struct edit *edit[NFIELDS];
	size_t focus;
	bool locked, busy;
	char fault[320];
};

static const char *const labels[NFIELDS] = { N_("Operator"), N_("Password") };

/* Only where the configuration says that this is a demonstration. */
static const struct {
	const char *name, *where, *duty;
} demo[] = {
	{ "recv", N_("Hangzhou"), N_("receives calls") },
	{ "disp", N_("Hangzhou"), N_("assigns") },
	{ "back", N_("Hangzhou"), N_("calls back") },
	{ "clerk", N_("Xihu county"), N_("handles") },
	{ "lead", N_("Xihu county"), N_("approves") },
	{ "station", N_("Wenxin station"), N_("handles on the spot") },
	{ "clerk2", N_("Gongshu county"), N_("handles") },
	{ "station2", N_("Daguan station"), N_("handles on the spot") },
	{ "chief", N_("Hangzhou"), N_("approves") },
	{ "super", N_("Zhejiang province"), N_("supervises") },
	{ "data", N_("Hangzhou"), N_("publishes") },
	{ "admin", N_("Hangzhou"), N_("administers") },
};

static struct screen *
login_open(struct ui *ui, const struct opening *opening)
{
	struct login *login = xcalloc(1, sizeof *login);

	(void)ui;
	login->screen.cls = &screen_login;
	login->edit[NAME] = edit_new(31, 1);
	login->edit[PASSWORD] = edit_new(200, 1);
	if (opening->text) {
		login->locked = true;
		login->focus = PASSWORD;
		edit_set(login->edit[NAME], opening->text);
	}
	return &login->screen;
}

static void
login_close(struct screen *screen, struct ui *ui)
{
	struct login *login = (struct login *)screen;

	(void)ui;
	edit_free(login->edit[NAME]);
	edit_free(login->edit[PASSWORD]);
	free(login);
}

static struct canvas
field_canvas(struct canvas c, size_t i)
{
	return canvas_part(c, c.rows / 2 - 5 + (int)i, c.cols / 2 - 6, 1, 32);
}

static void
draw_field(const struct login *login, struct canvas c, size_t i)
{
	const char *text = edit_text(login->edit[i]);
	size_t n = utf8_count(text, edit_len(login->edit[i]));
	size_t at = utf8_count(text, edit_cursor(login->edit[i]));
	struct canvas area = field_canvas(c, i);
	int used;

	if (i == PASSWORD) {
		used = n < (size_t)area.cols ? (int)n : area.cols - 1;
		draw_fill(area, 0, 0, used, FACE_PLAIN, '*');
	} else {
		used = draw_text(area, 0, 0, FACE_PLAIN, text);
	}
	draw_fill(area, 0, used, area.cols - used, FACE_PLAIN,
		  i == login->focus ? '_' : ' ');
	if (i == login->focus)
		draw_cursor(area, 0, (int)at);
}

static void
draw_demo(struct canvas c)
{
	struct canvas half;
	size_t i;

	draw_text(c, 0, 2, FACE_WARN,
		  _("DEMONSTRATION with made-up people. The password of all is: demo"));
	for (i = 0; i < ARRAY_LEN(demo); i++) {
		half = canvas_part(c, 1 + (int)(i / 2), 2 + (int)(i % 2) * (c.cols / 2),
				   1, c.cols / 2 - 2);
		draw_cell(half, 0, 0, 10, FACE_KEY, demo[i].name);
		draw_format(half, 0, 10, FACE_PLAIN, "%s %s", _(demo[i].where),
			    _(demo[i].duty));
	}
}

/* A refusal says what to do, which may take two lines. */
static void
draw_fault(const struct login *login, struct canvas c)
{
	const char *text = login->fault;
	struct edit_line lines[2];
	char line[sizeof login->fault];
	size_t i, n = edit_wrap(text, strlen(text), c.cols, lines, ARRAY_LEN(lines));

	for (i = 0; i < n && i < ARRAY_LEN(lines); i++) {
		str_format(line, sizeof line, "%.*s", (int)lines[i].len,
			   text + lines[i].at);
		draw_text(c, (int)i, 0, login->busy ? FACE_DIM : FACE_BAD, line);
	}
}

static void
login_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	const struct login *login = (const struct login *)screen;
	int y = c.rows / 2 - 8;
	size_t i;

	if (damage & DAMAGE_SCREEN) {
		draw_text(c, y, c.cols / 2 - 16, FACE_TITLE,
			  login->locked ? _("Locked: everything typed is kept.")
					: _("12315 workstation"));
		for (i = 0; i < NFIELDS; i++)
			draw_text(c, c.rows / 2 - 5 + (int)i, c.cols / 2 - 16,
				  FACE_LABEL, _(labels[i]));
		draw_fault(login, canvas_part(c, y + 6, 2, 2, c.cols - 4));
		if (conf_bool(ui_conf(ui), CONF_DEMO))
			draw_demo(canvas_part(c, c.rows - 7, 0, 7, c.cols));
	}
	for (i = 0; i < NFIELDS; i++)
		if (damage & DAMAGE_SCREEN || i == login->focus)
			draw_field(login, c, i);
}

static void
submit(struct login *login, struct ui *ui)
{
	if (edit_len(login->edit[NAME]) == 0) {
		str_copy(login->fault, sizeof login->fault,
			 _("Type the operator's name first."));
		login->focus = NAME;
	} else {
		login->busy = true;
		str_copy(login->fault, sizeof login->fault, _("Opening …"));
		ui_hello(ui, edit_text(login->edit[NAME]),
			 edit_text(login->edit[PASSWORD]));
	}
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
focus_act(struct login *login, struct ui *ui, enum act act)
{
	bool move = act == ACT_NEXT || act == ACT_PREV || act == ACT_UP ||
		    act == ACT_DOWN ||
		    (act == ACT_OPEN && login->focus == NAME &&
		     edit_len(login->edit[NAME]) > 0);

	if (!move)
		return false;
	if (!login->locked)
		login->focus = !login->focus;
	ui_damage(ui, DAMAGE_SCREEN);
	return true;
}

static bool
login_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct login *login = (struct login *)screen;

	if (act == ACT_QUIT || act == ACT_REDRAW || act == ACT_HELP ||
	    act == ACT_SUSPEND)
		return false;
	if (focus_act(login, ui, act))
		return true;
	if (act == ACT_OPEN) {
		submit(login, ui);
		return true;
	}
	if (act == ACT_BACK)
		edit_set(login->edit[login->focus], "");
	else if (!edit_act(login->edit[login->focus], act, key, 32))
		return false;
	ui_damage(ui, DAMAGE_PART);
	return true;
}

static void
refused(struct login *login, struct ui *ui, const char *text)
{
	login->busy = false;
	ui_drop_keys(ui); /* they were meant for another screen */
	str_copy(login->fault, sizeof login->fault, text);
	login->focus = PASSWORD;
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
login_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct login *login = (struct login *)screen;

	if (!login->busy)
		return;
	if (event->kind == EVENT_NO && event->id == 0)
		refused(login, ui, event->text);
	else if (event->kind == EVENT_CUT)
		refused(login, ui, _("The desk ended; try again."));
	if (event->kind != EVENT_WELCOME)
		return;
	if (ui_depth(ui) == 1)
		ui_open(ui, "worklist", &(struct opening){ 0 });
	ui_close(ui, screen);
}

static bool
login_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	(void)ui;
	return ((const struct login *)screen)->busy && act != ACT_QUIT &&
	       act != ACT_HELP;
}

const struct screen_class screen_login = {
	.name = "login",
	.title = N_("Login"),
	.place = PLACE_LOGIN,
	.open = login_open,
	.close = login_close,
	.draw = login_draw,
	.act = login_act,
	.waits = login_waits,
	.event = login_event,
};
