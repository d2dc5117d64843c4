/* state.c -- applies the desk's messages, in one function, by one table. */
#include "ui/state.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

typedef void apply_fn(struct state *, struct event *);

void
state_release(struct state *state)
{
	struct label *label;

	vec_each(label, &state->labels) {
		free(label->name);
		free(label->path);
	}
	vec_release(&state->labels);
	vec_release(&state->asked);
	vec_release(&state->transitions);
	vec_release(&state->news);
	calendar_release(&state->calendar);
	rows_free(state->tables[0].rows);
	rows_free(state->tables[1].rows);
	rows_free(state->incidents.rows);
}

static void
take_link(struct state *state, const json_t *body)
{
	struct msg_link link;

	if (!msg_read_link(&link, body))
		return;
	msg_words(state->link_text, sizeof state->link_text, link.text, link.args);
	link.text = link.host = NULL;
	link.args = NULL;
	state->link = link;
}

static void
apply_welcome(struct state *state, struct event *event)
{
	const json_t *body = event->body;
	int64_t there;

	if (!operator_read(&state->me, json_object_get(body, "operator")))
		return;
	state->welcome = true;
	state->cut = false;
	state->demo = json_is(body, "demo");
	str_copy(state->store, sizeof state->store, json_text(body, "store"));
	str_copy(state->installation, sizeof state->installation,
		 json_text(body, "name"));
	if (stamp_parse(json_text(body, "server_now"), &there))
		state->offset = there - event->now.wall;
	take_link(state, json_object_get(body, "link"));
}

static struct answer *
answer_of(struct state *state, int64_t id)
{
	struct answer **answer;

	vec_each(answer, &state->asked)
		if ((*answer)->id == id)
			return *answer;
	return NULL;
}

static void
apply_no(struct state *state, struct event *event)
{
	if (!msg_read_no(&event->no, event->body))
		return;
	event->id = event->no.id;
	msg_words(event->text, sizeof event->text, event->no.text, event->no.args);
	event->answer = event->id ? answer_of(state, event->id) : NULL;
	if (!event->answer)
		return;
	event->answer->waiting = false;
	event->answer->version++;
	str_copy(event->answer->fault, sizeof event->answer->fault, event->text);
}

static void
apply_kept(struct state *state, struct event *event)
{
	(void)state;
	event->id = json_int(event->body, "id", 0);
}

void
state_learn(struct state *state, const char *table, const char *code, const char *name,
	    const char *path)
{
	struct label *label = (struct label *)state_find_label(state, table, code);

	/* longer than any code there is: shown as it stands, never looked for */
	if (strlen(table) >= sizeof label->table || strlen(code) >= sizeof label->code)
		return;
	if (!label) {
		label = vec_add(&state->labels);
		str_copy(label->table, sizeof label->table, table);
		str_copy(label->code, sizeof label->code, code);
	}
	if (str_empty(name))
		return;
	free(label->name);
	free(label->path);
	label->name = xstrdup(name);
	label->path = xstrdup(path ? path : "");
}

static void
learn_rows(struct state *state, const struct msg_rows *got, struct event *event)
{
	const struct query *query = query_named("code");
	struct label *label, *asked = NULL;
	struct rows *rows;

	vec_each(label, &state->labels)
		if (label->asked == got->id)
			asked = label;
	if (!asked || !query || !(rows = rows_read(query, got->rows)))
		return;
	event->kind = EVENT_LABEL;
	if (rows->n > 0)
		state_learn(state, asked->table, asked->code,
			    rows_named(rows, 0, "name"), rows_named(rows, 0, "path"));
	else
		asked->missing = true;
	rows_free(rows);
}

static void
take_workdays(struct state *state, const struct rows *rows)
{
	const char *day, *extra;
	enum calendar_mark mark;
	json_t *more;
	size_t i;

	calendar_release(&state->calendar); /* a day may have been taken out */
	state->calendar = (struct calendar){ 0 };
	for (i = 0; i < rows->n; i++) {
		day = rows_named(rows, i, "code");
		extra = rows_named(rows, i, "extra");
		more = json_loads(extra, 0, NULL);
		mark = calendar_mark_named(json_text(more, "kind"));
		if (mark == CALENDAR_PLAIN)
			mark = calendar_mark_named(rows_named(rows, i, "name"));
		if (day_parse(day) != DAY_NONE)
			calendar_put(&state->calendar, day_parse(day), mark);
		json_decref(more);
	}
}

static void
take_transitions(struct state *state, const struct rows *rows)
{
	struct transition t;
	json_t *more;
	size_t i;

	vec_clear(&state->transitions);
	for (i = 0; i < rows->n; i++) {
		more = json_loads(rows_named(rows, i, "extra"), 0, NULL);
		if (transition_read(&t, rows_named(rows, i, "code"),
				    rows_named(rows, i, "name"), more))
			vec_push(&state->transitions, t);
		json_decref(more);
	}
}

/* Rows of the query, every document in which can be read; NULL where that is not so. */
static struct rows *
read_rows(const struct query *query, json_t *array)
{
	struct rows *rows = rows_read(query, array);
	const char *cell;
	json_t *value;
	size_t r, c;

	for (r = 0; rows && r < rows->n; r++)
		for (c = 0; rows && c < query->ncolumns; c++) {
			cell = rows_cell(rows, r, (int)c);
			if (query->columns[c].type != COL_JSON || !*cell)
				continue;
			if (json_read(&value, cell, strlen(cell), NULL) == DONE) {
				json_decref(value);
				continue;
			}
			rows_free(rows);
			rows = NULL;
		}
	return rows;
}

