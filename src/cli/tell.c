/* tell.c -- every action is a verb; its fields are flags.  The same form, rules and
 * checks as on the screen decide before anything is queued.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/text.h"

#include "query/pick.h"

#include "names.h"
#include "session.h"
#include "settle.h"
#include "verb.h"

struct telling {
	const struct action *action;
	struct command commands[2];
	size_t n; /* of them */
	struct form *form; /* made when the ticket is known */
	const char *ticket; /* as named by the user; NULL: none */
	const char *base; /* --base; NULL: what the centre shows now */
	json_t *given; /* fields by name, as given */
	json_t *marks; /* field → unknown | declined */
	json_t *sure; /* fields taken although they look wrong; "all": every one */
	struct session session;
	struct rows *asker; /* the table whose codes ask for more; NULL: not read */
	json_t *extra; /* of the code looked at last */
};

enum { INPUT_MAX = 1 << 20 };

/* --fields FILE: an object of fields, "_marks" as in a payload. */
static enum verdict
take_fields(struct telling *t, const char *path, struct err *err)
{
	struct str text = { 0 };
	json_t *all = NULL, *marks;
	enum verdict v;

	v = cli_read(&text, path, INPUT_MAX, err);
	if (v == DONE)
		v = json_read(&all, str_text(&text), text.len, err);
	if (v == DONE && !json_is_object(all))
		v = refuse(err, _("The JSON is not an object of fields."));
	if (v == DONE) {
		marks = json_object_get(all, "_marks");
		if (json_is_object(marks))
			json_object_update(t->marks, marks);
		json_object_del(all, "_marks");
		json_object_update(t->given, all);
	}
	json_decref(all);
	str_release(&text);
	return v;
}

static bool
is_field(const struct action *a, const char *name)
{
	size_t i;

	for (i = 0; i < a->nfields; i++)
		if (str_eq(a->fields[i].name, name))
			return true;
	return false;
}

static enum verdict
flag(struct cli *cli, struct args *args, const struct arg *arg, struct telling *t,
     struct err *err)
{
	static const char *const own[] = { "fields", "base", "sure", "unknown",
					   "declined" };
	bool field = is_field(t->action, arg->name), taken = field;
	const char *value = NULL;
	enum verdict v;
	size_t i;

	for (i = 0; i < sizeof own / sizeof *own && !taken; i++)
		taken = str_eq(arg->name, own[i]);
	if (!taken) {
		v = cli_common(cli, args, arg, &taken, err);
		if (v == DONE && !taken)
			v = refuse(err, _("%s has no flag --%s."), t->action->name,
				   arg->name);
		return v;
	}
	v = args_value(args, arg, &value, err);
	if (v != DONE)
		return v;
	if (str_eq(arg->name, "sure")) {
		json_put(t->sure, value, "1");
		if (field) /* the whole form has one answer to what differs */
			json_put(t->given, "sure", "true");
	} else if (field) {
		json_put(t->given, arg->name, value);
	} else if (str_eq(arg->name, "base")) {
		t->base = value;
	} else if (str_eq(arg->name, "fields")) {
		v = take_fields(t, value, err);
	} else {
		json_put(t->marks, value, arg->name);
	}
	return v;
}

static enum verdict
word(struct telling *t, const char *value, struct err *err)
{
	if (t->ticket || t->action->flags & ACTION_CREATES)
		return refuse(err, _("%s takes no more words: %s."), t->action->name,
			      value);
	t->ticket = value;
	return DONE;
}

/* As somebody would have typed it. */
static void
typed(struct str *out, const json_t *value)
{
	const json_t *one;
	size_t i;

	if (json_is_string(value))
		str_add(out, json_string_value(value));
	else if (json_is_integer(value))
		str_addf(out, "%lld", (long long)json_integer_value(value));
	else if (json_is_boolean(value))
		str_add(out, json_is_true(value) ? "true" : "false");
	json_array_foreach(value, i, one) {
		if (i)
			str_addc(out, ',');
		typed(out, one);
	}
}

static enum verdict
field_of(const struct telling *t, const char *key, size_t *field, struct err *err)
{
	int i = form_find(t->form, key);

	if (i < 0)
		return refuse_field(err, key, _("There is no field %s."), key);
	*field = (size_t)i;
	return DONE;
}

