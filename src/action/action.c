/* action/action.c -- the table of actions, and how a form becomes a command: exactly what
 * the outbox stores and the centre receives. */
#include "action/action.h"

#include "base/clock.h"
#include "base/str.h"

#include "actions.h" /* made of the files of this folder: table.awk */
#include "table.h"

const struct action *const actions[] = { ACTIONS };

const struct action *
action_named(const char *name)
{
	const struct action *const *a;

	for (a = actions; *a; a++)
		if (str_eq((*a)->name, name))
			return *a;
	return NULL;
}

/* Fills the form of an operator who decides on a proposal: fields of the same name, and the
 * proposal's findings as the reason. */
static void
fill_proposed(struct form *form, const struct action *a, const struct ticket *t)
{
	const json_t *proposal = json_object_get(t->doc, "proposal");
	const char *name, *text;
	size_t i;

	if (!str_eq(json_text(proposal, "what"), a->name))
		return;
	for (i = 0; i < a->nfields; i++) {
		name = a->fields[i].name;
		text = json_text(proposal, str_eq(name, "reason") ? "detail" : name);
		if (*text)
			form_set(form, i, text);
	}
}

struct form *
action_form(const struct action *a, const struct ticket *t, int64_t wall)
{
	struct form *form = form_new(a->fields, a->nfields);
	struct rule_context ctx = {
		.today = clock_day(wall),
		.wall = wall,
		.need = t ? 1u << t->kind : 0,
		.partial = a->flags & ACTION_AMENDS,
	};

	if (t)
		str_copy(ctx.rules, sizeof ctx.rules, t->rule_set);
	form_set_context(form, ctx);
	if (a->fill && t)
		a->fill(form, t);
	if (t)
		fill_proposed(form, a, t);
	form_set_context(form, ctx);
	return form;
}

void
action_leave_out(const struct action *a, struct form *form, const struct ticket *t,
		 const char *unit)
{
	size_t i;

	for (i = 0; a->asks && t->doc && i < a->nfields; i++)
		form_leave_out(form, i, !a->asks(t, unit, a->fields[i].name));
}

void
action_restore(const struct action *a, struct form *form, const json_t *draft)
{
	if (a->flags & ACTION_AMENDS)
		form_overlay(form, draft);
	else
		form_restore(form, draft);
}

static enum verdict
check(const struct action *a, struct form *f, const struct ticket *t, struct err *err)
{
	struct err why = { 0 };
	enum verdict v;
	int i;

	if (a->follow && t)
		a->follow(f, t);
	v = form_check(f, NULL, &why);
	if (v == DONE && a->check)
		v = a->check(f, t, &why);
	if (v == DONE)
		return v;
	i = form_find(f, why.field);
	if (i >= 0)
		form_set_fault(f, (size_t)i, why.text);
	if (err)
		*err = why;
	return v;
}

static void
set_base(char *base, size_t size, const struct action *a, const struct ticket *t)
{
	*base = '\0';
	if (t && !(a->flags & (ACTION_APPENDS | ACTION_CREATES)))
		str_format(base, size, "server:%d", t->version);
}

static enum verdict
seal_payload(json_t **out, const struct action *a, const struct form *f,
	     struct err *err)
{
	bool amends = a->flags & ACTION_AMENDS;
	json_t *payload = amends ? form_changes(f) : form_payload(f);

	if (amends && json_object_size(payload) == 0) {
		json_decref(payload);
		return refuse(err, _("Nothing was changed."));
	}
	if (a->derive)
		a->derive(f, payload);
	*out = payload;
	return DONE;
}

/* Six, because the outside (ticket, time) comes in as arguments. */
enum verdict
/* NOLINTNEXTLINE(readability-function-size) */
command_seal(struct command *out, const struct action *a, struct form *f,
	     const struct ticket *t, int64_t wall, struct err *err)
{
	json_t *payload = NULL;
	enum verdict v;

	form_set_wall(f, wall);
	v = check(a, f, t, err);

	if (v == DONE)
		v = seal_payload(&payload, a, f, err);
	if (v != DONE)
		return v;
	*out = (struct command){
		.op = uuid_new(wall),
		.ticket = t ? t->id : uuid_new(wall),
		.action = a,
		.payload = payload,
	};
	set_base(out->base, sizeof out->base, a, t);
	return DONE;
}

void
command_build_on(struct command *c, const char *base, const struct uuid *mends)
{
	if (*base && c->base[0] && uuid_is_nil(mends))
		str_copy(c->base, sizeof c->base, base);
	c->mends = *mends;
}

json_t *
action_draft(const struct action *a, const struct form *f, const char *ticket)
{
	bool issues = str_eq(a->name, "issue"); /* it names form and reader itself */
	json_t *payload = form_payload(f), *args;
	char *fields = json_write(payload);

	args = json_pack("{s:s, s:s, s:s, s:s}", "ticket", ticket, "form",
			 issues ? form_named(f, "form") : a->name, "to",
			 issues ? form_named(f, "to") : "", "fields", fields);
	free(fields);
	json_decref(payload);
	return args;
}

void
command_release(struct command *c)
{
	json_decref(c->payload);
	c->payload = NULL;
}
