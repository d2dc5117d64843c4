/* action/transition.c -- the menu: which steps the procedure offers on a ticket to an
 * operator.  The centre judges by the same rows (core.choose, core.acts_at); a step offered
 * here may still be refused there, with a sentence and without harm. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#include "action/action.h"

bool
transition_read(struct transition *out, const char *code, const char *name,
		const json_t *extra)
{
	memset(out, 0, sizeof *out);
	str_copy(out->code, sizeof out->code, code);
	str_copy(out->name, sizeof out->name, name);
	str_copy(out->kind, sizeof out->kind, json_text(extra, "kind"));
	str_copy(out->action, sizeof out->action, json_text(extra, "action"));
	str_copy(out->from, sizeof out->from, json_text(extra, "from"));
	str_copy(out->to, sizeof out->to, json_text(extra, "to"));
	str_copy(out->duty, sizeof out->duty, json_text(extra, "duty"));
	str_copy(out->scope, sizeof out->scope, json_text(extra, "scope"));
	str_copy(out->target, sizeof out->target, json_text(extra, "target"));
	return action_named(out->action) != NULL;
}

/* A duty that handles no tickets writes nothing to one. */
static bool
only_administers(const struct operator_info *o)
{
	size_t i;

	for (i = 0; i < o->nduties; i++)
		if (!str_eq(o->duties[i].duty, "r10"))
			return false;
	return o->nduties > 0;
}

/* The duty at this unit; a row without a duty is anybody's who works there. */
static bool
acts_at(const struct operator_info *o, const char *duty, const char *unit)
{
	if (!*unit)
		return false;
	if (!*duty)
		return str_eq(o->unit, unit) && !only_administers(o);
	return operator_has_at(o, duty, unit);
}

static const char *
acts_above(const struct operator_info *o, const char *duty, const struct ticket *t)
{
	size_t i;

	for (i = 0; i < UNIT_TIERS; i++)
		if (acts_at(o, duty, t->above[i]))
			return t->above[i];
	return NULL;
}

/* The unit he acts for; NULL: none. */
static const char *
acting_unit(const struct transition *row, const struct ticket *t,
	    const struct operator_info *o)
{
	const char *scope = row->scope;

	if (str_eq(scope, "any"))
		return *row->duty ? operator_has(o, row->duty) ? o->unit : NULL
		       : only_administers(o) ? NULL
					     : o->unit;
	if (str_eq(scope, "registrar"))
		return acts_at(o, row->duty, t->registered_unit) ? t->registered_unit
								 : NULL;
	if (str_eq(scope, "self") || str_eq(scope, "above"))
		if (acts_at(o, row->duty, t->unit))
			return t->unit;
	return str_eq(scope, "above") || str_eq(scope, "superior")
		       ? acts_above(o, row->duty, t)
		       : NULL;
}

const char *
transition_unit(const struct transition *row, const struct ticket *t,
		const struct operator_info *o)
{
	const char *unit = acting_unit(row, t, o);

	return unit ? unit : "";
}

static bool
from_here(const struct transition *row, const struct ticket *t)
{
	if (str_eq(row->from, "**"))
		return true;
	if (str_eq(row->from, "*"))
		return ticket_is_open(t);
	return *row->from && str_eq(row->from, t->state);
}

bool
transition_offers(const struct transition *row, const struct ticket *t,
		  const struct operator_info *o)
{
	const struct action *a = action_named(row->action);

	if (!t) /* a new ticket */
		return !*row->from && *row->action && operator_has(o, row->duty);
	return str_eq(row->kind, kind_name(t->kind)) && a && from_here(row, t) &&
	       acting_unit(row, t, o) && (!a->fits || a->fits(t));
}

/* The step that a ticket in this state usually takes next; of two, the earlier one is not
 * offered where it does not apply. */