static bool
is_name(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80 || *text == ' ')
			return true;
	return false;
}

/* A place may be given by its name. */
static enum verdict
find_place(struct telling *t, size_t i, struct err *err)
{
	const char *table = form_pick(t->form, i), *text = form_text(t->form, i);
	struct err why = { .field = "" };
	char code[40];
	enum verdict v;

	if (form_field(t->form, i)->type != FIELD_CODE || !pick_is_place(table) ||
	    !is_name(text))
		return DONE;
	v = names_place(&t->session, table, text, code, sizeof code, &why);
	if (v == DONE)
		form_set(t->form, i, code);
	else if (v == REFUSED)
		return refuse_field(err, form_field(t->form, i)->name, "%s", why.text);
	else
		*err = why;
	return v;
}

/* The question, and the flag that answers it. */
static enum verdict
answer_with(struct err *err, const struct err *why)
{
	return refuse_field(err, why->field, _("%s  If it is so: --sure %s."),
			    why->text, why->field);
}

/* What looks wrong and can be right is asked about, as on the screen; --sure is the answer,
 * and the question is printed all the same. */
static enum verdict
ask_odd(const struct telling *t, size_t field, struct err *err)
{
	struct err why = { 0 };

	if (form_leave(t->form, field, &why) == DONE || !why.ask)
		return DONE;
	(void)form_judge(t->form, field); /* the question alone, for who answers here */
	str_copy(why.text, sizeof why.text, form_fault(t->form, field));
	if (!json_object_get(t->sure, why.field) && !json_object_get(t->sure, "all"))
		return answer_with(err, &why);
	(void)fprintf(stderr, "gangshaoctl: %s: %s\n", why.field, why.text);
	return DONE;
}

/* A field that there is not would be sure of nothing. */
static enum verdict
check_sure(const struct telling *t, struct err *err)
{
	const char *key;
	json_t *value;

	json_object_foreach(t->sure, key, value) {
		if (!str_eq(key, "all") && !is_field(t->action, key) &&
		    !(str_eq(key, "true") && is_field(t->action, "sure")))
			return refuse_field(err, "sure", _("There is no field %s."),
					    key);
	}
	return DONE;
}

/* Everything given must be a field: a misspelt key would silently lose a fact. */
static enum verdict
fill(struct telling *t, struct err *err)
{
	static const struct {
		const char *name;
		enum form_mark mark;
	} marks[] = { { "unknown", MARK_UNKNOWN }, { "declined", MARK_DECLINED } };
	struct str text = { 0 };
	enum verdict v = DONE;
	const char *key;
	json_t *value;
	size_t field = 0, i;

	json_object_foreach(t->given, key, value) {
		v = field_of(t, key, &field, err);
		if (v != DONE)
			break;
		str_clear(&text);
		typed(&text, value);
		form_set(t->form, field, str_text(&text));
		v = find_place(t, field, err);
		if (v == DONE)
			v = ask_odd(t, field, err);
		if (v != DONE)
			break;
	}
	str_release(&text);
	if (v != DONE)
		return v;
	json_object_foreach(t->marks, key, value) {
		v = field_of(t, key, &field, err);
		if (v != DONE)
			return v;
		for (i = 0; i < sizeof marks / sizeof *marks; i++)
			if (str_eq(json_string_value(value), marks[i].name))
				form_set_mark(t->form, field, marks[i].mark);
	}
	return DONE;
}

/* Who reports and is not to be kept: said, not left out in silence. */
static enum verdict
check_named(const struct telling *t, struct err *err)
{
	const char *key;
	json_t *value;
	int i;

	json_object_foreach(t->given, key, value) {
		i = form_find(t->form, key);
		if (i >= 0 && form_field(t->form, (size_t)i)->flags & FIELD_PERSONAL &&
		    !form_shown(t->form, (size_t)i) && *form_text(t->form, (size_t)i))
			return refuse_field(
				err, "anon",
				_("Of an anonymous reporter neither name nor number "
				  "nor address is kept: take them out, or let the "
				  "report be one with a name (order 121 article 28)."));
	}
	return DONE;
}