/* What cannot be read is said, and what was there stays. */
static void
take_rows(struct answer *answer, const struct msg_rows *got)
{
	struct rows *rows = read_rows(answer->query, got->rows);

	answer->fault[0] = '\0';
	if (!rows) {
		str_copy(answer->fault, sizeof answer->fault,
			 _("The answer holds a document that cannot be read; tell the "
			   "administrator."));
		return;
	}
	rows_free(answer->rows);
	answer->rows = rows;
	answer->mirror = got->from_mirror;
	answer->age = got->age;
}

/* A mirror's answer makes way for the centre's. */
static void
apply_rows(struct state *state, struct event *event)
{
	struct msg_rows got;
	struct answer *answer;

	if (!msg_read_rows(&got, event->body))
		return;
	event->id = got.id;
	event->answer = answer = answer_of(state, got.id);
	if (!answer) {
		learn_rows(state, &got, event);
		return;
	}
	take_rows(answer, &got);
	answer->waiting = !got.last;
	answer->version++;
	if (answer == &state->tables[0] && answer->rows)
		take_workdays(state, answer->rows);
	if (answer == &state->tables[1] && answer->rows)
		take_transitions(state, answer->rows);
}

static void
apply_settled(struct state *state, struct event *event)
{
	if (!msg_read_settled(&event->settled, event->body))
		return;
	msg_words(event->text, sizeof event->text, event->settled.text,
		  event->settled.args);
	uuid_text(&event->settled.ticket,
		  state->own[state->nown++ % ARRAY_LEN(state->own)]);
}

static void
apply_link(struct state *state, struct event *event)
{
	take_link(state, event->body);
}

/* By her, on a ticket that she has just told of: no news to her. */
static bool
is_own(const struct state *state, const json_t *row)
{
	size_t i;

	if (!str_eq(json_text(row, "operator"), state->me.label))
		return false;
	for (i = 0; i < ARRAY_LEN(state->own); i++)
		if (str_eq(json_text(row, "ticket"), state->own[i]))
			return true;
	return false;
}

/* Once, however often it was changed. */
static void
add_news(struct state *state, const char *ticket)
{
	const struct news *news;

	vec_each(news, &state->news)
		if (str_eq(news->ticket, ticket))
			return;
	str_copy(vec_add(&state->news)->ticket, UUID_TEXT, ticket);
}

/* A row without a ticket only moves the desk's place in the feed. */
static void
apply_news(struct state *state, struct event *event)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(event->body, "rows"), i, row) {
		if (*json_text(row, "ticket") && !is_own(state, row))
			add_news(state, json_text(row, "ticket"));
	}
}

static void
apply_word(struct state *state, struct event *event)
{
	struct msg_word word;

	(void)state;
	if (msg_read_word(&word, event->body))
		msg_words(event->text, sizeof event->text, word.text, word.args);
}

static void
apply_nothing(struct state *state, struct event *event)
{
	(void)state;
	(void)event;
}

static const struct {
	enum message message;
	enum event_kind kind;
	apply_fn *apply;
} arrivals[] = {
	{ MSG_WELCOME, EVENT_WELCOME, apply_welcome },
	{ MSG_NO, EVENT_NO, apply_no },
	{ MSG_KEPT, EVENT_KEPT, apply_kept },
	{ MSG_RENEWED, EVENT_RENEWED, apply_kept },
	{ MSG_ROWS, EVENT_ROWS, apply_rows },
	{ MSG_DRAFTED, EVENT_DRAFTED, apply_nothing },
	{ MSG_SETTLED, EVENT_SETTLED, apply_settled },
	{ MSG_LINK, EVENT_LINK, apply_link },
	{ MSG_NEWS, EVENT_NEWS, apply_news },
	{ MSG_WORD, EVENT_WORD, apply_word },
};

bool
state_apply(struct state *state, struct event *event)
{
	enum message message;
	size_t i;

	if (!event->body) { /* EVENT_CUT has none */
		state->cut = true;
		return true;
	}
	message = message_kind(event->body);
	for (i = 0; i < ARRAY_LEN(arrivals); i++)
		if (arrivals[i].message == message) {
			event->kind = arrivals[i].kind;
			arrivals[i].apply(state, event);
			return true;
		}
	return false;
}

int64_t
state_ask(struct state *state, struct answer *answer, const char *query)
{
	struct answer **known;
	bool listed = false;

	vec_each(known, &state->asked)
		listed = listed || *known == answer;
	if (!listed)
		vec_push(&state->asked, answer);
	if (answer->query != query_named(query)) {
		rows_free(answer->rows);
		answer->rows = NULL;
	}
	answer->query = query_named(query);
	answer->id = ++state->next_id;
	answer->waiting = true;
	return answer->id;
}

void
state_forget(struct state *state, struct answer *answer)
{
	size_t i;

	for (i = 0; i < state->asked.n; i++)
		if (state->asked.v[i] == answer) {
			vec_remove(&state->asked, i);
			break;
		}
	rows_free(answer->rows);
	*answer = (struct answer){ 0 };
}

const struct label *
state_find_label(const struct state *state, const char *table, const char *code)
{
	size_t i;

	for (i = 0; i < state->labels.n; i++)
		if (str_eq(state->labels.v[i].code, code) &&
		    str_eq(state->labels.v[i].table, table))
			return &state->labels.v[i];
	return NULL;
}

const char *
state_label(const struct state *state, const char *table, const char *code)
{
	const struct label *label = state_find_label(state, table, code);

	return label && label->name ? label->name : code;
}

const char *
state_path(const struct state *state, const char *table, const char *code)
{
	const struct label *label = state_find_label(state, table, code);

	return label && !str_empty(label->path) ? label->path
						: state_label(state, table, code);
}