static const struct {
	const char *state, *action;
} usual[] = {
	{ "TS10", "assign" },	      { "TS11", "sign" },
	{ "TS12", "assign" },	      { "TS20", "accept" },
	{ "TS21", "proof" },	      { "TS22", "approve" },
	{ "TS25", "odr_result" },     { "TS30", "mediate" },
	{ "TS40", "agree" },	      { "TS41", "appraised" },
	{ "TS42", "decide_recusal" }, { "TS43", "approve" },
	{ "TS31", "reply" },	      { "TS50", "reply" },
	{ "TS51", "reply" },	      { "TS60", "approve" },
	{ "TS70", "callback" },	      { "TS80", "publish" },
	{ "TS80", "archive" }, /* after publication, which it ends */
	{ "TS85", "archive" },	      { "TS95", "unmerge" },
	{ "JB10", "assign" },	      { "JB11", "sign" },
	{ "JB12", "assign" },	      { "JB20", "verify" },
	{ "JB21", "verify" },	      { "JB22", "resume" },
	{ "JB23", "file" },	      { "JB30", "hand_over" },
	{ "JB31", "conclude" },	      { "JB40", "case_result" },
	{ "JB50", "conclude" },	      { "JB60", "tell_reporter" },
	{ "JB70", "archive" },	      { "ZX10", "answer" },
	{ "ZX30", "reply" },	      { "ZX40", "callback" },
};

bool
action_is_usual(const struct action *a, const struct ticket *t)
{
	const char *what = json_text(json_object_get(t->doc, "proposal"), "what");
	size_t i;

	/* a leader decides on a report by the step itself, on a complaint by approving */
	if (t->kind == KIND_REPORT && action_named(what))
		return str_eq(what, a->name);
	for (i = 0; i < ARRAY_LEN(usual); i++)
		if (str_eq(usual[i].state, t->state) &&
		    str_eq(usual[i].action, a->name))
			return true;
	return false;
}

/* -- keys of a menu ------------------------------------------------------------------ */

/* Without those that move the cursor or leave. */
static const char keyboard[] = "123456789abcdefghilmoprstuvwxyz"
			       "ABCDEFHIJKLMOPQRSTUVWXYZ";

static bool
is_any(const char *from)
{
	return *from == '*';
}

/* Whether some ticket may offer both. */
static bool
meet(const struct transition *a, const struct transition *b)
{
	return *a->from && *b->from && str_eq(a->kind, b->kind) &&
	       (is_any(a->from) || is_any(b->from) || str_eq(a->from, b->from));
}

/* The rows of each action stand together: first[i] to first[i + 1]. */
struct by_action {
	const struct transition **rows;
	size_t first[ACTIONS_MOST + 1];
};

static size_t
sort_rows(struct by_action *out, const struct transition *rows, size_t n)
{
	size_t i, k, at = 0;

	out->rows = xcalloc(n + 1, sizeof(const struct transition *));
	for (i = 0; actions[i] && i < ACTIONS_MOST; i++) {
		out->first[i] = at;
		for (k = 0; k < n; k++)
			if (str_eq(rows[k].action, actions[i]->name))
				out->rows[at++] = &rows[k];
	}
	out->first[i] = at;
	return i;
}

static bool
actions_meet(const struct by_action *all, size_t a, size_t b)
{
	size_t i, k;

	for (i = all->first[a]; i < all->first[a + 1]; i++)
		for (k = all->first[b]; k < all->first[b + 1]; k++)
			if (meet(all->rows[i], all->rows[k]))
				return true;
	return false;
}

static char
free_key(const struct by_action *all, const char *keys, size_t action)
{
	const char *key;
	size_t i;

	for (key = keyboard; *key; key++) {
		for (i = 0; i < action; i++)
			if (keys[i] == *key && actions_meet(all, i, action))
				break;
		if (i == action)
			return *key;
	}
	return '\0';
}

void
action_keys(const struct transition *rows, size_t n, char keys[ACTIONS_MOST])
{
	struct by_action all;
	size_t i, count = sort_rows(&all, rows, n);

	memset(keys, 0, ACTIONS_MOST);
	for (i = 0; i < count; i++)
		if (all.first[i] < all.first[i + 1])
			keys[i] = free_key(&all, keys, i);
	free(all.rows);
}

const struct transition *
action_offered(const struct action *a, const struct transition *rows, size_t n,
	       const struct ticket *t, const struct operator_info *o)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(rows[i].action, a->name) &&
		    transition_offers(&rows[i], t, o))
			return &rows[i];
	return NULL;
}