/* What the desk's table says of a code: only what it asks for may be said. */
static const json_t *
code_extra(void *arg, const char *table, const char *code)
{
	struct telling *t = arg;
	struct question q = { .query = query_named("codes"),
			      .args = json_pack("{s:s}", "table", table),
			      .from = "mirror",
			      .wait = 10000 };
	struct answer a = { .rows = NULL };
	size_t i;

	if (!t->asker && session_ask(&t->session, &q, &a, NULL) == DONE)
		t->asker = a.rows;
	json_decref(q.args);
	for (i = 0; t->asker && i < t->asker->n; i++)
		if (str_eq(rows_named(t->asker, i, "code"), code)) {
			json_decref(t->extra);
			t->extra =
				json_loads(rows_named(t->asker, i, "extra"), 0, NULL);
			return t->extra;
		}
	return NULL;
}

static void
let_ask(struct telling *t)
{
	struct rule_context ctx = *form_context(t->form);

	ctx.extra = code_extra;
	ctx.arg = t;
	form_set_context(t->form, ctx);
}

/* What the screen would fill in by itself. */
static void
fill_hidden(struct telling *t, struct stamp now)
{
	char call[UUID_TEXT], received[30];
	struct uuid id = uuid_new(now.wall);
	int i;

	uuid_text(&id, call);
	stamp_text(now.wall, received);
	i = form_find(t->form, "call");
	if (i >= 0 && str_empty(form_text(t->form, (size_t)i)))
		form_set(t->form, (size_t)i, call);
	i = form_find(t->form, "received");
	if (i >= 0 && str_empty(form_text(t->form, (size_t)i)))
		form_set(t->form, (size_t)i, received);
}

static enum verdict
seal(struct telling *t, const struct ticket *ticket, struct err *err)
{
	struct stamp now = clock_now();
	struct err why;
	enum verdict v;

	t->form = action_form(t->action, ticket, now.wall);
	let_ask(t);
	v = check_sure(t, err);
	if (v == DONE)
		v = fill(t, err);
	if (v == DONE)
		v = check_named(t, err);
	if (v != DONE)
		return v;
	if (t->action->flags & ACTION_CREATES) {
		fill_hidden(t, now);
		return register_seal(t->commands, &t->n, t->form, now.wall, err);
	}
	v = command_seal(t->commands, t->action, t->form, ticket, now.wall, err);
	if (v == REFUSED && err->ask) {
		why = *err;
		v = answer_with(err, &why);
	}
	t->n = v == DONE;
	if (v == DONE && t->base)
		str_copy(t->commands->base, sizeof t->commands->base, t->base);
	return v;
}

static enum cli_exit
tell(struct cli *cli, struct telling *t)
{
	struct ticket ticket = { .version = 0 };
	struct session *s = &t->session;
	bool creates = t->action->flags & ACTION_CREATES;
	enum cli_exit code;
	struct err err = { .field = "" };
	enum verdict v;

	v = session_open(s, cli, &err);
	if (v == DONE && !creates) {
		session_link(s, cli->wait * 1000);
		v = session_ticket(s, t->ticket, 10000 + cli->wait * 1000, &ticket,
				   &err);
	}
	if (v == DONE)
		v = seal(t, creates ? NULL : &ticket, &err);
	code = v == DONE ? settle_commands(cli, s, t->commands, t->n) : cli_fail(&err);
	command_release(&t->commands[0]);
	command_release(&t->commands[1]);
	ticket_release(&ticket);
	session_close(s);
	return code;
}

enum cli_exit
verb_action(struct cli *cli, struct args *args, const struct action *a)
{
	struct telling t = { .action = a,
			     .given = json_object(),
			     .marks = json_object(),
			     .sure = json_object() };
	enum cli_exit code = EXIT_DONE;
	enum verdict v = DONE;
	struct arg arg;
	struct err err;

	while (v == DONE && args_next(args, &arg) != ARG_END)
		v = arg.kind == ARG_FLAG ? flag(cli, args, &arg, &t, &err)
					 : word(&t, arg.value, &err);
	if (v != DONE)
		code = cli_usage(err.text);
	else if (cli->help)
		help_action(a);
	else if (!t.ticket && !(a->flags & ACTION_CREATES))
		code = cli_usage(_("Which ticket?  Give its number or id."));
	else
		code = tell(cli, &t);
	form_free(t.form);
	rows_free(t.asker);
	json_decref(t.extra);
	json_decref(t.given);
	json_decref(t.marks);
	json_decref(t.sure);
	return code;
}
