/* login.c -- the login; also the lock, which keeps the stack below it, and the change of
 * the operator's password: at the login where an administrator set it, else by :password.
 * A refusal appears under its field and the typed text stays.  Keys typed while the desk
 * opens its store are kept and applied afterwards.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "model/password.h"

#include "ui/part/prompt.h"
#include "ui/ui.h"

enum { NAME, PASSWORD, FORMER, BECOMES, AGAIN, NFIELDS };

struct login {
	struct screen screen;
	struct edit *edit[NFIELDS];
	bool shown[NFIELDS];
	size_t focus;
	bool locked, busy;
	int64_t renewal; /* its id while the desk is asked; 0: none */
	char fault[320];
};

static const char *const labels[NFIELDS] = { N_("Operator"), N_("Password"),
					     N_("Former one"), N_("New one"),
					     N_("Once more") };

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
	size_t i;

	(void)ui;
	login->screen.cls = &screen_login;
	login->shown[NAME] = login->shown[PASSWORD] = true;
	for (i = 0; i < NFIELDS; i++)
		login->edit[i] = edit_new(i == NAME ? 31 : PASSWORD_MOST, 1);
	if (opening->text) {
		login->locked = true;
		login->focus = PASSWORD;
		edit_set(login->edit[NAME], opening->text);
	}
	return &login->screen;
}

static struct screen *
password_open(struct ui *ui, const struct opening *opening)
{
	struct screen *screen = login_open(ui, opening);
	struct login *login = (struct login *)screen;

	screen->cls = &screen_password;
	login->shown[BECOMES] = login->shown[AGAIN] = true;
	return screen;
}

static void
login_close(struct screen *screen, struct ui *ui)
{
	struct login *login = (struct login *)screen;
	size_t i;

	(void)ui;
	for (i = 0; i < NFIELDS; i++)
		edit_free(login->edit[i]);
	free(login);
}

/* Its line among those that are shown. */
static int
field_row(const struct login *login, struct canvas c, size_t field)
{
	int row = c.rows / 2 - 5;
	size_t i;

	for (i = 0; i < field; i++)
		row += login->shown[i];
	return row;
}

static struct canvas
field_canvas(const struct login *login, struct canvas c, size_t i)
{
	return canvas_part(c, field_row(login, c, i), c.cols / 2 - 6, 1, 32);
}

