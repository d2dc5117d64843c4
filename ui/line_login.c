/* line_login.c -- login and change of password, as a series of questions.
 */
#include "base/str.h"
#include "base/text.h"

#include "model/password.h"

#include "ui/line_own.h"

enum { READY_WAIT = 10000 };

/* What is typed unseen. */
struct secrets {
	struct str name, is, former, becomes;
};

static void
wipe(struct secrets *s)
{
	str_release(&s->name);
	str_wipe(&s->is);
	str_wipe(&s->former);
	str_wipe(&s->becomes);
}

static struct msg_keys
keys_of(const struct secrets *s)
{
	return (struct msg_keys){ .password = str_text(&s->is),
				  .former = str_text(&s->former),
				  .becomes = str_text(&s->becomes) };
}

static bool
read_secret(struct line *line, const char *prompt, struct str *out)
{
	bool read;

	line->secret = true;
	read = line_read(line, prompt, out);
	line->secret = false;
	return read;
}

/* A new one, typed twice, until it can be one.  False: it is left. */
static bool
read_new(struct line *line, struct secrets *s)
{
	struct str again = { 0 };
	struct err err;
	bool good = false;

	while (!good && read_secret(line, _("New password: "), &s->becomes) &&
	       s->becomes.len) {
		if (!conf_bool(ui_conf(line->ui), CONF_DEMO) &&
		    password_check(str_text(&s->name), str_text(&s->is),
				   str_text(&s->becomes), &err) != DONE)
			line_say(err.text);
		else if (!read_secret(line, _("The same once more: "), &again))
			break;
		else if (!str_eq(str_text(&again), str_text(&s->becomes)))
			line_say(_("The two passwords differ."));
		else
			good = true;
	}
	str_wipe(&again);
	return good;
}

static bool
is_renewed(const struct line *line)
{
	return !line->told || line->refused;
}

/* The desk is asked, once more with the former one where it wants that. */
static bool
renew(struct line *line, struct secrets *s)
{
	struct msg_keys keys;

	do {
		keys = keys_of(s);
		line->refused = false;
		line->told = ui_renew(line->ui, str_text(&s->name), &keys);
		if (!line->told)
			line_say(_("The desk ended; try again."));
		if (!line->told || !line_until(line, is_renewed))
			return false;
	} while (line->refused && str_eq(line->wants, "former") && !s->former.len &&
		 read_secret(line, _("Former password: "), &s->former));
	line->told = 0;
	return !line->refused;
}

void
line_password(struct line *line, const char *rest)
{
	struct secrets s = { .name = { 0 } };

	(void)rest;
	str_set(&s.name, ui_state(line->ui)->me.name);
	if (read_secret(line, _("Password: "), &s.is) && read_new(line, &s) &&
	    renew(line, &s)) {
		ui_renewed(line->ui, str_text(&s.becomes));
		line_say(_("The password is changed."));
	}
	line->refused = false;
	wipe(&s);
}

static bool
is_let_in(const struct line *line)
{
	return ui_state(line->ui)->welcome || line->refused;
}

static bool
greet(struct line *line, const struct secrets *s)
{
	const struct msg_keys keys = keys_of(s);

	line->refused = false;
	ui_hello(line->ui, str_text(&s->name), &keys);
	return line_until(line, is_let_in) && !line->refused;
}

/* What the desk or the centre wants before it lets in. */
static bool
enter(struct line *line, struct secrets *s)
{
	bool in = greet(line, s);

	if (!in && str_eq(line->wants, "former") &&
	    read_secret(line, _("Former password: "), &s->former) && s->former.len)
		in = greet(line, s);
	if (in || !str_eq(line->wants, "renew") || !read_new(line, s) ||
	    !renew(line, s))
		return in;
	str_set(&s->is, str_text(&s->becomes));
	str_clear(&s->former);
	return greet(line, s);
}

/* A desk that is new here learns the procedure first, and whether the centre is there. */
static bool
is_ready(const struct line *line)
{
	const struct state *state = ui_state(line->ui);

	return state->transitions.n > 0 && state->link.state != LINK_CONNECTING;
}

bool
line_log_in(struct line *line)
{
	const struct operator_info *me = &ui_state(line->ui)->me;
	struct secrets s = { .name = { 0 } };
	bool in = line_read(line, _("Operator: "), &s.name) &&
		  read_secret(line, _("Password: "), &s.is) && enter(line, &s);

	wipe(&s);
	if (!in)
		return false;
	line_sayf("%s %s %s", me->unit_name, me->number, me->label);
	line_await(line, READY_WAIT, is_ready);
	return !line->over;
}
