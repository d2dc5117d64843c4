/* pending.c -- foresees own pending operations, so that an operator can, for example, sign
 * and then accept a ticket while the centre is not reachable. */
#include "ui/part/pending.h"

#include <stdlib.h>

#include "base/str.h"

enum op_state
pending_state(const struct rows *rows, size_t row)
{
	return op_state_named(rows_named(rows, row, "state"));
}

bool
pending_is_open(const struct rows *rows, size_t row)
{
	enum op_state state = pending_state(rows, row);

	return state != OP_APPLIED && state != OP_WITHDRAWN;
}

/* What a new form is filled with is not what was told. */
json_t *
pending_draft(const struct action *action, const json_t *payload)
{
	struct form *form = form_new(action->fields, action->nfields);
	json_t *body, *fields, *value;
	const char *name;
	void *next;

	form_load(form, payload);
	body = form_draft(form);
	fields = json_object_get(body, "fields");
	json_object_foreach_safe(fields, next, name, value) {
		if (!json_object_get(payload, name))
			json_object_del(fields, name);
	}
	form_free(form);
	return body;
}

static void
foresee(const struct rows *rows, size_t row, const struct state *state,
	struct ticket *t)
{
	const char *name = rows_named(rows, row, "action");
	const struct transition *step;
	json_t *payload;

	vec_each(step, &state->transitions) {
		if (!str_eq(step->action, name) ||
		    !transition_offers(step, t, &state->me))
			continue;
		if (*step->to && *step->to != '*')
			str_copy(t->state, sizeof t->state, step->to);
		break;
	}
	payload = json_loads(rows_named(rows, row, "payload"), 0, NULL);
	if (str_eq(name, "assign") || str_eq(name, "pass"))
		str_copy(t->unit, sizeof t->unit,
			 json_text_or(payload, "unit", t->unit));
	json_decref(payload);
}

static long
seq_of(const struct rows *rows, size_t row)
{
	return strtol(rows_named(rows, row, "seq"), NULL, 10);
}

void
pending_foresee(const struct rows *rows, const struct state *state, struct ticket *t,
		char base[48])
{
	const struct action *action;
	char id[UUID_TEXT];
	long last = 0, seq;
	size_t i, next;

	base[0] = '\0';
	uuid_text(&t->id, id);
	for (;;) { /* few rows: the next larger seq each time */
		next = SIZE_MAX;
		for (i = 0; rows && i < rows->n; i++) {
			enum op_state s = pending_state(rows, i);

			seq = seq_of(rows, i);
			if ((s != OP_QUEUED && s != OP_SENT && s != OP_HELD &&
			     s != OP_ADMIN) ||
			    seq <= last || !str_eq(rows_named(rows, i, "ticket"), id))
				continue;
			if (next == SIZE_MAX || seq < seq_of(rows, next))
				next = i;
		}
		if (next == SIZE_MAX)
			return;
		last = seq_of(rows, next);
		action = action_named(rows_named(rows, next, "action"));
		if (!action || action->flags & ACTION_APPENDS)
			continue;
		foresee(rows, next, state, t);
		str_format(base, 48, "op:%s", rows_named(rows, next, "op"));
	}
}