static void
draw_field(const struct login *login, struct canvas c, size_t i)
{
	const char *text = edit_text(login->edit[i]);
	size_t n = utf8_count(text, edit_len(login->edit[i]));
	size_t at = utf8_count(text, edit_cursor(login->edit[i]));
	struct canvas area = field_canvas(login, c, i);
	int used;

	if (i != NAME) {
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

/* A refusal says what to do, which may take some lines. */
static void
draw_fault(const struct login *login, struct canvas c)
{
	const char *text = login->fault;
	struct edit_line lines[3];
	char line[sizeof login->fault];
	size_t i, n = edit_wrap(text, strlen(text), c.cols, lines, ARRAY_LEN(lines));

	for (i = 0; i < n && i < ARRAY_LEN(lines); i++) {
		str_format(line, sizeof line, "%.*s", (int)lines[i].len,
			   text + lines[i].at);
		draw_text(c, (int)i, 0, login->busy ? FACE_DIM : FACE_BAD, line);
	}
}

static const char *
headline(const struct login *login)
{
	if (login->screen.cls == &screen_password)
		return _("Another password");
	return login->locked ? _("Locked: everything typed is kept.")
			     : _("12315 workstation");
}

static void
login_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	const struct login *login = (const struct login *)screen;
	int y = c.rows / 2 - 8;
	size_t i;

	if (damage & DAMAGE_SCREEN) {
		draw_text(c, y, c.cols / 2 - 16, FACE_TITLE, headline(login));
		for (i = 0; i < NFIELDS; i++)
			if (login->shown[i])
				draw_text(c, field_row(login, c, i), c.cols / 2 - 16,
					  FACE_LABEL, _(labels[i]));
		y = field_row(login, c, NFIELDS) + 1;
		draw_fault(login, canvas_part(c, y, 2, 3, c.cols - 4));
		if (conf_bool(ui_conf(ui), CONF_DEMO))
			draw_demo(canvas_part(c, c.rows - 7, 0, 7, c.cols));
	}
	for (i = 0; i < NFIELDS; i++)
		if (login->shown[i] && (damage & DAMAGE_SCREEN || i == login->focus))
			draw_field(login, c, i);
}

/* In a change, what is at fault is typed anew: nobody sees where. */
static void
fail_at(struct login *login, size_t field, const char *text)
{
	if (login->renewal && field == PASSWORD)
		edit_set(login->edit[PASSWORD], "");
	if (field == BECOMES) {
		edit_set(login->edit[BECOMES], "");
		edit_set(login->edit[AGAIN], "");
	}
	login->busy = false;
	login->renewal = 0;
	login->focus = field;
	login->shown[field] = true;
	str_copy(login->fault, sizeof login->fault, text);
}

static struct msg_keys
keys_of(const struct login *login)
{
	return (struct msg_keys){ .password = edit_text(login->edit[PASSWORD]),
				  .former = edit_text(login->edit[FORMER]),
				  .becomes = edit_text(login->edit[BECOMES]) };
}

/* What can be said before anybody is asked. */
static bool
is_renewable(struct login *login, struct ui *ui)
{
	const char *becomes = edit_text(login->edit[BECOMES]);
	struct err err;

	if (!conf_bool(ui_conf(ui), CONF_DEMO) &&
	    password_check(edit_text(login->edit[NAME]),
			   edit_text(login->edit[PASSWORD]), becomes, &err) != DONE)
		fail_at(login, BECOMES, err.text);
	else if (str_empty(becomes))
		fail_at(login, BECOMES, _("Type the new password."));
	else if (!str_eq(becomes, edit_text(login->edit[AGAIN])))
		fail_at(login, BECOMES, _("The two passwords differ."));
	else
		return true;
	return false;
}

static void
renew(struct login *login, struct ui *ui)
{
	const struct msg_keys keys = keys_of(login);

	if (!is_renewable(login, ui))
		return;
	login->renewal = ui_renew(ui, edit_text(login->edit[NAME]), &keys);
	if (login->renewal)
		login->busy = true;
	else
		fail_at(login, PASSWORD, _("The desk ended; try again."));
}

static void
submit(struct login *login, struct ui *ui)
{
	const struct msg_keys keys = keys_of(login);

	if (edit_len(login->edit[NAME]) == 0) {
		fail_at(login, NAME, _("Type the operator's name first."));
	} else if (login->shown[BECOMES]) {
		renew(login, ui);
	} else {
		login->busy = true;
		ui_hello(ui, edit_text(login->edit[NAME]), &keys);
	}
	if (login->busy)
		str_copy(login->fault, sizeof login->fault, _("Opening …"));
	ui_damage(ui, DAMAGE_SCREEN);
}

/* The next field that is shown and can be typed in, round and round. */
static size_t
neighbour(const struct login *login, size_t from, size_t step)
{
	do
		from = (from + step) % NFIELDS;
	while (!login->shown[from] || (from == NAME && login->locked));
	return from;
}

static bool
is_last(const struct login *login)
{
	return neighbour(login, login->focus, 1) <= login->focus;
}

static bool
focus_act(struct login *login, struct ui *ui, enum act act)
{
	bool on = act == ACT_OPEN && !is_last(login) &&
		  edit_len(login->edit[login->focus]) > 0;

	if (act == ACT_PREV || act == ACT_UP)
		login->focus = neighbour(login, login->focus, NFIELDS - 1);
	else if (act == ACT_NEXT || act == ACT_DOWN || on)
		login->focus = neighbour(login, login->focus, 1);
	else
		return false;
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
	if (act == ACT_BACK && screen->cls == &screen_password)
		return false; /* nothing was changed */
	if (act == ACT_BACK)
		edit_set(login->edit[login->focus], "");
	else if (!edit_act(login->edit[login->focus], act, key, 32))
		return false;
	ui_damage(ui, DAMAGE_PART);
	return true;
}

static void
refused(struct login *login, struct ui *ui, const char *field, const char *text)
{
	size_t at = PASSWORD;

	ui_drop_keys(ui); /* they were meant for another screen */
	if (str_eq(field, "former"))
		at = FORMER;
	else if (str_eq(field, "renew") || str_eq(field, "becomes"))
		at = BECOMES;
	if (at == BECOMES)
		login->shown[AGAIN] = true;
	fail_at(login, at, text);
	ui_damage(ui, DAMAGE_SCREEN);
}

/* The centre and the store have it: with it one goes on. */
static void
renewed(struct login *login, struct ui *ui)
{
	struct msg_keys keys = { .password = edit_text(login->edit[BECOMES]) };

	login->renewal = 0;
	if (login->screen.cls == &screen_password) {
		ui_renewed(ui, keys.password);
		ui_say(ui, FACE_GOOD, _("The password is changed."));
		ui_close(ui, &login->screen);
		return;
	}
	edit_set(login->edit[PASSWORD], keys.password);
	login->shown[FORMER] = login->shown[BECOMES] = login->shown[AGAIN] = false;
	login->focus = PASSWORD;
	keys.password = edit_text(login->edit[PASSWORD]);
	ui_hello(ui, edit_text(login->edit[NAME]), &keys);
	ui_damage(ui, DAMAGE_SCREEN);
}

/* What became of a change that was asked for. */
static void
renewal_event(struct login *login, struct ui *ui, const struct event *event)
{
	if (event->kind == EVENT_RENEWED && event->id == login->renewal)
		renewed(login, ui);
	else if (event->kind == EVENT_NO && event->id == login->renewal)
		refused(login, ui, event->no.field, event->text);
	else if (event->kind == EVENT_CUT)
		refused(login, ui, "",
			_("The desk ended: whether the password was changed is not "
			  "known.  Log in with the new one, and if it is refused, "
			  "with the former one."));
}

static void
login_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct login *login = (struct login *)screen;

	if (!login->busy)
		return;
	if (login->renewal) {
		renewal_event(login, ui, event);
		return;
	}
	if (event->kind == EVENT_NO && event->id == 0)
		refused(login, ui, event->no.field, event->text);
	else if (event->kind == EVENT_CUT && ui_state(ui)->welcome)
		refused(login, ui, "", _("The desk ended; try again."));
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

const struct screen_class screen_password = {
	.name = "password",
	.title = N_("Password"),
	.place = PLACE_LOGIN,
	.open = password_open,
	.close = login_close,
	.draw = login_draw,
	.act = login_act,
	.waits = login_waits,
	.event = login_event,
};
